"""Evidence in the same words: what two reports say alike to the word, one may have from the other,
or both from a third, however short it is and whoever is named beside it.

Two reporters who describe one thing seldom choose six words in a row alike, two of them words
that say something, or four that say something in one order; shared passages of whole reports are
found by `origins`, from longer runs. Both numbers were set on a reading of all corroborated claims
of the open stories.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from twosource.claims.words import words
from twosource.origins.wording import is_function

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twosource.model import Evidence, Reading, SharedPassage

__all__ = ["same_words"]

RUN = 6  # words in a row
TELLING = 2  # of them no function words
IN_ORDER = 4  # words that say something, one after the other but for those that do not
_WORD = re.compile(r"[^\W_]+(?:[.,][^\W_]+)*")


def same_words(
    readings: Mapping[str, Reading],
    evidence: Sequence[Evidence],
    passages: Sequence[SharedPassage],
) -> list[tuple[str, str]]:
    """Pairs of origins (ids) whose evidence in different reports shares a telling run of words, or
    stands in sentences that one shared passage reaches into, whoever they name.

    `readings` are by report id.
    """
    reports = {e.report for e in evidence}
    passages = [p for p in passages if p.report_a in reports and p.report_b in reports]
    runs = [_runs(readings[e.report].report.text[e.start : e.end]) for e in evidence]
    return [
        (a.origin, b.origin)
        for (k, a), (j, b) in combinations(enumerate(evidence), 2)
        if a.report != b.report
        and a.origin != b.origin
        and (not runs[k].isdisjoint(runs[j]) or any(_reaches(p, a, b) for p in passages))
    ]


def _reaches(passage: SharedPassage, a: Evidence, b: Evidence) -> bool:
    if passage.report_a == b.report:
        a, b = b, a
    return (
        (passage.report_a, passage.report_b) == (a.report, b.report)
        and passage.span_a.overlaps(a.sentence)
        and passage.span_b.overlaps(b.sentence)
    )


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    connecting = words().connecting
    said = [w for w in _WORD.findall(text.lower()) if w not in connecting]
    telling = [w for w in said if not is_function(w)]
    rows = (tuple(said[k : k + RUN]) for k in range(len(said) - RUN + 1))
    kept = {row for row in rows if sum(not is_function(w) for w in row) >= TELLING}
    return frozenset(
        kept.union(tuple(telling[k : k + IN_ORDER]) for k in range(len(telling) - IN_ORDER + 1))
    )

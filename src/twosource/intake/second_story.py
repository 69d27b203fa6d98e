"""A second report in the same paste: its headline and all that follows.

Nothing marks it but a line that could be a headline and a paragraph below that says the same more
fully: a lead repeats its headline's words, where the paragraph under a sub-headline goes on with
the report. Where names and words change as well, less repetition is asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.intake.settings import table
from twosource.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.intake.line import Line

__all__ = ["Seam", "label_second_story", "seam"]


_SPEECH = re.compile(r"\b(?:said|says|told|according|added|announced|reported)\b")
_QUOTES = "\"'“‘"


@dataclass(frozen=True, slots=True)
class Seam:
    """How a line looks as the headline of a second report; shares, 0 to 1.

    `restated`: of its words that the paragraph below has; `old_words`: of the repeated words below
    that stand above as well; `new_names`: of the capitalised words below that do not.
    """

    restated: float
    old_words: float
    new_names: float


def label_second_story(lines: Sequence[Line]) -> None:
    """Label the headline and the body of a second report in place.

    Where several lines look like it, they are the sections of one live page or list.
    """
    rule = table("second_story")
    if len(lines) > rule["most_lines"]:
        return
    found = [k for k in range(len(lines)) if _opens(lines, k, rule)]
    if len(found) != 1 or _others_like_it(lines, found[0], rule):
        return
    first = found[0]
    lines[first].label(BlockKind.OTHER_STORY, "headline of a second story")
    for line in lines[first + 1 :]:
        if line.compared:
            line.label(BlockKind.OTHER_STORY, "body of a second story")


def _others_like_it(lines: Sequence[Line], k: int, rule: dict[str, float]) -> bool:
    """Whether other sub-headlines are as long as a headline: then this is one of them."""
    return any(
        x.kind is BlockKind.SUBHEADLINE
        and x is not lines[k]
        and len(x.words) >= rule["least_words"]
        and x.why != "between headline and body"
        for x in lines
    )


def _opens(lines: Sequence[Line], k: int, rule: dict[str, float]) -> bool:
    seen = seam(lines, k)
    if seen is None:
        return False
    if seen.restated >= rule["restated"]:
        return True
    return (
        seen.restated >= rule["restated_after_shift"]
        and seen.old_words <= rule["old_words_after_shift"]
        and seen.new_names >= rule["new_names_after_shift"]
    )


def seam(lines: Sequence[Line], k: int) -> Seam | None:
    """What can be seen of line `k` as a second headline; None where it cannot be one."""
    rule = table("second_story")
    line = lines[k]
    lead = next((x for x in lines[k + 1 : k + 6] if x.compared), None)
    if lead is None or not _like_headline(line, rule) or not _like_lead(lead, rule):
        return None
    above = [x for x in lines[:k] if x.compared and x.sentence]
    below = [x for x in lines[k + 1 :] if x.compared]
    if len(above) < 3 or len(below) < 2 or not any(_SPEECH.search(x.row) for x in below):
        return None
    before = frozenset(w for x in above for w in x.content)
    spread = Counter(w for x in below for w in x.content)
    weighty = [w for w, n in spread.items() if n > 1]
    named, known = _names(below), _names(above)
    return Seam(
        restated=len(line.content & lead.content) / len(line.content),
        old_words=sum(w in before for w in weighty) / (len(weighty) or 1),
        new_names=sum(n for w, n in named.items() if w not in known) / (named.total() or 1),
    )


def _like_headline(line: Line, rule: dict[str, float]) -> bool:
    if (line.sure and not line.compared) or line.sentence or line.row[-1] in ".,;:)":
        return False
    if not line.row[0].isupper() and line.row[0] not in _QUOTES:
        return False
    if not rule["least_words"] <= len(line.words) <= rule["most_words"]:
        return False
    clause = any(w.islower() for w in line.words)  # else it is a list of names
    return clause and len(line.content) >= 4


def _like_lead(line: Line, rule: dict[str, float]) -> bool:
    return line.sentence and len(line.words) >= rule["least_lead"]


def _names(lines: Sequence[Line]) -> Counter[str]:
    """Words with a capital that do not open their line, as a stand-in for names."""
    return Counter(w for x in lines for w in x.words[1:] if w[0].isupper() and len(w) > 2)

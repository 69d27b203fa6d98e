"""Whose words stand beside evidence: news names its source once and goes on without it.

What a report says without a source, right after or before words of the police, it may have from
the police too; beside another report's words of the same police it is no second origin.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twosource.model import Evidence, Reading
    from twosource.origins.independence import Tracing

__all__ = ["one_source_beside"]

OPENING = 2  # sentences, headlines among them


def one_source_beside(
    readings: Mapping[str, Reading], evidence: Sequence[Evidence], tracing: Tracing
) -> list[tuple[str, str]]:
    """Pairs of origins (ids) of evidence in different reports that may rest on one source: it says
    the one and stands in the sentence before or after the other, or stands beside both; and of
    evidence that both stands beside unnamed sources. `readings` are by report id.
    """
    near = [_sources(readings[e.report], e, tracing) for e in evidence]
    return [
        (a.origin, b.origin)
        for (k, a), (j, b) in combinations(enumerate(evidence), 2)
        if a.report != b.report and a.origin != b.origin and not near[k].isdisjoint(near[j])
    ]


def _sources(reading: Reading, one: Evidence, tracing: Tracing) -> frozenset[str]:
    """Its own source where it has one; else those of its sentence, of the two around it and of the
    report's opening, whose source often stands for what follows; all unnamed ones as one.
    """
    if one.chain:
        return frozenset([_named(one.origin, tracing)])
    starts = [s.start for s in reading.sentences]
    here = starts.index(one.sentence.start)
    first = reading.sentences[max(0, here - 1)].start
    last = reading.sentences[min(len(starts) - 1, here + 1)].end
    opening = reading.sentences[min(len(starts), OPENING) - 1].end
    return frozenset(
        _named(tracing.said_by(one.report, k), tracing)
        for k, attribution in enumerate(reading.attributions)
        if any(
            span.start < opening or (span.start < last and first < span.end)
            for span in (*attribution.source, *attribution.cue, *attribution.content)
        )
    )


def _named(origin: str, tracing: Tracing) -> str:
    return "" if tracing.unnamed(origin) else origin

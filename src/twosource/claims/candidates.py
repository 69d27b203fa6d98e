"""Which pairs of sentences are worth a look: an index instead of everything with everything."""

from __future__ import annotations

from collections import defaultdict
from heapq import nsmallest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twosource.claims.terms import Story, Unit

__all__ = ["pairs"]

PER_REPORT = 12  # candidates kept of each other report, for each sentence
PER_SENTENCE = 80  # and of all other reports together
COMMON = 0.5  # a term in more than this share of the sentences finds nothing


def pairs(story: Story) -> list[tuple[int, int]]:
    """Pairs of units of different reports that share terms, each once, in order.

    For each sentence the `PER_REPORT` of every other report that share the most weight, and of all
    those the `PER_SENTENCE` best: the number of pairs grows with the number of sentences.
    """
    holders = _holders(story)
    found: set[tuple[int, int]] = set()
    for k, unit in enumerate(story.units):
        by_report: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for other, weight in _shared(story, unit, holders).items():
            if story.units[other].report != unit.report:
                by_report[story.units[other].report].append((-weight, other))
        best = [row for rows in by_report.values() for row in nsmallest(PER_REPORT, rows)]
        for _, other in nsmallest(PER_SENTENCE, best):
            found.add((min(k, other), max(k, other)))
    return sorted(found)


def _holders(story: Story) -> dict[str, list[int]]:
    """Each key that is not too common to find anything -> the units that hold it."""
    holders: dict[str, list[int]] = defaultdict(list)
    for k, unit in enumerate(story.units):
        for key in unit.keys:
            holders[key].append(k)
    most = max(2.0, COMMON * len(story.units))
    return {key: units for key, units in holders.items() if len(units) <= most}


def _shared(story: Story, unit: Unit, holders: Mapping[str, Sequence[int]]) -> dict[int, float]:
    """Other units -> the weight of the terms that they share with this one."""
    shared: dict[int, float] = defaultdict(float)
    for term in unit.terms:
        for key, strength in ((term.key, 1.0), *story.related.get(term.key, {}).items()):
            for other in holders.get(key, ()):
                shared[other] += strength * term.weight
    return shared

"""Statements that oppose each other in words whatever else their sentences share: "was well
equipped" and "was insufficiently equipped".
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from twosource.claims.gathering import Group
from twosource.claims.weights import thresholds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from twosource.claims.alignment import Node, Part

__all__ = ["opposing"]


def opposing(
    found: Mapping[tuple[int, int], float],
    spans: Sequence[Sequence[Part]],
    predicate: Callable[[Node], str],
    opposed: Callable[[Node, Node], bool],
) -> Iterator[Group]:
    """Pairs of statements with one predicate that are `opposed`, in sentences that are near each
    other, the nearest first; each statement in one pair at most. `found` are the probabilities of
    pairs of units, `spans` the parts of each unit.
    """
    used: set[Node] = set()
    for (a, b), p in sorted(found.items(), key=lambda item: (-item[1], item[0])):
        if p < thresholds().rival:
            return
        by_predicate: dict[str, list[Node]] = defaultdict(list)
        for k, part in enumerate(spans[a]):
            if part.statement is not None:
                by_predicate[predicate((a, k))].append((a, k))
        for j, part in enumerate(spans[b]):
            two = (b, j)
            if part.statement is None:
                continue
            for one in by_predicate.get(predicate(two), ()):
                if one not in used and two not in used and opposed(one, two):
                    used |= {one, two}
                    yield Group((one, two), p)

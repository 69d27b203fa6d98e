"""Linked statements gathered into what becomes a claim: groups, who may join them, the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from twosource.claims.columns import ends_of, places
from twosource.claims.grouping import cliques, groups, joined
from twosource.claims.weights import thresholds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from twosource.claims.alignment import Node
    from twosource.claims.terms import Story

__all__ = ["Gathered", "Group"]

FEW = 25  # reports; of more, sentences are alike by the way too often to make claims of all


@dataclass(frozen=True, slots=True)
class Group:
    """Statements that are taken to say the same, and how sure their weakest link is."""

    nodes: tuple[Node, ...]
    weakest: float


@dataclass(frozen=True, slots=True)
class Gathered:
    """`core` are the groups of a partition with statements of other groups that are firmly linked
    with theirs; `wide` the same ones, in their order, with those that are near enough.
    """

    core: tuple[Group, ...]
    wide: tuple[Group, ...]
    _lone: float
    _order: tuple[Node, ...]
    _weighed: dict[tuple[int, int], float]

    @classmethod
    def of(
        cls,
        story: Story,
        links: Mapping[tuple[Node, Node], tuple[float, float]],
        found: Iterable[tuple[int, int]] | None = None,
    ) -> Gathered:
        """Gather the statements that are linked, each link with its probability and coverage.

        `found` are the pairs of units that were compared, where more might have been: what was not
        compared then speaks neither for nor against a group.
        """
        order = tuple(sorted({node for pair in links for node in pair}))
        index = {node: k for k, node in enumerate(order)}
        weighed = {(index[a], index[b]): p for (a, b), (p, _) in links.items()}
        units = [u for u, _ in order]
        reports = [story.units[u].report for u in units]
        apart = [
            (nodes, weakest)
            for nodes, weakest in groups(
                weighed,
                thresholds().sentence_group,
                compared=None if found is None else _Compared(story, units, found).between,
            )
            if len({reports[n] for n in nodes}) > 1
        ]
        core = joined(apart, weighed, units, reports, thresholds().firm)
        wide = joined(apart, weighed, units, reports, thresholds().joins)
        limits = thresholds()
        lone = limits.lone if len(set(reports)) <= FEW else max(limits.lone, limits.sure)
        return cls(_named(core, order), _named(wide, order), lone, order, weighed)

    def rest(
        self, used: Iterable[Group], already: AbstractSet[tuple[int, int]]
    ) -> tuple[Group, ...]:
        """What links say that stands neither in the groups `used` nor in pairs of units that are
        held `already`: small groups in which every two are linked.
        """
        units = [u for u, _ in self._order]
        held = set(already)
        for group in used:
            inside = [u for u, _ in group.nodes]
            held |= {(a, b) for a in inside for b in inside}
        covered = {pair for pair in self._weighed if (units[pair[0]], units[pair[1]]) in held}
        return _named(cliques(self._weighed, covered, self._lone), self._order)


class _Compared:
    """Which pairs of nodes were compared; those of one report count as such, they never link."""

    def __init__(
        self, story: Story, units: Sequence[int], found: Iterable[tuple[int, int]]
    ) -> None:
        one, two = ends_of(found)
        self._all = len(story.units)
        self._code = np.sort(np.minimum(one, two) * self._all + np.maximum(one, two))
        self._units = np.array(units, dtype=np.int64)
        self._reports = story.columns.report[self._units]

    def between(self, one: Sequence[int], two: Sequence[int]) -> int:
        """How many pairs of two groups of nodes were compared."""
        left, right = np.repeat(one, len(two)), np.tile(two, len(one))
        a, b = self._units[left], self._units[right]
        known = places(self._code, np.minimum(a, b) * self._all + np.maximum(a, b)) >= 0
        return int(np.count_nonzero(known | (self._reports[left] == self._reports[right])))


def _named(found: Sequence[tuple[list[int], float]], order: Sequence[Node]) -> tuple[Group, ...]:
    return tuple(Group(tuple(order[k] for k in nodes), weakest) for nodes, weakest in found)

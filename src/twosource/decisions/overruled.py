"""Decisions that contradict each other: the later one wins, and this says so of the earlier."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from twosource.model import DecisionKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.model import Anchor, Decision

__all__ = ["Overruling", "overrulings"]

# What an earlier decision says and a later one may take back.
CONTRARY = frozenset(
    {
        (DecisionKind.MERGE, DecisionKind.SPLIT),
        (DecisionKind.SPLIT, DecisionKind.MERGE),
        (DecisionKind.MERGE, DecisionKind.REJECT),
        (DecisionKind.REJECT, DecisionKind.MERGE),
    }
)


@dataclass(frozen=True, slots=True)
class Overruling:
    """The id of the later decision, and whether nothing of the earlier one is left."""

    by: str
    wholly: bool


def overrulings(decisions: Sequence[Decision]) -> dict[str, Overruling]:
    """By id the decisions of which a later one takes back some or all."""
    out: dict[str, Overruling] = {}
    for k, earlier in enumerate(decisions):
        for later in decisions[k + 1 :]:
            against = _against(earlier, later)
            if against and any(against):
                wholly = all(against) or (earlier.id in out and out[earlier.id].wholly)
                out[earlier.id] = Overruling(later.id, wholly)
    return out


def _against(earlier: Decision, later: Decision) -> list[bool]:
    """For each pair of words that the earlier decision is about, whether the later one says the
    contrary of it; empty where the two kinds never contradict.
    """
    kinds = earlier.kind, later.kind
    if kinds not in CONTRARY:
        return []
    # The sides of the later decision on which each piece of the earlier one's words stands.
    sides = [{x.part for x in later.anchors if _alike(a, x)} for a in earlier.anchors]
    if kinds == (DecisionKind.REJECT, DecisionKind.MERGE):
        return [bool(side) for side in sides]
    least = 2 if later.kind is DecisionKind.SPLIT else 1  # a split says it of two sides only
    return [
        bool(sides[a]) and bool(sides[b]) and len(sides[a] | sides[b]) >= least
        for a, b in _across(earlier)
    ]


def _across(decision: Decision) -> list[tuple[int, int]]:
    """The pairs of words, by index, on different sides of a decision."""
    anchors = decision.anchors
    return [
        (a, b)
        for a, b in combinations(range(len(anchors)), 2)
        if anchors[a].part != anchors[b].part and not _alike(anchors[a], anchors[b])
    ]


def _alike(a: Anchor, b: Anchor) -> bool:
    """Whether two anchors are of the same words: half of the shorter ones at least, one answer."""
    if a.sha256 != b.sha256 or None in (a.start, b.start, a.end, b.end) or a.value != b.value:
        return False
    assert a.start is not None
    assert b.start is not None
    assert a.end is not None
    assert b.end is not None
    common = min(a.end, b.end) - max(a.start, b.start)
    return 2 * common >= min(a.end - a.start, b.end - b.start)

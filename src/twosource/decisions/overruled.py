"""Decisions that contradict each other: the later one wins, and this says so of the earlier."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from twosource.model import DecisionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twosource.model import Anchor, Decision

__all__ = ["Overruling", "overrulings"]

Pair = tuple["Anchor", "Anchor"]


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
    if kinds == (DecisionKind.MERGE, DecisionKind.SPLIT):
        parted = list(_across(later))
        return [_holds(pair, parted) for pair in _across(earlier)]
    if kinds == (DecisionKind.SPLIT, DecisionKind.MERGE):
        joined = list(_across(later))
        return [_holds(pair, joined) for pair in _across(earlier)]
    if kinds == (DecisionKind.MERGE, DecisionKind.REJECT):
        return [
            _any_like(a, later.anchors) and _any_like(b, later.anchors) for a, b in _across(earlier)
        ]
    if kinds == (DecisionKind.REJECT, DecisionKind.MERGE):
        return [_any_like(a, later.anchors) for a in earlier.anchors]
    return []


def _across(decision: Decision) -> Iterable[Pair]:
    """The pairs of words on different sides of a decision."""
    anchors = decision.anchors
    return (
        (a, b)
        for k, a in enumerate(anchors)
        for b in anchors[k + 1 :]
        if a.part != b.part and not _alike(a, b)
    )


def _holds(pair: Pair, others: Sequence[Pair]) -> bool:
    return any(
        (_alike(a, x) and _alike(b, y)) or (_alike(a, y) and _alike(b, x))
        for (a, b), (x, y) in product([pair], others)
    )


def _any_like(anchor: Anchor, others: Iterable[Anchor]) -> bool:
    return any(_alike(anchor, o) for o in others)


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

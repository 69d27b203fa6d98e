"""The user's decisions in words, for the terminal and the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.model import DecisionKind

if TYPE_CHECKING:
    from twosource.model import Anchor, Decision

__all__ = ["DID", "sides"]

# What each kind of decision does.
DID = {
    DecisionKind.MERGE: "claims joined",
    DecisionKind.SPLIT: "words taken off",
    DecisionKind.REJECT: "claim rejected",
    DecisionKind.ONE_ORIGIN: "reports made one origin",
}


def sides(decision: Decision) -> list[tuple[str, list[Anchor]]]:
    """What a decision is about, in its parts, each with what is decided of it."""
    parts = sorted({a.part for a in decision.anchors})
    found = [[a for a in decision.anchors if a.part == k] for k in parts]
    if decision.kind is DecisionKind.MERGE:
        titles = ["these words", *["and these"] * (len(found) - 1)]
    elif decision.kind is DecisionKind.SPLIT:
        titles = ["leave", "stay"]
    elif decision.kind is DecisionKind.REJECT:
        titles = ["are no claim together" if len(decision.anchors) > 1 else "is no claim"]
    else:
        titles = ["are one origin"]
    return list(zip(titles, found, strict=False))

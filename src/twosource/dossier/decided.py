"""The user's decisions in words, for all forms of a dossier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.dossier.plain import one_line
from twosource.dossier.wording import full_sentence, joined
from twosource.model import DecisionKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twosource.model import Anchor, Claim, Decision

__all__ = ["DID", "decided_by", "sides", "why_of"]

# What each kind of decision does.
DID = {
    DecisionKind.MERGE: "claims joined",
    DecisionKind.SPLIT: "words taken off",
    DecisionKind.REJECT: "claim rejected",
    DecisionKind.ONE_ORIGIN: "reports made one origin",
}


def decided_by(claim: Claim, decisions: Iterable[Decision], *, who: str = "you") -> str:
    """As "Decided by you: claims joined (D1)."; "" of a claim that no decision shaped."""
    known = {d.id: d for d in decisions}
    did: dict[str, list[str]] = {}
    for name in claim.decided:
        what = DID[known[name].kind] if name in known else "decision"
        did.setdefault(what, []).append(one_line(name))
    if not did:
        return ""
    said = joined(f"{what} ({', '.join(names)})" for what, names in did.items())
    return f"Decided by {who}: {said}."


def why_of(claim: Claim, decisions: Iterable[Decision]) -> str:
    """Why a claim stands as it does, and that a person has shaped it: for who reads it elsewhere,
    and need not be who decided.
    """
    parts = full_sentence(one_line(claim.why)), decided_by(claim, decisions, who="hand")
    return " ".join(part for part in parts if part)


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

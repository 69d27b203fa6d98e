"""New decisions, out of the claims that the user sees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from twosource.errors import DecisionsError
from twosource.model import Anchor, Decision, DecisionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twosource.model import Claim, Evidence, Report

__all__ = ["added", "merge", "one_origin", "reject", "split", "undone"]

UNNUMBERED = ""  # `added` gives a decision its id


def merge(reports: Iterable[Report], claims: Sequence[Claim], *, note: str = "") -> Decision:
    """The decision that claims are one; of a single claim, that its words surely say the same.

    Raises DecisionsError where there are no two pieces of words to be one.
    """
    known = _by_id(reports)
    if len({c.id for c in claims}) > 1:
        anchors = [_words(known, e, part=k) for k, c in enumerate(claims) for e in c.evidence]
    else:
        evidence = claims[0].evidence if claims else ()
        anchors = [_words(known, e, part=k) for k, e in enumerate(evidence)]
    if len(anchors) < 2:
        raise DecisionsError("there is only one piece of words to merge; name another claim")
    return Decision(UNNUMBERED, DecisionKind.MERGE, tuple(anchors), note)


def split(
    reports: Iterable[Report], claim: Claim, leave: Sequence[Evidence], *, note: str = ""
) -> Decision:
    """The decision that some evidence of a claim does not belong to it.

    Raises DecisionsError where that is none or all of it, or no evidence of this claim.
    """
    stay = [e for e in claim.evidence if e not in leave]
    if not leave or any(e not in claim.evidence for e in leave):
        raise DecisionsError(f"{claim.id}: name words of this claim that are to leave it")
    if not stay:
        raise DecisionsError(f"{claim.id}: all its words would leave; reject the claim instead")
    known = _by_id(reports)
    off = [_words(known, e, part=0) for e in claim.evidence if e in leave]
    kept = [_words(known, e, part=1) for e in stay]
    return Decision(UNNUMBERED, DecisionKind.SPLIT, (*off, *kept), note)


def reject(reports: Iterable[Report], claim: Claim, *, note: str = "") -> Decision:
    """The decision that a claim is none."""
    known = _by_id(reports)
    anchors = tuple(_words(known, e, part=0) for e in claim.evidence)
    return Decision(UNNUMBERED, DecisionKind.REJECT, anchors, note)


def one_origin(reports: Iterable[Report], *, note: str = "") -> Decision:
    """The decision that reports are one origin. Raises DecisionsError for fewer than two."""
    anchors = tuple(Anchor(r.sha256, r.id) for r in reports)
    if len({a.sha256 for a in anchors}) < 2:
        raise DecisionsError("one origin is of two reports or more; name another report")
    return Decision(UNNUMBERED, DecisionKind.ONE_ORIGIN, anchors, note)


def added(decisions: Sequence[Decision], new: Decision) -> tuple[Decision, ...]:
    """The decisions with a new one last, under the next id: D1, D2 …"""
    numbers = [int(m[1]) for d in decisions if (m := re.fullmatch(r"D(\d+)", d.id))]
    number = f"D{max(numbers, default=0) + 1}"
    return (*decisions, Decision(number, new.kind, new.anchors, new.note))


def undone(decisions: Sequence[Decision], decision_id: str) -> tuple[Decision, ...]:
    """The decisions without one; the others keep their ids. Raises DecisionsError where none has
    that id.
    """
    left = tuple(d for d in decisions if d.id != decision_id)
    if len(left) == len(decisions):
        known = ", ".join(d.id for d in decisions) or "none"
        raise DecisionsError(f"there is no decision {decision_id}; there are: {known}")
    return left


def _by_id(reports: Iterable[Report]) -> dict[str, Report]:
    return {r.id: r for r in reports}


def _words(reports: Mapping[str, Report], evidence: Evidence, *, part: int) -> Anchor:
    report = reports[evidence.report]
    start, end = evidence.start, evidence.end
    text = report.text[start:end]
    return Anchor(report.sha256, report.id, start, end, text, evidence.value, part)

"""The user's decisions as the page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.dossier.decided import DID, sides
from twosource.dossier.plain import one_line
from twosource.dossier.wording import full_sentence

if TYPE_CHECKING:
    from twosource.dossier.page.index import Index
    from twosource.model import Decision

__all__ = ["DecisionView", "decision_view"]


@dataclass(frozen=True, slots=True)
class DecisionView:
    """A decision of the user's. `sides` are the words that it is about, each as the report's name
    and what is quoted of it, "" for a whole report.
    """

    id: str
    did: str
    note: str
    applied: bool
    outcome: str
    sides: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


def decision_view(decision: Decision, index: Index) -> DecisionView:
    """One decision with what came of it."""
    return DecisionView(
        id=decision.id,
        did=DID[decision.kind],
        note=decision.note,
        applied=decision.applied,
        outcome=full_sentence(decision.outcome),
        sides=tuple(
            (title, tuple((index.names.get(a.report, a.report), one_line(a.text)) for a in anchors))
            for title, anchors in sides(decision)
        ),
    )

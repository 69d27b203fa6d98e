"""The evidence of one answer for people: the same words of several reports are one item."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.dossier.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from twosource.model import Evidence

__all__ = ["Printed", "printed"]


@dataclass(frozen=True, slots=True)
class Printed:
    """The same words of the same speaker, and the ids of the reports that print them, in order."""

    evidence: Evidence
    reports: tuple[str, ...]

    @property
    def manner(self) -> str:
        """How it is said, after the reports' names: ", citing the fire service", or ""."""
        speaker = one_line(self.evidence.speaker)
        if self.evidence.stance == "denies":
            said = f", denied by {speaker}" if speaker else ", denied"
        else:
            said = f", citing {speaker}" if speaker else ""
        return said + (", with a reservation" if self.evidence.hedged else "")


def printed(evidence: Iterable[Evidence], texts: Mapping[str, str]) -> list[Printed]:
    """One item for the same words, speaker, stance and hedge, in the order of the first report."""
    same: dict[tuple[str, str, str, bool], list[Evidence]] = {}
    for found in evidence:
        words = one_line(found.span.of(texts[found.report]))
        same.setdefault((words, found.speaker, found.stance, found.hedged), []).append(found)
    return [
        Printed(group[0], tuple(dict.fromkeys(e.report for e in group))) for group in same.values()
    ]

"""Who a row of a figure goes back to: reports with the words that carry it, and their origin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.dossier.plain import one_line
from twosource.dossier.wording import labels, when
from twosource.model import OriginKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twosource.dossier.figures.moments import Spell
    from twosource.model import Dossier, Evidence, Origin, Report, Span

__all__ = ["Cited", "Known", "roots"]


@dataclass(frozen=True, slots=True)
class Cited:
    """One report with the words that say it. `time` is when it was published, for people."""

    report: str
    name: str
    span: Span
    time: str


class Known:
    """Names of the reports and origins of one dossier."""

    def __init__(self, dossier: Dossier) -> None:
        self.reports: dict[str, Report] = {r.id: r for r in dossier.reports}
        # In sentences of ours a name must not turn the direction of what follows.
        self.names = {r: one_line(name) for r, name in labels(dossier).items()}
        self.origins: dict[str, Origin] = {o.id: o for o in dossier.origins}
        years = {(r.published or "")[:4] for r in dossier.reports if r.published}
        self._year = f" {years.pop()}" if len(years) == 1 else ""

    def cited(self, report: str, span: Span) -> Cited:
        return Cited(report, self.names.get(report, report), span, self.time(report))

    def time(self, report: str) -> str:
        """When it was published, for people; the year only where the reports are of several."""
        said = when(self.reports[report]) if report in self.reports else ""
        return said.replace(self._year, "", 1) if self._year else said

    def citations(self, evidence: Iterable[Evidence]) -> tuple[Cited, ...]:
        """One for each report, with its first words, in their order."""
        first: dict[str, Cited] = {}
        for one in evidence:
            first.setdefault(one.report, self.cited(one.report, one.span))
        return tuple(first.values())

    def who(self, evidence: Evidence) -> str:
        """Who is said to say it, or what the words are where no one is: for people."""
        origin = self.origins.get(evidence.origin)
        if evidence.speaker:
            return evidence.speaker
        if origin is None or origin.kind is OriginKind.REPORT:
            return "the outlet’s own words"
        if origin.kind is OriginKind.AGENCY:
            return f"{origin.label} (agency)"
        if origin.kind is OriginKind.COPY:
            return "text shared by several reports"
        return origin.label

    def span_of(self, report: str) -> Span | None:
        """The words to open a report at: its headline, or its first part that is compared."""
        found = self.reports.get(report)
        blocks = found.blocks if found else ()
        return next((b.span for b in blocks if b.compared), blocks[0].span if blocks else None)


def roots(dossier: Dossier) -> dict[str, str]:
    """By report the id of the origin that it is as a whole: agency, copied text, or its own.

    A report that no origin holds is its own, under its own id.
    """
    order = (OriginKind.AGENCY, OriginKind.COPY, OriginKind.REPORT)
    out = {r.id: r.id for r in dossier.reports}
    for kind in reversed(order):
        for origin in reversed(dossier.origins):
            if origin.kind is kind and (len(origin.reports) > 1 or kind is not OriginKind.COPY):
                out |= {r: origin.id for r in origin.reports if r in out}
    return out


def earliest(spells: Iterable[Spell | None]) -> Spell | None:
    """The first of some times, of which any may be unknown."""
    return min((s for s in spells if s is not None), default=None)

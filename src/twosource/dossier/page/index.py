"""What one page calls its reports, origins and places: keys, names, times, anchors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from twosource.dossier.as_json import words_compared
from twosource.dossier.wording import labels, when
from twosource.model import OriginKind, TieKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from twosource.model import Dossier, Evidence, Origin, Report

__all__ = ["Column", "Index", "index_of"]

# Ties by which two whole reports are one origin, whatever they credit; copied words are such a tie
# from a half of a report's words on, as where origins are traced (docs/standings.md).
_WHOLE = frozenset({TieKind.OWNER, TieKind.DECISION})
_HALF = 0.5
_ZONE = re.compile(r" [+-]\d\d:\d\d$")


@dataclass(frozen=True, slots=True)
class Column:
    """Reports that are one origin as wholes; most often one. `kind` is that of the origin."""

    key: str
    label: str
    kind: OriginKind
    why: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """Names of all that a page speaks of. Reports are known by their ids.

    `keys` are the reports' names in anchors ("r3": the third report), `rank` their place in the
    order of time, `times` say when without what all have in common. `columns` are the origins that
    the reports are as wholes, the earliest first.
    """

    reports: Mapping[str, Report]
    keys: Mapping[str, str]
    names: Mapping[str, str]
    full: Mapping[str, str]
    times: Mapping[str, str]
    rank: Mapping[str, int]
    origins: Mapping[str, Origin]
    columns: tuple[Column, ...]
    column_of: Mapping[str, Column]

    def anchor(self, evidence: Evidence) -> str:
        """The anchor of a piece of evidence in its report's text."""
        return f"{self.keys[evidence.report]}-{evidence.start}-{evidence.end}"

    def via(self, evidence: Evidence) -> str:
        """Which wire or shared text the words come from, "" for the report's own."""
        origin = self.origins.get(evidence.origin)
        if origin is None:
            return ""
        if origin.kind is OriginKind.AGENCY:
            return f"via {origin.label}"
        return "shared text" if origin.kind is OriginKind.COPY else ""

    def first(self, evidence: Iterable[Evidence]) -> Evidence:
        """The evidence that was published first; of one report's, the first given."""
        return min(evidence, key=lambda e: self.rank[e.report])


def index_of(dossier: Dossier) -> Index:
    """Work out names, keys and columns once for a page."""
    reports = {r.id: r for r in dossier.reports}
    rank = _ranks(dossier.reports)
    columns = _columns(dossier, rank)
    return Index(
        reports=reports,
        keys={r: f"r{k}" for k, r in enumerate(reports, 1)},
        names=labels(dossier),
        full={r.id: when(r) for r in dossier.reports},
        times=_times(dossier.reports),
        rank=rank,
        origins={o.id: o for o in dossier.origins},
        columns=columns,
        column_of={r: c for c in columns for r in c.reports},
    )


def _times(reports: Iterable[Report]) -> dict[str, str]:
    """Times for people, without what all reports share: the zone, the year, or the whole day."""
    written = {r.id: when(r) for r in reports}
    zones = {found[0] for t in written.values() if (found := _ZONE.search(t))}
    if len(zones) == 1:
        written = {r: _ZONE.sub("", t) for r, t in written.items()}
    days = {t.partition(", ")[0] for t in written.values() if t}
    hours = all(", " in t for t in written.values() if t)
    if len(days) == 1 and hours:
        return {r: t.partition(", ")[2] for r, t in written.items()}
    years = {day.rpartition(" ")[2] for day in days}
    if len(years) == 1:
        year = f" {years.pop()}"
        written = {r: t.replace(f"{year},", "").removesuffix(year) for r, t in written.items()}
    return written


def _ranks(reports: Iterable[Report]) -> dict[str, int]:
    """The order of publication; without a date last, in the order given."""
    listed = list(reports)
    moments = {r.id: _moment(r.published) for r in listed}
    # A time without a zone cannot be set against one with a zone: then clocks are compared.
    zoned = all(m is None or m.tzinfo is not None for m in moments.values())
    clock = {
        r: (m.astimezone(UTC) if zoned else m).replace(tzinfo=None) if m is not None else None
        for r, m in moments.items()
    }
    order = sorted(listed, key=lambda r: clock[r.id] or datetime.max)  # noqa: DTZ901 - only sorts
    return {r.id: k for k, r in enumerate(order)}


def _moment(published: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(published) if published else None
    except ValueError:
        return None


def _columns(dossier: Dossier, rank: Mapping[str, int]) -> tuple[Column, ...]:
    shared = [o for o in dossier.origins if o.kind is not OriginKind.SPEAKER]
    home = {r.id: _home(r, shared) for r in dossier.reports}
    root = {r: r for r in rank}

    def find(report: str) -> str:
        while root[report] != report:
            report = root[report]
        return report

    first: dict[str, str] = {}
    for report, origin in home.items():
        if origin is not None:
            root[find(report)] = find(first.setdefault(origin.id, report))
    for tie in dossier.ties:
        whole = tie.kind in _WHOLE or max(tie.share_a, tie.share_b) >= _HALF
        if whole and tie.report_a in root and tie.report_b in root:
            root[find(tie.report_b)] = find(tie.report_a)
    members: dict[str, list[str]] = {}
    for report in sorted(rank, key=rank.__getitem__):
        members.setdefault(find(report), []).append(report)
    names = labels(dossier)
    return tuple(
        _column(f"o{k}", tuple(reports), home, names)
        for k, reports in enumerate(members.values(), 1)
    )


def _home(report: Report, origins: Iterable[Origin]) -> Origin | None:
    """The one origin that a report is of as a whole: the agencies that it credits, else what at
    least half of its words are copied from, else its outlet's own.
    """
    mine = [o for o in origins if report.id in o.reports]
    credit = " or ".join(report.agencies)
    for origin in mine:
        if origin.kind is OriginKind.AGENCY and origin.label == credit:
            return origin
    copied = max(mine, key=lambda o: _copied(report, o), default=None)
    if copied is not None and _copied(report, copied) >= _HALF:
        return copied
    return next((o for o in mine if o.kind is OriginKind.REPORT), None)


def _copied(report: Report, origin: Origin) -> float:
    """The share of a report's words that the origin's passages cover."""
    spans = sorted(
        span
        for p in origin.passages
        for name, span in ((p.report_a, p.span_a), (p.report_b, p.span_b))
        if name == report.id
    )
    words, at = 0, 0
    for span in spans:
        words += len(report.text[max(at, span.start) : max(at, span.end)].split())
        at = max(at, span.end)
    return words / max(1, words_compared(report)) if spans else 0.0


def _column(
    key: str,
    reports: tuple[str, ...],
    home: Mapping[str, Origin | None],
    names: Mapping[str, str],
) -> Column:
    """One column: a report is called by its name, several by their agency or "Shared text"."""
    origins = {o.id: o for r in reports if (o := home[r]) is not None}.values()
    kinds = {o.kind: o for o in reversed(list(origins))}
    for kind in (OriginKind.AGENCY, OriginKind.COPY, OriginKind.REPORT):
        if kind in kinds:
            origin = kinds[kind]
            label = "Shared text" if kind is OriginKind.COPY else origin.label
            if len(reports) == 1:
                label = names[reports[0]]
            return Column(key, label, kind, origin.why, reports)
    return Column(key, names[reports[0]], OriginKind.REPORT, "", reports)

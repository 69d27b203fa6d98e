"""What one page calls its reports, origins and places: keys, names, times, anchors."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from twosource.dossier.as_json import words_compared
from twosource.dossier.wording import joined, labels, when
from twosource.model import OriginKind, TieKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from twosource.model import Dossier, Evidence, Origin, Report

__all__ = ["Column", "Index", "index_of"]

# Ties that make two whole reports one origin; copied words do so from a half of a report's words
# on, as where origins are traced (docs/standings.md).
_WHOLE = frozenset({TieKind.AGENCY, TieKind.OWNER, TieKind.DECISION})
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
    root = {r: r for r in rank}

    def find(report: str) -> str:
        while root[report] != report:
            report = root[report]
        return report

    shared = [o for o in dossier.origins if o.kind is not OriginKind.SPEAKER]
    groups = [tuple(r for r in o.reports if _wholly(r, o, dossier)) for o in shared]
    groups += [
        (t.report_a, t.report_b)
        for t in dossier.ties
        if t.kind in _WHOLE or max(t.share_a, t.share_b) >= _HALF
    ]
    for group in groups:
        known = [r for r in group if r in root]
        for other in known[1:]:
            root[find(other)] = find(known[0])
    members: dict[str, list[str]] = {}
    for report in sorted(rank, key=rank.__getitem__):
        members.setdefault(find(report), []).append(report)
    names = labels(dossier)
    return tuple(
        _column(f"o{k}", tuple(reports), shared, names)
        for k, reports in enumerate(members.values(), 1)
    )


def _wholly(report: str, origin: Origin, dossier: Dossier) -> bool:
    """Whether a report is of that origin as a whole: its own, one it credits, or half copied."""
    found = next((r for r in dossier.reports if r.id == report), None)
    if found is None or origin.kind is OriginKind.REPORT:
        return found is not None
    if origin.label in found.agencies:
        return True
    spans = sorted(
        span
        for p in origin.passages
        for name, span in ((p.report_a, p.span_a), (p.report_b, p.span_b))
        if name == report
    )
    copied, at = 0, 0
    for span in spans:
        copied += len(found.text[max(at, span.start) : span.end].split())
        at = max(at, span.end)
    return bool(spans) and copied >= _HALF * max(1, words_compared(found))


def _column(
    key: str, reports: tuple[str, ...], origins: Iterable[Origin], names: Mapping[str, str]
) -> Column:
    """One column, called by its agency, by "Shared text", or by its report's name."""
    having = [o for o in origins if set(o.reports) & set(reports)]
    kinds = Counter(o.kind for o in having if o.kind is not OriginKind.REPORT)
    if len(reports) == 1 and not kinds[OriginKind.AGENCY]:
        own = [o for o in having if o.kind is OriginKind.REPORT]
        return Column(key, names[reports[0]], OriginKind.REPORT, own[0].why if own else "", reports)
    agencies = [o for o in having if o.kind is OriginKind.AGENCY]
    if agencies:
        label = joined(dict.fromkeys(o.label for o in agencies))
        return Column(key, label, OriginKind.AGENCY, agencies[0].why, reports)
    copies = [o for o in having if o.kind is OriginKind.COPY]
    if copies:
        return Column(key, "Shared text", OriginKind.COPY, copies[0].why, reports)
    outlets = [o for o in having if len(o.reports) > 1]
    label = outlets[0].label if outlets else names[reports[0]]
    return Column(key, label, OriginKind.REPORT, outlets[0].why if outlets else "", reports)

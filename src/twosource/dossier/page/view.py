"""All that the page shows, worked out before the templates: they only have to write it down."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.dossier.page.claims import claim_view, speaker_key
from twosource.dossier.page.decisions import decision_view
from twosource.dossier.page.findings import findings_of
from twosource.dossier.page.index import index_of
from twosource.dossier.page.links import Links
from twosource.dossier.page.matrix import matrix_of
from twosource.dossier.page.reports import places_of, report_view
from twosource.dossier.page.sections import FIGURES
from twosource.dossier.plain import one_line
from twosource.dossier.wording import (
    LIMITS,
    STANDINGS,
    count,
    ordered,
)
from twosource.model import NameKind, Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markupsafe import Markup

    from twosource.dossier.page.claims import ClaimView
    from twosource.dossier.page.decisions import DecisionView
    from twosource.dossier.page.findings import FindingGroup
    from twosource.dossier.page.index import Column, Index
    from twosource.dossier.page.matrix import Matrix
    from twosource.dossier.page.reports import ReportView
    from twosource.dossier.wording import Wording
    from twosource.model import Claim, Dossier, Problem

__all__ = ["Head", "Singles", "Tally", "View", "view_of"]

_SPEAKERS = 80  # in the filter; the most often quoted


@dataclass(frozen=True, slots=True)
class Tally:
    """How many claims have a standing, and the first of them."""

    standing: str
    badge: str
    count: int
    first: str


@dataclass(frozen=True, slots=True)
class Head:
    title: str
    span: str
    reports: str
    origins: str
    tallies: tuple[Tally, ...]
    version: str
    form: str
    settings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Singles:
    """The statements that one report alone makes."""

    key: str
    name: str
    column: str
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class View:
    head: Head
    findings: tuple[FindingGroup, ...]
    matrix: Matrix
    shared: tuple[ClaimView, ...]
    singles: tuple[Singles, ...]
    figures: tuple[tuple[str, str, Markup], ...]  # name, heading, drawing
    reports: tuple[ReportView, ...]
    columns: tuple[Column, ...]
    speakers: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...]
    problems: tuple[Problem, ...]
    decisions: tuple[DecisionView, ...]
    limits: tuple[str, ...]
    standings: tuple[tuple[str, Wording], ...]

    @property
    def single(self) -> int:
        return sum(len(s.claims) for s in self.singles)


def view_of(
    dossier: Dossier, version: str, draw: Callable[[Dossier, Links], Mapping[str, Markup]]
) -> View:
    """Everything that the templates write, as plain strings and escaped markup.

    `draw` makes the figures, with the addresses that they point to.
    """
    index = index_of(dossier)
    speakers = _speakers(dossier.claims)
    keys = {name: f"s{k}" for k, name in enumerate(speakers, 1)}
    decisions = {d.id: decision_view(d, index) for d in dossier.decisions}
    listed = [claim for claims in ordered(dossier.claims).values() for claim in claims]
    claims = [
        (claim, claim_view(claim, f"claim-{k}", index, keys, decisions))
        for k, claim in enumerate(listed, 1)
    ]
    shared = [(c, v) for c, v in claims if c.standing is not Standing.SINGLE_SOURCE]
    links = Links(index, {c.id: v.anchor for c, v in claims})
    figures = draw(dossier, links)
    places = places_of(claims, links.asked, index)
    return View(
        head=_head(dossier, index, claims, version),
        findings=findings_of(shared, index),
        matrix=matrix_of(shared, index),
        shared=tuple(v for _, v in shared),
        singles=_singles(claims, index),
        figures=tuple((n, h, figures[n]) for n, h in FIGURES if figures.get(n)),
        reports=tuple(
            report_view(reading, places[reading.report.id], index) for reading in dossier.readings
        ),
        columns=index.columns,
        speakers=tuple((keys[k], label) for k, label in speakers.items()),
        kinds=tuple(dict.fromkeys(v.kind for _, v in shared)),
        problems=dossier.problems,
        decisions=tuple(decisions.values()),
        limits=LIMITS,
        standings=tuple((s.value, w) for s, w in STANDINGS.items()),
    )


def _head(
    dossier: Dossier, index: Index, claims: Sequence[tuple[Claim, ClaimView]], version: str
) -> Head:
    many = len(index.reports)
    counts = Counter(c.standing for c, _ in claims)
    firsts: dict[Standing, str] = {}
    for claim, view in claims:
        firsts.setdefault(claim.standing, view.anchor)
    return Head(
        title=_title(dossier),
        span=_span(index),
        reports=count(many, "report"),
        origins=count(len(index.columns), "origin"),
        tallies=tuple(
            Tally(s.value, STANDINGS[s].badge, counts[s], firsts[s]) for s in STANDINGS if counts[s]
        ),
        version=version,
        form=dossier.version,
        settings=dossier.settings,
    )


_TITLE_NAMES = 3


def _title(dossier: Dossier) -> str:
    """The story's name, else the names that most reports have in common: no outlet's headline."""
    if dossier.story:
        return dossier.story
    seen: Counter[str] = Counter()
    written: dict[str, str] = {}
    for reading in dossier.readings:
        outlets = {reading.report.outlet, *reading.report.agencies}
        for key, text in {
            name.text.casefold().removeprefix("the "): name.text
            for name in reading.names
            if name.text not in outlets and name.kind is not NameKind.OTHER
        }.items():
            seen[key] += 1
            written.setdefault(key, text)
    most = [key for key, n in seen.most_common() if n * 2 >= max(3, len(dossier.readings))]
    chosen: list[str] = []
    for key in most:
        if not any(key in other or other in key for other in chosen):
            chosen.append(key)
    if len(chosen) > 1:
        return ", ".join(one_line(written[k]) for k in chosen[:_TITLE_NAMES])
    many = len(dossier.readings)
    return f"{count(many, 'report')}, statement by statement"


def _span(index: Index) -> str:
    """From the first publication to the last, in full."""
    dated = [r for r in index.reports.values() if r.published]
    if not dated:
        return "no dates of publication"
    order = sorted(dated, key=lambda r: index.rank[r.id])
    first, last = index.full[order[0].id], index.full[order[-1].id]
    told = first if first == last else _between(first, last)
    without = len(index.reports) - len(dated)
    return f"{told}; {without} without a date" if without else told


def _between(first: str, last: str) -> str:
    """Both ends; a day that both have is said once ("4 Mar 2026, 06:10 to 20:15")."""
    day, _, hour = last.partition(", ")
    if hour and first.startswith(f"{day}, "):
        return f"{first} to {hour}"
    return f"{first} to {last}"


def _speakers(claims: Sequence[Claim]) -> dict[str, str]:
    """The speakers most often quoted in shared claims, in the order of the alphabet."""
    often: Counter[str] = Counter()
    label: dict[str, str] = {}
    for claim in claims:
        if claim.standing is Standing.SINGLE_SOURCE:
            continue
        for evidence in claim.evidence:
            key = speaker_key(evidence)
            if key:
                often[key] += 1
                label.setdefault(key, one_line(evidence.speaker))
    most = {key for key, _ in often.most_common(_SPEAKERS)}
    return {key: label[key] for key in sorted(most)}


def _singles(claims: Sequence[tuple[Claim, ClaimView]], index: Index) -> tuple[Singles, ...]:
    by_report: dict[str, list[ClaimView]] = {r: [] for r in index.reports}
    for claim, view in claims:
        if claim.standing is Standing.SINGLE_SOURCE and claim.evidence:
            by_report[claim.evidence[0].report].append(view)
    return tuple(
        Singles(index.keys[r], index.names[r], index.column_of[r].key, tuple(views))
        for r, views in by_report.items()
        if views
    )

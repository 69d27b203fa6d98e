"""Each report as the page shows it: its facts, its whole text, its layers, its citations."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.dossier.as_json import words_compared
from twosource.dossier.exports.references import STYLES, cite
from twosource.dossier.fulltext import Place, full_text, units_of
from twosource.dossier.wording import BLOCKS, count

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from markupsafe import Markup

    from twosource.dossier.page.claims import ClaimView
    from twosource.dossier.page.index import Index
    from twosource.model import Claim, Reading, Report, Span

__all__ = ["LAYERS", "QUOTE_HERE", "ReportView", "places_of", "report_view"]

# Where the quoted words go in a report's citation; of the private use area, so in no news text.
QUOTE_HERE = "\uf8ff"

# The layers of a text beside the evidence, each with its name for people.
LAYERS = (("names", "Names"), ("numbers", "Numbers"), ("times", "Times"), ("said", "Who says"))

_FAR = frozenset({"role", "pronoun"})  # mentions that are no name


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report. `layers` are `(name, spans in UTF-16 units)`; `cites` its citations by style,
    bare and with `QUOTE_HERE` where the quoted words go; `source` the plain one.
    """

    key: str
    number: int
    id: str
    name: str
    title: str
    byline: str
    agencies: str
    time: str
    published: str
    url: str
    link: bool
    sha256: str
    compared: str
    aside: str
    findings: int
    warnings: tuple[str, ...]
    column: str
    text: Markup
    layers: tuple[tuple[str, str], ...]
    cites: tuple[tuple[str, str, str], ...]
    source: str


def places_of(
    claims: Iterable[tuple[Claim, ClaimView]],
    asked: Mapping[str, Iterable[Span]],
    index: Index,
) -> dict[str, list[Place]]:
    """By report the places in its text: those of evidence, of which the first claim keeps it, and
    other spans that something on the page points to.
    """
    out: dict[str, dict[str, Place]] = {r: {} for r in index.reports}
    for claim, view in claims:
        for evidence in claim.evidence:
            anchor = index.anchor(evidence)
            place = Place(anchor, evidence.span, view.anchor, f"s-{view.standing}")
            out[evidence.report].setdefault(anchor, place)
    for report, spans in asked.items():
        for span in spans:
            anchor = f"{index.keys[report]}-{span.start}-{span.end}"
            out[report].setdefault(anchor, Place(anchor, span))
    return {r: list(places.values()) for r, places in out.items()}


def report_view(reading: Reading, places: Sequence[Place], index: Index) -> ReportView:
    """Everything that the page says of one report."""
    report = reading.report
    return ReportView(
        key=index.keys[report.id],
        number=int(index.keys[report.id][1:]),
        id=report.id,
        name=index.names[report.id],
        title=report.title or "",
        byline=report.byline or "",
        agencies=", ".join(report.agencies),
        time=index.times[report.id],
        published=report.published or "",
        url=report.url or "",
        link=bool(re.match(r"https?://[^\s/]", report.url or "", re.IGNORECASE)),
        sha256=report.sha256,
        compared=count(words_compared(report), "word"),
        aside=_aside(report),
        findings=len(places),
        warnings=report.warnings,
        column=index.column_of[report.id].key,
        text=full_text(report, places),
        layers=tuple((name, units) for name, units in _layers(reading) if units),
        cites=tuple(
            (style, cite(report, style=style), cite(report, quote=QUOTE_HERE, style=style))
            for style in STYLES
        ),
        source=cite(report, style="plain"),
    )


def _aside(report: Report) -> str:
    """What of it is not compared: "4 lines: caption, page furniture"."""
    left = [b for b in report.blocks if not b.compared]
    kinds = ", ".join(dict.fromkeys(BLOCKS[b.kind] for b in left))
    return f"{count(len(left), 'line')} ({kinds})" if left else "nothing"


def _layers(reading: Reading) -> Iterable[tuple[str, str]]:
    text = reading.report.text
    spans = {
        "names": [(m.start, m.end) for n in reading.names for m in n.mentions if m.how not in _FAR],
        "numbers": [(q.start, q.end) for q in reading.quantities],
        "times": [(t.start, t.end) for t in reading.times],
        "said": [(s.start, s.end) for a in reading.attributions for s in (*a.source, *a.cue)],
    }
    for name, _ in LAYERS:
        yield name, units_of(text, sorted(set(spans[name])))

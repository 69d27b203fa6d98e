"""What the page shows, worked out before the template: it only has to write it down."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.dossier.as_json import words_compared
from twosource.dossier.fulltext import Place, full_text, marked
from twosource.dossier.quoting import QUOTATION_MARKS, in_marks
from twosource.dossier.wording import (
    DIFFERENCES,
    LIMITS,
    ORDER,
    ORIGINS,
    STANDINGS,
    answers,
    carriers,
    count,
    full_sentence,
    joined,
    labels,
    ordered,
    sentence,
    when,
)
from twosource.model import OriginKind, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markupsafe import Markup

    from twosource.dossier.wording import Wording
    from twosource.model import Claim, Dossier, Evidence, Origin, Problem, Report

__all__ = ["Card", "Cited", "ClaimView", "Group", "ReportView", "Section", "View", "view_of"]


@dataclass(frozen=True, slots=True)
class Cited:
    """One place in one report where a card's words stand."""

    anchor: str
    report: str  # the report's key in this page
    name: str
    time: str
    origin: str


@dataclass(frozen=True, slots=True)
class Card:
    """The same words in one or more reports. `before` and `after` are the rest of the sentence."""

    before: str
    words: Markup
    after: str
    bare: bool  # the report's own quotation marks stand there already
    speaker: str
    cited: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The evidence that gives one answer; `silent` names the reports of a group without any
    beside others that give one.
    """

    answer: str
    silent: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class ClaimView:
    anchor: str
    id: str
    standing: str
    wording: Wording
    question: str
    rule: str
    why: str
    sources: str
    reports: str  # keys of its reports, for the filter
    groups: tuple[Group, ...]

    @property
    def cards(self) -> tuple[Card, ...]:
        return tuple(card for group in self.groups for card in group.cards)


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page: the differences, or all claims of one other standing."""

    name: str
    heading: str
    meaning: str
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many claims have a standing, and the first of them."""

    standing: str
    badge: str
    count: int
    first: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report; `anchors` are those of the places in its text."""

    key: str
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
    left_out: str
    warnings: tuple[str, ...]
    text: Markup
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OriginView:
    kind: str
    label: str
    reports: str
    why: str
    copied: str
    minor: bool  # a speaker of one report: listed apart


@dataclass(frozen=True, slots=True)
class View:
    title: str
    subtitle: str
    differences: int
    tallies: tuple[Tally, ...]
    sections: tuple[Section, ...]
    reports: tuple[ReportView, ...]
    origins: tuple[OriginView, ...]
    problems: tuple[Problem, ...]
    limits: tuple[str, ...]
    standings: tuple[tuple[str, Wording], ...]


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def view_of(dossier: Dossier) -> View:
    """Everything that the template writes, as plain strings and escaped markup."""
    return _Maker(dossier).view()


class _Maker:
    """Names and anchors of one dossier, shared by all parts of its page."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.reports = {r.id: r for r in dossier.reports}
        self.keys = {r.id: f"r{k}" for k, r in enumerate(dossier.reports)}
        self.names = labels(dossier)
        self.origins = {o.id: o for o in dossier.origins}
        self.claims = ordered(dossier.claims)
        # The day is said once, in the table, where all reports are of one day.
        days = {when(r).partition(", ")[0] for r in dossier.reports}
        self.day = f"{days.pop()}, " if len(days) == 1 else ""
        self.places: dict[str, dict[str, Place]] = {r: {} for r in self.reports}

    def view(self) -> View:
        made: dict[Standing, list[ClaimView]] = {}
        number = 0
        for standing in ORDER:
            for claim in self.claims[standing]:
                number += 1
                made.setdefault(standing, []).append(self._claim(claim, f"claim-{number}"))
        reports = self.dossier.reports
        many = len(reports)
        spelled = _NUMBERS[many] if many < len(_NUMBERS) else str(many)
        title = f"{spelled} {'report' if many == 1 else 'reports'}, statement by statement"
        heads = [r.title for r in reports if r.title]
        return View(
            title=self.dossier.story or title[:1].upper() + title[1:],
            subtitle=heads[0] if heads else "",
            differences=sum(len(self.claims[s]) for s in DIFFERENCES),
            tallies=tuple(
                Tally(s.value, STANDINGS[s].badge, len(views), views[0].anchor)
                for s, views in made.items()
            ),
            sections=tuple(_sections(made)),
            reports=tuple(self._report(r) for r in reports),
            origins=tuple(self._origin(o) for o in self.dossier.origins),
            problems=self.dossier.problems,
            limits=LIMITS,
            standings=tuple((s.value, w) for s, w in STANDINGS.items()),
        )

    def _claim(self, claim: Claim, anchor: str) -> ClaimView:
        for evidence in claim.evidence:
            self._note(evidence, claim, anchor)
        groups = answers(claim)
        return ClaimView(
            anchor=anchor,
            id=claim.id,
            standing=claim.standing.value,
            wording=STANDINGS[claim.standing],
            question=sentence(claim.question),
            rule=claim.rule,
            why=full_sentence(claim.why),
            sources=self._sources(claim),
            reports=" ".join(dict.fromkeys(self.keys[e.report] for e in claim.evidence)),
            groups=tuple(
                Group(
                    answer,
                    "" if answer or len(groups) < 2 else self._carriers(group),
                    tuple(self._cards(group)),
                )
                for answer, group in groups.items()
            ),
        )

    def _note(self, evidence: Evidence, claim: Claim, back: str) -> None:
        """Remember the place in the report's text; the first claim of a place keeps it."""
        anchor = self._anchor(evidence)
        badge = STANDINGS[claim.standing].badge
        self.places[evidence.report].setdefault(
            anchor,
            Place(
                anchor,
                evidence.span,
                back,
                f"s-{claim.standing.value}",
                f"{badge}: {claim.question}",
            ),
        )

    def _anchor(self, evidence: Evidence) -> str:
        return f"{self.keys[evidence.report]}-{evidence.start}-{evidence.end}"

    def _cards(self, group: list[Evidence]) -> list[Card]:
        """One card for the same words of the same speaker, whichever reports print them."""
        same: dict[tuple[str, str, str, str], list[Evidence]] = {}
        for evidence in group:
            text, sentence = self.reports[evidence.report].text, evidence.sentence
            before = text[min(sentence.start, evidence.start) : evidence.start]
            after = text[evidence.end : max(sentence.end, evidence.end)]
            words = text[evidence.start : evidence.end]
            same.setdefault((before, words, after, evidence.speaker), []).append(evidence)
        return [
            Card(
                before=before,
                words=marked(self.reports[found[0].report].text, found[0].span, found[0].marks),
                after=after,
                bare=before[-1:] in QUOTATION_MARKS or not in_marks(words)[0],
                speaker=speaker,
                cited=tuple(self._cited(e) for e in found),
            )
            for (before, words, after, speaker), found in same.items()
        ]

    def _cited(self, evidence: Evidence) -> Cited:
        report = self.reports[evidence.report]
        origin = self.origins.get(evidence.origin)
        via = ""
        if origin is not None and origin.kind is OriginKind.AGENCY:
            via = f"via {origin.label}"
        elif origin is not None and origin.kind is OriginKind.COPY:
            via = "shared text"
        return Cited(
            anchor=self._anchor(evidence),
            report=self.keys[report.id],
            name=self.names[report.id],
            time=when(report).removeprefix(self.day),
            origin=via,
        )

    def _sources(self, claim: Claim) -> str:
        if claim.standing is Standing.SINGLE_SOURCE or claim.standing in DIFFERENCES:
            return ""  # beside rival answers a number of origins would say nothing
        if claim.standing is Standing.ONE_ORIGIN:
            return f"In {self._carriers(claim.evidence)}"
        parts = []
        for label, reports in carriers(claim, self.dossier):
            names = " + ".join(self.names[r] for r in reports)
            parts.append(f"{names} ({label})" if label and names else names or label)
        told = ", ".join(p for p in parts if p)
        number = count(len(claim.origins), "independent origin")
        return f"{number}: {told}" if told else number

    def _carriers(self, evidence: Iterable[Evidence]) -> str:
        return joined(dict.fromkeys(self.names[e.report] for e in evidence))

    def _report(self, report: Report) -> ReportView:
        places = self.places[report.id]
        left = [b for b in report.blocks if not b.compared]
        return ReportView(
            key=self.keys[report.id],
            id=report.id,
            name=self.names[report.id],
            title=report.title or "",
            byline=report.byline or "",
            agencies=", ".join(report.agencies),
            time=when(report),
            published=report.published or "",
            url=report.url or "",
            link=bool(re.match(r"https?://[^\s/]", report.url or "", re.IGNORECASE)),
            sha256=report.sha256,
            compared=count(words_compared(report), "word"),
            left_out=count(len(left), "part") if left else "nothing",
            warnings=tuple(w for w in report.warnings),
            text=full_text(report, places.values()),
            anchors=tuple(places),
        )

    def _origin(self, origin: Origin) -> OriginView:
        words = sum(p.words for p in origin.passages)
        copied = ""
        if origin.passages:
            copied = f"{count(words, 'word')} in {count(len(origin.passages), 'passage')}"
        return OriginView(
            kind=ORIGINS[origin.kind],
            label=origin.label,
            reports=joined(self.names.get(r, r) for r in origin.reports),
            why=origin.why,
            copied=copied,
            minor=origin.kind is OriginKind.SPEAKER and len(origin.reports) < 2,
        )


def _sections(made: dict[Standing, list[ClaimView]]) -> Iterator[Section]:
    differing = [view for s in DIFFERENCES for view in made.get(s, [])]
    if differing:
        yield Section("differences", "Where the reports differ", "", tuple(differing))
    for standing in ORDER:
        if standing not in DIFFERENCES and standing in made:
            words = STANDINGS[standing]
            yield Section(standing.value, words.heading, words.rule, tuple(made[standing]))

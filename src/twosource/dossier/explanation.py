"""One claim explained: what was taken for the same, what differs, who is one origin, which rule.

Plain data, out of the dossier alone; `explain_terminal` and `explain_json` show it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import combinations
from typing import TYPE_CHECKING

from twosource.claims.answering import asked_of
from twosource.claims.difference import apart
from twosource.dossier.plain import one_line
from twosource.dossier.reading_wording import interval
from twosource.dossier.steps import Step, steps_of
from twosource.dossier.wording import labels
from twosource.dossier.would_change import would_change
from twosource.model import TieKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.claims.answering import Answer
    from twosource.model import (
        Claim,
        Decision,
        Dossier,
        Evidence,
        Link,
        Origin,
        Reading,
        Reason,
        SharedPassage,
        Span,
        Tie,
    )

__all__ = ["Common", "Explanation", "Piece", "explain", "in_words"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of evidence with all that decides on it.

    `label` is what to call its report, `published` ISO 8601 or "". `interval` is the interval that
    its value means, `days` the days that its times may mean, each "" where it has none.
    """

    evidence: Evidence
    label: str
    published: str
    text: str
    marked: tuple[str, ...]
    interval: str
    days: tuple[str, ...]
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class Common:
    """A link between two pieces, by their indices, with the words that were taken to mean the
    same.
    """

    link: Link
    same: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that made a claim what it is.

    `rivals` are the pairs of pieces whose numbers exclude each other; `steps` the standings in
    their order with what was found for each, up to the one that holds; `ties` why reports of the
    claim are one origin; `change` plain sentences on what would give it another standing.
    """

    claim: Claim
    pieces: tuple[Piece, ...]
    links: tuple[Common, ...]
    rivals: tuple[tuple[int, int], ...]
    steps: tuple[Step, ...]
    counted: tuple[str, ...]
    ties: tuple[Tie, ...]
    passages: tuple[SharedPassage, ...]
    decisions: tuple[Decision, ...]
    change: tuple[str, ...]


def explain(dossier: Dossier, claim: Claim) -> Explanation:
    """Explain one claim of a dossier."""
    readings = {r.report.id: r for r in dossier.readings}
    names = {name: one_line(label) for name, label in labels(dossier).items()}
    origins = {o.id: o for o in dossier.origins}
    answers = [asked_of(readings[e.report], e) for e in claim.evidence]
    pieces = tuple(
        _piece(e, readings[e.report], names[e.report], answer, origins.get(e.origin))
        for e, answer in zip(claim.evidence, answers, strict=True)
    )
    rivals = tuple(
        (a, b)
        for a, b in combinations(range(len(answers)), 2)
        if (one := answers[a]) is not None
        and (two := answers[b]) is not None
        and pieces[a].evidence.report != pieces[b].evidence.report
        and apart(one.quantity, two.quantity)
    )
    reports = {e.report for e in claim.evidence}
    # That two reports cite one speaker says something of a claim only where it rests on that one.
    speakers = {p.origin.label for p in pieces if p.origin is not None}
    return Explanation(
        claim=claim,
        pieces=pieces,
        links=tuple(_common(link, pieces, readings) for link in claim.links),
        rivals=rivals,
        steps=steps_of(claim, names, len(rivals)),
        counted=tuple(origins[o].label if o in origins else o for o in claim.origins),
        ties=tuple(
            t
            for t in dossier.ties
            if {t.report_a, t.report_b} <= reports
            and (t.kind is not TieKind.SPEAKER or not speakers.isdisjoint(t.label.split("; ")))
        ),
        passages=_passages(claim, dossier),
        decisions=tuple(d for d in dossier.decisions if d.id in claim.decided),
        change=would_change(claim, names, origins),
    )


def in_words(reason: Reason) -> str:
    """What a number behind a link is, in words for people."""
    return _reasons().get(reason.name, reason.name.replace("_", " "))


@lru_cache(maxsize=1)
def _reasons() -> dict[str, str]:
    text = files("twosource.dossier").joinpath("data/reasons.toml").read_text(encoding="utf-8")
    tables: dict[str, dict[str, str]] = tomllib.loads(text)
    return {name: words for table in tables.values() for name, words in table.items()}


def _piece(
    evidence: Evidence, reading: Reading, label: str, answer: Answer | None, origin: Origin | None
) -> Piece:
    text = reading.report.text
    times = [
        t
        for t in reading.times
        if evidence.start <= t.start and t.end <= evidence.end and t.first and t.last
    ]
    days = [
        f"{one_line(t.span.of(text))}: {t.first if t.first == t.last else f'{t.first} to {t.last}'}"
        for t in times
    ]
    return Piece(
        evidence=evidence,
        label=label,
        published=reading.report.published or "",
        text=one_line(evidence.span.of(text)),
        marked=tuple(one_line(m.of(text)) for m in evidence.marks),
        interval=interval(answer.quantity) if answer is not None else "",
        days=tuple(days),
        origin=origin,
    )


def _common(link: Link, pieces: Sequence[Piece], readings: dict[str, Reading]) -> Common:
    one, two = (readings[pieces[k].evidence.report].report.text for k in (link.a, link.b))
    return Common(link, tuple((one_line(a.of(one)), one_line(b.of(two))) for a, b in link.same))


def _passages(claim: Claim, dossier: Dossier) -> tuple[SharedPassage, ...]:
    """Copied passages that a piece of the claim's evidence lies in, wholly or in part."""
    places = [(e.report, e.span) for e in claim.evidence]

    def touched(report: str, span: Span) -> bool:
        return any(r == report and s.overlaps(span) for r, s in places)

    found = [p for o in dossier.origins for p in o.passages]
    found += [p for t in dossier.ties for p in t.passages]
    return tuple(
        p
        for p in dict.fromkeys(found)
        if touched(p.report_a, p.span_a) and touched(p.report_b, p.span_b)
    )

"""A claim opened: its answers, the evidence under them, and why it stands as it does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.dossier.exports.references import escaped_quote
from twosource.dossier.fulltext import marked
from twosource.dossier.plain import one_line
from twosource.dossier.quoting import QUOTATION_MARKS, in_marks
from twosource.dossier.wording import (
    STANDINGS,
    answers,
    count,
    full_sentence,
    joined,
    sentence,
)
from twosource.model import OriginKind, Standing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup

    from twosource.dossier.page.decisions import DecisionView
    from twosource.dossier.page.index import Index
    from twosource.dossier.wording import Wording
    from twosource.model import Claim, Evidence, Link

__all__ = [
    "GROUPS",
    "Answer",
    "Card",
    "Cited",
    "ClaimView",
    "LinkView",
    "OriginReason",
    "answers_in_time",
    "claim_view",
    "speaker_key",
]

# The groups of a story's questions, each with its heading and the kinds of claims in it.
GROUPS = (
    ("said", "Who said what", ("quote",)),
    ("many", "How many, how much", ("quantity",)),
    ("when", "When", ("time",)),
    ("where", "Where", ("place",)),
    ("what", "Who and what", ("person", "event", "statement")),
)

_LINKS_SHOWN = 12
_REASONS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Cited:
    """One place in one report where a card's words stand; `evidence` names it in a form."""

    anchor: str
    report: str
    name: str
    time: str
    via: str
    number: int  # of the report in the list of sources
    evidence: str


@dataclass(frozen=True, slots=True)
class Card:
    """The same words in one or more reports. `before` and `after` are the rest of the sentence;
    `columns` are the keys of the origins that print them. `wikitext` and `bibtex` are the words as
    citations write them, where that differs.
    """

    before: str
    words: Markup
    after: str
    bare: bool  # the report's own quotation marks stand there already
    chain: str
    hedged: bool
    denies: bool
    cited: tuple[Cited, ...]
    columns: str
    wikitext: str
    bibtex: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The evidence that gives one answer, the earliest first; "" for none."""

    text: str
    cards: tuple[Card, ...]
    silent: str  # who gives no answer, where others give one


@dataclass(frozen=True, slots=True)
class LinkView:
    """Why two pieces of evidence were joined."""

    between: str
    score: str
    same: tuple[tuple[str, str], ...]
    apart: tuple[str, ...]
    reasons: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class OriginReason:
    """One origin of a claim: who rests on it, why, and whether it counts as independent."""

    label: str
    reports: str
    why: str
    counted: bool


@dataclass(frozen=True, slots=True)
class ClaimView:
    anchor: str
    id: str
    group: str
    kind: str
    standing: str
    wording: Wording
    question: str
    rule: str
    why: str
    sources: str
    score: str
    origins: str  # keys of its columns
    speakers: str  # keys of its speakers
    answers: tuple[Answer, ...]
    links: tuple[LinkView, ...]
    more_links: int
    reasons: tuple[OriginReason, ...]
    decisions: tuple[DecisionView, ...]

    @property
    def cards(self) -> tuple[Card, ...]:
        return tuple(card for answer in self.answers for card in answer.cards)


def claim_view(
    claim: Claim,
    anchor: str,
    index: Index,
    speakers: Mapping[str, str],
    decisions: Mapping[str, DecisionView],
) -> ClaimView:
    """Everything that the page says of one claim. `speakers` gives each speaker's key."""
    groups = answers_in_time(claim, index)
    answered = sum(1 for text in groups if text)
    return ClaimView(
        anchor=anchor,
        id=claim.id,
        group=next((name for name, _, kinds in GROUPS if claim.kind in kinds), "what"),
        kind=claim.kind,
        standing=claim.standing.value,
        wording=STANDINGS[claim.standing],
        question=sentence(claim.question),
        rule=claim.rule,
        why=full_sentence(claim.why),
        sources=_sources(claim),
        score=f"{claim.score:.2f}" if claim.score else "",
        origins=" ".join(dict.fromkeys(index.column_of[e.report].key for e in claim.evidence)),
        speakers=" ".join(
            dict.fromkeys(speakers[k] for k in map(speaker_key, claim.evidence) if k in speakers)
        ),
        answers=tuple(
            Answer(text, tuple(_cards(found, index)), _named(found, index) if silent else "")
            for text, found in groups.items()
            for silent in (not text and answered > 0,)
        ),
        links=tuple(_link(k, claim.evidence, index) for k in claim.links[:_LINKS_SHOWN]),
        more_links=max(0, len(claim.links) - _LINKS_SHOWN),
        reasons=tuple(_reasons(claim, index)),
        decisions=tuple(decisions[d] for d in claim.decided if d in decisions),
    )


def speaker_key(evidence: Evidence) -> str:
    """What makes two pieces of evidence by one speaker, "" for the outlet itself."""
    return one_line(evidence.speaker).casefold()


_COUNTED = re.compile(r"(?P<number>\D*\d(?:[\d\s.,]*\d)?)\s+[^\d\s][^\d]*")


def answers_in_time(claim: Claim, index: Index) -> dict[str, list[Evidence]]:
    """The claim's evidence by its answer, what was published first first; no answer last.

    A bare number goes with the same number of something ("9", "9 people"), and one unit is one
    unit however it is written ("11 Toll", "11 toll").
    """
    groups = answers(claim)
    named: dict[str, str] = {}
    if claim.kind == "quantity":
        for text in groups:
            counted = _COUNTED.fullmatch(text)
            if counted:
                named.setdefault(counted["number"], text)
    merged: dict[str, list[Evidence]] = {}
    written: dict[str, str] = {}
    for text, found in groups.items():
        full = named.get(text, text)
        name = written.setdefault(full.casefold(), full)
        merged.setdefault(name, []).extend(found)
    for found in merged.values():
        found.sort(key=lambda e: index.rank[e.report])
    order = sorted(merged, key=lambda t: (not t, index.rank[merged[t][0].report]))
    return {text: merged[text] for text in order}


def _cards(group: Sequence[Evidence], index: Index) -> list[Card]:
    """One card for the same words of the same speaker, whichever reports print them."""
    same: dict[tuple[str, str, str, str], list[Evidence]] = {}
    for evidence in group:
        text, around = index.reports[evidence.report].text, evidence.sentence
        before = text[min(around.start, evidence.start) : evidence.start]
        after = text[evidence.end : max(around.end, evidence.end)]
        words = text[evidence.start : evidence.end]
        same.setdefault((before, words, after, evidence.speaker), []).append(evidence)
    return [
        _card(before, words, after, found, index)
        for (before, words, after, _), found in same.items()
    ]


def _card(before: str, words: str, after: str, found: Sequence[Evidence], index: Index) -> Card:
    first = found[0]
    plain, wikitext, bibtex = (
        escaped_quote(words, "plain"),
        escaped_quote(words, "wikitext"),
        escaped_quote(words, "bibtex"),
    )
    return Card(
        before=before,
        words=marked(index.reports[first.report].text, first.span, first.marks),
        after=after,
        bare=before[-1:] in QUOTATION_MARKS or not in_marks(words)[0],
        chain=_chain(first),
        hedged=any(e.hedged for e in found),
        denies=first.stance == "denies",
        cited=tuple(
            Cited(
                anchor=index.anchor(e),
                report=index.keys[e.report],
                name=index.names[e.report],
                time=index.times[e.report],
                via=index.via(e),
                number=int(index.keys[e.report][1:]),
                evidence=f"{e.report}:{e.start}:{e.end}",
            )
            for e in found
        ),
        columns=" ".join(dict.fromkeys(index.column_of[e.report].key for e in found)),
        wikitext="" if wikitext == plain else wikitext,
        bibtex="" if bibtex == plain else bibtex,
    )


def _chain(evidence: Evidence) -> str:
    """Who is said to say it, the outermost first: "citing A, who cites B"."""
    said = [one_line(s) for s in evidence.chain or (evidence.speaker,) if s.strip()]
    return f"citing {', who cites '.join(said)}" if said else ""


def _named(evidence: Sequence[Evidence], index: Index) -> str:
    return joined(dict.fromkeys(index.names[e.report] for e in evidence))


def _sources(claim: Claim) -> str:
    """How many reports; of how many independent origins where that is why it stands."""
    told = count(len({e.report for e in claim.evidence}), "report")
    if claim.standing is not Standing.CORROBORATED:
        return told
    return f"{told}, {count(len(claim.origins), 'independent origin')}"


def _link(link: Link, evidence: Sequence[Evidence], index: Index) -> LinkView:
    a, b = evidence[link.a], evidence[link.b]
    texts = index.reports[a.report].text, index.reports[b.report].text
    return LinkView(
        between=f"{index.names[a.report]} and {index.names[b.report]}",
        score=f"{link.score:.2f}",
        same=tuple((one_line(x.of(texts[0])), one_line(y.of(texts[1]))) for x, y in link.same),
        apart=tuple(one_line(words) for words in link.apart),
        reasons=tuple(
            (one_line(r.name), f"{r.value:.2f}", f"{r.adds:+.2f}")
            for r in link.reasons[:_REASONS_SHOWN]
        ),
    )


def _reasons(claim: Claim, index: Index) -> list[OriginReason]:
    resting: dict[str, list[Evidence]] = {}
    for evidence in claim.evidence:
        resting.setdefault(evidence.origin, []).append(evidence)
    out = []
    for name, found in resting.items():
        origin = index.origins.get(name)
        label = one_line(origin.label) if origin else index.names[found[0].report]
        if origin and origin.kind is OriginKind.COPY:
            label = "Shared text"
        whys = dict.fromkeys(one_line(e.origin_why) for e in found if e.origin_why)
        told = " ".join(whys) or (one_line(origin.why) if origin else "")
        out.append(OriginReason(label, _named(found, index), told, name in claim.origins))
    return out

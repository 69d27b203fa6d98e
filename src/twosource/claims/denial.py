"""Denials: who rejects what, and the claim that it belongs to.

"X said that ... Y denied it." A denial stands beside what it denies: in the same sentence, or in
the sentence before. It joins the claim that holds those words, as evidence that denies.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from twosource.claims.lexicon import DERIVED
from twosource.claims.linking import links_between
from twosource.claims.weights import thresholds
from twosource.claims.wording import gist
from twosource.claims.words import words
from twosource.model import Polarity, Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.claims.alignment import Part
    from twosource.claims.compose import Composer
    from twosource.claims.terms import Story
    from twosource.model import Claim, Evidence, Reading, Span, Statement
    from twosource.stories.entities import Entities

__all__ = ["Denial", "denials", "denied"]


@dataclass(frozen=True, slots=True)
class Denial:
    """A sentence that rejects something: its unit, where the rejecting clause starts, the words,
    and who rejects.
    """

    unit: int
    start: int
    part: Part
    speaker: str
    points_back: bool  # at words before it ("denied it", "rejects the claim")


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    text = files("twosource.claims").joinpath("data/denial.toml").read_text(encoding="utf-8")
    return {k: frozenset(v) for k, v in tomllib.loads(text).items()}


def denials(
    story: Story,
    readings: Sequence[Reading],
    entities: Entities,
    spans: Sequence[Sequence[Part]],
) -> list[Denial]:
    """All denials of a story: a verb of denial, its subject, and what is denied."""
    units = {(unit.report, unit.sentence): k for k, unit in enumerate(story.units)}
    out: dict[int, Denial] = {}
    for report, reading in enumerate(readings):
        for statement in reading.statements:
            number = units.get((report, statement.sentence))
            who = next((a for a in statement.arguments if a.role == "agent"), None)
            if number is None or number in out or who is None:
                continue
            if not _denies(reading, statement):
                continue
            if who.name is not None:
                speaker = entities.label(entities.of(reading.report.id, who.name))
            else:
                speaker = " ".join(who.span.of(reading.report.text).split())
            back = _points_back(statement)
            out[number] = Denial(number, statement.start, spans[number][-1], speaker, back)
    return [out[k] for k in sorted(out)]


def _denies(reading: Reading, statement: Statement) -> bool:
    """Whether a statement is a denial of words, and not itself negated ("did not deny")."""
    verb = statement.predicate.lower() in _words()["verbs"]
    positive = statement.polarity is Polarity.POSITIVE
    return verb and positive and _rejects_words(reading, statement)


def _points_back(statement: Statement) -> bool:
    """Whether what is rejected is named by a pronoun or a noun for things said."""
    names = _words()["said"] | _words()["pronouns"]
    return any(a.role == "patient" and a.head.lower() in names for a in statement.arguments)


def _shares_words(story: Story, one: int, other: int) -> bool:
    """Whether two units share a word or a name, so that one may be about the other."""
    keys = story.units[other].keys
    return any(
        term.key in keys
        or any(s >= DERIVED and k in keys for k, s in story.related.get(term.key, {}).items())
        for term in story.units[one].terms
        if term.kind not in {"NAME", "NUM"} and term.key not in words().anybody
    )


def _rejects_words(reading: Reading, statement: Statement) -> bool:
    """Whether what is rejected was said: "the claim", "it", a clause; not "rejected the offer"."""
    objects = [a for a in statement.arguments if a.role == "patient"]
    if not objects:
        return True
    lists = _words()
    return any(
        a.head.lower() in lists["said"]
        or a.head.lower() in lists["pronouns"]
        or _is_clause(reading, statement, a.start, a.end)
        for a in objects
    )


def _is_clause(reading: Reading, statement: Statement, start: int, end: int) -> bool:
    return any(s.start >= start and s.end <= end and s is not statement for s in reading.statements)


def denied(
    claims: Sequence[Claim],
    found: Sequence[Denial],
    composer: Composer,
) -> list[Claim]:
    """The claims with their denials joined; a claim that gets one stands as denied.

    A denial joins the claim that words before it are evidence of, in its own sentence or the
    sentence before, when somebody else asserts them. Where no claim holds that sentence yet, the
    sentences of other reports that most likely say the same make one with it.
    """
    story, readings = composer.story, composer.readings
    units = {(unit.report, unit.sentence): k for k, unit in enumerate(story.units)}
    out = _Claims(claims)
    for one in found:
        unit = story.units[one.unit]
        evidence = replace(composer.evidence(one.part), stance="denies", speaker=one.speaker)
        if out.told(evidence):
            continue  # its own words say what is denied, and that was found
        before = units.get((unit.report, unit.sentence - 1))
        k = out.holder(evidence, one.start, evidence.sentence)
        if before is not None and not (one.points_back or _shares_words(story, one.unit, before)):
            before = None  # its own clause says what is denied, and that is something else
            own = composer.likely(one.unit)
            if own is not None and own.standing is Standing.DENIED:
                out.add(own)
                continue
        if k is None and before is not None:
            sentence = readings[unit.report].sentences[story.units[before].sentence].span
            k = out.holder(evidence, one.start, sentence)
        if k is not None:
            out.all[k] = _joined(out.all[k], evidence, readings) or out.all[k]
        elif before is not None and (asserted := composer.likely(before)) is not None:
            joined = _joined(asserted, evidence, readings)
            if joined is not None:
                out.add(joined)
    return [
        replace(c, links=composer.linked(c.evidence)) if c.standing is Standing.DENIED else c
        for c in _told_once(out.all, readings)
    ]


def _loose(claim: Claim) -> set[int]:
    """The evidence that asserts and is linked with none of the rest surely, or with nothing that
    speaks against it: what somebody denies is told with no more than that.
    """
    held = {
        end
        for link in claim.links
        for end in (link.a, link.b)
        if link.score >= thresholds().sure or not link.apart
    }
    linked = {end for link in claim.links for end in (link.a, link.b)}
    return {k for k in linked - held if claim.evidence[k].stance == "asserts"}


def _told_once(claims: Sequence[Claim], readings: Sequence[Reading]) -> list[Claim]:
    """Denied claims that share words which assert, as one: the first of them, with all their
    evidence, whoever denies.
    """
    order = {r.report.id: n for n, r in enumerate(readings)}
    denied_ones = {k: c for k, c in enumerate(claims) if c.standing is Standing.DENIED}
    gone: set[int] = set()
    for k in sorted(denied_ones):
        if k in gone:
            continue
        while True:
            claim = denied_ones[k]
            other = next(
                (j for j, c in denied_ones.items() if j > k and j not in gone and _one(claim, c)),
                None,
            )
            if other is None:
                break
            gone.add(other)
            more = denied_ones[other]
            kept = [*claim.evidence, *(e for e in more.evidence if not _holds(claim, e))]
            kept.sort(key=lambda e: (order[e.report], e.start, e.end))
            denied_ones[k] = replace(
                claim,
                evidence=tuple(kept),
                score=min(claim.score, more.score),
                links=links_between([claim, more], kept),
            )
    return [denied_ones.get(k, c) for k, c in enumerate(claims) if k not in gone]


def _holds(claim: Claim, one: Evidence) -> bool:
    return any(_touch(e, one) for e in claim.evidence)


def _one(one: Claim, two: Claim) -> bool:
    return any(a.stance == "asserts" and _holds(two, a) for a in one.evidence)


def _touch(a: Evidence, b: Evidence) -> bool:
    return a.report == b.report and a.stance == b.stance and a.span.overlaps(b.span)


class _Claims:
    """Claims, by the sentences that they have words of."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self.all: list[Claim] = []
        self._by_sentence: dict[tuple[str, Span], list[int]] = {}
        for claim in claims:
            self.add(claim)

    def add(self, claim: Claim) -> None:
        for place in {(e.report, e.sentence) for e in claim.evidence}:
            self._by_sentence.setdefault(place, []).append(len(self.all))
        self.all.append(claim)

    def told(self, denial: Evidence) -> bool:
        """Whether a claim that is denied has these words as a denial already."""
        return any(
            self.all[k].standing is Standing.DENIED and _holds(self.all[k], denial)
            for k in self._by_sentence.get((denial.report, denial.sentence), ())
        )

    def holder(self, denial: Evidence, start: int, sentence: Span) -> int | None:
        """The claim of most reports that has, in a sentence and before the denial, an assertion by
        another speaker. Denials that have joined since assert nothing.
        """
        best: tuple[int, int] | None = None
        for k in self._by_sentence.get((denial.report, sentence), ()):
            claim = self.all[k]
            if claim.kind == "quantity":
                continue
            if claim.standing in {Standing.CONFLICTING, Standing.UPDATED}:
                continue
            if claim.score < thresholds().holder:
                continue
            if any(
                e.report == denial.report
                and e.sentence == sentence
                and e.end <= start
                and e.stance == "asserts"
                and e.speaker != denial.speaker
                for e in claim.evidence
            ):
                reports = len({e.report for e in claim.evidence})
                if reports > 1 and (best is None or reports > best[0]):
                    best = (reports, k)
        return None if best is None else best[1]


def _joined(claim: Claim, evidence: Evidence, readings: Sequence[Reading]) -> Claim | None:
    """A claim with a denial; None where nothing is left that asserts, or nothing in another report
    that is surely the same.
    """
    order = {r.report.id: k for k, r in enumerate(readings)}
    loose = _loose(claim)
    kept = [
        e
        for k, e in enumerate(claim.evidence)
        if not (e.report == evidence.report and e.span.overlaps(evidence.span))
        and (k not in loose or e.report == evidence.report)
    ]
    if not any(e.stance == "asserts" for e in kept):
        return None
    if all(e.report == evidence.report for e in kept):
        return None
    joined = sorted([*kept, evidence], key=lambda e: (order[e.report], e.start, e.end))
    asserting = [e for e in joined if e.stance == "asserts"]
    return replace(
        claim,
        standing=Standing.DENIED,
        question=gist({r.report.id: r for r in readings}, asserting),
        rule="denial-beside-it",
        why=f"it is asserted, and {evidence.speaker} rejects it",
        evidence=tuple(joined),
        links=links_between([claim], joined),
    )

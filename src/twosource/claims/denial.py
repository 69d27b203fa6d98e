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

from twosource.claims.evidence import evidence_of
from twosource.model import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twosource.claims.alignment import Part
    from twosource.claims.terms import Story
    from twosource.model import Claim, Evidence, Reading, Statement
    from twosource.origins.independence import Tracing
    from twosource.stories.entities import Entities

__all__ = ["Denial", "denials", "denied"]


@dataclass(frozen=True, slots=True)
class Denial:
    """A sentence that rejects something: its unit, the words, and who rejects."""

    unit: int
    part: Part
    speaker: str
    speaker_key: str


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
    out = []
    for number, unit in enumerate(story.units):
        reading = readings[unit.report]
        for part in spans[number][:-1]:
            statement = reading.statements[part.statement or 0]
            if statement.predicate.lower() not in _words()["verbs"]:
                continue
            if statement.polarity.value == "negative":
                continue  # "did not deny"
            who = next((a for a in statement.arguments if a.role == "agent"), None)
            if who is None or not _rejects_words(reading, statement):
                continue
            if who.name is not None:
                entity = entities.of(reading.report.id, who.name)
                speaker, key = entities.label(entity), entities.key_of(entity)
            else:
                speaker = " ".join(reading.report.text[who.start : who.end].split())
                key = who.head.lower()
            out.append(Denial(number, spans[number][-1], speaker, key))
            break
    return out


def _rejects_words(reading: Reading, statement: Statement) -> bool:
    """Whether what is rejected was said: "the claim", "it", a clause; not "rejected the offer"."""
    objects = [a for a in statement.arguments if a.role == "patient"]
    if not objects:
        return True
    words = _words()
    return any(
        a.head.lower() in words["said"]
        or a.head.lower() in words["pronouns"]
        or _is_clause(reading, statement, a.start, a.end)
        for a in objects
    )


def _is_clause(reading: Reading, statement: Statement, start: int, end: int) -> bool:
    return any(s.start >= start and s.end <= end and s is not statement for s in reading.statements)


def denied(
    claims: Sequence[Claim],
    found: Sequence[Denial],
    story: Story,
    readings: Sequence[Reading],
    tracing: Tracing,
) -> list[Claim]:
    """The claims with their denials joined; a claim that gets one stands as denied.

    A denial joins the claim that most of the sentence before it (else its own sentence) is
    evidence of, in the same report, when somebody else asserts it there.
    """
    units = {(unit.report, unit.sentence): k for k, unit in enumerate(story.units)}
    ids = [r.report.id for r in readings]
    out = list(claims)
    for one in found:
        unit = story.units[one.unit]
        reading = readings[unit.report]
        before = units.get((unit.report, unit.sentence - 1))
        for place in (before, one.unit):
            if place is None:
                continue
            sentence = reading.sentences[story.units[place].sentence].span
            k = _holder(out, ids[unit.report], sentence, one)
            if k is None:
                continue
            words = one.part
            evidence = evidence_of(readings, story, tracing, words)
            evidence = replace(evidence, stance="denies", speaker=one.speaker)
            out[k] = _joined(out[k], evidence, one.speaker, ids)
            break
    return out


def _holder(claims: Sequence[Claim], report: str, sentence: object, one: Denial) -> int | None:
    """The claim of most reports that has an assertion by another speaker in a sentence."""
    best: tuple[int, int] | None = None
    for k, claim in enumerate(claims):
        if claim.kind not in {"event", "statement", "quote"} or claim.standing in {
            Standing.CONFLICTING,
            Standing.UPDATED,
        }:
            continue
        if any(
            e.report == report
            and e.sentence == sentence
            and e.stance == "asserts"
            and e.speaker != one.speaker
            for e in claim.evidence
        ):
            reports = len({e.report for e in claim.evidence})
            if reports > 1 and (best is None or reports > best[0]):
                best = (reports, k)
    return None if best is None else best[1]


def _joined(claim: Claim, evidence: Evidence, speaker: str, ids: Sequence[str]) -> Claim:
    order: Mapping[str, int] = {name: k for k, name in enumerate(ids)}
    kept = [
        e
        for e in claim.evidence
        if not (e.report == evidence.report and e.span.overlaps(evidence.span))
    ]
    if not any(e.stance == "asserts" for e in kept):
        return claim
    return replace(
        claim,
        standing=Standing.DENIED,
        rule="denial-beside-it",
        why=f"it is asserted, and {speaker} rejects it",
        evidence=tuple(sorted([*kept, evidence], key=lambda e: (order[e.report], e.start, e.end))),
    )

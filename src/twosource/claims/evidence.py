"""The words of a report as evidence: where, who says it, from which origin, what differs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from twosource.model import Certainty, Evidence, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.claims.alignment import Part
    from twosource.claims.terms import Story
    from twosource.model import Attribution, Reading
    from twosource.origins.independence import Tracing

__all__ = ["attributions_at", "evidence_of", "marked", "speaker_at"]


def attributions_at(reading: Reading, start: int, end: int) -> tuple[int, ...]:
    """Indices of the attributions that [start, end) is said by, outermost first.

    Those whose content holds most of it; and, where it holds the speaker too ("Ruiz said that
    ..."), those whose content is a third of the rest or more.
    """
    found = []
    words = end - start
    for k, attribution in enumerate(reading.attributions):
        inside = _within(attribution.content, start, end)
        if not inside:
            continue
        if 2 * inside <= words:
            frame = _within(attribution.source, start, end) + _within(attribution.cue, start, end)
            if not frame or 3 * inside <= words - frame:
                continue
        found.append((-sum(len(c) for c in attribution.content), k))
    return tuple(k for _, k in sorted(found))


def _within(spans: Sequence[Span], start: int, end: int) -> int:
    """How many characters of some spans lie in [start, end)."""
    inside = 0
    for span in spans:
        if span.start < end and start < span.end:
            inside += min(end, span.end) - max(start, span.start)
    return inside


def speaker_at(reading: Reading, attributions: Sequence[int]) -> str:
    """Who is said to say it: the innermost speaker who is named, "" for the outlet itself."""
    for k in reversed(attributions):
        attribution = reading.attributions[k]
        if attribution.speaker is not None:
            return reading.names[attribution.speaker].text
        if attribution.speaker_text:
            return attribution.speaker_text
    return ""


def evidence_of(
    readings: Sequence[Reading],
    story: Story,
    tracing: Tracing,
    part: Part,
    *,
    value: str = "",
    marks: Sequence[Span] = (),
) -> Evidence:
    """A part as evidence of a claim."""
    unit = story.units[part.unit]
    reading = readings[unit.report]
    start, end = part.start, part.end
    found = attributions_at(reading, start, end)
    denied = any(_denies(reading, reading.attributions[k]) for k in found)
    if part.statement is not None:
        denied |= reading.statements[part.statement].certainty is Certainty.DENIED
    origin, origin_why = tracing.origin_of(reading.report.id, Span(start, end), found)
    return Evidence(
        report=reading.report.id,
        start=start,
        end=end,
        sentence=reading.sentences[unit.sentence].span,
        value=value,
        stance="denies" if denied else "asserts",
        speaker=speaker_at(reading, found),
        origin=origin,
        marks=tuple(marks),
        hedged=_hedged(reading, part, unit.sentence, found),
        chain=_chain(reading, found),
        origin_why=origin_why,
    )


def _hedged(reading: Reading, part: Part, sentence: int, attributions: Sequence[int]) -> bool:
    """Whether it is said with a reservation, by the words themselves or by who says it; of a whole
    sentence the statement counts that is most of it.
    """
    if any(reading.attributions[k].factuality is Certainty.HEDGED for k in attributions):
        return True
    if part.statement is not None:
        return reading.statements[part.statement].certainty is Certainty.HEDGED
    inside = [s for s in reading.statements if s.sentence == sentence]
    widest = max(inside, key=lambda s: _within([s.span], part.start, part.end), default=None)
    return widest is not None and widest.certainty is Certainty.HEDGED


def _chain(reading: Reading, attributions: Sequence[int]) -> tuple[str, ...]:
    """Who is said to say it, the outermost first, each once in a row."""
    said = [speaker_at(reading, [k]) for k in attributions]
    return tuple(s for k, s in enumerate(said) if s and s not in said[:k])


def _denies(reading: Reading, attribution: Attribution) -> bool:
    """Whether somebody is said to deny words: a content that is a clause, not a thing ("rejected
    the offer").
    """
    return attribution.factuality is Certainty.DENIED and any(
        statement.tense and span.contains(statement.predicate_span)
        for span in attribution.content
        for statement in reading.statements
    )


def marked(story: Story, parts: Sequence[Part], evidence: Sequence[Evidence]) -> list[Evidence]:
    """Mark in each evidence the words that no other evidence of the claim has."""
    out = []
    for k, (part, one) in enumerate(zip(parts, evidence, strict=True)):
        others = {
            story.units[p.unit].terms[t].key for j, p in enumerate(parts) if j != k for t in p.terms
        }
        marks = list(one.marks)
        for t in part.terms:
            term = story.units[part.unit].terms[t]
            if term.key in others or others & story.related.get(term.key, {}).keys():
                continue
            span = Span(term.start, term.end)
            if one.span.contains(span) and not any(span.overlaps(m) for m in marks):
                marks.append(span)
        out.append(replace(one, marks=tuple(sorted(marks))))
    return out

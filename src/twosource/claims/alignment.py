"""Which sentences of different reports state the same thing, and with which of their statements."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.claims import candidates, similarity
from twosource.claims.weights import model, thresholds
from twosource.model import Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twosource.claims.terms import Story, Unit
    from twosource.model import Reading, Statement

__all__ = ["Node", "Part", "aligned", "parts", "statement_links"]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a unit that can be evidence: a statement, or the whole sentence (None)."""

    unit: int
    statement: int | None
    start: int
    end: int
    terms: tuple[int, ...]


Node = tuple[int, int]  # unit, index of its part


def aligned(story: Story) -> dict[tuple[int, int], float]:
    """Candidate pairs of units with the probability that they state the same thing."""
    pairs = candidates.pairs(story)
    fitted = model("sentence", similarity.NAMES)
    rows = similarity.features(story, pairs)
    return {pair: fitted.probability(row) for pair, row in zip(pairs, rows, strict=True)}


def parts(story: Story, readings: Sequence[Reading]) -> list[list[Part]]:
    """For each unit its statements with the terms inside, the whole sentence last."""
    by_sentence: list[dict[int, list[int]]] = []
    for reading in readings:
        table: dict[int, list[int]] = {}
        for k, statement in enumerate(reading.statements):
            table.setdefault(statement.sentence, []).append(k)
        by_sentence.append(table)
    out = []
    for number, unit in enumerate(story.units):
        reading = readings[unit.report]
        sentence = reading.sentences[unit.sentence]
        rows = []
        for k in by_sentence[unit.report].get(unit.sentence, ()):
            statement = reading.statements[k]
            start = max(statement.start, sentence.start)
            end = min(statement.end, sentence.end)
            inside = _inside(unit, start, end)
            if len(inside) > 1:
                rows.append(Part(number, k, start, end, inside))
        everything = tuple(range(len(unit.terms)))
        rows.append(Part(number, None, sentence.start, sentence.end, everything))
        out.append(rows)
    return out


def _inside(unit: Unit, start: int, end: int) -> tuple[int, ...]:
    return tuple(k for k, t in enumerate(unit.terms) if start <= t.start and t.end <= end)


def coverage(story: Story, a: Part, b: Part) -> tuple[float, float]:
    """What two parts share: the mean share (0 to 1), and the weight that is shared."""
    terms_a = [story.units[a.unit].terms[k] for k in a.terms]
    terms_b = [story.units[b.unit].terms[k] for k in b.terms]
    if not terms_a or not terms_b:
        return 0.0, 0.0
    shared = [0.0, 0.0]
    for side, (these, those) in enumerate(((terms_a, terms_b), (terms_b, terms_a))):
        keys = {t.key for t in those}
        for term in these:
            if term.key in keys:
                shared[side] += term.weight
            else:
                related = story.related.get(term.key, {})
                shared[side] += term.weight * max(
                    (related[k] for k in related.keys() & keys), default=0.0
                )
    whole_a, whole_b = sum(t.weight for t in terms_a), sum(t.weight for t in terms_b)
    return math.sqrt(shared[0] / whole_a * shared[1] / whole_b), sum(shared) / 2


def statement_links(
    story: Story, found: Mapping[tuple[int, int], float], spans: Sequence[Sequence[Part]]
) -> dict[tuple[Node, Node], tuple[float, float]]:
    """For each pair of units that passes the threshold, the parts that have most in common.

    Gives (probability of the sentences, coverage of the parts).
    """
    least = thresholds().sentence
    out: dict[tuple[Node, Node], tuple[float, float]] = {}
    for (a, b), p in found.items():
        if p < least:
            continue
        best: tuple[float, int, int, float] = (-1.0, 0, 0, 0.0)
        for x, one in enumerate(spans[a]):
            for y, two in enumerate(spans[b]):
                share, mass = coverage(story, one, two)
                # Share alone would pick two bare names, mass alone the whole sentences.
                value = share * math.log1p(mass)
                if value > best[0]:
                    best = (value, x, y, share)
        out[(a, best[1]), (b, best[2])] = (p, best[3])
    return out


def span_of(part: Part) -> Span:
    return Span(part.start, part.end)


def statement_of(readings: Sequence[Reading], story: Story, part: Part) -> Statement | None:
    """The statement of a part, None where the whole sentence is meant."""
    if part.statement is None:
        return None
    return readings[story.units[part.unit].report].statements[part.statement]

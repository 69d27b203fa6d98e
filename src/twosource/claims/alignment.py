"""Which sentences of different reports state the same thing, and with which of their statements."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.claims import candidates, neighbours, similarity
from twosource.claims.lexicon import DERIVED
from twosource.claims.pairing import NAMES_ONLY, worths
from twosource.claims.weights import model, thresholds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twosource.claims.terms import Story, Unit
    from twosource.model import Reading, Statement

__all__ = ["Node", "Part", "aligned", "alike", "best_parts", "parts", "statement_links"]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a unit that can be evidence: a statement, or the whole sentence (None)."""

    unit: int
    statement: int | None
    start: int
    end: int
    terms: tuple[int, ...]
    weight: float = 1.0  # less than 1 for what is hardly a statement


NOMINAL = 0.7  # "the arrest of two men": less of a statement than "two men were arrested"

Node = tuple[int, int]  # unit, index of its part


def alike(
    story: Story, pairs: Sequence[tuple[int, int]] | None = None
) -> dict[tuple[int, int], float]:
    """Candidate pairs of units (those of the index, unless given) with the probability that they
    state the same thing, by their own words alone.
    """
    pairs = candidates.pairs(story) if pairs is None else pairs
    fitted = model("sentence", similarity.NAMES)
    rows = similarity.features(story, pairs)
    return dict(zip(pairs, fitted.probabilities(rows).tolist(), strict=True))


def aligned(story: Story, found: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """The same pairs with their probability in the light of the story's other pairs; `found` is
    what `alike` gives.
    """
    fitted = model("neighbours", neighbours.NAMES)
    rows = neighbours.features(story, found)
    return dict(zip(found, fitted.probabilities(rows).tolist(), strict=True))


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
            if len(inside) > 1 and not _only_frames(reading, statement):
                weight = 1.0 if statement.arguments and statement.tense else NOMINAL
                rows.append(Part(number, k, start, end, inside, weight))
        everything = tuple(range(len(unit.terms)))
        rows.append(Part(number, None, sentence.start, sentence.end, everything))
        out.append(rows)
    return out


def _only_frames(reading: Reading, statement: Statement) -> bool:
    """As "the fire service said", "she denied that": a statement that frames words and does not
    hold them, or by a pronoun alone.
    """
    text, predicate = reading.report.text, statement.predicate_span
    for attribution in reading.attributions:
        for cue in attribution.cue:
            if cue.start < predicate.end and predicate.start < cue.end:
                return not any(
                    c.start < statement.end
                    and statement.start < c.end
                    and " " in c.of(text).strip()
                    for c in attribution.content
                )
    return False


def _inside(unit: Unit, start: int, end: int) -> tuple[int, ...]:
    return tuple(k for k, t in enumerate(unit.terms) if start <= t.start and t.end <= end)


def statement_links(
    story: Story, found: Mapping[tuple[int, int], float], spans: Sequence[Sequence[Part]]
) -> dict[tuple[Node, Node], tuple[float, float]]:
    """For each pair of units that passes the threshold, the parts that have most in common.

    Gives (probability of the sentences, coverage of the parts).
    """
    limits = thresholds()
    pairs = [pair for pair, p in found.items() if p >= limits.sentence]
    every = worths(story, spans, pairs)
    nodes = [
        ((pairs[k][0], x), (pairs[k][1], y))
        for k, x, y in zip(every.pair.tolist(), every.one.tolist(), every.two.tolist(), strict=True)
    ]
    worth, share = every.worth.tolist(), every.share.tolist()
    out: dict[tuple[Node, Node], tuple[float, float]] = {}
    best: dict[tuple[int, int], float] = {}
    chosen: set[Node] = set()
    for row in every.best().tolist():
        if share[row] >= limits.share:
            (a, _), (b, _) = nodes[row]
            out[nodes[row]] = (found[a, b], share[row])
            best[a, b] = worth[row]
            chosen.update(nodes[row])
    # The same sentences may meet in other statements too, as far as those have as much in common.
    for (one, two), value, part in zip(nodes, worth, share, strict=True):
        pair = (one[0], two[0])
        if pair in best and one in chosen and two in chosen and (one, two) not in out and value > 0:
            out[one, two] = (found[pair] * min(1.0, value / best[pair]), part)
    return out


def best_parts(
    story: Story, those: Sequence[Part], others: Sequence[Part]
) -> tuple[int, int, float, float]:
    """The parts of two units that are best as evidence: their indices, share and worth."""
    meeting = Meeting.of(story, those[0].unit, others[0].unit)
    # Of equals the first, so that a statement stands before the whole sentence.
    (value, share), x, y = max(
        (meeting.worth(one, two), -x, -y)
        for x, one in enumerate(those)
        for y, two in enumerate(others)
    )
    return -x, -y, share, value


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two units and the pairs of their terms that may mean the same, each with the strength."""

    a: Unit
    b: Unit
    pairs: tuple[tuple[int, int, float], ...]

    @classmethod
    def of(cls, story: Story, a: int, b: int) -> Meeting:
        one, two = story.units[a], story.units[b]
        matched = similarity.matches(story, one, two)
        return cls(one, two, tuple((k, j, s) for k, row in enumerate(matched) for j, s in row))

    def worth(self, one: Part, two: Part) -> tuple[float, float]:
        """How good two parts are as evidence of one thing, and the share that they have in common.

        Share alone would pick two bare names, mass alone the whole sentences.
        """
        best_a: dict[int, float] = {}
        best_b: dict[int, float] = {}
        inside_a, inside_b = set(one.terms), set(two.terms)
        for k, j, strength in self.pairs:
            if k in inside_a and j in inside_b:
                best_a[k] = max(best_a.get(k, 0.0), strength)
                best_b[j] = max(best_b.get(j, 0.0), strength)
        if not best_a:
            return 0.0, 0.0
        shared_a = sum(self.a.terms[k].weight * s for k, s in best_a.items())
        shared_b = sum(self.b.terms[j].weight * s for j, s in best_b.items())
        whole_a = sum(self.a.terms[k].weight for k in one.terms)
        whole_b = sum(self.b.terms[j].weight for j in two.terms)
        share = math.sqrt(shared_a / whole_a * shared_b / whole_b)
        value = share * math.log1p((shared_a + shared_b) / 2) * one.weight * two.weight
        return (value if self._solid(best_a) else NAMES_ONLY * value), share

    def _solid(self, best: Mapping[int, float]) -> bool:
        """Whether more than names is shared: two terms or more, one of them a word that says what
        happened, the same or a synonym.
        """
        matched = [k for k, strength in best.items() if strength >= DERIVED]
        words = any(self.a.terms[k].kind not in {"NAME", "PROPN"} for k in matched)
        return len(matched) > 1 and words


def statement_of(readings: Sequence[Reading], story: Story, part: Part) -> Statement | None:
    """The statement of a part, None where the whole sentence is meant."""
    if part.statement is None:
        return None
    return readings[story.units[part.unit].report].statements[part.statement]

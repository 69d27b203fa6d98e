"""What a sentence is compared by: its content words, names and numbers, weighed within the story.

A name counts as its entity, whatever its spelling or pronoun; a quantity as its value and unit;
every other content word as its lemma. A term weighs more the fewer sentences of the story hold
it and the rarer it is in everyday English.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from twosource.claims.columns import Columns, columns_of
from twosource.claims.lexicon import concepts, everyday
from twosource.claims.traits import traits_of
from twosource.claims.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twosource.model import Quantity, Reading, Sentence, Token
    from twosource.stories.entities import Entities

__all__ = ["Story", "Term", "Unit", "story_of"]

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM", "X"})
NEAR = 3  # edges of the dependency tree within which two terms belong together
METONYM = 0.5  # "Moscow" and "Russia": one may stand for the other
SAME_MEASURE = 0.02  # values of one dimension this near are one value, converted and rounded


@dataclass(frozen=True, slots=True)
class Term:
    """One content word, name or number; `index` is its head token in the sentence."""

    key: str
    kind: str  # a UPOS, "NAME" or "NUM"
    weight: float
    index: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence as it is compared. `near[k]` lists (distance, term) around term k."""

    report: int
    sentence: int
    terms: tuple[Term, ...]
    keys: frozenset[str]
    by_key: dict[str, tuple[int, ...]]
    near: tuple[tuple[tuple[int, int], ...], ...]
    weight: float
    traits: tuple[float, ...] = ()  # what kind of sentence it is, as traits.NAMES has it


@dataclass(frozen=True)
class Story:
    """All sentences of a story as terms, which of its terms are related how strongly, and the share
    of the reports that hold each.
    """

    units: tuple[Unit, ...]
    related: dict[str, dict[str, float]] = field(repr=False)
    spread: dict[str, float] = field(repr=False, default_factory=dict)

    def strength(self, a: str, b: str) -> float:
        """How near two keys are: 1 for the same, 0 for unrelated."""
        return 1.0 if a == b else self.related.get(a, {}).get(b, 0.0)

    @cached_property
    def columns(self) -> Columns:
        """The same as columns of numbers, made when they are first asked for."""
        return columns_of(self)


@dataclass(slots=True)
class _Raw:
    key: str
    kind: str
    index: int
    start: int
    end: int


def story_of(readings: Sequence[Reading], entities: Entities) -> Story:
    """The sentences of several readings, ready for comparison."""
    raw: list[tuple[int, int, list[_Raw]]] = []
    measures: dict[str, Quantity] = {}
    for number, reading in enumerate(readings):
        owners = _owners(reading, entities)
        for k, sentence in enumerate(reading.sentences):
            terms = _terms(sentence, owners, entities, measures)
            if terms:
                raw.append((number, k, terms))
    spread = Counter(key for _, _, terms in raw for key in {t.key for t in terms})
    weights = {key: _weight(key, spread[key], len(raw)) for key in spread}
    in_reports = Counter(
        key for key, _ in {(t.key, number) for number, _, terms in raw for t in terms}
    )
    share = {key: count / len(readings) for key, count in in_reports.items()}
    told = [traits_of(reading) for reading in readings]
    units = tuple(
        _unit(number, k, terms, weights, readings[number].sentences[k], told[number][k])
        for number, k, terms in raw
    )
    return Story(units, _related(spread, entities, measures), share)


def _weight(key: str, count: int, total: int) -> float:
    within = max(0.05, math.log((total + 1) / (count + 0.5)))
    return within * math.sqrt(everyday(key))


def _owners(
    reading: Reading, entities: Entities
) -> dict[int, tuple[str, int, int, Quantity | None]]:
    """Start of each name mention and quantity -> its key, bounds and the quantity."""
    out: dict[int, tuple[str, int, int, Quantity | None]] = {}
    for name in reading.names:
        key = f"@{entities.of(reading.report.id, name.id)}"
        for mention in name.mentions:
            if mention.start not in out or out[mention.start][2] < mention.end:
                out[mention.start] = (key, mention.start, mention.end, None)
    for quantity in reading.quantities:
        if quantity.kind not in {"ordinal", "score"}:
            key = f"#{quantity.value:g} {quantity.unit}"
            out[quantity.start] = (key, quantity.start, quantity.end, quantity)
    return out


def _terms(
    sentence: Sentence,
    owners: dict[int, tuple[str, int, int, Quantity | None]],
    entities: Entities,
    measures: dict[str, Quantity],
) -> list[_Raw]:
    out: list[_Raw] = []
    covered = -1
    light = words().light
    for k, token in enumerate(sentence.tokens):
        if token.start < covered:
            continue
        owner = owners.get(token.start)
        if owner is not None:
            key, start, end, quantity = owner
            covered = end
            kind = "NUM" if quantity else "NAME"
            if quantity:
                measures[key] = quantity
            out.append(_Raw(key, kind, _head_within(sentence.tokens, k, end), start, end))
            continue
        lemma = token.lemma.lower().lstrip("@#")  # these two mark names and numbers
        if token.pos not in CONTENT or lemma in light or not any(c.isalnum() for c in lemma):
            continue
        if token.pos == "PROPN":
            entity = entities.find(token.text)
            if entity is not None:
                out.append(_Raw(f"@{entity}", "NAME", k, token.start, token.end))
                continue
        out.append(_Raw(lemma, token.pos, k, token.start, token.end))
    return out


def _head_within(tokens: Sequence[Token], first: int, end: int) -> int:
    """The token of a mention whose own head lies outside of it."""
    last = first
    while last + 1 < len(tokens) and tokens[last + 1].start < end:
        last += 1
    for k in range(first, last + 1):
        if not first <= tokens[k].head <= last or tokens[k].head == k:
            return k
    return last


def _unit(
    report: int,
    number: int,
    raw: list[_Raw],
    weights: dict[str, float],
    sentence: Sentence,
    traits: tuple[float, ...],
) -> Unit:
    terms = tuple(Term(r.key, r.kind, weights[r.key], r.index, r.start, r.end) for r in raw)
    by_key: dict[str, list[int]] = defaultdict(list)
    for k, term in enumerate(terms):
        by_key[term.key].append(k)
    return Unit(
        report=report,
        sentence=number,
        terms=terms,
        keys=frozenset(by_key),
        by_key={key: tuple(where) for key, where in by_key.items()},
        near=_near(terms, sentence.tokens),
        weight=sum(t.weight for t in terms),
        traits=traits,
    )


def _near(
    terms: Sequence[Term], tokens: Sequence[Token]
) -> tuple[tuple[tuple[int, int], ...], ...]:
    """For each term the others at most NEAR edges away in the tree, with the distance."""
    below: dict[int, list[tuple[int, int]]] = defaultdict(list)  # each node's terms, how far down
    out: list[list[tuple[int, int]]] = [[] for _ in terms]
    for b, term in enumerate(terms):
        near: dict[int, int] = {}
        path: list[int] = []
        at = term.index
        while at not in path and len(path) <= NEAR:
            steps = len(path)
            for a, down in below[at]:
                # The first node that two terms have in common is on the shortest way.
                if down <= NEAR - steps and a not in near:
                    near[a] = max(down + steps, 1)
            below[at].append((b, steps))
            path.append(at)
            at = tokens[at].head
        for a, distance in near.items():
            out[a].append((distance, b))
            out[b].append((distance, a))
    return tuple(tuple(sorted(row)) for row in out)


def _related(
    keys: Iterable[str], entities: Entities, measures: dict[str, Quantity]
) -> dict[str, dict[str, float]]:
    """Keys that are not the same and yet may mean the same, through an index of their concepts."""
    out: dict[str, dict[str, float]] = defaultdict(dict)
    holders: dict[str, list[str]] = defaultdict(list)
    known = {}
    for key in sorted(keys):
        if key[0] not in "@#" and (found := concepts(key)) is not None:
            known[key] = found
            for concept in found.own | found.derived | found.broader:
                holders[concept].append(key)
    for key, found in known.items():
        others = {o for c in found.own | found.derived for o in holders[c]}
        for other in sorted(others - {key}):
            strength = found.strength(known[other])
            if strength:
                out[key][other] = out[other][key] = strength
    _relate_names([k for k in sorted(keys) if k[0] == "@"], entities, out)
    _relate_measures(measures, out)
    return dict(out)


def _relate_names(
    keys: Sequence[str], entities: Entities, out: dict[str, dict[str, float]]
) -> None:
    by_code: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        parts = entities.key_of(int(key[1:])).split(":")
        if parts[0] in {"country", "capital", "seat"}:
            by_code[parts[1]].append(key)
    for group in by_code.values():
        for a in group:
            for b in group:
                if a != b and entities.related(int(a[1:]), int(b[1:])):
                    out[a][b] = METONYM


def _relate_measures(measures: dict[str, Quantity], out: dict[str, dict[str, float]]) -> None:
    """Values of one dimension that are one value, converted and rounded."""
    rows = sorted((q.base_unit or q.unit, q.value * q.factor, key) for key, q in measures.items())
    for k, (unit, value, key) in enumerate(rows):
        for other_unit, other, other_key in rows[k + 1 :]:
            if other_unit != unit or other - value > SAME_MEASURE * abs(other):
                break
            out[key][other_key] = out[other_key][key] = 0.9

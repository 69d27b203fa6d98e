"""Which of the places of one spelling a report means.

Each candidate weighs by its people and kind, and by what the report mentions of its surroundings:
the country and division it lies in, places inside it, the name right behind it. What one name may
mean speaks for its neighbours as far as it is likely itself; two rounds are enough in practice.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from twosource.reading.places_table import CAPITAL, USUAL, Gazetteer, Hit, Spelling, gazetteer
from twosource.reading.places_words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.reading.places_cues import Beside

__all__ = ["Asked", "weigh"]

_ROUNDS = 2
# Ten times the people make a sense so many times likelier; softer than their share.
_SHARPNESS = 5.0
_CROWDED = 7.0
_LITTLE = 0.01
_CONTAINERS = frozenset({"country", "province", "district"})


@dataclass(slots=True)
class Asked:
    """A name whose place is asked for: what it may mean, and the weights as they come about.

    `only_evidence` is the share in evidence of a word that is no place's name but points to one
    ("Georgian"), 0 for a name whose place is asked for.
    """

    hits: list[Hit]
    beside: Beside | None = None
    people: frozenset[int] = frozenset()
    only_evidence: float = 0.0
    start: list[float] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)


def weigh(asked: Sequence[Asked], table: Gazetteer) -> None:
    """Fills `weights`, one for each hit, in decimal powers of people."""
    behind = {r for one in asked if one.beside for r in _ties(one, one.beside, table)}
    for one in asked:
        one.start = one.weights = [_prior(hit, one, behind, table) for hit in one.hits]
    for _ in range(_ROUNDS):
        mass: defaultdict[int, float] = defaultdict(float)
        own = [_own(one) for one in asked]
        for its in own:
            for record, part in its.items():
                mass[record] += part
        for one, its in zip(asked, own, strict=True):
            if not one.only_evidence:
                one.weights = [
                    start + _support(hit.record, mass, its)
                    for hit, start in zip(one.hits, one.start, strict=True)
                ]


def _ties(one: Asked, around: Beside, table: Gazetteer) -> frozenset[int]:
    """What stands behind a name and does hold one of the places that it may mean."""
    if not around.containers:
        return frozenset()
    return around.containers.intersection(r for h in one.hits for r in table.chain(h.record))


def _prior(hit: Hit, one: Asked, behind: set[int], table: Gazetteer) -> float:
    lists = words()
    weights = lists.weights
    out = table.prominence(hit.record) + lists.kinds[table.kind(hit.record)]
    marks = table.marks(hit.record)
    if marks & USUAL:
        out += weights["usual"]
    if marks & CAPITAL:
        out += weights["capital"]
    if hit.mark == Spelling.OTHER:
        out += weights["other"]
    elif hit.mark == Spelling.WORD:
        out += weights["word"]
    if hit.record in behind:
        out += weights["behind"]
    if hit.record in one.people:
        out += weights["people"]
    if one.beside and not one.beside.containers.isdisjoint(table.chain(hit.record)):
        out += weights["beside"]
    return out


def _sure(one: Asked) -> float:
    """A name that may mean places far below `enough` says little."""
    likely = max(one.weights) / words().limits["enough"]
    return one.only_evidence or max(0.0, min(1.0, likely))


def _shares(one: Asked) -> list[float]:
    """How likely each hit is."""
    most = max(one.weights)
    parts = [_SHARPNESS ** (w - most) for w in one.weights]
    scale = _sure(one) / sum(parts)
    return [scale * part for part in parts]


def _own(one: Asked) -> dict[int, float]:
    """What a name lays on each record that it may mean and on what those lie in. For itself that
    is no evidence.
    """
    share = _shares(one) if len(one.hits) > 1 else [_sure(one)]
    out: defaultdict[int, float] = defaultdict(float)
    for hit, part in zip(one.hits, share, strict=True):
        out[hit.record] += part
        for outer, _ in _around(hit.record):
            out[outer] += part
    return out


@lru_cache(maxsize=16384)
def _around(record: int) -> tuple[tuple[int, float], ...]:
    """The country and the divisions that a place lies in, and what a mention of each weighs."""
    table = gazetteer()
    weights = words().weights
    out = []
    for outer in table.chain(record):
        kind = table.kind(outer)
        if kind in _CONTAINERS:
            weight = weights[kind]
            if kind == "country":
                weight -= weights["crowded"] * max(0.0, table.prominence(outer) - _CROWDED)
            out.append((outer, weight))
    return tuple(out)


def _support(record: int, mass: dict[int, float], own: dict[int, float]) -> float:
    """The places inside it, and the best of what it lies in: a mention of the country and one of
    the division say the same twice.
    """
    lists = words()
    most = lists.limits["mentions"]
    around = 0.0
    for outer, weight in _around(record):
        found = mass[outer] - own.get(outer, 0.0)
        if found > _LITTLE:
            around = max(around, weight * math.log2(1 + min(most, found)))
    inside = mass[record] - own.get(record, 0.0)
    if inside > _LITTLE:
        around += lists.weights["inside"] * math.log2(1 + min(most, inside))
    return around

"""Which quantities of different reports answer the same question ("how many were killed").

A quantity is asked for by its dimension, what it counts, and the words near it in the tree; two
quantities with rival values can only differ on a question that both answer.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING

from twosource.claims.candidates import PER_SENTENCE, most_of
from twosource.claims.difference import dimension, same_value
from twosource.claims.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twosource.claims.terms import Story, Unit
    from twosource.model import Quantity, Reading

__all__ = ["NAMES", "Asked", "asked", "before", "features", "pairs"]

NAMES = (
    "aligned",
    "aligned_known",
    "counted_same",
    "counted_near",
    "counted_rival",
    "around",
    "around_best",
    "around_verb",
    "around_name",
    "name_rival",
    "unit_same",
    "equal",
    "equal_precise",
    "numbers_low",
    "numbers_high",
    "measured",
)


MOST = 100  # a word near more numbers than this finds none


@dataclass(frozen=True, slots=True)
class Asked:
    """A quantity at its place in a unit of the story: `term` is its index among the terms."""

    unit: int
    term: int
    quantity: int


def asked(story: Story, readings: Sequence[Reading]) -> list[Asked]:
    """The quantities of all reports that can be compared, each at its place."""
    places = [
        {
            q.start: k
            for k, q in enumerate(r.quantities)
            if q.kind not in {"ordinal", "score"} and not before(r, q)
        }
        for r in readings
    ]
    return [
        Asked(u, t, places[unit.report][term.start])
        for u, unit in enumerate(story.units)
        for t, term in enumerate(unit.terms)
        if term.key[0] == "#" and term.start in places[unit.report]
    ]


def before(reading: Reading, quantity: Quantity) -> bool:
    """Whether a quantity is what a count was before: "up from 14", "from two to four"."""
    if quantity.hedge:
        return False
    said = reading.report.text[max(0, quantity.start - 40) : quantity.start].lower().split()[-2:]
    if not said or said[-1] != "from":
        return False
    return quantity.low < quantity.high or said[0] in words().history


def pairs(
    story: Story,
    readings: Sequence[Reading],
    found: Sequence[Asked],
    aligned: Mapping[tuple[int, int], float],
) -> list[tuple[Asked, Asked]]:
    """Pairs of one dimension in different reports that share a near word or an aligned sentence."""
    by_key: dict[tuple[str, str], list[int]] = defaultdict(list)
    by_unit: dict[int, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for k, one in enumerate(found):
        unit = story.units[one.unit]
        kind = dimension(readings[unit.report].quantities[one.quantity])
        by_unit[one.unit][kind].append(k)
        for key in {unit.terms[t].key for _, t in unit.near[one.term]}:
            by_key[kind, key].append(k)
            for other in story.related.get(key, ()):
                by_key[kind, other].append(k)
    report = [story.units[one.unit].report for one in found]
    # Less is looked at for each number where the reports are many, as for each sentence.
    most = MOST * most_of(len(readings)) // PER_SENTENCE
    out = {
        (min(a, b), max(a, b))
        for group in by_key.values()
        if len(group) <= most
        for a, b in combinations(group, 2)
        if report[a] != report[b]
    }
    for one_unit, two_unit in aligned:
        if one_unit in by_unit and two_unit in by_unit:
            for kind, those in by_unit[one_unit].items():
                others = by_unit[two_unit].get(kind, ())
                out |= {(min(a, b), max(a, b)) for a, b in product(those, others)}
    return [(found[a], found[b]) for a, b in sorted(out)]


def features(
    story: Story,
    readings: Sequence[Reading],
    a: Asked,
    b: Asked,
    aligned: Mapping[tuple[int, int], float],
) -> list[float]:
    """Numbers that tell whether two quantities answer one question, in the order of `NAMES`."""
    unit_a, unit_b = story.units[a.unit], story.units[b.unit]
    one = readings[unit_a.report].quantities[a.quantity]
    two = readings[unit_b.report].quantities[b.quantity]
    link = aligned.get((min(a.unit, b.unit), max(a.unit, b.unit)))
    around, best, verb, name, rival = _around(story, unit_a, a.term, unit_b, b.term)
    counted = _counted(story, one, two)
    numbers = sorted(
        math.log1p(sum(t.key[0] == "#" for t in unit.terms)) for unit in (unit_a, unit_b)
    )
    equal = same_value(one, two)
    return [
        link or 0.0,
        float(link is not None),
        float(counted == 1.0),
        counted if 0 < counted < 1 else 0.0,
        float(counted == 0.0 and bool(one.counted) and bool(two.counted)),
        around,
        best,
        verb,
        name,
        rival,
        float(one.unit == two.unit),
        float(equal),
        float(equal and one.value == two.value and (one.value > 12 or one.value % 1 != 0)),
        numbers[0],
        numbers[1],
        float(bool(one.unit)),
    ]


def _counted(story: Story, one: Quantity, two: Quantity) -> float:
    if not one.counted or not two.counted:
        return 0.0
    return story.strength(one.counted.lower(), two.counted.lower())


def _around(
    story: Story, a: Unit, term_a: int, b: Unit, term_b: int
) -> tuple[float, float, float, float, float]:
    """What stands near both: share, heaviest, heaviest verb, heaviest name, and rival names."""
    near_b = {a_key: d for d, t in reversed(b.near[term_b]) for a_key in [b.terms[t].key]}
    total = got = best = verb = name = 0.0
    names_a = False
    for distance, t in a.near[term_a]:
        term = a.terms[t]
        weight = term.weight / distance
        total += weight
        names_a |= term.kind == "NAME"
        strength, steps = 0.0, 1
        for key, d in near_b.items():
            s = story.strength(term.key, key)
            if s > strength:
                strength, steps = s, d
        value = strength * term.weight * 2 / (distance + steps)
        got += strength * weight
        best = max(best, value)
        if term.kind == "VERB":
            verb = max(verb, value)
        if term.kind == "NAME":
            name = max(name, value)
    names_b = any(b.terms[t].kind == "NAME" for _, t in b.near[term_b])
    rival = float(names_a and names_b and name == 0.0)
    return (got / total if total else 0.0), best / 10, verb / 10, name / 10, rival

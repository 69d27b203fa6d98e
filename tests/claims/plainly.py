"""The numbers of similarity.py, neighbours.py and candidates.py pair by pair, as plainly as they
can be said, to hold the fast ways against.
"""

from __future__ import annotations

import math
from collections import defaultdict
from heapq import nsmallest
from typing import TYPE_CHECKING

from twosource.claims.candidates import COMMON, PER_REPORT, PER_SENTENCE
from twosource.claims.lexicon import everyday
from twosource.claims.neighbours import NEAR
from twosource.claims.similarity import LINKED, matches

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twosource.claims.terms import Story, Unit


def candidates(story: Story) -> list[tuple[int, int]]:
    """Pairs of units of different reports that share terms, each once, in order.

    For each sentence the `PER_REPORT` of every other report that share the most weight, and of all
    those the `PER_SENTENCE` best: the number of pairs grows with the number of sentences.
    """
    holders = _holders(story)
    found: set[tuple[int, int]] = set()
    for k, unit in enumerate(story.units):
        by_report: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for other, weight in _shared(story, unit, holders).items():
            if story.units[other].report != unit.report:
                by_report[story.units[other].report].append((-weight, other))
        best = [row for rows in by_report.values() for row in nsmallest(PER_REPORT, rows)]
        for _, other in nsmallest(PER_SENTENCE, best):
            found.add((min(k, other), max(k, other)))
    return sorted(found)


def _holders(story: Story) -> dict[str, list[int]]:
    """Each key that is not too common to find anything -> the units that hold it."""
    holders: dict[str, list[int]] = defaultdict(list)
    for k, unit in enumerate(story.units):
        for key in unit.keys:
            holders[key].append(k)
    most = max(2.0, COMMON * len(story.units))
    return {key: units for key, units in holders.items() if len(units) <= most}


def _shared(story: Story, unit: Unit, holders: Mapping[str, Sequence[int]]) -> dict[int, float]:
    """Other units -> the weight of the terms that they share with this one."""
    shared: dict[int, float] = defaultdict(float)
    for term in unit.terms:
        for key, strength in ((term.key, 1.0), *story.related.get(term.key, {}).items()):
            for other in holders.get(key, ()):
                shared[other] += strength * term.weight
    return shared


def similarity(story: Story, pairs: Sequence[tuple[int, int]]) -> list[list[float]]:
    """One row of numbers for each pair of units, in the order of `NAMES`."""
    rows: list[list[float]] = []
    mass: list[float] = []
    for a, b in pairs:
        row, shared = _local(story, story.units[a], story.units[b])
        rows.append(row)
        mass.append(shared)
    for row, extra in zip(rows, _ranked(story, pairs, mass), strict=True):
        row.extend(extra)
    return rows


def _local(story: Story, a: Unit, b: Unit) -> tuple[list[float], float]:
    matched = matches(story, a, b)
    best_a = [max((s for _, s in row), default=0.0) for row in matched]
    best_b = [0.0] * len(b.terms)
    for row in matched:
        for k, strength in row:
            best_b[k] = max(best_b[k], strength)
    shared_a = sum(t.weight * s for t, s in zip(a.terms, best_a, strict=True))
    shared_b = sum(t.weight * s for t, s in zip(b.terms, best_b, strict=True))
    exact_a = sum(t.weight for t, s in zip(a.terms, best_a, strict=True) if s == 1.0)
    exact_b = sum(t.weight for t, s in zip(b.terms, best_b, strict=True) if s == 1.0)
    cover_a, cover_b = shared_a / a.weight, shared_b / b.weight
    mass = (shared_a + shared_b) / 2
    kinds: dict[str, float] = defaultdict(float)
    for term, strength in zip(a.terms, best_a, strict=True):
        kinds[term.kind] += term.weight * strength
    linked = _linked(a, b, matched, best_a)
    long_a, long_b = math.log1p(len(a.terms)), math.log1p(len(b.terms))
    return [
        min(cover_a, cover_b),
        max(cover_a, cover_b),
        math.sqrt(cover_a * cover_b),
        math.log1p(mass),
        min(exact_a / a.weight, exact_b / b.weight),
        kinds["VERB"] / 10,
        kinds["NOUN"] / 20,
        kinds["NAME"] / 20,
        kinds["NUM"] / 10,
        linked[0] / 10 if linked else 0.0,
        sum(linked[:2]) / 20,
        math.log1p(sum(linked)),
        min(long_a, long_b),
        max(long_a, long_b),
        abs(long_a - long_b),
        *_otherwise_weighed(story, a, b, best_a, best_b),
        *(
            value
            for x, y in zip(a.traits, b.traits, strict=True)
            for value in (max(x, y), min(x, y))
        ),
    ], mass


def _otherwise_weighed(
    story: Story, a: Unit, b: Unit, best_a: Sequence[float], best_b: Sequence[float]
) -> list[float]:
    """Coverage where a term weighs as it is rare in everyday English, as many reports hold it, and
    as both: what the whole story is about weighs little within the story.
    """
    rare_a, rare_b = ([everyday(t.key) / 10 for t in u.terms] for u in (a, b))
    wide_a, wide_b = ([story.spread[t.key] for t in u.terms] for u in (a, b))
    out = []
    for of_a, of_b in (
        (rare_a, rare_b),
        (wide_a, wide_b),
        (
            [x * y for x, y in zip(rare_a, wide_a, strict=True)],
            [x * y for x, y in zip(rare_b, wide_b, strict=True)],
        ),
    ):
        shared_a = sum(w * s for w, s in zip(of_a, best_a, strict=True))
        shared_b = sum(w * s for w, s in zip(of_b, best_b, strict=True))
        low, high = sorted((shared_a / sum(of_a), shared_b / sum(of_b)))
        out += [low, high, math.log1p(shared_a + shared_b)]
    return out


def _linked(
    a: Unit, b: Unit, matched: list[list[tuple[int, float]]], best_a: Sequence[float]
) -> list[float]:
    """Weights of the pairs of terms that belong together in both sentences, heaviest first."""
    out: list[float] = []
    for p, around in enumerate(a.near):
        if best_a[p] < LINKED:
            continue
        for distance, q in around:
            if q <= p or best_a[q] < LINKED:
                continue
            best = 0.0
            for x, strength in matched[p]:
                if strength < LINKED:
                    continue
                steps = {y: d for d, y in b.near[x]}
                for y, other in matched[q]:
                    if other >= LINKED and y in steps:
                        best = max(best, strength * other * 2 / (distance + steps[y]))
            if best:
                out.append(best * math.sqrt(a.terms[p].weight * a.terms[q].weight))
    return sorted(out, reverse=True)


def _ranked(
    story: Story, pairs: Sequence[tuple[int, int]], mass: Sequence[float]
) -> list[list[float]]:
    """Where a pair stands among all candidates of its two sentences."""
    rivals: dict[tuple[int, int], list[float]] = defaultdict(list)
    total: dict[int, float] = defaultdict(float)
    last: dict[int, int] = defaultdict(int)
    for unit in story.units:
        last[unit.report] = max(last[unit.report], unit.sentence)
    for (a, b), shared in zip(pairs, mass, strict=True):
        rivals[a, story.units[b].report].append(shared)
        rivals[b, story.units[a].report].append(shared)
        total[a] += shared
        total[b] += shared
    for row in rivals.values():
        row.sort(reverse=True)
    out = []
    for (a, b), shared in zip(pairs, mass, strict=True):
        unit_a, unit_b = story.units[a], story.units[b]
        of_a, of_b = rivals[a, unit_b.report], rivals[b, unit_a.report]
        rank_a, rank_b = of_a.index(shared), of_b.index(shared)
        out.append(
            [
                float(rank_a == 0 and rank_b == 0),
                1 / (1 + rank_a) + 1 / (1 + rank_b),
                (shared / of_a[0] + shared / of_b[0]) if shared else 0.0,
                2 * shared / (total[a] + total[b]) if shared else 0.0,
                float(unit_a.sentence < 2) + float(unit_b.sentence < 2),
                abs(
                    unit_a.sentence / (1 + last[unit_a.report])
                    - unit_b.sentence / (1 + last[unit_b.report])
                ),
            ]
        )
    return out


def neighbours(story: Story, found: Mapping[tuple[int, int], float]) -> list[list[float]]:
    """One row for each pair of units in `found`, in its order; `found` holds the probability that
    a pair states the same thing, by its own words alone.
    """
    near: list[dict[int, float]] = [{} for _ in story.units]
    for (a, b), p in found.items():
        if p >= NEAR:
            near[a][b] = near[b][a] = p
    best = [_best(story, row) for row in near]
    place = {(u.report, u.sentence): k for k, u in enumerate(story.units)}
    return [
        [
            math.log(p / (1 - p)),
            *_through(story, near, a, b),
            *_rivals(story, best, a, b, p),
            *_around(story, near, place, a, b),
            *_pair(sum(near[a].values()) / 10, sum(near[b].values()) / 10),
            *_pair(max(near[a].values(), default=0.0), max(near[b].values(), default=0.0)),
        ]
        for (a, b), p in found.items()
    ]


def _pair(one: float, two: float) -> list[float]:
    return [max(one, two), min(one, two)]


def _best(story: Story, row: Mapping[int, float]) -> dict[int, list[tuple[float, int]]]:
    """The two most probable partners of a unit in each report."""
    out: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for unit, p in row.items():
        out[story.units[unit].report].append((p, unit))
    return {report: sorted(rows, reverse=True)[:2] for report, rows in out.items()}


def _through(story: Story, near: list[dict[int, float]], a: int, b: int) -> list[float]:
    """Units near both, and the strongest that is near one of the two alone, in other reports."""
    of_a, of_b = near[a], near[b]
    shared = sorted((min(of_a[c], of_b[c]) for c in of_a.keys() & of_b.keys()), reverse=True)
    own = {story.units[a].report, story.units[b].report}
    apart = [
        max(
            (
                p * (1 - other.get(c, 0.0))
                for c, p in one.items()
                if story.units[c].report not in own
            ),
            default=0.0,
        )
        for one, other in ((of_a, of_b), (of_b, of_a))
    ]
    return [shared[0] if shared else 0.0, sum(shared[:3]), sum(shared), *_pair(*apart)]


def _rivals(
    story: Story, best: list[dict[int, list[tuple[float, int]]]], a: int, b: int, p: float
) -> list[float]:
    """The best other partner of each in the report of the other."""
    out = []
    for one, other in ((a, b), (b, a)):
        rows = best[one].get(story.units[other].report, ())
        out.append(next((q for q, unit in rows if unit != other), 0.0))
    return [*_pair(*out), max(out) - p]


def _around(
    story: Story,
    near: list[dict[int, float]],
    place: Mapping[tuple[int, int], int],
    a: int,
    b: int,
) -> list[float]:
    """The pairs of sentences just before, just after, and of one with a neighbour of the other."""
    one, two = story.units[a], story.units[b]

    def at(x: int, y: int) -> float:
        left = place.get((one.report, one.sentence + x))
        right = place.get((two.report, two.sentence + y))
        return 0.0 if left is None or right is None else near[left].get(right, 0.0)

    return [at(-1, -1), at(1, 1), max(at(0, 1), at(0, -1), at(1, 0), at(-1, 0))]

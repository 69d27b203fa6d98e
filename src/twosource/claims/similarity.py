"""How much two sentences have in common, as numbers with names.

Coverage, shared mass and linked pairs of terms follow the classical sentence-pair aligners
(Sultan et al. 2014); ranks within the other report follow from news telling a thing once.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

from twosource.claims import traits
from twosource.claims.lexicon import rarity
from twosource.claims.terms import NAME_RARITY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.claims.terms import Story, Term, Unit

__all__ = ["NAMES", "features", "matches"]

LINKED = 0.4  # terms at least this near count as matched when pairs of terms are linked

_LOCAL = (
    "coverage_low",
    "coverage_high",
    "coverage_mean",
    "log_mass",
    "exact_low",
    "verbs",
    "nouns",
    "names",
    "numbers",
    "linked_best",
    "linked_two",
    "log_linked",
    "length_a",
    "length_b",
    "length_ratio",
)
_EVERYDAY = (
    "everyday_low",
    "everyday_high",
    "everyday_mass",
    "spread_low",
    "spread_high",
    "spread_mass",
    "both_low",
    "both_high",
    "both_mass",
)
_KINDS = tuple(f"{name}_{which}" for name in traits.NAMES for which in ("either", "both"))
_RANKED = ("mutual_best", "ranks", "of_best", "of_all", "leads", "distance")
NAMES = _LOCAL + _EVERYDAY + _KINDS + _RANKED


def features(story: Story, pairs: Sequence[tuple[int, int]]) -> list[list[float]]:
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


def rare(term: Term) -> float:
    """How rare a term is in everyday English, about .3 to 1.3."""
    return (NAME_RARITY if term.key[0] in "@#" else rarity(term.key)) / 10


def matches(story: Story, a: Unit, b: Unit) -> list[list[tuple[int, float]]]:
    """For each term of `a` the terms of `b` that it may mean, with the strength."""
    out: list[list[tuple[int, float]]] = []
    for term in a.terms:
        found = [(k, 1.0) for k in b.by_key.get(term.key, ())]
        related = story.related.get(term.key)
        if related:
            found += [(k, related[key]) for key in related.keys() & b.keys for k in b.by_key[key]]
        out.append(found)
    return out


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
    rare_a, rare_b = ([rare(t) for t in u.terms] for u in (a, b))
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

"""How much two sentences have in common, as numbers with names.

Coverage, shared mass and linked pairs of terms follow the classical sentence-pair aligners
(Sultan et al. 2014); ranks within the other report follow from news telling a thing once.
Many pairs are weighed in one go, on the columns of the story.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from twosource.claims import traits
from twosource.claims.columns import KINDS, ends_of, heads, highest, places, ranges, runs_at, totals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.claims.columns import Columns, Floats, Ints, Weighing
    from twosource.claims.terms import Story, Unit

__all__ = ["NAMES", "OWN", "Matches", "features", "matched", "matches", "own_features"]

LINKED = 0.4  # terms at least this near count as matched when pairs of terms are linked
CHUNK = 1 << 12  # pairs that are weighed in one go, to bound the memory

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
OWN = _LOCAL + _EVERYDAY + _KINDS  # what two sentences tell without the story's other pairs
NAMES = OWN + _RANKED


def features(story: Story, pairs: Sequence[tuple[int, int]]) -> Floats:
    """One row of numbers for each pair of units, in the order of `NAMES`."""
    a, b = ends_of(pairs)
    rows = np.empty((len(a), len(NAMES)))
    mass = np.empty(len(a))
    for start in range(0, len(a), CHUNK):
        part = slice(start, start + CHUNK)
        own, mass[part] = _local(story.columns, a[part], b[part])
        rows[part, : -len(_RANKED)] = np.stack(own, axis=1)
    rows[:, -len(_RANKED) :] = np.stack(_ranked(story.columns, a, b, mass), axis=1)
    return rows


def own_features(story: Story, pairs: Sequence[tuple[int, int]]) -> Floats:
    """The numbers of `OWN` alone."""
    a, b = ends_of(pairs)
    rows = np.empty((len(a), len(OWN)))
    for start in range(0, len(a), CHUNK):
        part = slice(start, start + CHUNK)
        rows[part] = np.stack(_local(story.columns, a[part], b[part])[0], axis=1)
    return rows


def matches(story: Story, a: Unit, b: Unit) -> list[list[tuple[int, float]]]:
    """For each term of `a` the terms of `b` that it may mean, with the strength."""
    out: list[list[tuple[int, float]]] = []
    for term in a.terms:
        found = [(k, 1.0) for k in b.by_key.get(term.key, ())]
        related = story.related.get(term.key)
        if related:
            both = sorted(related.keys() & b.keys)
            found += [(k, related[key]) for key in both for k in b.by_key[key]]
        out.append(found)
    return out


@dataclass(frozen=True, slots=True)
class Matches:
    """Terms of the two units of many pairs that may mean the same, by pair and term of the first;
    `one` and `two` are terms of the story.
    """

    pair: Ints
    one: Ints
    two: Ints
    strength: Floats


def matched(columns: Columns, a: Ints, b: Ints) -> Matches:
    """What `matches` gives, of all pairs: the keys of the second units are looked up in a table of
    the keys that those of the first units may mean.
    """
    units, which = np.unique(a, return_inverse=True)
    owner, term = columns.terms.of(units)
    to, entry = columns.related.of(columns.key[term])
    meant = np.concatenate([columns.key[term], columns.related.entry[entry]])
    code = np.concatenate([owner, owner[to]]) * columns.keys + meant
    order = np.argsort(code, kind="stable")
    code = code[order]
    whose = np.concatenate([term, term[to]])[order]
    strength = np.concatenate([np.ones(len(term)), columns.related.value[entry]])[order]
    pair, two = columns.terms.of(b)
    asked = which[pair] * columns.keys + columns.key[two]
    low, counts = runs_at(code, asked)
    at = ranges(low, counts)
    pair, one, two = np.repeat(pair, counts), whose[at], np.repeat(two, counts)
    order = np.argsort(pair * len(columns.key) + one, kind="stable")
    return Matches(pair[order], one[order], two[order], strength[at[order]])


@dataclass(frozen=True, slots=True)
class _Side:
    """The terms of one unit of each pair that are matched at all, with their best strength."""

    pairs: int
    pair: Ints
    term: Ints
    best: Floats

    @classmethod
    def of(cls, pairs: int, terms: int, found: Matches, term: Ints) -> _Side:
        code, best = highest(found.pair * terms + term, found.strength)
        return cls(pairs, code // terms, code % terms, best)

    def shared(self, weight: Floats) -> Floats:
        """What the matched terms weigh, as surely as they match."""
        return totals(self.pair, weight[self.term] * self.best, self.pairs)


def _local(columns: Columns, a: Ints, b: Ints) -> tuple[list[Floats], Floats]:
    """What two sentences share by their own words, and how much that weighs."""
    found = matched(columns, a, b)
    one, two = (_Side.of(len(a), len(columns.key), found, t) for t in (found.one, found.two))
    inside, *others = columns.weighings
    shared_a, shared_b = one.shared(inside.term), two.shared(inside.term)
    cover_a, cover_b = shared_a / inside.unit[a], shared_b / inside.unit[b]
    mass = (shared_a + shared_b) / 2
    exact_a, exact_b = (
        totals(side.pair, inside.term[side.term] * (side.best == 1.0), len(a))
        for side in (one, two)
    )
    kinds = totals(
        one.pair * (len(KINDS) + 1) + columns.kind[one.term],
        inside.term[one.term] * one.best,
        len(a) * (len(KINDS) + 1),
    ).reshape(len(a), -1)
    lengths = columns.terms.counts
    long_a, long_b = np.log1p(lengths[a]), np.log1p(lengths[b])
    return [
        np.minimum(cover_a, cover_b),
        np.maximum(cover_a, cover_b),
        np.sqrt(cover_a * cover_b),
        np.log1p(mass),
        np.minimum(exact_a / inside.unit[a], exact_b / inside.unit[b]),
        *(kinds[:, k] / whole for k, whole in enumerate((10, 20, 20, 10))),
        *_linked(columns, len(a), found),
        np.minimum(long_a, long_b),
        np.maximum(long_a, long_b),
        np.abs(long_a - long_b),
        *(column for weighing in others for column in _covered(weighing, (a, b), (one, two))),
        *(
            of(columns.traits[a, k], columns.traits[b, k])
            for k in range(len(traits.NAMES))
            for of in (np.maximum, np.minimum)
        ),
    ], mass


def _covered(
    weighing: Weighing, units: tuple[Ints, Ints], sides: tuple[_Side, _Side]
) -> list[Floats]:
    """Coverage where a term weighs as it is rare in everyday English, as many reports hold it, or
    as both: what the whole story is about weighs little within the story.
    """
    shared_a, shared_b = (side.shared(weighing.term) for side in sides)
    cover_a, cover_b = shared_a / weighing.unit[units[0]], shared_b / weighing.unit[units[1]]
    return [
        np.minimum(cover_a, cover_b),
        np.maximum(cover_a, cover_b),
        np.log1p(shared_a + shared_b),
    ]


def _linked(columns: Columns, pairs: int, found: Matches) -> list[Floats]:
    """What the pairs of terms weigh that belong together in both sentences: the heaviest, the two
    heaviest, all.
    """
    sure = np.flatnonzero(found.strength >= LINKED)
    pair, one, two, strength = (
        found.pair[sure],
        found.one[sure],
        found.two[sure],
        found.strength[sure],
    )
    terms, near = len(columns.key), columns.near
    first, step = near.of(one)
    later = near.entry[step] > one[first]
    first, step = first[later], step[later]
    code = pair * terms + one
    asked = pair[first] * terms + near.entry[step]
    low, counts = runs_at(code, asked)
    second = ranges(low, counts)
    first, step = np.repeat(first, counts), np.repeat(step, counts)
    at = places(columns.steps, two[first] * terms + two[second])
    meet = np.flatnonzero(at >= 0)
    first, second, step, at = first[meet], second[meet], step[meet], at[meet]
    value = strength[first] * strength[second] * 2 / (near.value[step] + near.value[at])
    # A pair of terms of the first sentence counts once, by its best pair of the second.
    widest = int(columns.terms.counts.max(initial=0)) + 1
    code, best = highest(code[first] * widest + near.entry[step] - one[first], value)
    code, apart = code // widest, code % widest
    left = code % terms
    weight = columns.terms.value
    return _heaviest(pairs, code // terms, best * np.sqrt(weight[left] * weight[left + apart]))


def _heaviest(pairs: int, pair: Ints, value: Floats) -> list[Floats]:
    order = np.lexsort((-value, pair))
    pair, value = pair[order], value[order]
    first = heads(pair)
    best, two = np.zeros(pairs), np.zeros(pairs)
    best[pair[first]] = value[first]
    follows = first[np.diff(first, append=len(pair)) > 1]
    two[pair[follows]] = value[follows + 1]
    return [
        best / 10,
        (best + two) / 20,
        np.log1p(totals(pair, value, pairs)),
    ]


def _ranked(columns: Columns, a: Ints, b: Ints, mass: Floats) -> list[Floats]:
    """Where a pair stands among all candidates of its two sentences."""
    last = np.zeros(columns.reports, dtype=np.int64)
    np.maximum.at(last, columns.report, columns.sentence)
    place = columns.sentence / (1 + last[columns.report])
    rank, best = _standings(
        np.concatenate(
            [
                a * columns.reports + columns.report[b],
                b * columns.reports + columns.report[a],
            ]
        ),
        np.concatenate([mass, mass]),
    )
    rank_a, rank_b = rank[: len(a)], rank[len(a) :]
    each = np.stack([a, b], axis=1).ravel()
    total = totals(each, np.repeat(mass, 2), len(columns.report))
    shares = mass > 0
    whole = np.where(shares, total[a] + total[b], 1.0)
    best = np.where(best > 0, best, 1.0)
    return [
        ((rank_a == 0) & (rank_b == 0)).astype(np.float64),
        1 / (1 + rank_a) + 1 / (1 + rank_b),
        np.where(shares, mass / best[: len(a)] + mass / best[len(a) :], 0.0),
        np.where(shares, 2 * mass / whole, 0.0),
        (columns.sentence[a] < 2).astype(np.float64) + (columns.sentence[b] < 2),
        np.abs(place[a] - place[b]),
    ]


def _standings(code: Ints, value: Floats) -> tuple[Ints, Floats]:
    """For each row how many of the same `code` have a higher value, and the highest of those."""
    order = np.lexsort((-value, code))
    code, ordered = code[order], value[order]
    group, first = heads(code), heads(code, ordered)
    group = np.repeat(group, np.diff(group, append=len(code)))
    first = np.repeat(first, np.diff(first, append=len(code)))
    rank, best = np.empty(len(code), dtype=np.int64), np.empty(len(code))
    rank[order] = first - group
    best[order] = ordered[group]
    return rank, best

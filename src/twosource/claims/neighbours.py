"""What the other pairs of a story say of a pair of sentences, as numbers with names.

Two sentences that both state what a third report's sentence states probably state the same; one
of which a third report's sentence is near and the other is not, probably not. Sentences that
follow one another in one report often follow one another in the next.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from twosource.claims.candidates import unseen
from twosource.claims.columns import Stretches, ends_of, heads, places, totals

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twosource.claims.columns import Columns, Floats, Ints
    from twosource.claims.terms import Story

__all__ = ["NAMES", "features"]

NEAR = 0.05  # pairs less probable than this are no neighbours; most pairs are
CHUNK = 1 << 12  # pairs that are weighed in one go, to bound the memory

NAMES = (
    "logit",
    "through_one",
    "through_three",
    "through_all",
    "apart_high",
    "apart_low",
    "rival_high",
    "rival_low",
    "rival_ahead",
    "before",
    "after",
    "beside",
    "all_high",
    "all_low",
    "best_high",
    "best_low",
)


def features(story: Story, found: Mapping[tuple[int, int], float]) -> Floats:
    """One row for each pair of units in `found`, in its order; `found` holds the probability that
    a pair states the same thing, by its own words alone.
    """
    columns = story.columns
    a, b = ends_of(found)
    p = np.array(list(found.values()), dtype=np.float64)
    near = _Near.of(len(columns.report), a, b, p)
    total = near.total * unseen(columns.reports) / 10
    best = _best(columns, near)
    around = _around(columns)
    rows = np.empty((len(a), len(NAMES)))
    for start in range(0, len(a), CHUNK):
        part = slice(start, start + CHUNK)
        one, two, own = a[part], b[part], p[part]
        rows[part] = np.stack(
            [
                np.log(own / (1 - own)),
                *_through(columns, near, one, two),
                *_rivals(columns, best, one, two, own),
                *_beside(near, around, one, two),
                *_pair(total[one], total[two]),
                *_pair(near.most[one], near.most[two]),
            ],
            axis=1,
        )
    return rows


@dataclass(frozen=True, slots=True)
class _Near:
    """The probable partners of each unit, in the order of the units."""

    units: int
    partners: Stretches  # value: how probable
    code: Ints  # one number for each entry: its unit times all units, plus the partner
    total: Floats  # of each unit
    most: Floats

    @classmethod
    def of(cls, units: int, a: Ints, b: Ints, p: Floats) -> _Near:
        near = p >= NEAR
        one = np.stack([a[near], b[near]], axis=1).ravel()
        two = np.stack([b[near], a[near]], axis=1).ravel()
        both = np.repeat(p[near], 2)
        total = totals(one, both, units)
        most = np.zeros(units)
        np.maximum.at(most, one, both)
        order = np.lexsort((two, one))
        counts = np.bincount(one, minlength=units)
        partners = Stretches.of_counts(counts, two[order], both[order])
        return cls(units, partners, one[order] * units + two[order], total, most)

    def between(self, one: Ints, two: Ints) -> Floats:
        """How probable some pairs are; 0 where they are no neighbours, or a unit is -1."""
        at = places(self.code, np.where((one < 0) | (two < 0), -1, one * self.units + two))
        return np.where(at < 0, 0.0, np.append(self.partners.value, 0.0)[at])


def _pair(one: Floats, two: Floats) -> list[Floats]:
    return [np.maximum(one, two), np.minimum(one, two)]


def _through(columns: Columns, near: _Near, a: Ints, b: Ints) -> list[Floats]:
    """Units near both, and the strongest that is near one of the two alone, in other reports."""
    apart = []
    for one, two in ((b, a), (a, b)):
        pair, entry = near.partners.of(one)
        unit, p = near.partners.entry[entry], near.partners.value[entry]
        other = near.between(two[pair], unit)
        outside = columns.report[unit] != columns.report[two[pair]]
        most = np.zeros(len(a))
        first = heads(pair)
        if len(first):
            most[pair[first]] = np.maximum.reduceat(np.where(outside, p * (1 - other), 0.0), first)
        apart.append(most)
    # Those near the first unit are at hand still; of them those near the second, likeliest first.
    both = np.flatnonzero(other)
    pair, shared = pair[both], np.minimum(p[both], other[both])
    order = np.lexsort((-shared, pair))
    pair, shared = pair[order], shared[order]
    first = heads(pair)
    rank = np.arange(len(pair)) - np.repeat(first, np.diff(first, append=len(pair)))
    through = [totals(pair[few], shared[few], len(a)) for few in (rank < 1, rank < 3, rank >= 0)]
    return [*through, *_pair(*apart)]


@dataclass(frozen=True, slots=True)
class _Best:
    """The most probable partner of a unit in a report, and the probability of the next.

    `code` has one number for each: the unit times all reports, plus the report.
    """

    code: Ints
    unit: Ints
    p: Floats
    next: Floats


def _best(columns: Columns, near: _Near) -> _Best:
    one, entry = near.partners.of(np.arange(near.units))
    two, p = near.partners.entry[entry], near.partners.value[entry]
    code = one * columns.reports + columns.report[two]
    order = np.lexsort((-two, -p, code))
    code, two, p = code[order], two[order], p[order]
    first = heads(code)
    follows = np.append(p, 0.0)[first + 1]
    follows[np.diff(first, append=len(code)) < 2] = 0.0
    return _Best(code[first], two[first], p[first], follows)


def _rivals(columns: Columns, best: _Best, a: Ints, b: Ints, p: Floats) -> list[Floats]:
    """The best other partner of each in the report of the other."""
    out = []
    for one, two in ((a, b), (b, a)):
        at = places(best.code, one * columns.reports + columns.report[two])
        unit, first, second = (
            np.append(column, 0)[at] for column in (best.unit, best.p, best.next)
        )
        out.append(np.where(at < 0, 0.0, np.where(unit == two, second, first)))
    return [*_pair(*out), np.maximum(*out) - p]


def _around(columns: Columns) -> tuple[Ints, Ints]:
    """The units of the sentences before and after each unit; -1 where there is none."""
    width = int(columns.sentence.max(initial=0)) + 3
    code = columns.report * width + columns.sentence + 1
    order = np.argsort(code)
    back = np.append(order, -1)
    before, after = (back[places(code[order], code + step)] for step in (-1, 1))
    return before, after


def _beside(near: _Near, around: tuple[Ints, Ints], a: Ints, b: Ints) -> list[Floats]:
    """The pairs of sentences just before, just after, and of one with a neighbour of the other."""
    before, after = around
    beside = [near.between(a, of[b]) for of in (after, before)]
    beside += [near.between(of[a], b) for of in (after, before)]
    return [
        near.between(before[a], before[b]),
        near.between(after[a], after[b]),
        np.maximum.reduce(beside),
    ]

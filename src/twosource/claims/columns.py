"""The terms of a story as columns of numbers, so that many pairs are weighed in one go.

What has several values for each row (the terms near a term, the keys related with a key) lies in
one long column, each row's stretch behind that of the row before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from twosource.claims.lexicon import everyday

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from twosource.claims.terms import Story

    Ints: TypeAlias = NDArray[np.int64]
    Floats: TypeAlias = NDArray[np.float64]

__all__ = [
    "KINDS",
    "Columns",
    "Stretches",
    "Weighing",
    "columns_of",
    "ends_of",
    "heads",
    "highest",
    "places",
    "ranges",
    "runs_at",
    "totals",
]

KINDS = ("VERB", "NOUN", "NAME", "NUM", "PROPN")  # the kinds that are told apart; then all others


@dataclass(frozen=True, slots=True)
class Stretches:
    """Several entries for each row: those of row k lie in [first[k], first[k + 1])."""

    first: Ints
    entry: Ints
    value: Floats

    @classmethod
    def of_counts(cls, counts: Ints, entry: Ints, value: Floats) -> Stretches:
        """Rows of so many entries each."""
        return cls(np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)]), entry, value)

    @property
    def counts(self) -> Ints:
        return np.diff(self.first)

    def of(self, rows: Ints) -> tuple[Ints, Ints]:
        """The entries of some rows, one row after the other: the index into `rows` that each
        belongs to, and its index into `entry`.
        """
        first = self.first[rows]
        counts = self.first[rows + 1] - first
        return np.repeat(np.arange(len(rows)), counts), ranges(first, counts)


@dataclass(frozen=True, slots=True)
class Weighing:
    """What each term weighs, and all terms of each unit."""

    term: Floats
    unit: Floats


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of one story; units and terms are numbered in the story's order."""

    # of each unit
    report: Ints
    sentence: Ints
    traits: Floats  # a row for each unit, in the order of traits.NAMES
    terms: Stretches  # entry: a key; value: what the term weighs in the story
    # of each term
    kind: Ints  # into KINDS; len(KINDS) for all others
    near: Stretches  # the terms near it, in their order; value: how far
    steps: Ints  # one number for each entry of `near`: its term times all terms, plus the entry
    # of each key
    keys: int
    related: Stretches  # the keys that may mean the same; value: how surely
    # how much terms weigh: in the story, in everyday English, by their spread, by these two
    weighings: tuple[Weighing, ...]

    @property
    def key(self) -> Ints:
        """The number of each term's key, in the order in which the story first has them."""
        return self.terms.entry

    @property
    def reports(self) -> int:
        return int(self.report.max(initial=-1)) + 1


def columns_of(story: Story) -> Columns:
    """The columns of a story."""
    numbers: dict[str, int] = {}
    every = [t for unit in story.units for t in unit.terms]
    units = [
        [(numbers.setdefault(t.key, len(numbers)), t.weight) for t in unit.terms]
        for unit in story.units
    ]
    related = [
        [(numbers[o], s) for o, s in story.related.get(key, {}).items() if o in numbers]
        for key in numbers
    ]
    kinds = {kind: k for k, kind in enumerate(KINDS)}
    terms = _stretches(units)
    close = _near(story, terms)
    owner = np.repeat(np.arange(len(units)), terms.counts)
    rare = np.array([everyday(k) / 10 for k in numbers], dtype=np.float64)[terms.entry]
    spread = np.array([story.spread.get(k, 1.0) for k in numbers], dtype=np.float64)[terms.entry]
    return Columns(
        report=np.array([u.report for u in story.units], dtype=np.int64),
        sentence=np.array([u.sentence for u in story.units], dtype=np.int64),
        traits=np.array([u.traits for u in story.units], dtype=np.float64, ndmin=2),
        terms=terms,
        kind=np.array([kinds.get(t.kind, len(KINDS)) for t in every], dtype=np.int64),
        near=close,
        steps=np.repeat(np.arange(len(every)) * len(every), close.counts) + close.entry,
        keys=len(numbers),
        related=_stretches(related),
        weighings=(
            Weighing(terms.value, np.array([u.weight for u in story.units], dtype=np.float64)),
            *(
                Weighing(weight, totals(owner, weight, len(units)))
                for weight in (rare, spread, rare * spread)
            ),
        ),
    )


def _near(story: Story, terms: Stretches) -> Stretches:
    rows = [row for unit in story.units for row in unit.near]
    counts = np.array([len(row) for row in rows], dtype=np.int64)
    place = np.array([t for row in rows for _, t in row], dtype=np.int64)
    distance = np.array([d for row in rows for d, _ in row], dtype=np.float64)
    row = np.repeat(np.arange(len(rows)), counts)
    other = place + np.repeat(terms.first[:-1], terms.counts)[row]
    order = np.lexsort((other, row))
    return Stretches.of_counts(counts, other[order], distance[order])


def _stretches(rows: Sequence[Sequence[tuple[int, float]]]) -> Stretches:
    counts = np.array([len(row) for row in rows], dtype=np.int64)
    entries = np.array([entry for row in rows for entry, _ in row], dtype=np.int64)
    values = np.array([value for row in rows for _, value in row], dtype=np.float64)
    return Stretches.of_counts(counts, entries, values)


def ranges(starts: Ints, counts: Ints) -> Ints:
    """The numbers [start, start + count) of each row, one row after the other."""
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(starts - ends + counts, counts) + np.arange(total)


def heads(*columns: Ints | Floats) -> Ints:
    """Where each run of rows begins that are equal in all of some columns."""
    new = np.zeros(len(columns[0]), dtype=np.bool_)
    new[:1] = True
    for column in columns:
        new[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(new)


def highest(code: Ints, value: Floats) -> tuple[Ints, Floats]:
    """The different numbers of `code`, in order, and the highest value of each."""
    order = np.argsort(code, kind="stable")
    code, value = code[order], value[order]
    first = heads(code)
    return code[first], np.maximum.reduceat(value, first) if len(first) else value


def totals(code: Ints, value: Floats, rows: int) -> Floats:
    """The sum of the values of each number below `rows`, added in their order."""
    return np.bincount(code, value, minlength=rows).astype(np.float64, copy=False)


def places(known: Ints, asked: Ints) -> Ints:
    """Where each number asked for stands among those known, which are in order; -1 for nowhere."""
    at = np.searchsorted(known, asked)
    inside = at < len(known)
    inside[inside] = known[at[inside]] == asked[inside]
    return np.where(inside, at, -1)


def runs_at(known: Ints, asked: Ints) -> tuple[Ints, Ints]:
    """Where the run of each number asked for begins among those known, which are in order, and how
    long it is; 0 where there is none.
    """
    first = heads(known)
    at = places(known[first], asked)
    counts = np.append(np.diff(first, append=len(known)), 0)[at]
    return np.append(first, 0)[at], counts


def ends_of(pairs: Iterable[tuple[int, int]]) -> tuple[Ints, Ints]:
    """The first and the second unit of each pair."""
    flat = np.array(list(pairs), dtype=np.int64).reshape(-1, 2)
    return np.ascontiguousarray(flat[:, 0]), np.ascontiguousarray(flat[:, 1])

"""What the parts of two sentences are worth as evidence of one thing, for many pairs in one go.

The same numbers as `alignment.Meeting` gives for two parts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from twosource.claims.columns import KINDS, Stretches, ends_of, heads, highest, totals
from twosource.claims.lexicon import DERIVED
from twosource.claims.similarity import matched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from twosource.claims.alignment import Part
    from twosource.claims.columns import Columns, Floats, Ints
    from twosource.claims.terms import Story

__all__ = ["NAMES_ONLY", "Worths", "worths"]

NAMES_ONLY = 0.7  # parts that share names alone show less than a longer stretch of both
CHUNK = 1 << 11  # pairs that are weighed in one go, to bound the memory


@dataclass(frozen=True, slots=True)
class Worths:
    """Parts of two units that share terms: the index of their pair, of the part in the first unit
    and of that in the second, what they are worth and the share that they have in common; by pair,
    then by parts.
    """

    pair: Ints
    one: Ints
    two: Ints
    worth: Floats
    share: Floats

    def best(self) -> Ints:
        """The row of each pair that is worth most; of equals the first."""
        order = np.lexsort((self.two, self.one, -self.share, -self.worth, self.pair))
        return order[heads(self.pair[order])]


def worths(
    story: Story, spans: Sequence[Sequence[Part]], pairs: Sequence[tuple[int, int]]
) -> Worths:
    """What all parts of the two units of each pair are worth to one another."""
    parts = _Parts.of(story.columns, spans)
    a, b = ends_of(pairs)
    found = [
        _worths(story.columns, parts, a, b, slice(start, start + CHUNK))
        for start in range(0, len(a), CHUNK)
    ]
    if not found:
        nothing, none = np.zeros(0, dtype=np.int64), np.zeros(0)
        return Worths(nothing, nothing, nothing, none, none)
    return Worths(
        np.concatenate([w.pair for w in found]),
        np.concatenate([w.one for w in found]),
        np.concatenate([w.two for w in found]),
        np.concatenate([w.worth for w in found]),
        np.concatenate([w.share for w in found]),
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of all units, one unit after the other."""

    first: Ints  # of each unit
    whole: Floats  # what the terms of each part weigh
    weight: Floats  # of each part
    holding: Stretches  # for each term of the story the parts that it is in

    @classmethod
    def of(cls, columns: Columns, spans: Sequence[Sequence[Part]]) -> _Parts:
        every = [part for rows in spans for part in rows]
        sizes = np.array([len(part.terms) for part in every], dtype=np.int64)
        unit = np.array([part.unit for part in every], dtype=np.int64)
        local = np.array([t for part in every for t in part.terms], dtype=np.int64)
        term = np.repeat(columns.terms.first[unit], sizes) + local
        part = np.repeat(np.arange(len(every)), sizes)
        order = np.argsort(term, kind="stable")
        counts = np.bincount(term, minlength=len(columns.key))
        rows = np.array([len(row) for row in spans], dtype=np.int64)
        return cls(
            np.cumsum(rows) - rows,
            totals(part, columns.terms.value[term], len(every)),
            np.array([p.weight for p in every], dtype=np.float64),
            Stretches.of_counts(counts, part[order], np.ones(len(order))),
        )


def _worths(columns: Columns, parts: _Parts, a: Ints, b: Ints, chunk: slice) -> Worths:
    found = matched(columns, a[chunk], b[chunk])
    terms, every = len(columns.key), len(parts.whole)
    # Each match once for every part that holds the one term and every part that holds the other.
    row, entry = parts.holding.of(found.one)
    x = parts.holding.entry[entry]
    again, entry = parts.holding.of(found.two[row])
    row, x, y = row[again], x[again], parts.holding.entry[entry]
    code = (found.pair[row] * every + x) * every + y
    meeting, which = np.unique(code, return_inverse=True)
    x, y = meeting // every % every, meeting % every
    best_a = highest(which * terms + found.one[row], found.strength[row])
    best_b = highest(which * terms + found.two[row], found.strength[row])
    weight = columns.terms.value
    shared_a, shared_b = (
        totals(at // terms, weight[at % terms] * best, len(meeting))
        for at, best in (best_a, best_b)
    )
    share = np.sqrt(shared_a / parts.whole[x] * shared_b / parts.whole[y])
    worth = share * np.log1p((shared_a + shared_b) / 2) * parts.weight[x] * parts.weight[y]
    solid = _solid(columns, *best_a, len(meeting))
    pair = meeting // (every * every) + chunk.start
    return Worths(
        pair,
        x - parts.first[a[pair]],
        y - parts.first[b[pair]],
        np.where(solid, worth, NAMES_ONLY * worth),
        share,
    )


def _solid(columns: Columns, code: Ints, best: Floats, meetings: int) -> NDArray[np.bool_]:
    """Whether more than names is shared: two terms or more, one of them a word that says what
    happened, the same or a synonym.
    """
    sure = code[best >= DERIVED]
    meeting, kind = sure // len(columns.key), columns.kind[sure % len(columns.key)]
    named = (kind == KINDS.index("NAME")) | (kind == KINDS.index("PROPN"))
    many = np.bincount(meeting, minlength=meetings) > 1
    return many & (np.bincount(meeting[~named], minlength=meetings) > 0)

"""Which pairs of sentences are worth a look: an index instead of everything with everything."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from twosource.claims.columns import Stretches, heads

if TYPE_CHECKING:
    from twosource.claims.columns import Columns, Floats, Ints
    from twosource.claims.terms import Story

__all__ = ["bounded", "most_of", "pairs", "unseen"]

PER_REPORT = 12  # candidates kept of each other report, for each sentence
PER_SENTENCE = 80  # and of all other reports together
LEAST = 24  # the same in stories of many reports, where the work for a sentence must not grow
AMONG = 2000  # reports times candidates of a sentence, between these two bounds
COMMON = 0.5  # a term in more than this share of the sentences finds nothing
LOOKED = 2000  # entries of the index looked at for a sentence of such a story, rare terms first


def most_of(reports: int) -> int:
    """How many candidates a sentence has at most in a story of so many reports: `PER_SENTENCE` up
    to 25 reports, `LEAST` from 84 on.
    """
    return max(LEAST, min(PER_SENTENCE, AMONG // max(1, reports)))


def bounded(reports: int) -> bool:
    """Whether a story of so many reports is too large to compare all that might be alike."""
    return most_of(reports) < PER_SENTENCE


def unseen(reports: int) -> float:
    """How many times as many partners a sentence would have, had it `PER_SENTENCE` candidates.

    They grow about as the square root of the candidates do: of 100 reports of one event, the links
    with 24 and with 40 candidates are then nearest to those with 80 (F1 .79 and .88).
    """
    return math.sqrt(PER_SENTENCE / most_of(reports))


def pairs(story: Story) -> list[tuple[int, int]]:
    """Pairs of units of different reports that share terms, each once, in order.

    For each sentence the `PER_REPORT` of every other report that share the most weight, and of all
    those the best, as many as `most_of` says: the number of pairs grows with the number of
    sentences.
    """
    columns = story.columns
    units, most = len(columns.report), most_of(columns.reports)
    index = _Index.of(columns)
    looked = LOOKED if bounded(columns.reports) else None
    sums = np.zeros(units)
    found = [
        _best(columns, unit, *_shared(columns, index, sums, unit, looked), most)
        for unit in range(units)
    ]
    one = np.repeat(np.arange(units), [len(row) for row in found])
    two = np.concatenate([*found, np.zeros(0, dtype=np.int64)])
    code = np.unique(np.minimum(one, two) * units + np.maximum(one, two))
    return list(zip((code // units).tolist(), (code % units).tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class _Index:
    """For each key the units that hold it, none where they are too many; and the keys that a key
    may mean, itself the first, without those that no unit is found by.
    """

    holders: Stretches
    meant: Stretches  # value: how surely

    @classmethod
    def of(cls, columns: Columns) -> _Index:
        units, keys = len(columns.report), columns.keys
        owner = np.repeat(np.arange(units), columns.terms.counts)
        code = np.unique(columns.key * units + owner)
        counts = np.bincount(code // max(1, units), minlength=keys)
        useful = counts <= max(2.0, COMMON * units)
        holder = (code % max(1, units))[np.repeat(useful, counts)]
        # Itself before those that are related with it.
        each = np.concatenate([np.arange(keys), np.repeat(np.arange(keys), columns.related.counts)])
        to = np.concatenate([np.arange(keys), columns.related.entry])
        sure = np.concatenate([np.ones(keys), columns.related.value])
        order = np.argsort(each, kind="stable")
        order = order[useful[to[order]]]
        return cls(
            Stretches.of_counts(counts * useful, holder, np.ones(len(holder))),
            Stretches.of_counts(np.bincount(each[order], minlength=keys), to[order], sure[order]),
        )


def _shared(
    columns: Columns, index: _Index, sums: Floats, unit: int, looked: int | None
) -> tuple[Ints, Floats]:
    """The units that share terms with a unit, in order, and what those weigh.

    `looked` bounds the entries of the index that are looked at; `sums` is room for a number for
    each unit, all 0 before and after.
    """
    own = slice(columns.terms.first[unit], columns.terms.first[unit + 1])
    term, entry = index.meant.of(columns.key[own])
    key, weight = (
        index.meant.entry[entry],
        index.meant.value[entry] * columns.terms.value[own][term],
    )
    if looked is not None:
        counts = index.holders.first[key + 1] - index.holders.first[key]
        rarest = np.argsort(counts, kind="stable")
        few = np.sort(rarest[np.cumsum(counts[rarest]) <= looked])
        key, weight = key[few], weight[few]
    row, at = index.holders.of(key)
    others = index.holders.entry[at]
    np.add.at(sums, others, weight[row])
    found = np.sort(others)
    found = found[heads(found)]
    shared = sums[found]
    sums[found] = 0.0
    return found, shared


def _best(columns: Columns, unit: int, others: Ints, shared: Floats, most: int) -> Ints:
    """Of other units those that share the most with one: `PER_REPORT` of a report, `most` in all;
    of equals the first.
    """
    abroad = columns.report[others] != columns.report[unit]
    others, shared = others[abroad], shared[abroad]
    few = 4 * most
    if len(others) > few:
        # What shares the least is left aside, unless too much of the rest is of one report.
        heavy = shared >= np.partition(shared, -few)[-few]
        best = _ranked(columns, others[heavy], shared[heavy], most)
        if len(best) == most:
            return best
    return _ranked(columns, others, shared, most)


def _ranked(columns: Columns, others: Ints, shared: Floats, most: int) -> Ints:
    rivals = others[np.argsort(-shared, kind="stable")]
    report = columns.report[rivals]
    by_report = np.argsort(report, kind="stable")
    first = heads(report[by_report])
    rank = np.empty(len(rivals), dtype=np.int64)
    rank[by_report] = np.arange(len(rivals)) - np.repeat(first, np.diff(first, append=len(rivals)))
    return rivals[rank < PER_REPORT][:most]

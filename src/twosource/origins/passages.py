"""Copied passages: the same words in two reports, outside quotation marks.

An index of five-word shingles says which places to look at; equal runs grow from them, runs that
a light edit parts are one passage, and a passage counts when its words weigh enough: function
words and names prove little. The scheme of shingles and containment is Broder's (1997); that
reuse in news is found by runs of words is the METER corpus' finding (Clough et al. 2002).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from twosource.model import SharedPassage, Span
from twosource.origins.wording import BREAK, settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.origins.wording import Wording

__all__ = ["Run", "find", "shared"]


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """`words` equal words in a row, from word `a` of one wording and word `b` of another."""

    a: int
    b: int
    words: int


def find(wordings: Sequence[Wording]) -> tuple[SharedPassage, ...]:
    """The copied passages of all pairs of reports, ordered by reports and places.

    Each is a run of equal words; one light edit parts two of them. Up to `all_pairs` reports are
    compared with one another; of more each is compared with those that it shares most with, and
    with others that have what these have not, so that time grows with the words. Neither the order
    of the wordings nor the side of a report changes what is found.
    """
    ordered = sorted(wordings, key=lambda w: w.report)
    places = _index(ordered)
    out: list[SharedPassage] = []
    for (a, b), seeds in sorted(_seeds(places, _partners(len(ordered))).items()):
        left, right = ordered[a], ordered[b]
        out += [_passage(left, right, run) for run in shared(left, seeds)]
    return tuple(out)


def shared(left: Wording, seeds: Sequence[tuple[int, int]]) -> list[Run]:
    """The equal runs that count as copied, from places where shingles are equal."""
    chosen = settings()
    kept: list[Run] = []
    for chain in _chains(_one_to_one(_grow(seeds)), int(chosen["gap"])):
        words = sum(run.words for run in chain)
        weight = sum(sum(left.weights[r.a : r.a + r.words]) for r in chain)
        if (
            words >= chosen["least_words"]
            and weight >= chosen["least_weight"]
            and max(r.words for r in chain) >= chosen["least_run"]
        ):
            kept += chain
    return kept


def _index(ordered: Sequence[Wording]) -> dict[tuple[str, ...], list[tuple[int, int]]]:
    """Of each shingle the (report, word) places, a few in each report."""
    size, most = int(settings()["shingle"]), int(settings()["places"])
    index: defaultdict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for number, wording in enumerate(ordered):
        keys = wording.keys
        for k in range(len(keys) - size + 1):
            shingle = keys[k : k + size]
            if BREAK in shingle:
                continue
            found = index[shingle]
            if len(found) < most or found[-most][0] != number:
                found.append((number, k))
    return index


def _partners(reports: int) -> int:
    """How many earlier reports each is compared with."""
    return reports if reports <= int(settings()["all_pairs"]) else int(settings()["partners"])


def _seeds(
    index: dict[tuple[str, ...], list[tuple[int, int]]], partners: int
) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Equal places by pair of reports; of many that have a shingle each with the first few."""
    seeds: defaultdict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for places in index.values():
        if len(places) < 2 or places[0][0] == places[-1][0]:
            continue
        firsts = sorted({number for number, _ in places})[:partners]
        limit = firsts[-1]
        for a, i in places:
            if a > limit:
                break
            for b, j in places:
                if b > a:
                    seeds[a, b].append((i, j))
    return _nearest(seeds, partners)


def _nearest(
    seeds: dict[tuple[int, int], list[tuple[int, int]]], partners: int
) -> dict[tuple[int, int], list[tuple[int, int]]]:
    """Of each report the earlier ones that it shares most with, and those that have what these
    have not: every shared place is still tied to an earlier report, so that no group falls apart.
    """
    least = int(settings()["least_run"]) - int(settings()["shingle"]) + 1
    earlier: defaultdict[int, list[int]] = defaultdict(list)
    for a, b in seeds:
        earlier[b].append(a)
    out: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for b, others in earlier.items():
        told: set[int] = set()
        for rank, a in enumerate(sorted(others, key=lambda a: (-len(seeds[a, b]), a))):
            found = seeds[a, b]
            if rank < partners or sum(j not in told for _, j in found) >= least:
                out[a, b] = found
                if len(others) > partners:
                    told.update(j for _, j in found)
    return out


def _grow(seeds: Sequence[tuple[int, int]]) -> list[Run]:
    """Maximal runs: seeds in a row on one diagonal are one run."""
    size = int(settings()["shingle"])
    diagonals: defaultdict[int, list[int]] = defaultdict(list)
    for i, j in seeds:
        diagonals[i - j].append(i)
    runs: list[Run] = []
    for shift, starts in diagonals.items():
        starts.sort()
        first = starts[0]
        for here, after in pairwise([*starts, -1]):
            if after != here + 1:
                runs.append(Run(first, first - shift, here - first + size))
                first = after
    return runs


def _one_to_one(runs: list[Run]) -> list[Run]:
    """The longest runs, each word of either side in one of them at most, in the order of `a`."""
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    kept = []
    for run in sorted(runs, key=lambda r: (-r.words, r.a + r.b, abs(r.a - r.b), r.a)):
        in_a, in_b = range(run.a, run.a + run.words), range(run.b, run.b + run.words)
        if taken_a.isdisjoint(in_a) and taken_b.isdisjoint(in_b):
            taken_a.update(in_a)
            taken_b.update(in_b)
            kept.append(run)
    return sorted(kept)


def _chains(runs: list[Run], gap: int) -> list[list[Run]]:
    """Runs that follow each other on both sides with a few words between."""
    chains: list[list[Run]] = []
    for run in runs:
        last = chains[-1][-1] if chains else None
        if (
            last is not None
            and 0 <= run.a - last.a - last.words <= gap
            and 0 <= run.b - last.b - last.words <= gap
        ):
            chains[-1].append(run)
        else:
            chains.append([run])
    return chains


def _passage(left: Wording, right: Wording, run: Run) -> SharedPassage:
    return SharedPassage(
        report_a=left.report,
        span_a=Span(left.starts[run.a], left.ends[run.a + run.words - 1]),
        report_b=right.report,
        span_b=Span(right.starts[run.b], right.ends[run.b + run.words - 1]),
        words=run.words,
    )

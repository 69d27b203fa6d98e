"""Reworded passages: most of a sentence's words again, in another form or order.

Pairs of content words that stand near each other in one sentence, whatever their order
(skip-bigrams, Lin and Och 2004), are what a rewriter leaves. Two reports are looked at where they
share rare pairs; they count as reworded where the share of all pairs is high (containment, Broder
1997), and then the sentences that hold them are told. Two reporters of one event share names and
the event's own words, but seldom a fifth of the pairs.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from twosource.model import SharedPassage, Span
from twosource.origins.wording import BREAK, is_function, settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from twosource.origins.wording import Wording

__all__ = ["find"]

_ENDINGS = ("ations", "ation", "ings", "ing", "edly", "ed", "ies", "es", "s", "ly", "er", "al")
_SHORTEST = 3  # letters of a stem


@dataclass(frozen=True, slots=True)
class _Pairs:
    """The pairs of one report, a row for each that a sentence has, ordered by key.

    `first` and `last` are the numbers of the two words, `sentence` is that of theirs. `known` are
    the distinct keys in order, `weights` what each weighs; `whole` is what the pairs of each
    sentence weigh.
    """

    keys: NDArray[np.int64]
    sentence: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    weight: NDArray[np.float64]
    known: NDArray[np.int64]
    weights: NDArray[np.float64]
    whole: NDArray[np.float64]

    @property
    def total(self) -> float:
        return float(self.weights.sum())


def find(
    wordings: Sequence[Wording], equal: Sequence[SharedPassage] = ()
) -> tuple[SharedPassage, ...]:
    """The reworded passages of all pairs of reports, ordered by reports and places.

    `equal` are the runs of equal words that were found; what lies half in them is not told again.
    Of many reports that share a pair each is compared with the first ones: time grows with the
    words. The order of the wordings does not matter.
    """
    chosen = settings()["reworded"]
    ordered = sorted(wordings, key=lambda w: w.report)
    numbers: dict[str, int] = {}
    made = [_pairs(w, numbers, int(chosen["window"])) for w in ordered]
    known: defaultdict[tuple[str, str], list[Span]] = defaultdict(list)
    for p in equal:
        known[p.report_a, p.report_b].append(p.span_a)
    out: list[SharedPassage] = []
    numbers_of = {w.report: k for k, w in enumerate(ordered)}
    tied = {(numbers_of[a], numbers_of[b]) for a, b in known}
    for a, b in _candidates(made, tied, chosen):
        left, right = ordered[a], ordered[b]
        seen = known[left.report, right.report]
        out.extend(
            passage
            for passage in _reworded(left, right, made[a], made[b], chosen)
            if 2 * sum(_common(passage.span_a, s) for s in seen) < len(passage.span_a)
        )
    return tuple(out)


def _reworded(
    left: Wording, right: Wording, one: _Pairs, other: _Pairs, chosen: dict[str, Any]
) -> list[SharedPassage]:
    """The passages of two reports, none where they share too little to count as reworded."""
    _, i, j = np.intersect1d(one.known, other.known, assume_unique=True, return_indices=True)
    common = float(np.minimum(one.weights[i], other.weights[j]).sum())
    if not len(i) or common < float(chosen["least_share"]) * min(one.total, other.total):
        return []
    found = _one_to_one(list(_sentences(left, right, one, other, chosen)))
    weights = [m.weight for m in found]
    if sum(weights) < chosen["least_weight"] or max(weights) < chosen["best_weight"]:
        return []
    return [m.passage for m in found if m.weight >= chosen["passage_weight"]]


def _common(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> str:
    """What forms of one word mostly have in common."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word[: -len(ending)].rstrip("e")
    return word.rstrip("e")


def _pairs(wording: Wording, numbers: dict[str, int], window: int) -> _Pairs:
    """All pairs of one report; `numbers` are the numbers of stems, filled on the way."""
    words = [k for k, w in enumerate(wording.keys) if w != BREAK and not is_function(w)]
    stems = np.array(
        [numbers.setdefault(_stem(wording.keys[k]), len(numbers)) for k in words], dtype=np.int64
    )
    place = np.array(words, dtype=np.int64)
    sentence = np.array([wording.sentences[k] for k in words], dtype=np.int64)
    weight = np.array([wording.weights[k] for k in words], dtype=np.float64)
    rows: list[tuple[Any, ...]] = []
    for step in range(1, window + 1):
        near = (sentence[:-step] == sentence[step:]) & (stems[:-step] != stems[step:])
        a, b = stems[:-step][near], stems[step:][near]
        rows.append(
            (
                np.minimum(a, b) << 32 | np.maximum(a, b),
                sentence[:-step][near],
                place[:-step][near],
                place[step:][near],
                weight[:-step][near] * weight[step:][near],
            )
        )
    keys, sentences, first, last, weights = (
        np.concatenate(column) for column in zip(*rows, strict=True)
    )
    order = np.lexsort((first, sentences, keys))
    new = np.r_[True, np.diff(keys[order]) != 0] if len(keys) else np.empty(0, dtype=bool)
    once = new | np.r_[True, np.diff(sentences[order]) != 0] if len(keys) else new
    order, new = order[once], new[once]
    keys, sentences, weights = keys[order], sentences[order], weights[order]
    known = np.flatnonzero(new)
    whole: NDArray[np.float64] = np.bincount(sentences, weights).astype(np.float64)
    most = np.maximum.reduceat(weights, known) if len(keys) else np.empty(0)
    return _Pairs(keys, sentences, first[order], last[order], weights, keys[known], most, whole)


def _candidates(
    made: Sequence[_Pairs], tied: set[tuple[int, int]], chosen: dict[str, Any]
) -> Iterator[tuple[int, int]]:
    """Pairs of reports that share some pairs of words which few reports have, in order.

    Each report is paired with the few that it shares most with, of those that it has equal words
    with (`tied`), and of the others.
    """
    if len(made) < 2:
        return
    small = len(made) <= int(settings()["all_pairs"])
    partners = len(made) if small else int(settings()["partners"])
    nearby = len(made) if small else int(chosen["partners"])
    most = max(partners, int(float(chosen["common"]) * len(made)))
    keys = np.concatenate([p.known for p in made])
    reports = np.repeat(np.arange(len(made)), [len(p.known) for p in made])
    order = np.argsort(keys, kind="stable")
    keys, reports = keys[order], reports[order]
    first = np.flatnonzero(np.r_[True, keys[1:] != keys[:-1]]) if len(keys) else keys
    sizes = np.diff(np.r_[first, len(keys)])
    codes: list[NDArray[np.int64]] = []
    for size in np.unique(sizes[(sizes > 1) & (sizes <= most)]):
        rows = reports[first[sizes == size][:, None] + np.arange(size)]
        codes.extend(
            (rows[:, k : k + 1] * len(made) + rows[:, k + 1 :]).ravel()
            for k in range(min(int(size) - 1, partners))
        )
    if not codes:
        return
    found, times = np.unique(np.concatenate(codes), return_counts=True)
    enough = times >= int(chosen["candidate"])
    nearest: defaultdict[tuple[int, bool], list[tuple[int, int]]] = defaultdict(list)
    for code, shared in zip(found[enough].tolist(), times[enough].tolist(), strict=True):
        a, b = divmod(code, len(made))
        nearest[a, (a, b) in tied].append((-shared, b))
        nearest[b, (a, b) in tied].append((-shared, a))
    kept = {
        (min(a, b), max(a, b))
        for (a, _), others in nearest.items()
        for _, b in sorted(others)[:nearby]
    }
    yield from sorted(kept)


@dataclass(frozen=True, slots=True)
class _Match:
    """Two sentences alike; `weight` is that of the content words that both have."""

    passage: SharedPassage
    weight: float


def _sentences(
    left: Wording, right: Wording, one: _Pairs, other: _Pairs, chosen: dict[str, Any]
) -> Iterator[_Match]:
    """Of each sentence on the left the one on the right that has most of its pairs."""
    low = np.searchsorted(other.keys, one.keys, "left")
    counts = np.searchsorted(other.keys, one.keys, "right") - low
    i = np.repeat(np.arange(len(one.keys)), counts)
    j = np.arange(len(i)) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(low, counts)
    code = one.sentence[i] * len(other.whole) + other.sentence[j]
    order = np.argsort(code, kind="stable")
    i, j, code = i[order], j[order], code[order]
    groups = np.flatnonzero(np.r_[True, np.diff(code) != 0])
    here, there = np.divmod(code[groups], len(other.whole))
    weight = np.add.reduceat(np.minimum(one.weight[i], other.weight[j]), groups)
    share = weight / np.minimum(one.whole[here], other.whole[there])
    bounds = [
        np.minimum.reduceat(one.first[i], groups),
        np.maximum.reduceat(one.last[i], groups),
        np.minimum.reduceat(other.first[j], groups),
        np.maximum.reduceat(other.last[j], groups),
    ]
    enough = (weight >= chosen["sentence_weight"]) & (share >= chosen["sentence_share"])
    best: dict[int, tuple[float, int]] = {}
    for group in np.flatnonzero(enough).tolist():
        candidate = (float(weight[group]), -group)
        best[int(here[group])] = max(best.get(int(here[group]), candidate), candidate)
    for _, group in best.values():
        a, a_last, b, b_last = (int(bound[-group]) for bound in bounds)
        yield _match(left, (a, a_last + 1), right, (b, b_last + 1))


def _match(left: Wording, a: tuple[int, int], right: Wording, b: tuple[int, int]) -> _Match:
    """The words [first, last) of two wordings as a passage."""
    mine, others = _content(left, a), _content(right, b)
    both = mine.keys() & others.keys()
    passage = SharedPassage(
        left.report,
        Span(left.starts[a[0]], left.ends[a[1] - 1]),
        right.report,
        Span(right.starts[b[0]], right.ends[b[1] - 1]),
        words=len(both),
        reworded=True,
    )
    return _Match(passage, sum(min(mine[w], others[w]) ** 2 for w in both))


def _content(wording: Wording, words: tuple[int, int]) -> dict[str, float]:
    return {
        _stem(wording.keys[k]): wording.weights[k]
        for k in range(*words)
        if wording.keys[k] != BREAK and not is_function(wording.keys[k])
    }


def _one_to_one(matches: list[_Match]) -> list[_Match]:
    """The weightiest matches, each place in one of them at most, in the order of the left."""
    kept: list[_Match] = []
    for match in sorted(matches, key=lambda m: (-m.weight, m.passage.span_a, m.passage.span_b)):
        mine = match.passage
        if not any(
            mine.span_a.overlaps(k.passage.span_a) or mine.span_b.overlaps(k.passage.span_b)
            for k in kept
        ):
            kept.append(match)
    return sorted(kept, key=lambda m: (m.passage.span_a, m.passage.span_b))

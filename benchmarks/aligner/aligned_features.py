"""What an alignment of two sentences tells, as numbers with names: how much is aligned, how well it
hangs together, and what stands in the place of what.

Two reports of a crash that differ in its country have nearly all words in common: what is left of
each, by kind, says more than the words that are not.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from benchmarks.aligner.word_rows import KINDS
from benchmarks.aligner.words_aligned import align
from twosource.claims.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from benchmarks.aligner.word_rows import Row, Word
    from benchmarks.aligner.words_aligned import Alignment

    Floats = NDArray[np.float64]

__all__ = ["LEFT", "NAMES", "features", "left_names"]

_MEASURES = ("weight", "content", "words")
_ALIGNED = tuple(
    f"{how}_{by}"
    for by in _MEASURES
    for how in ("aligned", "aligned_low", "aligned_high", "same", "held")
)
_WHOLE = (
    "near",
    "cosine_low",
    "cosine_high",
    "tree",
    "text",
    "crossing",
    "first",
    "root",
    "root_cosine",
    "sum_cosine",
    "content_cosine",
    "left_cosine",
)
LEFT = (
    "left_low",
    "left_high",
    *(f"left_{kind}_{which}" for kind in KINDS for which in ("low", "high")),
    "names_shared",
    "names_apart_low",
    "names_apart_high",
    "numbers_same",
    "numbers_apart",
    "numbers_one",
    "countries_same",
    "countries_apart",
    "countries_none",
)
_OF_KINDS = tuple(f"aligned_{kind}" for kind in KINDS)
_TURNED = ("negated", "opposite", "length_low", "length_high", "length_apart")
NAMES = _ALIGNED + _WHOLE + LEFT + _OF_KINDS + _TURNED


class _Sums(NamedTuple):
    """How much of each word is aligned, 0 to 1, and whether it is, with the surroundings."""

    near: tuple[Floats, Floats]
    same: tuple[Floats, Floats]
    held: tuple[Floats, Floats]


def features(a: Row, b: Row) -> list[float]:
    """One row of numbers for two sentences, in the order of `NAMES`; all 0 where one is empty."""
    if not a.words or not b.words:
        return [0.0] * len(NAMES)
    found = align(a, b)
    sums = _sums(a, b, found)
    left = (a.weights * (1 - sums.near[0]), b.weights * (1 - sums.near[1]))
    return [
        *_aligned(a, b, sums),
        *_whole(a, b, found, left),
        *_left(a, b, left),
        *_of_kinds(a, b, sums),
        *_turned(a, b),
    ]


def left_names() -> tuple[int, ...]:
    """The places in `NAMES` of what stands in the place of what."""
    return tuple(NAMES.index(name) for name in LEFT)


def _sums(a: Row, b: Row, found: Alignment) -> _Sums:
    near, same, held = ((np.zeros(len(a.words)), np.zeros(len(b.words))) for _ in range(3))
    for pair in found.pairs:
        for k, word in enumerate((pair.a, pair.b)):
            near[k][word] = pair.near
            same[k][word] = float(pair.near >= 1.0)
            held[k][word] = pair.near * pair.around
    return _Sums(near, same, held)


def _aligned(a: Row, b: Row, sums: _Sums) -> list[float]:
    out: list[float] = []
    for of_a, of_b in (
        (a.weights, b.weights),
        ((~a.light).astype(np.float64), (~b.light).astype(np.float64)),
        (np.ones(len(a.words)), np.ones(len(b.words))),
    ):
        whole_a, whole_b = max(1e-9, float(of_a.sum())), max(1e-9, float(of_b.sum()))
        near_a, near_b = float(of_a @ sums.near[0]), float(of_b @ sums.near[1])
        out += [
            (near_a + near_b) / (whole_a + whole_b),
            *_ordered(near_a / whole_a, near_b / whole_b),
            float(of_a @ sums.same[0] + of_b @ sums.same[1]) / (whole_a + whole_b),
            float(of_a @ sums.held[0] + of_b @ sums.held[1]) / (whole_a + whole_b),
        ]
    return out


def _ordered(one: float, two: float) -> tuple[float, float]:
    return (one, two) if one <= two else (two, one)


def _whole(a: Row, b: Row, found: Alignment, left: tuple[Floats, Floats]) -> list[float]:
    weight_a, weight_b = max(1e-9, float(a.weights.sum())), max(1e-9, float(b.weights.sum()))
    near_a = float(a.weights @ found.near.max(1))
    near_b = float(b.weights @ found.near.max(0))
    cosine = np.maximum(found.cosine, 0.0)
    pairs = found.pairs
    count = max(1, len(pairs))
    roots = [[k for k, w in enumerate(row.words) if w.root] or [0] for row in (a, b)]
    at = np.ix_(*roots)
    return [
        (near_a + near_b) / (weight_a + weight_b),
        *_ordered(
            float(a.weights @ cosine.max(1)) / weight_a, float(b.weights @ cosine.max(0)) / weight_b
        ),
        sum(float(found.tree[p.a, p.b]) for p in pairs) / count,
        sum(float(found.text[p.a, p.b]) for p in pairs) / count,
        _crossing([p.b for p in sorted(pairs)]),
        float(found.near[0, :2].max()),
        float(found.near[at].max()),
        float(found.cosine[at].max()),
        _cosine(a.weights @ a.vectors, b.weights @ b.vectors),
        _cosine(~a.light @ a.vectors, ~b.light @ b.vectors),
        _cosine(left[0] @ a.vectors, left[1] @ b.vectors),
    ]


def _cosine(one: Floats, two: Floats) -> float:
    length = math.sqrt(float(one @ one) * float(two @ two))
    return float(one @ two) / length if length else 0.0


def _crossing(places: Sequence[int]) -> float:
    """The share of pairs of aligned words that stand in the other order."""
    size = len(places)
    turned = sum(x > y for k, x in enumerate(places) for y in places[k + 1 :])
    return turned / max(1, size * (size - 1) // 2)


def _left(a: Row, b: Row, left: tuple[Floats, Floats]) -> list[float]:
    out = list(_ordered(math.log1p(float(left[0].sum())), math.log1p(float(left[1].sum()))))
    of_kinds = zip((a.kinds @ left[0]).tolist(), (b.kinds @ left[1]).tolist(), strict=True)
    out += [value for pair in of_kinds for value in _ordered(*pair)]
    names_a, names_b = _keys(a, "@"), _keys(b, "@")
    numbers_a, numbers_b = _keys(a, "#"), _keys(b, "#")
    land_a, land_b = ({w.country for w in row.words if w.country} for row in (a, b))
    both = bool(numbers_a) and bool(numbers_b)
    out += [
        len(names_a & names_b) / max(1, len(names_a | names_b)),
        *_ordered(float(len(names_a - names_b)), float(len(names_b - names_a))),
        float(bool(numbers_a & numbers_b)),
        float(both and not numbers_a & numbers_b),
        float(bool(numbers_a) != bool(numbers_b)),
        float(bool(land_a & land_b)),
        float(bool(land_a - land_b) and bool(land_b - land_a)),
        float(bool(land_a) and bool(land_b) and not land_a & land_b),
    ]
    return out


def _keys(row: Row, mark: str) -> set[str]:
    return {w.key for w in row.words if w.key.startswith(mark)}


def _of_kinds(a: Row, b: Row, sums: _Sums) -> list[float]:
    """The aligned share of each kind of words; one half where neither sentence has any."""
    whole = a.kinds @ a.weights + b.kinds @ b.weights
    near = a.kinds @ (a.weights * sums.near[0]) + b.kinds @ (b.weights * sums.near[1])
    pairs = zip(near.tolist(), whole.tolist(), strict=True)
    return [x / y if y else 0.5 for x, y in pairs]


def _turned(a: Row, b: Row) -> list[float]:
    lists = words()
    no_a, no_b = (any(w.form in lists.negations for w in row.words) for row in (a, b))
    lemmas_a, lemmas_b = _lemmas(a.words), _lemmas(b.words)
    opposite = any(
        (x in lemmas_a and y in lemmas_b) or (y in lemmas_a and x in lemmas_b)
        for x, y in lists.opposites
    )
    low, high = _ordered(math.log(len(a.words)), math.log(len(b.words)))
    return [float(no_a != no_b), float(opposite), low, high, high - low]


def _lemmas(found: Iterable[Word]) -> set[str]:
    return {w.lemma for w in found}

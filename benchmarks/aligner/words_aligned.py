"""Which words of two sentences mean the same: one to one, by what they are and what is around them.

After Sultan, Bethard and Sumner (2014), "Back to Basics for Monolingual Alignment": words that are
near each other are aligned where their neighbours in the tree and in the text are near, too; the
best pair first, each word once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from benchmarks.aligner.aligner_settings import aligner
from benchmarks.aligner.word_nearness import nearness

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from benchmarks.aligner.word_rows import Row

    Floats = NDArray[np.float64]

__all__ = ["Aligned", "Alignment", "align"]


class Aligned(NamedTuple):
    """Word `a` of one row and word `b` of the other; how near they are and their surroundings."""

    a: int
    b: int
    near: float
    around: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """The pairs, the surest first, and for each two words of the rows: how near they are, the
    cosine of their vectors, how near those around them are in the tree and in the text.
    """

    pairs: tuple[Aligned, ...]
    near: Floats
    cosine: Floats
    tree: Floats
    text: Floats


def align(a: Row, b: Row) -> Alignment:
    """Align the words of two rows, either of which may be empty."""
    near, cosine = nearness(a, b)
    set_to = aligner()
    seen = np.where(near >= set_to.seen, near, 0.0)
    tree = _surroundings(a.parents, b.parents, seen) + _surroundings(a.parents.T, b.parents.T, seen)
    tree /= _sizes(a.parents + a.parents.T, b.parents + b.parents.T)
    text = _surroundings(a.beside, b.beside, seen) / _sizes(a.beside, b.beside)
    around = np.minimum(1.0, np.maximum(tree, text))
    score = (1 - set_to.around) * near + set_to.around * around
    light = a.light[:, None] | b.light[None, :]
    fit = (near >= set_to.least) & (~light | ((near >= 1.0) & (around > set_to.light_around)))
    score[~fit] = 0.0
    pairs = [
        Aligned(i, j, float(near[i, j]), float(around[i, j]))
        for i, j in _best_first(score, set_to.least_score)
    ]
    return Alignment(tuple(pairs), near, cosine, tree, text)


def _surroundings(a: Floats, b: Floats, near: Floats) -> Floats:
    return a @ near @ b.T


def _sizes(a: Floats, b: Floats) -> Floats:
    return np.maximum(1.0, np.sqrt(np.outer(a.sum(1), b.sum(1))))


def _best_first(score: Floats, least: float) -> list[tuple[int, int]]:
    """Pairs of rows and columns of which none comes twice, the highest first; of equal ones that
    which stands first.
    """
    rows, columns = np.nonzero(score > least)
    # Rounded, so that the last bit of a product of matrices decides nothing.
    order = np.argsort(-np.round(score[rows, columns], 9), kind="stable")
    left, right = [False] * score.shape[0], [False] * score.shape[1]
    out = []
    for k in order:
        i, j = int(rows[k]), int(columns[k])
        if not (left[i] or right[j]):
            left[i] = right[j] = True
            out.append((i, j))
    return out

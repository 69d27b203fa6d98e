"""How much of their very words two sentences share: runs of letters, runs of words, words in order.

What an agency wrote comes back in other papers with a word changed here and there; terms alone do
not see that the words between them are the same, too. Letters see "govt" in "government" and
"Kharkov" in "Kharkiv". After the n-gram measures of the sentence-pair evaluations (Bär et al. 2012,
Šarić et al. 2012).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["NAMES", "Written", "common_in_order", "features", "written"]

LETTERS = (2, 3, 4, 5)
WORDS = (1, 2, 3)
NAMES = (
    *(f"letters_{n}" for n in LETTERS),
    *(f"words_{n}" for n in WORDS),
    "in_order",
)


@dataclass(frozen=True, slots=True)
class Written:
    """One sentence as it is written: its runs of letters and of words, by length, and its words."""

    letters: tuple[frozenset[str], ...]
    runs: tuple[frozenset[tuple[str, ...]], ...]
    words: tuple[str, ...]
    places: dict[str, int]  # a word -> a whole number with a bit for each place where it stands


def written(words: Iterable[str]) -> Written:
    """The words of a sentence in lower case, in order; what has no letter or digit is left out.

    >>> sorted(written(["a", "ship", "."]).letters[1])
    [' a ', ' sh', 'a s', 'hip', 'ip ', 'shi']
    """
    kept = tuple(w for w in words if any(c.isalnum() for c in w))
    text = f" {' '.join(''.join(c for c in w if c.isalnum()) for w in kept)} "
    places: dict[str, int] = {}
    for k, word in enumerate(kept):
        places[word] = places.get(word, 0) | 1 << k
    return Written(
        tuple(frozenset(text[k : k + n] for k in range(len(text) - n + 1)) for n in LETTERS),
        tuple(frozenset(zip(*(kept[k:] for k in range(n)), strict=False)) for n in WORDS),
        kept,
        places,
    )


def features(a: Written, b: Written) -> list[float]:
    """Shares of what the two have, each 0 to 1, in the order of `NAMES`: twice the common runs by
    all runs (Dice), and twice the words that stand in both in one order by all words.
    """
    out = [_dice(x, y) for x, y in zip(a.letters, b.letters, strict=True)]
    out += [_dice(x, y) for x, y in zip(a.runs, b.runs, strict=True)]
    both = len(a.words) + len(b.words)
    out.append(2 * common_in_order(a, b) / both if both else 0.0)
    return out


def common_in_order(a: Written, b: Written) -> int:
    """The length of the longest sequence of words that both have, others between them or not.

    One addition a word instead of a table (Hyyrö 2004): a bit that turns to 0 is a place of `b`
    that the sequence can end at.
    """
    full = (1 << len(b.words)) - 1
    left = full
    for word in a.words:
        hit = left & b.places.get(word, 0)
        left = ((left + hit) | (left - hit)) & full
    return len(b.words) - left.bit_count()


def _dice(a: frozenset[object], b: frozenset[object]) -> float:
    total = len(a) + len(b)
    return 2 * len(a & b) / total if total else 0.0

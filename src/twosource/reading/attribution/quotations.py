"""A quotation's words, and the quotations that stand right beside one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twosource.reading.attribution.words import Words

__all__ = ["bounds", "quotation", "run_back", "run_on"]


def bounds(words: Words, k: int) -> tuple[int, int]:
    """(first, last + 1) of the quotation around a word."""
    number = words.quote[k]
    first = last = k
    while first > 0 and words.quote[first - 1] == number:
        first -= 1
    while last + 1 < len(words) and words.quote[last + 1] == number:
        last += 1
    return first, last + 1


def quotation(words: Words, k: int) -> list[int]:
    """The words of the quotation around a word, its marks included."""
    return list(range(*bounds(words, k)))


def run_back(words: Words, start: int, first: int) -> list[int]:
    """Quotations not before `first` that run straight into the one that begins at `start`."""
    out: list[int] = []
    while start > first and words.quote[start - 1] >= 0:
        here = quotation(words, start - 1)
        out = here + out
        start = here[0]
    return out


def run_on(words: Words, k: int, last: int) -> list[int]:
    """Quotations before `last` that follow another, which ends before `k`, with nothing between."""
    out: list[int] = []
    while k < last and words.quote[k] >= 0:
        here = quotation(words, k)
        out += here
        k = here[-1] + 1
    return out

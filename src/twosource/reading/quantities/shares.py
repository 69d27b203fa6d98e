"""Vague numbers and parts of a whole: "tens of thousands", "half of", "one in five"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.reading.quantities.number_tables import Numeral, exact, lists, table
from twosource.reading.quantities.number_words import in_words

if TYPE_CHECKING:
    from twosource.reading.quantities.lexemes import Lexemes

__all__ = ["part", "share", "split", "vague"]

_MAX_WHOLE = 1000  # "three in 2019" is no share
_POWERS = {"tens": 10, "hundreds": 100, "thousands": 1000}


def vague(lex: Lexemes, i: int) -> Numeral | None:
    """As in "dozens", "tens of thousands", "several hundred", "a couple of"."""
    bounds = lists().vague.get(lex.words[i])
    return _some(lex, i) if bounds is None else _plural(lex, i, bounds)


def _plural(lex: Lexemes, i: int, bounds: list[float]) -> Numeral | None:
    low, high = bounds
    word, j = lex.words[i], i + 1
    t = lists()
    second = lex.word(j + 1)
    if lex.word(j) == "of" and word in _POWERS and second in t.vague:
        size = t.magnitudes.get(second[:-1], 0) * _POWERS[word]
        if size:
            low, high = 2 * size, 10 * size - 1
            return Numeral(i, j + 2, (low + high) / 2, low, high, "vague", scaled=True)
    if word == "tens" or (word == "scores" and lex.word(j) != "of"):
        return None
    return Numeral(i, j, (low + high) / 2, low, high, "vague", scaled=True)


def _some(lex: Lexemes, i: int) -> Numeral | None:
    t = lists()
    k = i + 1 if lex.words[i] in {"a", "an"} else i
    word = lex.word(k)
    some = t.some.get(word)
    if some is None:
        return None
    j = k + 2 if word == "couple" and lex.word(k + 1) == "of" else k + 1
    size = t.magnitudes.get(lex.word(j))
    if size is not None:
        low, high = some[0] * size, some[1] * size
        return Numeral(i, j + 1, (low + high) / 2, low, high, "vague", scaled=True)
    pair = t.pairs.get(word)
    if pair is not None and k > i and lex.word(k + 1) == "of":
        return Numeral(i, k + 2, pair[0], pair[0], pair[1], "vague")
    return None


def part(lex: Lexemes, i: int) -> Numeral | None:
    """As in "half a million", "half of", "a third of", "a quarter of"."""
    t = lists()
    k = i + 1 if lex.words[i] in {"a", "an"} else i
    word, after = lex.word(k), lex.word(k + 1)
    bottom = t.fractions.get(word)
    if bottom is None or word[-1] == "s":
        return None
    if word in {"half", "quarter"}:
        m = k + 2 if after in {"a", "an", "-"} else k + 1
        size = t.magnitudes.get(lex.word(m))
        if size:
            return exact(i, m + 1, size / bottom, "words", scaled=True)
    if word == "half":
        return exact(i, k + 1, 0.5, "fraction") if _is_half(lex, i, k) else None
    found = (k > i or lex.word(i - 1) == "one") and after == "of"
    return exact(i, k + 1, 1 / bottom, "fraction") if found else None


def _is_half(lex: Lexemes, i: int, k: int) -> bool:
    """Not the second half of a game, nor a half-hour."""
    words = table()["half"]
    before, after = lex.word(i - 1), lex.word(k + 1)
    if before in lists().ordinals or before in words["not_after"]:
        return False
    return after in words["before"] if k == i else after == "of" or before == "and"


def split(lex: Lexemes, number: Numeral) -> Numeral | None:
    """As in "two thirds", "three-quarters": the fraction that a number in words begins."""
    k = number.last + (lex.word(number.last) == "-")
    word, after = lex.word(k), lex.word(k + 1)
    bottom = lists().fractions.get(word)
    article = lex.words[number.first] in {"a", "an"}
    if bottom is None or article or number.scaled or not 0 < number.value < 20:
        return None
    if number.value > 1 and word[-1] != "s":
        return None
    if after not in {"of", "the"} and word[-1] != "s" and word not in {"half", "quarter"}:
        return None
    return exact(number.first, k + 1, number.value / bottom, "fraction")


def share(lex: Lexemes, number: Numeral) -> Numeral | None:
    """As in "one in five", "3 out of 10": the share that a number begins."""
    j = number.last
    if lex.word(j) == "in":
        k = j + 1
    elif lex.word(j) == "out" and lex.word(j + 1) == "of":
        k = j + 2
    else:
        return None
    k += lex.word(k) == "every"
    if lex.is_number(k):
        whole = float(lex.raw[k].replace(",", "").replace(" ", ""))
        last = k + 1
    else:
        found = in_words(lex, k) if k < len(lex) else None
        if found is None:
            return None
        whole, last = found.value, found.last
    if not number.value < whole or (lex.word(j) == "in" and whole > _MAX_WHOLE):
        return None
    return exact(number.first, last, number.value / whole, "fraction")

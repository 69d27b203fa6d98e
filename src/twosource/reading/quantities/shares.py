"""Vague numbers and parts of a whole: "tens of thousands", "half of", "one in five"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.reading.quantities import units
from twosource.reading.quantities.hedges import changes
from twosource.reading.quantities.lexemes import figure
from twosource.reading.quantities.number_tables import Numeral, exact, lists, table
from twosource.reading.quantities.number_words import in_words

if TYPE_CHECKING:
    from twosource.reading.quantities.lexemes import Lexemes

__all__ = ["part", "share", "split", "vague"]

_YEARS = range(1000, 2200)  # "three in 2019" is no share
_CUT_REACH = 7
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
        if _is_of_unit(lex, k):
            return exact(i, m, 1 / bottom, "words")
    if word == "half":
        return exact(i, k + 1, 0.5, "fraction") if _is_half(lex, i, k) else None
    if lex.words[k + 1 : k + 3] == ["of", "a"]:
        # "a quarter of a million"
        size = t.magnitudes.get(lex.word(k + 3))
        if size and k > i:
            return exact(i, k + 4, size / bottom, "words", scaled=True)
    found = k > i and (after == "of" or _is_part(lex, i, k))
    return exact(i, k + 1, 1 / bottom, "fraction") if found else None


def _is_of_unit(lex: Lexemes, k: int) -> bool:
    """As in "half a mile", "half-hour", "a quarter-point"; not "half-year results"."""
    m = k + 1
    if lex.word(m) in {"a", "an"}:
        found = units.after(lex, m + 1, digits=False) if lex.words[k] == "half" else None
        return (found is not None and found[1] == m + 2) or _is_split_unit(lex, m + 1)
    if lex.word(m) != "-" or not (lex.glued(m) and lex.glued(m + 1)):
        return False
    return lex.word(m + 1) in table()["half"]["joined"]


def _is_split_unit(lex: Lexemes, m: int) -> bool:
    found = units.after(lex, m, digits=False)
    return found is not None and found[0].kind == "percent"


def _is_part(lex: Lexemes, i: int, k: int) -> bool:
    """As in "fell by a third", "a quarter more": a share of what was said before."""
    words = table()["part"]
    after = lex.word(k + 1)
    if after in words["compared"]:
        return True
    before = lex.word(i - 1)
    led = before in words["after"] or before in changes()
    return led and (not after.isalpha() or after in words["before"])


def _is_half(lex: Lexemes, i: int, k: int) -> bool:
    """Not the second half of a game, nor a half-hour."""
    words = table()["half"]
    before, after = lex.word(i - 1), lex.word(k + 1)
    if before in lists().ordinals or before in words["not_after"]:
        return False
    if before == "in" and k == i:
        # "cut the price in half"
        return any(changes().get(w) == "fall" for w in lex.words[max(0, i - _CUT_REACH) : i])
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
    if number.value == 1 and word not in {"half", "quarter"}:
        # "one fifth of", "by one third"; not "one third party"
        words = table()["part"]
        if after.isalpha() and after not in words["before"] and after not in words["compared"]:
            return None
    if lex.words[k + 1 : k + 3] == ["of", "a"]:
        # "two thirds of a million"
        size = lists().magnitudes.get(lex.word(k + 3))
        if size:
            return exact(number.first, k + 4, number.value / bottom * size, "words", scaled=True)
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
        whole = figure(lex.raw[k])
        last = k + 1
    else:
        found = in_words(lex, k) if k < len(lex) else None
        if found is None:
            return None
        whole, last = found.value, found.last
    if not number.value < whole or (lex.word(j) == "in" and _is_year(lex, k, whole)):
        return None
    return exact(number.first, last, number.value / whole, "fraction")


def _is_year(lex: Lexemes, k: int, whole: float) -> bool:
    return lex.raw[k].isdecimal() and int(whole) in _YEARS and whole % 100 != 0

"""Numbers in digits and words: "14,000", "2.5m", "two dozen", "tens of thousands", "one in five".

Word lists and the meaning of vague plurals stand in data/numbers.toml.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from twosource.reading.quantities.lexemes import Lexemes

__all__ = ["Numeral", "parse", "table"]

_MAX_FRACTION_DENOMINATOR = 1000


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in pieces [first, last) of a text.

    `low` and `high` differ from `value` for vague words only ("dozens"). `form` is digits, words,
    vague, fraction or ordinal. `scaled` says that a word or letter of magnitude is part of it.
    """

    first: int
    last: int
    value: float
    low: float
    high: float
    form: str
    scaled: bool = False


@cache
def table() -> dict[str, Any]:
    """The content of data/numbers.toml."""
    path = files("twosource.reading") / "data" / "numbers.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def starters() -> frozenset[str]:
    """Every word that a number in words may begin with."""
    t = table()
    parts = ("ones", "tens", "magnitudes", "fractions", "glyphs", "ordinals", "vague")
    words = {w for part in parts for w in t[part]}
    return frozenset(words | {"a", "an", "several", "few", "couple", "minus"})


class _Lists:
    """The tables as plain dicts, looked up once."""

    def __init__(self) -> None:
        t = table()
        self.ones: dict[str, float] = t["ones"]
        self.tens: dict[str, float] = t["tens"]
        self.magnitudes: dict[str, float] = t["magnitudes"]
        self.short: dict[str, float] = t["short"]
        self.doubtful = frozenset(t["doubtful"]["forms"])
        self.fractions: dict[str, int] = t["fractions"]
        self.glyphs: dict[str, float] = t["glyphs"]
        self.ordinals: dict[str, float] = t["ordinals"]
        self.vague: dict[str, list[float]] = t["vague"]
        self.some: dict[str, list[float]] = t["some"]
        self.pairs: dict[str, list[float]] = t["pairs"]
        self.metre_next = frozenset(t["metre_next"]["words"])


@cache
def lists() -> _Lists:
    """The tables of number words."""
    return _Lists()


def parse(lex: Lexemes, i: int, *, money: bool = False) -> Numeral | None:
    """The number that begins at piece `i`, or None; `money`: a currency stands before it.

    Digits, words, both mixed ("4 hundred"), fractions ("two thirds", "one in five", "half a
    million"), ordinals ("22nd", "third"), vague plurals ("tens of thousands", "several hundred").
    """
    if i >= len(lex):
        return None
    w = lex.words[i]
    if w[-1].isdigit():
        return _digits(lex, i, money=money)
    if w not in starters():
        return None
    t = lists()
    if w in t.glyphs:
        return _scale(lex, i, i + 1, t.glyphs[w], money=money, form="fraction")
    for rule in (_vague, _part, _cardinal, _ordinal):
        found = rule(lex, i)
        if found is not None:
            return found
    return None


def _exact(first: int, last: int, value: float, form: str, *, scaled: bool = False) -> Numeral:
    return Numeral(first, last, value, value, value, form, scaled)


def _digits(lex: Lexemes, i: int, *, money: bool) -> Numeral | None:
    t = lists()
    raw = lex.raw[i]
    value = float(raw.replace(",", "").replace(" ", ""))
    following = lex.word(i + 1)
    if lex.glued(i + 1) and following in ("st", "nd", "rd", "th") and "." not in raw:
        return _exact(i, i + 2, value, "ordinal")
    j = i + 1
    if following in t.glyphs:
        return _scale(lex, i, j + 1, value + t.glyphs[following], money=money)
    if _is_small_fraction(lex, j):
        # "2 1/2"
        part = float(lex.raw[j]) / float(lex.raw[j + 2])
        return _scale(lex, i, j + 3, value + part, money=money)
    if _is_small_fraction(lex, i):
        return _scale(lex, i, i + 3, value / float(lex.raw[i + 2]), money=money, form="fraction")
    share = _share(lex, i, j, value)
    if share is not None:
        return share
    return _scale(lex, i, j, value, money=money)


def _is_small_fraction(lex: Lexemes, i: int) -> bool:
    if not (lex.is_number(i) and lex.word(i + 1) == "/" and lex.is_number(i + 2)):
        return False
    if lex.word(i + 3) == "/" or not (lex.glued(i + 1) and lex.glued(i + 2)):
        return False
    top, bottom = lex.raw[i], lex.raw[i + 2]
    if not (top.isdigit() and bottom.isdigit()):
        return False
    return int(top) < int(bottom) and int(bottom) in (2, 3, 4, 5, 6, 8, 10, 16, 32, 64, 100, 1000)


def _share(lex: Lexemes, i: int, j: int, top: float) -> Numeral | None:
    """ "one in five", "3 out of 10": the share from piece `i`, its link at `j`."""
    if lex.word(j) == "in":
        k = j + 1
        if lex.word(k) == "every":
            k += 1
    elif lex.word(j) == "out" and lex.word(j + 1) == "of":
        k = j + 2
        if lex.word(k) == "every":
            k += 1
    else:
        return None
    if not (lex.is_number(k) or lex.word(k) in lists().ones or lex.word(k) in lists().tens):
        return None
    whole = (
        _scale(lex, k, k + 1, float(lex.raw[k].replace(",", "").replace(" ", "")), money=False)
        if (lex.is_number(k))
        else _cardinal(lex, k)
    )
    if whole is None or whole.value <= top or whole.value > _MAX_FRACTION_DENOMINATOR * 1000:
        return None
    if lex.word(j) == "in" and whole.value > _MAX_FRACTION_DENOMINATOR and whole.last - k == 1:
        return None  # "three in 2019"
    return _exact(i, whole.last, top / whole.value, "fraction")


def _scale(
    lex: Lexemes, i: int, j: int, value: float, *, money: bool, form: str = "digits"
) -> Numeral:
    """Take the words and letters of magnitude that follow a number in digits."""
    t = lists()
    scaled = False
    while True:
        w = lex.word(j)
        k = j
        if w == "-" and lex.word(j + 1) in t.magnitudes and lex.glued(j) and lex.glued(j + 1):
            k, w = j + 1, lex.word(j + 1)
        if w in t.magnitudes and not (w == "dozen" and scaled):
            value *= t.magnitudes[w]
        elif not scaled and w in t.short and _is_magnitude(lex, j, money=money):
            value *= t.short[w]
        elif not scaled and (lex.word(j), lex.word(j + 1), lex.word(j + 2)) == ("and", "a", "half"):
            value += 0.5
            j += 3
            continue
        else:
            break
        scaled = True
        form = "digits"
        j = k + 1
    return _exact(i, j, value, form, scaled=scaled)


def _is_magnitude(lex: Lexemes, j: int, *, money: bool) -> bool:
    """Whether the letters at `j` mean a magnitude and not a unit ("80m" of a wall)."""
    w = lex.words[j]
    near = lex.glued(j)
    if not near and lex.starts[j] - lex.ends[j - 1] > 1:
        return False
    if w not in lists().doubtful:
        return True
    if money:
        return near or w != "t"
    if not near:
        return (
            w == "b" and lex.word(j + 1) == "." and lex.word(j + 2) in ("euro", "euros", "dollars")
        )
    if w == "k":
        return True
    if lex.raw[j] == "M" and w == "m":
        return True
    if w == "m":
        following = lex.word(j + 1)
        return following.isalpha() and following not in lists().metre_next
    return False


def _cardinal(lex: Lexemes, i: int) -> Numeral | None:
    """A number in words: "twenty-eight thousand six hundred and two", "a hundred"."""
    t = lists()
    j = i
    negative = lex.words[i] == "minus"
    if negative:
        if lex.is_number(i + 1):
            n = _digits(lex, i + 1, money=False)
            return None if n is None else _exact(i, n.last, -n.value, "digits", scaled=n.scaled)
        j += 1
    article = lex.word(j) in ("a", "an")
    if article:
        if lex.word(j + 1) not in t.magnitudes:
            return None
        j += 1
    total, current, last_magnitude = 0.0, 0.0, float("inf")
    open_current, seen, scaled, end = False, False, False, j
    while True:
        w = lex.word(j)
        k = j + 1
        if w in t.ones and (not open_current or _takes_ones(current, t.ones[w])):
            current += t.ones[w]
        elif w in t.tens and (not open_current or (current >= 100 and current % 100 == 0)):
            current += t.tens[w]
        elif w == "hundred" and 0 < current < 100 and open_current:
            current, scaled = current * 100, True
        elif w == "hundred" and not open_current and (article or not seen):
            current, scaled = 100, True
        elif w in t.magnitudes and t.magnitudes[w] != 100 and t.magnitudes[w] < last_magnitude:
            if seen and not open_current:
                break
            size = t.magnitudes[w]
            total += (current if open_current else 1) * size
            current, last_magnitude, scaled = 0, size, True
            open_current, seen, end = False, True, k
            j = k
            if lex.word(j) in t.magnitudes and t.magnitudes[lex.word(j)] > size:
                # "hundred thousand million" and "dozen million" build on what stands so far
                current, total, open_current, last_magnitude = total, 0, True, float("inf")
            continue
        elif seen and w == "and" and (current >= 100 or (total and not open_current)):
            nxt = lex.word(j + 1)
            if (nxt in t.ones or nxt in t.tens) and nxt != "one":
                j += 1
                continue
            break
        elif seen and w == "-" and lex.glued(j) and lex.glued(j + 1) and _joins(lex, j):
            j += 1
            continue
        else:
            break
        open_current, seen, end = True, True, k
        j = k
    if not seen:
        return None
    value = total + current
    if (lex.word(end), lex.word(end + 1), lex.word(end + 2)) == ("and", "a", "half"):
        tail = t.magnitudes.get(lex.word(end + 3))
        value, end = value + 0.5, end + 3
        if tail:
            value, end, scaled = value * tail, end + 1, True
    elif lex.word(end) == "point" and lex.word(end + 1) in t.ones:
        value, end = _decimals(lex, end + 1, value)
        tail = t.magnitudes.get(lex.word(end))
        if tail:
            value, end, scaled = value * tail, end + 1, True
    if not scaled:
        share = _share(lex, i, end, value)
        if share is not None:
            return share
        bottom = t.fractions.get(lex.word(end + (lex.word(end) == "-")), 0)
        if bottom and 0 < value < 20 and not article:
            k = end + (lex.word(end) == "-")
            if not (lex.word(k) in t.ordinals and lex.word(k)[-1] != "s" and value > 1):
                of = lex.word(k + 1) in ("of", "the") or lex.word(k)[-1] == "s"
                if of or lex.word(k) in ("half", "quarter"):
                    return _exact(i, k + 1, value / bottom, "fraction")
    if negative:
        value = -value
    if end - i > 1 and article and lex.word(end) == "or":
        pass
    return _exact(i, end, value, "words", scaled=scaled)


def _takes_ones(current: float, ones: float) -> bool:
    if ones <= 0:
        return False
    if current >= 100:
        return current % 100 == 0 or (current % 10 == 0 and current % 100 >= 20 and ones < 10)
    return current >= 20 and current % 10 == 0 and ones < 10


def _joins(lex: Lexemes, j: int) -> bool:
    """Whether the hyphen at `j` stands inside one number ("twenty-five", "two-hundred")."""
    t = lists()
    left, right = lex.word(j - 1), lex.word(j + 1)
    if left in t.tens and right in t.ones:
        return True
    return right in t.magnitudes or (left in t.magnitudes and (right in t.ones or right in t.tens))


def _decimals(lex: Lexemes, j: int, value: float) -> tuple[float, int]:
    t = lists()
    place = 0.1
    while lex.word(j) in t.ones and t.ones[lex.word(j)] < 10:
        value += t.ones[lex.word(j)] * place
        place, j = place / 10, j + 1
    return round(value, 9), j


def _vague(lex: Lexemes, i: int) -> Numeral | None:
    """ "dozens", "tens of thousands", "several hundred", "a couple of dozen"."""
    t = lists()
    w = lex.words[i]
    if w in t.vague:
        low, high = t.vague[w]
        j = i + 1
        if (
            lex.word(j) == "of"
            and lex.word(j + 1) in t.vague
            and w in ("tens", "hundreds", "thousands")
        ):
            size = t.magnitudes.get(lex.word(j + 1)[:-1], 0)
            if size:
                base = {"tens": 10, "hundreds": 100, "thousands": 1000}[w]
                low, high, j = 2 * base * size, 10 * base * size - 1, j + 2
        elif w == "tens" or (w == "scores" and lex.word(j) != "of"):
            return None
        return Numeral(i, j, (low + high) / 2, low, high, "vague", scaled=True)
    k = i
    if w in ("a", "an"):
        k += 1
        if lex.word(k) not in ("few", "couple"):
            return None
    some = t.some.get(lex.word(k))
    if some is None:
        return None
    j = k + 1
    if lex.word(j) == "of" and lex.word(k) == "couple":
        j += 1
    size = t.magnitudes.get(lex.word(j), 0)
    if size:
        low, high = some[0] * size, some[1] * size
        return Numeral(i, j + 1, (low + high) / 2, low, high, "vague", scaled=True)
    pair = t.pairs.get(lex.word(k))
    if pair is not None and k > i and lex.word(k + 1) == "of":
        low, high = pair
        return Numeral(i, k + 2, low, low, high, "vague")
    return None


def _part(lex: Lexemes, i: int) -> Numeral | None:
    """ "half a million", "half a dozen", "half of", "a third of", "a quarter", "a half"."""
    t = lists()
    w = lex.words[i]
    k = i + 1 if w in ("a", "an") else i
    bottom = t.fractions.get(lex.word(k))
    if bottom is None or lex.word(k)[-1] == "s" or lex.word(k) == "halves":
        return None
    nxt = lex.word(k + 1)
    if lex.word(k) in ("half", "quarter") and nxt in ("a", "an", "million", "billion", "-"):
        m = k + 2 if nxt in ("a", "an", "-") else k + 1
        size = t.magnitudes.get(lex.word(m))
        if size:
            return _exact(i, m + 1, size / bottom, "words", scaled=True)
    if lex.word(k) == "half":
        before = lex.word(i - 1)
        if before in t.ordinals or before in (
            "other",
            "latter",
            "final",
            "last",
            "better",
            "opening",
        ):
            return None
        if k == i and nxt not in ("of", "the", "its", "their", "his", "her", "all", "our", "that"):
            return None
        if k > i and nxt != "of" and lex.word(i - 1) != "and":
            return None
        return _exact(i, k + 1, 0.5, "fraction")
    if (k > i or lex.word(i - 1) == "one") and nxt == "of":
        return _exact(i, k + 1, 1 / bottom, "fraction")
    return None


def _ordinal(lex: Lexemes, i: int) -> Numeral | None:
    t = lists()
    w = lex.words[i]
    if w in t.ordinals:
        return _exact(i, i + 1, t.ordinals[w], "ordinal")
    if w in t.tens and lex.word(i + 1) == "-" and t.ordinals.get(lex.word(i + 2), 99) < 10:
        return _exact(i, i + 3, t.tens[w] + t.ordinals[lex.word(i + 2)], "ordinal")
    return None

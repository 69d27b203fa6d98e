"""Numbers in digits and words: "14,000", "2.5m", "two dozen", "tens of thousands", "one in five".

Word lists and the meaning of vague plurals stand in data/numbers.toml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.reading.quantities.lexemes import figure
from twosource.reading.quantities.number_tables import Numeral, exact, lists, starters
from twosource.reading.quantities.number_words import compound_ordinal, in_words, ordinal
from twosource.reading.quantities.shares import part, share, split, vague

if TYPE_CHECKING:
    from twosource.reading.quantities.lexemes import Lexemes

__all__ = ["parse"]

_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 16, 32, 64, 100, 1000})


def parse(lex: Lexemes, i: int, *, money: bool = False) -> Numeral | None:
    """The number that begins at piece `i`, or None; `money`: a currency stands before it.

    Digits, words, both mixed ("4 hundred"), fractions ("two thirds", "one in five", "half a
    million"), ordinals ("22nd", "third"), vague plurals ("tens of thousands", "several hundred").
    """
    if i >= len(lex):
        return None
    word = lex.words[i]
    if word[-1].isdecimal():
        return _digits(lex, i, money=money)
    return _worded(lex, i, money=money) if word in starters() else None


def _worded(lex: Lexemes, i: int, *, money: bool) -> Numeral | None:
    word = lex.words[i]
    glyph = lists().glyphs.get(word)
    if glyph is not None:
        return _scale(lex, exact(i, i + 1, glyph, "fraction"), money=money)
    times = lists().folds.get(word)
    if times is not None:
        return _fold(lex, i, times)
    for rule in (vague, part, compound_ordinal, _words, ordinal):
        found = rule(lex, i)
        if found is not None:
            return found
    return None


def _fold(lex: Lexemes, i: int, times: float) -> Numeral | None:
    """As in "fourfold", "twice as many"; not "she won twice"."""
    if lex.words[i] in lists().twice and lex.word(i + 1) not in lists().twice_before:
        return None
    return exact(i, i + 1, times, "fold")


def _words(lex: Lexemes, i: int) -> Numeral | None:
    if lex.words[i] == "minus" and lex.is_number(i + 1):
        n = _digits(lex, i + 1, money=False)
        return exact(i, n.last, -n.value, "digits", scaled=n.scaled)
    found = in_words(lex, i)
    if found is None:
        return None
    if _is_fold(lex, found.last):
        return exact(i, found.last + 2, found.value, "fold")
    return split(lex, found) or share(lex, found) or found


def _digits(lex: Lexemes, i: int, *, money: bool) -> Numeral:
    t = lists()
    raw, after = lex.raw[i], lex.word(i + 1)
    value = figure(raw)
    if lex.glued(i + 1) and after in {"st", "nd", "rd", "th"} and "." not in raw:
        return exact(i, i + 2, value, "ordinal")
    number = exact(i, i + 1, value, "digits")
    if _is_fold(lex, i + 1):
        return exact(i, i + 3, value, "fold")
    if after in t.glyphs:
        number = exact(i, i + 2, value + t.glyphs[after], "digits")
    elif _is_small_fraction(lex, i + 1):
        # "2 1/2"
        number = exact(i, i + 4, value + float(lex.raw[i + 1]) / float(lex.raw[i + 3]), "digits")
    elif _is_small_fraction(lex, i):
        number = exact(i, i + 3, value / float(lex.raw[i + 2]), "fraction")
    else:
        found = share(lex, number)
        if found is not None:
            return found
    return _scale(lex, number, money=money)


def _is_fold(lex: Lexemes, i: int) -> bool:
    """Whether "-fold" begins at piece `i`."""
    return lex.word(i + 1) == "fold" and lex.word(i) == "-" and lex.glued(i)


def _is_small_fraction(lex: Lexemes, i: int) -> bool:
    """As in "3/4", but not the day 4/12/30."""
    if lex.word(i + 1) != "/" or lex.word(i + 3) == "/":
        return False
    top, bottom = lex.word(i), lex.word(i + 2)
    glued = lex.glued(i + 1) and lex.glued(i + 2)
    if not (glued and top.isdecimal() and bottom.isdecimal()):
        return False
    return int(top) < int(bottom) and int(bottom) in _DENOMINATORS


def _scale(lex: Lexemes, number: Numeral, *, money: bool) -> Numeral:
    """Take the words and letters of magnitude that follow a number in digits."""
    t = lists()
    value, j, scaled, size = number.value, number.last, False, 1.0
    while j < len(lex):
        word, k = lex.words[j], j
        if word == "-" and lex.glued(j) and lex.glued(j + 1):
            k, word = j + 1, lex.word(j + 1)
        if word in t.magnitudes and not (word == "dozen" and scaled):
            size = t.magnitudes[word]
            value *= size
        elif not scaled and k == j and word in t.short and _is_magnitude(lex, j, money=money):
            value *= t.short[word]
        elif lex.words[j : j + 3] == ["and", "a", "half"]:
            # "3 million and a half" is 3.5 million, "2 and a half million" 2.5 million
            value, j = value + 0.5 * size, j + 3
            continue
        else:
            break
        scaled, j = True, k + 1
    form = "digits" if scaled else number.form
    return exact(number.first, j, value, form, scaled=scaled)


def _is_magnitude(lex: Lexemes, j: int, *, money: bool) -> bool:
    """Whether the letters at `j` mean a magnitude and not a unit ("80m" of a wall)."""
    word = lex.words[j]
    near = lex.glued(j)
    if word not in lists().doubtful:
        return near or lex.starts[j] - lex.ends[j - 1] == 1
    if money:
        return near or word != "t"
    after = lex.word(j + 1)
    if not near:
        # "110 b. Euro"
        return word == "b" and after == "." and lex.word(j + 2) in {"euro", "euros", "dollars"}
    if word == "m" and lex.raw[j] == "m":
        return after.isalpha() and after not in lists().metre_next
    return word in {"k", "m"}

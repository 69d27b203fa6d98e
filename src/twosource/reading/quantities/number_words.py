"""Numbers in words: "fifty-one thousand three hundred and two", "minus seven", "two dozen"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.reading.quantities.number_tables import Numeral, exact, lists

if TYPE_CHECKING:
    from twosource.reading.quantities.lexemes import Lexemes

__all__ = ["compound_ordinal", "in_words", "ordinal"]

_HUNDRED = 100


@dataclass(slots=True)
class _Sum:
    """A number while its words are added up: `total` of the magnitudes that are complete, and the
    `current` group below the next one, open while words may still join it.
    """

    total: float = 0.0
    current: float = 0.0
    is_open: bool = False
    seen: bool = False
    scaled: bool = False
    last_magnitude: float = float("inf")

    def take(self, word: str, *, article: bool) -> bool:
        """Add one word; False when it does not belong to the number."""
        t = lists()
        if word in t.ones:
            return self._small(t.ones[word], may=not self.is_open or self._has_room(t.ones[word]))
        if word in t.tens:
            room = self.current >= _HUNDRED and self.current % _HUNDRED == 0
            return self._small(t.tens[word], may=not self.is_open or room)
        size = t.magnitudes.get(word)
        if size is None:
            return False
        return self._hundred(article=article) if size == _HUNDRED else self._magnitude(size)

    def _small(self, value: float, *, may: bool) -> bool:
        if may:
            self.current += value
            self.is_open = self.seen = True
        return may

    def _has_room(self, ones: float) -> bool:
        """Whether "five" may follow: behind "twenty", "hundred" or "hundred and twenty"."""
        below = self.current % _HUNDRED
        if ones <= 0 or self.current < 20:
            return False
        if below == 0:
            return True
        return below >= 20 and below % 10 == 0 and ones < 10

    def _hundred(self, *, article: bool) -> bool:
        if self.is_open and 0 < self.current < _HUNDRED:
            self.current *= _HUNDRED
        elif not self.is_open and (article or not self.seen):
            self.current = _HUNDRED
        else:
            return False
        self.is_open = self.seen = self.scaled = True
        return True

    def _magnitude(self, size: float) -> bool:
        if self.seen and not self.is_open:
            # "hundred thousand million": a greater one multiplies what stands so far
            if size <= self.last_magnitude:
                return False
            self.total *= size
        elif size >= self.last_magnitude:
            return False
        else:
            self.total += (self.current if self.is_open else 1) * size
        self.current, self.last_magnitude = 0.0, size
        self.is_open, self.seen, self.scaled = False, True, True
        return True


def in_words(lex: Lexemes, i: int) -> Numeral | None:
    """The cardinal number in words that begins at piece `i`; "a hundred", but not "a" alone."""
    j = i + 1 if lex.words[i] == "minus" else i
    article = lex.word(j) in {"a", "an"}
    if article:
        j += 1
        if lex.word(j) not in lists().magnitudes:
            return None
    number, end = _add_up(lex, j, article=article)
    if not number.seen:
        return None
    value, end, tail = _behind_the_point(lex, end, number)
    if j > i and not article:
        value = -value
    return exact(i, end, value, "words", scaled=number.scaled or tail)


def _add_up(lex: Lexemes, j: int, *, article: bool) -> tuple[_Sum, int]:
    number = _Sum()
    end = j
    while j < len(lex):
        if number.take(lex.words[j], article=article):
            end = j = j + 1
        elif number.seen and (_is_and(lex, j, number) or _is_hyphen(lex, j)):
            j += 1
        else:
            break
    return number, end


def _is_and(lex: Lexemes, j: int, number: _Sum) -> bool:
    """As in "one hundred and three", not "two men and three"."""
    t = lists()
    word = lex.word(j + 1)
    k = j + 2 + (lex.word(j + 2) == "-")
    if lex.word(k) in t.fractions and lex.word(k)[-1] == "s":
        # "six million and two thirds"
        return False
    great = number.current >= _HUNDRED or (number.total > 0 and not number.is_open)
    return lex.words[j] == "and" and great and word != "one" and (word in t.ones or word in t.tens)


def _is_hyphen(lex: Lexemes, j: int) -> bool:
    """As in "twenty-five", "two-hundred"; not "one-two"."""
    if lex.words[j] != "-" or not (lex.glued(j) and lex.glued(j + 1)):
        return False
    t = lists()
    left, right = lex.word(j - 1), lex.word(j + 1)
    if left in t.magnitudes:
        return right in t.magnitudes or right in t.ones or right in t.tens
    return right in t.magnitudes or (left in t.tens and right in t.ones)


def _behind_the_point(lex: Lexemes, end: int, number: _Sum) -> tuple[float, int, bool]:
    """As in "and a half", "point five", and a magnitude behind them."""
    t = lists()
    value = number.total + number.current
    tail = _and_a_part(lex, end)
    if tail is not None:
        # "one million and a half" is 1.5 million
        whole = number.last_magnitude if number.scaled and number.total else 1.0
        value, end = value + tail[0] * whole, tail[1]
    elif lex.word(end) == "point" and lex.word(end + 1) in t.ones:
        end, place = end + 1, 0.1
        while t.ones.get(lex.word(end), 10) < 10:
            value, place, end = value + t.ones[lex.word(end)] * place, place / 10, end + 1
        value = round(value, 9)
    else:
        return value, end, False
    size = t.magnitudes.get(lex.word(end))
    return (value, end, False) if size is None else (value * size, end + 1, True)


def _and_a_part(lex: Lexemes, end: int) -> tuple[float, int] | None:
    """As in "and a half", "and three-quarters": the part and the piece behind it."""
    if lex.word(end) != "and":
        return None
    t = lists()
    word = lex.word(end + 1)
    top = 1.0 if word == "a" else t.ones.get(word, 0.0)
    k = end + 2 + (lex.word(end + 2) == "-")
    bottom = t.fractions.get(lex.word(k))
    if not top or bottom is None or bottom <= top or (top > 1) != (lex.words[k][-1] == "s"):
        return None
    # "the second and a third" counts places
    return None if bottom != 2 and lex.word(k + 1) == "of" else (top / bottom, k + 1)


def compound_ordinal(lex: Lexemes, i: int) -> Numeral | None:
    """As in "twenty-first"."""
    t = lists()
    tens = t.tens.get(lex.words[i])
    ones = t.ordinals.get(lex.word(i + 2), 99)
    if tens is None or lex.word(i + 1) != "-" or ones >= 10:
        return None
    return exact(i, i + 3, tens + ones, "ordinal")


def ordinal(lex: Lexemes, i: int) -> Numeral | None:
    """As in "third"."""
    value = lists().ordinals.get(lex.words[i])
    return None if value is None else exact(i, i + 1, value, "ordinal")

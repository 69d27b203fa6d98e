"""Ranges: "10-20", "between 10 and 20", "$3 to 5 billion", "8- to 16-metre"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.reading.quantities import hedges, number_tables, numerals, units
from twosource.reading.quantities.draft import Draft
from twosource.reading.quantities.lexemes import figure
from twosource.reading.quantities.measures import take_unit

if TYPE_CHECKING:
    from twosource.reading.quantities.lexemes import Lexemes
    from twosource.reading.quantities.number_tables import Numeral

__all__ = ["take_range"]

_DASHES = ("-", "\u2013", "\u2014", "\u2011", "\u2212")


def take_range(lex: Lexemes, draft: Draft, numeral: Numeral) -> None:
    """As in "10-20", "between 10 and 20", "$3 to 5 billion", "5% to 10%"."""
    j = draft.last
    if lex.word(j) == "-" and lex.glued(j) and lex.word(j + 1) in {"to", "or"}:
        # "8- to 16-metre"
        j += 1
    opener = lex.word(draft.first - 1)
    if not _links(lex, j, opener):
        return
    second = _second_figure(lex, draft, j + 1)
    if second is None or numeral.form == "vague":
        return
    link = lex.word(j)
    unit = _common_unit(draft, second, link)
    if unit is _NO_UNIT:
        return
    low, high = draft.low, second.high
    size = _size(lex, second)
    if size > 1 and not numeral.scaled and low < high / size * 10:
        low *= size
    if low >= high or (link == "or" and (high - low > 1 or second.form != "words")):
        return
    if link == "to" and _is_movement(lex, draft, opener):
        return
    draft.low, draft.high = low, high
    draft.last = draft.reach = second.last
    draft.unit = unit
    draft.age = second.age
    draft.is_range = True


def _links(lex: Lexemes, j: int, opener: str) -> bool:
    """Whether the piece at `j` may stand between the two ends of a range."""
    link = lex.word(j)
    if link in _DASHES:
        return lex.glued(j) == lex.glued(j + 1)
    return link in ("to", "or") or (link == "and" and opener == "between")


def _second_figure(lex: Lexemes, draft: Draft, k: int) -> Draft | None:
    """The figure that begins at piece `k`, a currency sign before it allowed."""
    start = k
    while k < len(lex) and not (lex.is_number(k) or lex.words[k] in number_tables.starters()):
        k += 1
        if k - start > 2:
            return None
    currency = units.before(lex, k)
    if (currency is None and k != start) or (currency is not None and currency[1] != start):
        return None
    money = currency is not None or (draft.unit is not None and draft.unit.kind == "money")
    other = numerals.parse(lex, k, money=money)
    if other is None or other.form in ("ordinal", "fraction", "vague"):
        return None
    if lex.words[k] in ("a", "an", "one") and not other.scaled:
        return None
    second = Draft(start, other.last, start, other.last, k, other.value, other.value, other.form)
    if currency is not None:
        second.unit = currency[0]
    take_unit(lex, second)
    return second


_NO_UNIT = units.Unit("", "", 0.0, "")


def _common_unit(one: Draft, two: Draft, link: str) -> units.Unit | None:
    """The unit of a range whose ends may each name it, `_NO_UNIT` where they disagree."""
    if one.unit is None or one.unit == two.unit:
        return two.unit
    if two.unit is None:
        return one.unit if one.unit.kind == "money" or one.unit.name == "magnitude" else _NO_UNIT
    money = one.unit.kind == two.unit.kind == "money"
    return two.unit if money and one.unit.name == "USD" and link == "to" else _NO_UNIT


def _is_movement(lex: Lexemes, draft: Draft, opener: str) -> bool:
    """As in "fell from 20 to 10", "rose $3 to $20": two figures at two times, no range."""
    start = draft.first - 1 if opener == "from" else draft.first
    if hedges.change_before(lex, start) is None:
        return False
    return opener == "from" or draft.unit is not None


def _size(lex: Lexemes, other: Draft) -> float:
    """The magnitude by which the second figure of a range was multiplied."""
    raw = lex.raw[other.figure]
    if raw[-1].isdecimal():
        written = figure(raw)
    else:
        t = number_tables.lists()
        word = lex.words[other.figure]
        written = t.ones.get(word) or t.tens.get(word) or other.high
    return other.high / written if written else 1.0

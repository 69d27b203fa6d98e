"""The unit of a figure: behind it, before it, or named a little way off; and what it is per."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.reading.quantities import number_tables, units

if TYPE_CHECKING:
    from twosource.reading.quantities.draft import Draft
    from twosource.reading.quantities.lexemes import Lexemes

__all__ = ["take_rate", "take_unit"]

_KOREAN = frozenset({"korean", "korea"})
_LEAST_WON = 1000
_NEAR_MONEY = 6  # pieces
_GREAT_SUM = 1e6


def take_unit(lex: Lexemes, draft: Draft) -> None:
    """Give the draft the unit that stands beside it, and let it reach that far."""
    digits = lex.is_number(draft.last - 1) or lex.is_number(draft.figure)
    found = units.after(lex, draft.last, digits=digits)
    if found is None and lex.word(draft.last) == "-":
        found = units.after(lex, draft.last + 1, digits=digits)
    if found is None and draft.form == "vague" and lex.word(draft.last) == "of":
        # "hundreds of millions of dollars"
        found = units.after(lex, draft.last + 1, digits=False)
    if found is None or not _may_be_unit(lex, draft, found[0].name, found[1]):
        _take_prefix_unit(lex, draft)
        return
    unit, end = found
    if draft.unit is not None and unit.kind != "money":
        return
    if draft.unit is not None and unit.name != "USD" and draft.unit.name not in ("USD", unit.name):
        return
    if unit.name == "pound" and _is_sterling(lex, draft, end):
        unit = units.named("GBP")
    if draft.unit is None or unit.kind == "money":
        draft.unit = unit
    draft.last = draft.reach = end
    draft.age = unit.kind == "age"


def _may_be_unit(lex: Lexemes, draft: Draft, name: str, end: int) -> bool:
    """Not "two seconds" of a motion: words that are units only after a real figure."""
    if draft.form == "fraction" and draft.low == 0.5 and name == "point":
        return False
    if name == "stone" and lex.word(end - 1) == "stone" and not lex.is_number(draft.figure):
        return False
    if name == "KRW" and lex.word(end - 1) == "won" and lex.word(end - 2) not in _KOREAN:
        # "12 won seats"
        return draft.unit is not None or draft.high >= _LEAST_WON
    return not (name in {"second", "crown"} and lex.word(draft.figure) == "a")


def _is_sterling(lex: Lexemes, draft: Draft, end: int) -> bool:
    """Whether "pounds" are money: millions of them, or near a word of paying; not "of butter"."""
    if lex.words[end - 1] not in {"pound", "pounds"} or lex.word(end) in {"of", "per"}:
        return False
    table = number_tables.table()["sterling"]
    near = lex.words[max(0, draft.first - _NEAR_MONEY) : draft.first]
    if any(w in table["weights"] for w in near):
        return False
    return draft.high >= _GREAT_SUM or any(w in table["words"] for w in near)


def _take_prefix_unit(lex: Lexemes, draft: Draft) -> None:
    """As in "magnitude 7.6", "a magnitude of 6.1"."""
    if draft.unit is not None:
        return
    k = draft.figure - 1
    while k >= 0 and lex.words[k] in ("of", "about", ":", "-", "at", "around", "preliminary", "or"):
        k -= 1
    if lex.word(k) in ("magnitude", "magnitudes") and abs(draft.low) < 11:
        draft.unit = units.named("magnitude")


def take_rate(lex: Lexemes, draft: Draft) -> None:
    """Make the unit a rate where "per day", "a month" follows."""
    if draft.unit is None:
        return
    if draft.unit.kind in ("money", "measure", "points", "percent", "duration"):
        found = units.per(lex, draft.last, draft.unit)
        if found is not None:
            draft.unit, draft.last = found
            draft.reach = draft.last

"""Figures that only two numbers together give: "6 feet 2 inches", "at least 20 but not over 30".

Also the rate of a population ("12 per 100,000") and "an hour and a half".
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from twosource.reading.quantities import number_tables, units
from twosource.reading.quantities.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twosource.reading.quantities.lexemes import Lexemes

__all__ = ["and_a_half", "join"]

_LOWER = frozenset({"at_least", "more_than"})
_UPPER = frozenset({"up_to", "less_than"})
_PER_GAP = 6  # pieces between "12.3" and "per 100,000": "cases of the disease"
_INCHES = 12


def and_a_half(lex: Lexemes, i: int) -> Draft | None:
    """As in "a mile and a half", "an hour and a quarter", from the article at piece `i`."""
    if lex.word(i + 2) != "and" or lex.word(i + 3) != "a":
        return None
    bottom = {"half": 2, "quarter": 4}.get(lex.word(i + 4))
    found = units.after(lex, i + 1, digits=False) if bottom else None
    if bottom is None or found is None or found[1] != i + 2:
        return None
    value = 1 + 1 / bottom
    draft = Draft(i, i + 5, i, i + 5, i, value, value, "words")
    draft.unit = found[0]
    return draft


def join(lex: Lexemes, drafts: list[Draft]) -> list[Draft]:
    """The drafts with those made one that belong together."""
    if len(drafts) < 2:
        return drafts
    out = drafts[:1]
    for two in drafts[1:]:
        one = out[-1]
        if not (_compound(lex, one, two) or _bounded(lex, one, two) or _per(lex, one, two)):
            out.append(two)
    return out


@cache
def _parts() -> Mapping[str, frozenset[str]]:
    table = number_tables.table()["compounds"]
    return {unit: frozenset(parts) for unit, parts in table.items()}


def _compound(lex: Lexemes, one: Draft, two: Draft) -> bool:
    """As in "6 feet 2 inches", "two hours and 15 minutes", "6-foot-2"."""
    if one.unit is None or one.is_range or two.is_range or one.reach != one.last or two.rule:
        return False
    parts = _parts().get(one.unit.name)
    if parts is None or one.low != one.high or two.low != two.high:
        return False
    gap = lex.words[one.last : two.first]
    bare = two.unit is None and one.unit.name == "foot" and two.low < _INCHES
    if bare and lex.glued(two.first) and (gap == ["-"] or (not gap and two.form == "digits")):
        factor = 1 / _INCHES
    elif two.unit is not None and two.unit.name in parts and two.unit.base == one.unit.base:
        if gap not in ([], ["and"], [","], [",", "and"], ["-"]):
            return False
        factor = two.unit.factor / one.unit.factor
    else:
        return False
    if not 0 <= two.low * factor < 1 or one.low != int(one.low):
        return False
    one.low = one.high = one.low + two.low * factor
    one.last, one.reach = two.last, two.reach
    return True


def _bounded(lex: Lexemes, one: Draft, two: Draft) -> bool:
    """As in "at least 20 but no more than 30", "fewer than 30 but more than 20"."""
    lower, upper = (one, two) if one.rule in _LOWER else (two, one)
    if lower.rule not in _LOWER or upper.rule not in _UPPER or lower.low >= upper.high:
        return False
    gap = lex.words[one.reach : two.outer]
    if gap not in (["but"], ["and"], [",", "but"], [",", "and"], [], [","]):
        return False
    if one.unit is not None and two.unit is not None and one.unit != two.unit:
        return False
    one.low, one.high = lower.low, upper.high
    one.unit = one.unit or two.unit
    one.rule = f"{lower.rule} {upper.rule}"
    one.is_range = True
    one.age = one.age or two.age
    one.last, one.reach = two.last, two.reach
    return True


def _per(lex: Lexemes, one: Draft, two: Draft) -> bool:
    """As in "12.3 cases per 100,000 people": the second number is no quantity of its own."""
    if lex.word(two.first - 1) != "per" or two.low != two.high or two.first != two.figure:
        return False
    if one.unit is not None or one.form == "ordinal" or two.unit is not None:
        return False
    power = two.low
    while power >= 10 and power % 10 == 0:
        power /= 10
    gap = lex.words[one.reach : two.first - 1]
    if power != 1 or two.low < 10 or len(gap) > _PER_GAP or not all(w.isalpha() for w in gap):
        return False
    one.unit = units.Unit(f"per {two.low:,.0f}", "per one", 1 / two.low, "rate")
    if not gap:
        one.last = one.reach = two.last
    return True

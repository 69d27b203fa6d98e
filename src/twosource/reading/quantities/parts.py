"""Which quantity is a part of which: "23 of the 41 seats"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from twosource.reading.quantities import number_tables

if TYPE_CHECKING:
    from twosource.reading.quantities.draft import Draft
    from twosource.reading.quantities.lexemes import Lexemes

__all__ = ["link"]

_REACH = 6  # pieces between the two: "of the city council's"
_PARTS = frozenset({"", "percent", "fraction"})


@cache
def _determiners() -> frozenset[str]:
    return frozenset(number_tables.table()["whole"]["determiners"])


def link(lex: Lexemes, drafts: list[Draft]) -> None:
    """Set `whole` where a quantity is part of the one behind it; both count the same."""
    for k in range(len(drafts) - 1):
        one, two = drafts[k], drafts[k + 1]
        if not _is_part(lex, one, two):
            continue
        one.whole = k + 1
        if two.counted and not _between(one, two):
            one.counted = two.counted
            one.counted_start, one.counted_end = two.counted_start, two.counted_end


def _between(one: Draft, two: Draft) -> bool:
    """Whether what the part counts stands before the whole: "two members of the nine"."""
    return 0 <= one.counted_end <= two.counted_start and one.counted_start < two.counted_start


def _is_part(lex: Lexemes, one: Draft, two: Draft) -> bool:
    if one.form == "ordinal" or two.form in {"ordinal", "fraction", "vague", "fold"}:
        return False
    if two.unit is not None or (one.unit is not None and one.unit.name not in _PARTS):
        return False
    if one.unit is None and one.low >= two.high:
        return False
    gap = lex.words[one.reach : two.outer]
    if gap[:2] == ["out", "of"]:
        gap = gap[1:]
    if not gap or gap[0] != "of" or len(gap) > _REACH or not two.counted:
        return False
    rest = gap[1:]
    if not rest:
        return True
    return rest[0] in _determiners() and (rest[1:] == [] or rest[-1] in {"s", "\u2019", "'"})

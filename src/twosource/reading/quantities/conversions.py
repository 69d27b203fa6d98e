"""Figures that the text gives a second time in another unit: "75 kilometres (about 47 miles)"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twosource.reading.quantities.draft import Draft
    from twosource.reading.quantities.lexemes import Lexemes

__all__ = ["link"]

# A writer rounds both figures: "600 metres (2,000 feet)" is off by 2 %, "a mile (2 km)" by 24 %.
_TOLERANCE = 0.25
_OPENERS = (["("], ["["], ["/"], [",", "or"], ["or"], ["\u2013"], ["\u2014"], ["("], ["-"])


def link(lex: Lexemes, drafts: list[Draft]) -> None:
    """Set `same_as` where a figure repeats the one before it, and let it share its hedge."""
    for k in range(1, len(drafts)):
        two = drafts[k]
        one_index = k - 1
        if drafts[one_index].same_as is not None and lex.word(two.outer - 1) == "/":
            one_index = drafts[one_index].same_as or 0
        one = drafts[one_index]
        gap = lex.words[drafts[k - 1].reach : two.outer]
        counted_between = _behind_noun(gap)
        if gap not in _OPENERS and not counted_between:
            continue
        if _same(one, two, bracketed=gap[-1:] == ["("] or gap == ["/"]):
            two.same_as = one_index
            if not two.rule:
                two.rule, two.hedge = one.rule, one.hedge
            if two.counted and not one.counted:
                one.counted = two.counted
                one.counted_start, one.counted_end = two.counted_start, two.counted_end
            if not two.counted:
                two.counted = one.counted
                two.counted_start, two.counted_end = one.counted_start, one.counted_end


def _behind_noun(gap: list[str]) -> bool:
    """As in "5 kilometres of road (3 miles)": up to three words and a bracket."""
    return 1 < len(gap) <= 4 and gap[-1] == "(" and all(w.isalpha() or w == "." for w in gap[:-1])


def _same(one: Draft, two: Draft, *, bracketed: bool) -> bool:
    if one.unit is None or two.unit is None or one.unit == two.unit:
        return False
    if one.unit.kind == two.unit.kind == "money":
        return bracketed and one.unit.base != two.unit.base
    pair = {one.unit.base, two.unit.base}
    if pair == {"celsius", "fahrenheit"}:
        return bracketed
    if pair == {"magnitude", "point"}:
        return False
    if len(pair) != 1 or not one.high or not two.high:
        return False
    ratio = (two.high * two.unit.factor) / (one.high * one.unit.factor)
    return 1 - _TOLERANCE <= ratio <= 1 + _TOLERANCE

"""The grammar of one paragraph's quantities: figure, range, unit, rate, hedge, change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.reading.quantities import ages, hedges, number_tables, numerals, units
from twosource.reading.quantities.compounds import and_a_half
from twosource.reading.quantities.draft import Draft
from twosource.reading.quantities.exclusions import is_label, is_score
from twosource.reading.quantities.measures import take_rate, take_unit
from twosource.reading.quantities.ranges import take_range

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.reading.quantities.lexemes import Lexemes
    from twosource.reading.quantities.number_tables import Numeral

__all__ = ["scan"]

_ARTICLES = frozenset({"a", "an"})
_FURTHER = frozenset({"another", "further", "additional", "extra"})
_FIGURES = frozenset({"percent", "money", "points"})


def scan(lex: Lexemes, taken: Sequence[tuple[int, int]]) -> list[Draft]:
    """The quantities of one text in order; `taken` are the character spans of its times."""
    out: list[Draft] = []
    starters = number_tables.starters()
    i, t, n = 0, 0, len(lex)
    while i < n:
        word = lex.words[i]
        if word not in starters and not word[-1].isdecimal():
            i += 1
            continue
        if word in _ARTICLES and not _may_count(lex, i):
            i += 1
            continue
        while t < len(taken) and taken[t][1] <= lex.starts[i]:
            t += 1
        if t < len(taken) and taken[t][0] < lex.ends[i]:
            # "in his 40s" may look like a time
            life = ages.decade(lex, i)
            i = i + 1 if life is None else life.last
            out.extend([] if life is None else [life])
            continue
        draft = _read(lex, i, out[-1] if out else None)
        if draft is None:
            i = _past_label(lex, i)
            continue
        if t < len(taken) and taken[t][0] < lex.ends[draft.figure]:
            i += 1
            continue
        out.append(draft)
        i = draft.last
    return out


def _may_count(lex: Lexemes, i: int) -> bool:
    """Whether the article at piece `i` may begin a number: "a dozen", "an hour and a half"."""
    return lex.word(i + 1) in number_tables.behind_articles() or lex.word(i + 2) == "and"


def _past_label(lex: Lexemes, i: int) -> int:
    """Behind a number that is none: also behind the digits that are glued to it."""
    j = i + 1
    if lex.is_number(i):
        if lex.word(j) == "to" and is_score(lex, i, j):
            return j + 2
        if lex.word(j) == "-" and lex.glued(j) and lex.glued(j + 1) and lex.words[j + 1].isalpha():
            return j + 2
        while (
            j < len(lex)
            and lex.glued(j)
            and (
                lex.is_number(j)
                or (
                    lex.words[j] in ("-", ".", ":", "/", ",")
                    and lex.glued(j + 1)
                    and lex.is_number(j + 1)
                )
            )
        ):
            j += 1
    return j


def _read(lex: Lexemes, i: int, previous: Draft | None) -> Draft | None:
    """The quantity whose number begins at piece `i`, or None."""
    whole = and_a_half(lex, i) if lex.words[i] in {"a", "an"} else ages.decade(lex, i)
    if whole is not None:
        if not whole.age:
            _take_hedges(lex, whole)
        return whole
    debt = _is_debt(lex, i)
    prefix = units.before(lex, i - 1 if debt else i)
    numeral = numerals.parse(lex, i, money=prefix is not None)
    if numeral is None or (prefix is None and is_label(lex, numeral)):
        return None
    first = i if prefix is None else prefix[1]
    draft = Draft(
        first, numeral.last, first, numeral.last, i, numeral.low, numeral.high, numeral.form
    )
    if numeral.form == "ordinal":
        return draft
    if prefix is not None:
        draft.unit = prefix[0]
    if debt and prefix is not None:
        draft.low, draft.high = -draft.high, -draft.low
    elif _is_minus(lex, first, previous):
        draft.first -= 1
        draft.outer -= 1
        draft.low, draft.high = -draft.high, -draft.low
    return _complete(lex, draft, numeral, previous)


def _complete(lex: Lexemes, draft: Draft, numeral: Numeral, previous: Draft | None) -> Draft | None:
    """Add what stands around the number; None when that shows it to be a score."""
    take_unit(lex, draft)
    if numeral.form != "fraction":
        take_range(lex, draft, numeral)
    if draft.unit is None and is_score(lex, draft.figure, numeral.last):
        return None
    take_rate(lex, draft)
    _take_hedges(lex, draft)
    _take_change(lex, draft, previous)
    return draft


def _is_debt(lex: Lexemes, i: int) -> bool:
    """As in "$-5bn"."""
    if lex.word(i - 1) not in {"-", "\u2212"} or not lex.glued(i):
        return False
    return units.before(lex, i - 1) is not None


def _is_minus(lex: Lexemes, first: int, previous: Draft | None) -> bool:
    if first < 1 or lex.word(first - 1) not in ("-", "\u2212") or not lex.glued(first):
        return False
    if lex.word(first - 2) == "minus":
        return True
    if first > 1 and lex.raw[first - 2].isalpha() and lex.raw[first - 2].isupper():
        return lex.word(first + 1) == "%"
    if previous is not None and previous.last >= first - 1:
        return False
    return first == 1 or not lex.glued(first - 1) or lex.word(first - 2) in {"(", "["}


def _take_hedges(lex: Lexemes, draft: Draft) -> None:
    _take_hedge_before(lex, draft)
    found = hedges.hedge_after(lex, draft.last) or _hedge_behind_noun(lex, draft)
    if found is None:
        return
    rule, end = found
    hedge = lex.text[lex.starts[draft.last] : lex.ends[end - 1]].strip("- ")
    if hedge == "+" and draft.unit is None:
        # "20+ km"
        unit = units.after(lex, end, digits=True)
        if unit is not None:
            draft.unit, end = unit
            draft.last = end
    draft.reach = end
    if not draft.rule:
        draft.rule, draft.hedge = rule, hedge


def _hedge_behind_noun(lex: Lexemes, draft: Draft) -> tuple[str, int] | None:
    """As in "40 people or so", "2,000 jobs or more"; the hedge stays outside of the quantity."""
    j = draft.last
    if draft.unit is not None or draft.rule or not lex.word(j).isalpha() or lex.word(j + 1) != "or":
        return None
    found = hedges.hedge_after(lex, j + 1)
    if found is not None:
        draft.rule = found[0]
        draft.hedge = lex.text[lex.starts[j + 1] : lex.ends[found[1] - 1]]
    return None


def _take_hedge_before(lex: Lexemes, draft: Draft) -> None:
    start = draft.first
    if draft.is_range and lex.word(start - 1) in {"between", "from"}:
        draft.outer = start = start - 1
    article = lex.word(start - 1) in {"a", "an"}
    further = lex.word(start - 1) in _FURTHER
    if (article or further) and hedges.hedge_before(lex, start - 1) is not None:
        # "more than a 5 % share", "at least another 5"
        start -= 1
    found = hedges.hedge_before(lex, start)
    if found is None or _is_during(lex, draft, found[1], start):
        return
    draft.rule, draft.outer = found
    draft.hedge = lex.text[lex.starts[draft.outer] : lex.ends[start - 1]]


def _is_during(lex: Lexemes, draft: Draft, first: int, start: int) -> bool:
    """As in "an event over four days": no hedge."""
    timed = draft.unit is not None and draft.unit.kind == "duration"
    if not timed or lex.words[first:start] != ["over"]:
        return False
    return lex.word(first - 1) not in number_tables.table()["spans"]["over"]


def _take_change(lex: Lexemes, draft: Draft, previous: Draft | None) -> None:
    kind = draft.unit.kind if draft.unit is not None else "count"
    if kind in {"duration", "age"}:
        return
    figure = kind in _FIGURES or draft.form in {"fraction", "fold"}
    if draft.form == "fraction" and lex.word(draft.first - 1) == "in":
        # "cut in half"
        draft.change = "fall"
        return
    found = hedges.change_before(lex, draft.outer)
    if found is not None and (figure or found[1]):
        draft.change = found[0]
        return
    behind = hedges.change_after(lex, draft.reach) if figure else None
    if behind is not None:
        draft.change = behind
    elif previous is not None and (figure or kind == "measure"):
        # "rose 58 points, or 2 %"
        repeated = lex.words[previous.reach : draft.outer] in ([",", "or"], ["or"], ["("])
        draft.change = previous.change if repeated else ""

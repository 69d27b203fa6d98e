"""The grammar of one paragraph's quantities: figure, range, unit, rate, hedge, change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.reading.quantities import ages, hedges, number_tables, numerals, units
from twosource.reading.quantities.compounds import and_a_half
from twosource.reading.quantities.draft import Draft
from twosource.reading.quantities.exclusions import is_label, is_score

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.reading.quantities.lexemes import Lexemes
    from twosource.reading.quantities.number_tables import Numeral

__all__ = ["scan"]

_DASHES = ("-", "\u2013", "\u2014", "\u2011", "\u2212")
_FURTHER = frozenset({"another", "further", "additional", "extra"})
_FIGURES = frozenset({"percent", "money", "points"})


def scan(lex: Lexemes, taken: Sequence[tuple[int, int]]) -> list[Draft]:
    """The quantities of one text in order; `taken` are the character spans of its times."""
    out: list[Draft] = []
    starters = number_tables.starters()
    i, t, n = 0, 0, len(lex)
    while i < n:
        word = lex.words[i]
        if not (word[-1].isdecimal() or word in starters):
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
    if lex.words[i] == "a" or lex.words[i] == "an":
        whole = and_a_half(lex, i)
        if whole is not None:
            _take_hedges(lex, whole)
            return whole
    prefix = units.before(lex, i)
    debt = prefix is None and lex.word(i - 1) in ("-", "\u2212") and lex.glued(i)
    if debt:
        # "$-5bn"
        prefix = units.before(lex, i - 1)
    numeral = numerals.parse(lex, i, money=prefix is not None)
    life = ages.decade(lex, i) if prefix is None else None
    if life is not None:
        return life
    if numeral is None:
        return None
    first = i if prefix is None else prefix[1]
    if prefix is None and is_label(lex, numeral):
        return None
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
    _take_unit(lex, draft)
    if numeral.form != "fraction":
        _take_range(lex, draft, numeral)
    if draft.unit is None and is_score(lex, draft.figure, numeral.last):
        return None
    _take_rate(lex, draft)
    _take_hedges(lex, draft)
    _take_change(lex, draft, previous)
    return draft


def _is_minus(lex: Lexemes, first: int, previous: Draft | None) -> bool:
    if first < 1 or lex.word(first - 1) not in ("-", "\u2212") or not lex.glued(first):
        return False
    if lex.word(first - 2) == "minus":
        return True
    if first > 1 and lex.raw[first - 2].isalpha() and lex.raw[first - 2].isupper():
        return lex.word(first + 1) == "%"
    if previous is not None and previous.last >= first - 1:
        return False
    return first == 1 or not lex.glued(first - 1)


def _take_unit(lex: Lexemes, draft: Draft) -> None:
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
    return not (name in ("second", "crown") and lex.word(draft.figure) == "a")


def _take_prefix_unit(lex: Lexemes, draft: Draft) -> None:
    """As in "magnitude 7.6", "a magnitude of 6.1"."""
    if draft.unit is not None:
        return
    k = draft.figure - 1
    while k >= 0 and lex.words[k] in ("of", "about", ":", "-", "at", "around", "preliminary", "or"):
        k -= 1
    if lex.word(k) in ("magnitude", "magnitudes") and abs(draft.low) < 11:
        draft.unit = units.named("magnitude")


def _take_range(lex: Lexemes, draft: Draft, numeral: Numeral) -> None:
    """As in "10-20", "between 10 and 20", "$3 to 5 billion", "5% to 10%"."""
    j = draft.last
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
    _take_unit(lex, second)
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
        written = float(raw.replace(",", "").replace(" ", ""))
    else:
        t = number_tables.lists()
        word = lex.words[other.figure]
        written = t.ones.get(word) or t.tens.get(word) or other.high
    return other.high / written if written else 1.0


def _take_rate(lex: Lexemes, draft: Draft) -> None:
    if draft.unit is None:
        return
    if draft.unit.kind in ("money", "measure", "points", "percent", "duration"):
        found = units.per(lex, draft.last, draft.unit)
        if found is not None:
            draft.unit, draft.last = found
            draft.reach = draft.last


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

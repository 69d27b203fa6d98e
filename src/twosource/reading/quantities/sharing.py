"""What neighbouring quantities lend each other: unit, counted noun, magnitude, rate."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from twosource.reading.quantities import number_tables, units

if TYPE_CHECKING:
    from twosource.reading.quantities.draft import Draft
    from twosource.reading.quantities.lexemes import Lexemes

__all__ = ["share"]

_LINKS = frozenset({",", "and", "or", "&", "to", "-", "\u2013", "/", "plus", "versus", "v", "vs"})
_GREATEST = 10  # magnitude
_NEAR = 5  # pieces before a figure


def share(lex: Lexemes, drafts: list[Draft]) -> None:
    """Complete each draft from those beside it."""
    _share_backwards(lex, drafts)
    _share_forwards(lex, drafts)
    _count_rates(lex, drafts)
    _magnitudes(lex, drafts)


def _share_backwards(lex: Lexemes, drafts: list[Draft]) -> None:
    """As in "5.4 and 4.9 magnitude tremors": the last one names it."""
    for k in range(len(drafts) - 2, -1, -1):
        one, two = drafts[k], drafts[k + 1]
        if one.form == "ordinal" or two.form == "ordinal" or one.age:
            continue
        if one.unit is None and two.unit is None and _is_half_named(lex, one, two):
            one.counted = ""
        gap = lex.words[one.reach : two.outer] if one.counted_end < 0 or one.counted else ["and"]
        if len(gap) > 1 and lex.raw[one.reach][0].isupper():
            # "12 Italian and 11 German sailors"
            gap = gap[1:]
        if not gap or len(gap) > 3 or not _LINKS.issuperset(gap):
            continue
        bare = one.unit is None and not one.counted
        if bare and two.unit is not None and two.unit.kind != "money":
            one.unit, one.age = two.unit, two.age
        if one.unit == two.unit and not one.counted and two.counted:
            one.counted = two.counted
            one.counted_start, one.counted_end = two.counted_start, two.counted_end


def _is_half_named(lex: Lexemes, one: Draft, two: Draft) -> bool:
    """As in "12 Lornish and 11 Vanese sailors": a name without its plural noun."""
    if one.high <= 1 or not two.counted or not one.counted[:1].isupper():
        return False
    gap = lex.text[one.counted_end : lex.starts[two.outer]].strip()
    noun = lex.text[two.counted_start : two.counted_end]
    return gap in {"and", "or", "&"} and noun.endswith("s") and not one.counted.endswith("s")


def _share_forwards(lex: Lexemes, drafts: list[Draft]) -> None:
    """As in "six people were killed and 30 injured": the 30 are people too."""
    t = number_tables.table()["elliptic"]
    for k in range(1, len(drafts)):
        one, two = drafts[k - 1], drafts[k]
        if one.unit is not None or not one.counted or one.form == "ordinal":
            continue
        if two.unit is not None or two.counted or two.form not in ("digits", "words", "vague"):
            continue
        between = lex.words[one.reach : two.outer]
        if _is_tally(lex, one, two, between):
            # "52 votes to 48"
            two.counted = one.counted
            two.counted_start, two.counted_end = one.counted_start, one.counted_end
            continue
        if "." in between or ";" in between or lex.words[two.figure] == "one":
            continue
        if lex.word(two.outer - 1) in t["after"] or lex.word(two.reach) in t["before"]:
            two.counted = one.counted
            two.counted_start, two.counted_end = one.counted_start, one.counted_end


def _is_tally(lex: Lexemes, one: Draft, two: Draft, between: list[str]) -> bool:
    return between[1:] == ["to"] and one.counted == "vote" and not lex.word(two.last).isalpha()


def _count_rates(lex: Lexemes, drafts: list[Draft]) -> None:
    """As in "3,000 tests per day", "40 flights a week"."""
    for draft in drafts:
        if draft.counted_end < 0 or draft.form in {"ordinal", "vague"}:
            continue
        if draft.unit is not None and draft.unit.kind != "measure":
            continue
        j = draft.reach
        while j < len(lex) and lex.starts[j] < draft.counted_end:
            j += 1
        found = units.per(lex, j, draft.unit)
        if found is not None and (draft.unit is None or j > draft.reach):
            draft.unit = found[0]


@cache
def _magnitude_words() -> tuple[frozenset[str], frozenset[str]]:
    t = number_tables.table()["magnitude"]
    return frozenset(t["nouns"]), frozenset(t["verbs"])


def _magnitudes(lex: Lexemes, drafts: list[Draft]) -> None:
    """As in "a 6.1 quake", "a quake measuring 4.6"; the nearest quake is what has it."""
    nouns, verbs = _magnitude_words()
    quakes = [i for i, w in enumerate(lex.words) if w in nouns]
    if not quakes:
        return
    for draft in drafts:
        if draft.unit is None and draft.form == "digits" and 1 <= draft.low < _GREATEST:
            of_quake = draft.counted.lower() in nouns
            near = lex.words[max(0, draft.first - _NEAR) : draft.first]
            measured = not draft.counted and not verbs.isdisjoint(near)
            if "." in lex.raw[draft.figure]:
                found = of_quake or measured
            else:
                found = of_quake and draft.low > 1 and _singular(lex, draft)
            if found:
                draft.unit = units.named("magnitude")
        has_one = draft.unit is not None and draft.unit.name == "magnitude"
        if has_one and draft.counted.lower() not in nouns:
            i = min(quakes, key=lambda q, at=draft.figure: abs(q - at))  # type: ignore[misc]
            draft.counted = lex.words[i].removesuffix("s")
            draft.counted_start, draft.counted_end = lex.starts[i], lex.ends[i]


def _singular(lex: Lexemes, draft: Draft) -> bool:
    """As in "a 6 earthquake": a count would have a plural."""
    return not lex.text[draft.counted_start : draft.counted_end].lower().endswith("s")

"""Titles before a person's name: forms of address, offices, ranks, occupations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.reading.names_words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.reading.table import Word

__all__ = ["Title", "holds_office", "names_office", "title_of", "titled", "without_office"]

_MODIFIERS = frozenset({"amod", "compound", "nmod:desc"})
_NOT_INSIDE = frozenset({"the", "and", "of", "for"})


@dataclass(frozen=True, slots=True)
class Title:
    """A title at the tokens [start, end) of a line; `role` without honorifics, as written.

    Its office begins at `office`; what stands before that may be a name itself ("Orland Air" of
    "Orland Air CEO").
    """

    start: int
    end: int
    office: int
    role: str = ""
    gender: str = ""


def title_of(line: Sequence[Word], first: int, last: int) -> Title:
    """The title that opens the run [first, last), or stands right before it in small letters."""
    portfolio, end = _portfolio(line, first, last)
    if end > portfolio:
        start = _before_of(line, portfolio)
        role, gender = _role(line, start, end)
        return Title(start, end, start, role, gender)
    office, end = _office(line, first, last)
    start = first if end > first else _title_before(line, first)
    if start == end:
        return Title(first, first, first)
    role, gender = _role(line, start, end)
    return Title(start, end, max(office, start), role, gender)


def holds_office(line: Sequence[Word], first: int, last: int) -> bool:
    """Whether an office stands inside the run with a full name of two words after it."""
    lists = words()
    if last - first <= 2:
        return False
    end = line[last - 1].lower_
    if end in lists.place or end in lists.organisation:
        return False
    return any(line[k].lower_ in lists.offices for k in range(first, last - 2))


def titled(line: Sequence[Word], first: int) -> bool:
    """Whether an office in small letters stands right before the name at `first`."""
    return (
        first > 0 and line[first - 1].lower_ in words().offices and line[first - 1].pos_ == "NOUN"
    )


def names_office(line: Sequence[Word]) -> bool:
    """Whether the words are an office without a name: "Prime Minister", "CEO of Orland Air"."""
    lists = words()
    low = [t.lower_ for t in line]
    if low[-1] in lists.offices or low[-1] in lists.honorifics:
        return True
    joined = next((k for k, w in enumerate(low) if w in {"of", "for", "to"}), 0)
    return joined > 0 and low[joined - 1] in lists.offices


def without_office(line: Sequence[Word], first: int, last: int) -> int:
    """The end of the run without an office after it: "Orland Air" of "Orland Air CEO"."""
    lists = words()
    end = last
    while end - first > 1 and line[end - 1].text in lists.offices_after:
        end -= 1
        while end - first > 1 and line[end - 1].lower_ in lists.before_office:
            end -= 1
    return end


def _portfolio(line: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """Where what an office before the name is of begins and ends ("Secretary of | State | Ivo
    Soran"); twice the same place where there is no such office.
    """
    lists = words()
    begin = first
    while begin > 0 and line[begin - 1].lower_ in lists.portfolios:
        begin -= 1
    of = begin - 2 if begin > 1 and line[begin - 1].lower_ == "the" else begin - 1
    if of < 1 or line[of].lower_ != "of" or line[of - 1].lower_ not in lists.offices:
        return first, first
    end = first
    while end < last - 1 and line[end].lower_ in lists.portfolios:
        end += 1
    return begin, end


def _before_of(line: Sequence[Word], first: int) -> int:
    """Where the office before "of" or "of the" begins."""
    k = first - 3 if line[first - 1].lower_ == "the" else first - 2
    while k > 0 and line[k - 1].lower_ in words().before_office and line[k - 1].text[0].isupper():
        k -= 1
    return k


def _office(line: Sequence[Word], first: int, last: int) -> tuple[int, int]:
    """Where the office or honorific in a run begins, and the place after it; a name must follow."""
    lists = words()
    if line[last - 1].lower_.rstrip(".") in lists.organisation:
        return first, first  # "General Motors", "Major League": no rank
    begin = end = first
    for k in range(first, last - 1):
        low = line[k].lower_.rstrip(".")
        if low in lists.honorifics or low in lists.offices:
            end = k + 1
        elif low not in lists.before_office or low in _NOT_INSIDE:
            if end > first:
                break
            begin = k + 1
    return begin, end


def _title_before(line: Sequence[Word], first: int) -> int:
    """Where a title in small letters begins, right before the name at `first`."""
    lists = words()
    k = first
    while k > 0:
        token = line[k - 1]
        low = token.lower_.rstrip(".")
        named = low in lists.offices or low in lists.honorifics
        inner = k < first and (
            (low in lists.before_office and low not in _NOT_INSIDE)
            or (token.dep_ in _MODIFIERS and token.text[0].isalpha())
        )
        if not (named or inner) or (k == first and token.dep_ in {"ROOT", "obj", "obl"}):
            break
        k -= 1
    return k


def _role(line: Sequence[Word], start: int, end: int) -> tuple[str, str]:
    lists = words()
    gender = ""
    kept: list[int] = []
    for k in range(start, end):
        low = line[k].lower_.rstrip(".")
        gender = gender or lists.honorifics.get(low, "") or lists.gendered.get(low, "")
        if low not in lists.honorifics:
            kept.append(k)
    if not kept:
        return "", gender
    begin = kept[0]
    while begin > 0 and line[begin - 1].dep_ in _MODIFIERS and line[begin - 1].is_alpha:
        begin -= 1
    last = line[kept[-1]]
    return last.doc.text[line[begin].idx : last.idx + len(last.text)], gender

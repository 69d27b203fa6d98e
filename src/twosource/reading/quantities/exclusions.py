"""Digits that are no quantity: labels, model names, scores, telephone numbers."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from twosource.reading.quantities import number_tables, units

if TYPE_CHECKING:
    from twosource.reading.quantities.lexemes import Lexemes
    from twosource.reading.quantities.number_tables import Numeral

__all__ = ["is_label", "is_score", "looks_like_model"]

_DASHES = ("-", "–", "—", "‑")


@cache
def _labels() -> frozenset[str]:
    return frozenset(number_tables.table()["labels"]["words"])


@cache
def _score_words() -> frozenset[str]:
    return frozenset(number_tables.table()["scores"]["words"])


def is_label(lex: Lexemes, numeral: Numeral) -> bool:
    """Whether the number is part of a code or follows a word that numbers things ("page 5")."""
    i, j = numeral.first, numeral.last
    if numeral.form == "ordinal":
        return False
    if not lex.is_number(i):
        return _is_idiom(lex, i, j)
    if lex.glued(i):
        left = lex.raw[i - 1]
        if left.isalpha() or left in "_@#/\\=&":
            return not (left == "/" and units.after(lex, j, digits=True))
        if left in _DASHES and (lex.raw[i - 2].isupper() or lex.glued(i - 1)) and i > 1:
            before = lex.raw[i - 2]
            if (
                before.isalpha()
                and lex.words[i - 2] not in ("minus", "to")
                and lex.word(j) != "%"
                and lex.words[i - 2] not in ("mid", "early", "late", "pre", "post")
            ):
                return True
            if lex.is_number(i - 2):
                return True
        if left in (".", ":") and lex.glued(i - 1) and lex.raw[i - 2][-1].isalnum():
            return True
    if lex.glued(j) and j < len(lex):
        right = lex.raw[j]
        if right.isalpha() and units.after(lex, j, digits=True) is None:
            return right not in ("G",) or not lex.raw[i].isdigit()
        if right in ("_", "@", ":") and lex.glued(j + 1) and j + 1 < len(lex):
            return True
        if right == "-" and lex.glued(j + 1) and _is_phone(lex, i):
            return True
    if _is_phone(lex, i):
        return True
    before = lex.word(i - 1)
    if before == "." and lex.word(i - 2) in ("no", "nos", "fig"):
        return True
    if before in _labels() or before == "#":
        return before not in (
            "number",
            "total",
            "line",
            "level",
            "group",
            "class",
        ) or not _unit_follows(lex, j)
    return False


def _unit_follows(lex: Lexemes, j: int) -> bool:
    return units.after(lex, j, digits=True) is not None or lex.word(j) in ("people", "men", "women")


def _is_phone(lex: Lexemes, i: int) -> bool:
    """As in "555-0142-888", "+44 20 7946 0000", "1-800-555-0142"."""
    if lex.word(i - 1) == "+" and lex.glued(i) and len(lex.raw[i]) <= 3 and lex.is_number(i + 1):
        return True
    groups, k = [], i
    while lex.is_number(k) and lex.raw[k].isdigit():
        groups.append(len(lex.raw[k]))
        if lex.word(k + 1) in ("-", ".") and lex.glued(k + 1) and lex.glued(k + 2):
            k += 2
        else:
            break
    return len(groups) >= 3 and sum(groups) >= 7 and all(g >= 2 for g in groups[1:])


def _is_idiom(lex: Lexemes, i: int, j: int) -> bool:
    """As in "one another", "no one", "at one point", "the one": one that counts nothing."""
    word = lex.words[i]
    if lex.word(i - 1) == "-" and lex.word(i - 2) == "multi":
        return True
    if word == "one" and lex.word(i + 1) == "to" and lex.word(i + 2) in number_tables.lists().ones:
        return False
    if word == "zero":
        return lex.word(i + 1) in ("-",)
    if word != "one" or j != i + 1:
        return False
    t = number_tables.table()["one"]
    before, after = lex.word(i - 1), lex.word(i + 1)
    if before in t["not_after"] or (before == "-" and lex.glued(i)):
        return True
    return after in t["not_before"] or not (after.isalpha() or after in ("-", '"', "“"))


def is_score(lex: Lexemes, i: int, j: int) -> bool:
    """As in "3-1", "6-4, 7-5": two small figures joined, nothing counted, near a word of sport."""
    if lex.word(j) not in _DASHES or not lex.is_number(j + 1) or not lex.raw[i].isdigit():
        return False
    if not (lex.glued(j) and lex.glued(j + 1)) or len(lex.raw[i]) > 3 or len(lex.raw[j + 1]) > 3:
        return False
    near = lex.words[max(0, i - 8) : j + 8]
    return int(lex.raw[i]) >= float(lex.raw[j + 1].replace(",", "")) or any(
        w in _score_words() for w in near
    )


def looks_like_model(
    lex: Lexemes, numeral_first: int, *, name_before: bool, noun_after: bool
) -> bool:
    """As in "Boeing 737", "S&P 500": a whole number right behind a name, nothing counted after it."""
    i = numeral_first
    return (
        name_before
        and not noun_after
        and lex.raw[i].isdigit()
        and i > 0
        and not lex.raw[i - 1].islower()
    )

"""Digits that are no quantity: labels, model names, scores, telephone numbers."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from twosource.reading.quantities import number_tables, units

if TYPE_CHECKING:
    from twosource.reading.quantities.lexemes import Lexemes
    from twosource.reading.quantities.number_tables import Numeral

__all__ = ["is_label", "is_score"]

_DASHES = ("-", "\u2013", "\u2014", "\u2011")


@cache
def _words(part: str) -> frozenset[str]:
    return frozenset(number_tables.table()[part]["words"])


def is_label(lex: Lexemes, numeral: Numeral) -> bool:
    """Whether the number is part of a code or follows a word that numbers things ("page 5")."""
    i, j = numeral.first, numeral.last
    if numeral.form == "ordinal":
        return False
    if not lex.is_number(i):
        return _is_idiom(lex, i, j)
    if _is_joined_left(lex, i, j) or _is_joined_right(lex, i, j) or _is_phone(lex, i):
        return True
    before = lex.word(i - 1)
    if before == "." and lex.word(i - 2) in {"no", "nos", "fig"}:
        return True
    if before not in _words("labels") and before != "#":
        return False
    return before not in _words("weak_labels") or not _unit_follows(lex, j)


def _is_joined_left(lex: Lexemes, i: int, j: int) -> bool:
    """As in "SF90", "AK-47", "10:15", "a/2"."""
    if not lex.glued(i):
        return False
    left, further = lex.raw[i - 1], lex.raw[i - 2] if i > 1 else ""
    if left == "/":
        return units.after(lex, j, digits=True) is None
    if left.isalpha() or left in "_@#\\=&":
        return True
    joined = lex.glued(i - 1)
    if left in _DASHES and further and (joined or further.isupper()):
        if further.isalpha() and lex.word(j) != "%":
            return further.lower() not in _words("prefixes")
        return lex.is_number(i - 2)
    return left in {".", ":"} and joined and further[-1:].isalnum()


def _is_joined_right(lex: Lexemes, i: int, j: int) -> bool:
    """As in "737s", "5G" stays a quantity, "90_a"."""
    if not lex.glued(j) or j >= len(lex):
        return False
    right = lex.raw[j]
    if right.isalpha() and units.after(lex, j, digits=True) is None:
        return right != "G" or not lex.raw[i].isdigit()
    return right in {"_", "@", ":"} and lex.glued(j + 1) and j + 1 < len(lex)


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
        return lex.word(i + 1) == "-"
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
        w in _words("scores") for w in near
    )

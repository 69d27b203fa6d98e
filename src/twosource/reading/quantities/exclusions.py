"""Digits that are no quantity: labels, model names, scores, telephone numbers."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from twosource.reading.quantities import number_tables, units

if TYPE_CHECKING:
    from twosource.reading.quantities.lexemes import Lexemes
    from twosource.reading.quantities.number_tables import Numeral

__all__ = ["is_label", "is_score"]

_PEOPLE = frozenset({"people", "men", "women"})
_DIALLED = 7  # digits of a telephone number, at least
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
        return _is_idiom(lex, i, j) or _is_numbered(lex, i, j)
    return _is_digits_label(lex, i, j)


def _is_digits_label(lex: Lexemes, i: int, j: int) -> bool:
    if _is_joined_left(lex, i, j) or _is_joined_right(lex, i, j) or _is_phone(lex, i):
        return True
    if (
        lex.word(i - 1) == "of"
        and lex.words[max(0, i - 2)] == "group"
        and lex.raw[i - 2] == "Group"
    ):
        return True
    if _is_of_index(lex, i) or _is_timetable(lex, i, j):
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
        return right != "G" or not lex.raw[i].isdecimal()
    if not lex.glued(j + 1) or j + 1 >= len(lex):
        return False
    if right == "/":
        # "24/7", but "120/80 mm"
        return lex.is_number(j + 1) and units.after(lex, j + 2, digits=True) is None
    if right in _DASHES:
        # "7-Eleven"
        return lex.raw[j + 1][0].isupper() and lex.words[j + 1] in number_tables.starters()
    return right in {"_", "@", ":"}


def _is_numbered(lex: Lexemes, i: int, j: int) -> bool:
    """As in "ward seven", "Group of Seven": number words that name."""
    before, after = lex.word(i - 1), lex.word(j)
    if before in _words("labels") and before not in _words("weak_labels"):
        return after in {"has", "was", "is"} or not (after.endswith("s") or after in _PEOPLE)
    if not (lex.raw[i][0].isupper() and i > 0 and before.isalpha()):
        return False
    further = lex.raw[i - 2] if i > 1 else ""
    small = after == "" or not after.isalpha() or lex.raw[j][0].islower()
    # in a headline the words around have capitals too
    return small and (lex.raw[i - 1][0].islower() and before == "of" and further[:1].isupper())


def _is_of_index(lex: Lexemes, i: int) -> bool:
    """As in "S&P 500", "FTSE 100": the number is part of the name of a list or an index."""
    before = lex.words[i - 1] if i else ""
    if before == "p" and lex.raw[i - 1] == "P":
        return lex.word(i - 2) == "s" or (lex.word(i - 2) == "&" and lex.word(i - 3) == "s")
    return before in _words("indices") and lex.raw[i - 1][0].isupper()


def _is_timetable(lex: Lexemes, i: int, j: int) -> bool:
    """As in "the 9.15 to Vane"."""
    hours, point, minutes = lex.raw[i].partition(".")
    if (
        not (point and hours)
        or len(minutes) != 2
        or len(hours) > 2
        or int(hours) > 23
        or int(minutes) > 59
    ):
        return False
    return lex.word(i - 1) == "the" and lex.word(j) in _words("departures")


def _unit_follows(lex: Lexemes, j: int) -> bool:
    return units.after(lex, j, digits=True) is not None or lex.word(j) in _PEOPLE


def _is_phone(lex: Lexemes, i: int) -> bool:
    """As in "555-0142-888", "+44 20 7946 0000", "1-800-555-0142"."""
    if lex.word(i - 1) == "+" and lex.glued(i) and len(lex.raw[i]) <= 3 and lex.is_number(i + 1):
        return True
    if _is_dialled(lex, i):
        return True
    groups, k = [], i
    while lex.is_number(k) and lex.raw[k].isdecimal():
        groups.append(len(lex.raw[k]))
        if lex.word(k + 1) in ("-", ".") and lex.glued(k + 1) and lex.glued(k + 2):
            k += 2
        else:
            break
    return len(groups) >= 3 and sum(groups) >= 7 and all(g >= 2 for g in groups[1:])


def _is_dialled(lex: Lexemes, i: int) -> bool:
    """As in "0800 555 0142", "(555) 014-2888": groups of digits of which one begins with nought."""
    first = i
    while _continues(lex, first):
        first = first - 1 if lex.is_number(first - 1) else first - 2
    groups, k = [lex.raw[first]], first + 1
    while k < len(lex):
        if _continues(lex, k):
            groups.append(lex.raw[k])
        elif not (lex.words[k] in {"-", ")"} and _continues(lex, k + 1)):
            break
        k += 1
    if len(groups) < 2 or not all(g.isdecimal() for g in groups):
        return False
    bracketed = lex.word(first - 1) == "(" and lex.word(first + 1) == ")"
    return sum(map(len, groups)) >= _DIALLED and (groups[0][0] == "0" or bracketed)


def _continues(lex: Lexemes, i: int) -> bool:
    """Whether the digits at piece `i` go on from a group of digits before them."""
    if not lex.is_number(i) or i < 1:
        return False
    space = lex.starts[i] - lex.ends[i - 1]
    if lex.is_number(i - 1):
        return space == 1
    return (
        lex.words[i - 1] in {"-", ")"} and space <= 1 and lex.is_number(i - 2) and lex.glued(i - 1)
    )


def _is_idiom(lex: Lexemes, i: int, j: int) -> bool:
    """As in "one another", "no one", "at one point", "the one": one that counts nothing."""
    word = lex.words[i]
    if lex.word(i - 1) == "-" and lex.word(i - 2) == "multi":
        return True
    if word == "one" and lex.word(i + 1) == "to" and lex.word(i + 2) in number_tables.lists().ones:
        return False
    if lex.words[i + 1 : i + 4] == ["of", "a", "kind"]:
        return True
    if word != "one" or j != i + 1:
        return word == "zero" and lex.word(i + 1) == "-"
    t = number_tables.table()["one"]
    before, after = lex.word(i - 1), lex.word(i + 1)
    if before in t["not_after"] or (before == "-" and lex.glued(i)):
        return True
    return after in t["not_before"] or not (after.isalpha() or after in ("-", '"', "“"))


def is_score(lex: Lexemes, i: int, j: int) -> bool:
    """As in "3-1", "6-4, 7-5": two small figures joined, nothing counted, near a word of sport."""
    if not lex.is_number(j + 1) or not lex.raw[i].isdecimal():
        return False
    if lex.word(j) == "to":
        return _is_score_to(lex, i, j)
    if lex.word(j) not in _DASHES:
        return False
    if not (lex.glued(j) and lex.glued(j + 1)) or len(lex.raw[i]) > 3 or len(lex.raw[j + 1]) > 3:
        return False
    near = lex.words[max(0, i - 8) : j + 8]
    return int(lex.raw[i]) >= float(lex.raw[j + 1].replace(",", "")) or any(
        w in _words("scores") for w in near
    )


def _is_score_to(lex: Lexemes, i: int, j: int) -> bool:
    """As in "voted 63 to 35 for it": nothing is counted, and a word of sport or votes is near."""
    if not lex.raw[j + 1].isdecimal() or len(lex.raw[i]) > 3 or len(lex.raw[j + 1]) > 3:
        return False
    after = lex.word(j + 2)
    if lex.word(i - 1) in {"from", "by", "at", "between"} or (
        after.isalpha() and after not in _words("score_ends")
    ):
        return False
    return any(w in _words("scores") for w in lex.words[max(0, i - 4) : i])

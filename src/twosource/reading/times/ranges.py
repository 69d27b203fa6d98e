"""The other end of a range of days or years: "13 to 14 February", "May 7 and 8", "1958-59"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from twosource.reading.times.raw import Raw

if TYPE_CHECKING:
    from twosource.reading.quantities.lexemes import Lexemes

__all__ = ["complete"]

_DAY_BEFORE = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s*(?:-|\u2013|to|and|/)\s*$")
_DAY_AFTER = re.compile(
    r"\s*(?:-|\u2013|to|and|or|through|until)\s*(?P<day>\d{1,2})(?:st|nd|rd|th)?"
    r"(?:,\s+(?P<year>\d{4}))?(?=\s*[,.;:)]|\s*$|"
    r"\s+(?:in|at|of|and|to|as|when|by|with|the|a|but|for)\b)(?!,\d|\.\d|:\d)"
)
_YEAR_AFTER = re.compile(r"[-\u2013/](?P<year>\d{2})(?![\d%-])(?!\.\d)")
_LAST_DAY = 31
_LOOK_BACK = 24  # characters


def complete(lex: Lexemes, found: Raw, floor: int) -> list[Raw]:
    """The expression with the ends that lend their month or century from it, in order.

    Nothing before the character `floor` is used.
    """
    if found.rule == "month":
        ends = (_day_before(lex, found, floor), found, _day_after(lex, found))
        return [raw for raw in ends if raw is not None]
    if found.rule == "year":
        last = _year_after(lex, found)
        return [found] if last is None else [found, last]
    return [found]


def _day_before(lex: Lexemes, found: Raw, floor: int) -> Raw | None:
    if "day" not in found.parts:
        return None
    lower = max(floor, found.start - _LOOK_BACK)
    m = _DAY_BEFORE.search(lex.text, lower, found.start)
    if m is None or not 1 <= int(m["day"]) <= _LAST_DAY:
        return None
    if lex.text[m.start() - 1 : m.start()].isdigit():
        return None
    parts = {k: v for k, v in found.parts.items() if k in {"month", "year", "yearword", "era"}}
    return Raw(m.start("day"), m.end("day"), "month", parts | {"day": m["day"]})


def _day_after(lex: Lexemes, found: Raw) -> Raw | None:
    if "day2" not in found.parts or "year" in found.parts:
        return None
    m = _DAY_AFTER.match(lex.text, found.end)
    if m is None or not int(found.parts["day2"]) < int(m["day"]) <= _LAST_DAY:
        return None
    parts = {"month": found.parts["month"], "day": m["day"]}
    if m["year"]:
        found.parts["year"] = parts["year"] = m["year"]
    return Raw(m.start("day"), m.end(), "month", parts)


def _year_after(lex: Lexemes, found: Raw) -> Raw | None:
    year = found.parts.get("year", "")
    m = _YEAR_AFTER.match(lex.text, found.end) if year else None
    if m is None or int(m["year"]) <= int(year[2:]):
        return None
    return Raw(m.start("year"), m.end(), "year", {"year": year[:2] + m["year"]})

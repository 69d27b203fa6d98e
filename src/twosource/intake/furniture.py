"""Links to other reports, controls, bylines and dates: what a page puts around its report."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from twosource.intake.agencies import without_agencies
from twosource.intake.line_features import phrase_pattern
from twosource.intake.settings import table
from twosource.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.intake.line import Line

__all__ = ["is_byline", "is_date_line", "label_furniture"]

_BARE = re.compile(r"[\W_]*$")
_BULLET = re.compile(r"[-*•●▪‣·–—>»]+$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$|[\w.+-]+@[\w-]+\.[\w.]+$|@\w+$")
_BYLINE = re.compile(
    r"(?:(?:written|words|report|reported|story|text|posted|published)\s+)?by:?\s+"
    r"(?=[A-Z])[^.!?]{2,90}$|by [A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){1,3}\W*$",
    re.IGNORECASE,
)
_CAPITAL = re.compile(r"[A-Z]")
_READ_TIME = re.compile(r"\d+\s?(?:min(?:ute)?s?|mins?\.?|secs?)\s+(?:read|listen|watch)$|\d+ (?:comments?|shares?|views?|likes?)$", re.I)
_TOKEN = re.compile(r"\d+(?:st|nd|rd|th)?|[^\W\d_]+(?:\.[^\W\d_])*")

_NUMERIC_DATE = re.compile(r"\d\s?[/.:-]\s?\d")

# "— Ann Ames (@annames) March 3, 2025" closes a quoted post.
_POST = re.compile(r"[-–—]*\s?.{2,60}\(@\w{2,20}\)(?:\s.{0,30})?$")

_CODE = re.compile(r"[{}=]|\(\)|\w\.\w+\(|;$")

_LONGEST_LABEL = 60
_LIST_REACH = 40  # lines; the longest link list seen inside a report has 24


def label_furniture(lines: Sequence[Line]) -> None:
    """Label links, controls, bylines and dates in place, and the list that a link label opens."""
    until = -1
    for k, line in enumerate(lines):
        if line.sure:
            continue
        why = _own_words(line)
        if not why and k <= until:
            if _resumes(line):
                until = -1
            else:
                why = "in a list of links"
        if why:
            line.label(BlockKind.PROMO, why)
        if why == "link label":
            until = k + _LIST_REACH


def _own_words(line: Line) -> str:
    row = line.row
    if _BARE.match(row) or _BULLET.match(row):
        return "no word in it"
    if _ADDRESS.match(row):
        return "an address"
    if is_date_line(row):
        return "date line"
    if is_byline(row):
        return "byline"
    if len(_CODE.findall(row)) >= 3:
        return "script"
    if _POST.match(row):
        return "signature of a post"
    if _READ_TIME.match(row):
        return "counter"
    link = _link_opening(row)
    if link == "label":
        return "link label"
    if link == "link" and (not line.sentence or line.body < 0.5) and len(row) < 250:
        return "link to another report"
    if _chrome().match(row) and _about_the_site(line):
        return "page furniture"
    return ""


def _about_the_site(line: Line) -> bool:
    """A full sentence of the report may open with the same words; then its body score is high."""
    if line.body < 0.6:
        return True
    return len(line.row) < 120 and not line.sentence


def _resumes(line: Line) -> bool:
    """Whether the report goes on here after a list of links."""
    if line.sentence and len(line.row) >= 60:
        return True
    return line.body >= 0.6 and (line.sentence or len(line.row) > 140)


def _link_opening(row: str) -> str:
    """ "label" where a line only announces links, "link" where it holds one, else ""."""
    found = _links().match(row)
    if found is None:
        return ""
    rest = row[found.end() :].strip()
    if not rest or not rest.strip(":-–—|…."):
        return "label" if len(row) < _LONGEST_LABEL else ""
    return "link" if rest[0] in ":|-–—" and rest[1:].strip() else ""


def is_byline(row: str) -> bool:
    """Whether a line only says who wrote it ("By Ann Ames", "By Ann Ames for The Echo")."""
    if len(row) > 140 or not _BYLINE.match(row):
        return False
    names = [w for w in row.split()[1:] if w[:1].isalpha()]
    small = sum(not _CAPITAL.match(w) for w in names)
    return bool(names) and small <= 0.4 * len(names)


def is_date_line(row: str) -> bool:
    """Whether a line holds a date or a clock time and nothing else of weight."""
    if len(row) > 130:
        return False
    tokens = [t.lower().rstrip(".") for t in _TOKEN.findall(without_agencies(row))]
    if not tokens or not any(t[0].isdigit() for t in tokens):
        return False
    known, telling = _date_words()
    bare = [t.replace(".", "") for t in tokens if not t[0].isdigit()]
    if any(t not in known for t in bare):
        return False
    return any(t in telling for t in bare) or bool(_NUMERIC_DATE.search(row))


@cache
def _date_words() -> tuple[frozenset[str], frozenset[str]]:
    """The words that a date line may hold, and those of which it needs one ("10 days" is none)."""
    dates = table("dates")
    names = {f for forms in (*dates["months"], *dates["weekdays"]) for f in forms}
    telling = frozenset({*names, *dates["zones"], *dates["telling"]})
    return telling | frozenset(dates["beside"]), telling


@cache
def _links() -> re.Pattern[str]:
    return phrase_pattern("link_openings", opening=True)


@cache
def _chrome() -> re.Pattern[str]:
    return phrase_pattern("chrome_openings", opening=True)

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
    from collections.abc import Callable, Sequence

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
_READ_TIME = re.compile(
    r"\d+\s?(?:min(?:ute)?s?|mins?\.?|secs?)\s+(?:read|listen|watch)$|"
    r"\d+ (?:comments?|shares?|views?|likes?)$",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"\d+(?:st|nd|rd|th)?|[^\W\d_]+(?:\.[^\W\d_])*")

_NUMERIC_DATE = re.compile(r"\d\s?[/.:-]\s?\d")

# "— Ann Ames (@annames) March 3, 2025" closes a quoted post.
_POST = re.compile(r"[-–—]*\s?.{2,60}\(@\w{2,20}\)(?:\s.{0,30})?$")

_CODE = re.compile(r"[{}=]|\(\)|\w\.\w+\(|;$")

_IN_LIST = "in a list of links"
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
                why = _IN_LIST
        if why:
            line.label(BlockKind.PROMO, why, beside=why == _IN_LIST)
        if why == "link label":
            until = k + _LIST_REACH


def _own_words(line: Line) -> str:
    """The rule that makes this line furniture by its own words, or ""."""
    return next((why for why, holds in _RULES if holds(line)), "")


def _is_link(line: Line) -> bool:
    doubtful = not line.sentence or line.body < 0.5
    return doubtful and len(line.row) < 250 and _link_opening(line.row) == "link"


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
    """The word "label" where a line only announces links, "link" where it holds one, else ""."""
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
    if len(row) > 130 or not any(c.isdigit() for c in row):
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


_RULES: tuple[tuple[str, Callable[[Line], object]], ...] = (
    ("no word in it", lambda x: _BARE.match(x.row) or _BULLET.match(x.row)),
    ("an address", lambda x: _ADDRESS.match(x.row)),
    ("date line", lambda x: is_date_line(x.row)),
    ("byline", lambda x: is_byline(x.row)),
    ("script", lambda x: len(_CODE.findall(x.row)) >= 3),
    ("signature of a post", lambda x: _POST.match(x.row)),
    ("counter", lambda x: _READ_TIME.match(x.row)),
    ("link label", lambda x: _link_opening(x.row) == "label"),
    ("link to another report", _is_link),
    ("page furniture", lambda x: _chrome().match(x.row) and _about_the_site(x)),
)

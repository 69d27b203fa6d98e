"""Which way an outlet writes a date in figures, day or month first, where the dates do not tell.

Read from the address of the report, from its dates with a month's name, from its spelling and its
currency; the first of these that decides does.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from twosource.reading.times.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.model import Report
    from twosource.reading.times.raw import Raw

__all__ = ["habit_of"]

_HOST = re.compile(r"^(?:[a-z]+:)?//([^/:?#]+)|^([\w.-]+\.[a-z]{2,})(?:[/:?#]|$)", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+|[$\u00a3\u20ac]", re.IGNORECASE)
# So many more signs for one way than for the other. American spelling is written in many countries
# that put the day first.
_CLEAR = {"dm": 2, "md": 3}


@cache
def _signs() -> dict[str, str]:
    habit = table()["habit"]
    return {word: order for order in ("md", "dm") for word in habit[f"{order}_words"]}


def habit_of(report: Report, found: Sequence[Sequence[Raw]]) -> str:
    """As in "md" or "dm", or "" where nothing tells."""
    return _by_address(report.url) or _by_dates(found) or _by_spelling(report.text)


def _by_address(url: str | None) -> str:
    found = _HOST.match(url or "")
    if found is None:
        return ""
    domain = (found[1] or found[2]).lower().rsplit(".", 1)[-1]
    order: str = table()["habit"]["domains"].get(domain, "")
    return order


def _by_dates(found: Sequence[Sequence[Raw]]) -> str:
    """By "4 May" against "May 4" in the same report."""
    days = [raw.parts for block in found for raw in block if raw.rule == "month"]
    first = sum("day" in parts for parts in days)
    behind = sum("day2" in parts for parts in days)
    if bool(first) == bool(behind):
        return ""
    return "dm" if first else "md"


def _by_spelling(text: str) -> str:
    signs = _signs()
    votes = [signs[word] for word in set(_WORD.findall(text.lower())) if word in signs]
    lead = votes.count("dm") - votes.count("md")
    return "dm" if lead >= _CLEAR["dm"] else "md" if -lead >= _CLEAR["md"] else ""

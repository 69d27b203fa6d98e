"""What a time may stand on: the publication date, a dateline, the times read before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from twosource.reading.times.habit import habit_of
from twosource.reading.times.lexicon import either, table
from twosource.reading.times.numeric import order_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.model import Report
    from twosource.reading.parse import Parsed
    from twosource.reading.times.raw import Raw

__all__ = ["State", "start"]

# Set on the open stories (all news) and WikiWars (all histories), which they keep apart.
_MANY_YEARS = 5
_YEARS_TO_DEICTICS = 3
_BESIDE = 2  # characters between "today" and its date


@dataclass(slots=True)
class State:
    """What is known before the next expression is read.

    `now` is the day that the report speaks from, or None; `narrative`: there is none and the text
    is a history, in which times stand on the dates before them; `context` is the TIMEX3 value of
    the last date read; `written_year` the last year that was spelt out in this paragraph; `order`
    that of day and month in numeric dates, "md", "dm" or "".
    """

    now: date | None
    now_anchor: str = ""
    narrative: bool = False
    context: str = ""
    written_year: str = ""
    order: str = ""

    @property
    def context_day(self) -> date | None:
        """The context as a day, None where it is coarser."""
        head = self.context[:10]
        try:
            return date.fromisoformat(head) if len(head) == 10 else None
        except ValueError:
            return None

    @property
    def context_year(self) -> str:
        """The year of the context as written ("1939", "BC0480"), "" for none."""
        m = re.match(r"BC\d{4}|\d{4}", self.context)
        return m.group() if m else ""


def start(parsed: Parsed, found: Sequence[Sequence[Raw]]) -> State:
    """The state before the first word: publication date, else a dateline with a full date.

    `found` are the expressions of each paragraph. Without either date a text is a narrative when it
    spells out many years and hardly speaks of "Friday" or "yesterday"; else, in news of an unknown
    day, what is not complete in itself stays open.
    """
    state = _start(parsed, found)
    numbers = [r for block in found for r in block if r.rule == "numeric" and "a" in r.parts]
    if numbers:
        state.order = order_of(numbers, state.now) or habit_of(parsed.report, found)
    return state


def _start(parsed: Parsed, found: Sequence[Sequence[Raw]]) -> State:
    for day, anchor in (
        (_published(parsed.report), "publication"),
        (_dateline(parsed), "dateline"),
        (_today(found), "context"),
    ):
        if day is not None:
            return State(day, anchor)
    return State(None, narrative=_is_narrative(found))


def _today(found: Sequence[Sequence[Raw]]) -> date | None:
    """The day of "today, Thursday, 4 May 2031"."""
    for block in found:
        for one, two in pairwise(block):
            full = two.rule == "month" and "year" in two.parts and two.start - one.end <= _BESIDE
            number = two.parts.get("day2") or two.parts.get("day")
            if not (full and number and one.parts.get("word", "").lower() == "today"):
                continue
            month = table()["months"][two.parts["month"].lower()]
            try:
                return date(int(two.parts["year"]), month, int(number))
            except ValueError:
                continue
    return None


def _is_narrative(found: Sequence[Sequence[Raw]]) -> bool:
    years = deictic = 0
    for raw in (r for block in found for r in block):
        years += "year" in raw.parts or "bc" in raw.parts
        rel = raw.parts.get("rel", "").lower()
        deictic += raw.rule in ("weekday", "deictic") or rel in ("last", "this", "next")
        deictic += raw.parts.get("dir", "").lower() == "ago"
    return years >= _MANY_YEARS and years >= _YEARS_TO_DEICTICS * deictic


def _published(report: Report) -> date | None:
    if not report.published:
        return None
    try:
        return date.fromisoformat(report.published[:10])
    except ValueError:
        return None


def _dateline(parsed: Parsed) -> date | None:
    """As in "LORNE, 4 May 2031 (Agency) -" at the head of one of the first paragraphs."""
    month = either("months")
    rule = re.compile(
        r"^(?:[^\d\n]{0,60}?)\b"
        rf"(?:(?P<m1>{month})\.?\s+(?P<d1>\d{{1,2}})|(?P<d2>\d{{1,2}})\s+(?P<m2>{month})\.?)"
        r",?\s+(?P<year>\d{4})\s*(?:\(|-|\u2013|\u2014|$)",
        re.IGNORECASE,
    )
    for part in parsed.docs[:4]:
        found = rule.match(part.words.text)
        if found is None:
            continue
        name = (found["m1"] or found["m2"]).lower()
        try:
            return date(
                int(found["year"]), table()["months"][name], int(found["d1"] or found["d2"])
            )
        except ValueError:
            continue
    return None

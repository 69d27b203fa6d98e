"""What a time may stand on: the publication date, a dateline, the times read before it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from twosource.reading.times.lexicon import either, table

if TYPE_CHECKING:
    from twosource.model import Report
    from twosource.reading.parse import Parsed

__all__ = ["State", "start"]


@dataclass(slots=True)
class State:
    """`now` is the day that the report speaks from, None for a narrative without one; `context`
    is the TIMEX3 value of the last date read; `written_year` the last year that was spelt out in
    this paragraph."""

    now: date | None
    now_anchor: str = ""
    context: str = ""
    written_year: str = ""

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


def start(parsed: Parsed) -> State:
    """The state before the first word: publication date, else a dateline with a full date."""
    day = _published(parsed.report)
    if day is not None:
        return State(day, "publication")
    day = _dateline(parsed)
    return State(day, "dateline" if day is not None else "")


def _published(report: Report) -> date | None:
    if not report.published:
        return None
    try:
        return date.fromisoformat(report.published[:10])
    except ValueError:
        return None


def _dateline(parsed: Parsed) -> date | None:
    """ "LORNE, 4 May 2031 (Agency) -" at the head of one of the first paragraphs."""
    month = either("months")
    rule = re.compile(
        rf"^(?:[^\d\n]{{0,60}}?)\b(?:(?P<m1>{month})\.?\s+(?P<d1>\d{{1,2}})|(?P<d2>\d{{1,2}})\s+(?P<m2>{month})\.?)"
        r",?\s+(?P<year>\d{4})\s*(?:\(|-|–|—|$)",
        re.IGNORECASE,
    )
    for part in parsed.docs[:4]:
        found = rule.match(part.doc.text)
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

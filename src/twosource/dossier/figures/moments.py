"""When reports were published and when events are said to have been, as intervals of one clock.

Times of day are kept as written. Where reports state zones, all are turned to the zone that most
of them state; a time without a zone is taken to be of that zone.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import total_ordering
from typing import TYPE_CHECKING

from twosource.dossier.figures.axis import LATEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.model import Report, TimeExpression

__all__ = ["NEVER", "Spell", "of_expression", "of_reports", "wording", "zone_of"]

DAY = timedelta(days=1)
# TIMEX3's parts of a day, in hours of it: morning, midday, afternoon, evening, night.
PARTS = {"MO": (5, 12), "MI": (11, 14), "AF": (12, 18), "EV": (17, 22), "NI": (20, 24)}
_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)")
_PART = re.compile(r"(\d{4}-\d\d-\d\d)T([A-Z]{2})")


@total_ordering
@dataclass(frozen=True, slots=True)
class Spell:
    """From `start` to before `end`; a time of day to the minute has both the same.

    The one that is over first is the earlier one: of a report of which only the day is known,
    nothing tells that it came before another of that day.
    """

    start: datetime
    end: datetime

    def __lt__(self, other: Spell) -> bool:
        return (self.end, self.start) < (other.end, other.start)

    @property
    def instant(self) -> bool:
        return self.start == self.end


NEVER = Spell(LATEST, LATEST)  # sorts what is not dated behind all that is


def zone_of(reports: Sequence[Report]) -> timedelta | None:
    """What most reports that state a zone are ahead of UTC, None where none states one."""
    found = Counter(
        offset
        for report in reports
        if (moment := _parsed(report.published)) and (offset := moment.utcoffset()) is not None
    )
    return min(found, key=lambda o: (-found[o], o)) if found else None


def of_reports(reports: Sequence[Report]) -> dict[str, Spell]:
    """By report id when it was published; those without a date that can be read are missing."""
    zone = zone_of(reports)
    out: dict[str, Spell] = {}
    for report in reports:
        moment = _parsed(report.published)
        if moment is None:
            continue
        if len(report.published or "") <= len("2025-10-14"):
            out[report.id] = Spell(moment, _after(moment))
            continue
        offset = moment.utcoffset()
        moment = moment.replace(tzinfo=None)
        if offset is not None and zone is not None and offset != zone:
            moment = moment - offset + zone
        moment = moment.replace(second=0, microsecond=0)
        out[report.id] = Spell(moment, moment)
    return out


def _parsed(published: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(published) if published else None
    except ValueError:
        return None


def of_expression(time: TimeExpression) -> Spell | None:
    """The time that an expression means, None where it is no date or nothing anchors it."""
    if time.type not in {"DATE", "TIME"} or time.first is None or time.last is None:
        return None
    try:
        if clock := _CLOCK.match(time.value or ""):
            moment = datetime.fromisoformat(f"{clock[1]}T{clock[2]}:{clock[3]}")
            return Spell(moment, moment)
        if (part := _PART.match(time.value or "")) and part[2] in PARTS:
            day = datetime.fromisoformat(part[1])
            low, high = PARTS[part[2]]
            return Spell(day + timedelta(hours=low), day + timedelta(hours=high))
        first = datetime.fromisoformat(time.first)
        return Spell(first, max(_after(datetime.fromisoformat(time.last)), first))
    except (ValueError, OverflowError):
        return None


def _after(day: datetime) -> datetime:
    return day + DAY if day < LATEST - DAY else LATEST


def wording(spell: Spell) -> str:
    """A spell for people: "14 Oct 2025, 04:20", "14 Oct 2025", "13 to 15 Oct 2025"."""
    start, end = spell.start, spell.end
    if spell.instant:
        return f"{_day(start)}, {start:%H:%M}"
    last = end - timedelta(microseconds=1)
    whole = (start.hour, start.minute, end.hour, end.minute) == (0, 0, 0, 0) or end == LATEST
    if not whole:
        close = "24:00" if end.date() != start.date() and not (end.hour or end.minute) else ""
        return f"{_day(start)}, {start:%H:%M} to {close or f'{end:%H:%M}'}"
    if start.date() == last.date():
        return _day(start)
    if start.year == last.year and start.month == last.month:
        return f"{start.day} to {_day(last)}"
    if start.year == last.year:
        return f"{start.day} {start:%b} to {_day(last)}"
    return f"{_day(start)} to {_day(last)}"


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%b} {moment.year}"

"""Dates in figures: "(12/4)" is 4 December or 12 April.

The weekday beside it settles it, or the weekdays beside all such dates of the report, or a figure
above twelve, or the publication date when one reading alone is near; else it stays open.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from twosource.reading.times.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.reading.times.raw import Raw
    from twosource.reading.times.state import State

__all__ = ["order_of", "resolve"]

_NEAR_DAYS = 45
# Years in which the weekdays of a report without any date are tried.
_YEARS = range(1990, 2040)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _read(raw: Raw, order: str) -> tuple[int, int]:
    """Month and day in an order, "md" or "dm"."""
    a, b = int(raw.parts["a"]), int(raw.parts["b"])
    return (a, b) if order == "md" else (b, a)


def _weekday(raw: Raw) -> int | None:
    number: int | None = table()["weekdays"].get(raw.parts.get("weekday", "").lower())
    return number


def _year(raw: Raw) -> int | None:
    written = raw.parts.get("y", "")
    if not written:
        return None
    return int(written) if len(written) == 4 else 2000 + int(written)


def _fits(raw: Raw, order: str, year: int) -> bool:
    found = _day(_year(raw) or year, *_read(raw, order))
    if found is None:
        return False
    weekday = _weekday(raw)
    return weekday is None or found.isoweekday() == weekday


def order_of(raws: Sequence[Raw], now: date | None) -> str:
    """As in "md" or "dm" for the numeric dates of one report, "" where nothing settles it."""
    years = range(now.year - 1, now.year + 2) if now is not None else _YEARS
    possible = [
        order
        for order in ("md", "dm")
        if any(all(_fits(raw, order, year) for raw in raws) for year in years)
    ]
    return possible[0] if len(possible) == 1 else ""


def resolve(raw: Raw, state: State) -> tuple[str | None, str, tuple[date, date] | None]:
    """The value, what it stands on, and the days that it may mean.

    The value is None where the order of day and month is open; the days then reach from the
    earlier reading to the later one.
    """
    year = _year(raw)
    if state.now is None and year is None:
        if not state.order:
            return None, "", None
        month, day = _read(raw, state.order)
        return f"XXXX-{month:02d}-{day:02d}", "", None
    readings = _readings(raw, state)
    anchor = "text" if year is not None else state.now_anchor
    now = state.now
    if now is not None:
        near = [d for d in readings if abs((d - now).days) <= _NEAR_DAYS]
        if len(near) == 1:
            return near[0].isoformat(), anchor, None
        if readings and (state.order or _weekday(raw) is not None):
            return min(readings, key=lambda d: abs((d - now).days)).isoformat(), anchor, None
    if len(readings) == 1:
        return readings.pop().isoformat(), anchor, None
    return None, anchor if readings else "", _hull(readings, now)


def _readings(raw: Raw, state: State) -> set[date]:
    """The days that the figures may mean, in either order and in the years around the report's."""
    year, now = _year(raw), state.now
    years = [now.year - 1, now.year, now.year + 1] if year is None and now is not None else [year]
    weekday = _weekday(raw)
    return {
        found
        for y in years
        for order in ([state.order] if state.order else ["md", "dm"])
        if y is not None
        and (found := _day(y, *_read(raw, order))) is not None
        and (weekday is None or found.isoweekday() == weekday)
    }


def _hull(readings: set[date], now: date | None) -> tuple[date, date] | None:
    """First and last of the two nearest readings."""
    if not readings:
        return None
    near = sorted(readings, key=lambda d: (abs((d - (now or d)).days), d))[:2]
    return min(near), max(near)

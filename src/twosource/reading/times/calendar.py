"""From a TIMEX3 value to the days that it may mean."""

from __future__ import annotations

import re
from datetime import date, timedelta

__all__ = ["add_months", "days_of", "iso_week"]

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_WEEK = re.compile(r"(\d{4})-W(\d{2})(-WE)?")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)")
_PIECE = re.compile(r"(\d{4})-([QH])(\d)")


def days_of(value: str, mod: str = "") -> tuple[date, date] | None:
    """First and last day, both inclusive; None where the value is open, vague or before our era.

    `mod` is START, MID or END ("early", "the end of"): half of the span, so that no hedge becomes
    narrower than its writer may have meant. A season is the whole year, since which months it
    covers depends on the hemisphere; a winter reaches into the next spring.
    """
    span = _span(value.split("T", 1)[0])
    if span is None or not mod:
        return span
    first, last = span
    length = (last - first).days
    if length < 6:
        return span
    if mod == "START":
        return first, first + timedelta(days=length // 2)
    if mod == "END":
        return first + timedelta(days=length // 2), last
    return first + timedelta(days=length // 4), last - timedelta(days=length // 4)


def _span(value: str) -> tuple[date, date] | None:  # noqa: PLR0911 - one a form of value
    try:
        if m := _DAY.fullmatch(value):
            day = date(int(m[1]), int(m[2]), int(m[3]))
            return day, day
        if m := _MONTH.fullmatch(value):
            first = date(int(m[1]), int(m[2]), 1)
            return first, add_months(first, 1) - timedelta(days=1)
        if m := _WEEK.fullmatch(value):
            monday = date.fromisocalendar(int(m[1]), int(m[2]), 1)
            return monday + timedelta(days=5 if m[3] else 0), monday + timedelta(days=6)
        if m := _SEASON.fullmatch(value):
            year = int(m[1])
            return date(year, 1, 1), (date(year + 1, 3, 31) if m[2] == "WI" else date(year, 12, 31))
        if m := _PIECE.fullmatch(value):
            months = 3 if m[2] == "Q" else 6
            first = date(int(m[1]), (int(m[3]) - 1) * months + 1, 1)
            return first, add_months(first, months) - timedelta(days=1)
        if value.isdigit() and 2 <= len(value) <= 4:
            size = 10 ** (4 - len(value))
            first_year = int(value) * size
            return date(first_year, 1, 1), date(first_year + size - 1, 12, 31)
    except (ValueError, OverflowError):
        return None
    return None


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last day of that month where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(f"no day {day.day} in {year}-{month + 1}")


def iso_week(day: date) -> str:
    """The ISO week of a day as TIMEX3 writes it."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"

"""Clock times: "6:35 a.m. local time", "2115 GMT", "noon"; the day comes from beside them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from twosource.reading.times.feasts import day_of_feast
from twosource.reading.times.lexicon import table

if TYPE_CHECKING:
    from twosource.reading.times.raw import Raw

__all__ = ["RULES", "time_of_day"]

RULES = ("clock", "military", "noon")


def time_of_day(raw: Raw, day: str) -> str:
    """As in "06:35", with "Z" or an offset in hours where a zone is named.

    `day` is its day in ISO form, or with X where it is open: "ET" is an hour further on in summer.
    """
    parts = raw.parts
    if "noon" in parts:
        text = "24:00" if parts["noon"].lower() == "midnight" else "12:00"
    else:
        hour = int(parts["hour"])
        half = parts.get("half", "").lower()
        if not half and parts.get("part", "").lower() in ("afternoon", "evening"):
            half = "p"
        if not half and "night" in parts and hour < 12:
            half = "p"
        if half == "p" and hour < 12:
            hour += 12
        elif half == "a" and hour == 12:
            hour = 0
        minute = parts.get("minute")
        if minute is None and not (half or "clock" in parts):
            text = f"{hour:02d}"
        else:
            text = f"{hour:02d}:{minute or '00'}"
            if "second" in parts:
                text += f":{parts['second']}"
    return text + _zone(parts.get("zone", ""), day)


def _zone(name: str, day: str) -> str:
    if not name:
        return ""
    offset = float(table()["zones"][name.lower()])
    if name.lower() in table()["american_zones"] and _is_american_summer(day):
        offset += 1
    if offset == 0:
        return "Z"
    hours, rest = divmod(abs(offset), 1)
    sign = "-" if offset < 0 else "+"
    return f"{sign}{int(hours):02d}" + (f":{int(rest * 60):02d}" if rest else "")


def _is_american_summer(day: str) -> bool:
    """Whether clocks in the United States are put forward on that day (rules since 2007)."""
    try:
        at = date.fromisoformat(day)
    except ValueError:
        return False
    return day_of_feast("03-7#2", at.year) <= at < day_of_feast("11-7#1", at.year)

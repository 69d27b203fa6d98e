"""TIMEX3 values cut to the grain of a unit and moved by whole units."""

from __future__ import annotations

from datetime import date, timedelta

from twosource.reading.times.calendar import add_months, iso_week
from twosource.reading.times.lexicon import table

__all__ = ["open_value", "part_code", "shift", "shift_year", "truncate"]


def part_code(words: str) -> str:
    """MO, AF, EV, NI, MI or a clock time for the words of a part of the day, "" for none."""
    last = words.lower().split()[-1] if words else ""
    last = last.removeprefix("pre-")
    parts: dict[str, str] = table()["parts"]
    return parts.get(last, "")


def shift_year(year: str, by: int) -> str:
    if year.startswith("BC"):
        return f"BC{int(year[2:]) - by:04d}"
    return f"{int(year) + by:04d}"


def truncate(value: str, unit: str) -> str:  # noqa: PLR0911 - one a unit
    """A value cut to the grain of a unit; "" where it is coarser than that."""
    era = "BC" if value.startswith("BC") else ""
    body = value.removeprefix("BC")
    if unit == "year":
        return era + body[:4] if len(body) >= 4 else ""
    if unit == "month":
        return era + body[:7] if len(body) >= 7 and body[5].isdigit() else ""
    if unit in ("day", "night", "morning", "evening"):
        return era + body[:10] if len(body) >= 10 else ""
    if unit == "decade":
        return era + body[:3] if len(body) >= 3 else ""
    if unit in ("century", "centurie"):
        return era + body[:2]
    if unit in ("week", "weekend") and len(body) >= 10 and not era:
        week = iso_week(date.fromisoformat(body[:10]))
        return week + ("-WE" if unit == "weekend" else "")
    if unit in ("week", "weekend") and body[4:6] == "-W" and body[6:8].isdigit():
        return body[:8] + ("-WE" if unit == "weekend" else "")
    if unit == "quarter" and len(body) >= 7 and body[5:7].isdigit():
        return f"{era}{body[:4]}-Q{(int(body[5:7]) + 2) // 3}"
    return ""


def open_value(unit: str) -> str:
    forms: dict[str, str] = table()["open"]
    return forms.get(unit, "XXXX-XX-XX")


def shift(value: str, unit: str, by: int) -> str:  # noqa: PLR0911 - one a unit
    """A value moved by whole units and cut to the unit's grain; "" where it is too coarse."""
    cut = truncate(value, unit)
    if not cut or by == 0:
        return cut
    if unit == "year":
        return shift_year(cut, by)
    if unit == "decade":
        return f"BC{int(cut[2:]) - by:03d}" if cut.startswith("BC") else f"{int(cut) + by:03d}"
    if unit in ("century", "centurie"):
        return (
            cut[:2] + f"{int(cut[2:]) - by:02d}" if cut.startswith("BC") else f"{int(cut) + by:02d}"
        )
    if cut.startswith("BC"):
        return ""
    try:
        if unit == "month":
            return add_months(date.fromisoformat(cut + "-01"), by).isoformat()[:7]
        if unit in ("week", "weekend"):
            monday = date.fromisocalendar(int(cut[:4]), int(cut[6:8]), 1) + timedelta(weeks=by)
            return iso_week(monday) + ("-WE" if unit == "weekend" else "")
        if unit == "quarter":
            first = add_months(date(int(cut[:4]), int(cut[6]) * 3 - 2, 1), 3 * by)
            return f"{first.year:04d}-Q{(first.month + 2) // 3}"
        return (date.fromisoformat(cut) + timedelta(days=by)).isoformat()
    except (ValueError, OverflowError):
        return ""

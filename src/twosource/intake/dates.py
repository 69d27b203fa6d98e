"""A full date (day, month, year) in a line or a field, as ISO 8601. Nothing is filled in."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache

from twosource.intake.settings import table

__all__ = ["find_date", "given_date", "iso_date"]

_EPOCH = re.compile(r"\d{10}(?:\d{3})?")


@cache
def _months() -> dict[str, int]:
    return {form: k for k, forms in enumerate(table("dates")["months"], 1) for form in forms}


@cache
def _weekdays() -> dict[str, int]:
    return {form: k for k, forms in enumerate(table("dates")["weekdays"]) for form in forms}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    month = "|".join(sorted(_months(), key=len, reverse=True))
    year, day = r"(?P<y>(?:19|20)\d\d)", r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?"
    return tuple(
        re.compile(rf"(?<![\w/.-]){p}(?![\w/])", re.IGNORECASE)
        for p in (
            r"(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?=T)",
            r"(?P<y>(?:19|20)\d\d)\s?[-/.]\s?(?P<m>\d\d?)\s?[-/.]\s?(?P<d>\d\d?)",
            rf"{day}[\s.-]+(?:of\s+)?(?P<mon>{month})\.?,?[\s-]+{year}",
            rf"(?P<mon>{month})\.?\s+{day},?\s+{year}",
            rf"(?P<mon>{month})\.?\s+{day}(?=,?\s+[0-9:]+\s?[ap]\.?m\.?[^\d]{{0,10}}{year})",
            r"(?P<n1>\d\d?)\s?[/.]\s?(?P<n2>\d\d?)\s?[/.]\s?(?P<y>(?:19|20)\d\d)",
        )
    )


@cache
def _time_pattern() -> re.Pattern[str]:
    zones = "|".join(sorted(table("dates")["zones"], key=len, reverse=True))
    return re.compile(
        r"(?<![\d:])(?P<h>[0-2]?\d)[:.](?P<min>[0-5]\d)(?::[0-5]\d(?:\.\d+)?)?"
        r"\s*(?P<half>[ap]\.?m\b\.?)?"
        rf"\s*(?:\(?(?P<zone>(?:{zones}))\b\)?(?![+-]\d)|(?:utc|gmt)?(?P<off>[+-]\d\d:?\d\d))?",
        re.IGNORECASE,
    )


@cache
def _weekday_pattern() -> re.Pattern[str]:
    forms = "|".join(sorted(_weekdays(), key=len, reverse=True))
    return re.compile(rf"\b(?P<w>{forms})\b", re.IGNORECASE)


def iso_date(value: str) -> str | None:
    """A field's date as ISO 8601: ISO, RFC 2822, seconds since 1970, or written out; else None."""
    value = value.strip()
    if _EPOCH.fullmatch(value):
        seconds = int(value[:10])
        return datetime.fromtimestamp(seconds, UTC).isoformat()
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return find_date(value)
    if re.fullmatch(r"\d{4}-?\d\d-?\d\d", value):
        return moment.date().isoformat()
    return moment.isoformat()


def given_date(value: str | None) -> tuple[str | None, tuple[str, ...]]:
    """A date that somebody gave, as ISO 8601, or None with a plain warning that it is none."""
    if not value or not value.strip():
        return None, ()
    found = iso_date(value)
    if found is None:
        return None, (f"its date {value!r} is no date that can be read; give it as 2025-12-31",)
    return found, ()


def find_date(line: str) -> str | None:
    """The first full date in a line, with the clock time that stands with it, or None.

    "3/12/2025" is read only where one of the numbers is above 12, or a weekday beside it settles
    which of them is the month.
    """
    for pattern in _patterns():
        found = pattern.search(line)
        if found is None:
            continue
        day = _day(found, line)
        if day is not None:
            return day.isoformat() + _clock(line, found.end())
    return None


def _day(found: re.Match[str], line: str) -> date | None:
    parts = found.groupdict()
    if parts.get("n1"):
        return _numeric(int(parts["n1"]), int(parts["n2"]), int(parts["y"]), line)
    name = parts.get("mon")
    month = _months()[name.lower()] if name else int(parts["m"])
    year = parts.get("y")
    return _valid(int(year), month, int(parts["d"])) if year else None


def _numeric(first: int, second: int, year: int, line: str) -> date | None:
    british, american = _valid(year, second, first), _valid(year, first, second)
    if british is None or american is None or british == american:
        return british or american
    weekday = _weekday_pattern().search(line)
    if weekday is None:
        return None
    wanted = _weekdays()[weekday["w"].lower()]
    fitting = [d for d in (british, american) if d.weekday() == wanted]
    return fitting[0] if len(fitting) == 1 else None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock(line: str, after: int) -> str:
    """As in "T10:15+00:00", or "" where no clock time stands within a few words of the date."""
    found = _time_pattern().search(line, after, after + 40) or _time_pattern().search(line)
    if found is None:
        return ""
    hour = int(found["h"])
    half = (found["half"] or "").lower()[:1]
    if (half and not 1 <= hour <= 12) or hour > 23:
        return ""
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"T{hour:02d}:{found['min']}{_offset(found)}"


def _offset(found: re.Match[str]) -> str:
    if found["off"]:
        digits = found["off"].replace(":", "")
        return f"{digits[:3]}:{digits[3:]}"
    zone = found["zone"]
    if not zone:
        return ""
    minutes = int(table("dates")["zones"][zone.lower()])
    moment = datetime(2000, 1, 1, tzinfo=timezone(timedelta(minutes=minutes)))
    return moment.strftime("%z")[:3] + ":" + moment.strftime("%z")[3:]

"""Feasts that move: Easter and what hangs on it, "the fourth Thursday of November"."""

from __future__ import annotations

from datetime import date, timedelta

__all__ = ["day_of_feast"]


def day_of_feast(rule: str, year: int) -> date:
    """The day of a feast in a year.

    `rule` is "12-25" (month and day), "easter+1" (days from Easter Sunday), or "11-4#4": the
    fourth Thursday of November; "05-1#-1" is the last Monday of May.
    """
    if rule.startswith("easter"):
        return _easter(year) + timedelta(days=int(rule.removeprefix("easter") or 0))
    month = int(rule[:2])
    if "#" not in rule:
        return date(year, month, int(rule[3:]))
    weekday, nth = (int(part) for part in rule[3:].split("#"))
    if nth < 0:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def _easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    lead = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * lead) // 433
    month, day = divmod(h + lead - 7 * m + 114, 31)
    return date(year, month, day + 1)

"""When two answers to one question differ: intervals that do not meet, days that do not either."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twosource.model import Quantity, TimeExpression

__all__ = ["NEAR_MINUTES", "apart", "days_apart", "dimension", "hours_apart", "same_value"]

NEAR_MINUTES = 30  # "shortly after 4 a.m." and "at 4.20 a.m." may be one
HALF_DAY = 12 * 60
_CLOCK = re.compile(r"(.{10})T(\d\d)(?::(\d\d))?(Z|[+-]\d\d(?::?\d\d)?)?")
_OPEN_DAY = re.compile(r"XXXX-(?:(\d\d-\d\d)|WXX-(\d))(?!\d)")

ROUNDING = 0.02  # a value converted and rounded is off by this much at most (1,000 ft: 300, 305 m)
OWN = frozenset({"age", "money", "percent", "duration", "rate"})


def dimension(quantity: Quantity) -> str:
    """What a quantity can be compared with: an age with ages, kilometres with miles."""
    if quantity.kind in {"money", "rate"}:
        return f"{quantity.kind} {quantity.base_unit or quantity.unit}"
    if quantity.kind in OWN:
        return quantity.kind
    return quantity.base_unit or quantity.unit or "count"


def bounds(quantity: Quantity) -> tuple[float, float]:
    """The interval in the base unit."""
    low, high = quantity.low * quantity.factor, quantity.high * quantity.factor
    return min(low, high), max(low, high)


def same_value(a: Quantity, b: Quantity) -> bool:
    """Whether the intervals of two quantities of one dimension meet, rounding allowed."""
    return not apart(a, b)


def apart(a: Quantity, b: Quantity) -> bool:
    """Whether two quantities of one dimension cannot both be right.

    Intervals that do not meet; units that were converted may miss each other by 2 %, whole
    numbers of one unit may not.
    """
    low_a, high_a = bounds(a)
    low_b, high_b = bounds(b)
    gap = max(low_b - high_a, low_a - high_b)
    if a.unit != b.unit:
        return gap > ROUNDING * max(abs(a.value * a.factor), abs(b.value * b.factor))
    if gap < 0:
        return False
    if gap == 0:
        # The bound itself may be out: "more than 80" does not meet "80".
        touch_a_low, touch_b_low = low_a == high_b, low_b == high_a
        return (touch_a_low and (a.low_open or b.high_open)) or (
            touch_b_low and (b.low_open or a.high_open)
        )
    return True


def days_apart(a: TimeExpression, b: TimeExpression) -> bool:
    """Whether two dates exclude each other; False where either is left open.

    Days of a year that neither report names exclude each other as well ("November 18", "November
    19"), and so do days of a week that neither anchors.
    """
    if a.first is None or a.last is None or b.first is None or b.last is None:
        one, two = _day_of_year(a), _day_of_year(b)
        return bool(one) and bool(two) and len(one) == len(two) and one != two
    return a.last < b.first or b.last < a.first


def _day_of_year(time: TimeExpression) -> str:
    """As "11-18" or "W5" of a date without a year or week, else ""."""
    found = _OPEN_DAY.match(time.value or "")
    return (found[1] or f"W{found[2]}") if found else ""


def hours_apart(a: TimeExpression, b: TimeExpression) -> bool:
    """Whether two clock times of one day are more than `NEAR_MINUTES` apart; False where a part of
    the day is meant, where one names a zone and the other another or none, or the days may differ.
    """
    one, two = _CLOCK.fullmatch(a.value or ""), _CLOCK.fullmatch(b.value or "")
    if one is None or two is None or one[4] != two[4] or days_apart(a, b):
        return False
    if one[1] != two[1] and "X" not in one[1] + two[1]:
        return False
    minutes = [60 * int(m[2]) + int(m[3] or 0) for m in (one, two)]
    gap = abs(minutes[0] - minutes[1])
    return min(gap, HALF_DAY * 2 - gap) > NEAR_MINUTES

"""When two answers to one question differ: intervals that do not meet, days that do not either."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twosource.model import Quantity, TimeExpression

__all__ = ["apart", "days_apart", "dimension", "same_value"]

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
    """Whether two dates exclude each other; False where either is left open."""
    if a.first is None or a.last is None or b.first is None or b.last is None:
        return False
    return a.last < b.first or b.last < a.first

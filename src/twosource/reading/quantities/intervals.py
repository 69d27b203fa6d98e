"""From a figure and its hedge to the interval that it may mean.

The rules stand in data/hedges.toml: `about` v is v ± its rounding unit, but no less than 5 % and no
more than 10 % of v; `nearly` v is [0.9 v, v); `at least` v is [v, inf); `more than` v is (v, inf);
`up to` v is (-inf, v]; `less than` v is (-inf, v); `just over` v is (v, 1.1 v]; v `odd` is v and
what its last figure leaves open, [70, 80). Two rules together ("at least 20 but no more than 30")
bound it on both sides. Without a hedge a figure is exact as stated, round or not.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, isclose

from twosource.reading.quantities.hedges import table

__all__ = ["Interval", "bound", "rounding_unit"]


@dataclass(frozen=True, slots=True)
class Interval:
    """A numeric interval; `low_open` and `high_open`: the bound itself is out."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False


def rounding_unit(value: float) -> float:
    """The place of the last digit that is not zero: 1 000 for 14 000, 0.1 for 6.1."""
    value = abs(value)
    if value in (0, inf):
        return 0.0
    digits, _, exponent = f"{value:.9e}".partition("e")
    kept = digits.replace(".", "").rstrip("0")
    return float(10 ** (int(exponent) - (len(kept) - 1)))


def bound(low: float, high: float, rule: str) -> Interval:
    """The interval of a figure (`low` == `high`) or a range under a hedge rule, "" for none; two
    rules with a space between bound it below and above.
    """
    lower, _, upper = rule.partition(" ")
    if upper:
        return Interval(low, high, low_open=lower == "more_than", high_open=upper == "less_than")
    return _near(low, high, rule) or _beyond(low, high, rule) or Interval(low, high)


def _near(low: float, high: float, rule: str) -> Interval | None:
    rules = table()["rules"]
    if rule == "about" and isclose(low, high):
        width = min(max(rounding_unit(low), rules["least"] * abs(low)), rules["most"] * abs(low))
        return Interval(low - width, low + width)
    if rule == "odd":
        return Interval(low, high + rounding_unit(high), high_open=True)
    if rule == "just_over":
        return Interval(low, high + abs(high) * rules["most"], low_open=True)
    if rule == "nearly":
        reach = rules["nearly"] * low if low >= 0 else low / rules["nearly"]
        return Interval(reach, high, high_open=True)
    return None


def _beyond(low: float, high: float, rule: str) -> Interval | None:
    if rule == "at_least":
        return Interval(low, inf, high_open=True)
    if rule == "more_than":
        return Interval(low, inf, low_open=True, high_open=True)
    if rule == "up_to":
        return Interval(-inf, high, low_open=True)
    if rule == "less_than":
        return Interval(-inf, high, low_open=True, high_open=True)
    return None

"""An axis: values to places from left to right in per cent, and the ticks under it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["LATEST", "LEFT", "RIGHT", "Axis", "Tick", "of_numbers", "of_times", "short"]

LEFT, RIGHT = 5.0, 95.0  # per cent of the width that values use: room for arrows and half marks
MOST_TICKS = 5  # so that their labels stand apart on a telephone
DECADES = 30.0  # from this ratio of largest to smallest on, equal steps would hide the small ones
LEAST = 0.1  # of the largest value: no axis is shorter
FEW = 20  # of counted things
NOTHING = 1e-300  # below it a step cannot be written
WIDEST = 1e300  # beyond it sums overflow


@dataclass(frozen=True, slots=True)
class Tick:
    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """From `low` to `high`; on a logarithmic one both are above 0."""

    low: float
    high: float
    log: bool
    ticks: tuple[Tick, ...]

    @property
    def factor(self) -> str:
        """On a logarithmic axis how many times the one before a tick is, for people."""
        return short(self.ticks[1].value / self.ticks[0].value) if self.log else ""

    def place(self, value: float) -> float:
        """Where a value stands, in per cent; what lies outside stands at the end."""
        value = min(max(value, self.low), self.high)
        if self.log:
            share = math.log(value / self.low) / math.log(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return LEFT + (RIGHT - LEFT) * min(1.0, max(0.0, share))


def of_numbers(values: Iterable[float], *, whole: bool = False) -> Axis:
    """The axis of some finite numbers; logarithmic where the largest is 30 times the smallest.

    It begins at 0 unless all values lie close together. `whole`: no ticks between whole numbers.

    >>> [t.label for t in of_numbers([1200, 2000]).ticks]
    ['0', '500', '1,000', '1,500', '2,000']
    """
    found = sorted({min(max(v, -WIDEST), WIDEST) for v in values if math.isfinite(v)})
    low, high = (found[0], found[-1]) if found else (0.0, 1.0)
    if low > 0 and high / low >= DECADES:
        return _decades(low, high)
    # Few things are counted from 0; of much a zero would squeeze all marks into the last quarter.
    near = low > 0 and 0 < (high - low) * 4 < high and not (whole and high < FEW)
    if near:
        # A hair's breadth is not to look like a gulf.
        spare = max(0.0, LEAST * high - (high - low)) / 2
        low, high = low - spare, high + spare
    else:
        low, high = min(low, 0.0), max(high, 0.0)
    if high - low < NOTHING:
        low, high = low - 1, high + 1
    step = _step((high - low) / (MOST_TICKS - 1))
    step = max(step, 1.0) if whole else step
    first, last = math.floor(low / step), math.ceil(high / step)
    ticks = tuple(Tick(k * step, short(k * step)) for k in range(first, last + 1))
    return Axis(first * step, last * step, log=False, ticks=ticks)


def _decades(low: float, high: float) -> Axis:
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    by = max(1, math.ceil((last - first) / (MOST_TICKS - 1)))
    ticks = tuple(
        Tick(10.0**k, short(10.0**k)) for k in range(first, last + 1) if (k - first) % by == 0
    )
    return Axis(10.0**first, 10.0**last, log=True, ticks=ticks)


def _step(least: float) -> float:
    """1, 2 or 5 times a power of ten, at least `least`."""
    power = 10.0 ** math.floor(math.log10(least))
    return next((m * power for m in (1, 2, 5) if m * power >= least * (1 - 1e-9)), 10 * power)


def short(value: float) -> str:
    """A number for a tick: "1,500", "2.5m" for millions, "3bn" for thousand millions."""
    for size, letters in ((1e12, "tn"), (1e9, "bn"), (1e6, "m")):
        if abs(value) >= size:
            scaled = value / size
            return f"{scaled:,.4g}{letters}" if scaled < 1e6 else f"{value:.0e}"
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:.4g}"


_STEPS = tuple(
    timedelta(**{unit: n})
    for unit, sizes in (
        ("minutes", (5, 10, 15, 30)),
        ("hours", (1, 2, 3, 6, 12)),
        (
            "days",
            (
                1,
                2,
                7,
                14,
                28,
                91,
                182,
                365,
                730,
                1825,
                3650,
                18250,
                36500,
                182_500,
                365_000,
                1_460_000,
            ),
        ),
    )
    for n in sizes
)
_DAY = timedelta(days=1)
_YEAR = timedelta(days=365)
HALF_HOUR = timedelta(minutes=30)
_ORIGIN = datetime.fromisoformat("0001-01-01")  # as all here a time of no zone
LATEST = datetime.fromisoformat("9999-12-31T23:59:00")  # of a calendar of four figures


def of_times(moments: Iterable[datetime]) -> Axis:
    """The axis of some times, in seconds since the year 1, ticked at full hours or days."""
    found = sorted(moments)
    first, last = found[0], found[-1]
    if first == last:
        first, last = max(first, _ORIGIN + HALF_HOUR) - HALF_HOUR, min(last, LATEST - HALF_HOUR)
        last += HALF_HOUR
    # As many steps as fit, whether or not the first lies on a tick.
    step = next((s for s in _STEPS if (last - first) / s <= MOST_TICKS - 1), _STEPS[-1])
    begin = _ORIGIN + ((first - _ORIGIN) // step) * step
    ticks = [begin]
    while ticks[-1] < last or len(ticks) < 2:
        try:
            ticks.append(ticks[-1] + step)
        except OverflowError:  # the last of the years that a calendar has
            ticks.append(LATEST)
    # What lies before the first and after the last time is left white, but for half a step.
    half = step.total_seconds() / 2
    low = max(seconds(begin), seconds(first) - half)
    high = min(seconds(ticks[-1]), seconds(last) + half)
    kept = [t for t in ticks if low <= seconds(t) <= high]
    years = len({t.year for t in ticks}) > 1
    return Axis(
        low,
        high,
        log=False,
        ticks=tuple(Tick(seconds(t), _moment(t, step, years=years)) for t in kept),
    )


def seconds(moment: datetime) -> float:
    """Seconds since the year 1."""
    return (moment - _ORIGIN).total_seconds()


def _moment(moment: datetime, step: timedelta, *, years: bool) -> str:
    if step < _DAY and (moment.hour or moment.minute):
        return f"{moment:%H:%M}"
    if step >= _YEAR:
        return f"{moment.year}"
    day = f"{moment.day} {moment:%b}"
    return f"{day} {moment.year}" if years and step >= _DAY else day

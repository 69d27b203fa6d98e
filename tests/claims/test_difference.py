from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import (
    KM,
    MILE,
    about,
    at_least,
    count,
    days,
    measure,
    more_than,
    nearly,
    up_to,
)

from twosource.claims.difference import (
    NEAR_MINUTES,
    apart,
    bounds,
    days_apart,
    dimension,
    hours_apart,
    same_value,
)
from twosource.model import Quantity, TimeExpression

FOOT, METRE = ("foot", "metre", 0.3048), ("metre", "metre", 1.0)


@pytest.mark.parametrize(
    ("a", "b", "differ"),
    [
        (count(14), count(14), False),
        (count(14), count(15), True),
        (count(1000), count(1001), True),  # whole numbers of one unit are not rounded
        (count(14), count(12, low=12, high=16), False),
        (count(17), count(12, low=12, high=16), True),
        (count(80), more_than(80), True),
        (count(81), more_than(80), False),
        (count(79), more_than(80), True),
        (count(80), at_least(80), False),
        (count(79), at_least(80), True),
        (more_than(80), at_least(80), False),
        (up_to(80), at_least(80), False),
        (up_to(80), more_than(80), True),
        (up_to(70), at_least(80), True),
        (up_to(80), count(12), False),
        (nearly(100), count(100), True),
        (nearly(100), count(99), False),
        (nearly(100), count(90), False),
        (nearly(100), count(89), True),
        (about(500, 50), count(460), False),
        (about(500, 50), count(449), True),
        (about(500, 50), about(600, 50), False),  # they meet at 550
        (measure(12, KM), measure(7.5, MILE), False),  # 7.5 miles are 12.07 km
        (measure(12, KM), measure(8, MILE), True),
        (measure(1000, FOOT), measure(300, METRE), False),  # 304.8 m, rounded down
        (measure(2000, FOOT), measure(640, METRE), True),
        (measure(12, KM), measure(12.1, KM), True),  # nothing was converted
        (measure(12, KM), measure(12000, METRE), False),
        (measure(12, KM), measure(7.5, MILE, high=float("inf")), False),
        (measure(2, KM), measure(7.5, MILE, high=float("inf")), True),
    ],
)
def test_apart(a: Quantity, b: Quantity, differ: bool) -> None:
    assert apart(a, b) is differ
    assert apart(b, a) is differ
    assert same_value(a, b) is not differ


def test_bounds_are_in_the_base_unit() -> None:
    assert bounds(measure(12, KM)) == (12000.0, 12000.0)
    assert bounds(measure(2, KM, low=1.0, high=3.0)) == (1000.0, 3000.0)


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        (measure(12, KM), measure(7.5, MILE), True),
        (measure(12, KM), count(12), False),
        (count(12), count(12, counted="bridge"), True),
        (count(40, kind="age", unit="year", base_unit="second"), count(40), False),
        (
            count(40, kind="age", unit="year", base_unit="second"),
            count(40, kind="duration", unit="year", base_unit="second"),
            False,
        ),
        (
            count(2, kind="money", unit="USD", base_unit="USD"),
            count(2, kind="money", unit="EUR", base_unit="EUR"),
            False,
        ),
        (
            count(2, kind="duration", unit="hour", base_unit="second", factor=3600),
            count(120, kind="duration", unit="minute", base_unit="second", factor=60),
            True,
        ),
        (count(5, kind="percent", unit="percent", base_unit="percent"), count(5), False),
        (
            count(5, kind="rate", unit="kilometre per hour", base_unit="metre per second"),
            count(5, kind="rate", unit="mile per hour", base_unit="metre per second"),
            True,
        ),
    ],
)
def test_dimension(a: Quantity, b: Quantity, one: bool) -> None:
    assert (dimension(a) == dimension(b)) is one


@pytest.mark.parametrize(
    ("a", "b", "differ"),
    [
        (days("2025-05-03", "2025-05-03"), days("2025-05-04", "2025-05-04"), True),
        (days("2025-05-03", "2025-05-03"), days("2025-05-03", "2025-05-03"), False),
        (days("2025-05-01", "2025-05-31"), days("2025-05-31", "2025-06-02"), False),
        (days("2025-05-01", "2025-05-31"), days("2025-06-01", "2025-06-02"), True),
        (days("2025-05-03", "2025-05-03"), days(None, None), False),
    ],
)
def test_days_apart(a: TimeExpression, b: TimeExpression, differ: bool) -> None:
    assert days_apart(a, b) is differ
    assert days_apart(b, a) is differ


def time(value: str, type_: Literal["DATE", "TIME"] = "DATE") -> TimeExpression:
    """A time by its TIMEX3 value; its days where the value has a whole date."""
    day = value[:10] if "X" not in value[:10] and len(value) >= 10 else None
    return TimeExpression(0, 1, type_, value, day, day, "text" if day else "")


@pytest.mark.parametrize(
    ("a", "b", "differ"),
    [
        # no report names the year, or the week
        ("XXXX-11-18", "XXXX-11-19", True),
        ("XXXX-11-18", "XXXX-11-18", False),
        ("XXXX-WXX-1", "XXXX-WXX-3", True),
        ("XXXX-WXX-3", "XXXX-WXX-3", False),
        ("XXXX-WXX-1TMO", "XXXX-WXX-3", True),
        # a day of the week may be any day of a year
        ("XXXX-WXX-1", "XXXX-11-18", False),
        ("XXXX-11-18", "2025-11-19", False),
        ("XXXX-11", "XXXX-12", False),
        ("XXXX-WXX-WE", "XXXX-WXX-3", False),
    ],
)
def test_open_days_apart(a: str, b: str, differ: bool) -> None:
    assert days_apart(time(a), time(b)) is differ
    assert days_apart(time(b), time(a)) is differ


@pytest.mark.parametrize(
    ("a", "b", "differ"),
    [
        ("2025-05-03T04:00", "2025-05-03T04:20", False),
        ("2025-05-03T04:00", f"2025-05-03T04:{NEAR_MINUTES}", False),
        ("2025-05-03T04:00", f"2025-05-03T04:{NEAR_MINUTES + 1}", True),
        ("2025-05-03T04", "2025-05-03T16", True),
        ("XXXX-XX-XXT04:00", "XXXX-XX-XXT09:00", True),
        ("XXXX-XX-XXT04:00", "2025-05-03T09:00", True),
        # over midnight
        ("XXXX-XX-XXT23:50", "XXXX-XX-XXT00:10", False),
        # of other days, of one zone only, of two zones
        ("2025-05-03T04:00", "2025-05-04T09:00", False),
        ("XXXX-WXX-3T04:00", "XXXX-WXX-4T09:00", False),
        ("2025-05-03T04:00Z", "2025-05-03T09:00", False),
        ("2025-05-03T04:00Z", "2025-05-03T09:00+02:00", False),
        ("2025-05-03T04:00Z", "2025-05-03T09:00Z", True),
        # parts of a day have no hour
        ("2025-05-03TMO", "2025-05-03T19:00", False),
        ("2025-05-03", "2025-05-03T19:00", False),
    ],
)
def test_hours_apart(a: str, b: str, differ: bool) -> None:
    assert hours_apart(time(a, "TIME"), time(b, "TIME")) is differ
    assert hours_apart(time(b, "TIME"), time(a, "TIME")) is differ


clocks = st.builds("2025-05-03T{:02}:{:02}".format, st.integers(0, 23), st.integers(0, 59))


@given(clocks, clocks)
def test_hours_apart_is_symmetric_and_never_of_one_hour(a: str, b: str) -> None:
    one, two = time(a, "TIME"), time(b, "TIME")
    assert hours_apart(one, two) == hours_apart(two, one)
    assert not hours_apart(one, one)


numbers = st.floats(0, 1e9, allow_nan=False).map(lambda x: round(x, 2))


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    value = draw(numbers)
    made: Quantity = measure(value, draw(st.sampled_from([KM, MILE, FOOT, METRE])))
    low = draw(st.sampled_from([value, 0.9 * value, float("-inf")]))
    high = draw(st.sampled_from([value, 1.1 * value, float("inf")]))
    return replace(
        made,
        low=low,
        high=high,
        low_open=low < value and draw(st.booleans()),
        high_open=high > value and draw(st.booleans()),
    )


@given(quantities(), quantities())
def test_apart_is_symmetric(a: Quantity, b: Quantity) -> None:
    assert apart(a, b) == apart(b, a)


@given(quantities())
def test_nothing_is_apart_from_itself(one: Quantity) -> None:
    assert not apart(one, one)


@given(numbers)
def test_bounds_that_are_out_do_not_meet_the_value(value: float) -> None:
    assert apart(more_than(value), count(value))
    assert not apart(at_least(value), count(value))

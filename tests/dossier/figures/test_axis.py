from __future__ import annotations

import math
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.dossier.figures import axis as axes
from twosource.dossier.figures.axis import LEFT, RIGHT

numbers = st.lists(
    st.floats(min_value=-1e12, max_value=1e12, allow_nan=False), min_size=1, max_size=9
)
moments = st.lists(
    st.datetimes(datetime(2, 1, 1), datetime(9990, 1, 1)), min_size=1, max_size=9  # noqa: DTZ001
)  # fmt: skip


@pytest.mark.parametrize(
    ("values", "whole", "labels", "log"),
    [
        ([1200, 2000], True, ["0", "500", "1,000", "1,500", "2,000"], False),
        ([2, 3, 4], True, ["0", "1", "2", "3", "4"], False),
        ([1, 2], True, ["0", "1", "2"], False),
        ([0.5, 1], False, ["0", "0.5", "1"], False),
        ([3, 900], True, ["1", "10", "100", "1,000"], True),
        ([2e6, 9e9], True, ["1m", "10m", "100m", "1bn", "10bn"], True),
        ([1e2, 1e14], True, ["100", "100,000", "100m", "100bn", "100tn"], True),
        ([570, 600], False, ["540", "560", "580", "600", "620"], False),
        ([-5, 5], False, ["-5", "0", "5"], False),
        ([0, 0], True, ["-1", "0", "1"], False),
        ([7], True, ["0", "2", "4", "6", "8"], False),
        ([], False, ["0", "0.5", "1"], False),
        ([5, math.inf], True, ["0", "2", "4", "6"], False),
    ],
)
def test_ticks_of_numbers(values: list[float], whole: bool, labels: list[str], log: bool) -> None:
    axis = axes.of_numbers(values, whole=whole)
    assert [t.label for t in axis.ticks] == labels
    assert axis.log is log


def test_a_logarithmic_axis_says_its_step() -> None:
    assert axes.of_numbers([3, 900]).factor == "10"
    assert axes.of_numbers([1e2, 1e14]).factor == "1,000"
    assert axes.of_numbers([3, 9]).factor == ""


def test_a_hairs_breadth_does_not_look_like_a_gulf() -> None:
    axis = axes.of_numbers([12.0, 12.07])
    assert axis.place(12.07) - axis.place(12.0) < (RIGHT - LEFT) / 10


@settings(max_examples=60, deadline=None)
@given(numbers, st.booleans())
def test_numbers_lie_on_the_axis_in_their_order(values: list[float], whole: bool) -> None:
    axis = axes.of_numbers(values, whole=whole)
    places = [axis.place(v) for v in sorted(values)]
    assert places == sorted(places)
    assert all(LEFT <= p <= RIGHT for p in places)
    assert all(LEFT <= axis.place(t.value) <= RIGHT for t in axis.ticks)
    assert 2 <= len(axis.ticks) <= axes.MOST_TICKS + 2
    slack = 1e-9 * max(1.0, abs(axis.low), abs(axis.high))
    assert all(axis.low - slack <= v <= axis.high + slack for v in values)


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        ("2025-03-04T08:10", "2025-03-04T17:45", ["09:00", "12:00", "15:00", "18:00"]),
        ("2025-03-04T22:00", "2025-03-05T09:00", ["21:00", "5 Mar", "03:00", "06:00", "09:00"]),
        ("2025-03-04", "2025-03-07", ["4 Mar", "5 Mar", "6 Mar", "7 Mar"]),
        ("2024-12-30", "2025-01-02", ["30 Dec 2024", "31 Dec 2024", "1 Jan 2025", "2 Jan 2025"]),
    ],
)
def test_ticks_of_times(first: str, last: str, labels: list[str]) -> None:
    ends = [datetime.fromisoformat(first), datetime.fromisoformat(last)]
    assert [t.label for t in axes.of_times(ends).ticks] == labels


@settings(max_examples=60, deadline=None)
@given(moments)
def test_times_lie_on_the_axis_in_their_order(times: list[datetime]) -> None:
    axis = axes.of_times(times)
    places = [axis.place(axes.seconds(t)) for t in sorted(times)]
    assert places == sorted(places)
    assert all(LEFT <= p <= RIGHT for p in places)
    assert 1 <= len(axis.ticks) <= axes.MOST_TICKS + 2
    assert axis.low < axis.high


def test_one_moment_has_an_axis() -> None:
    moment = datetime.fromisoformat("2025-03-04T08:10")
    axis = axes.of_times([moment])
    assert LEFT < axis.place(axes.seconds(moment)) < RIGHT
    assert axes.of_times([moment, moment + timedelta(minutes=1)]).ticks

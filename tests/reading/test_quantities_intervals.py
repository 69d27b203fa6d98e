"""The interval of every hedge, single, negated and two together."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.model import Block, BlockKind, Quantity, Report
from twosource.reading import quantities
from twosource.reading.parse import parse
from twosource.reading.quantities import hedges, intervals


def _one(text: str) -> Quantity:
    report = Report("a", text, (Block(BlockKind.BODY, 0, len(text)),), published="2031-05-15")
    (found,) = quantities.find(next(iter(parse([report]))))
    return found


@pytest.mark.parametrize(
    ("rule", "value", "low", "high"),
    [
        ("", 14000, 14000, 14000),
        ("about", 14000, 13000, 15000),
        ("about", 2000, 1800, 2200),
        ("about", 75, 71.25, 78.75),
        ("nearly", 5000, 4500, 5000),
        ("at_least", 5, 5, inf),
        ("more_than", 80, 80, inf),
        ("up_to", 20, -inf, 20),
        ("less_than", 20, -inf, 20),
        ("just_over", 200, 200, 220),
        ("odd", 70, 70, 80),
        ("at_least up_to", 20, 20, 20),
    ],
)
def test_hedges_bound_the_figure(rule: str, value: float, low: float, high: float) -> None:
    found = intervals.bound(value, value, rule)
    assert (found.low, found.high) == (low, high)


@given(
    st.floats(min_value=-1e12, max_value=1e12, allow_nan=False),
    st.sampled_from(["", "about", "at_least", "up_to"]),
)
def test_a_closed_rule_never_leaves_out_its_own_figure(value: float, rule: str) -> None:
    found = intervals.bound(value, value, rule)
    assert found.low <= value <= found.high


@given(
    st.floats(min_value=-1e12, max_value=1e12, allow_nan=False),
    st.floats(min_value=0, max_value=1e6),
    st.sampled_from(["", *hedges.table()["before"], *hedges.table()["after"]]),
)
def test_no_interval_is_upside_down(low: float, width: float, rule: str) -> None:
    found = intervals.bound(low, low + width, rule)
    assert found.low <= found.high


@pytest.mark.parametrize(
    ("hedge", "bounds", "is_open"),
    [
        ("about", "18 22", ""),
        ("roughly", "18 22", ""),
        ("nearly", "18 20", "high"),
        ("just under", "18 20", "high"),
        ("at least", "20 inf", "high"),
        ("no fewer than", "20 inf", "high"),
        ("not less than", "20 inf", "high"),
        ("not under", "20 inf", "high"),
        ("more than", "20 inf", "low high"),
        ("well over", "20 inf", "low high"),
        ("just over", "20 22", "low"),
        ("up to", "-inf 20", "low"),
        ("as many as", "-inf 20", "low"),
        ("no more than", "-inf 20", "low"),
        ("not more than", "-inf 20", "low"),
        ("not over", "-inf 20", "low"),
        ("at most", "-inf 20", "low"),
        ("fewer than", "-inf 20", "low high"),
        ("up to about", "-inf 20", "low"),
        ("at least about", "20 inf", "high"),
        ("at least another", "20 inf", "high"),
    ],
)
def test_hedge_before(hedge: str, bounds: str, is_open: str) -> None:
    found = _one(f"The ferry takes {hedge} 20 lorries.")
    assert (found.low, found.high) == tuple(float(b) for b in bounds.split())
    assert found.low_open == ("low" in is_open)
    assert found.high_open == ("high" in is_open)


@pytest.mark.parametrize(
    ("words", "bounds"),
    [
        ("20 or so lorries", (18, 22)),
        ("20 lorries or so", (18, 22)),
        ("20 or more lorries", (20, inf)),
        ("20-plus lorries", (20, inf)),
        ("20 or fewer lorries", (-inf, 20)),
        ("20-odd lorries", (20, 30)),
        ("at least 20 but no more than 30 lorries", (20, 30)),
        ("more than 20 but fewer than 30 lorries", (20, 30)),
        ("fewer than 30 but more than 20 lorries", (20, 30)),
        ("between 20 and 30 lorries", (20, 30)),
    ],
)
def test_other_hedges(words: str, bounds: tuple[float, float]) -> None:
    found = _one(f"The ferry takes {words}.")
    assert (found.low, found.high) == bounds
    assert found.counted == "lorry"

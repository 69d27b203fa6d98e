"""Dates in figures, "3/4", in the outlet's way of writing them; feasts that move."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.model import Block, BlockKind, Report, TimeExpression
from twosource.reading import times
from twosource.reading.parse import parse
from twosource.reading.times.feasts import day_of_feast
from twosource.reading.times.habit import habit_of
from twosource.reading.times.numeric import resolve
from twosource.reading.times.raw import Raw
from twosource.reading.times.state import State

# Neither 3 April nor 4 March is near this day.
FAR = "2031-08-20"


def _find(
    text: str, *, url: str | None = None, published: str | None = FAR
) -> tuple[TimeExpression, ...]:
    blocks = tuple(
        Block(BlockKind.BODY, m.start(), m.end()) for m in re.finditer(r"\S(?:[^\n]*\S)?", text)
    )
    report = Report("a", text, blocks, published=published, url=url)
    return times.find(next(iter(parse([report]))))


def test_without_a_sign_the_date_stays_open_between_its_two_readings() -> None:
    (found,) = _find("The dam broke (3/4).")
    assert (found.value, found.first, found.last) == (None, "2031-03-04", "2031-04-03")


def test_an_open_date_with_its_year_stands_on_the_text() -> None:
    (found,) = _find("The dam broke on 3/4/2029.")
    assert (found.value, found.first, found.last) == (None, "2029-03-04", "2029-04-03")
    assert found.anchor == "text"


@pytest.mark.parametrize(
    ("text", "url", "value"),
    [
        ("The dam broke (3/4).", "https://www.lorn-post.example.co.uk/news/1", "2031-04-03"),
        ("The dam broke (3/4).", "lorn-post.us", "2031-03-04"),
        ("It rained on May 2. The dam broke (3/4).", None, "2031-03-04"),
        ("It rained on 2 May. The dam broke (3/4).", None, "2031-04-03"),
        ("The colour of the centre changed. The dam broke (3/4).", None, "2031-04-03"),
        (
            "The color of the theater at the center changed. The dam broke (3/4).",
            None,
            "2031-03-04",
        ),
        # The date itself outweighs every sign: there is no thirteenth month.
        ("The dam broke (3/4), as on 13/4.", "lorn-post.us", "2031-04-03"),
    ],
)
def test_an_outlet_writes_dates_in_one_way(text: str, url: str | None, value: str) -> None:
    found = [t for t in _find(text, url=url) if "/" in text[t.start : t.end]]
    assert found[0].value == value


@pytest.mark.parametrize("text", ["It rained on 2 May and on May 3.", "The center was closed.", ""])
def test_mixed_or_weak_signs_tell_nothing(text: str) -> None:
    days = [[Raw(0, 1, "month", {"day": "2"}), Raw(0, 1, "month", {"day2": "3"})]]
    assert habit_of(Report("a", text, url="https://lorn.example/1"), days) == ""


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The dam broke on 14 / 05 / 2031.", "2031-05-14"),
        ("The dam broke on 14.05.2031.", "2031-05-14"),
        ("The dam broke on 14-05-2031.", "2031-05-14"),
        ("The dam broke on 2031-05-14.", "2031-05-14"),
        ("The dam broke on Wednesday (5/14).", "2031-05-14"),
    ],
)
def test_forms_of_dates_in_figures(text: str, value: str) -> None:
    assert [t.value for t in _find(text)] == [value]


@pytest.mark.parametrize(
    "text", ["They won 3 / 4 of the seats.", "It is 3-4 now, he said.", "He scored 10/12."]
)
def test_fractions_and_scores_are_no_dates(text: str) -> None:
    assert all(t.value == "PRESENT_REF" for t in _find(text))


@given(
    st.integers(1, 12),
    st.integers(1, 12),
    st.dates(min_value=date(1950, 1, 1), max_value=date(2090, 1, 1)),
    st.sampled_from(["", "md", "dm"]),
)
def test_a_date_in_figures_has_a_value_or_two_readings(
    a: int, b: int, now: date, order: str
) -> None:
    raw = Raw(0, 1, "numeric", {"a": str(a), "b": str(b), "sep": "/"})
    value, _, days = resolve(raw, State(now, "publication", order=order))
    if value is not None:
        assert date.fromisoformat(value)
        assert days is None
    else:
        assert not order
        assert days is not None
        assert days[0] <= days[1]


@pytest.mark.parametrize(
    ("rule", "year", "day"),
    [
        ("easter", 2000, "2000-04-23"),
        ("easter", 2024, "2024-03-31"),
        ("easter", 2038, "2038-04-25"),
        ("easter-2", 2025, "2025-04-18"),
        ("11-4#4", 2024, "2024-11-28"),
        ("05-1#-1", 2024, "2024-05-27"),
        ("12-7#-1", 2024, "2024-12-29"),
        ("12-25", 2031, "2031-12-25"),
    ],
)
def test_feasts_that_move(rule: str, year: int, day: str) -> None:
    assert day_of_feast(rule, year).isoformat() == day


@given(st.integers(1583, 4000))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    easter = day_of_feast("easter", year)
    assert easter.isoweekday() == 7
    assert date(year, 3, 22) <= easter <= date(year, 4, 25)

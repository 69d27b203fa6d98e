from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.model import Block, BlockKind, Report, TimeExpression
from twosource.reading import times
from twosource.reading.parse import parse
from twosource.reading.times.calendar import add_months, days_of

PUBLISHED = "2031-05-15"  # a Thursday


def _find(text: str, published: str | None = PUBLISHED) -> tuple[TimeExpression, ...]:
    blocks = tuple(
        Block(BlockKind.BODY, m.start(), m.end()) for m in re.finditer(r"\S(?:[^\n]*\S)?", text)
    )
    report = Report("a", text, blocks, published=published)
    return times.find(next(iter(parse([report]))))


def _values(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str | None]]:
    return [(text[t.start : t.end], t.value) for t in _find(text, published)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It began on 4 May 2031.", "4 May 2031", "2031-05-04"),
        ("It began on May 4, 2031.", "May 4, 2031", "2031-05-04"),
        ("It began on 2031-05-04.", "2031-05-04", "2031-05-04"),
        ("It began in early May 2031.", "early May 2031", "2031-05"),
        ("It began in 1987.", "1987", "1987"),
        ("It began in the 1960s.", "the 1960s", "196"),
        ("It began in the 19th century.", "the 19th century", "18"),
        ("It began in the summer of 1944.", "the summer of 1944", "1944-SU"),
        ("It began in the second half of 2017.", "the second half of 2017", "2017-H2"),
        ("It began yesterday.", "yesterday", "2031-05-14"),
        ("It began last night.", "last night", "2031-05-14TNI"),
        ("It began this morning.", "this morning", "2031-05-15TMO"),
        ("It began on Tuesday.", "Tuesday", "2031-05-13"),
        ("It will begin on Tuesday.", "Tuesday", "2031-05-20"),
        ("It began last Thursday.", "last Thursday", "2031-05-08"),
        ("It began on Tuesday night.", "Tuesday night", "2031-05-13TNI"),
        ("It began last month.", "last month", "2031-04"),
        ("It began earlier this week.", "earlier this week", "2031-W20"),
        ("It will begin next year.", "next year", "2032"),
        ("It began in December.", "December", "2030-12"),
        ("It will begin in July.", "July", "2031-07"),
        ("It began three years ago.", "three years ago", "2028"),
        ("It began two days ago.", "two days ago", "2031-05-13"),
        ("It lasted five hours.", "five hours", "PT5H"),
        ("It lasted half an hour.", "half an hour", "PT30M"),
        ("It lasted for several weeks.", "several weeks", "PXW"),
        ("It was a two-month wait.", "two-month", "P2M"),
        ("It happens every Monday.", "every Monday", "XXXX-WXX-1"),
        ("It happens daily.", "daily", "P1D"),
        ("It is on sale now.", "now", "PRESENT_REF"),
    ],
)
def test_values_with_a_publication_date(text: str, words: str, value: str) -> None:
    assert _values(text) == [(words, value)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It struck at 6:35 a.m. local time.", "6:35 a.m. local time", "2031-05-15T06:35"),
        ("It struck at 3.45pm.", "3.45pm", "2031-05-15T15:45"),
        ("It struck at 2115 GMT.", "2115 GMT", "2031-05-15T21:15Z"),
        ("It struck around noon.", "noon", "2031-05-15T12:00"),
        ("It struck at 2 a.m. because of it.", "2 a.m.", "2031-05-15T02:00"),
    ],
)
def test_clock_times(text: str, words: str, value: str) -> None:
    assert _values(text) == [(words, value)]


def test_a_clock_time_takes_the_day_beside_it() -> None:
    found = _values("It struck on Tuesday at 6:35 a.m. and was felt far away.")
    assert found == [("Tuesday", "2031-05-13"), ("6:35 a.m.", "2031-05-13T06:35")]


def test_the_weekday_beside_settles_month_and_day() -> None:
    # 4 December 2030 was a Wednesday, 12 April 2031 a Saturday.
    assert _values("He spoke on Wednesday (12/4).")[0][1] == "2030-12-04"
    assert _values("He spoke on Saturday (12/4).")[0][1] == "2031-04-12"


def test_the_publication_date_settles_month_and_day() -> None:
    assert _values("He spoke on 5/12 in Lorn.")[0][1] == "2031-05-12"


def test_a_numeric_date_that_nothing_settles_is_open() -> None:
    (found,) = _find("He spoke (3/4).", published=None)
    assert (found.value, found.first, found.last, found.anchor) == (None, None, None, "")


def test_several_weekdays_settle_the_order_without_a_year() -> None:
    text = (
        "He spoke on Thursday (12/4).\nShe spoke on Wednesday (12/3).\nThey met on Tuesday (12/2)."
    )
    assert [v for _, v in _values(text, None)] == ["XXXX-12-04", "XXXX-12-03", "XXXX-12-02"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It began on Tuesday.", "XXXX-WXX-2"),
        ("It began yesterday.", "XXXX-XX-XX"),
        ("It began on 13 July.", "XXXX-07-13"),
        ("It began last month.", "XXXX-XX"),
    ],
)
def test_news_without_a_date_stays_open(text: str, value: str) -> None:
    (found,) = _find(text, published=None)
    assert (found.value, found.first, found.last, found.anchor) == (value, None, None, "")


def test_a_history_stands_on_its_own_dates() -> None:
    text = (
        "In 1901 the canal was dug. In May 1902 it froze. In June 1903 the dam broke, and in July "
        "the town moved. On 4 August 1904 a bridge was opened. Two days later it fell. In 1905 a "
        "second one was built."
    )
    values = dict(_values(text, None))
    assert values["July"] == "1903-07"
    assert values["Two days later"] == "1904-08-06"


def test_a_dateline_anchors() -> None:
    text = "LORN, 4 May 2031 (Agency) - The dam broke on Friday."
    (_, friday) = _find(text, published=None)
    assert (friday.value, friday.anchor) == ("2031-05-02", "dateline")


def test_anchors_are_named() -> None:
    found = _find("It began on 4 May 2031 and ended on Tuesday. The next day it rained.")
    assert [t.anchor for t in found] == ["text", "publication", "context"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It began in April 2031.", "2031-04-01", "2031-04-30"),
        ("It began in early April 2031.", "2031-04-01", "2031-04-15"),
        ("It began last week.", "2031-05-05", "2031-05-11"),
        ("It began in 1987.", "1987-01-01", "1987-12-31"),
        ("It began at 6:35 a.m. on Tuesday.", "2031-05-13", "2031-05-13"),
    ],
)
def test_days(text: str, first: str, last: str) -> None:
    found = _find(text)[0]
    assert (found.first, found.last) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "Mrs May left.",
        "She spoke to May again.",
        "They march on.",
        "The sun sat low.",
        "She read it in Lorn Today again.",
        "It cost 1500 dollars.",
        "About 2000 people came.",
        "The fall of the city shook him.",
        "She may go.",
        "A 10-year-old boy won.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert _values(text) == []


def test_days_and_years_of_a_range_both_count() -> None:
    assert _values("It ran from 3 to 7 June 2030.") == [
        ("3", "2030-06-03"),
        ("7 June 2030", "2030-06-07"),
    ]
    assert _values("They meet on May 20 and 21.")[1] == ("21", "2031-05-21")
    assert _values("It ran in 1958-59.") == [("1958", "1958"), ("59", "1959")]


def test_what_stands_on_an_event_stays_open() -> None:
    found = _find("It rained on 4 May 2031. The day before the vote it snowed.")
    assert (found[1].value, found[1].first, found[1].anchor) == ("XXXX-XX-XX", None, "")


def test_a_day_that_does_not_exist_has_no_days() -> None:
    (found,) = _find("It was on February 30, 2031.")
    assert (found.first, found.last) == (None, None)


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(9000, 1, 1)), st.integers(-600, 600))
def test_months_are_added_within_the_year(day: date, months: int) -> None:
    moved = add_months(day, months)
    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day <= day.day


@given(
    st.dates(min_value=date(1000, 1, 1), max_value=date(9000, 1, 1)),
    st.sampled_from(["", "START", "MID", "END"]),
)
def test_every_day_lies_in_its_own_span(day: date, mod: str) -> None:
    assert days_of(day.isoformat(), mod) == (day, day)
    for value in (f"{day:%Y-%m}", f"{day:%Y}"):
        span = days_of(value)
        assert span is not None
        assert span[0] <= day <= span[1]
        part = days_of(value, mod)
        assert part is not None
        assert span[0] <= part[0] <= part[1] <= span[1]


_PIECES = st.sampled_from(
    [
        "on",
        "in",
        "at",
        "the",
        "early",
        "late",
        "last",
        "next",
        "this",
        "Monday",
        "Friday night",
        "May",
        "4",
        "12",
        "2031",
        "1939-45",
        ", ",
        "(12/4)",
        "6:35 a.m.",
        "2115 GMT",
        "noon",
        "yesterday",
        "two",
        "days",
        "later",
        "ago",
        "years",
        "week",
        "every",
        "daily",
        "spring",
        "the end of",
        "century",
        "19th",
        "1960s",
        "480 BC",
        "Christmas",
        "of that year",
        "following",
        "morning",
        "hours",
        "-",
        "to",
        "and",
        "\n",
        ".",
        "13/14",
        "February 30",
        "99/99",
        "é",
        "🌍",
        "\u2019s",
        "second",
        "31st",
        "0",
        "00:99",
        "March",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(_PIECES, max_size=14), st.sampled_from([None, PUBLISHED, "junk"]))
def test_spans_and_days_hold_for_any_text(pieces: list[str], published: str | None) -> None:
    text = " ".join(pieces)
    end = 0
    for t in _find(text, published):
        assert end <= t.start < t.end <= len(text)
        assert text[t.start : t.end].strip() == text[t.start : t.end]
        assert (t.first is None) == (t.last is None)
        if t.first is not None and t.last is not None:
            assert date.fromisoformat(t.first) <= date.fromisoformat(t.last)
        end = t.end

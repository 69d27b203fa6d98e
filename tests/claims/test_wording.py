from __future__ import annotations

import pytest
from invented import count

import twosource
from twosource.claims.wording import question_of_quantity, value_of_quantity


@pytest.mark.parametrize(
    ("text", "value", "question"),
    [
        (
            "About 5,000 square kilometres of forest burned.",
            "about 5,000 square kilometres",
            "How much, in square kilometres (forest)?",
        ),
        ("At least 40 people died.", "at least 40 people", "How many people (died)?"),
        ("Between 10 and 12 boats sank.", "10 to 12 boats", "How many boats (sank)?"),
        ("The wall cost 2 million euros.", "2,000,000 EUR", "How much money?"),
        ("The strike lasted three days.", "3 days", "How long (lasted)?"),
        ("The wall is 1 metre high.", "1 metre", "How much, in metres (wall)?"),
        ("23 were injured.", "23", "How many (injured)?"),
        ("It ran at twice the speed.", "2 times", "How many times (ran)?"),
    ],
)
def test_value_and_question(text: str, value: str, question: str) -> None:
    reading = twosource.read(text)
    (quantity,) = reading.quantities
    assert value_of_quantity(text, quantity) == value
    assert question_of_quantity(reading, quantity) == question


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("foot", "30 feet"),
        ("cubic foot", "30 cubic feet"),
        ("foot per second", "30 feet per second"),
        ("square inch", "30 square inches"),
        ("mile per hour", "30 miles per hour"),
        ("part per million", "30 parts per million"),
        ("year of age", "30 years of age"),
        ("month of age", "30 months of age"),
        ("century", "30 centuries"),
        ("celsius", "30 degrees Celsius"),
        ("percent", "30 percent"),
        ("percentage point", "30 percentage points"),
        ("USD", "30 USD"),
        ("US cent", "30 US cents"),
    ],
)
def test_plurals_of_units(unit: str, value: str) -> None:
    assert value_of_quantity("", count(30, unit=unit)) == value


def test_a_word_for_the_count_itself_is_not_what_is_counted() -> None:
    reading = twosource.read("The death toll rises to eleven in Port Arlen.")
    (quantity,) = reading.quantities
    assert value_of_quantity(reading.report.text, quantity) == "11"
    assert "toll" not in question_of_quantity(reading, quantity).partition("(")[0]

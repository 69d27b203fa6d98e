"""Where a sentence stands in its report and how it speaks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import twosource
from twosource.claims.traits import NAMES, traits_of

TEXT = """Blaze at the mill

A fire at the mill in Port Arlen killed two men on Monday.

Fire chief Mara Lind said that the roof had fallen in.

"We heard a bang and we ran," said Odran Pell.

The mill makes paper. It opened in 1970."""


@pytest.fixture(scope="module")
def told() -> list[tuple[str, dict[str, float]]]:
    reading = twosource.read(twosource.report(TEXT, id="Courier"))
    rows = traits_of(reading)
    assert len(rows) == len(reading.sentences)
    return [
        (sentence.span.of(TEXT), dict(zip(NAMES, row, strict=True)))
        for sentence, row in zip(reading.sentences, rows, strict=True)
    ]


def of(told: list[tuple[str, dict[str, float]]], words: str) -> dict[str, float]:
    return next(row for text, row in told if words in text)


def test_where_it_stands(told: list[tuple[str, dict[str, float]]]) -> None:
    assert of(told, "Blaze") == {
        **dict.fromkeys(NAMES, 0.0),
        "first": 1.0,
        "opening": 1.0,
        "headline": 1.0,
    }
    assert [row["first"] for _, row in told] == [1.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    assert [row["opening"] for _, row in told] == [1.0, 1.0, 1.0, 0.0, 0.0, 0.0]
    depths = [row["depth"] for _, row in told]
    assert depths == sorted(depths)
    assert depths[0] == 0.0
    assert depths[-1] < 1.0


def test_how_it_speaks(told: list[tuple[str, dict[str, float]]]) -> None:
    chief, pell, makes = of(told, "Lind"), of(told, "bang"), of(told, "paper")
    assert (chief["attributed"], chief["quoted"], chief["personal"]) == (1.0, 0.0, 0.0)
    assert (pell["attributed"], pell["quoted"], pell["personal"]) == (1.0, 1.0, 1.0)
    assert (makes["attributed"], makes["quoted"], makes["personal"]) == (0.0, 0.0, 0.0)


def test_a_quotation_of_several_sentences_reaches_into_each() -> None:
    text = (
        'The mayor met the press. "The roof fell in. Nobody could leave. The bell rang all night," '
        "Mayor Odran Pell said. The bell is old."
    )
    reading = twosource.read(twosource.report(text, id="Courier"))
    quoted = [
        sentence.span.of(text)
        for sentence, row in zip(reading.sentences, traits_of(reading), strict=True)
        if row[NAMES.index("quoted")]
    ]
    assert any("Nobody could leave" in q for q in quoted)
    assert not any("bell is old" in q or "met the press" in q for q in quoted)


words = st.sampled_from(["The", "mill", "burned", "he", "said", "we", '"', ".", "Lind", "\n\n"])


@settings(max_examples=25, deadline=None)
@given(st.lists(words, min_size=1, max_size=30).map(" ".join))
def test_traits_lie_between_0_and_1(text: str) -> None:
    if not any(c.isalpha() for c in text):
        text += " burned"
    reading = twosource.read(twosource.report(text, id="Courier"))
    rows = traits_of(reading)
    assert len(rows) == len(reading.sentences)
    for row in rows:
        assert len(row) == len(NAMES)
        assert all(0.0 <= x <= 1.0 for x in row)

from __future__ import annotations

import re
from math import inf, isclose

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.model import Block, BlockKind, Quantity, Report
from twosource.reading import quantities, times
from twosource.reading.parse import parse
from twosource.reading.quantities import numerals
from twosource.reading.quantities.lexemes import Lexemes


def _report(text: str) -> Report:
    blocks = tuple(
        Block(BlockKind.BODY, m.start(), m.end()) for m in re.finditer(r"\S(?:[^\n]*\S)?", text)
    )
    return Report("a", text, blocks, published="2031-05-15")


def _find(text: str) -> tuple[Quantity, ...]:
    parsed = next(iter(parse([_report(text)])))
    return quantities.find(parsed, times.find(parsed))


def _one(text: str) -> Quantity:
    found = _find(text)
    assert len(found) == 1, [text[q.start : q.end] for q in found]
    return found[0]


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("14,000", 14000),
        ("2, 000 feet", 2000),
        ("6.1", 6.1),
        (".25", 0.25),
        ("2.5bn", 2.5e9),
        ("25k", 25000),
        ("12m people", 12e6),
        ("80m of wall", 80),
        ("3 million", 3e6),
        ("4 hundred", 400),
        ("2 1/2", 2.5),
        ("2½", 2.5),
        ("twelve", 12),
        ("twenty-eight", 28),
        ("two dozen", 24),
        ("a dozen", 12),
        ("half a million", 5e5),
        ("half a dozen", 6),
        ("two and a half million", 2.5e6),
        ("one hundred and three", 103),
        ("four hundred million", 4e8),
        ("fifty-one thousand three hundred twenty-six", 51326),
        ("a hundred thousand", 1e5),
        ("three point five", 3.5),
        ("minus seven", -7),
        ("two thirds", 2 / 3),
        ("three-quarters", 0.75),
        ("a third of them", 1 / 3),
        ("half of them", 0.5),
        ("one in five", 0.2),
        ("3 out of 10", 0.3),
    ],
)
def test_numbers_are_read(words: str, value: float) -> None:
    found = numerals.parse(Lexemes(words), 0)
    assert found is not None
    assert isclose(found.value, value)


@pytest.mark.parametrize(("words", "value"), [("22nd", 22), ("third man", 3), ("twenty-first", 21)])
def test_ordinals_are_read(words: str, value: float) -> None:
    found = numerals.parse(Lexemes(words), 0)
    assert found is not None
    assert (found.form, found.value) == ("ordinal", value)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("dozens", 24, 99),
        ("hundreds", 200, 999),
        ("tens of thousands", 20_000, 99_999),
        ("hundreds of thousands", 200_000, 999_999),
        ("several hundred", 300, 900),
        ("a few thousand", 2000, 6000),
        ("a couple of boats", 2, 3),
    ],
)
def test_vague_words_are_intervals(words: str, low: float, high: float) -> None:
    found = numerals.parse(Lexemes(words), 0)
    assert found is not None
    assert (found.form, found.low, found.high) == ("vague", low, high)


@given(st.integers(min_value=0, max_value=10**12))
def test_digits_with_commas_keep_their_value(number: int) -> None:
    found = numerals.parse(Lexemes(f"{number:,}"), 0)
    assert found is not None
    assert found.value == number


@pytest.mark.parametrize(
    ("text", "words", "value", "unit", "counted"),
    [
        ("Five people were hurt.", "Five", 5, "", "person"),
        ("The storm left 250 others hurt.", "250", 250, "", "other"),
        ("Four of the climbers came back.", "Four", 4, "", "climber"),
        ("Dozens of boats were lost.", "Dozens", 61.5, "", "boat"),
        ("Lorn has 70 sq km of Vane.", "70 sq km", 70, "square kilometre", "Vane"),
        ("The road is 12 km long.", "12 km", 12, "kilometre", "road"),
        ("A 6.1-magnitude quake struck.", "6.1-magnitude", 6.1, "magnitude", "quake"),
        ("A quake of magnitude 7.6 struck.", "7.6", 7.6, "magnitude", "quake"),
        ("A 5.2 quake struck.", "5.2", 5.2, "magnitude", "quake"),
        ("The firm paid $1.5bn.", "$1.5bn", 1.5e9, "USD", ""),
        ("The firm paid 1.5 billion rupiah.", "1.5 billion rupiah", 1.5e9, "IDR", ""),
        ("The firm paid £200m.", "£200m", 2e8, "GBP", ""),
        ("A 10-year-old girl won.", "10-year-old", 10, "year of age", "girl"),
        ("Ada Lorn, 34, won.", "34", 34, "year of age", "Lorn"),
        ("About 60 percent of voters stayed away.", "60 percent", 60, "percent", "voter"),
        ("It went at 50 mph.", "50 mph", 50, "mile per hour", ""),
        ("She held five-hour talks.", "five-hour", 5, "hour", "talk"),
    ],
)  # fmt: skip
def test_unit_and_counted_noun(
    text: str, words: str, value: float, unit: str, counted: str
) -> None:
    found = _one(text)
    assert text[found.start : found.end] == words
    assert (found.value, found.unit, found.counted) == (value, unit, counted)


@pytest.mark.parametrize(
    "text",
    [
        "The Vane 737 landed.",
        "She drives a Lorn Model 3.",
        "Call 555-014-2888 now.",
        "Turn to page 5.",
        "The Bears won 3-1.",
        "It was on 4 May 2031.",
        "It was at 6:35 a.m.",
        "A woman was hurt.",
        "No one was hurt.",
        "He lives at 12 Harbour Street.",
        "They carried AK-47 rifles.",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert [text[q.start : q.end] for q in _find(text)] == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Between 10 and 20 boats sank.", 10, 20),
        ("Some 10-20 boats sank.", 10, 20),
        ("They want 5% to 10% of it.", 5, 10),
        ("It costs $3 to 5 billion.", 3e9, 5e9),
    ],
)
def test_ranges(text: str, low: float, high: float) -> None:
    found = _one(text)
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "hedge", "low", "high"),
    [
        ("At least five people were hurt.", "At least", 5, inf),
        ("More than 80 people were hurt.", "More than", 80, inf),
        ("Up to 80 people were hurt.", "Up to", -inf, 80),
        ("Nearly 100 people were hurt.", "Nearly", 90, 100),
        ("Some 14,000 people fled.", "Some", 13000, 15000),
        ("An estimated 20 people fled.", "An estimated", 18, 22),
        ("20 or more people fled.", "or more", 20, inf),
    ],
)
def test_hedges(text: str, hedge: str, low: float, high: float) -> None:
    found = _one(text)
    assert (found.hedge, found.low, found.high) == (hedge, low, high)


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("Sales rose 5 percent.", ["rise"]),
        ("Sales fell by about 5 percent.", ["fall"]),
        ("Sales rose to 5 million dollars.", [""]),
        ("The climber fell 600 metres.", [""]),
        ("Sales fell from 20 dollars to 10 dollars.", ["", ""]),
    ],
)
def test_rise_and_fall(text: str, changes: list[str]) -> None:
    assert [q.change for q in _find(text)] == changes


@pytest.mark.parametrize(
    "text",
    [
        "It struck 75 kilometers (about 47 miles) away.",
        "He fell 600 metres (2,000 feet).",
        "They sent 1.5 billion rupiah ($95,900) in aid.",
    ],
)
def test_the_texts_own_conversion_is_linked(text: str) -> None:
    one, two = _find(text)
    assert one.same_as is None
    assert two.same_as == 0


def test_two_figures_share_a_unit_and_a_noun() -> None:
    found = _find("The 5.4 and 4.9 magnitude tremors came at night.")
    assert [(q.value, q.unit, q.counted) for q in found] == [
        (5.4, "magnitude", "tremor"),
        (4.9, "magnitude", "tremor"),
    ]


def test_names_share_the_noun_behind_the_last() -> None:
    found = _find("They seized 12 Italian and 11 German sailors.")
    assert [(q.value, q.counted) for q in found] == [(12, "sailor"), (11, "sailor")]


def test_a_bare_figure_takes_the_noun_before_it() -> None:
    found = _find("Six people were killed and 30 injured.")
    assert [q.counted for q in found] == ["person", "person"]


def test_rates() -> None:
    found = _one("The lab made 3,000 tests per day.")
    assert (found.kind, found.unit, found.counted) == ("rate", "per day", "test")


def test_a_date_is_no_quantity_but_a_length_of_time_is() -> None:
    text = "On 4 May she waited 15 years."
    assert [text[q.start : q.end] for q in _find(text)] == ["15 years"]


def test_same_as_points_into_the_whole_report() -> None:
    found = _find("Five people came.\nIt is 10 km (6 miles) off.")
    assert [q.same_as for q in found] == [None, None, 1]


_PIECES = st.sampled_from(
    [
        "at least",
        "about",
        "five",
        "20",
        "14,000",
        "people",
        "km",
        "(50 miles)",
        "$",
        "1.5bn",
        "%",
        "-",
        "\u2013",
        "dozens of",
        "one in",
        "to",
        "and",
        "half a",
        "million",
        "3-1",
        "Lorn, 43,",
        "rose",
        "by",
        "per day",
        "magnitude",
        "7.6",
        "quake",
        ".",
        ",",
        "\n",
        "½",
        "1/2",
        "first",
        "twenty",
        "£",
        "minus",
        "in",
        "🌍",
        "é",
        "“",
        "”",
        "between",
        "000",
        "a",
        "couple of",
        "th",
        "'",
        '"',
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, max_size=14))
def test_spans_hold_for_any_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found = _find(text)
    end = 0
    for k, q in enumerate(found):
        assert end <= q.start < q.end <= len(text)
        assert text[q.start : q.end].strip() == text[q.start : q.end]
        assert q.low <= q.high
        assert q.same_as is None or 0 <= q.same_as < k
        if q.counted_span is not None:
            assert q.counted
            assert 0 <= q.counted_span.start < q.counted_span.end <= len(text)
        end = q.end

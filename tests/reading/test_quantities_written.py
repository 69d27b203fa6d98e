from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.model import Block, BlockKind, Report
from twosource.reading import quantities, times
from twosource.reading.parse import parse
from twosource.reading.quantities.written import as_written


def _written(text: str) -> list[tuple[object, str, str]]:
    report = Report("a", text, (Block(BlockKind.BODY, 0, len(text)),), published="2031-05-15")
    parsed = next(iter(parse([report])))
    when = times.find(parsed)
    found = as_written(text, quantities.find(parsed, when), when)
    return [(d["value"], d["unit"], d["change"]) for d in found]


@pytest.mark.parametrize(
    ("text", "value", "unit", "change"),
    [
        ("The firm paid $1.5bn.", 1.5e9, "$", "="),
        ("The firm paid HK $3.7 billion.", 3.7e9, "HK$", "="),
        ("The road is 12 miles long.", 12, "miles", "="),
        ("Nearly 60% of voters stayed away.", 60, "%", "~"),
        ("At least five people were hurt.", 5, "people", ">"),
        ("Fewer than 20 boats came.", 20, "boats", "<"),
        ("Just under 200 boats came.", 200, "boats", "<"),
        ("Just over 200 boats came.", 200, "boats", ">"),
        ("As many as 20 boats came.", 20, "boats", "="),
        ("Sales rose 5 percent.", 5, "percent", "up"),
        ("Sales fell by $5.", 5, "$", "down"),
        ("Between 10 and 20 boats sank.", [10, 20], "boats", "="),
        ("It costs $3 to 5 billion.", [3e9, 5e9], "$", "="),
        ("Dozens of boats sank.", [12, 120], "boats", "="),
        ("Tens of thousands of boats sank.", [1e4, 1e5], "boats", "="),
        ("A couple of boats sank.", 2, "boats", "="),
        ("Oil is at $80 a barrel.", 80, "$ a barrel", "="),
        ("She ran at 12 km/h.", 12, "km/h", "="),
        ("She was fired nine days later.", 9, "days", "="),
    ],
)
def test_form(text: str, value: object, unit: str, change: str) -> None:
    assert _written(text) == [(value, unit, change)]


def test_ordinals_are_left_out() -> None:
    assert _written("The third man had five boats.") == [(5, "boats", "=")]


def test_a_date_is_no_quantity() -> None:
    assert _written("She was fired on 4 May 2031.") == []


_NUMBERS = ["5", "2.5m", "dozens of", "third", "a quarter of", "half a mile", "6 feet 2 inches"]
_OTHERS = ["at least", "$", "km", "to", "and", "boats", "nine days later", "%", "-", "Lorn, 20,"]
_PIECES = st.sampled_from([*_NUMBERS, *_OTHERS, "aged", "\u00b3", "cm\u00b3"])


@settings(max_examples=40, deadline=None)
@given(st.lists(_PIECES, max_size=10))
def test_every_span_lies_in_the_text(pieces: list[str]) -> None:
    text = " ".join(pieces)
    report = Report("a", text, (Block(BlockKind.BODY, 0, len(text)),) if text else ())
    parsed = next(iter(parse([report])))
    when = times.find(parsed)
    found = quantities.find(parsed, when)
    for d in as_written(text, found, when):
        assert 0 <= d["start"] < d["end"] <= len(text)
        assert d["unit"]
        if d["index"] is not None:
            assert (found[d["index"]].start, found[d["index"]].end) == (d["start"], d["end"])

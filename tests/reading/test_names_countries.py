from __future__ import annotations

from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.reading.names_countries import lookup, usual_name

TABLE = (resources.files("twosource.reading") / "data" / "countries.tsv").read_text("utf-8")
ROWS = [line.split("\t") for line in TABLE.splitlines() if line and not line.startswith("#")]


def test_codes_are_two_capitals_and_stand_once() -> None:
    codes = [row[0] for row in ROWS]
    assert len(codes) == len(set(codes)) > 190
    assert all(len(c) == 2 and c.isupper() for c in codes)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row[0]))
def test_the_usual_name_finds_its_country(row: list[str]) -> None:
    found = lookup(row[1])
    assert found is not None
    assert (found.key, found.label) == (f"country:{row[0]}", usual_name(row[0]))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row[0]))
def test_no_two_countries_claim_a_word(row: list[str]) -> None:
    for column in row[2:4]:
        for word in filter(None, column.split(";")):
            found = lookup(word[:1].upper() + word[1:])
            assert found is not None, word
            assert found.code == row[0], word


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("the U.S.", "country:US"),
        ("U. S.", "country:US"),
        ("us", None),
        ("Us", None),
        ("Kiev", "capital:UA:1"),
        ("Kyiv's", "capital:UA:1"),
        ("the Hague", "capital:NL:2"),
        ("FRANCE", "country:FR"),
        ("Frenchmen", "country:FR"),
        ("Côte d\u2019Ivoire", "country:CI"),
        ("Luxembourg", "country:LU"),
        ("the White House", "seat:US:1"),
        ("", None),
        ("the ", None),
        ("turkey", None),
    ],
)
def test_lookup(text: str, key: str | None) -> None:
    found = lookup(text)
    assert (found.key if found else None) == key


@given(st.text(max_size=20))
def test_any_text_may_be_asked(text: str) -> None:
    found = lookup(text)
    assert found is None or found.code in {row[0] for row in ROWS}

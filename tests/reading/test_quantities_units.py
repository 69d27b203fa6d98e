from __future__ import annotations

from importlib.resources import files

import pytest
from training.units import with_factors

from twosource.reading.quantities import units
from twosource.reading.quantities.lexemes import Lexemes


def test_factors_are_those_of_pint() -> None:
    table = (files("twosource.reading") / "data" / "units.tsv").read_text(encoding="utf-8")
    assert with_factors(table) == table


def test_bases_stand_in_the_table_with_factor_one() -> None:
    for row in units.rows():
        assert units.named(row.unit.base).factor == 1, row.unit.name


def test_no_form_names_two_units() -> None:
    owner: dict[str, str] = {}
    for row in units.rows():
        for form in (*row.words, *row.symbols):
            assert owner.setdefault(form, row.unit.name) == row.unit.name, form


@pytest.mark.parametrize(
    ("text", "start", "name"),
    [
        ("5 square kilometres", 1, "square kilometre"),
        ("5 km/h", 1, "kilometre per hour"),
        ("5 C of it", 1, "celsius"),
        ("5 Australian dollars", 1, "AUD"),
        ("5 Syrian pounds", 1, "SYP"),
        ("5 basis points", 1, "basis point"),
        ("5m2", 1, "square metre"),
        ("5ft 2", 1, "foot"),
    ],
)
def test_unit_behind_a_number(text: str, start: int, name: str) -> None:
    found = units.after(Lexemes(text), start, digits=True)
    assert found is not None
    assert found[0].name == name


@pytest.mark.parametrize("text", ["5 in hospital", "5 A name", "5 people", "5 AM radio"])
def test_no_unit_behind_a_number(text: str) -> None:
    assert units.after(Lexemes(text), 1, digits=True) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [("C$20", "CAD"), ("US$20", "USD"), ("Rs 20", "INR"), ("R$20", "BRL"), ("kr20", "crown")],
)
def test_currency_before_a_number(text: str, name: str) -> None:
    lex = Lexemes(text)
    found = units.before(lex, len(lex) - 1)
    assert found is not None
    assert found[0].name == name


@pytest.mark.parametrize("text", ["TOP 20", "COP 26", "ALL 12"])
def test_a_word_in_capitals_is_no_currency(text: str) -> None:
    assert units.before(Lexemes(text), 1) is None

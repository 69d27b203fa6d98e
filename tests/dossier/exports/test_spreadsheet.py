from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from whole import HOSTILE_WORDS, WHOLE, WORDS, one_report, with_words

from twosource.dossier.exports.spreadsheet import COLUMNS, safe_cell, spreadsheet
from twosource.dossier.plain import one_line

if TYPE_CHECKING:
    from twosource.model import Dossier

FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")


def rows(dossier: Dossier) -> list[dict[str, str]]:
    text = spreadsheet(dossier).encode("utf-8").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_one_row_for_each_piece_of_evidence() -> None:
    found = rows(WHOLE)
    assert len(found) == sum(len(c.evidence) for c in WHOLE.claims)
    assert tuple(found[0]) == COLUMNS
    texts = {r.id: r.text for r in WHOLE.reports}
    for row in found:
        words = texts[row["report"]][int(row["start"]) : int(row["end"])]
        assert safe_cell(words) == row["words"]
    first = found[0]
    assert (first["claim"], first["standing"], first["hedged"]) == ("c1", "denied", "yes")
    assert first["chain"] == "Eastern Post > the Locomotive Crews' Union"
    assert (first["origin"], first["origin_kind"]) == ("the Locomotive Crews' Union", "speaker")


@pytest.mark.parametrize("words", HOSTILE_WORDS)
def test_no_cell_is_a_formula(words: str) -> None:
    found = rows(with_words(words))
    assert len(found) == sum(len(c.evidence) for c in WHOLE.claims)
    for row in found:
        assert not any(cell.startswith(FORMULA) for cell in row.values())
        assert row["question"].removeprefix("'") == one_line(words).removeprefix("'")


@given(WORDS)
def test_a_cell_is_one_line_and_no_formula(words: str) -> None:
    cell = safe_cell(words)
    assert not cell.startswith(FORMULA)
    assert cell in (one_line(words), f"'{one_line(words)}")


def test_lines_end_as_the_standard_says() -> None:
    text = spreadsheet(one_report('He said "no",\nand left.'))
    assert text.startswith('\ufeff"claim","standing"')
    assert text.count("\r\n") == text.count("\n") == 2
    assert '"He said ""no"", and left."' in text

"""Invented news sentences against the TIMEX3 wanted of them (times_invented.tsv)."""

from __future__ import annotations

from pathlib import Path

import pytest

from twosource.model import Block, BlockKind, Report
from twosource.reading import times
from twosource.reading.parse import parse

_TABLE = Path(__file__).with_name("times_invented.tsv")
# The parser takes the verb of these for a noun, so that the tense is lost.
_BEYOND = frozenset({"The pilgrims gather again on Monday."})


def _rows() -> list[tuple[str, str, list[str]]]:
    rows = []
    for line in _TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            published, text, wanted = line.split("\t")
            rows.append((published, text, wanted.split(" ; ") if wanted else []))
    return rows


@pytest.fixture(scope="module")
def found() -> dict[str, list[str]]:
    """What is read in each sentence, all sentences parsed in one go."""
    reports = [
        Report(text, text, (Block(BlockKind.BODY, 0, len(text)),), published=published)
        for published, text, _ in _rows()
    ]
    return {
        parsed.report.id: [
            f"{parsed.report.text[t.start : t.end]}|{t.type}|{t.value}" for t in times.find(parsed)
        ]
        for parsed in parse(reports)
    }


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(text, wanted, marks=pytest.mark.xfail(strict=True) if text in _BEYOND else ())
        for _, text, wanted in _rows()
    ],
)
def test_invented_news(text: str, wanted: list[str], found: dict[str, list[str]]) -> None:
    assert found[text] == wanted


def test_the_table_is_large_and_has_no_doubles() -> None:
    texts = [text for _, text, _ in _rows()]
    assert len(set(texts)) == len(texts) >= 150

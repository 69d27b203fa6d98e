"""What must hold for every text of every kind: nothing altered, blocks in order, all covered."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.errors import InputError
from twosource.intake import read_inputs, report_from_text
from twosource.intake.blocks import label_blocks

if TYPE_CHECKING:
    from twosource.model import Block, Report

LINES = st.sampled_from(
    [
        "The harbour bridge was shut on Monday, police said.",
        "By Ann Ames for The Echo",
        "Read also",
        "- ",
        "- Two lanes will open on Friday, the council said.",
        "1 of 3",
        "Photo: Ben Moss/Reuters",
        "# Harbour bridge shut",
        "> It was loud, a witness said.",
        "![bridge](b.png)",
        "---",
        "===",
        "```",
        "3 December 2025",
        "",
        "   ",
        "\t",
        "[a]: http://x.org",
        "**Bold** words and [links](http://x.org/(a)) stand here.",
    ]
)
BREAKS = st.sampled_from(["\n", "\r\n", "\n\n", "\r", "\u2028", "\x0b", "\x0c", "\x85", "\n \n"])
PASTED = st.lists(st.tuples(st.one_of(LINES, st.text(max_size=60)), BREAKS), max_size=25).map(
    lambda rows: "".join(a + b for a, b in rows)
)


def check_blocks(text: str, blocks: tuple[Block, ...]) -> None:
    at = 0
    for block in blocks:
        assert at <= block.start < block.end <= len(text)
        assert not text[at : block.start].strip(), "words between blocks"
        words = text[block.start : block.end]
        assert words == words.strip()
        at = block.end
    assert not text[at:].strip(), "words after the last block"


@settings(max_examples=300, deadline=None)
@given(PASTED)
def test_plain_blocks_cover_every_character(text: str) -> None:
    check_blocks(text, label_blocks(text))


@settings(max_examples=300, deadline=None)
@given(PASTED)
def test_markdown_blocks_cover_every_character(text: str) -> None:
    check_blocks(text, label_blocks(text, markup="markdown"))


@settings(max_examples=100, deadline=None)
@given(PASTED)
def test_extracted_blocks_cover_every_character(text: str) -> None:
    check_blocks(text, label_blocks(text, markup="extracted"))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_kept_or_refused(text: str) -> None:
    try:
        report = report_from_text(text)
    except InputError:
        return
    assert report.text == text
    check_blocks(text, report.blocks)


@settings(max_examples=100, deadline=None)
@given(PASTED)
def test_a_file_keeps_its_text(text: str) -> None:
    data = text.encode("utf-8")
    for item in read_inputs(["-"], stdin=io.BytesIO(data), kind="text").reports:
        assert item.text == data.decode("utf-8-sig")
        check_blocks(item.text, item.blocks)


@settings(max_examples=100, deadline=None)
@given(st.lists(PASTED, max_size=4))
def test_a_table_keeps_its_texts(texts: list[str]) -> None:
    lines = "\n".join(json.dumps({"id": f"r{k}", "text": t}) for k, t in enumerate(texts))
    got = read_inputs(["-"], stdin=io.BytesIO(lines.encode()), kind="jsonl").reports
    for report in got:
        assert report.text in texts
        check_blocks(report.text, report.blocks)


def compared(report: Report) -> list[str]:
    return [report.text[b.start : b.end] for b in report.blocks if b.compared]


@pytest.mark.parametrize("mark", ["- ", "• ", "* "])
def test_a_bullet_is_no_part_of_the_words(mark: str) -> None:
    report = report_from_text(
        "The council met on Tuesday to talk about the bridge, a spokesman said.\n"
        f"{mark}Two lanes will open on Friday, the council said in a statement."
    )
    assert compared(report)[1].startswith("Two lanes")

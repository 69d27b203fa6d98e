from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from sample import DOSSIER, READINGS

from twosource.dossier.plain import one_line, plain
from twosource.dossier.quoting import quote, window
from twosource.dossier.terminal import render
from twosource.model import (
    Block,
    BlockKind,
    Claim,
    Dossier,
    Evidence,
    Problem,
    Reading,
    Report,
    Span,
    Standing,
)

GOLDEN = Path(__file__).with_name("golden")
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def of_words(words: str, *, outlet: str = "Mail", report: str = "r1") -> Dossier:
    """Two reports with the same words, which conflict."""
    reports = [
        Report(name, words, (Block(BlockKind.BODY, 0, len(words)),), title=words, outlet=who)
        for name, who in ((report, outlet), ("r2", "Post"))
    ]
    whole = Span(0, len(words))
    evidence = tuple(
        Evidence(r.id, 0, len(words), whole, f"value {r.id}", speaker=words, marks=(whole,))
        for r in reports
    )
    claim = Claim("c1", Standing.CONFLICTING, "event", words, evidence, ("r1", "r2"), "x", words)
    readings = tuple(Reading(r, (), (), (), (), (), ()) for r in reports)
    return Dossier(readings, (), (claim,), (Problem(words, words),))


@pytest.mark.parametrize("width", [40, 80])
def test_golden(width: int) -> None:
    # To accept a change: python tests/dossier/accept.py, then look at the difference.
    assert render(DOSSIER, width=width) == (GOLDEN / f"terminal-{width}.txt").read_text("utf-8")


@pytest.mark.parametrize("width", [24, 40, 80, 120])
@pytest.mark.parametrize("color", [False, True])
def test_no_line_is_too_wide(width: int, *, color: bool) -> None:
    lines = ESCAPES.sub("", render(DOSSIER, width=width, color=color)).splitlines()
    assert max(cell_len(line) for line in lines) <= width
    assert len(lines) > 40


def test_colour_only_where_asked() -> None:
    assert "\x1b" not in render(DOSSIER, width=80)
    coloured = render(DOSSIER, width=80, color=True)
    assert "\x1b[1;31mDenied" in coloured
    assert ESCAPES.sub("", coloured) == render(DOSSIER, width=80)


def test_differing_words_stand_out_in_colour() -> None:
    assert re.search(r"\x1b\[1;4mnearly twice the", render(DOSSIER, width=80, color=True))


def test_differences_come_first() -> None:
    text = render(DOSSIER, width=80)
    order = ["4 differences", "Denied ", "Conflicting ", "Updated ", "2 corroborated", "2 one"]
    assert sorted(order, key=text.index) == order


def test_every_differing_value_is_there_with_its_words() -> None:
    text = " ".join(render(DOSSIER, width=120).split())
    for words in ("2 000", "≈ 1 200", "“By the afternoon 2,000 people had been evacuated"):
        assert words in text


def test_one_report_says_so() -> None:
    one = Dossier((READINGS["the-lantern"],), (), ())
    assert "1 report compared" in render(one, width=80)
    assert "difference" not in render(one, width=80)


def test_no_differences_are_said() -> None:
    two = replace(DOSSIER, claims=DOSSIER.claims[4:5])
    assert "No differences found" in render(two, width=80)


@pytest.mark.parametrize(
    "hostile",
    [
        "\x1b[2J\x1b[31mRed\x1b[0m words",
        "\x1b]0;new title\x07words",
        "\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\ words",
        "over\rwritten \x08\x08\x08 words",
        "\x9b31mwords",
        "tu\u202ednrow\u202c words",
        "[bold]no markup[/bold] :smile: words",
        "nul\x00 and \ud800 words",
    ],
)
def test_hostile_text_cannot_steer_the_terminal(hostile: str) -> None:
    text = render(of_words(hostile, outlet=hostile, report=hostile), width=80)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", text)
    assert "words" in text
    if "markup" in hostile:
        assert "[bold]no markup[/bold] :smile:" in " ".join(text.split())


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize(
    "words", ["列車が脱線し四人が死亡した" * 12, "é" * 150, "🚆👩\u200d🚒" * 60]
)
def test_wide_and_combining_characters_keep_the_width(words: str, width: int) -> None:
    lines = render(of_words(words), width=width).splitlines()
    assert max(cell_len(line) for line in lines) <= width


@given(st.text(max_size=400), st.integers(24, 130))
@settings(max_examples=60, deadline=None)
def test_any_text_fits(words: str, width: int) -> None:
    text = render(of_words(words), width=width)
    assert max(cell_len(line) for line in text.splitlines()) <= width
    assert all(line == line.rstrip() for line in text.split("\n"))


def test_unclosed_escape_swallows_nothing() -> None:
    assert plain("\x1b]0;never closed, all the words stay") == "0;never closed, all the words stay"


def test_one_line() -> None:
    assert one_line(" a\t\n b\u2028c ") == "a b c"


@st.composite
def spans(draw: st.DrawFn) -> tuple[str, Span, list[Span]]:
    text = draw(st.text(min_size=1, max_size=300))
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    ends = st.integers(start, end)
    marks = [Span(min(p), max(p)) for p in draw(st.lists(st.tuples(ends, ends), max_size=4))]
    return text, Span(start, end), marks


@given(spans(), st.integers(10, 120))
def test_a_quotation_is_a_part_of_the_words(
    given_: tuple[str, Span, list[Span]], most: int
) -> None:
    text, span, marks = given_
    start, end = window(text, span, marks, limit=most)
    assert span.start <= start <= end <= span.end
    assert end - start <= most
    if len(span) <= most:
        assert (start, end) == (span.start, span.end)
    shown = "".join(words for words, _ in quote(text, span, marks, limit=most))
    # A control sequence may be cut in two by a mark; its letters are then harmless words.
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", shown)
    if "\x1b" not in text and "\x9b" not in text:
        assert "".join(shown.strip("… ").split()) in "".join(plain(text).split())


def test_a_long_quotation_keeps_the_mark_in_sight() -> None:
    text = "word " * 100 + "the differing words here " + "word " * 100
    mark = Span(500, 524)
    parts = quote(text, Span(0, len(text)), [mark], limit=120)
    assert ("the differing words here", True) in parts
    assert parts[0][0].startswith("…")
    assert parts[-1][0].endswith("…")

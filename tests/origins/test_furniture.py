from __future__ import annotations

import re

import pytest

from twosource.model import Block, BlockKind, Report
from twosource.origins.furniture import recurring, within
from twosource.origins.passages import find
from twosource.origins.tracing import wordings_of
from twosource.origins.wording import wording

LINE = "The Brimholm Star keeps its windows open for the whole valley, by day and in the long dark"
NEWS = "Nine goats ate the town clerk's notes on Friday, and the council met without any minutes."


def report(name: str, text: str, outlet: str | None = None) -> Report:
    places = re.finditer(r"\S.*", text)
    blocks = tuple(Block(BlockKind.BODY, m.start(), m.end()) for m in places)
    return Report(name, text, blocks, outlet=outlet)


def left(text: str) -> str:
    made = report("A", text)
    cut = [s for b in made.blocks for s in within(text, b.span, frozenset())]
    for span in reversed(cut):
        text = text[: span.start] + text[span.end :]
    return text


@pytest.mark.parametrize(
    "row",
    [
        "All rights reserved.",
        "Copyright 2025 Norland Media. This material may not be published or broadcast.",
        "Sign up for our daily newsletter and get the valley's news before breakfast.",
        "With a digital subscription you'll never miss a story.",
        "Follow us on Facebook for more pictures of the valley.",
        "Download our free app to read this without the weather.",
        "(Reporting by Ana Ruiz; Editing by Odran Pell)",
        "Ana Ruiz contributed to this report.",
        "Please read the community guidelines before you write to us about goats.",
    ],
)
def test_stock_phrases_are_furniture(row: str) -> None:
    assert left(row) == ""


@pytest.mark.parametrize(
    "row",
    [
        NEWS,
        "The company kept the copyright of the film and sold the theatre.",
        "Readers may comment on the plan until May, the board said.",
        "She subscribes to three papers and reads none of them.",
        "The app was downloaded by thousands, police said.",
    ],
)
def test_news_is_no_furniture(row: str) -> None:
    assert left(row) == row


def test_of_a_long_paragraph_only_the_sentence_is_left_out() -> None:
    row = f"{NEWS} {NEWS} {NEWS} Copyright 2025 Norland Media. {NEWS}"
    assert left(row) == f"{NEWS} {NEWS} {NEWS} {NEWS}"


def test_furniture_shows_no_copying() -> None:
    end = (
        "Sign up for our weekly newsletter about goats, councils and the many clerks of the valley"
    )
    pair = [report("A", f"{NEWS}\n{end}"), report("B", f"Other words of the north.\n{end}")]
    assert find([wording(r) for r in pair]) == ()


def test_a_line_of_one_house_in_report_after_report_is_furniture() -> None:
    star = [report(f"S{k}", f"Story {k}.\n{LINE}", "Star") for k in range(3)]
    sister = [report(f"T{k}", f"Tale {k}.\n{LINE}", "Sister") for k in range(3)]
    outlets = ["star"] * 3 + ["sister"] * 3
    assert recurring([*star, *sister], outlets) == {LINE}
    assert find(list(wordings_of([*star, *sister]).values())) == ()


def test_an_agencys_paragraph_in_many_papers_is_none() -> None:
    papers = [report(f"P{k}", f"{NEWS}\n{LINE}", f"Paper {k}") for k in range(6)]
    assert recurring(papers, [f"paper{k}" for k in range(6)]) == frozenset()
    assert recurring(papers, [""] * 6) == frozenset()
    assert find(list(wordings_of(papers).values()))

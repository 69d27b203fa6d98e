from __future__ import annotations

import math

import pytest
from rich.cells import cell_len

from twosource.dossier.reading_terminal import interval, render_reading
from twosource.model import (
    Attribution,
    AttributionType,
    Block,
    BlockKind,
    Certainty,
    Mention,
    Name,
    NameKind,
    Quantity,
    Reading,
    Report,
    Span,
    TimeExpression,
)

TEXT = (
    "Nearly 40 goats crossed the Orrin bridge on Friday, “to everyone's joy”, shepherd Lea Morn "
    "denied \x1b[31m saying."
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def number(low: float, high: float, **changes: object) -> Quantity:
    fields = {
        "start": 0, "end": 9, "value": low, "low": low, "high": high, "low_open": False,
        "high_open": False, "unit": "", "base_unit": "", "factor": 1.0, "counted": "goat",
        "counted_span": None, "hedge": "",
    }  # fmt: skip
    return Quantity(**{**fields, **changes})  # type: ignore[arg-type]


READING = Reading(
    Report(
        "r1", TEXT, (Block(BlockKind.BODY, 0, len(TEXT)), Block(BlockKind.PROMO, 0, 0)),
        title="Goats\x07 cross", outlet="Orrin Echo", published="2025-06-13",
    ),
    (),
    (
        Name(
            0, "Lea Morn", NameKind.PERSON,
            (Mention(span("Lea Morn").start, span("Lea Morn").end, "full"),), ("shepherd",),
        ),
    ),
    (number(36, 40, high_open=True, hedge="nearly"),),
    (
        TimeExpression(
            span("Friday").start, span("Friday").end, "DATE", "2025-06-13", "2025-06-13",
            "2025-06-13", "publication",
        ),
    ),
    (
        Attribution(
            (span("shepherd Lea Morn"),), (span("denied"),),
            (span("Nearly 40 goats"), span("to everyone's joy")),
            AttributionType.MIXED, Certainty.DENIED, 0, "Lea Morn",
        ),
    ),
    (),
)  # fmt: skip


@pytest.mark.parametrize("width", [24, 40, 80])
def test_every_layer_is_there_and_fits(width: int) -> None:
    text = render_reading(READING, width=width)
    assert max(cell_len(line) for line in text.splitlines()) <= width
    flat = " ".join(text.split())
    for words in (
        "Goats cross",
        "Orrin Echo, 13 Jun 2025",
        "1 part left out",
        "Lea Morn person, 1 mention shepherd",
        "[36, 40) goat",
        "Friday 2025-06-13, by the publication",
        "Lea Morn mixed, denied “Nearly 40 goats … to everyone's joy”",
    ):
        assert words in flat
    assert "\x1b" not in text
    assert "\x07" not in text


@pytest.mark.parametrize(
    ("quantity", "said"),
    [
        (number(5, 5), "5 goat"),
        (number(11.4, 12.6, unit="kilometre"), "[11.4, 12.6] kilometre"),
        (number(80, math.inf, low_open=True, unit="percent"), "(80, ∞) percent"),
        (number(-math.inf, 3), "(\N{MINUS SIGN}∞, 3] goat"),
        (number(1200, 1200, change="rise"), "1\N{NARROW NO-BREAK SPACE}200 goat, a rise"),
    ],
)
def test_interval(quantity: Quantity, said: str) -> None:
    assert interval(quantity) == said

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len
from sample_reading import READING, number

from twosource.dossier.reading_terminal import render_reading
from twosource.dossier.reading_wording import interval

if TYPE_CHECKING:
    from twosource.model import Quantity


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
        "Orrin place, 1 mention place Orrin (city), Norland",
        "[36, 40) goat",
        "Friday 2025-06-13 date, by the day of publication",
        "[36, 40) goat hedge nearly",
        (
            "Lea Morn mixed, denied, source shepherd Lea Morn, cue denied "
            "“Nearly 40 goats … to everyone's joy”"
        ),
        (
            "cross agent Nearly 40 goats, place Orrin, time 2025-06-13, number [36, 40) goat, "
            "past, negated, hedged, said by Lea Morn"
        ),
        "1 statement",
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

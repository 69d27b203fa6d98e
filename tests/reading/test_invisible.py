"""Invisible characters, as pasted pages hold them, change nothing of what is read."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import twosource
from twosource.model import Reading, Span, Token
from twosource.reading.invisible import shown

TEXT = (
    "Five people were killed on Monday, mayor Ana Ruiz said. About 1,200 fled Port Arlen by 5 p.m."
)
INVISIBLE = ["\u00ad", "\u200b", "\u2060", "\u200e", "\u202e", "\ufeff", "\x00"]


def words(value: Any, text: str) -> list[str]:
    """The words at every place that a reading names, without invisible characters."""
    if isinstance(value, Span | Token):
        return [visible(text[value.start : value.end])]
    if isinstance(value, tuple):
        return [w for v in value for w in words(v, text)]
    if not dataclasses.is_dataclass(value) or isinstance(value, twosource.Report):
        return []
    out = [visible(text[value.start : value.end])] if hasattr(value, "start") else []
    return out + [w for f in dataclasses.fields(value) for w in words(getattr(value, f.name), text)]


def visible(text: str) -> str:
    return "".join(c for c in text if c not in INVISIBLE)


PLAIN: Reading = twosource.read(twosource.report(TEXT, id="R"))
WORDS = words(PLAIN, TEXT)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(TEXT)), st.sampled_from(INVISIBLE)), max_size=6))
def test_they_change_nothing_wherever_they_stand(places: list[tuple[int, str]]) -> None:
    text = TEXT
    for at, character in sorted(places, reverse=True):
        text = text[:at] + character + text[at:]
    given_ = dataclasses.replace(twosource.report(TEXT, id="R"))
    blocks = tuple(dataclasses.replace(b, start=0, end=len(text)) for b in given_.blocks)
    reading = twosource.read(dataclasses.replace(given_, text=text, blocks=blocks))
    assert reading.report.text == text
    assert words(reading, text) == WORDS
    assert [q.value for q in reading.quantities] == [q.value for q in PLAIN.quantities]


@pytest.mark.parametrize("character", INVISIBLE)
def test_a_conflict_is_seen_through_them(character: str) -> None:
    dossier = twosource.compare(
        [
            twosource.report(
                f"{character}Five{character} peop{character}le were killed in the fire in Port"
                " Arlen.",
                id="Courier",
            ),
            twosource.report("Three people were killed in the fire in Port Arlen.", id="Herald"),
        ]
    )
    (claim,) = (c for c in dossier.claims if c.kind == "quantity")
    assert claim.standing is twosource.Standing.CONFLICTING
    assert set(claim.values) == {"5 people", "3 people"}


def test_a_report_without_them_is_read_as_it_is() -> None:
    report = twosource.report(TEXT, id="R")
    assert shown(report).report is report
    family = "The \U0001f469\u200d\U0001f692 crew left."
    assert shown(twosource.report(family, id="R")).places is None


def test_a_line_of_nothing_else_is_not_compared() -> None:
    text = "\u200b\u00ad\n\nFive people were killed in Port Arlen."
    reading = twosource.read(twosource.report(text, id="R"))
    assert [s.span.of(text) for s in reading.sentences] == [text[4:]]

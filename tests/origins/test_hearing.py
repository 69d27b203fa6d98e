from __future__ import annotations

import re

import pytest

from twosource.model import Attribution, AttributionType, Certainty, Report, Span
from twosource.origins.hearing import Hearing, hearing


def heard(text: str) -> Hearing:
    """`[source]` and `{cue}` are marked in the text."""
    plain = re.sub(r"[\[\]{}]", "", text)
    spans = {}
    for kind, marks in (("source", "[]"), ("cue", "{}")):
        opening, closing = text.find(marks[0]), text.find(marks[1])
        shift = sum(text.count(m, 0, opening) for m in "[]{}")
        spans[kind] = Span(opening - shift, closing - shift - 1)
    attribution = Attribution(
        (spans["source"],),
        (spans["cue"],),
        (),
        AttributionType.INDIRECT,
        Certainty.ASSERTED,
        None,
        "",
    )
    assert plain[spans["source"].start : spans["source"].end] in text
    return hearing(Report("R", plain), attribution)


@pytest.mark.parametrize(
    ("text", "occasion"),
    [
        ("[The board] {said} in a statement that the pier was shut.", "in a statement"),
        ("In a joint statement, [the two boards] {said} so.", "in a statement"),
        ("[Ana Ruiz] {told} a news conference that it rained.", "at a news conference"),
        ("[Ruiz] {said} in an interview with the Star that it rained.", "in an interview"),
        ("[The mill] {said} in a press release that it rained.", "in a press release"),
        ("[Ruiz] {wrote} on Facebook that it rained.", "in a post"),
        ("[Ruiz] {told} reporters that it rained.", "to reporters"),
        ("[Ruiz] {told} parliament that it rained.", "to parliament"),
        ("[Ruiz] {said} it rained.", ""),
        ("[Ruiz] {said} it rained. The board issued a statement.", ""),
        ('[Ruiz] {said} "we issued a statement" to the clerk.', ""),
    ],
)
def test_where_a_source_spoke(text: str, occasion: str) -> None:
    assert heard(text).occasion == occasion


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[An official] {told} AFP that it rained.", "AFP"),
        ("[An official] {told} the Brimholm Star on Friday that it rained.", "Brimholm Star"),
        ("[Ruiz] {said} in an interview with the Courier that it rained.", "Courier"),
        ("[A witness who spoke to Reuters] {said} it rained.", "Reuters"),
    ],
)
def test_to_whom_a_source_spoke(text: str, name: str) -> None:
    assert name in heard(text).heard_by


def test_nobody_is_named() -> None:
    assert heard("[Ruiz] {told} reporters that it rained.").heard_by == ()
    assert heard("[Ruiz] {said} it rained.").heard_by == ()


def test_a_source_without_words() -> None:
    silent = Attribution((), (), (), AttributionType.DIRECT, Certainty.ASSERTED, None, "")
    assert hearing(Report("R", "It rained."), silent) == Hearing()

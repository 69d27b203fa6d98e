"""The Markdown, read by a CommonMark parser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from whole import HOSTILE_WORDS, WHOLE, WORDS, with_words

from twosource.dossier.exports.escapes import for_markdown
from twosource.dossier.exports.markdown import markdown
from twosource.dossier.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OURS = {
    "heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline",
    "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close",
}  # fmt: skip
INLINE = {"text", "text_special", "strong_open", "strong_close", "em_open", "em_close"}


def inlines(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield from token.children or ()


def text_of(tokens: list[Token]) -> str:
    return "".join(t.content for t in inlines(tokens))


def headings(tokens: list[Token]) -> list[tuple[str, str]]:
    return [
        (token.tag, text_of([tokens[k + 1]]))
        for k, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def test_the_sample_reads_in_order() -> None:
    tokens = PARSER.parse(markdown(WHOLE))
    found = headings(tokens)
    assert found[0] == ("h1", "The derailment at Lower Sallow")
    assert [h for tag, h in found if tag == "h2"] == [
        "Denied", "Conflicting", "Updated", "Corroborated", "One origin", "Single source",
        "Sources", "Inputs with a problem",
    ]  # fmt: skip
    assert len([h for tag, h in found if tag == "h3"]) == len(WHOLE.claims)
    words = text_of(tokens)
    for claim in WHOLE.claims:
        for evidence in claim.evidence:
            report = next(r for r in WHOLE.reports if r.id == evidence.report)
            assert one_line(evidence.span.of(report.text)) in words
    assert "denied by Norrane Freight" in words


def test_differing_words_are_emphasised() -> None:
    text = markdown(WHOLE)
    assert "“*Two* people were killed”" in text
    assert "with a reservation: “the train had been running at *nearly twice the" in text


@pytest.mark.parametrize("words", HOSTILE_WORDS)
def test_hostile_words_are_shown_and_not_obeyed(words: str) -> None:
    tokens = PARSER.parse(markdown(with_words(words)))
    assert {t.type for t in tokens} <= OURS
    for token in inlines(tokens):
        if token.type in ("link_open", "link_close"):
            assert token.markup == "autolink"
            assert token.attrs.get("href", "https://news.example/").startswith(
                "https://news.example/"
            )
        else:
            assert token.type in INLINE
    shown = one_line(words)
    assert len(headings(tokens)) == len(headings(PARSER.parse(markdown(WHOLE))))
    if shown:
        assert headings(tokens)[0] == ("h1", shown)


@settings(deadline=None)
@given(WORDS)
def test_any_words_come_back(words: str) -> None:
    shown = one_line(words).replace("\0", "\ufffd")
    for before in ("", "# ", "- ", "> ", "a ", "**x**: "):
        tokens = PARSER.parse(f"{before}{for_markdown(words)}\n")
        assert {t.type for t in inlines(tokens)} <= INLINE
        if shown and before == "- ":
            assert text_of(tokens) == shown
        if shown and before == "**x**: ":
            assert text_of(tokens) == f"x: {shown}"

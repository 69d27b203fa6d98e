# ruff: noqa: RUF001 - the marks that look alike are the subject
"""Forms of attribution that are set by marks and by print, not by grammar alone."""

from __future__ import annotations

import re

import pytest

from twosource.model import (
    Attribution,
    Block,
    BlockKind,
    Certainty,
    Mention,
    Name,
    NameKind,
    Report,
)
from twosource.reading.attribution import find
from twosource.reading.parse import parse

BOTH = pytest.mark.parametrize("learned", [True, False], ids=["learned", "rules"])


def _found(
    text: str, names: tuple[Name, ...] = (), *, learned: bool = True
) -> list[tuple[str, str, str, Attribution]]:
    blocks = tuple(
        Block(BlockKind.BODY, m.start(), m.end()) for m in re.finditer(r"\S(?:[^\n]*\S)?", text)
    )
    parsed = next(iter(parse([Report("a", text, blocks)])))
    return [
        (
            *(
                " … ".join(s.of(text) for s in spans)
                for spans in (one.source, one.cue, one.content)
            ),
            one,
        )  # type: ignore[misc]
        for one in find(parsed, names, learned=learned)
    ]


def _triples(text: str, *, learned: bool) -> list[tuple[str, str, str]]:
    return [(s, c, w) for s, c, w, _ in _found(text, learned=learned)]


def _name(text: str, number: int, form: str, kind: NameKind) -> Name:
    mentions = tuple(
        Mention(m.start(), m.end(), "full") for m in re.finditer(re.escape(form), text)
    )
    return Name(number, form, kind, mentions)


@BOTH
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bridge unsafe: mayor", ("mayor", ":", "Bridge unsafe")),
        ("Two dead in flood: police", ("police", ":", "Two dead in flood")),
        ("Two dead in flood - police", ("police", "-", "Two dead in flood")),
        ("Police: two dead in flood", ("Police", ":", "two dead in flood")),
        (
            "Orland bridge shut after storm, says mayor",
            ("mayor", "says", "Orland bridge shut after storm"),
        ),
        (
            "Bridge to reopen in May, says Anna Berg",
            ("Anna Berg", "says", "Bridge to reopen in May"),
        ),
    ],
)
def test_headlines(text: str, expected: tuple[str, str, str], *, learned: bool) -> None:
    assert expected in _triples(text, learned=learned)


@BOTH
@pytest.mark.parametrize(
    "text",
    ["Live: storm reaches Orland", "Two dead in flood: what we know so far", "Orland 2:1 Vessen"],
)
def test_a_colon_of_a_headline_that_names_no_speaker(text: str, *, learned: bool) -> None:
    assert _triples(text, learned=learned) == []


@BOTH
def test_lines_of_a_transcript(*, learned: bool) -> None:
    text = "BERG: Well, the bridge is safe. Nobody need fear it.\n\nHOST: Are you sure of that?"
    found = _triples(text, learned=learned)
    assert any(
        s == "BERG" and w.startswith("Well, the bridge is safe. Nobody") for s, _, w in found
    )
    assert any(s == "HOST" and w.startswith("Are you sure of that") for s, _, w in found)


@BOTH
def test_a_line_of_a_transcript_after_an_opening_mark(*, learned: bool) -> None:
    text = '"BERG: Well, the bridge is safe. Nobody need fear it.'
    assert any(
        s == "BERG" and w.startswith("Well, the bridge is safe. Nobody")
        for s, _, w in _triples(text, learned=learned)
    )


@BOTH
@pytest.mark.parametrize("mark", ["― ", "— ", " — ", "- "])
def test_signed_quotations(mark: str, *, learned: bool) -> None:
    text = f"“The bridge was closed for a year. It is safe now.”{mark}Anna Berg"
    assert any(
        s == "Anna Berg" and "The bridge was closed for a year. It is safe now." in w
        for s, _, w in _triples(text, learned=learned)
    )


@BOTH
@pytest.mark.parametrize(
    ("opening", "closing"),
    [("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("« ", " »"), ("„", "“"), ("‹", "›"),
     ("「", "」"), ("»", "«"), ("``", "''")],
)  # fmt: skip
def test_marks_of_many_kinds_are_direct_speech(
    opening: str, closing: str, *, learned: bool
) -> None:
    text = f"{opening}The bridge is safe and will stay open,{closing} said Anna Berg."
    found = [
        (s, one.type.value) for s, _, w, one in _found(text, learned=learned) if "safe and" in w
    ]
    assert found == [("Anna Berg", "direct")]


@BOTH
def test_nested_attributions_are_both_found(*, learned: bool) -> None:
    text = "Anna Berg said the minister had told her that the dam would hold."
    found = _triples(text, learned=learned)
    assert ("the minister", "had told", "that the dam would hold") in found
    assert any(s == "Anna Berg" and w.endswith("the dam would hold") for s, _, w in found)


def test_nobody_is_named() -> None:
    found = _found("It was said that the dam had failed.", learned=True)
    assert [(s, w) for s, _, w, _ in found] == [("", "that the dam had failed")]
    found = _found("The dam reportedly failed on Monday.", learned=True)
    assert [(s, one.factuality) for s, _, _, one in found] == [("", Certainty.HEDGED)]


@BOTH
@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("The union rejected the offer.", Certainty.ASSERTED),
        ("The union rejected the claim that the dam was unsafe.", Certainty.DENIED),
        ("The union denied that the dam was unsafe.", Certainty.DENIED),
        ("The union did not deny that the dam was unsafe.", Certainty.HEDGED),
        ("The union suggested that the dam was unsafe.", Certainty.HEDGED),
        ("The union alleged that the dam was unsafe.", Certainty.HEDGED),
    ],
)
def test_what_is_denied_is_a_proposition(
    text: str, factuality: Certainty, *, learned: bool
) -> None:
    found = _found(text, learned=learned)
    assert {one.factuality for _, cue, _, one in found if "claim" not in cue} <= {factuality}


def test_it_is_the_body_that_was_the_last_subject() -> None:
    text = "Orland Rail apologised on Monday. It said that the trains would run again on Friday."
    name = _name(text, 4, "Orland Rail", NameKind.ORGANISATION)
    assert {one.speaker for *_, one in _found(text, (name,))} == {4}


def test_it_is_nobody_after_another_subject() -> None:
    text = "Orland Rail apologised on Monday. The storm grew. It said that trains would run."
    name = _name(text, 4, "Orland Rail", NameKind.ORGANISATION)
    assert {one.speaker for *_, one in _found(text, (name,))} <= {None}


def test_a_place_is_no_speaker_but_keeps_its_words() -> None:
    text = "Vessen said that it would send no more ships."
    name = _name(text, 2, "Vessen", NameKind.PLACE)
    found = _found(text, (name,))
    assert [(one.speaker, one.speaker_text) for *_, one in found] == [(None, "Vessen")]


def test_a_quoted_sentence_that_nobody_says_is_given_to_who_acts() -> None:
    text = "The review used a line of hers as its title: “The bridge is safe and it will stay.”"
    assert any(
        "The bridge is safe and it will stay" in w for _, _, w in _triples(text, learned=True)
    )


@BOTH
def test_a_title_between_marks_is_nobodys_words(*, learned: bool) -> None:
    text = "The choir of Orland will play “Songs of a Long Winter at the River” in May."
    assert _triples(text, learned=learned) == []


@BOTH
def test_a_source_is_whole(*, learned: bool) -> None:
    text = "According to the fire service, two homes burned."
    ((who, _, what),) = _triples(text, learned=learned)
    assert (who, what) == ("the fire service", "two homes burned")


def test_no_dateline_in_a_content() -> None:
    text = "DRESBY, March 4 (Norwick Wire) - Two people were killed in a crash, police said."
    ((who, _, what),) = _triples(text, learned=True)
    assert (who, what) == ("police", "Two people were killed in a crash")

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.model import (
    Attribution,
    AttributionType,
    Block,
    BlockKind,
    Certainty,
    Mention,
    Name,
    NameKind,
    Report,
)
from twosource.reading.attribution import find
from twosource.reading.attribution.weights import installed
from twosource.reading.parse import Parsed, parse

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Said:
    source: str
    cue: str
    content: str
    it: Attribution


def _parsed(text: str) -> Parsed:
    blocks = tuple(
        Block(BlockKind.BODY, m.start(), m.end()) for m in re.finditer(r"\S(?:[^\n]*\S)?", text)
    )
    return next(iter(parse([Report("a", text, blocks)])))


def _found(text: str, names: tuple[Name, ...] = (), *, learned: bool = True) -> list[Said]:
    def words(spans: tuple) -> str:  # type: ignore[type-arg]
        return " … ".join(s.of(text) for s in spans)

    return [
        Said(words(a.source), words(a.cue), words(a.content), a)
        for a in find(_parsed(text), names, learned=learned)
    ]


def _name(text: str, number: int, form: str, kind: NameKind = NameKind.PERSON) -> Name:
    mentions = tuple(
        Mention(m.start(), m.end(), "full") for m in re.finditer(re.escape(form), text)
    )
    return Name(number, form, kind, mentions)


BOTH = pytest.mark.parametrize("learned", [True, False], ids=["learned", "rules"])

TABLE = [
    (
        "The minister said that the bridge would open in May.",
        ("minister", "said", "bridge would open in May"),
    ),
    ("“The bridge is safe,” said Anna Berg.", ("Anna Berg", "said", "“The bridge is safe,”")),
    ("“The bridge is safe,” Anna Berg said.", ("Anna Berg", "said", "“The bridge is safe,”")),
    ('"The bridge is safe," she told reporters.', ("she", "told", '"The bridge is safe,"')),
    ("The bridge is safe, Anna Berg said on Monday.", ("Anna Berg", "said", "The bridge is safe")),
    (
        "According to police, nine people died in the fire.",
        ("police", "According to", "nine people died in the fire"),
    ),
    (
        "Nine people died in the fire, according to the ministry.",
        ("ministry", "according to", "Nine people died in the fire"),
    ),
    ("Anna Berg: “We will rebuild the bridge.”", ("Anna Berg", ":", "We will rebuild the bridge")),
    ("Officials denied that the dam had failed.", ("Officials", "denied", "the dam had failed")),
]


@BOTH
@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_forms_of_attribution(text: str, expected: tuple[str, str, str], *, learned: bool) -> None:
    source, cue, content = expected
    assert any(
        source in s.source and cue.lower() in s.cue.lower() and content in s.content
        for s in _found(text, learned=learned)
    )


@BOTH
@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("Officials denied that the dam had failed.", Certainty.DENIED),
        ("The company claimed that the dam was sound.", Certainty.HEDGED),
        ("The company said that the dam was sound.", Certainty.ASSERTED),
    ],
)
def test_certainty_of_the_cue(text: str, factuality: Certainty, *, learned: bool) -> None:
    assert {s.it.factuality for s in _found(text, learned=learned)} == {factuality}


def test_certainty_of_all_forms() -> None:
    table = [
        ("The company declined to confirm that the dam had failed.", Certainty.HEDGED),
        ("Officials rejected the claim that the dam had failed.", Certainty.DENIED),
        ("Ann refused to leave the house.", Certainty.ASSERTED),
        ("The minister reportedly said that the dam had failed.", Certainty.HEDGED),
    ]
    for text, factuality in table:
        assert factuality in {s.it.factuality for s in _found(text)}, text


@BOTH
@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("“The dam is sound,” the minister said.", AttributionType.DIRECT),
        ("The minister said that the dam is sound.", AttributionType.INDIRECT),
        ("The minister said that the dam was “sound and safe” now.", AttributionType.MIXED),
    ],
)
def test_kind_by_quotation_marks(text: str, kind: AttributionType, *, learned: bool) -> None:
    assert kind in {s.it.type for s in _found(text, learned=learned)}


@BOTH
def test_a_quotation_that_runs_on_belongs_to_the_same_speaker(*, learned: bool) -> None:
    text = "“We will rebuild the bridge,” Anna Berg said. “It will take two years.”"
    contents = [s.content for s in _found(text, learned=learned) if s.source == "Anna Berg"]
    assert "“We will rebuild the bridge,” … “It will take two years.”" in contents


@BOTH
def test_reopened_paragraphs_belong_to_the_same_speaker(*, learned: bool) -> None:
    text = (
        "“We will rebuild the bridge,” Anna Berg said. “It will take two years.\n\n"
        "“Nobody will be left behind.”"
    )
    found = [s for s in _found(text, learned=learned) if "Nobody" in s.content]
    assert [s.source for s in found] == ["Anna Berg"]


@BOTH
def test_speaker_is_the_name_that_the_source_mentions(*, learned: bool) -> None:
    text = "Anna Berg, the mayor, said that the bridge was closed. She said it was old."
    name = _name(text, 7, "Anna Berg")
    found = _found(text, (name,), learned=learned)
    assert [s.it.speaker for s in found] == [7, 7]
    assert {s.it.speaker_text for s in found} == {"Anna Berg"}


@BOTH
def test_a_quoted_heading_is_nobodys_words(*, learned: bool) -> None:
    text = "“The bridge will be rebuilt,” Anna Berg said.\n\n'A long winter'\n\nIt rained."
    assert all("winter" not in s.content for s in _found(text, learned=learned))


def test_i_is_whoever_is_quoted() -> None:
    text = "“I think that the bridge is safe,” Anna Berg said on Monday."
    name = _name(text, 3, "Anna Berg")
    assert {s.it.speaker for s in _found(text, (name,))} == {3}


@BOTH
def test_the_quoted_one_speaks_and_not_the_quoting(*, learned: bool) -> None:
    text = "The agency quoted Anna Berg as saying that the bridge was gone."
    found = _found(text, learned=learned)
    assert any(s.source == "Anna Berg" and "bridge was gone" in s.content for s in found)


@BOTH
def test_speaker_without_a_name_keeps_its_words(*, learned: bool) -> None:
    found = _found("The officials said that the bridge was closed.", learned=learned)
    assert [(s.it.speaker, s.it.speaker_text) for s in found] == [(None, "officials")]


@BOTH
def test_unclosed_marks_swallow_nothing(*, learned: bool) -> None:
    text = (
        "“The bridge is safe, Anna Berg said.\n"
        "The weather was fine.\n"
        "The dam, officials said, is old."
    )
    found = _found(text, learned=learned)
    assert all("weather" not in s.content for s in found)


def test_weights_that_were_left_out_are_no_error(tmp_path: Path) -> None:
    assert installed(tmp_path / "finder.npz") is None


@BOTH
def test_nothing_in_nothing_out(*, learned: bool) -> None:
    assert _found("", learned=learned) == []
    assert _found("It rained.", learned=learned) == []


@BOTH
@settings(max_examples=40, deadline=None)
@given(
    pieces=st.lists(
        st.sampled_from(
            ["“", "”", '"', "'", "Ann said", ",", ".", "\n", "the dam failed", ":", "according to"]
        ),
        max_size=14,
    )
)
def test_spans_lie_in_the_text_and_in_order(pieces: list[str], *, learned: bool) -> None:
    text = " ".join(pieces)
    for said in _found(text, learned=learned):
        assert said.it.content
        for spans in (said.it.source, said.it.cue, said.it.content):
            assert all(len(s) and s.end <= len(text) for s in spans)
            assert all(a.end <= b.start for a, b in pairwise(spans))

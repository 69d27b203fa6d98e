"""Features as strings and as rows: both see the same."""

from __future__ import annotations

from typing import TypeVar

from hypothesis import given
from hypothesis import strategies as st

from twosource.model import Block, BlockKind, Report
from twosource.reading.attribution.candidates import contents
from twosource.reading.attribution.features import (
    content_features,
    cue_features,
    source_features,
)
from twosource.reading.attribution.templates import Parts, Rows, Spelt, Templates
from twosource.reading.attribution.weights import installed
from twosource.reading.attribution.words import Words
from twosource.reading.parse import parse

T = TypeVar("T")
TEXT = 'The mayor of Oderwick said on Monday that "the bridge will open", but Ines Varga denied it.'


def test_a_string_is_the_template_and_its_values() -> None:
    assert Spelt()["ld", "say", "ccomp"] == "ld=say|ccomp"
    assert Spelt("q:")["in", True] == "q:in=True"
    assert Spelt("s:")["block", 2] == "s:block=2"


@given(st.lists(st.tuples(st.sampled_from("abc"), st.text(max_size=3), st.booleans()), max_size=20))
def test_a_row_is_that_of_the_string(features: list[tuple[str, str, bool]]) -> None:
    spelt = Spelt("p:")
    index = {s: k for k, s in enumerate(dict.fromkeys(spelt[f] for f in features[::2]))}
    rows = Rows(index, "p:")
    for feature in [*features, *features]:  # the second time as remembered
        assert rows[feature] == index.get(spelt[feature], len(index))


def test_training_and_reading_see_the_same_features() -> None:
    weights = installed()
    assert weights is not None
    assert weights.judge is not None
    report = Report(id="r", text=TEXT, blocks=(Block(BlockKind.BODY, 0, len(TEXT)),))
    words = Words.of(next(iter(parse([report]))))
    index = weights.judge.index
    for k in range(len(words)):
        for candidate in contents(words, k):
            pairs = (
                (cue_features(words, k, Spelt("q:")), cue_features(words, k, Rows(index, "q:"))),
                (
                    content_features(words, k, Spelt())(candidate),
                    content_features(words, k, Rows(index))(candidate),
                ),
                (
                    source_features(words, k, candidate.words, Spelt("s:"))(candidate),
                    source_features(words, k, candidate.words, Rows(index, "s:"))(candidate),
                ),
            )
            for strings, rows in pairs:
                assert rows == [index.get(s, len(index)) for s in strings]


def test_a_group_gives_what_is_made_of_its_values() -> None:
    def made(t: Templates[T], values: Parts) -> tuple[T, ...]:
        one, other = values
        return t["a", one], t["b", one, other]

    assert Spelt("p:").group(made)["x", True] == ("p:a=x", "p:b=x|True")
    rows = Rows({"b=x|True": 0})
    for _ in range(2):
        assert rows.group(made)["x", True] == (1, 0)

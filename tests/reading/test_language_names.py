from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.en import English
from spacy.tokens import Doc, Span

from twosource.reading.language_names import settle_names

VOCAB = English().vocab


def settled(words: str, tags: str, *found: tuple[int, int, str]) -> list[tuple[str, str]]:
    doc = Doc(VOCAB, words=words.split(), tags=tags.split())
    doc.set_ents([Span(doc, *name) for name in found])
    return [(name.text, name.label_) for name in settle_names(doc).ents]


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("Norway", "PERSON", "LOC"),
        ("Nairobi", "ORG", "LOC"),
        ("Norwegian", "MISC", "MISC"),
        ("EU", "ORG", "ORG"),
        ("Ansley Ministry", "PERSON", "ORG"),
        ("Ansley Inc.", "PERSON", "ORG"),
        ("West Bank", "LOC", "LOC"),
        ("Ansley River", "PERSON", "LOC"),
        ("Ansley River", "ORG", "ORG"),
        ("Robert Ansley", "LOC", "PERSON"),
        ("Robert Ansley School", "PERSON", "ORG"),
        ("Robert of Ansley and Brennt", "ORG", "ORG"),
        ("Ansley", "ORG", "ORG"),
    ],
)
def test_labels(words: str, before: str, after: str) -> None:
    tags = " ".join("NNP" for _ in words.split())
    assert settled(words, tags, (0, len(words.split()), before)) == [(words, after)]


def test_forms_of_address_are_no_part_of_a_name() -> None:
    found = settled("Mrs. Odalys Brennt left", "NNP NNP NNP VBD", (0, 3, "PERSON"))
    assert found == [("Odalys Brennt", "PERSON")]


def test_a_form_of_address_alone_stays() -> None:
    assert settled("Mrs. left", "NNP VBD", (0, 1, "PERSON")) == [("Mrs.", "PERSON")]


@pytest.mark.parametrize(
    ("words", "tags", "name"),
    [
        ("Then Robert Brennt left", "RB NNP NNP VBD", "Robert Brennt"),
        ("Then Robert Brennt left", "RB NNP JJ VBD", "Robert Brennt"),
        ("Then Robert left", "RB NNP VBD", "Robert"),
        ("Robert Odalys Brennt Kuiper left", "NNP NNP NNP NNP VBD", "Robert Odalys Brennt"),
        ("Robert Says Goodbye", "NNP VBZ NN", "Robert"),
    ],
)
def test_given_names_that_were_missed(words: str, tags: str, name: str) -> None:
    assert settled(words, tags) == [(name, "PERSON")]


@pytest.mark.parametrize(
    ("words", "tags"),
    [("in August", "IN NNP"), ("a robert", "DT NN"), ("robert left", "NNP VBD"), ("Robert", "NN")],
)
def test_what_is_no_given_name(words: str, tags: str) -> None:
    assert settled(words, tags) == []


def test_a_name_that_was_found_is_not_run_over() -> None:
    found = settled("Robert Brennt Bank paid", "NNP NNP NNP VBD", (1, 3, "ORG"))
    assert found == [("Robert", "PERSON"), ("Brennt Bank", "ORG")]


WORDS = st.sampled_from(
    ["Robert", "Mary", "Ansley", "Bank", "Norway", "Mr.", "River", "left", "of"]
)


@given(st.lists(WORDS, min_size=1, max_size=12), st.data())
def test_names_never_overlap_and_every_found_one_is_kept(
    words: list[str], data: st.DataObject
) -> None:
    doc = Doc(VOCAB, words=words, tags=["NNP" if word[0].isupper() else "IN" for word in words])
    cuts = sorted(data.draw(st.sets(st.integers(0, len(words)), max_size=4)))
    spans = [
        Span(doc, start, end, data.draw(st.sampled_from(["PERSON", "ORG", "LOC", "MISC"])))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]
    doc.set_ents(spans)
    ends = [span.end for span in doc.ents]
    names = settle_names(doc).ents
    assert all(a.end <= b.start for a, b in pairwise(names))
    assert set(ends) <= {name.end for name in names}
    again = [(name.start, name.end, name.label_) for name in names]
    assert [(n.start, n.end, n.label_) for n in settle_names(doc).ents] == again

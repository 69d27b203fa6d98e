from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.strings import hash_string
from spacy.util import registry
from training.language_vectors import reduced

from twosource.reading.language import load
from twosource.reading.language_vectors import WordVectors

if TYPE_CHECKING:
    from pathlib import Path

WORDS = st.lists(st.text("abcdefgh", min_size=1, max_size=6), min_size=1, max_size=30, unique=True)


def table(words: list[str]) -> WordVectors:
    """A table in which the vector of word i is (i, -i) times a half."""
    keys = np.array([hash_string(word) for word in words], dtype=np.uint64)
    order = np.argsort(keys)
    rows = np.array([[i, -i] for i in range(len(words))], dtype=np.int8)
    return WordVectors(keys=keys[order], rows=rows[order], scale=0.5)


@given(WORDS)
def test_each_word_has_its_own_vector(words: list[str]) -> None:
    keys = np.array([hash_string(word) for word in words], dtype=np.uint64)
    expected = [[i / 2, -i / 2] for i in range(len(words))]
    assert table(words).get_batch(keys).tolist() == expected


@given(WORDS, st.text("xyz", min_size=1))
def test_an_unknown_word_has_none(words: list[str], other: str) -> None:
    known = table(words)
    assert other not in known
    assert all(word in known for word in words)
    assert known.get_batch(np.array([hash_string(other)], dtype=np.uint64)).tolist() == [[0, 0]]


def test_an_empty_table_gives_nothing() -> None:
    assert WordVectors().get_batch(np.array([3, 4], dtype=np.uint64)).shape == (2, 0)


def test_a_word_and_its_key_give_the_same() -> None:
    known = table(["ferry", "pier"])
    assert known["pier"].tolist() == known[hash_string("pier")].tolist() == [0.5, -0.5]


@given(WORDS)
def test_comes_back_from_bytes(words: list[str]) -> None:
    known = table(words)
    again = WordVectors().from_bytes(known.to_bytes())
    assert again.keys.tolist() == known.keys.tolist()
    assert again.rows.tolist() == known.rows.tolist()
    assert (again.scale, again.shape) == (known.scale, known.shape)


def test_comes_back_from_a_folder(tmp_path: Path) -> None:
    table(["ferry", "pier"]).to_disk(tmp_path)
    assert WordVectors().from_disk(tmp_path).shape == (2, 2)


def test_the_reduced_vectors_keep_what_differs() -> None:
    words = ["north", "south", "east", "west"]
    vectors = np.array([[2, 0, 1], [4, 0, 2], [0, 3, 1], [0, 1, 0]], dtype=np.float32)
    small = reduced(words, vectors, 1)
    found = {word: float(small[hash_string(word)][0]) for word in words}
    assert small.shape == (4, 1)
    assert found["north"] == pytest.approx(found["south"], abs=small.scale)
    assert found["north"] * found["east"] < 0
    assert found["east"] * found["west"] > 0


def test_spacy_makes_the_table_by_its_name() -> None:
    made = registry.vectors.get("twosource.WordVectors.v1")()(load().vocab)
    assert isinstance(made, WordVectors)
    assert made.strings is load().vocab.strings


def test_the_pipeline_looks_words_up_in_small_letters() -> None:
    nlp = load()
    assert isinstance(nlp.vocab.vectors, WordVectors)
    upper, lower = nlp.make_doc("FERRY"), nlp.make_doc("ferry")
    assert upper[0].has_vector
    assert upper[0].vector.tolist() == lower[0].vector.tolist()
    assert not nlp.make_doc("qzxvbn")[0].has_vector


def test_names_see_the_vectors_and_the_trees_do_not() -> None:
    nlp = load()
    embeds = {
        name: [layer.name for layer in nlp.get_pipe(name).model.walk()]
        for name in ("tok2vec", "tagger", "parser", "ner")
    }
    assert [name for name, layers in embeds.items() if "static_vectors" in layers] == ["ner"]

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from twosource.errors import ModelError
from twosource.reading.language import WEIGHTS, load

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.tokens import Doc, Token

NEWS = (
    "Mayor Odalys Brennt said on Tuesday that fourteen people had been killed when a ferry hit "
    "the pier. “We didn\u2019t know the engines were failing,” she told reporters. "
    "The company denied the report."
)


@pytest.fixture(scope="module")
def doc() -> Doc:
    return load()(NEWS)


def word(doc: Doc, text: str) -> Token:
    return next(token for token in doc if token.text == text)


def test_is_loaded_once() -> None:
    assert load() is load()


def test_keeps_the_text(doc: Doc) -> None:
    assert doc.text == NEWS
    assert all(NEWS[token.idx : token.idx + len(token)] == token.text for token in doc)


def test_sentence_bounds(doc: Doc) -> None:
    assert [sentence.text.split()[0] for sentence in doc.sents] == ["Mayor", "“We", "The"]


@pytest.mark.parametrize(
    ("text", "tag", "pos", "lemma"),
    [
        ("said", "VBD", "VERB", "say"),
        ("people", "NNS", "NOUN", "people"),
        ("fourteen", "CD", "NUM", "fourteen"),
        ("been", "VBN", "AUX", "be"),
        ("killed", "VBN", "VERB", "kill"),
        ("n\u2019t", "RB", "PART", "not"),
        ("engines", "NNS", "NOUN", "engine"),
        ("“", "``", "PUNCT", "“"),
    ],
)
def test_tags_and_lemmas(doc: Doc, text: str, tag: str, pos: str, lemma: str) -> None:
    token = word(doc, text)
    assert (token.tag_, token.pos_, token.lemma_) == (tag, pos, lemma)


@pytest.mark.parametrize(
    ("text", "relation", "head"),
    [
        ("people", "nsubj:pass", "killed"),
        ("killed", "ccomp", "said"),
        ("pier", "obj", "hit"),
        ("engines", "nsubj", "failing"),
        ("company", "nsubj", "denied"),
        ("report", "obj", "denied"),
    ],
)
def test_tree(doc: Doc, text: str, relation: str, head: str) -> None:
    token = word(doc, text)
    assert (token.dep_, token.head.text) == (relation, head)


@pytest.mark.parametrize("mark", ['"', "“”"])
def test_quotation_marks_stay_with_their_words(mark: str) -> None:
    text = f"{mark[0]}We saw smoke.{mark[-1]} Odalys Brennt said the fire spread fast. It rained."
    starts = [sentence.text[:3] for sentence in load()(text).sents]
    assert starts == [f"{mark[0]}We", "Oda", "It "]


@pytest.mark.parametrize("numeral", ["thirteen", "fourteen", "Seventy", "ninety"])
def test_numerals(numeral: str) -> None:
    token = load()(f"{numeral} people were hurt in Ansley.")[0]
    assert (token.tag_, token.pos_, token.dep_) == ("CD", "NUM", "nummod")


@pytest.mark.parametrize("day", ["on Tuesday", "Wednesday", "late on Friday", "last week"])
def test_what_was_said_on_a_day_is_not_the_days(day: str) -> None:
    doc = load()(f"The police chief said {day} that three soldiers were captured in Ansley.")
    clause = word(doc, "captured")
    assert (clause.dep_, clause.head.text) == ("ccomp", "said")


def test_features(doc: Doc) -> None:
    assert word(doc, "said").morph.get("Tense") == ["Past"]
    assert word(doc, "people").morph.get("Number") == ["Plur"]


def test_names() -> None:
    doc = load()(
        "John Aldermoor, a spokesman for the Ministry of Transport, flew from London to Canada."
    )
    found = {ent.text: ent.label_ for ent in doc.ents}
    assert found["John Aldermoor"] == "PERSON"
    assert found["London"] == "LOC"
    assert found["Canada"] == "LOC"


def test_labels_of_names() -> None:
    assert set(load().get_pipe("ner").labels) == {"PERSON", "ORG", "LOC", "MISC"}  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "“", "a", "A\nB\n\n\nC", "\u200b…", "É" * 2000])
def test_odd_texts(text: str) -> None:
    assert load()(text).text == text


def test_says_that_the_weights_are_missing(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="missing"):
        load(tmp_path / "nothing")


def test_says_that_the_weights_are_broken(tmp_path: Path) -> None:
    copy = tmp_path / "english"
    shutil.copytree(WEIGHTS, copy)
    (copy / "config.cfg").write_text("[nlp]\nlang = 1\n")
    with pytest.raises(ModelError, match="cannot be loaded"):
        load(copy)


def test_papers_lie_beside_the_weights() -> None:
    licence = (WEIGHTS / "LICENSE").read_text("utf-8")
    assert "Creative Commons Attribution-ShareAlike 4.0 International" in licence
    assert "https://creativecommons.org/licenses/by-sa/4.0/" in licence
    card = (WEIGHTS / "MODEL_CARD.md").read_text("utf-8")
    for source in ("EWT", "GUM", "Universal NER", "Wikigold"):
        assert source in licence
        assert source in card
    assert json.loads((WEIGHTS / "scores.json").read_text("utf-8"))["ewt_las"] > 75
    assert json.loads((WEIGHTS / "meta.json").read_text("utf-8"))["license"] == "CC BY-SA 4.0"


def test_weights_are_small() -> None:
    assert sum(file.stat().st_size for file in WEIGHTS.rglob("*") if file.is_file()) < 30_000_000

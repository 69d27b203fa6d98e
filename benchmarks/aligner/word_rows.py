"""A sentence as a row of words, each with what another word may be known by as the same.

That is its form and lemma, the entity or value that it belongs to, the country that it stands for,
its vector, and what stands around it in the tree and in the text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.aligner.aligner_settings import aligner
from twosource.claims.words import words
from twosource.reading.language import load
from twosource.reading.names_countries import lookup

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from twosource.claims.terms import Story, Unit
    from twosource.model import Reading, Sentence

    Floats = NDArray[np.float64]
    Marks = NDArray[np.bool_]
    Objects = NDArray[np.object_]

__all__ = ["KINDS", "Row", "Word", "joined", "row_of", "rows_of"]

KINDS = ("names", "numbers", "countries", "verbs", "nouns")
_FUNCTION = frozenset({"ADP", "AUX", "CCONJ", "DET", "INTJ", "PART", "PRON", "SCONJ", "SYM"})
_MARKS = "'’‘`\"“”"
_HALVES = {"N": "North ", "S": "South "}
_LONGEST = 3  # words in the name of a country


@dataclass(frozen=True, slots=True)
class Word:
    """One word that has a letter or a digit. `head` is the index of its head among the words of
    its row, or its own where that is none; `key` the term it belongs to ("@7", "#14 ", or "");
    `country` a key of names_countries ("country:NO"), or "".
    """

    form: str  # in lower case, without quotation marks
    lemma: str
    written: str
    pos: str
    head: int
    root: bool
    key: str
    country: str
    light: bool  # it carries grammar rather than news
    number: bool  # it is a number or belongs to one
    name: bool  # it belongs to a name, and to no number


@dataclass(frozen=True, slots=True)
class Row:
    """The words of one sentence with what is told of all of them at once, one row a word.

    `vectors` have length one, or zero for a word without one; `parents[i, j]` is 1 where j is the
    head of i, `beside[i, j]` where j is a content word near i in the text; `weights` say how much
    each word counts; `kinds[k]` marks the words of the k-th of `KINDS`.
    """

    words: tuple[Word, ...]
    weights: Floats
    vectors: Floats
    parents: Floats
    beside: Floats
    light: Marks
    kinds: Floats
    spelled: tuple[Objects, Objects, Objects]  # their forms, lemmas and keys


def rows_of(story: Story, readings: Sequence[Reading]) -> list[Row]:
    """The row of each unit of a story, weighed as its terms are: a name's weight is shared by its
    words.
    """
    out = []
    for unit in story.units:
        sentence = readings[unit.report].sentences[unit.sentence]
        out.append(row_of(unit, sentence, _as_terms(_term_weights(unit, sentence))))
    return out


def _as_terms(weights: dict[int, float]) -> Callable[[Word, int], float | None]:
    def weigh(_: Word, token: int) -> float | None:
        return weights.get(token)

    return weigh


def row_of(
    unit: Unit | None, sentence: Sentence, weigh: Callable[[Word, int], float | None] | None = None
) -> Row:
    """The words of one sentence; `weigh` gives the weight of a word and the index of its token, or
    None for that of a word of grammar. `unit` is None for a sentence that has no term.
    """
    owners = _owners(unit, sentence) if unit else {}
    countries = _countries(sentence)
    kept = [k for k, t in enumerate(sentence.tokens) if any(c.isalnum() for c in t.text)]
    place = {k: n for n, k in enumerate(kept)}
    found = []
    for n, k in enumerate(kept):
        token = sentence.tokens[k]
        form = token.text.lower().strip(_MARKS)
        lemma = token.lemma.lower().strip(_MARKS) or form
        key, country = owners.get(k, ""), countries.get(k, "")
        number = token.pos == "NUM" or key.startswith("#")
        found.append(
            Word(
                form,
                lemma,
                token.text,
                token.pos,
                place.get(token.head, n),
                token.head == k,
                key,
                country,
                light=token.pos in _FUNCTION or lemma in words().light,
                number=number,
                name=not number and (token.pos == "PROPN" or bool(country) or key.startswith("@")),
            )
        )
    least = aligner().light_weight
    weights = [
        least if (w := weigh(word, k) if weigh else 1.0) is None else w
        for word, k in zip(found, kept, strict=True)
    ]
    return _row(tuple(found), np.array(weights, dtype=np.float64))


def _row(found: tuple[Word, ...], weights: Floats) -> Row:
    size = len(found)
    light = np.array([w.light for w in found], dtype=np.bool_)
    parents = np.zeros((size, size))
    for k, word in enumerate(found):
        if word.head != k:
            parents[k, word.head] = 1.0
    steps = np.abs(np.subtract.outer(np.arange(size), np.arange(size)))
    beside = ((steps > 0) & (steps <= aligner().beside) & ~light).astype(np.float64)
    vectors = np.array([_vector(w.form, w.lemma) for w in found])
    kinds = np.array(
        [[w.name, w.number, bool(w.country), w.pos == "VERB", w.pos == "NOUN"] for w in found],
        dtype=np.float64,
    ).T
    spelled = (
        np.array([w.form for w in found], dtype=np.object_),
        np.array([w.lemma for w in found], dtype=np.object_),
        np.array([w.key for w in found], dtype=np.object_),
    )
    return Row(found, weights, vectors, parents, beside, light, kinds, spelled)


def _term_weights(unit: Unit, sentence: Sentence) -> dict[int, float]:
    out: dict[int, float] = {}
    for term in unit.terms:
        inside = [k for k, t in enumerate(sentence.tokens) if term.start <= t.start < term.end]
        out.update(dict.fromkeys(inside, term.weight / max(1, len(inside))))
    return out


def _owners(unit: Unit, sentence: Sentence) -> dict[int, str]:
    """Token -> the key of the name or number that it belongs to."""
    out: dict[int, str] = {}
    for term in unit.terms:
        if term.kind in {"NAME", "NUM"}:
            for k, token in enumerate(sentence.tokens):
                if term.start <= token.start < term.end:
                    out[k] = term.key
    return out


def _countries(sentence: Sentence) -> dict[int, str]:
    """Token -> the country, capital or seat of government that it names, alone or with others."""
    out: dict[int, str] = {}
    tokens = sentence.tokens
    small = not any(t.text[:1].isupper() for t in tokens)
    k = 0
    while k < len(tokens):
        for size in range(min(_LONGEST, len(tokens) - k), 0, -1):
            text = " ".join(t.text for t in tokens[k : k + size])
            key = _country(text.title() if small else text)
            if key and (size > 1 or tokens[k].pos not in _FUNCTION):
                out.update(dict.fromkeys(range(k, k + size), key))
                k += size
                break
        else:
            k += 1
    return out


@lru_cache(maxsize=1 << 16)
def _country(text: str) -> str:
    """As names_countries has it; "N. Norland" and "NNorland" are read as headlines mean them."""
    found = lookup(text)
    half = _HALVES.get(text[:1])
    if found is None and half and text[1:3] == ". ":
        found = lookup(half + text[3:])
    elif (
        found is None and half and len(text) > _LONGEST and text[1].isupper() and text[2].islower()
    ):
        found = lookup(half + text[1:])
    return found.key if found else ""


@lru_cache(maxsize=1 << 16)
def _vector(form: str, lemma: str) -> Floats:
    table = load().vocab.vectors
    for word in (form, form.strip(".-"), lemma):
        if word and word in table:
            vector = np.asarray(table[word], dtype=np.float64)
            length = float(np.linalg.norm(vector))
            return vector / length if length else vector
    return np.zeros(table.vectors_length)


def joined(rows: Sequence[Row]) -> Row:
    """Several rows as one, for a text of a few sentences that is compared as a whole."""
    if len(rows) == 1:
        return rows[0]
    found: list[Word] = []
    for row in rows:
        before = len(found)
        found += [replace(w, head=w.head + before) for w in row.words]
    weights = [row.weights for row in rows]
    return _row(tuple(found), np.concatenate(weights) if weights else np.zeros(0))

"""What the learned finder is built of: inputs, relations, encoder, shortlist."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.model import Block, BlockKind, Report
from twosource.reading.attribution.encoder import Marginals
from twosource.reading.attribution.inputs import (
    COLUMNS,
    PLACES,
    SURROUNDINGS,
    Inputs,
    Numbering,
    strings,
)
from twosource.reading.attribution.relations import DISTANCES, QUOTED, Branches, relations, window
from twosource.reading.attribution.shortlist import content_choices, source_choices
from twosource.reading.attribution.weights import installed
from twosource.reading.attribution.words import Words
from twosource.reading.parse import parse

TEXT = "“The bridge is safe,” Anna Berg said on Monday.\nShe denied that it had ever been shut."
UNKNOWN = Numbering({name: {} for name in COLUMNS})


def _words(text: str) -> Words:
    blocks = tuple(
        Block(BlockKind.BODY, m.start(), m.end()) for m in re.finditer(r"\S(?:[^\n]*\S)?", text)
    )
    return Words.of(next(iter(parse([Report("a", text, blocks)]))))


def test_neighbours_stay_in_their_block() -> None:
    words = _words(TEXT)
    inputs = Inputs.of(words, UNKNOWN)
    count = len(words)
    for k in range(count):
        first, last = words.blocks[words.block[k]]
        assert inputs.before[k] == (k - 1 if k > first else count)
        assert inputs.after[k] == (k + 1 if k + 1 < last else count)
        assert inputs.head[k] == (words.head[k] if words.head[k] != k else count)


def test_children_are_grouped_by_their_head() -> None:
    words = _words(TEXT)
    inputs = Inputs.of(words, UNKNOWN)
    groups = np.split(inputs.children, inputs.first[1:])
    assert {int(p): g.tolist() for p, g in zip(inputs.parents, groups, strict=True)} == {
        k: words.children[k] for k in range(len(words)) if words.children[k]
    }
    assert [1 / len(g) for g in groups] == pytest.approx(inputs.share[:, 0].tolist())


def test_places_and_surroundings_stay_within_their_tables() -> None:
    inputs = Inputs.of(_words(TEXT), UNKNOWN)
    assert inputs.ids[:-2].max() == 0
    assert 0 <= inputs.ids[-2].min() <= inputs.ids[-2].max() < PLACES
    assert 0 <= inputs.ids[-1].min() <= inputs.ids[-1].max() < SURROUNDINGS


def test_numbers_are_those_of_the_strings_in_the_vocabularies() -> None:
    words = _words(TEXT)
    known = {
        name: {s: n for n, s in enumerate(dict.fromkeys(column), 1)}
        for name, column in strings(words).items()
    }
    numbering = Numbering(known)
    expected = [[known[name][s] for s in strings(words)[name]] for name in COLUMNS]
    assert numbering.rows(words) == expected
    assert numbering.rows(words) == expected  # as remembered


def test_a_state_reads_the_word_its_neighbours_its_head_and_the_mean_of_its_children() -> None:
    weights = installed()
    assert weights is not None
    encoder, words = weights.encoder, _words(TEXT)
    inputs, p = encoder.inputs(words), weights.encoder.p
    h = p["start"] + sum(p[f"table{k}"][row] for k, row in enumerate(inputs.ids))
    h = np.maximum(h, 0)
    layer = 0
    while f"weight{layer}" in p:
        padded = np.vstack([h, np.zeros_like(h[:1])])
        children = [h[c].mean(axis=0) if c else np.zeros_like(h[0]) for c in words.children]
        parts = [h, padded[inputs.before], padded[inputs.after], padded[inputs.head], children]
        h = h + np.maximum(np.hstack(parts) @ p[f"weight{layer}"] + p[f"bias{layer}"], 0)
        layer += 1
    np.testing.assert_allclose(encoder.states(inputs), h, rtol=1e-3, atol=1e-3)


def test_what_each_word_is_to_a_cue() -> None:
    words = _words(TEXT)
    inputs = Inputs.of(words, UNKNOWN)
    said = words.lower.index("said")
    branches = Branches([], grows=True)
    distance, branch, quoted = relations(words, inputs, said, branches)
    low, high = window(words, said)
    assert (low, high) == words.blocks[0]
    assert distance[said - low] == 0
    assert distance.max() < DISTANCES
    assert quoted.max() < QUOTED
    berg = words.lower.index("berg")
    names = {number: name for name, number in branches.items()}
    assert names[int(branch[berg - low])] == "0|nsubj|<"
    inside = [k - low for k in range(low, high) if words.quote[k] >= 0]
    outside = [k - low for k in range(low, high) if words.quote[k] < 0]
    assert set(quoted[inside]).isdisjoint(quoted[outside])


def test_a_branch_that_training_never_met_counts_for_nothing() -> None:
    known = Branches(["0|nsubj|<"])
    assert (known["0|nsubj|<"], known["3|vocative|>"]) == (1, 0)
    assert len(known) == 1


def _sure(words: Words, c: int, content: str, source: str) -> Marginals:
    low, high = window(words, c)
    told = [
        np.array([float(words.lower[k] in text.lower().split()) for k in range(low, high)])
        for text in (content, source)
    ]
    return Marginals(low, told[0], told[1], np.zeros(high - low), np.zeros(high - low))


def test_what_the_encoder_marks_is_looked_at_first() -> None:
    words = _words(TEXT)
    said = words.lower.index("said")
    seen = _sure(words, said, "the bridge is safe", "anna berg")
    candidates, numbers = content_choices(words, said, seen)
    assert len(candidates) == len(numbers) <= 6
    assert (
        " ".join(words.word[k] for k in candidates[0].words).strip("“”, ") == "The bridge is safe"
    )
    candidates, numbers = source_choices(words, said, candidates[0].words, seen)
    assert [words.word[k] for k in candidates[0].words] == ["Anna", "Berg"]
    assert numbers[0][0] > 0.9


def test_nobody_is_looked_at_first_where_nobody_is_marked() -> None:
    words = _words(TEXT)
    said = words.lower.index("said")
    seen = _sure(words, said, "the bridge is safe", "")
    content = content_choices(words, said, seen)[0][0].words
    assert source_choices(words, said, content, seen)[0][0].words == ()


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(["“", "”", '"', "Ann said", ",", ".", "\n", "the dam failed", ":"]),
        max_size=12,
    )
)
def test_likelihoods_are_likelihoods(pieces: list[str]) -> None:
    weights = installed()
    words = _words(" ".join(pieces))
    if weights is None or not len(words):
        return
    encoder = weights.encoder
    inputs = encoder.inputs(words)
    states = encoder.states(inputs)
    assert encoder.cues(states).shape == (len(words),)
    every = list(range(len(words)))
    for k, seen in zip(every, encoder.marginals(words, inputs, states, every), strict=True):
        low, high = window(words, k)
        assert len(seen.content) == len(seen.source) == high - low
        assert 0 <= seen.content.min() <= seen.content.max() <= 1
        assert 0 <= seen.source.min() <= seen.source.max() <= 1


def test_a_report_is_read_alike_whatever_stands_beside_it() -> None:
    weights = installed()
    assert weights is not None
    encoder = weights.encoder
    alone = _words("She denied that it had ever been shut.")
    after = _words("It rained. Nobody came.\nShe denied that it had ever been shut.")
    one = encoder.cues(encoder.states(encoder.inputs(alone)))
    two = encoder.cues(encoder.states(encoder.inputs(after)))[-len(alone) :]
    assert one.argmax() == two.argmax() == alone.lower.index("denied")

"""The fast way beside the plain one: the same numbers, whatever the story."""

from __future__ import annotations

import math

import numpy as np
import plainly
import pytest
from tales import OPEN, by_chance, example, open_story

from twosource.claims import neighbours, similarity
from twosource.claims.alignment import alike
from twosource.claims.candidates import pairs
from twosource.claims.terms import Story
from twosource.claims.weights import model

NEAR = {"rtol": 1e-12, "atol": 1e-12}


def same_numbers(story: Story) -> None:
    found = pairs(story)
    assert found == plainly.candidates(story)
    rows = similarity.features(story, found)
    assert rows.shape == (len(found), len(similarity.NAMES))
    np.testing.assert_allclose(rows, plainly.similarity(story, found), **NEAR)
    probable = alike(story)
    fitted = model("sentence", similarity.NAMES)
    for pair, row in zip(found, rows, strict=True):
        assert math.isclose(probable[pair], fitted.probability(list(row)), rel_tol=1e-12)
    np.testing.assert_allclose(
        neighbours.features(story, probable), plainly.neighbours(story, probable), **NEAR
    )


@pytest.mark.parametrize("seed", range(12))
def test_stories_of_chance(seed: int) -> None:
    story = by_chance(seed, reports=2 + seed % 4, sentences=3 + 3 * seed)
    assert len(pairs(story)) > seed
    same_numbers(story)


def test_the_bundled_example() -> None:
    assert len(pairs(example())) > 100
    same_numbers(example())


@pytest.mark.skipif(not OPEN.is_dir(), reason=f"{OPEN} is missing")
@pytest.mark.parametrize("name", ["12ecb", "44ecb", "seeds"])
def test_open_stories(name: str) -> None:
    same_numbers(open_story(name))


def test_more_pairs_than_are_weighed_in_one_go(monkeypatch: pytest.MonkeyPatch) -> None:
    story = by_chance(3, reports=4, sentences=12)
    whole = similarity.features(story, pairs(story)), neighbours.features(story, alike(story))
    monkeypatch.setattr(similarity, "CHUNK", 7)
    monkeypatch.setattr(neighbours, "CHUNK", 5)
    parts = similarity.features(story, pairs(story)), neighbours.features(story, alike(story))
    for one, two in zip(whole, parts, strict=True):
        np.testing.assert_array_equal(one, two)


def test_the_order_of_the_pairs_does_not_matter() -> None:
    story = by_chance(5, reports=3, sentences=8)
    found = pairs(story)
    rows, back = similarity.features(story, found), similarity.features(story, found[::-1])
    # What is added over all candidates of a sentence is added in another order.
    np.testing.assert_allclose(rows, back[::-1], **NEAR)


def test_no_pairs_no_rows() -> None:
    story = by_chance(1, reports=1, sentences=4)
    assert pairs(story) == []
    assert similarity.features(story, []).shape == (0, len(similarity.NAMES))
    assert neighbours.features(story, {}).shape == (0, len(neighbours.NAMES))
    empty = Story((), {})
    assert alike(empty) == {}

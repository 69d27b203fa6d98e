from __future__ import annotations

import pytest
from benchmarks.aligner.shared_wording import NAMES, common_in_order, features, written
from hypothesis import given
from hypothesis import strategies as st

WORDS = st.lists(
    st.sampled_from(["mill", "fire", "the", "burned", "port", "12", "mayor"]), max_size=9
)


def named(a: str, b: str) -> dict[str, float]:
    return dict(zip(NAMES, features(written(a.split()), written(b.split())), strict=True))


def longest(a: list[str], b: list[str]) -> int:
    """The textbook's table."""
    rows = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            rows[i + 1][j + 1] = rows[i][j] + 1 if x == y else max(rows[i][j + 1], rows[i + 1][j])
    return rows[-1][-1]


@given(WORDS, WORDS)
def test_words_in_one_order_as_the_textbook_counts_them(a: list[str], b: list[str]) -> None:
    assert common_in_order(written(a), written(b)) == longest(a, b)


@given(WORDS, WORDS)
def test_both_ways_round_and_within_bounds(a: list[str], b: list[str]) -> None:
    one, two = written(a), written(b)
    assert features(one, two) == features(two, one)
    assert all(0 <= x <= 1 for x in features(one, two))


@given(WORDS.filter(lambda words: len(words) > 2))
def test_a_sentence_shares_all_with_itself(a: list[str]) -> None:
    assert set(features(written(a), written(a))) == {1.0}


def test_a_word_changed_leaves_the_runs_around_it() -> None:
    found = named("the old mill in the port burned down", "the old mill in the town burned down")
    assert found["words_1"] == pytest.approx(2 * 6 / 14)  # each word counts once
    assert found["words_2"] == pytest.approx(2 * 5 / 14)
    assert found["in_order"] == pytest.approx(2 * 7 / 16)


def test_order_counts() -> None:
    found = named("the mayor saw the mill", "the mill saw the mayor")
    assert found["words_1"] == 1
    assert found["words_2"] < 1
    assert found["in_order"] == pytest.approx(2 * 3 / 10)


def test_letters_see_short_forms_and_spellings() -> None:
    assert named("govt", "government")["letters_2"] > named("govt", "harbour")["letters_2"]
    assert named("brannik", "brannick")["letters_3"] > 0.5


def test_marks_alone_are_no_words() -> None:
    assert named("the mill burned !", "— the mill burned .")["in_order"] == 1
    assert set(features(written(["."]), written([]))) == {1.0, 0.0}

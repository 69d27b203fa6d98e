"""What the other pairs of a story say of a pair; units are (report, sentence)."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.claims.neighbours import NAMES, features
from twosource.claims.terms import Story, Unit

PLACES = [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)]
A0, A1, B0, B1, C0, C1 = range(6)
STORY = Story(
    tuple(Unit(r, s, (), frozenset(), {}, (), 1.0) for r, s in PLACES),
    {},
)


def row(pair: tuple[int, int], found: dict[tuple[int, int], float]) -> dict[str, float]:
    rows = dict(zip(found, features(STORY, found), strict=True))
    return dict(zip(NAMES, rows[pair], strict=True))


def test_own_probability() -> None:
    assert row((A0, B0), {(A0, B0): 0.8})["logit"] == pytest.approx(math.log(4))


def test_a_third_report_carries_it_too() -> None:
    found = {(A0, B0): 0.5, (A0, C0): 0.9, (B0, C0): 0.7, (A0, C1): 0.6, (B0, C1): 0.2}
    told = row((A0, B0), found)
    assert told["through_one"] == 0.7
    assert told["through_three"] == told["through_all"] == pytest.approx(0.9)


def test_a_third_report_is_near_one_alone() -> None:
    told = row((A0, B0), {(A0, B0): 0.5, (A0, C0): 0.9})
    assert (told["apart_high"], told["apart_low"]) == (0.9, 0.0)


def test_another_sentence_of_the_same_report_is_nearer() -> None:
    told = row((A0, B0), {(A0, B0): 0.5, (A0, B1): 0.8})
    assert told["rival_high"] == 0.8
    assert told["rival_low"] == 0.0
    assert told["rival_ahead"] == pytest.approx(0.3)


def test_sentences_around() -> None:
    found = {(A0, B0): 0.6, (A1, B1): 0.4, (A1, B0): 0.3}
    assert row((A0, B0), found)["after"] == 0.4
    assert row((A1, B1), found)["before"] == 0.6
    assert row((A0, B0), found)["beside"] == 0.3


@given(
    st.dictionaries(
        st.sampled_from([(A0, B0), (A0, B1), (A1, B0), (A1, B1), (A0, C0), (B0, C0), (B1, C1)]),
        st.floats(0.001, 0.999),
        min_size=1,
    )
)
def test_every_pair_has_a_row_of_numbers(found: dict[tuple[int, int], float]) -> None:
    rows = features(STORY, found)
    assert len(rows) == len(found)
    assert all(len(r) == len(NAMES) and all(map(math.isfinite, r)) for r in rows)

"""Words of invented sentences, aligned one to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from benchmarks.aligner.aligned_features import LEFT, NAMES, features, left_names
from benchmarks.aligner.word_nearness import short_for
from benchmarks.aligner.word_rows import joined, row_of, rows_of
from benchmarks.aligner.words_aligned import align
from hypothesis import given, settings
from hypothesis import strategies as st

import twosource
from twosource.claims.terms import story_of
from twosource.stories.entities import link

if TYPE_CHECKING:
    from benchmarks.aligner.word_rows import Row

ONE = ["mayor", "Norland", "14", "killed", "fire", "the", "of", "bridge", "U.N.", "fell"]
TWO = ["mayor", "Norway", "12", "died", "blaze", "the", "of", "bridges", "UN", "fall"]


def rows(*texts: str) -> list[Row]:
    readings = [twosource.read(twosource.report(text, id=f"R{k}")) for k, text in enumerate(texts)]
    made = story_of(readings, link(readings))
    assert len(made.units) == len(texts)
    return rows_of(made, readings)


def aligned(a: str, b: str) -> set[tuple[str, str]]:
    one, two = rows(a, b)
    return {(one.words[p.a].form, two.words[p.b].form) for p in align(one, two).pairs}


def named(a: str, b: str) -> dict[str, float]:
    return dict(zip(NAMES, features(*rows(a, b)), strict=True))


@pytest.mark.parametrize(
    ("a", "b", "wanted"),
    [
        ("Fire destroys the old mill.", "A blaze destroyed the mill.", ("fire", "blaze")),
        ("The guard was killed at dawn.", "A guard died at dawn.", ("killed", "died")),
        ("Govt closes the port.", "The government closed the port.", ("govt", "government")),
        ("Norwegian envoys met.", "Envoys of Norway met.", ("norwegian", "norway")),
        ("Fourteen miners were saved.", "The miners, 14 in all, were saved.", ("fourteen", "14")),
        ("Sergei Vostrov left.", "Sergey Vostrov left.", ("sergei", "sergey")),
        ("The PM left for Oslo.", "The prime minister left for Oslo.", ("pm", "minister")),
        ("Police arrested the driver.", "Officers arrested the driver.", ("police", "officers")),
    ],
)
def test_other_words_of_one_meaning(a: str, b: str, wanted: tuple[str, str]) -> None:
    assert wanted in aligned(a, b)
    assert wanted[::-1] in aligned(b, a)


@pytest.mark.parametrize(
    ("a", "b", "apart"),
    [
        ("A ferry sank off Norway.", "A ferry sank off Sweden.", ("norway", "sweden")),
        ("Nine people died.", "Twelve people died.", ("nine", "twelve")),
        ("Envoys of North Korea met.", "Envoys of South Korea met.", ("korea", "korea")),
    ],
)
def test_what_excludes_each_other_is_not_aligned(a: str, b: str, apart: tuple[str, str]) -> None:
    assert apart not in aligned(a, b)


def test_the_neighbours_decide_between_two_of_one_form() -> None:
    one, two = rows(
        "The old bridge fell and the new bridge held.", "The new bridge held; the old bridge fell."
    )
    found = {(p.a, p.b) for p in align(one, two).pairs}
    forms = [[w.form for w in row.words] for row in (one, two)]
    for neighbour in ("old", "new"):
        pair = tuple(f.index(neighbour) + 1 for f in forms)
        assert pair in found


def test_words_of_grammar_need_what_they_belong_to() -> None:
    assert not aligned("The mayor spoke.", "The ferry sank.")
    assert ("the", "the") in aligned("The mayor spoke.", "The mayor left.")


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.sampled_from(ONE), max_size=7),
    st.lists(st.sampled_from(TWO), max_size=7),
)
def test_each_word_once(a: list[str], b: list[str]) -> None:
    one, two = (_row(f"{' '.join(words)} burned.") for words in (a, b))
    pairs = align(one, two).pairs
    assert len({p.a for p in pairs}) == len({p.b for p in pairs}) == len(pairs)
    assert all(0 < p.near <= 1 and 0 <= p.around <= 1 for p in pairs)


def _row(text: str) -> Row:
    reading = twosource.read(twosource.report(text, id="R"))
    return joined([row_of(None, sentence) for sentence in reading.sentences])


def test_itself_is_aligned_whole() -> None:
    found = named("Mayor Odran Pell opened the bridge.", "Mayor Odran Pell opened the bridge.")
    assert found["aligned_words"] == found["near"] == 1
    assert found["left_high"] == found["crossing"] == found["negated"] == 0


def test_what_stands_in_the_place_of_what() -> None:
    other_place = named("A ferry sank off Norway.", "A ferry sank off Sweden.")
    same_place = named("A ferry sank off Norway.", "A ferry capsized off Norway.")
    assert other_place["countries_apart"] == 1
    assert other_place["left_countries_low"] > 0
    assert same_place["countries_apart"] == same_place["left_countries_high"] == 0
    other_count = named("Nine people died in the fire.", "Twelve people died in the fire.")
    assert other_count["numbers_apart"] == 1
    assert other_count["left_numbers_low"] > 0


def test_negation_and_opposites() -> None:
    assert named("The doors were locked.", "The doors were not locked.")["negated"] == 1
    assert named("Prices rose on Monday.", "Prices fell on Monday.")["opposite"] == 1


def test_empty_rows_have_nothing_in_common() -> None:
    (one,) = rows("The mill burned.")
    assert features(one, joined([])) == [0.0] * len(NAMES)


def test_names_are_told_by_their_places() -> None:
    assert [NAMES[k] for k in left_names()] == list(LEFT)
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize(
    ("short", "word", "wanted"),
    [
        ("govt", "government", True),
        ("govt.", "government", True),
        ("calif.", "california", True),
        ("col.", "colonel", True),
        ("port", "portable", True),
        ("mill", "mile", False),
        ("form", "from", False),
        ("car", "carnival", False),
        ("to", "toronto", False),
        ("", "mill", False),
    ],
)
def test_short_forms(short: str, word: str, *, wanted: bool) -> None:
    assert short_for(short, word) is wanted


def test_rows_are_weighed_as_the_terms_of_the_story() -> None:
    one, _ = rows("Mayor Odran Pell opened the new bridge.", "The mill burned.")
    weights = dict(zip([w.form for w in one.words], one.weights.tolist(), strict=True))
    assert weights["the"] < weights["bridge"]
    assert weights["odran"] == weights["pell"] > 0

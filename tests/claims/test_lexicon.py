from __future__ import annotations

import pytest

from twosource.claims.lexicon import BROADER, DERIVED, concepts, group_of, rarity, related


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("kill", "killing"),
        ("kill", "die"),
        ("die", "death"),
        ("wound", "injure"),
        ("injury", "injured"),
        ("evacuate", "flee"),
        ("earthquake", "tremor"),
        ("buy", "purchase"),
        ("resign", "quit"),
    ],
)
def test_words_of_one_event(a: str, b: str) -> None:
    assert related(a, b) >= DERIVED
    assert related(b, a) == related(a, b)


@pytest.mark.parametrize(
    ("a", "b"), [("kill", "wound"), ("bridge", "mayor"), ("arrest", "die"), ("zzz", "qqq")]
)
def test_words_of_different_events(a: str, b: str) -> None:
    assert related(a, b) <= BROADER


def test_a_word_is_itself() -> None:
    assert related("zzz", "zzz") == 1.0


def test_groups() -> None:
    assert group_of("wounded") == "injury"
    assert group_of("killed") == ""  # lemmas, not forms
    assert group_of("bridge") == ""


def test_unknown_words_have_no_concepts() -> None:
    assert concepts("zzz") is None


def test_rarity() -> None:
    assert rarity("the") < rarity("house") < rarity("turbine") <= rarity("zzz")

from __future__ import annotations

import random

import pytest

from twosource.claims import candidates
from twosource.claims.candidates import PER_REPORT, bounded, most_of, pairs
from twosource.claims.terms import Story, Term, Unit

WORDS = [f"word{k}" for k in range(400)]


def unit(report: int, sentence: int, keys: list[str]) -> Unit:
    terms = tuple(Term(key, "NOUN", 1.0, k, k, k + 1) for k, key in enumerate(keys))
    where = {key: tuple(k for k, t in enumerate(terms) if t.key == key) for key in keys}
    near: tuple[tuple[tuple[int, int], ...], ...] = ((),) * len(terms)
    return Unit(report, sentence, terms, frozenset(keys), where, near, float(len(terms)))


def story(reports: int, sentences: int) -> Story:
    """Sentences of ten words of 400, so that nearly all share a word with many others."""
    chance = random.Random(7)
    return Story(
        tuple(
            unit(r, s, chance.sample(WORDS, 10)) for r in range(reports) for s in range(sentences)
        ),
        {},
    )


@pytest.mark.parametrize("sentences", [40, 80, 160])
def test_pairs_grow_with_the_sentences_and_not_with_their_square(sentences: int) -> None:
    made = story(3, sentences)
    found = pairs(made)
    everything = 3 * sentences**2
    assert 0 < len(found) <= 3 * sentences * 2 * PER_REPORT
    assert len(found) < everything / 2


def test_each_pair_once_in_order_and_of_two_reports() -> None:
    made = story(4, 30)
    found = pairs(made)
    assert found == sorted(set(found))
    for a, b in found:
        assert a < b
        assert made.units[a].report != made.units[b].report


def test_the_nearest_sentence_of_each_report_is_found() -> None:
    made = story(3, 50)
    found = set(pairs(made))
    for a in range(len(made.units)):
        for report in {0, 1, 2} - {made.units[a].report}:
            others = [b for b, u in enumerate(made.units) if u.report == report]
            shared = {b: len(made.units[a].keys & made.units[b].keys) for b in others}
            most = max(shared.values())
            best = [b for b in others if shared[b] == most]
            assert any((min(a, b), max(a, b)) in found for b in best)


def test_a_word_of_half_of_the_sentences_finds_nothing() -> None:
    units = [unit(k % 2, k // 2, ["mill", f"other{k}"]) for k in range(10)]
    assert pairs(Story(tuple(units), {})) == []


def test_related_words_find_each_other() -> None:
    units = (unit(0, 0, ["kill"]), unit(1, 0, ["die"]), unit(1, 1, ["paint"]))
    related = {"kill": {"die": 0.8}, "die": {"kill": 0.8}}
    assert pairs(Story(units, related)) == [(0, 1)]


def test_one_report_has_no_pairs() -> None:
    units = [unit(0, k, ["mill", "fire"]) for k in range(5)]
    assert pairs(Story(tuple(units), {})) == []


def test_sentences_that_share_nothing_are_no_pair() -> None:
    units = [unit(r, 0, ["mill", "fire", f"own{r}"]) for r in range(2)]
    units += [unit(2 + r, 0, [f"far{r}", f"off{r}"]) for r in range(6)]
    assert pairs(Story(tuple(units), {})) == [(0, 1)]


@pytest.mark.parametrize("reports", [26, 60, 90])
def test_in_large_stories_the_candidates_of_a_sentence_are_bounded(reports: int) -> None:
    made = story(reports, 8)
    found = pairs(made)
    assert bounded(reports)
    assert 0 < len(found) <= len(made.units) * most_of(reports)
    assert len(found) == len(set(found))


def test_up_to_25_reports_nothing_is_bounded() -> None:
    assert not any(bounded(reports) for reports in range(1, 26))
    assert [most_of(n) for n in (26, 50, 100, 1000)] == [76, 40, 24, 24]


def test_where_the_index_is_large_rare_words_are_looked_up_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = story(30, 8)
    twins = (unit(30, 0, ["rare", *WORDS[:9]]), unit(31, 0, ["rare", *WORDS[200:209]]))
    both = Story((*made.units, *twins), {})
    monkeypatch.setattr(candidates, "LOOKED", 40)
    assert (len(made.units), len(made.units) + 1) in pairs(both)

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from invented import report

import twosource
from twosource.claims.terms import NEAR, story_of
from twosource.stories.entities import link

if TYPE_CHECKING:
    from twosource.claims.terms import Story


def story(*texts: str) -> Story:
    readings = [twosource.read(report(f"R{k}", text)) for k, text in enumerate(texts)]
    return story_of(readings, link(readings))


def names(made: Story, report: int) -> set[str]:
    return {t.key for u in made.units if u.report == report for t in u.terms if t.kind == "NAME"}


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Minister Sergei Vostrov spoke in the hall.", "Minister Sergey Vostrov left the hall."),
        ("The mayor flew to Kyiv on Monday.", "The mayor flew to Kiev on Monday."),
        ("Mayor Odran Pell opened the bridge.", "The bridge was opened by Mr Pell."),
    ],
)
def test_a_name_is_one_term_however_it_is_spelt(one: str, two: str) -> None:
    made = story(one, two)
    assert names(made, 0) & names(made, 1)


def test_a_pronoun_is_its_name() -> None:
    made = story("Mayor Odran Pell opened the bridge. He praised the builders of the bridge.")
    first, second = made.units
    assert {t.key for t in first.terms if t.kind == "NAME"} & second.keys


def test_a_country_and_its_capital_are_related_and_not_the_same() -> None:
    made = story("Envoys of Norway met on Monday.", "Oslo sent envoys on Monday.")
    (country,), (capital,) = names(made, 0), names(made, 1)
    assert country != capital
    assert 0 < made.strength(country, capital) < 1
    assert made.strength(country, capital) == made.strength(capital, country)


@pytest.mark.parametrize(
    ("one", "two", "related"),
    [
        ("The oil spread over 12 km.", "The oil spread over 7.5 miles.", True),
        ("The oil spread over 12 km.", "The oil spread over 9 miles.", False),
        ("The wall is 2,000 feet long.", "The wall is 610 metres long.", True),
        ("The wall cost 20 million euros.", "The wall cost 20 million dollars.", False),
    ],
)
def test_a_converted_value_is_related(one: str, two: str, *, related: bool) -> None:
    made = story(one, two)
    first, second = (
        next(t.key for u in made.units if u.report == k for t in u.terms if t.kind == "NUM")
        for k in (0, 1)
    )
    assert first != second
    assert (made.strength(first, second) > 0) is related


def test_equal_values_are_one_term() -> None:
    made = story("The blast killed fourteen people.", "The blast killed 14 people.")
    one, two = ({t.key for t in u.terms if t.kind == "NUM"} for u in made.units)
    assert one == two != set()


def test_words_of_one_event_are_related() -> None:
    made = story("The fire killed a guard.", "A guard died in the blaze.")
    assert made.strength("kill", "die") > 0
    assert made.strength("fire", "blaze") > 0
    assert made.strength("kill", "guard") == 0
    assert made.strength("kill", "kill") == 1


def test_light_words_are_no_terms() -> None:
    made = story("It was the mill that he had.")
    assert {t.key for u in made.units for t in u.terms} == {"mill"}


def test_terms_lie_in_their_sentence_and_near_ones_are_mutual() -> None:
    text = "Mayor Odran Pell said 14 people died at the sugar mill. The mill burned for two days."
    reading = twosource.read(report("R0", text))
    made = story_of([reading], link([reading]))
    assert len(made.units) == 2
    for unit in made.units:
        sentence = reading.sentences[unit.sentence]
        places = [(t.start, t.end) for t in unit.terms]
        assert places == sorted(places)
        for k, term in enumerate(unit.terms):
            assert sentence.start <= term.start < term.end <= sentence.end
            assert term.weight > 0
            for distance, other in unit.near[k]:
                assert 1 <= distance <= NEAR
                assert (distance, k) in unit.near[other]


def test_a_rare_word_weighs_more() -> None:
    made = story(
        "The mill burned. The mill was old. The turbine fell.",
        "Nobody saw the mill. The mill was insured.",
    )
    weights = {t.key: t.weight for u in made.units for t in u.terms}
    assert weights["turbine"] > weights["mill"]

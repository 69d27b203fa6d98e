from __future__ import annotations

import pytest
from invented import KM, count, measure, report

import twosource
from twosource.claims import questions
from twosource.claims.rivalry import attributes, many_of_one_kind, rivals, same_question
from twosource.claims.terms import story_of
from twosource.model import Quantity  # noqa: TC001 - read by Hypothesis
from twosource.stories.entities import link


def rival_pairs(one: str, two: str) -> set[tuple[str, str]]:
    """The numbers of two one-sentence reports that are rivals."""
    readings = [twosource.read(report(n, t)) for n, t in (("Courier", one), ("Herald", two))]
    entities = link(readings)
    story = story_of(readings, entities)
    asked = questions.asked(story, readings)
    found = set()
    for a in asked:
        for b in asked:
            first, second = story.units[a.unit].report, story.units[b.unit].report
            if (first, second) == (0, 1) and rivals(story, readings, entities, a, b):
                assert rivals(story, readings, entities, b, a)
                found.add(
                    (
                        readings[0].quantities[a.quantity].span.of(one),
                        readings[1].quantities[b.quantity].span.of(two),
                    )
                )
    return found


@pytest.mark.parametrize(
    ("one", "two", "found"),
    [
        ("The fire killed nine people.", "Seven people died in the fire.", {("nine", "Seven")}),
        ("The storm damaged 300 houses.", "The storm damaged 250 houses.", {("300", "250")}),
        (
            "The quake had a magnitude of 6.1.",
            "A quake of magnitude 5.8 shook the town.",
            {("6.1", "5.8")},
        ),
        (
            "The quake struck at a depth of 10 km.",
            "The quake struck at a depth of 80 km.",
            {("10 km", "80 km")},
        ),
        (
            "The tunnel cost 2 million euros.",
            "The tunnel cost 3 million euros.",
            {("2 million euros", "3 million euros")},
        ),
        (  # the text's own conversion has no rivals of its own
            "The tunnel is 12 km (7.5 miles) long.",
            "The tunnel is 9 km long.",
            {("12 km", "9 km")},
        ),
        (
            "Smoke hung over Port Arlen, a city of 160,000 people.",
            "Schools closed in Port Arlen, home to 167,000 people.",
            {("160,000", "167,000")},
        ),
        (
            "Odran Pell, a father of four, drowned in the lake.",
            "The lake took Odran Pell, a father of three.",
            {("four", "three")},
        ),
        (
            "The quake struck 40 km north of Port Arlen.",
            "The centre of the quake lay 60 km north of Port Arlen.",
            {("40 km", "60 km")},
        ),
        (  # who did it counts as what was done
            "A petition signed by 1.8 million people was handed over.",
            "The petition has 200,000 signatures.",
            {("1.8 million", "200,000")},
        ),
    ],
)
def test_rivals(one: str, two: str, found: set[tuple[str, str]]) -> None:
    assert rival_pairs(one, two) == found


@pytest.mark.parametrize(
    ("one", "two"),
    [
        # another thing is said of the people
        ("The fire killed nine people.", "The fire injured seven people."),
        # a part is no rival of the whole
        ("The fire killed nine people.", "Two of the nine were firemen."),
        # another event
        ("The fire killed nine people.", "Seven people died in the fire of 1998."),
        # another day
        ("Nine people died on Monday.", "Seven people died on Tuesday."),
        # another thing is counted
        ("The storm damaged 300 houses.", "The storm damaged 40 boats."),
        # another person
        ("Odran Pell, 43, drowned in the lake.", "Ivo Denn, 45, drowned in the lake."),
        # another town
        (
            "Smoke hung over Port Arlen, a city of 160,000 people.",
            "Schools closed in Lower Sallow, home to 167,000 people.",
        ),
        # another man's children
        (
            "Odran Pell, a father of four, drowned in the lake.",
            "The lake took Ivo Denn, a father of three.",
        ),
        # from elsewhere
        (
            "The quake struck 40 km north of Port Arlen.",
            "The quake struck 60 km east of Lower Sallow.",
        ),
    ],
)
def test_no_rivals(one: str, two: str) -> None:
    assert rival_pairs(one, two) == set()


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        ("The fire killed 14 people.", "14 people died in the fire.", True),
        ("The storm damaged 3 houses.", "Three houses were damaged.", True),
        ("Two people died.", "The fire injured two people.", False),
    ],
)
def test_one_value_for_one_question(one: str, two: str, *, same: bool) -> None:
    a, b = (twosource.read(report(n, t)) for n, t in (("Courier", one), ("Herald", two)))
    assert same_question(a, a.quantities[0], b, b.quantities[0]) is same


def test_attributes_are_what_an_event_has_one_of() -> None:
    quake = twosource.read("The quake of magnitude 6.1 struck at 4 a.m.").quantities[0]
    tunnel = twosource.read("The tunnel is 9 km long.").quantities[0]
    assert attributes(quake, quake)
    assert not attributes(quake, tunnel)


@pytest.mark.parametrize(
    ("one", "two", "wanted"),
    [
        (count(300, counted="house"), count(250, counted="house"), True),
        (count(300, counted="house"), count(250, counted="building"), False),
        (count(300, counted="school"), count(250, counted="schoolhouse"), True),
        (count(300, counted="house"), count(250, counted="boat"), False),
        (count(300, counted="house"), count(20, counted="house"), False),  # more than tenfold
        (count(30, counted="house"), count(12, counted="house"), False),  # a few are met by chance
        (count(300), count(250), False),  # people are many kinds
        (count(300, counted=""), count(250, counted=""), False),
        (measure(300, KM), measure(250, KM), False),
    ],
)
def test_many_of_one_kind(one: Quantity, two: Quantity, *, wanted: bool) -> None:
    assert many_of_one_kind(one, two) is wanted
    assert many_of_one_kind(two, one) is wanted


def test_many_of_one_kind_need_hardly_more() -> None:
    dossier = twosource.compare(
        [
            report("Courier", "The storm over Norrane took the roofs of 300 houses, police said."),
            report("Herald", "In all 250 houses lost tiles when wind came over the hills."),
        ]
    )
    (claim,) = (c for c in dossier.claims if c.kind == "quantity")
    assert claim.rule == "values-exclude-each-other"
    assert claim.values == ("300 houses", "250 houses")

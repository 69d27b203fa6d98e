from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.model import Mention, Name, NameKind, Place, Reading, Report
from twosource.stories.entities import Entities, link

PERSON, PLACE, BODY, OTHER = (
    NameKind.PERSON,
    NameKind.PLACE,
    NameKind.ORGANISATION,
    NameKind.OTHER,
)


def reading(report: str, *names: tuple[str, NameKind], text: str = "") -> Reading:
    found = tuple(
        Name(k, written, kind, (Mention(0, 0, "full"),)) for k, (written, kind) in enumerate(names)
    )
    return Reading(Report(report, text), (), found, (), (), (), ())


def same(a: tuple[str, NameKind], b: tuple[str, NameKind]) -> bool:
    entities = link([reading("A", a), reading("B", b)])
    return entities.of("A", 0) == entities.of("B", 0)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("Odran Pell", PERSON), ("Odran Pell", PERSON)),
        (("Odran Pell", PERSON), ("Pell", PERSON)),
        (("Odran Pell", PERSON), ("Pell", OTHER)),
        (("Odran Pell", PERSON), ("Pell", PLACE)),  # the recogniser's error
        (("Odran Pell", PERSON), ("Mr Pell", PLACE)),
        (("Odran Pell", PLACE), ("Ms Pell", PLACE)),
        (("Odran Pell", PERSON), ("O. Pell", PERSON)),
        (("Odran Pell", PERSON), ("Odran Q. Pell", PERSON)),
        (("Odran Pell", PERSON), ("Harbour Master Odran Pell", PLACE)),
        (("William Pell", PERSON), ("Bill Pell", PERSON)),
        (("Sergei Vostrov", PERSON), ("Sergey Vostrov", PERSON)),
        (("Aleksandr Vostrov", PERSON), ("Alexander Vostrov", PERSON)),
        (("Vostrovsky", PERSON), ("Vostrovskiy", PERSON)),
        (("Vostrovskyy", PERSON), ("Wostrowski", PERSON)),
        (("Mustafa al-Darrash", PERSON), ("Mustafa Al Darash", PERSON)),
        (("Zhdanivka", PLACE), ("Zdanivka", PLACE)),
        (("Brimholm", PLACE), ("Brymholm", PLACE)),
        (("Marvenburg", PLACE), ("Marvenborg", PLACE)),
        (("Brimholm region", PLACE), ("Brimholm", PLACE)),
        (("Ministry of Fisheries", BODY), ("Fisheries Ministry", BODY)),
        (("Brimholm Shipping Co.", BODY), ("Brimholm Shipping", BODY)),
        (("Northern Fisheries Watch", BODY), ("NFW", BODY)),
        (("The Brimholm Courier", BODY), ("TBC", BODY)),
        (("Brimholm Sailing Club", BODY), ("Sailing Club", BODY)),
        (("Sailing Club of Brimholm", BODY), ("Sailing Club", BODY)),
        (("Christopher Pell", PERSON), ("Chris Pell", PERSON)),
        (("Union of Harbour Pilots", BODY), ("U.H.P.", OTHER)),
        (("US Harbour Survey", BODY), ("USHS", BODY)),
        (("U.S. Bureau of Tides", BODY), ("United States Bureau of Tides", BODY)),
        (("Örlygur Þórsson", PERSON), ("Orlygur Thorsson", PERSON)),
        (("Norwegian", OTHER), ("Norway", PLACE)),
        (("Norwegians", OTHER), ("Kingdom of Norway", PLACE)),
        (("U.S.", PLACE), ("United States", PLACE)),
        (("the US", PLACE), ("American", OTHER)),
        (("UK", PLACE), ("British", OTHER)),
        (("U.A.E.", PLACE), ("United Arab Emirates", PLACE)),
        (("Burma", PLACE), ("Myanmar", PLACE)),
        (("Bogotá", PLACE), ("Bogota", PLACE)),
        (("EU", BODY), ("European Union", BODY)),
        (("Mykola Vostrov", PERSON), ("Nikolai Vostrov", PERSON)),
        (("Yusuf Darrash", PERSON), ("Youssef al-Darash", PERSON)),
        (("Odran Pell", PERSON), ("Pell Odran", PERSON)),
        (("Tan Odran-Mar", PERSON), ("Odranmar Tan", PERSON)),
        (("Hasan al-Karash", PERSON), ("Hasan Karash", PERSON)),
        (("Hasan al-Karash", PERSON), ("Karash", PERSON)),
        (("Hasan Karash", PERSON), ("al-Karash", PERSON)),
        (("Yelvonova", PLACE), ("Elvonova", PLACE)),
        (("Zaporvka", PLACE), ("Zaporivka", PLACE)),
        (("Mustafa Qarrash", PERSON), ("Mustafa Karash", PERSON)),
    ],
)
def test_is_one(a: tuple[str, NameKind], b: tuple[str, NameKind]) -> None:
    assert same(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (("Odran Pell", PERSON), ("Maren Pell", PERSON)),
        (("Odran Pell", PERSON), ("M. Pell", PERSON)),
        (("Odran Q. Pell", PERSON), ("Odran T. Pell", PERSON)),
        (("Mario Pell", PERSON), ("Maria Pell", PERSON)),
        (("Upper Brimholm", PLACE), ("Brimholm", PERSON)),
        (("Paul Pell", PERSON), ("Paula Pell", PERSON)),
        (("Niger", PLACE), ("Nigeria", PLACE)),
        (("Austria", PLACE), ("Australia", PLACE)),
        (("Slovakia", PLACE), ("Slovenia", PLACE)),
        (("Norway", PLACE), ("Oslo", PLACE)),
        (("Hull 370", OTHER), ("Hull 371", OTHER)),
        (("Ali", PERSON), ("Eli", PERSON)),
        (("Brimholm", PLACE), ("Brimholm Shipping", BODY)),
        (("Brimsel", PLACE), ("Brimtel", PLACE)),
        (("Lemka", PLACE), ("Lenka", PLACE)),
    ],
)
def test_is_not_one(a: tuple[str, NameKind], b: tuple[str, NameKind]) -> None:
    assert not same(a, b)


def test_forms_that_one_report_tells_apart_stay_apart() -> None:
    both = reading("A", ("Torvanei", PERSON), ("Torvenei", PERSON))
    entities = link([both, reading("B", ("Torvanei", PERSON)), reading("C", ("Torvenei", PERSON))])
    assert entities.of("A", 0) == entities.of("B", 0)
    assert entities.of("A", 1) == entities.of("C", 0)
    assert entities.of("A", 0) != entities.of("A", 1)


def test_a_surname_with_two_bearers_joins_neither() -> None:
    full = reading("A", ("Odran Pell", PERSON), ("Maren Pell", PERSON))
    entities = link([full, reading("B", ("Pell", PERSON))])
    assert entities.of("B", 0) not in (entities.of("A", 0), entities.of("A", 1))
    assert entities.key("Odran Pell") != entities.key("Maren Pell")


def test_a_surname_means_the_bearer_who_is_named_most() -> None:
    full = reading("A", ("Odran Pell", PERSON), ("Maren Pell", PERSON))
    more = [reading(r, ("Odran Pell", PERSON)) for r in "CD"]
    entities = link([full, reading("B", ("Pell", PERSON)), *more])
    assert entities.of("B", 0) == entities.of("A", 0)
    assert entities.key("Odran Pell") != entities.key("Maren Pell")


def test_a_persons_surname_is_no_country() -> None:
    entities = link(
        [reading("A", ("Tilda Jordan", PERSON)), reading("B", ("Jordan", PERSON), ("Oman", PLACE))]
    )
    assert entities.of("A", 0) == entities.of("B", 0)
    assert entities.key_of(entities.of("B", 1)) == "country:OM"


def test_an_acronym_of_its_own_report_counts_elsewhere() -> None:
    text = "Watchers of the Sound (WOTSO) met."
    name = Name(
        0, "Watchers of the Sound", BODY, (Mention(0, 21, "full"), Mention(23, 28, "acronym"))
    )
    first = Reading(Report("A", text), (), (name,), (), (), (), ())
    entities = link([first, reading("B", ("WOTSO", OTHER))])
    assert entities.of("A", 0) == entities.of("B", 0)
    assert entities.label(entities.of("B", 0)) == "Watchers of the Sound"


def located(report: str, *names: tuple[str, str, str, str]) -> Reading:
    """A reading of places: text, id in the gazetteer, its kind, its country's code."""
    found = tuple(
        Name(k, text, PLACE, (Mention(0, 0, "full"),), place=Place(i, text, kind, code, 0, 0, ()))
        for k, (text, i, kind, code) in enumerate(names)
    )
    return Reading(Report(report, ""), (), found, (), (), (), ())


def test_one_place_of_the_gazetteer_whatever_its_spelling() -> None:
    entities = link(
        [
            located("A", ("Lower Brim", "17", "city", "QQ")),
            located("B", ("Dolni Brim", "17", "city", "QQ")),
        ]
    )
    assert entities.of("A", 0) == entities.of("B", 0)
    assert entities.key_of(0) == "place:17"


def test_one_spelling_of_two_places_stays_two() -> None:
    entities = link(
        [
            located("A", ("Brimholm", "17", "city", "QQ")),
            located("B", ("Brimholm", "18", "city", "QR")),
        ]
    )
    assert entities.of("A", 0) != entities.of("B", 0)
    assert entities.key_of(0) != entities.key_of(1)


def test_a_state_and_a_country_of_one_name_stay_two() -> None:
    state = located("A", ("Georgia", "US.GA", "province", "US"), ("Georgia", "GE", "country", "GE"))
    entities = link([state, located("B", ("Georgia", "GE", "country", "GE"))])
    assert entities.of("A", 0) != entities.of("A", 1)
    assert entities.of("A", 1) == entities.of("B", 0)
    assert entities.key_of(entities.of("B", 0)) == "country:GE"


def test_a_name_without_a_place_joins_the_one_place_of_its_spelling() -> None:
    entities = link(
        [located("A", ("Brimholm", "17", "city", "QQ")), reading("B", ("Brimholm", PLACE))]
    )
    assert entities.of("A", 0) == entities.of("B", 0)


def test_a_label_has_no_role_before_it() -> None:
    entities = link(
        [
            reading("A", ("Mayor Odran Pell", PERSON)),
            reading("B", ("Odran Pell", PERSON)),
            reading("C", ("Harbour Board Odran Pell", PERSON)),
        ]
    )
    assert len(entities) == 1
    assert entities.label(0) == "Odran Pell"


def test_keys_of_running_text() -> None:
    entities = link([reading("A", ("Odran Pell", PERSON)), reading("B", ("Vostrovsky", PERSON))])
    assert entities.key("Russian") == entities.key("Russia") == "country:RU"
    assert entities.key("us") is None
    assert entities.key("US") == "country:US"
    assert entities.key("polish") is None
    assert entities.key("Pell") == entities.key("Odran Pell")
    assert entities.key("Vostrovskiy") == entities.key("Vostrovsky")
    assert entities.key("the Vostrovsky") == entities.key("Vostrovsky")
    assert entities.key("Nobody") is None
    assert entities.key("") is None


def test_capitals_and_seats_are_related_to_their_country_only() -> None:
    names = ("Oslo", "Norway", "Storting", "Finland", "Helsinki")
    entities = link([reading("A", *((n, PLACE) for n in names))])
    oslo, norway, storting, finland, helsinki = (entities.of("A", k) for k in range(5))
    assert entities.related(oslo, norway)
    assert entities.related(norway, oslo)
    assert entities.related(storting, norway)
    assert entities.related(oslo, storting)
    assert not entities.related(oslo, finland)
    assert not entities.related(oslo, helsinki)
    assert not entities.related(norway, norway)


def test_unknown_names_are_refused() -> None:
    with pytest.raises(KeyError):
        link([reading("A", ("Oslo", PLACE))]).of("A", 1)


def test_nothing_gives_nothing() -> None:
    assert len(link([])) == 0


WORDS = st.sampled_from(
    [
        "Pell",
        "Odran",
        "Maren",
        "Brimholm",
        "Norway",
        "Norwegian",
        "Oslo",
        "NFW",
        "Vostrovsky",
        "Vostrovskiy",
        "Northern",
        "Fisheries",
        "Watch",
        "of",
        "U.S.",
        "Mr",
        "-",
        "É",
        "\u2019",
    ]
)
NAMES = st.tuples(
    st.lists(WORDS, min_size=1, max_size=4).map(" ".join), st.sampled_from(list(NameKind))
)
READINGS = st.lists(st.lists(NAMES, max_size=5), min_size=1, max_size=4).map(
    lambda reports: [reading(f"R{k}", *names) for k, names in enumerate(reports)]
)


def partition(entities: Entities) -> set[frozenset[tuple[str, int]]]:
    return {frozenset(entities.names(k)) for k in range(len(entities))}


@given(READINGS)
def test_every_name_has_one_entity_whatever_the_order(readings: list[Reading]) -> None:
    entities = link(readings)
    for one in readings:
        for name in one.names:
            number = entities.of(one.report.id, name.id)
            assert (one.report.id, name.id) in entities.names(number)
            assert entities.label(number)
            assert entities.kind(number) in NameKind
    backwards = link(readings[::-1])
    assert partition(entities) == partition(backwards)
    labels = [(entities.label(k), entities.key_of(k)) for k in range(len(entities))]
    assert labels == [(backwards.label(k), backwards.key_of(k)) for k in range(len(backwards))]


@given(READINGS, st.data())
def test_related_is_symmetric(readings: list[Reading], data: st.DataObject) -> None:
    entities = link(readings)
    if len(entities):
        numbers = st.integers(0, len(entities) - 1)
        a, b = data.draw(numbers), data.draw(numbers)
        assert entities.related(a, b) == entities.related(b, a)
        assert not entities.related(a, a)

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from twosource.model import (
    Attribution,
    AttributionType,
    Certainty,
    NameKind,
    Reading,
    Report,
    Span,
)
from twosource.origins.credits import credit, slug
from twosource.origins.houses import agencies_of, agency, outlet_key
from twosource.stories.entities import link

Maker = Callable[..., Reading]


@pytest.mark.parametrize(
    ("name", "usual"),
    [
        ("AFP", "AFP"),
        ("Agence France-Presse", "AFP"),
        ("the Associated Press", "AP"),
        ("A.P.", "AP"),
        ("REUTERS", "Reuters"),
        ("the Press Trust of India", "PTI"),
        ("tass", None),
        ("pa", None),
        ("police", None),
        ("", None),
    ],
)
def test_agencies_by_all_their_names(name: str, usual: str | None) -> None:
    assert agency(name) == usual


def test_an_agency_that_reports_credits_itself() -> None:
    assert agencies_of(Report("A", "", outlet="Reuters")) == ("Reuters",)
    assert agencies_of(Report("A", "", outlet="The Star", agencies=("Associated Press", "AP"))) == (
        "AP",
    )
    assert agencies_of(Report("A", "", agencies=("Brimholm Press Pool",))) == (
        "Brimholm Press Pool",
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Brimholm Star", "brimholmstar.com"),
        ("Brimholm Star", "www.brimholm-star.co.uk"),
        ("Northern Echo", "THE NORTHERN ECHO"),
    ],
)
def test_one_outlet_by_name_and_host(one: str, other: str) -> None:
    assert outlet_key(one) == outlet_key(other) != ""


def test_slugs() -> None:
    assert slug("Odrán  Pell Jr.") == "odran-pell-jr"
    assert slug("—") == "unnamed"


def first(reading: Reading) -> tuple[str, str]:
    found = credit(reading, 0, link([reading]), {"brimholmstar": "The Brimholm Star"})
    return found.kind, found.name


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("AFP", ("agency", "AFP")),
        ("the Associated Press", ("agency", "AP")),
        ("the Brimholm Star", ("outlet", "brimholmstar")),
        ("officials", ("unnamed", "official")),
        ("two senior officials familiar with the talks", ("unnamed", "official")),
        ("several harbour officials", ("unnamed", "harbour-official")),
        ("the police", ("unnamed", "police")),
        ("Police", ("unnamed", "police")),
        ("authorities", ("unnamed", "authority")),
        ("he", ("unnamed", "")),
        ("", ("unnamed", "")),
    ],
)
def test_sources_without_a_name(reading: Maker, words: str, expected: tuple[str, str]) -> None:
    assert (
        first(reading("A", f"The ferry is lost, {words} said.", said=[(None, words)])) == expected
    )


def test_a_spokesman_speaks_for_the_body_that_he_is_of(reading: Maker) -> None:
    made = reading(
        "A",
        "It is lost, a spokesman for Northern Fisheries Watch said.",
        names=[("Northern Fisheries Watch", NameKind.ORGANISATION)],
        said=[(None, "a spokesman for Northern Fisheries Watch")],
    )
    assert first(made) == ("entity", "northern-fisheries-watch")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("the mayor of Brimholm, Odran Pell", ("entity", "odran-pell")),
        ("Mayor Odran Pell", ("entity", "odran-pell")),
        ("critics of Odran Pell", ("unnamed", "critic")),
        ("lawyers for Mayor Odran Pell", ("unnamed", "lawyer")),
    ],
)
def test_a_person_whom_the_source_ends_with(
    reading: Maker, source: str, expected: tuple[str, str]
) -> None:
    made = reading(
        "A",
        f"It is lost, {source} said.",
        names=[("Odran Pell", NameKind.PERSON)],
        said=[(None, source)],
    )
    assert first(made) == expected


def test_a_places_police_are_a_body_of_its_own(reading: Maker) -> None:
    made = reading(
        "A",
        "It is lost, Brimholm police said.",
        names=[("Brimholm", NameKind.PLACE)],
        said=[(None, "Brimholm police")],
    )
    assert first(made) == ("body", "brimholm-police")


def test_an_unnamed_source_does_not_speak_for_a_place_it_names(reading: Maker) -> None:
    made = reading(
        "A",
        "It is lost, residents of Brimholm said.",
        names=[("Brimholm", NameKind.PLACE)],
        said=[(None, "residents of Brimholm")],
    )
    assert first(made) == ("unnamed", "resident")


def test_a_name_that_is_only_a_common_word_is_not_named(reading: Maker) -> None:
    made = reading("A", "Police said so.", names=[("Police", NameKind.OTHER)], said=[(0, "Police")])
    assert first(made) == ("unnamed", "police")


def test_a_quotation_that_runs_on_has_the_speaker_before_it(reading: Maker) -> None:
    made = reading("A", "It sank, Odran Pell said. It was a small one.")

    def said(source: str, cue: str, content: str) -> Attribution:
        def places(words: str) -> tuple[Span, ...]:
            at = made.report.text.index(words)
            return (Span(at, at + len(words)),) if words else ()

        return Attribution(
            places(source),
            places(cue),
            places(content),
            AttributionType.DIRECT,
            Certainty.ASSERTED,
            None,
            source,
        )

    first_one = said("Odran Pell", "said", "It sank")
    runs_on = said("", "", "It was a small one.")
    has_a_cue = said("", "said", "It was a small one.")
    for second, expected in ((runs_on, "odran-pell"), (has_a_cue, "")):
        both = replace(made, attributions=(first_one, second))
        assert credit(both, 1, link([both]), {}).name == expected

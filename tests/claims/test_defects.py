"""Pairs of reports that once came out wrong, each with the standing that a reader expects."""

from __future__ import annotations

import pytest

import twosource

PAIRS = [
    (
        "Police said the driver was drunk.",
        "Police said the driver was not drunk, only tired.",
        "conflicting",
        "opposite-polarity",
    ),
    (
        "The airline denied the plane had technical problems.",
        "The plane had technical problems, the airline confirmed.",
        "denied",
        "denied-by-speaker",
    ),
    (
        "The council of Kelmar approved the new harbour tunnel on Friday.",
        "The council of Kelmar did not approve the new harbour tunnel on Friday.",
        "conflicting",
        "opposite-polarity",
    ),
    (
        "The Kelmar bridge collapsed on 3 May 2025 after a flood.",
        "After a flood, the Kelmar bridge collapsed on 4 May 2025.",
        "conflicting",
        "days-exclude-each-other",
    ),
    (
        "Police arrested the banker Ivo Denn in London on Friday.",
        "Police arrested the banker Ivo Denn in Paris on Friday.",
        "conflicting",
        "places-differ",
    ),
    (
        "Norrane Chemicals dumped acid in the Kelmar river for years.",
        "Norrane Chemicals denied that it had dumped acid in the Kelmar river.",
        "denied",
        "denied-by-speaker",
    ),
    (
        "A gas blast killed 14 people at a sugar mill in Port Arlen on Monday.",
        "Nineteen people were killed by the gas blast at a sugar mill in Port Arlen, up from 14.",
        "updated",
        "text-says-count-grew",
    ),
    (
        "The ferry Alba will leave the port of Sorby for Kelmar on Monday.",
        "The ferry Alba left the port of Sorby for Kelmar on Monday.",
        "updated",
        "will-then-did",
    ),
    (
        "Nine people are missing after the flood in Sorby.",
        "Twelve people are missing after the flood in Sorby.",
        "conflicting",
        "values-exclude-each-other",
    ),
]


@pytest.mark.parametrize(("one", "two", "standing", "rule"), PAIRS)
def test_what_differs_is_found(one: str, two: str, standing: str, rule: str) -> None:
    dossier = twosource.compare([twosource.report(one, id="A"), twosource.report(two, id="B")])
    assert (standing, rule) in {(c.standing.value, c.rule) for c in dossier.claims}
    assert "corroborated" not in {c.standing.value for c in dossier.claims}


def test_who_rejects_an_offer_denies_nothing() -> None:
    dossier = twosource.compare(
        [
            twosource.report(
                "The union at the Kelmar docks rejected the offer of a pay rise on Friday.", id="A"
            ),
            twosource.report(
                "On Friday the Kelmar dock workers' union rejected a pay rise offer.", id="B"
            ),
        ]
    )
    assert {e.stance for c in dossier.claims for e in c.evidence} == {"asserts"}


def test_handles_and_hashtags_are_words() -> None:
    dossier = twosource.compare(
        [
            twosource.report("@kelmarport said #storm damage closed the harbour.", id="A"),
            twosource.report("The harbour was closed by #storm damage, @kelmarport said.", id="B"),
        ]
    )
    assert {e.report for c in dossier.claims for e in c.evidence} == {"A", "B"}

"""Statements that oppose each other in words; numbers that are of one person or thing."""

from __future__ import annotations

import pytest
from invented import compare, shared

import twosource
from twosource.model import Claim, Standing


def differing(*texts: str) -> list[Claim]:
    return [
        c for c in shared(compare(*texts)) if c.standing in {Standing.CONFLICTING, Standing.UPDATED}
    ]


WELL = "Police said that climber Odran Pell was well equipped when he fell on Mount Sallow."


def test_opposite_degrees_are_a_conflict() -> None:
    (claim,) = differing(
        WELL,
        "Police said that Odran Pell was insufficiently equipped when he fell on Mount Sallow.",
    )
    assert claim.rule == "opposite-degree"
    assert {e.report for e in claim.evidence} == {"Courier", "Herald"}


@pytest.mark.parametrize(
    "other",
    [
        "Police said that climber Odran Pell was fully equipped when he fell on Mount Sallow.",
        "Police said that guide Ilse Brandt was poorly equipped when she fell on Mount Sallow.",
    ],
)
def test_the_same_degree_or_another_person_is_none(other: str) -> None:
    assert not [c for c in differing(WELL, other) if c.rule == "opposite-degree"]


def test_an_age_by_role_and_by_name() -> None:
    (claim,) = differing(
        "An 18-year-old docker was charged with the murder of baker Ana Ruiz in Port Arlen.",
        "Ivo Brandt, 20, was charged with the murder of baker Ana Ruiz in Port Arlen.",
    )
    assert claim.rule == "values-exclude-each-other"
    assert len(claim.values) == 2


def test_two_ages_in_a_sentence_are_not_taken_for_one() -> None:
    assert not differing(
        "An 18-year-old docker was charged with the murder of baker Ana Ruiz in Port Arlen.",
        "Ivo Brandt, 20, was charged with the murder of Ana Ruiz, 34, in Port Arlen.",
    )


@pytest.mark.parametrize(
    ("early", "late", "standing"),
    [
        (
            "Ivo Brandt fired 12 rounds at the mill in Port Arlen, police said.",
            "Ivo Brandt fired 13 shots at the mill in Port Arlen, police said.",
            Standing.CONFLICTING,
        ),
        (
            "A fire at the mill in Port Arlen killed 12 people, police said.",
            "A fire at the mill in Port Arlen killed 13 people, police said.",
            Standing.UPDATED,
        ),
    ],
)
def test_only_counts_of_people_grow_by_the_hour(early: str, late: str, standing: Standing) -> None:
    dossier = twosource.compare(
        [
            twosource.report(early, id="Courier", published="2025-03-04T09:00"),
            twosource.report(late, id="Herald", published="2025-03-04T17:00"),
        ]
    )
    assert [c.standing for c in dossier.claims if c.kind == "quantity"] == [standing]


@pytest.mark.parametrize(
    ("later", "standing"),
    [("2027-03-04", Standing.UPDATED), ("2025-03-05", Standing.CONFLICTING)],
)
def test_who_is_older_in_a_later_report_has_grown_older(later: str, standing: Standing) -> None:
    dossier = twosource.compare(
        [
            twosource.report(
                "Ivo Brandt, 18, was charged with the murder of Ana Ruiz in Port Arlen.",
                id="Courier",
                published="2025-03-04",
            ),
            twosource.report(
                "Ivo Brandt, 20, was charged with the murder of Ana Ruiz in Port Arlen.",
                id="Herald",
                published=later,
            ),
        ]
    )
    assert [c.standing for c in dossier.claims if c.kind == "quantity"] == [standing]

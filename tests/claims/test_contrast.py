"""Pairs that share nearly all their words and do not say the same: never corroborated."""

from __future__ import annotations

import pytest

import twosource

PAIRS = [
    (
        "The roof of the Oster market hall collapsed at 8 a.m. on Friday.",
        "The roof of the Oster market hall collapsed at 8 p.m. on Friday.",
    ),
    (
        "Eight people were injured in the crash near Oster on Friday.",
        "Eight people were killed in the crash near Oster on Friday.",
    ),
    (
        "Eight people were injured and two killed in the crash near Oster on Friday.",
        "Eight people were killed and two injured in the crash near Oster on Friday.",
    ),
    (
        "No one died in the crash at Oster station on Friday.",
        "Two people died in the crash at Oster station on Friday.",
    ),
    (
        "Nobody was hurt in the ferry accident off Hamn on Friday.",
        "Five people were hurt in the ferry accident off Hamn on Friday.",
    ),
    (
        "The price of bread rose by 5 percent in March in Oster.",
        "The price of bread fell by 5 percent in March in Oster.",
    ),
    (
        "Fewer than 100 people were rescued from the ferry Alba on Friday.",
        "More than 100 people were rescued from the ferry Alba on Friday.",
    ),
    (
        "The Oster shipyard cut 10 percent of its staff on Friday.",
        "The Oster shipyard cut 10 of its staff on Friday.",
    ),
    (
        "A court in Oster convicted Jan Falk of fraud on Friday.",
        "A court in Oster acquitted Jan Falk of fraud on Friday.",
    ),
    (
        "Half of the passengers on the ferry Alba left the ship in Hamn on Friday.",
        "All of the passengers on the ferry Alba left the ship in Hamn on Friday.",
    ),
    (
        "The ferry Alba left Hamn without a pilot on Friday.",
        "The ferry Alba left Hamn with a pilot on Friday.",
    ),
    (
        "The ferry Alba was sailing from Torvik to Hamn on Friday.",
        "The ferry Alba was sailing from Hamn to Torvik on Friday.",
    ),
    (
        "The fire broke out at a paper mill in Port Arlen.",
        "The fire broke out at a paper mill in Lower Sallow.",
    ),
    (
        "It is not true that the mayor of Sorby resigned on Monday.",
        "The mayor of Sorby resigned on Monday.",
    ),
    (
        "If the strike goes on, the port of Sorby will close on Friday.",
        "The port of Sorby will close on Friday.",
    ),
    (
        "Up to 40 people may have died in the mine at Kelsby on Friday.",
        "40 people died in the mine at Kelsby on Friday.",
    ),
    (
        "Coastguard captain Ulla Berg said no oil had leaked.",
        "Coastguard captain Ulla Berg said the leak was small.",
    ),
]


@pytest.mark.parametrize(("one", "two"), PAIRS)
def test_near_words_that_differ_corroborate_nothing(one: str, two: str) -> None:
    dossier = twosource.compare([twosource.report(one, id="A"), twosource.report(two, id="B")])
    assert dossier.claims
    assert "corroborated" not in {claim.standing.value for claim in dossier.claims}


def test_what_says_the_same_is_still_corroborated() -> None:
    dossier = twosource.compare(
        [
            twosource.report("Eight people were injured in the crash near Oster.", id="A"),
            twosource.report("The crash near Oster injured eight people.", id="B"),
        ]
    )
    assert "corroborated" in {claim.standing.value for claim in dossier.claims}


def test_a_denial_with_its_own_clause_denies_nothing_else() -> None:
    text = (
        "The ferry Alba hit rocks off Hamn on Friday. Eight people were injured, one seriously."
        " The owner, Nordlink, denied that the captain had been drinking."
    )
    other = "The ferry Alba hit rocks off Hamn on Friday. Eight people were injured, one seriously."
    dossier = twosource.compare([twosource.report(text, id="A"), twosource.report(other, id="B")])
    assert "denied" not in {claim.standing.value for claim in dossier.claims}


def test_who_denies_that_none_were_missing_agrees_with_who_says_none_were() -> None:
    dossier = twosource.compare(
        [
            twosource.report("No ballots were missing in Oster, Olaf Sten said.", id="A"),
            twosource.report("The commission denied that ballots were missing in Oster.", id="B"),
        ]
    )
    assert "denied" not in {claim.standing.value for claim in dossier.claims}

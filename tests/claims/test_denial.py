from __future__ import annotations

import pytest
from invented import compare, shared

from twosource.model import Claim, Standing

SAID = "Norrane Chemicals dumped acid in the Kelmar river, mayor Ana Ruiz said."
AGAIN = "Mayor Ana Ruiz said Norrane Chemicals dumped acid in the Kelmar river."


def denied(*texts: str) -> list[Claim]:
    return [c for c in shared(compare(*texts)) if c.standing is Standing.DENIED]


@pytest.mark.parametrize(
    ("after", "speaker"),
    [
        ("The company denied it.", "The company"),
        ("The company rejected the claim.", "The company"),
        ("The company dismissed the allegation.", "The company"),
        ("Harbour master Odran Pell disputed this.", "Odran Pell"),
    ],
)
def test_a_denial_joins_what_it_denies(after: str, speaker: str) -> None:
    (claim,) = denied(f"{SAID} {after}", AGAIN)
    assert claim.rule == "denial-beside-it"
    assert speaker in claim.why
    rejects = [e for e in claim.evidence if e.stance == "denies"]
    assert [(e.report, e.speaker) for e in rejects] == [("Courier", speaker)]
    asserts = [e for e in claim.evidence if e.stance == "asserts"]
    assert {e.report for e in asserts} == {"Courier", "Herald"}


@pytest.mark.parametrize(
    "after",
    [
        "The company rejected the offer.",
        "The company did not deny it.",
        "The company repeated the claim.",
        "The company denied visitors entry.",
    ],
)
def test_no_denial_of_words(after: str) -> None:
    assert denied(f"{SAID} {after}", AGAIN) == []


def test_a_denial_in_another_report_joins_too() -> None:
    (claim,) = denied(AGAIN, f"{SAID} The company denied it.")
    assert {e.report for e in claim.evidence if e.stance == "asserts"} == {"Courier", "Herald"}
    assert {e.report for e in claim.evidence if e.stance == "denies"} == {"Herald"}


def test_a_denial_of_something_else_stays_alone() -> None:
    far = "The tunnel opens in June. The fair was cancelled. The company denied it."
    assert denied(f"{SAID} {far}", AGAIN) == []


def test_one_denial_is_told_once() -> None:
    # Each report tells assertion and denial; the words that link them differ from pair to pair.
    claims = denied(
        f"{SAID} The company denied it.",
        f"{AGAIN} The company denied that it had dumped acid.",
        "Acid was dumped in the Kelmar river, mayor Ana Ruiz said. The company rejected the claim.",
    )
    pieces = [(e.report, e.start, e.end, e.stance) for c in claims for e in c.evidence]
    assert claims
    assert len(pieces) == len(set(pieces))


def test_a_denied_claim_keeps_its_second_report() -> None:
    # What is linked loosely is left out of a denied claim, but not the only other report.
    claims = shared(
        compare(
            f"Mill blast kills 14 in Port Arlen\n\n{SAID} The company denied it.\n\n"
            "The mill reopened in March.",
            f"Neighbours heard the blast.\n\n{AGAIN}\n\nPort Arlen mourns.",
        )
    )
    for claim in claims:
        assert len({e.report for e in claim.evidence}) > 1
    assert [c.standing for c in claims].count(Standing.DENIED) == 1


def test_what_is_only_near_in_another_report_makes_no_denied_claim() -> None:
    """Oil from a tank is not that warnings about it were ignored."""
    dossier = compare(
        "Mill blast kills 14 in Port Arlen\n\n"
        "Oil from a broken tank spread along 12 km of the coast.",
        "A gas blast killed 14 people at a sugar mill in Port Arlen on Monday, police said.\n\n"
        "Norrane Sugar had ignored warnings about the tank, mayor Ana Ruiz said. "
        "The firm denied it.\n\n"
        "The mill reopened in March after repairs that cost 2 million euros.\n\n"
        "Nineteen dead after explosion at sugar mill\n\n"
        "Oil leaking from a tank spread along 7.5 miles of coast near the mill.",
    )
    assert not [c for c in dossier.claims if c.standing is Standing.DENIED]

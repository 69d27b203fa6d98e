"""Links say why evidence belongs together, and their numbers add up."""

from __future__ import annotations

import math
from importlib.resources import files
from itertools import pairwise

import pytest
from invented import compare, shared

import twosource
from twosource.claims.because import MOST
from twosource.intake import read_inputs
from twosource.model import Claim, Dossier, Link  # noqa: TC001 - fixtures are typed by them

COURIER = (
    "A gas blast killed 14 people at a sugar mill in Port Arlen on Monday, police said.\n\n"
    "Oil from a broken tank spread along 12 km of the coast.\n\n"
    "Norrane Sugar will close the mill in May, mayor Ana Ruiz said.\n\n"
    "The mill reopened in March after repairs that cost 2 million euros."
)
HERALD = (
    "Nineteen people were killed on Monday when gas exploded at a sugar mill in Port Arlen.\n\n"
    "Oil leaking from a tank spread along 7.5 miles of coast near the mill.\n\n"
    "Mayor Ana Ruiz said Norrane Sugar will not close the mill.\n\n"
    "Neighbours heard the blast across the bay."
)
POST = (
    "At least 14 people died in the blast at the sugar mill on Monday, the fire service said.\n\n"
    "Repairs of 2 million euros had let the mill reopen in March.\n\n"
    "Oil from the tank of the mill reached the coast.\n\n"
    "The mayor, Ana Ruiz, laid a wreath at the gate."
)


@pytest.fixture(scope="module")
def stories() -> list[Dossier]:
    folder = str(files("twosource").joinpath("example"))
    return [compare(COURIER, HERALD, POST), twosource.compare(read_inputs([folder]).reports)]


@pytest.fixture(scope="module")
def linked(stories: list[Dossier]) -> list[tuple[Dossier, Claim, Link]]:
    found = [(d, claim, link) for d in stories for claim in d.claims for link in claim.links]
    assert len(found) > 8
    return found


def test_a_link_names_two_reports_the_earlier_piece_first(
    linked: list[tuple[Dossier, Claim, Link]],
) -> None:
    for _, claim, link in linked:
        assert 0 <= link.a < link.b < len(claim.evidence)
        assert claim.evidence[link.a].report != claim.evidence[link.b].report
        assert 0.0 <= link.score <= 1.0


def test_words_that_are_alike_are_words_of_both_texts(
    linked: list[tuple[Dossier, Claim, Link]],
) -> None:
    for dossier, claim, link in linked:
        texts = {r.id: r.text for r in dossier.reports}
        assert link.same
        for spans in link.same:
            for one, place in zip((link.a, link.b), spans, strict=True):
                evidence = claim.evidence[one]
                assert evidence.sentence.contains(place)
                words = place.of(texts[evidence.report])
                assert words == words.strip() != ""
        firsts = [one.start for one, _ in link.same]
        assert firsts == sorted(set(firsts))


def test_reasons_add_up_to_the_logarithm_of_the_odds(
    linked: list[tuple[Dossier, Claim, Link]],
) -> None:
    told = [link for _, _, link in linked if link.reasons]
    assert told
    for link in told:
        total = sum(reason.adds for reason in link.reasons)
        # Each number is rounded to a thousandth, and so is the score.
        slack = 0.0005 * (len(link.reasons) + 1)
        odds = [1 / (1 + math.exp(-(total + s))) for s in (-slack, slack)]
        assert odds[0] - 0.0006 <= link.score <= odds[1] + 0.0006


def test_the_weightiest_reasons_come_first_and_the_rest_in_sum(
    linked: list[tuple[Dossier, Claim, Link]],
) -> None:
    for _, _, link in linked:
        names = [r.name for r in link.reasons]
        assert len(names) == len(set(names)) <= MOST + 2
        own = [r for r in link.reasons if r.name not in {"rest", "start"}]
        assert bool(own) == bool(names)
        assert names[len(own) :] in ([], ["rest", "start"], ["start"], ["rest"])
        assert all(abs(a.adds) >= abs(b.adds) for a, b in pairwise(own))
        assert all(r.adds for r in link.reasons)


def only(dossier: Dossier, kind: str = "") -> tuple[Claim, Link]:
    (claim,) = shared(dossier, kind)
    (link,) = claim.links
    return claim, link


def words(dossier: Dossier, claim: Claim, link: Link) -> set[tuple[str, str]]:
    texts = [
        next(r.text for r in dossier.reports if r.id == claim.evidence[k].report)
        for k in (link.a, link.b)
    ]
    return {(one.of(texts[0]), two.of(texts[1])) for one, two in link.same}


def test_related_words_are_alike() -> None:
    dossier = compare(
        "The storm killed the harbour master of Sorby.",
        "The harbour master of Sorby died in the storm.",
    )
    claim, link = only(dossier)
    assert words(dossier, claim, link) >= {("killed", "died"), ("storm", "storm")}
    assert link.apart == ()
    assert {r.name for r in link.reasons} >= {"start"}


def test_what_keeps_two_pieces_apart_is_told() -> None:
    dossier = compare(
        "The mayor met the dockers in the port of Sorby on Friday.",
        "The mayor might have met the dockers in the port of Sorby on Friday.",
    )
    _, link = only(dossier)
    assert link.apart == ("one of them is said with a reservation",)


def test_numbers_that_agree_have_the_numbers_behind_their_question() -> None:
    dossier = compare(
        "Oil from the tanker spread along 12 km of the coast.",
        "Oil leaking from the tanker has spread along 7.5 miles of coast.",
    )
    claim, link = only(dossier, "quantity")
    assert claim.values == ("12 kilometres", "7.5 miles")
    assert "equal" in {r.name for r in link.reasons}
    assert ("12 km", "7.5 miles") in words(dossier, claim, link)


def test_rivals_are_joined_by_rules_and_so_without_numbers() -> None:
    dossier = compare("Nine people died in the fire.", "Seven people died in the fire.")
    claim, link = only(dossier, "quantity")
    assert claim.rule == "values-exclude-each-other"
    assert link.reasons == ()
    assert link.score > 0.0


def test_what_only_one_report_has_needs_no_link(stories: list[Dossier]) -> None:
    for dossier in stories:
        alone = [claim for claim in dossier.claims if len(claim.evidence) == 1]
        assert alone
        for claim in alone:
            assert claim.links == ()

"""The whole way, from invented reports to claims."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import twosource
from twosource.errors import EmptyInput, NoReports, ReadingError
from twosource.intake import read_inputs
from twosource.model import Problem, Standing
from twosource.pipeline import compare, dossier_of, read, read_many
from twosource.reading import workers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twosource.model import Claim, Dossier, Report

COURIER = (
    "Mill blast kills 14 in Port Arlen",
    "A gas blast killed 14 people at a sugar mill in Port Arlen on Monday, police said.",
    "Oil from a broken tank spread along 12 km of the coast.",
    "Norrane Sugar had ignored warnings about the tank, mayor Ana Ruiz said. The firm denied it.",
    "The mill reopened in March after repairs that cost 2 million euros.",
)
HERALD = (
    "Nineteen dead after explosion at sugar mill",
    "Nineteen people were killed on Monday when gas exploded at a sugar mill in Port Arlen.",
    "Oil leaking from a tank spread along 7.5 miles of coast near the mill.",
    "Mayor Ana Ruiz said Norrane Sugar had ignored warnings about the tank.",
    "Neighbours heard the blast across the bay.",
)
POST = (
    "Port Arlen mourns",
    "Flags flew at half mast in Port Arlen on Tuesday.",
    "At least 14 people died in the blast at the sugar mill on Monday, the fire service said.",
    "The mayor, Ana Ruiz, laid a wreath at the gate.",
)


def report(name: str, text: str, published: str | None = "2025-05-06") -> Report:
    return twosource.report(text, id=name, outlet=name, published=published)


def made(*parts: tuple[str, ...]) -> list[Report]:
    names = ("Courier", "Herald", "Post")
    return [report(n, "\n\n".join(p)) for n, p in zip(names, parts, strict=False)]


def two(one: str, other: str, days: tuple[str, str] = ("2025-05-06", "2025-05-06")) -> Dossier:
    return compare([report("Courier", one, days[0]), report("Herald", other, days[1])])


def of_two(dossier: Dossier, kind: str = "") -> list[Claim]:
    return [
        c
        for c in dossier.claims
        if len({e.report for e in c.evidence}) > 1 and kind in ("", c.kind)
    ]


EARLY = "A gas blast killed 14 people at a sugar mill in Port Arlen on Monday."
LATER = "Nineteen people were killed on Monday when gas exploded at a sugar mill in Port Arlen."


def test_tolls_of_one_day_conflict() -> None:
    (claim,) = of_two(two(EARLY, LATER), "quantity")
    assert claim.standing is Standing.CONFLICTING
    assert claim.values == ("14 people", "19 people")
    marked = {
        m.of({"Courier": EARLY, "Herald": LATER}[e.report]) for e in claim.evidence for m in e.marks
    }
    assert marked == {"14", "Nineteen"}


def test_a_toll_that_grows_is_an_update() -> None:
    (claim,) = of_two(two(EARLY, LATER, ("2025-05-06", "2025-05-08")), "quantity")
    assert (claim.standing, claim.rule) == (Standing.UPDATED, "later-report-higher-count")


def test_a_toll_that_shrinks_is_none() -> None:
    (claim,) = of_two(two(EARLY, LATER, ("2025-05-08", "2025-05-06")), "quantity")
    assert claim.standing is Standing.CONFLICTING


def parts_of(claim: Claim) -> int:
    """In how many parts a claim's evidence falls by its links."""
    home = list(range(len(claim.evidence)))
    for link in claim.links:
        one, two = home[link.a], home[link.b]
        assert one != two, "a link that holds nothing together"
        home = [one if h == two else h for h in home]
    return len(set(home))


def test_links_hold_the_evidence_of_a_claim_together() -> None:
    folder = str(files("twosource").joinpath("example"))
    dossiers = [compare(made(COURIER, HERALD, POST)), compare(read_inputs([folder]).reports)]
    claims = [c for d in dossiers for c in d.claims]
    assert {c.standing for c in claims} >= {Standing.DENIED, Standing.CONFLICTING}
    for claim in claims:
        # A denial beside what it denies may be linked with it by its place alone.
        denying = sum(e.stance == "denies" for e in claim.evidence)
        beside = denying if claim.rule == "denial-beside-it" else 0
        assert parts_of(claim) <= 1 + beside
        assert len(claim.links) >= len(claim.evidence) - 1 - beside


def test_links_reach_over_evidence_that_is_left_out() -> None:
    """One report says it twice, the shorter within the longer: only the shorter is evidence."""
    dossier = compare(
        [
            report("Courier", "The quay in Port Arlen burned on Monday, and the crane fell."),
            report(
                "Herald",
                "On Monday the quay in Port Arlen burned and the crane fell. The quay burned.",
            ),
            report("Post", "The quay of Port Arlen burned on Monday. The crane fell there."),
        ]
    )
    for claim in of_two(dossier):
        assert parts_of(claim) == 1


def test_converted_numbers_agree() -> None:
    dossier = two(
        "Oil from the tanker spread along 12 km of the coast near Port Arlen.\n\n"
        "The tanker struck a reef on Monday.",
        "Oil leaking from the tanker has spread along 7.5 miles of coast near Port Arlen.\n\n"
        "Fishing boats stayed in harbour.",
    )
    (claim,) = of_two(dossier, "quantity")
    assert claim.standing is Standing.CORROBORATED
    assert claim.values == ("12 kilometres", "7.5 miles")


def test_killed_and_injured_are_two_questions() -> None:
    dossier = two(
        "Two people were killed and 14 injured in a gas blast at a sugar mill in Port Arlen.",
        "A gas blast at a sugar mill in Port Arlen killed two people and injured 14.",
    )
    claims = of_two(dossier, "quantity")
    assert {c.standing for c in claims} <= {Standing.CORROBORATED, Standing.ONE_ORIGIN}
    assert {c.values for c in claims} == {("2 people",), ("14 people",)}


WIRE = (
    "A freight train derailed near Lower Sallow early on Tuesday and three of its wagons burned "
    "for five hours, blocking the line to the port of Ketterby until the evening."
)


def test_one_text_in_two_outlets_is_one_origin() -> None:
    dossier = two(
        WIRE + "\n\nReaders sent us pictures of the smoke over the hills.",
        WIRE + "\n\nLong queues for buses formed at the station.",
    )
    claims = of_two(dossier)
    assert claims
    assert {c.standing for c in claims} == {Standing.ONE_ORIGIN}
    assert {len(c.origins) for c in claims} == {1}


def test_one_official_in_two_outlets_is_one_origin() -> None:
    dossier = two(
        "Governor Ana Ruiz said the dam at Kelmar would be drained this week.",
        "The dam at Kelmar will be drained this week, Governor Ana Ruiz said.",
    )
    (claim,) = of_two(dossier)
    assert (claim.standing, claim.rule) == (Standing.ONE_ORIGIN, "shared-origin")
    assert {e.speaker for e in claim.evidence} == {"Ana Ruiz"}


def test_unnamed_officials_do_not_corroborate() -> None:
    dossier = two(
        "The dam at Kelmar will be drained this week, officials said.",
        "The dam at Kelmar will be drained this week, an official said.",
    )
    assert {c.standing for c in of_two(dossier)} == {Standing.ONE_ORIGIN}


def test_a_denial() -> None:
    dossier = compare(made(COURIER, HERALD))
    (claim,) = (c for c in dossier.claims if c.standing is Standing.DENIED)
    assert {e.stance for e in claim.evidence} == {"asserts", "denies"}
    assert dossier.claims[0] == claim  # differences come first


def test_one_report_is_single_source_all_over() -> None:
    (one,) = made(COURIER)
    dossier = compare([one])
    assert dossier.claims
    assert {c.standing for c in dossier.claims} == {Standing.SINGLE_SOURCE}
    assert dossier.problems == ()


def test_reports_that_share_nothing() -> None:
    dossier = two("The mill burned down on Monday.", "Snow fell on the northern passes.")
    assert {c.standing for c in dossier.claims} == {Standing.SINGLE_SOURCE}


def test_the_same_text_twice_counts_once() -> None:
    dossier = compare([report("Courier", EARLY), report("Herald", EARLY), report("Post", LATER)])
    assert [r.id for r in dossier.reports] == ["Courier", "Post"]
    (problem,) = dossier.problems
    assert problem.input == "Herald"
    assert "Courier" in problem.reason
    assert not problem.fatal


def test_strings_are_reports_with_numbers() -> None:
    dossier = compare([EARLY, LATER])
    assert [r.id for r in dossier.reports] == ["R1", "R2"]


def test_problems_and_story_are_carried() -> None:
    bad = Problem("gone.txt", "there is no such file")
    dossier = compare([EARLY], problems=[bad], story="mill")
    assert dossier.problems == (bad,)
    assert dossier.story == "mill"


def test_progress_is_told() -> None:
    told: list[tuple[str, int, int]] = []
    compare([EARLY, LATER], on_progress=lambda *step: told.append(step))
    assert told == [("reading", 1, 2), ("reading", 2, 2), ("origins", 1, 1), ("claims", 1, 1)]


def test_a_report_that_a_process_died_of_costs_only_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def dying(given: Any, then: Any, *, jobs: int) -> Iterator[Any]:
        assert jobs == 2
        for one in given:
            dies = one.id == "Courier"
            yield ReadingError("courier.txt", "its process ended") if dies else then(read(one))

    monkeypatch.setattr(workers, "read_each", dying)
    told: list[tuple[int, int]] = []
    dossier = compare(
        made(COURIER, HERALD, POST), jobs=2,
        on_progress=lambda stage, *k: told.append((k[0], k[1])) if stage == "reading" else None,
    )  # fmt: skip
    assert [r.id for r in dossier.reports] == ["Herald", "Post"]
    assert dossier.problems == (Problem("courier.txt", "its process ended"),)
    assert told == [(1, 3), (2, 3), (3, 3)]
    with pytest.raises(ReadingError):
        list(read_many(made(COURIER, HERALD), jobs=2))
    with pytest.raises(NoReports, match=r"courier\.txt: its process ended"):
        compare(made(COURIER), jobs=2)


def test_nothing_to_compare() -> None:
    with pytest.raises(NoReports):
        compare([])


@pytest.mark.parametrize("text", ["", " \n\t "])
def test_a_text_without_words(text: str) -> None:
    with pytest.raises(EmptyInput):
        read(text)


def test_readings_can_be_compared_later() -> None:
    reports = made(COURIER, HERALD)
    assert dossier_of(read_many(reports)) == compare(reports)


def test_two_runs_are_equal() -> None:
    assert compare(made(COURIER, HERALD, POST)) == compare(made(COURIER, HERALD, POST))


def test_claims_are_numbered_in_order() -> None:
    claims = compare(made(COURIER, HERALD, POST)).claims
    assert [c.id for c in claims] == [f"C{k}" for k in range(1, len(claims) + 1)]


def gist(dossier: Dossier) -> set[object]:
    """What the claims say, whatever the order of the reports."""
    return {
        (
            c.standing,
            c.kind,
            frozenset((e.report, e.start, e.end, e.stance, e.speaker) for e in c.evidence),
            frozenset(c.values),
        )
        for c in dossier.claims
    }


def test_the_order_of_the_reports_does_not_matter() -> None:
    reports = made(COURIER, HERALD, POST)
    assert gist(compare(reports)) == gist(compare(reports[::-1]))


def check_spans(dossier: Dossier) -> None:
    readings = {r.report.id: r for r in dossier.readings}
    for claim in dossier.claims:
        assert claim.evidence
        for e in claim.evidence:
            reading = readings[e.report]
            assert e.span.of(reading.report.text).strip()
            assert any(b.compared and b.span.contains(e.span) for b in reading.report.blocks)
            assert e.sentence.overlaps(e.span)
            assert e.sentence in {s.span for s in reading.sentences}
            assert list(e.marks) == sorted(e.marks)
            for mark in e.marks:
                assert e.span.contains(mark)
                assert mark.of(reading.report.text).strip()


PARAGRAPHS = [*COURIER, *HERALD, *POST]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.permutations(PARAGRAPHS), st.integers(1, len(PARAGRAPHS) - 1))
def test_evidence_lies_in_compared_words(paragraphs: list[str], cut: int) -> None:
    dossier = compare(made(tuple(paragraphs[:cut]), tuple(paragraphs[cut:])))
    check_spans(dossier)
    covered = {(e.report, e.sentence) for c in dossier.claims for e in c.evidence}
    assert len(covered) > 0
    for claim in dossier.claims:
        reports = {e.report for e in claim.evidence}
        assert (claim.standing is Standing.SINGLE_SOURCE) == (len(reports) == 1)


def test_a_report_without_a_day_is_compared_too() -> None:
    reports = [replace(r, published=None) for r in made(COURIER, HERALD)]
    assert Standing.CONFLICTING in {c.standing for c in compare(reports).claims}


def test_ids_are_made_unique() -> None:
    given = [twosource.report(EARLY), twosource.report(LATER), report("report-2", EARLY + " Ha.")]
    dossier = compare(given)
    assert [r.report.id for r in dossier.readings] == ["report", "report-2", "report-2-2"]
    assert [r.report.text for r in dossier.readings] == [g.text for g in given]
    (claim,) = [c for c in of_two(dossier, "quantity") if c.values == ("14 people", "19 people")]
    assert claim.standing is Standing.CONFLICTING

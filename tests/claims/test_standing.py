from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from invented import at_least, count

import twosource
from twosource.claims.standing import agreeing, differing_quantities
from twosource.model import (
    Attribution,
    AttributionType,
    Block,
    BlockKind,
    Certainty,
    Evidence,
    Mention,
    Name,
    NameKind,
    Reading,
    Report,
    Span,
    Standing,
)
from twosource.origins.tracing import trace
from twosource.stories.entities import link

if TYPE_CHECKING:
    from twosource.model import Quantity
    from twosource.origins.independence import Tracing

COPIED = (
    "A freight train left the rails near the village of Lower Sallow early on the morning after "
    "the feast and three of its wagons burned for hours before the crew could put them out."
)
TEXTS = {
    "Courier": "The mayor of the old town opened a bridge.",
    "Herald": "Some ships lay in the harbour all night.",
    "Post": COPIED,
    "Echo": COPIED + " ",
}


def reading(report: str, text: str, *said: tuple[int | None, str]) -> Reading:
    attributions = tuple(
        Attribution(
            (), (), (Span(0, len(text)),), AttributionType.INDIRECT, Certainty.ASSERTED, k, words
        )
        for k, words in said
    )
    names = tuple(
        Name(k, words, NameKind.PERSON, (Mention(0, 0, "full"),))
        for k, words in said
        if k is not None
    )
    made = Report(report, text, (Block(BlockKind.BODY, 0, len(text.rstrip())),))
    return Reading(made, (), names, (), (), attributions, ())


def tracing(*readings: Reading) -> Tracing:
    return trace(readings, link(readings))


def evidence(traced: Tracing, one: Reading, *attributions: int) -> Evidence:
    span = Span(0, len(one.report.text.rstrip()))
    origin = traced.of(one.report.id, span, attributions)
    return Evidence(one.report.id, span.start, span.end, span, origin=origin)


def standing(*readings: Reading) -> tuple[Any, ...]:
    traced = tracing(*readings)
    pieces = [evidence(traced, r, *range(len(r.attributions))) for r in readings]
    return agreeing(pieces, traced)


def test_one_report() -> None:
    found = standing(reading("Courier", TEXTS["Courier"]))
    assert found[:2] == (Standing.SINGLE_SOURCE, "one-report")
    assert found[3] == ("report:Courier",)


def test_one_report_that_says_it_twice() -> None:
    one = reading("Courier", TEXTS["Courier"])
    traced = tracing(one)
    piece = evidence(traced, one)
    assert agreeing([piece, replace(piece, start=1)], traced)[0] is Standing.SINGLE_SOURCE


def test_two_outlets_of_their_own() -> None:
    found = standing(*(reading(n, TEXTS[n]) for n in ("Courier", "Herald")))
    assert found[:2] == (Standing.CORROBORATED, "independent-origins")
    assert found[3] == ("report:Courier", "report:Herald")
    assert "2 independent origins" in found[2]


def test_two_named_speakers() -> None:
    found = standing(
        reading("Courier", TEXTS["Courier"], (0, "Ana Ruiz")),
        reading("Herald", TEXTS["Herald"], (0, "Tomas Orlen")),
    )
    assert found[:2] == (Standing.CORROBORATED, "independent-origins")


def test_one_speaker_in_two_outlets() -> None:
    found = standing(
        reading("Courier", TEXTS["Courier"], (0, "Ana Ruiz")),
        reading("Herald", TEXTS["Herald"], (0, "Ana Ruiz")),
    )
    assert found[:2] == (Standing.ONE_ORIGIN, "shared-origin")
    assert len(found[3]) == 1
    assert "Ana Ruiz" in found[2]


def test_copied_words() -> None:
    found = standing(*(reading(n, TEXTS[n]) for n in ("Post", "Echo")))
    assert found[:2] == (Standing.ONE_ORIGIN, "shared-origin")


def test_outlets_of_one_owner() -> None:
    readings = [reading(n, TEXTS[n]) for n in ("Courier", "Herald")]
    readings = [replace(r, report=replace(r.report, outlet=r.report.id)) for r in readings]
    owned = trace(readings, link(readings), owners={"Courier": "Lund", "Herald": "Lund"})
    found = agreeing([evidence(owned, r) for r in readings], owned)
    assert found[:2] == (Standing.ONE_ORIGIN, "shared-origin")
    assert found[2] == "the outlets that state it have one owner by your table, Lund"


def test_unnamed_sources() -> None:
    found = standing(
        reading("Courier", TEXTS["Courier"], (None, "officials")),
        reading("Herald", TEXTS["Herald"], (None, "a diplomat")),
    )
    assert found[:2] == (Standing.ONE_ORIGIN, "origin-unknown")
    assert found[3]


def test_an_unnamed_source_does_not_corroborate() -> None:
    found = standing(
        reading("Courier", TEXTS["Courier"], (0, "Ana Ruiz")),
        reading("Herald", TEXTS["Herald"], (None, "officials")),
    )
    assert found[0] is Standing.ONE_ORIGIN


Rivals = tuple[Reading, "Quantity", str]


def side(quantity: Quantity, published: str | None = None, words: str = "") -> Rivals:
    return Reading(Report("R", words, published=published), (), (), (), (), (), ()), quantity, words


@pytest.mark.parametrize(
    ("a", "b", "rule"),
    [
        (
            side(count(14), "2025-05-06"),
            side(count(19), "2025-05-08"),
            "later-report-higher-count",
        ),
        (
            side(count(19), "2025-05-06T18:00"),
            side(count(14), "2025-05-06T09:00"),
            "later-report-higher-count",
        ),
        (  # a date and a time: only the days can be compared
            side(count(19), "2025-05-06T18:00"),
            side(count(14), "2025-05-06"),
            "values-exclude-each-other",
        ),
        (
            side(count(19), "2025-05-06"),
            side(count(14), "2025-05-08"),
            "values-exclude-each-other",
        ),
        (
            side(count(14), "2025-05-06"),
            side(count(19), "2025-05-06"),
            "values-exclude-each-other",
        ),
        (side(count(14)), side(count(19), "2025-05-08"), "values-exclude-each-other"),
        (side(count(14)), side(count(19)), "values-exclude-each-other"),
        (side(at_least(20)), side(count(14)), "values-exclude-each-other"),
        (  # what is measured does not grow from day to day as a toll does
            side(count(14, unit="kilometre"), "2025-05-06"),
            side(count(19, unit="kilometre"), "2025-05-08"),
            "values-exclude-each-other",
        ),
        (
            side(count(14)),
            side(count(19), words="The toll has risen to 19."),
            "text-says-count-grew",
        ),
        (
            side(count(14)),
            side(count(19), words="Nineteen died, up from 14."),
            "text-says-count-grew",
        ),
        (side(count(14)), side(count(19, change="rise")), "text-says-count-grew"),
        (
            side(count(14)),
            side(count(19), words="The enterprises to the north closed."),
            "values-exclude-each-other",
        ),
    ],
)
def test_rivals(a: Rivals, b: Rivals, rule: str) -> None:
    updated = rule != "values-exclude-each-other"
    wanted = Standing.UPDATED if updated else Standing.CONFLICTING
    for pair in ((a, b), (b, a)):
        assert differing_quantities([pair])[:2] == (wanted, rule)


def test_one_pair_that_did_not_grow_is_a_conflict() -> None:
    early, late = side(count(14), "2025-05-06"), side(count(19), "2025-05-08")
    same_day = side(count(17), "2025-05-08")
    found = differing_quantities([(early, late), (early, same_day), (late, same_day)])
    assert found[0] is Standing.CONFLICTING


def test_every_reason_is_a_plain_sentence() -> None:
    dossier = twosource.compare(["The mill burned down on Monday."])
    for claim in dossier.claims:
        assert claim.why
        assert claim.rule.replace("-", "").isalpha()

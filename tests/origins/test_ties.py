from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from twosource.model import NameKind, Reading, Report, Tie, TieKind
from twosource.origins.ties import earlier
from twosource.origins.tracing import trace
from twosource.stories.entities import link

Maker = Callable[..., Reading]

COPIED = (
    "The ferry ran aground on a sandbank before dawn while carrying farm hands home from the "
    "northern islands, and two tugs pulled it free at the evening tide."
)
OWN = "Our reporter counted nine boats along the broken quay when the rain had stopped."
C = "Nobody was hurt when a boat met a bank in the north."


def ties(*readings: Reading, owners: Mapping[str, str] | None = None) -> tuple[Tie, ...]:
    return trace(readings, link(readings), owners=owners).ties


def dated(reading: Reading, published: str) -> Reading:
    return replace(reading, report=replace(reading.report, published=published))


def test_copied_words_with_shares_passages_and_direction(reading: Maker) -> None:
    one = dated(reading("R1", f"{COPIED}\n{OWN}", outlet="Star"), "2025-03-04T10:00")
    two = dated(reading("R2", COPIED, outlet="Echo"), "2025-03-04T08:30")
    (tie,) = ties(one, two)
    assert (tie.kind, tie.report_a, tie.report_b, tie.first) == (TieKind.COPIED, "R1", "R2", "R2")
    assert tie.share_a == pytest.approx(28 / 42)
    assert tie.share_b == 1.0
    assert tie.why == "28 words stand in both, outside quotation marks; Echo was published earlier"
    (passage,) = tie.passages
    assert passage.span_a.of(one.report.text) == COPIED[:-1] == passage.span_b.of(two.report.text)


@pytest.mark.parametrize(
    ("a", "b", "first"),
    [
        ("2025-03-04", "2025-03-05", "A"),
        ("2025-03-05T10:00", "2025-03-04", "B"),
        ("2025-03-04", "2025-03-04T10:00", ""),
        ("2025-03-04T10:00", "2025-03-04T10:00", ""),
        ("2025-03-04T10:00+02:00", "2025-03-04T09:00Z", "A"),
        ("2025-03-04T10:00", "2025-03-04T20:00Z", ""),
        ("2025-03-04T10:00", "2025-03-06T20:00Z", "A"),
        (None, "2025-03-04", ""),
        ("some day", "2025-03-04", ""),
    ],
)
def test_who_was_first_is_said_only_where_time_tells(
    a: str | None, b: str | None, first: str
) -> None:
    one, two = Report("A", "", published=a), Report("B", "", published=b)
    assert earlier(one, two) == earlier(two, one) == first


def test_an_agencys_own_report_is_before_those_that_credit_it(reading: Maker) -> None:
    wire = dated(reading("R2", COPIED, outlet="AFP"), "2025-03-05")
    paper = dated(reading("R1", COPIED, outlet="Star", agencies=("AFP",)), "2025-03-04")
    copied, agency = ties(wire, paper)
    assert (copied.kind, copied.first) == (TieKind.COPIED, "R2")
    assert copied.why.endswith("; Star credits AFP")
    assert (agency.kind, agency.label, agency.first) == (TieKind.AGENCY, "AFP", "R2")


def test_agencies_that_are_credited_and_cited(reading: Maker) -> None:
    found = ties(
        reading("R1", COPIED, agencies=("AP",)),
        reading("R2", OWN, agencies=("AP",)),
        reading("R3", C, said=[(None, "AP")]),
    )
    assert [(t.report_a, t.report_b, t.label, t.why) for t in found] == [
        ("R1", "R2", "AP", "both credit AP"),
        ("R1", "R3", "AP", "R1 credits AP, R3 cites it"),
        ("R2", "R3", "AP", "R2 credits AP, R3 cites it"),
    ]
    assert {t.kind for t in found} == {TieKind.AGENCY}


def test_speakers_in_common_are_one_tie(reading: Maker) -> None:
    names = [("Odran Pell", NameKind.PERSON), ("Ilse Drummond", NameKind.PERSON)]
    said = [(0, "Odran Pell"), (1, "Ilse Drummond"), (None, "officials")]
    (tie,) = ties(
        reading("R1", OWN, names=names, said=said), reading("R2", C, names=names, said=said)
    )
    assert tie.kind is TieKind.SPEAKER
    assert tie.label == "Ilse Drummond; Odran Pell"
    assert tie.why == "both cite Ilse Drummond and Odran Pell"
    assert tie.passages == ()


def test_unnamed_sources_tie_nobody(reading: Maker) -> None:
    said = [(None, "officials"), (None, "he"), (None, "witnesses")]
    assert ties(reading("R1", OWN, said=said), reading("R2", C, said=said)) == ()


def test_who_cites_another_report(reading: Maker) -> None:
    (tie,) = ties(
        reading("R1", OWN, said=[(None, "the Star")], outlet="Echo"),
        reading("R2", C, outlet="The Star", said=[(None, "The Star")]),
    )
    assert (tie.kind, tie.first) == (TieKind.SPEAKER, "R2")
    assert tie.why == "Echo cites The Star"


def test_whom_a_source_told_ties_too(reading: Maker) -> None:
    said = [(None, "a resident")]
    found = ties(
        reading("R1", f"a resident told AFP so. {OWN}", said=said),
        reading("R2", f"a resident told AFP it was. {C}", said=said),
        reading("R3", f"a resident told the Star so. {C[::-1]}", said=said, outlet="Echo"),
        reading("R4", "Other words.", outlet="Star"),
    )
    assert [(t.report_a, t.report_b, t.kind, t.why, t.first) for t in found] == [
        ("R1", "R2", TieKind.AGENCY, "both cite AFP", ""),
        ("R3", "R4", TieKind.SPEAKER, "Echo cites Star", "R4"),
    ]


def test_one_outlet_and_one_owner(reading: Maker) -> None:
    found = ties(
        reading("R1", f"{COPIED}\n{OWN}", outlet="Star"),
        reading("R2", f"{COPIED}\n{C}", outlet="the star"),
        reading("R3", "Other words.", outlet="Echo"),
        owners={"Star": "Norland Media", "echo.example": "norland media"},
    )
    assert [(t.report_a, t.report_b, t.kind, t.label) for t in found] == [
        ("R1", "R2", TieKind.OWNER, "Star"),
        ("R1", "R3", TieKind.OWNER, "Norland Media"),
        ("R2", "R3", TieKind.OWNER, "Norland Media"),
    ]
    assert found[0].passages
    assert found[0].share_a > 0.5
    assert found[1].why == "both outlets are owned by Norland Media"


def test_many_reports_are_tied_to_the_first(reading: Maker) -> None:
    readings = [reading(f"R{k:02}", f"Word{k}.", agencies=("AP",)) for k in range(20)]
    found = ties(*readings)
    assert len(found) == 19
    assert {t.report_a for t in found} == {"R00"}

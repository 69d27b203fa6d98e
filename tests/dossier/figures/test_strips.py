from __future__ import annotations

import math
from dataclasses import replace

import pytest
from drafts import Draft, claim, dossier, link, story

from twosource.dossier.figures.strips import numbers, strips, track
from twosource.model import Origin, OriginKind, Standing


def test_rival_figures_keep_their_own_rows_the_earliest_first() -> None:
    fled, smoke = strips(story())
    assert (fled.badge, fled.differs, smoke.differs) == ("Denied", True, False)
    rows = [(r.value, r.who, [c.name for c in r.cited], r.since) for r in fled.rows]
    assert rows == [
        ("about 120 people", "the outlet’s own words", ["Arlen Courier"], "4 Mar, 08:10"),
        ("at least 300 people", "the fire service", ["Norland Wire", "Quillon Herald"],
         "4 Mar, 10:30"),
        ("more than 300 people", "The company", ["The Lantern"], "5 Mar, 07:00 +01:00"),
        ("4,000 people", "policeman", ["The Ropewalk"], ""),
    ]  # fmt: skip
    about, least, more, undated = fled.rows
    assert (about.low, about.stated, about.high) == (114, 120, 126)
    assert (least.low, least.high, least.low_open, least.denies) == (300, math.inf, False, False)
    assert (more.low_open, more.denies) == (True, True)
    assert (undated.exact, undated.hedged) == (True, True)
    assert fled.axis is not None
    assert fled.axis.log


def test_other_units_are_turned_for_the_axis_and_kept_in_words() -> None:
    smoke = strips(story())[1]
    assert (smoke.unit, smoke.converted) == ("kilometres", True)
    assert [r.value for r in smoke.rows] == ["12 kilometres", "7.5 miles"]
    assert smoke.rows[1].stated == pytest.approx(12.07, abs=0.001)


def test_an_outlet_that_repeats_its_source_is_no_second_mark() -> None:
    one = Draft("one", "Five people died\n5 people died, the mayor said.")
    one.counted("Five people", 5).counted("5 people", 5)
    two = Draft("two", "Six people died.")
    two.counted("Six people", 6)
    made = claim(
        "C1",
        one.evidence("Five people died", "5 people"),
        one.evidence("5 people died", "5 people", speaker="the mayor", origin="speaker:mayor"),
        two.evidence("Six people died", "6 people"),
    )
    (strip,) = strips(dossier(one, two, claims=(made,)))
    assert [(r.value, r.who) for r in strip.rows] == [
        ("5 people", "the mayor"),
        ("6 people", "the outlet’s own words"),
    ]


def test_an_origin_that_gives_two_figures_has_two_rows() -> None:
    one = Draft("one", "5 people died. 6 people died.")
    one.counted("5 people", 5).counted("6 people", 6)
    made = claim("C1", one.evidence("5 people died", "5 people"),
                 one.evidence("6 people died", "6 people"))  # fmt: skip
    (strip,) = strips(dossier(one, claims=(made,)))
    assert [r.value for r in strip.rows] == ["5 people", "6 people"]


def test_a_figure_that_the_reading_lacks_is_said_without_a_place() -> None:
    one, two = Draft("one", "Some 5 people died."), Draft("two", "6 people died.")
    two.counted("6 people", 6)
    made = claim("C1", one.evidence("5 people", "≈ 5"), two.evidence("6 people", "6 people"))
    given = dossier(one, two, claims=(made,))
    strip = strips(given)[0]
    assert [r.stated for r in strip.rows] == [None, 6]
    page = numbers(given, link=link)
    assert "≈ 5" in page
    assert "not on this axis" in page


@pytest.mark.parametrize(
    ("kind", "standing", "reports", "shown"),
    [
        ("quantity", Standing.CONFLICTING, 1, True),
        ("quantity", Standing.SINGLE_SOURCE, 1, False),
        ("quantity", Standing.ONE_ORIGIN, 2, True),
        ("event", Standing.CONFLICTING, 2, False),
    ],
)
def test_which_claims_are_numbers(kind: str, standing: Standing, reports: int, shown: bool) -> None:
    drafts = [Draft(f"r{k}", "6 people died.").counted("6 people", 6) for k in range(reports)]
    made = claim(
        "C1", *(d.evidence("6 people", "6 people") for d in drafts), kind=kind, standing=standing
    )
    assert bool(strips(dossier(*drafts, claims=(made,)))) is shown


def test_agency_and_copied_text_are_named() -> None:
    one, two = Draft("one", "6 people died."), Draft("two", "7 people died.")
    one.counted("6 people", 6)
    two.counted("7 people", 7)
    made = claim("C1", one.evidence("6 people", "6 people", origin="a"),
                 two.evidence("7 people", "7 people", origin="c"))  # fmt: skip
    given = dossier(
        one, two, claims=(made,),
        origins=(Origin("a", OriginKind.AGENCY, "Halberd", ("one",)),
                 Origin("c", OriginKind.COPY, "text shared", ("two",))),
    )  # fmt: skip
    assert [r.who for r in strips(given)[0].rows] == [
        "Halberd (agency)", "text shared by several reports",
    ]  # fmt: skip


def test_marks_say_what_they_show() -> None:
    fled = strips(story())[0]
    words = [str(track(fled, row)) for row in fled.rows]
    assert "An interval from 114 to 126, on a logarithmic axis from 100 to 10,000" in words[0]
    assert "Open upwards, from 300 on" in words[1]
    assert "Open upwards, above 300 on" in words[2]
    assert "denied" in words[2]
    assert "fig-cross" in words[2]
    assert "fig-hollow" in words[3]
    below = replace(fled.rows[0], low=-math.inf, high=500, high_open=True, stated=500)
    assert "Open downwards, below 500" in track(fled, below)


def test_no_numbers_no_figure() -> None:
    assert numbers(dossier(Draft("one", "Nothing.")), link=link) == ""

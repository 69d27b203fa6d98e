from __future__ import annotations

import itertools
from dataclasses import replace

import pytest
from drafts import ARLEN, NORLAND, QUILLON, SHIRE, Draft, claim, dossier, link, story
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.dossier.figures.atlas import ASPECT, LEAST_DEGREES, WIDE, WIDTHS, atlas_of
from twosource.dossier.figures.lettering import MARGIN, Lettering
from twosource.dossier.figures.outlines import clipped_line, clipped_ring, outlines
from twosource.dossier.figures.placed import Located, located, places
from twosource.model import Place


def test_places_of_the_story() -> None:
    found = located(story())
    said = [(p.name, p.kind, p.within, [c.name for c in p.cited], p.doubt) for p in found]
    assert said == [
        ("Port Arlen", "city", "Sallow Shire, Norland",
         ["Arlen Courier", "Norland Wire", "Quillon Herald"], ""),
        ("Quillon", "city", "Sallow Shire, Norland", ["Arlen Courier"], ""),
        ("Sallow Shire", "province", "Norland", ["The Lantern"], "more than one side claims it"),
    ]  # fmt: skip


def test_a_place_knows_its_claims_once() -> None:
    draft = Draft("a", "Port Arlen burnt. They left Port Arlen.").named("Port Arlen", ARLEN)
    other = claim("C2", draft.evidence("They left"), kind="event", question="they left")
    burnt = claim("C1", draft.evidence("Port Arlen burnt"), kind="event", question="it burnt")
    (place,) = located(dossier(draft, claims=(burnt, other)))
    assert place.claims == (("C1", "It burnt"),)


def test_what_is_not_settled_is_said() -> None:
    draft = Draft("a", "They came from Quillon, from Nowhere and from the Arlen port.")
    draft.named("Quillon", None, QUILLON, replace(QUILLON, id="9", within=(NORLAND,)))
    draft.named("Nowhere").named("the Arlen port", ARLEN)
    doubts = {p.name: p.doubt for p in located(dossier(draft))}
    assert doubts == {
        "Quillon": "the reports do not settle which is meant: Quillon (Sallow Shire) and Quillon "
        "(Norland)",
        "Nowhere": "not in the table of places",
        "the Arlen port": "in the table of places Port Arlen",
    }
    assert "No map" not in places(dossier(draft), link=link)
    nowhere = Draft("a", "Nowhere").named("Nowhere")
    assert "No map" in places(dossier(nowhere), link=link)


def test_containment_ends_with_the_country() -> None:
    place = Place("7", "Arlen", "city", "XN", 1, 1,
                  (("6", "Arlen"), ("2", "Sallow Shire"), NORLAND, ("EU", "Europe")))  # fmt: skip
    draft = Draft("a", "Arlen").named("Arlen", place)
    assert located(dossier(draft))[0].within == "Sallow Shire, Norland"


def test_no_place_no_figure() -> None:
    assert places(dossier(Draft("a", "Nothing.")), link=link) == ""


# ---------------------------------------------------------------- the map


def point(name: str, latitude: float, longitude: float, kind: str = "city") -> Located:
    return Located(name, kind, "", (), (), latitude, longitude)


def test_the_view_holds_towns_and_leaves_off_what_is_far() -> None:
    near = [point(f"t{k}", 58 + k / 10, 4 + k / 10) for k in range(5)]
    atlas = atlas_of([*near, point("far", -33, 151), point("Norland", 60, 8, "country")])
    assert atlas is not None
    assert [p.name for _, p in atlas.numbered] == [p.name for p in near]
    assert [p.name for p in atlas.off] == ["far"]


def test_no_view_is_finer_than_the_outlines() -> None:
    atlas = atlas_of([point("one", 58, 4)])
    assert atlas is not None
    assert atlas.view.north - atlas.view.south == pytest.approx(LEAST_DEGREES)
    assert atlas.view.height == pytest.approx(WIDE / ASPECT)


def test_without_a_known_place_there_is_no_map() -> None:
    assert atlas_of([Located("Nowhere", "", "", (), ())]) is None
    assert atlas_of([point("Europe", 50, 15, "continent")]) is None


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), min_size=1, max_size=8),
)
def test_a_view_is_a_part_of_the_world(spots: list[tuple[float, float]]) -> None:
    atlas = atlas_of([point("p", *s) for s in spots])
    if atlas is None:  # all on the edge of the sheet
        return
    view = atlas.view
    assert -180.0001 <= view.west < view.east <= 180.0001
    assert -90.0001 <= view.south < view.north <= 90.0001
    for _, place in atlas.numbered:
        x, y = view.place(place.longitude or 0.0, place.latitude or 0.0)
        assert -0.01 <= x <= WIDE + 0.01
        assert -0.01 <= y <= view.height + 0.01


def test_the_numbers_of_the_map_are_those_of_the_list() -> None:
    page = places(story(), link=link)
    assert page.count('class="fig-nr"') == 3
    for width in WIDTHS:
        assert f"fig-at-{width}" in page
    for number, name in enumerate((ARLEN.name, QUILLON.name, SHIRE.name), 1):
        assert f"{number} {name}" in page.split("</desc>")[0]


spots = st.tuples(st.floats(0, 340), st.floats(0, 226))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(spots, st.text(min_size=1, max_size=20)), max_size=25))
def test_names_never_overlap(named: list[tuple[tuple[float, float], str]]) -> None:
    sheet = Lettering(340, 226)
    for k, (spot, name) in enumerate(named):
        sheet.name(spot, str(k), name)
    sheet.ground((170, 113), "Norland")
    taken = sheet.taken
    for k, a in enumerate(taken):
        assert MARGIN <= a[0] <= a[2] <= 340 - MARGIN
        assert MARGIN <= a[1] <= a[3] <= 226 - MARGIN
        for b in taken[k + 1 :]:
            assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_a_crowd_is_numbered_on_leaders() -> None:
    sheet = Lettering(340, 226)
    for k in range(30):
        sheet.name((170 + k % 3, 113), str(k), "A rather long name")
    written = sheet.written()
    assert "fig-leader" in written
    assert all(f">{k}<" in written for k in range(30))


# ---------------------------------------------------------------- outlines


def test_outlines_are_whole_and_small() -> None:
    from importlib import resources  # noqa: PLC0415

    path = resources.files("twosource.dossier.figures") / "data" / "outlines.bin"
    assert len(path.read_bytes()) < 150_000
    known = outlines()
    assert len(known.countries) > 200
    assert all(c.name and c.rings for c in known.countries)
    for country in known.countries:
        for ring in country.rings:
            assert abs(ring.points[0][0] - ring.points[-1][0]) < 1e-9
    for shape in (*known.coasts, *known.borders, *(r for c in known.countries for r in c.rings)):
        west, south, east, north = shape.box
        assert -360 <= west <= east <= 360
        assert -90 <= south <= north <= 90


def test_no_line_goes_round_the_world() -> None:
    known = outlines()
    for shape in (*known.coasts, *known.borders):
        for (x, _), (to, _) in itertools.pairwise(shape.points):
            assert abs(to - x) < 90


coordinates = st.tuples(st.floats(-50, 50), st.floats(-50, 50))


@settings(max_examples=60, deadline=None)
@given(st.lists(coordinates, min_size=3, max_size=12))
def test_what_is_clipped_lies_in_the_box(points: list[tuple[float, float]]) -> None:
    box = (-10.0, -20.0, 30.0, 5.0)
    shown = [
        *clipped_ring(points, box), *(p for line in clipped_line(points, box) for p in line)
    ]  # fmt: skip
    assert all(-10.001 <= x <= 30.001 and -20.001 <= y <= 5.001 for x, y in shown)
    inside = [p for p in points if -10 < p[0] < 30 and -20 < p[1] < 5]
    assert all(p in clipped_ring(points, box) for p in inside)


def test_a_box_inside_a_ring_is_filled() -> None:
    square = [(-90.0, -90.0), (90.0, -90.0), (90.0, 90.0), (-90.0, 90.0)]
    assert sorted(clipped_ring(square, (0, 0, 1, 2))) == [(0, 0), (0, 2), (1, 0), (1, 2)]
    assert clipped_line(square, (0, 0, 1, 2)) == []

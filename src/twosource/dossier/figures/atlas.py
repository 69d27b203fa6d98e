"""The map of a story's places: outlines clipped to the view, numbered places, names that fit.

Equirectangular, scaled by the cosine of the middle latitude. The land scales with the page; names
and numbers keep their size, so they are set for three widths, of which the page shows one.
"""

from __future__ import annotations

import itertools
import math
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from twosource.dossier.figures import markup
from twosource.dossier.figures.lettering import Lettering
from twosource.dossier.figures.outlines import clipped_line, clipped_ring, outlines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twosource.dossier.figures.outlines import Box, Country, Point, Shape
    from twosource.dossier.figures.placed import Located

__all__ = ["Atlas", "View", "atlas_of", "drawn"]

WIDE = 720.0  # pixels of the map on a page
WIDTHS = (340, 520, 720)  # for which names are set: a telephone, between, a page
ASPECT = 1.5
LEAST_DEGREES = 2.4  # of latitude: less would be finer than the outlines are
PADDING = 0.22  # of the places' own extent, on each side
FAR = 6.0  # places this many times the median distance from the middle are left off
NEAR = 4.0  # degrees: what is so near is never left off
MOST = 40  # numbered places
STEP = 0.8  # pixels, at the wide map, between two points of an outline
SPECK = 1.5  # pixels of an island that is left out
CONTINENT = 60.0  # degrees of longitude of a map that shows more than a continent
FINE = 10  # steps of a pixel in which outlines are written
ROOM = 2500  # square pixels of a country that is named though no report names it
KILOMETRES = 111.2  # of a degree of latitude


@dataclass(frozen=True, slots=True)
class View:
    """The part of the world that is shown: degrees, with the stretch of a degree of longitude."""

    west: float
    south: float
    east: float
    north: float

    @property
    def stretch(self) -> float:
        return _stretch((self.south + self.north) / 2)

    @property
    def scale(self) -> float:
        """Pixels of the wide map to a degree of latitude."""
        return WIDE / ((self.east - self.west) * self.stretch)

    @property
    def box(self) -> Box:
        return self.west, self.south, self.east, self.north

    @property
    def height(self) -> float:
        return (self.north - self.south) * self.scale

    def place(self, longitude: float, latitude: float) -> Point:
        """In pixels of the wide map, from its upper left corner."""
        x = (longitude - self.west) * self.stretch * self.scale
        return x, (self.north - latitude) * self.scale

    def drawn(self, points: Sequence[Point]) -> list[Point]:
        """The same of many."""
        high, wide = self.scale, self.stretch * self.scale
        return [((x - self.west) * wide, (self.north - y) * high) for x, y in points]

    @property
    def coarse(self) -> float:
        """How much coarser than a map of a country the lines may be."""
        return 2.0 if self.east - self.west > CONTINENT else 1.0

    def holds(self, longitude: float, latitude: float) -> bool:
        return self.west < longitude < self.east and self.south < latitude < self.north


@dataclass(frozen=True, slots=True)
class Atlas:
    """What the map shows: numbered places inside the view, and those that lie too far off."""

    view: View
    numbered: tuple[tuple[int, Located], ...]
    off: tuple[Located, ...]


def _stretch(latitude: float) -> float:
    return max(0.2, math.cos(math.radians(latitude)))


# ---------------------------------------------------------------- the view


def atlas_of(found: Sequence[Located]) -> Atlas | None:
    """The view that holds the places that a story is about, None where no place is known."""
    known = [p for p in found if p.latitude is not None and p.longitude is not None]
    towns = [p for p in known if not p.area]
    aimed = towns or [p for p in known if p.kind not in {"continent", "country"}] or known
    aimed = [p for p in aimed if p.kind != "continent"]
    if not aimed:
        return None
    kept = _near(aimed)
    view = _view([(p.longitude or 0.0, p.latitude or 0.0) for p in kept])
    inside = [p for p in known if view.holds(p.longitude or 0.0, p.latitude or 0.0)]
    inside = [p for p in inside if p.kind != "continent"][:MOST]
    if not inside:
        return None
    off = tuple(p for p in known if p not in inside and p.kind not in {"continent", "country"})
    return Atlas(view, tuple(enumerate(inside, 1)), off)


def _near(found: Sequence[Located]) -> list[Located]:
    """Without what lies so far off that the others would run together on the map."""
    weighted = [p for p in found for _ in p.cited] or list(found)
    latitude = statistics.median(p.latitude or 0.0 for p in weighted)
    longitude = statistics.median(p.longitude or 0.0 for p in weighted)

    def off(p: Located) -> float:
        x = ((p.longitude or 0.0) - longitude) * _stretch(latitude)
        return math.hypot(x, (p.latitude or 0.0) - latitude)

    bound = max(NEAR, FAR * statistics.median(off(p) for p in weighted))
    return [p for p in found if off(p) <= bound]


def _view(points: Sequence[Point]) -> View:
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    stretch = _stretch((south + north) / 2)
    height = max((north - south) * (1 + 2 * PADDING), LEAST_DEGREES)
    width = max((east - west) * stretch * (1 + 2 * PADDING), height * ASPECT)
    height = max(height, width / ASPECT)
    width, height = min(width / stretch, 360.0), min(height, 180.0)
    west, east = _kept((west + east) / 2, width, 180.0)
    south, north = _kept((south + north) / 2, height, 90.0)
    return View(west, south, east, north)


def _kept(middle: float, width: float, bound: float) -> tuple[float, float]:
    """An interval of a width around a middle, moved to lie in [-bound, bound]."""
    middle = min(max(middle, width / 2 - bound), bound - width / 2)
    return middle - width / 2, middle + width / 2


# ---------------------------------------------------------------- drawing


def drawn(atlas: Atlas) -> Markup:
    """The map: the land, and over it the places for each width."""
    view = atlas.view
    known = outlines()
    lands = [(c.name, _rings(c, view)) for c in known.countries]
    named = ", ".join(f"{n} {p.name}" for n, p in atlas.numbered)
    rings = (_path(r, STEP * view.coarse, close=True) for _, those in lands for r in those)
    ground = markup.picture(
        "Map of the places named",
        f"Outline map. Places by their numbers in the list: {named}.",
        markup.element("path", class_="fig-land", d="".join(rings)),
        markup.element("path", class_="fig-coast", d=_lines(known.coasts, view)),
        markup.element("path", class_="fig-border", d=_lines(known.borders, view)),
        class_="fig-ground",
        viewBox=f"0 0 {round(WIDE * FINE)} {round(view.height * FINE)}",
    )
    middles = [(name, *middle) for name, those in lands if (middle := _middle(those))]
    layers = Markup().join(
        markup.element(
            "svg",
            _places(atlas, middles, width),
            class_=f"fig-names fig-at-{width}",
            width="100%",
            height="100%",
            aria_hidden="true",
        )
        for width in WIDTHS
    )
    return Markup('<div class="fig-map">{}{}</div>').format(ground, layers)


def _shown(shape: Shape, view: View) -> Iterator[Sequence[Point]]:
    """The points of a shape where it meets the view, east or west of where it is kept, too."""
    for degrees in (-360.0, 0.0, 360.0):
        west, south, east, north = shape.box
        if (
            west + degrees < view.east
            and east + degrees > view.west
            and south < view.north
            and north > view.south
            # What is no wider than a speck is none.
            and max(east - west, north - south) * view.scale >= SPECK * view.coarse
        ):
            yield shape.moved(degrees)


def _rings(country: Country, view: View) -> list[list[Point]]:
    """The parts of a country in view, in pixels of the wide map."""
    return [
        view.drawn(inside)
        for ring in country.rings
        for points in _shown(ring, view)
        if (inside := clipped_ring(points, view.box))
    ]


def _lines(shapes: Sequence[Shape], view: View) -> str:
    return "".join(
        _path(view.drawn(line), STEP * view.coarse, close=False)
        for shape in shapes
        for points in _shown(shape, view)
        for line in clipped_line(points, view.box)
    )


def _path(points: Sequence[Point], step: float, *, close: bool) -> str:
    """A path in steps of a fine grid; what would fall on the last point is left out, "" where
    nothing is left.
    """
    kept: list[Point] = []
    for k, point in enumerate(points):
        last = k == len(points) - 1 and not close
        if not kept or last or math.dist(point, kept[-1]) >= step:
            kept.append(point)
    if len(kept) < (3 if close else 2):
        return ""
    grid = [(round(x * FINE), round(y * FINE)) for x, y in kept]
    steps = "".join(
        f"{_spaced(b[0] - a[0])}{_spaced(b[1] - a[1])}" for a, b in itertools.pairwise(grid)
    )
    return f"M{grid[0][0]} {grid[0][1]}l{steps.lstrip()}{'z' if close else ''}"


def _spaced(step: int) -> str:
    """A number behind another: a minus parts them as a space does."""
    return str(step) if step < 0 else f" {step}"


def _places(atlas: Atlas, middles: Sequence[tuple[str, float, Point]], width: float) -> Markup:
    """The marks and names for a map of `width` pixels, placed in per cent of it."""
    view = atlas.view
    by = width / WIDE
    sheet = Lettering(width, view.height * by)
    towns = [(n, p) for n, p in atlas.numbered if not p.area]
    areas = [(n, p) for n, p in atlas.numbered if p.area]
    spots = {n: _scaled(view, p, by) for n, p in atlas.numbered}
    for n, _ in towns:
        sheet.block(spots[n], 4.0)
    for n, place in towns:
        sheet.name(spots[n], str(n), markup.label(place.name, 22))
    for n, place in areas:
        sheet.area(spots[n], str(n), markup.label(place.name, 22))
    sheet.scale(KILOMETRES / (view.scale * by))
    numbered = {p.name.casefold() for _, p in atlas.numbered}
    for name, size, (x, y) in middles:
        if size * by * by > ROOM and name.casefold() not in numbered:
            sheet.ground((x * by, y * by), name)
    return sheet.written()


def _scaled(view: View, place: Located, by: float) -> Point:
    x, y = view.place(place.longitude or 0.0, place.latitude or 0.0)
    return x * by, y * by


def _middle(rings: Sequence[Sequence[Point]]) -> tuple[float, Point] | None:
    """Of a country's largest part in view its size, in square pixels, and its middle."""
    sized = [_centroid(r) for r in rings]
    size, x, y = max(sized, default=(0.0, 0.0, 0.0))
    return (size, (x, y)) if size else None


def _centroid(points: Sequence[Point]) -> tuple[float, float, float]:
    total = x = y = 0.0
    for a, b in zip(points, [*points[1:], points[0]], strict=True):
        cross = a[0] * b[1] - b[0] * a[1]
        total += cross
        x += (a[0] + b[0]) * cross
        y += (a[1] + b[1]) * cross
    if total == 0:
        return 0.0, 0.0, 0.0
    return abs(total) / 2, x / (3 * total), y / (3 * total)

"""Outlines of countries for the map, and what of them lies in a view.

`data/outlines.bin` is made by `training/outlines.py` from Natural Earth's 1:50m countries (public
domain). Borders are drawn as Natural Earth has them, which says nothing about whose land it is.
"""

from __future__ import annotations

import itertools
import zlib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

__all__ = [
    "DEGREE",
    "MAGIC",
    "Country",
    "Outlines",
    "Shape",
    "clipped_line",
    "clipped_ring",
    "outlines",
]

MAGIC = b"twosource outlines 1\n"
DEGREE = 100  # steps of a degree in which places are kept: a kilometre

HALF = 180.0  # degrees of longitude, from the first meridian to the last

Point = tuple[float, float]  # longitude, latitude in degrees; or x, y
Box = tuple[float, float, float, float]  # west, south, east, north; or left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Shape:
    """A line or a ring in degrees with the box around it. Longitudes run on beyond 180 where it
    crosses that meridian, so that no line goes round the world.
    """

    points: tuple[Point, ...]
    box: Box

    def moved(self, degrees: float) -> Sequence[Point]:
        """The points, so many degrees further east."""
        return [(x + degrees, y) for x, y in self.points] if degrees else self.points


@dataclass(frozen=True, slots=True)
class Country:
    name: str
    rings: tuple[Shape, ...]


@dataclass(frozen=True, slots=True)
class Outlines:
    """`coasts` are lines of one country, `borders` those between two."""

    countries: tuple[Country, ...]
    coasts: tuple[Shape, ...]
    borders: tuple[Shape, ...]


@cache
def outlines() -> Outlines:
    """All outlines, read once."""
    path = resources.files("twosource.dossier.figures") / "data" / "outlines.bin"
    names, _, body = zlib.decompress(path.read_bytes()[len(MAGIC) :]).partition(b"\n\n")
    numbers = _numbers(body)
    arcs = []
    for _ in range(next(numbers)):
        x = y = 0
        points = []
        for _ in range(next(numbers)):
            x += _unfolded(next(numbers))
            y += _unfolded(next(numbers))
            points.append((x / DEGREE, y / DEGREE))
        arcs.append(points)
    next(numbers)
    uses: Counter[int] = Counter()
    countries = []
    for name in names.decode().split("\n"):
        rings = []
        for _ in range(next(numbers)):
            ring = [_unfolded(next(numbers)) for _ in range(next(numbers))]
            uses.update(k if k >= 0 else ~k for k in ring)
            rings.append([p for k in ring for p in (arcs[k] if k >= 0 else arcs[~k][::-1])])
        countries.append(Country(name, tuple(_shape(_round_pole(_running(r))) for r in rings)))
    lines = [_shape(_running(arc)) for arc in arcs]
    return Outlines(
        tuple(countries),
        tuple(line for k, line in enumerate(lines) if uses[k] < 2),
        tuple(line for k, line in enumerate(lines) if uses[k] > 1),
    )


def _shape(points: Sequence[Point]) -> Shape:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return Shape(tuple(points), (min(xs), min(ys), max(xs), max(ys)))


def _running(points: list[Point]) -> list[Point]:
    """The points with longitudes that run on where they cross the 180th meridian."""
    out = points[:1]
    turn = 0.0
    for (x, _), (to, y) in itertools.pairwise(points):
        if abs(to - x) > HALF:
            turn += 2 * HALF if to < x else -2 * HALF
        out.append((to + turn, y))
    return out


def _round_pole(points: list[Point]) -> list[Point]:
    """A ring that goes round the south pole, closed along it."""
    if abs(points[-1][0] - points[0][0]) < HALF:
        return points
    return [*points, (points[-1][0], -90.0), (points[0][0], -90.0)]


def _numbers(body: bytes) -> Iterator[int]:
    value = shift = 0
    for byte in body:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            yield value
            value = shift = 0


def _unfolded(value: int) -> int:
    return ~(value >> 1) if value & 1 else value >> 1


# ---------------------------------------------------------------- what lies in a view


def clipped_ring(points: Sequence[Point], box: Box) -> list[Point]:
    """The part of a polygon inside a box, by Sutherland and Hodgman; empty where none is."""
    left, low, right, high = box
    out = list(points)
    sides: tuple[tuple[int, float, Callable[[float, float], bool]], ...] = (
        (0, left, float.__ge__),
        (0, right, float.__le__),
        (1, low, float.__ge__),
        (1, high, float.__le__),
    )
    for axis, bound, inside in sides:
        given, out = out, []
        for a, b in zip([given[-1], *given[:-1]] if given else [], given, strict=True):
            a_in, b_in = inside(float(a[axis]), bound), inside(float(b[axis]), bound)
            if a_in != b_in:
                out.append(_crossing(a, b, axis, bound))
            if b_in:
                out.append(b)
    return out


def _crossing(a: Point, b: Point, axis: int, bound: float) -> Point:
    share = (bound - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + share * (b[1 - axis] - a[1 - axis])
    return (bound, other) if axis == 0 else (other, bound)


def clipped_line(points: Sequence[Point], box: Box) -> list[list[Point]]:
    """The parts of a line inside a box, by Liang and Barsky."""
    out: list[list[Point]] = []
    for a, b in itertools.pairwise(points):
        part = _segment(a, b, box)
        if part is None:
            continue
        if out and out[-1][-1] == part[0]:
            out[-1].append(part[1])
        else:
            out.append(list(part))
    return out


def _segment(a: Point, b: Point, box: Box) -> tuple[Point, Point] | None:
    dx, dy = b[0] - a[0], b[1] - a[1]
    enter, leave = 0.0, 1.0
    for step, room in (
        (-dx, a[0] - box[0]),
        (dx, box[2] - a[0]),
        (-dy, a[1] - box[1]),
        (dy, box[3] - a[1]),
    ):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            enter = max(enter, room / step)
        else:
            leave = min(leave, room / step)
    if enter >= leave:
        return None
    first = a if enter == 0 else (a[0] + enter * dx, a[1] + enter * dy)
    return first, b if leave == 1 else (a[0] + leave * dx, a[1] + leave * dy)

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

__all__ = ["DEGREE", "MAGIC", "Country", "Outlines", "clipped_line", "clipped_ring", "outlines"]

MAGIC = b"twosource outlines 1\n"
DEGREE = 100  # steps of a degree in which places are kept: a kilometre

Point = tuple[float, float]  # longitude, latitude in degrees; or x, y
Box = tuple[float, float, float, float]  # west, south, east, north; or left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Country:
    """Its rings, each a list of arcs: an index, or `~index` for the arc from its end."""

    name: str
    rings: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Outlines:
    """`arcs` in degrees with the `boxes` around them; `borders` are the indices of those between
    two countries.
    """

    arcs: tuple[tuple[Point, ...], ...]
    boxes: tuple[Box, ...]
    countries: tuple[Country, ...]
    borders: frozenset[int]

    def arc_meets(self, k: int, box: Box) -> bool:
        """Whether the box around an arc meets another."""
        own = self.boxes[k if k >= 0 else ~k]
        return own[0] < box[2] and own[2] > box[0] and own[1] < box[3] and own[3] > box[1]

    def ring_meets(self, arcs: Sequence[int], box: Box) -> bool:
        """The same of a ring."""
        own = [self.boxes[k if k >= 0 else ~k] for k in arcs]
        return (
            min(b[0] for b in own) < box[2]
            and max(b[2] for b in own) > box[0]
            and min(b[1] for b in own) < box[3]
            and max(b[3] for b in own) > box[1]
        )

    def ring(self, arcs: Sequence[int]) -> list[Point]:
        """The points of a ring."""
        out: list[Point] = []
        for k in arcs:
            out += self.arcs[k] if k >= 0 else self.arcs[~k][::-1]
        return out


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
        arcs.append(tuple(points))
    next(numbers)
    countries = tuple(
        Country(
            name,
            tuple(
                tuple(_unfolded(next(numbers)) for _ in range(next(numbers)))
                for _ in range(next(numbers))
            ),
        )
        for name in names.decode().split("\n")
    )
    uses = Counter(k if k >= 0 else ~k for c in countries for ring in c.rings for k in ring)
    borders = frozenset(k for k, n in uses.items() if n > 1)
    return Outlines(tuple(arcs), tuple(_around(a) for a in arcs), countries, borders)


def _around(points: Sequence[Point]) -> Box:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)


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

"""Makes the outlines of the page's map: `python -m training.outlines COUNTRIES`.

COUNTRIES is the file `countries-50m.json` of the npm package `world-atlas` 2.0.2 (TopoJSON of
Natural Earth's 1:50m countries, public domain; the package is under ISC). Arcs are thinned and
rounded, islands too small to be seen left out. The same source gives the same bytes.
"""

from __future__ import annotations

import argparse
import itertools
import json
import math
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from twosource.dossier.figures.outlines import DEGREE, MAGIC

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

OUT = Path(__file__).parent.parent / "src/twosource/dossier/figures/data/outlines.bin"
TOLERANCE = 0.01  # degrees that a thinned line may lie off: the step to which it is rounded
SMALLEST = 0.004  # square degrees of an island that is kept: some 50 km² at the equator

Point = tuple[float, float]


def decoded(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs in degrees: longitude, latitude."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        arcs.append(points)
    return arcs


def thinned(points: Sequence[Point]) -> list[Point]:
    """Douglas and Peucker's line: no left-out point lies further off than `TOLERANCE`."""
    kept = {0, len(points) - 1}
    if points[0] == points[-1]:  # a ring of its own: its furthest point keeps it open
        kept.add(max(range(len(points)), key=lambda k: math.dist(points[k], points[0])))
    bounds = sorted(kept)
    stack = list(itertools.pairwise(bounds))
    while stack:
        a, b = stack.pop()
        if b - a < 2:
            continue
        far = max(range(a + 1, b), key=lambda k: _off(points[k], points[a], points[b]))
        if _off(points[far], points[a], points[b]) > TOLERANCE:
            kept.add(far)
            stack += [(a, far), (far, b)]
    return [points[k] for k in sorted(kept)]


def _off(p: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length if length else 0.0
    t = min(1.0, max(0.0, t))
    return math.hypot(p[0] - a[0] - t * dx, p[1] - a[1] - t * dy)


def area(points: Sequence[Point]) -> float:
    """Of a ring, in square degrees."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(points))) / 2


def packed(topology: dict[str, Any]) -> bytes:
    """The file that `twosource.dossier.figures.outlines` reads."""
    arcs = decoded(topology)
    countries = []
    for geometry in topology["objects"]["countries"]["geometries"]:
        if geometry["type"] is None:
            continue
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        rings = [ring for polygon in polygons for ring in polygon]
        sizes = [area([p for k in ring for p in _arc(arcs, k)]) for ring in rings]
        largest = max(sizes)
        kept = [r for r, s in zip(rings, sizes, strict=True) if s >= SMALLEST or s == largest]
        countries.append((geometry["properties"]["name"], kept))
    countries.sort(key=lambda c: c[0])
    used = sorted({k if k >= 0 else ~k for _, rings in countries for ring in rings for k in ring})
    number = {old: new for new, old in enumerate(used)}
    out: list[int] = [len(used)]
    names = bytearray()
    for old in used:
        line = [(round(x * DEGREE), round(y * DEGREE)) for x, y in thinned(arcs[old])]
        line = [p for k, p in enumerate(line) if k in (0, len(line) - 1) or p != line[k - 1]]
        out.append(len(line))
        x = y = 0
        for px, py in line:
            out += [_folded(px - x), _folded(py - y)]
            x, y = px, py
    out.append(len(countries))
    for name, rings in countries:
        names += name.encode() + b"\n"
        out.append(len(rings))
        for ring in rings:
            out.append(len(ring))
            out += [_folded(number[k] if k >= 0 else ~number[~k]) for k in ring]
    body = bytes(names) + b"\n" + _varints(out)
    return MAGIC + zlib.compress(body, 9)


def _arc(arcs: Sequence[list[Point]], k: int) -> list[Point]:
    return arcs[k] if k >= 0 else arcs[~k][::-1]


def _folded(value: int) -> int:
    """Small numbers of either sign as small ones without."""
    return value << 1 if value >= 0 else (~value << 1) | 1


def _varints(values: Iterable[int]) -> bytes:
    out = bytearray()
    for value in values:
        rest = value
        while rest > 0x7F:
            out.append(rest & 0x7F | 0x80)
            rest >>= 7
        out.append(rest)
    return bytes(out)


def main() -> None:
    """Write the outlines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("countries", type=Path)
    data = packed(json.loads(parser.parse_args().countries.read_text(encoding="utf-8")))
    OUT.write_bytes(data)
    print(f"{OUT.name}: {len(data):,} bytes")


if __name__ == "__main__":
    main()

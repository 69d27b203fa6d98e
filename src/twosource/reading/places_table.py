"""The table of places: a file that is looked into, not loaded.

`data/places.bin` holds the places in records of one size, their names, and the spellings in sorted
blocks; opening it reads only the first spelling of each block. `training/places.py` makes it.
"""

from __future__ import annotations

import mmap
import struct
import unicodedata
from array import array
from bisect import bisect_right
from collections import defaultdict
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from twosource.model import Place

__all__ = ["KINDS", "Gazetteer", "Hit", "Spelling", "fold", "gazetteer"]

# The layout, little endian; training/places_pack.py writes it.
MAGIC = b"2SPLACES"
HEADER = struct.Struct("<8s6I")
# Latitude and longitude, prominence, kind and marks, country, container, place in the names.
RECORD = struct.Struct("<hhBBHII")
DEGREE = 180
PROMINENCE = 20
KINDS = (
    "continent", "country", "province", "district", "city", "region", "water", "island",
    "mountains",
)  # fmt: skip
CAPITAL, USUAL, DISPUTED = 0x10, 0x20, 0x40
DIGITS = 36

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}
    | {"ı": "i"}  # noqa: RUF001
    | dict.fromkeys("'’‘ʼʻʿʾ`´.", "")  # noqa: RUF001
    | dict.fromkeys("-–‐/", " ")  # noqa: RUF001
)
_WORDS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "&": "and"}


class Spelling:
    """How a spelling stands to its place, as the mark behind the record's number says."""

    MAIN = ""
    OTHER = "~"  # a former name, another transliteration, a short form
    PEOPLE = "@"  # an adjective or the people: points to the place but is not its name
    WORD = "?"  # its own name, which is also a word of English or a more famous name: "Sale"
    ABBREVIATION = "^"  # counts only behind a comma: "Fla."


class Hit(NamedTuple):
    """A record that a spelling may mean, and the mark of the spelling."""

    record: int
    mark: str


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """A spelling without case, accents, hyphens, apostrophes and full stops.

    >>> fold("Zaporizhzhia"), fold("St. Louis"), fold("Côte-d’Or")
    ('zaporizhzhia', 'saint louis', 'cote dor')
    """
    text = text.casefold().translate(_LETTERS)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in text if not unicodedata.combining(c))
    return " ".join([_WORDS.get(word, word) for word in text.split()]).removeprefix("the ")


class Gazetteer:
    """Records by spelling; a record is a number from 0. Never written to, safe to share."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            try:
                data: mmap.mmap | bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            except (OSError, ValueError):  # no file of its own: inside an archive
                data = file.read()
        magic, count, names, blocks, starts, firsts, edges = HEADER.unpack_from(data)
        if magic != MAGIC:
            raise ValueError(f"{path} is no table of places")
        self._data = data
        self._count: int = count
        self._names = names
        self._starts = array("I", data[starts:firsts])
        self._firsts = data[firsts:edges].rstrip(b"\n").split(b"\n")
        self._end = starts
        self._blocks = blocks
        pairs = array("I", data[edges:])
        self._regions: defaultdict[int, list[int]] = defaultdict(list)
        for inner, outer in zip(pairs[::2], pairs[1::2], strict=True):
            self._regions[inner].append(outer)
        self._records: dict[int, tuple[int, int, int, int, int, int, int]] = {}
        self._chains: dict[int, tuple[int, ...]] = {}
        self._places: dict[int, Place] = {}
        self._hits: dict[str, tuple[Hit, ...]] = {}

    def __len__(self) -> int:
        return self._count

    def firsts(self) -> list[str]:
        """The first spelling of each block, sorted."""
        return [first.decode() for first in self._firsts]

    def find(self, key: str) -> tuple[Hit, ...]:
        """All records that a folded spelling may mean, the most prominent first."""
        hits = self._hits.get(key)
        if hits is None:
            hits = self._hits[key] = self._look_up(key)
        return hits

    def _look_up(self, key: str) -> tuple[Hit, ...]:
        wanted = key.encode()
        block = bisect_right(self._firsts, wanted) - 1
        if block < 0 or not wanted:
            return ()
        start = self._starts[block]
        last = block + 1 == len(self._starts)
        lines = self._data[start : self._end if last else self._starts[block + 1]]
        at = lines.find(b"\n" + wanted + b"\t")
        if at < 0:
            return ()
        at += len(wanted) + 2
        listed = lines[at : lines.index(b"\n", at)].decode().split()
        return tuple(
            Hit(int(one[:-1], DIGITS), one[-1]) if one[-1] in "~@?^" else Hit(int(one, DIGITS), "")
            for one in listed
        )

    def record(self, number: int) -> tuple[int, int, int, int, int, int, int]:
        """The fields of a record as `RECORD` has them."""
        known = self._records.get(number)
        if known is None:
            known = RECORD.unpack_from(self._data, HEADER.size + number * RECORD.size)
            self._records[number] = known
        return known

    def kind(self, number: int) -> str:
        """One of `KINDS`."""
        return KINDS[self.record(number)[3] & 0x0F]

    def marks(self, number: int) -> int:
        """CAPITAL, USUAL and DISPUTED, in one number."""
        return self.record(number)[3] & (CAPITAL | USUAL | DISPUTED)

    def prominence(self, number: int) -> float:
        """The decimal logarithm of the people who live there."""
        return self.record(number)[2] / PROMINENCE

    def country(self, number: int) -> int:
        """The record of its country, -1 where there is none or several."""
        return self.record(number)[4] - 1

    def chain(self, number: int) -> tuple[int, ...]:
        """The records that it lies in, the nearest first."""
        known = self._chains.get(number)
        if known is None:
            found: list[int] = []
            waiting = [number]
            for inner in waiting:
                outer = [*self._regions.get(inner, ()), self.record(inner)[5] - 1]
                new = [n for n in outer if n >= 0 and n not in found and n != number]
                found += new
                waiting += new
            known = self._chains[number] = tuple(found)
        return known

    def place(self, number: int) -> Place:
        """The place of a record."""
        known = self._places.get(number)
        if known is None:
            known = self._places[number] = self._place(number)
        return known

    def _place(self, number: int) -> Place:
        latitude, longitude, *_ = self.record(number)
        country = self.country(number)
        identity, name = self._named(number)
        return Place(
            id=identity,
            name=name,
            kind=self.kind(number),
            country=self._named(country)[0] if country >= 0 else "",
            latitude=round(latitude / DEGREE, 2),
            longitude=round(longitude / DEGREE, 2),
            within=tuple(self._named(n) for n in self.chain(number)),
            disputed=bool(self.marks(number) & DISPUTED),
        )

    def _named(self, number: int) -> tuple[str, str]:
        start = self._names + self.record(number)[6]
        line = self._data[start : self._data.find(b"\n", start)].decode()
        identity, _, name = line.partition("\t")
        return identity, name


@cache
def gazetteer() -> Gazetteer:
    """The table that comes with the package, opened at the first call."""
    return Gazetteer(Path(__file__).with_name("data") / "places.bin")

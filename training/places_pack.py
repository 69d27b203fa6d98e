"""Packs the entries into the file that `reading/places_table.py` looks into."""

from __future__ import annotations

import math
from array import array
from typing import TYPE_CHECKING

from twosource.reading.places_table import (
    CAPITAL,
    DEGREE,
    DIGITS,
    DISPUTED,
    HEADER,
    KINDS,
    MAGIC,
    PROMINENCE,
    RECORD,
    USUAL,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from training.places_sources import Entry

BLOCK = 1000  # bytes of spellings between two that are read when the table is opened
MOST = 24  # places of one spelling, the most prominent ones
MARKS = {"capital": CAPITAL, "usual": USUAL, "disputed": DISPUTED}

__all__ = ["pack"]


def pack(entries: list[Entry], spellings: Mapping[str, Mapping[str, str]]) -> bytes:
    """The file; `spellings` gives for each folded spelling the ids that it may mean, with marks."""
    # Containers first, and what is looked up most: the file's beginning stays in memory.
    order = sorted(entries, key=lambda e: (KINDS.index(e.kind), -e.people, e.id))
    number = {e.id: k for k, e in enumerate(order)}
    names = bytearray()
    records = bytearray()
    for entry in order:
        records += RECORD.pack(
            round(entry.latitude * DEGREE),
            round(entry.longitude * DEGREE),
            min(255, round(math.log10(max(entry.people, 1)) * PROMINENCE)),
            KINDS.index(entry.kind) | sum(MARKS[m] for m in entry.marks),
            number[entry.country] + 1 if entry.country else 0,
            number[entry.parent] + 1 if entry.parent else 0,
            len(names),
        )
        names += f"{entry.id}\t{entry.name}\n".encode()
    edges = array("I", [k for e in order for r in e.regions for k in (number[e.id], number[r])])
    blocks, starts, firsts = _blocks(spellings, number)
    at_names = HEADER.size + len(records)
    at_blocks = at_names + len(names)
    # Arrays are read in place: on a multiple of four.
    blocks += b" " * (-(at_blocks + len(blocks)) % 4)
    at_starts = at_blocks + len(blocks)
    at_firsts = at_starts + 4 * len(starts)
    firsts += b"\n" * (-(at_firsts + len(firsts)) % 4)
    at_edges = at_firsts + len(firsts)
    header = HEADER.pack(MAGIC, len(order), at_names, at_blocks, at_starts, at_firsts, at_edges)
    offsets = array("I", [at_blocks + s for s in starts])
    return header + records + names + blocks + offsets.tobytes() + firsts + edges.tobytes()


def _blocks(
    spellings: Mapping[str, Mapping[str, str]], number: Mapping[str, int]
) -> tuple[bytearray, list[int], bytes]:
    """Sorted lines in blocks; each block begins with a line break so that a line can be found."""
    out = bytearray()
    starts: list[int] = []
    firsts: list[bytes] = []
    for key in sorted(spellings, key=lambda k: k.encode()):
        if not starts or len(out) - starts[-1] > BLOCK:
            starts.append(len(out))
            firsts.append(key.encode())
            out += b"\n"
        found = sorted((number[i], mark) for i, mark in spellings[key].items())[:MOST]
        out += f"{key}\t{' '.join(_digits(n) + mark for n, mark in found)}\n".encode()
    return out, starts, b"\n".join(firsts)


def _digits(value: int) -> str:
    signs = "0123456789abcdefghijklmnopqrstuvwxyz"
    out = ""
    while True:
        value, rest = divmod(value, DIGITS)
        out = signs[rest] + out
        if not value:
            return out

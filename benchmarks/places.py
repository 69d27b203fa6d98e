"""Where the places of MEANTIME are: how many are told, and whether as the annotators describe them.

The annotators of MEANTIME described each location in words ("Everett, Washington", "Toulouse,
France"); airports, factories and groups of countries are among them. Of the named mentions of
locations (`names_gold` says which are names):

- `coverage`: the share at which a found name stands that has a place;
- `open`: the share that keeps candidates instead;
- `right`: of those with a place, the share whose place has the described name, and lies in what
  the description says behind a comma or in brackets.

The rules were looked at on these documents too; the weights were set by hand and never fitted.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.names_gold import meantime
from twosource.reading import names, places
from twosource.reading.parse import parse
from twosource.reading.places_table import fold, gazetteer

if TYPE_CHECKING:
    from twosource.model import Name, Place

__all__ = ["agrees", "measure"]

_PARTS = re.compile(r"[,()]")


def measure(shared: Path) -> dict[str, float]:
    """All figures, each between 0 and 1; `shared` is the folder of data."""
    folder = shared / "claims"
    described = _described(folder)
    documents = list(meantime(folder))
    asked = told = left = right = 0
    for document, parsed in zip(documents, parse(d.report for d in documents), strict=True):
        report = parsed.report
        found = places.locate(report.text, names.find(parsed))
        for gold in document.gold:
            words = described.get((report.id, gold.start, gold.end))
            if words is None:
                continue
            asked += 1
            name = _at(found, gold.start, gold.end)
            if name is None:
                continue
            left += bool(name.candidates)
            if name.place is not None:
                told += 1
                right += agrees(name.place, words)
    return {"coverage": told / asked, "open": left / asked, "right": right / told}


def agrees(place: Place, described: str) -> bool:
    """Whether a description in words fits a place: its name, then what it lies in."""
    first, *outer = [part.strip() for part in _PARTS.split(described) if part.strip()]
    around = {identity for identity, _ in place.within}
    return place.id in _ids(first) and all(_ids(part) & (around | {place.id}) for part in outer)


def _ids(spelling: str) -> set[str]:
    table = gazetteer()
    return {table.place(hit.record).id for hit in table.find(fold(spelling))}


def _described(folder: Path) -> dict[tuple[str, int, int], str]:
    with (folder / "meantime_en_mentions.jsonl").open(encoding="utf-8") as lines:
        return {
            (m["doc"], m["start"], m["end"]): m["descr"]
            for m in map(json.loads, lines)
            if m["type"] == "LOCATION" and m["contiguous"] and m["descr"]
        }


def _at(found: tuple[Name, ...], start: int, end: int) -> Name | None:
    return next(
        (n for n in found for m in n.mentions if m.start < end and start < m.end),
        None,
    )


if __name__ == "__main__":
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else Path("../shared")
    for key, value in measure(given).items():
        print(f"{key:12} {value:.3f}")

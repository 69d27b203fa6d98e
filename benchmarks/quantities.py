"""Quantities against labelled sentences of three projects.

    python -m benchmarks.quantities [../shared]

NewsQuant (open half): F1 of value, value and unit, value and change, of what
`twosource.reading.quantities.written` gives, as the data's own scorer counts.

quantulum3's tests: F1 of value, and of value with unit, over what has a unit in the gold or in what
is found; its numbers without a unit are left out, since there every number counts ("English 101").

Microsoft's Recognizers, English cases, whose models look for one kind of thing each: recall of the
value over the kinds number, percentage, currency, dimension, temperature and age; recall of the
unit over the last four, a rate counting as the unit above its line; recall of both bounds over the
number ranges, open or closed. Gold without a number ("percentage" alone) is left out. Many cases
are arithmetic and no news ("one hundred thirty fifths", "1.1^23"), so no peer stands beside it.
"""

from __future__ import annotations

import json
import math
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.scorers import scorer
from twosource.model import Block, BlockKind, Report
from twosource.reading import quantities, times
from twosource.reading.parse import parse
from twosource.reading.quantities import units
from twosource.reading.quantities.lexemes import Lexemes
from twosource.reading.quantities.written import as_written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from twosource.model import Quantity

# Units that another project names otherwise than our table does.
NAMES = {
    "pound-mass": "pound",
    "c": "celsius",
    "f": "fahrenheit",
    "united states dollar": "USD",
    "netherlands guilder": "NLG",
}
VALUED = ("number", "percentage", "currency", "dimension", "temperature", "age")
MEASURED = ("currency", "dimension", "temperature", "age")


def _reports(lines: list[dict[str, Any]]) -> list[Report]:
    return [Report(d["id"], d["text"], (Block(BlockKind.BODY, 0, len(d["text"])),)) for d in lines]


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.open(encoding="utf-8")]


def predict(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What is found in each sentence, in the scorer's form."""
    out = []
    for parsed in parse(_reports(lines)):
        when = times.find(parsed)
        found = as_written(parsed.report.text, quantities.find(parsed, when), when)
        out.append({"id": parsed.report.id, "quantities": found})
    return out


def _found(lines: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], list[Quantity]]]:
    by_id = {d["id"]: d for d in lines}
    for parsed in parse(_reports(lines)):
        found = [q for q in quantities.find(parsed) if q.kind != "ordinal"]
        yield by_id[parsed.report.id], found


def measure(shared: Path) -> dict[str, float]:
    """All figures, 0 to 100; see above."""
    folder = shared / "quantities"
    gold = _lines(folder / "newsquant_open.jsonl")
    return {
        **_score(gold, predict(gold), scorer(folder / "score.py")),
        **_quantulum(_lines(folder / "quantulum3_en.jsonl")),
        **_recognizers(_lines(folder / "msrecognizers_en_open.jsonl")),
    }


def _score(
    gold: list[dict[str, Any]], found: list[dict[str, Any]], counts: ModuleType
) -> dict[str, float]:
    """As the scorer's own `main` counts, which prints rather than returns."""
    by_id = {d["id"]: d["quantities"] for d in found}
    hit = {"value": 0, "unit": 0, "change": 0}
    wanted = given = 0
    for line in gold:
        left = list(by_id[line["id"]])
        wanted += len(line["quantities"])
        given += len(left)
        for g in line["quantities"]:
            same = [p for p in left if counts.close(p["value"], g["value"])]
            if not same:
                continue
            best = max(
                same,
                key=lambda p: (bool(counts.names(p) & counts.names(g)), p["change"] == g["change"]),
            )
            left.remove(best)
            hit["value"] += 1
            hit["unit"] += bool(counts.names(best) & counts.names(g))
            hit["change"] += best["change"] == g["change"]
    return {f"newsquant_{k}": 200 * v / max(1, wanted + given) for k, v in hit.items()}


def _named(words: str) -> str:
    """The name in our table of a unit that another project calls `words`."""
    words = words.lower()
    found = units.after(Lexemes(words), 0, digits=True)
    return NAMES.get(words) or (found[0].name if found is not None else words)


def _is_near(one: float, two: float) -> bool:
    return math.isclose(one, two, rel_tol=1e-6, abs_tol=1e-9)


def _quantulum(gold: list[dict[str, Any]]) -> dict[str, float]:
    value = unit = wanted = given = 0
    for line, found in _found(gold):
        left = [q for q in found if q.unit]
        given += len(left)
        for g in line["quantities"]:
            if g["unit"] == "dimensionless":
                continue
            wanted += 1
            same = [
                q
                for q in left
                if q.start < g["end"] and g["start"] < q.end and _is_near(q.value, g["value"])
            ]
            if same:
                left.remove(same[0])
                value += 1
                name = " per ".join(map(_named, g["unit"].split(" per ")))
                unit += same[0].unit in {name, _named(g["unit"])}
    return {
        "quantulum3_value": 200 * value / (wanted + given),
        "quantulum3_unit": 200 * unit / (wanted + given),
    }


def _recognizers(gold: list[dict[str, Any]]) -> dict[str, float]:
    hit = dict.fromkeys(("value", "unit", "range"), 0)
    wanted = dict.fromkeys(hit, 0)
    kinds = {*VALUED, "number_range"}
    for line, found in _found([d for d in gold if d["kind"] in kinds and d["text"].strip()]):
        for g in line["quantities"]:
            there = [q for q in found if q.start <= g["end"] and g["start"] < q.end]
            answer = g.get("resolution") or {}
            if line["kind"] == "number_range":
                wanted["range"] += 1
                hit["range"] += any((q.low, q.high) == _bounds(answer["value"]) for q in there)
                continue
            figure = re.fullmatch(r"-?[\d.]+(?:E[+-]\d+)?", str(answer.get("value")).rstrip("%"))
            if figure is None:
                continue
            wanted["value"] += 1
            same = [q for q in there if _is_near(q.value, float(figure[0]))]
            hit["value"] += bool(same)
            if line["kind"] in MEASURED:
                wanted["unit"] += 1
                name = _named(answer["unit"])
                if line["kind"] == "currency" and name == "pound":
                    name = "GBP"
                # "$98 a share" is dollars there
                hit["unit"] += any(
                    q.unit.split(" per ")[0] in {name, f"{name} of age"} for q in same
                )
    return {f"recognizers_{k}": 100 * hit[k] / max(1, wanted[k]) for k in hit}


def _bounds(interval: str) -> tuple[float, float]:
    """The ends of "[20,30)" or "(,30]"."""
    low, high = interval[1:-1].split(",")
    return float(low or "-inf"), float(high or "inf")


if __name__ == "__main__":
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "shared"
    for name, figure in measure(root).items():
        print(f"{name:20} {figure:5.1f}")

"""Quantities against NewsQuant (open half): F1 of value, value and unit, value and change.

    python benchmarks/quantities.py [../shared]

NewsQuant writes a quantity in its own form, so ours is turned into it here: what it calls `~` is
both `about` and `nearly`, a vague plural is [1, 10] times its word ("dozens" is [12, 120]), a count
is known by the words of its noun, ordinals are left out, and words such as "nine days later", which
are a date to us, stay a quantity.
"""

from __future__ import annotations

import importlib.util
import json
import math
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from twosource.model import Block, BlockKind, Report
from twosource.reading import quantities, times
from twosource.reading.parse import parse
from twosource.reading.quantities import numerals
from twosource.reading.quantities.lexemes import Lexemes

if TYPE_CHECKING:
    from types import ModuleType

    from twosource.model import Quantity

NAMES = {
    "percent": "percentage",
    "USD": "dollar",
    "EUR": "euro",
    "GBP": "pound sterling",
    "INR": "indian rupee",
    "JPY": "japanese yen",
    "MYR": "malaysian ringgit",
    "ZAR": "south african rand",
    "AUD": "australian dollar",
    "NZD": "new zealand dollar",
    "SGD": "singaporean dollar",
    "CAD": "canadian dollar",
    "CNY": "chinese yuan",
    "pound": "pound-mass",
    "tonne": "metric ton",
    "US cent": "cent",
    "fraction": "%",
    "revolution per minute": "revolutions per minute",
    "KRW": "south korean won",
    "CHF": "swiss franc",
    "RUB": "russian ruble",
    "metric horsepower": "horsepower",
    "part per billion": "parts-per-billion",
    "part per million": "parts-per-million",
    "gigawatt-hour": "gigawatt hour",
    "kilowatt-hour": "kilowatt hour",
    "megawatt-hour": "megawatt hour",
    "terawatt-hour": "terawatt hour",
    "HKD": "hong kong dollar",
    "ILS": "shekel",
    "foot pound-force": "pound-foot",
}
VAGUE = {
    "dozens": 12,
    "tens": 10,
    "hundreds": 1e2,
    "thousands": 1e3,
    "millions": 1e6,
    "billions": 1e9,
    "trillions": 1e12,
}
_OFFSET = re.compile(r"\b(?:later|ago|earlier|before|after)$", re.IGNORECASE)


def newsquant_form(text: str, q: Quantity) -> dict[str, Any]:
    """One quantity as NewsQuant writes it."""
    unit, normal = _unit(text, q)
    return {
        "value": _value(text[q.start : q.end].lower(), q),
        "unit": unit or "-",
        "normalized_unit": normal or "-",
        "change": _change(q),
    }


def _value(words: str, q: Quantity) -> float | list[float]:
    vague = [VAGUE[w] for w in re.findall(r"[a-z]+", words) if w in VAGUE]
    if vague:
        size = math.prod(vague)
        return [size, size * 10]
    if _figures_in(words) > 1:
        low, high = _figures(q)
        return [low, high] if low < high else q.value
    return 2.0 if words.startswith("a couple") else q.value


def _change(q: Quantity) -> str:
    hedge = q.hedge.lower()
    if hedge and not hedge.startswith(("as many", "as much")):
        if q.low == -math.inf or (q.high_open and hedge.startswith("just under")):
            return "<"
        just_over = q.low_open and q.low == q.value
        return ">" if q.high == math.inf or just_over else "~"
    return {"rise": "up", "fall": "down"}.get(q.change, "=")


def _unit(text: str, q: Quantity) -> tuple[str, str]:
    if q.kind == "count":
        span = q.counted_span
        return (text[span.start : span.end] if span else ""), q.counted
    if q.unit == "revolution per minute":
        return "rpm", ""
    if q.unit.startswith("per "):
        return q.unit, f"{q.counted} {q.unit}"
    first, *rest = q.unit.split(" per ")
    return q.unit, " per ".join([NAMES.get(q.unit, NAMES.get(first, first)), *rest])


def _figures_in(words: str) -> int:
    """How many numbers the words of one quantity hold: two for a range."""
    if re.search(r"\b(?:in|of)\b", words):
        return 1
    lex = Lexemes(words)
    i = count = 0
    while i < len(lex):
        found = numerals.parse(lex, i)
        count += found is not None
        i = i + 1 if found is None else found.last
    return count


def _figures(q: Quantity) -> list[float]:
    """Both ends of a range, whatever its hedge made of them."""
    if q.low == -math.inf:
        return [2 * q.value - q.high, q.high]
    if q.high == math.inf:
        return [q.low, 2 * q.value - q.low]
    return [q.low, q.high]


def predict(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """NewsQuant's form of what is found in each sentence."""
    reports = [
        Report(d["id"], d["text"], (Block(BlockKind.BODY, 0, len(d["text"])),)) for d in lines
    ]
    out = []
    for parsed in parse(reports):
        text = parsed.report.text
        kept = [t for t in times.find(parsed) if not _OFFSET.search(text[t.start : t.end])]
        found = quantities.find(parsed, kept)
        out.append(
            {
                "id": parsed.report.id,
                "quantities": [newsquant_form(text, q) for q in found if q.kind != "ordinal"],
            }
        )
    return out


def measure(shared: Path) -> dict[str, float]:
    """F1 (0 to 100) of value, value and unit, value and change on the open half of NewsQuant."""
    folder = shared / "quantities"
    gold = [json.loads(line) for line in (folder / "newsquant_open.jsonl").open(encoding="utf-8")]
    spec = importlib.util.spec_from_file_location("newsquant_score", folder / "score.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return _score(gold, predict(gold), scorer)


def _score(
    gold: list[dict[str, Any]], found: list[dict[str, Any]], scorer: ModuleType
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
            same = [p for p in left if scorer.close(p["value"], g["value"])]
            if not same:
                continue
            best = max(
                same,
                key=lambda p: (bool(scorer.names(p) & scorer.names(g)), p["change"] == g["change"]),
            )
            left.remove(best)
            hit["value"] += 1
            hit["unit"] += bool(scorer.names(best) & scorer.names(g))
            hit["change"] += best["change"] == g["change"]
    return {f"newsquant_{k}": 200 * v / max(1, wanted + given) for k, v in hit.items()}


if __name__ == "__main__":
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "shared"
    for name, figure in measure(root).items():
        print(f"{name:20} {figure:5.1f}")

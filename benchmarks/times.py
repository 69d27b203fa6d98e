"""Times against WikiWars: relaxed, strict and value F1, as TempEval-3 counts.

    python benchmarks/times.py [../shared]

The texts are histories, not news: they are read without a publication date, so that times stand on
the dates of the text itself. The grammar was developed on every second text; those that were not
looked at ("unseen") are scored apart.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from twosource.model import Block, BlockKind, Report
from twosource.reading import times
from twosource.reading.parse import parse

_LINE = re.compile(r"\S.*")


def predict(lines: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """TIMEX3 of each text by its id."""
    reports = []
    for d in lines:
        blocks = tuple(
            Block(BlockKind.BODY, m.start(), m.start() + len(m.group().rstrip()))
            for m in _LINE.finditer(d["text"])
        )
        reports.append(Report(d["id"], d["text"], blocks))
    return {
        parsed.report.id: [
            {"start": t.start, "end": t.end, "type": t.type, "value": t.value}
            for t in times.find(parsed)
        ]
        for parsed in parse(reports)
    }


def score(gold: list[dict[str, Any]], found: dict[str, list[dict[str, Any]]]) -> dict[str, float]:
    """Relaxed, strict and value F1 (0 to 100); any overlap pairs, one to one."""
    wanted = given = pairs = strict = value = 0
    for d in gold:
        left = sorted(found[d["id"]], key=lambda t: t["start"])
        wanted += len(d["timex"])
        given += len(left)
        for g in d["timex"]:
            over = [
                (min(g["end"], p["end"]) - max(g["start"], p["start"]), k)
                for k, p in enumerate(left)
            ]
            size, k = max(over, default=(0, 0))
            if size <= 0:
                continue
            p = left.pop(k)
            pairs += 1
            strict += (p["start"], p["end"]) == (g["start"], g["end"])
            value += p["value"] == g["value"]
    total = max(1, wanted + given)
    return {
        "relaxed": 200 * pairs / total,
        "strict": 200 * strict / total,
        "value": 200 * value / total,
        "precision": 100 * pairs / max(1, given),
        "recall": 100 * pairs / max(1, wanted),
    }


def measure(shared: Path) -> dict[str, float]:
    """F1 on all of WikiWars, and on the texts that were not used for development."""
    path = shared / "times" / "wikiwars.jsonl"
    gold = [json.loads(line) for line in path.open(encoding="utf-8")]
    found = predict(gold)
    out = {f"wikiwars_{k}": v for k, v in score(gold, found).items()}
    out |= {f"wikiwars_seen_{k}": v for k, v in score(gold[::2], found).items()}
    out |= {f"wikiwars_unseen_{k}": v for k, v in score(gold[1::2], found).items()}
    return out


if __name__ == "__main__":
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "shared"
    for name, figure in measure(root).items():
        print(f"{name:28} {figure:5.1f}")

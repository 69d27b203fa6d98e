"""Times against WikiWars (relaxed, strict and value F1, as TempEval-3 counts) and GUM's news.

    python -m benchmarks.times [../shared]

The texts of WikiWars are histories, not news: they are read without a publication date, so that
times stand on the dates of the text itself. GUM's Wikinews texts are news with the day at their
head: of their dates, how many are found, and for how many of those the days are the right ones.
The grammar was developed on every second text of either; those that were not looked at ("unseen")
are scored apart.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from benchmarks.times_gold import Text, news
from twosource.model import Block, BlockKind, Report
from twosource.reading import times
from twosource.reading.parse import parse

_LINE = re.compile(r"\S.*")


def predict(lines: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """TIMEX3 of each text by its id."""
    reports = [_report(d["id"], d["text"], None) for d in lines]
    return {
        parsed.report.id: [
            {"start": t.start, "end": t.end, "type": t.type, "value": t.value}
            for t in times.find(parsed)
        ]
        for parsed in parse(reports)
    }


def _report(name: str, text: str, published: str | None) -> Report:
    """A report whose every line is a paragraph of its body."""
    blocks = tuple(
        Block(BlockKind.BODY, m.start(), m.start() + len(m.group().rstrip()))
        for m in _LINE.finditer(text)
    )
    return Report(name, text, blocks, published=published)


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
    texts = news(shared / "treebanks")
    out |= {f"gum_news_{k}": v for k, v in score_news(texts).items()}
    out |= {f"gum_news_unseen_{k}": v for k, v in score_news(texts[1::2]).items()}
    return out


def score_news(texts: list[Text]) -> dict[str, float]:
    """Of all dates the share that is found, of those with days the share with the same days."""
    dates = found = compared = right = 0
    reports = [_report(text.id, text.text, text.published) for text in texts]
    for text, parsed in zip(texts, parse(reports), strict=True):
        read = times.find(parsed)
        for gold in text.dates:
            over = [t for t in read if t.start < gold.end and gold.start < t.end]
            dates += 1
            found += bool(over)
            if gold.days is not None and over:
                wanted = tuple(day.isoformat() for day in gold.days)
                compared += 1
                right += any((t.first, t.last) == wanted for t in over)
    return {"found": 100 * found / max(1, dates), "days": 100 * right / max(1, compared)}


if __name__ == "__main__":
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "shared"
    for name, figure in measure(root).items():
        print(f"{name:28} {figure:5.1f}")

"""Attributions against PolNeAR's development part: content, content with source, quotations.

    python -m benchmarks.attribution [../shared] [--fast] [--rules]

The measure is that of `attribution/score.py` there: an attribution is right when the words of its
content reach Dice 0.5 with an annotated one, and with its source when those do too.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.scorers import scorer
from twosource.model import Attribution, Block, BlockKind, Report
from twosource.reading.attribution import find
from twosource.reading.parse import Parsed, parse

FAST = 28  # articles; a third of the part


def report_of(article: dict[str, Any]) -> Report:
    """A Report with one body block a line that is not empty."""
    text: str = article["text"]
    blocks = []
    at = 0
    for line in text.splitlines(keepends=True):
        inner = line.strip()
        if inner:
            start = at + line.index(inner)
            blocks.append(Block(BlockKind.BODY, start, start + len(inner)))
        at += len(line)
    return Report(id=article["id"], text=text, blocks=tuple(blocks))


def as_scored(found: tuple[Attribution, ...]) -> list[dict[str, list[list[int]]]]:
    """Attributions as the scorer reads them."""
    return [
        {
            role: [[s.start, s.end] for s in getattr(a, role)]
            for role in ("source", "cue", "content")
        }
        for a in found
    ]


def articles(shared: Path, *, fast: bool = False) -> list[dict[str, Any]]:
    """PolNeAR's development articles."""
    path = shared / "attribution" / "polnear_dev.jsonl"
    with path.open(encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    return found[:FAST] if fast else found


def measure(shared: Path, *, fast: bool = False, rules: bool = False) -> dict[str, float]:
    """F1 of content and of content with source (Dice >= .5), recall of direct ones, time a word.

    `fast` takes a third of the articles; `rules` leaves the learned finder's weights out.
    """
    gold = articles(shared, fast=fast)
    parsed = list(parse([report_of(a) for a in gold]))
    words = sum(len(p.doc) for one in parsed for p in one.docs)
    began = time.process_time()
    predicted = [
        {"id": one.report.id, "attributions": as_scored(_find(one, rules=rules))} for one in parsed
    ]
    spent = time.process_time() - began
    result = scorer(shared / "attribution" / "score.py").score(gold, predicted)
    return {
        "content@.5": result["content@.5"][2],
        "content+source": result["content+source"][2],
        "content+source precision": result["content+source"][0],
        "content+source recall": result["content+source"][1],
        "direct recall": result["content@.5 direct"][1],
        "source right given content": result["given content"]["source dice>=.5"],
        "content exact": result["content.exact"][2],
        "microseconds a word": 1e6 * spent / words,
    }


def _find(parsed: Parsed, *, rules: bool) -> tuple[Attribution, ...]:
    return find(parsed, (), learned=not rules)


def main() -> None:
    flags = [a for a in sys.argv[1:] if a.startswith("--")]
    paths = [a for a in sys.argv[1:] if not a.startswith("--")]
    shared = Path(paths[0]) if paths else Path(__file__).resolve().parents[2] / "shared"
    for name, value in measure(shared, fast="--fast" in flags, rules="--rules" in flags).items():
        print(f"{name:28s} {value:.3f}")


if __name__ == "__main__":
    main()

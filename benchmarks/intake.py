"""How well the lines of pasted text are labelled.

    python benchmarks/intake.py ../shared

Paste: mean 4-gram F1 of body and sub-headlines against the annotated bodies, on pages selected
whole ("all") and by dragging ("drag"). Each page is labelled by a forest that saw no page of its
domain's fold (`benchmarks/data/intake_folds.npz`, written by `training/blocks.py --folds`); the
thresholds and rules were tuned on these pages. Seeds: share of lines with the right kind. Stories:
share of the characters of clean reports that is compared, date lines and bylines left out.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from twosource.intake.blocks import label_lines
from twosource.intake.layout import paragraphs
from twosource.intake.line_trees import Forest, read_forest
from twosource.model import BlockKind

__all__ = ["measure"]

FOLDS = Path(__file__).with_name("data") / "intake_folds.npz"
KEPT = frozenset({BlockKind.BODY, BlockKind.SUBHEADLINE})
SEED_KINDS = {
    "body": "body",
    "body_list": "body",
    "headline": "headline",
    "subhead": "sub-headline",
    "alt": "caption",
    "caption": "caption",
    "credit": "caption",
    "credit+widget": "caption",
    "widget+credit": "caption",
    "other_headline": "other-story",
    "other_body": "other-story",
}


def measure(shared: Path) -> dict[str, float]:
    """Every figure by its name."""
    return {**_paste(shared), **_seeds(shared), **_stories(shared)}


def _paste(shared: Path) -> dict[str, float]:
    with (shared / "paste" / "paste_open.jsonl").open(encoding="utf-8") as lines:
        pages = [p for p in map(json.loads, lines) if p["gold_cov"] >= 0.85 and p["sel"]]
    with np.load(FOLDS) as kept:
        forests = [read_forest(kept, f"fold{k}_") for k in range(5)]
    out: dict[str, float] = {}
    for how in ("all", "drag"):
        rows, english, took = [], [], 0.0
        for page in pages:
            text = _selected(page, how)
            began = time.perf_counter()
            got = _body(text, forests[_fold(page["domain"])])
            took += time.perf_counter() - began
            row = _shares(page["gold_body"], got)
            rows.append(row)
            if (page["lang"] or "en")[:2] == "en":
                english.append(row)
        out[f"paste_{how}_f1"] = _f1(rows)
        out[f"paste_{how}_english_f1"] = _f1(english)
        out[f"paste_{how}_ms_a_page"] = 1000 * took / len(pages)
    return out


def _fold(domain: str) -> int:
    return int(sha256(f"f{domain}".encode()).hexdigest(), 16) % 5


def _selected(page: dict[str, Any], how: str) -> str:
    if how == "all":
        return str(page["pasted"])
    sel = page["sel"]
    return "\n".join(page[sel["base"]].split("\n")[sel["first"] : sel["last"] + 1])


def _body(text: str, forest: Forest) -> str:
    lines = label_lines(text, places=paragraphs(text, wrapped=False), forest=forest)
    return "\n".join(x.row for x in lines if x.kind in KEPT)


def _grams(text: str) -> Counter[tuple[str, ...]]:
    """4-gram shingles as the article extraction benchmark of scrapinghub takes them."""
    import re  # noqa: PLC0415

    words = re.findall(r"\w+", text)
    grams = (tuple(words[k : k + 4]) for k in range(max(1, len(words) - 3)))
    return Counter(g for g in grams if g)


def _shares(gold: str, got: str) -> tuple[float, float, float]:
    a, b = _grams(gold), _grams(got)
    hit = (a & b).total()
    over, under = b.total() - hit, a.total() - hit
    whole = hit + over + under
    return (hit / whole, over / whole, under / whole) if whole else (0.0, 0.0, 0.0)


def _f1(rows: list[tuple[float, float, float]]) -> float:
    precision = statistics.mean(h / (h + o) if h else 0.0 for h, o, u in rows if h + o)
    recall = statistics.mean(h / (h + u) if h else 0.0 for h, o, u in rows if h + u)
    return 2 * precision * recall / (precision + recall)


def _seeds(shared: Path) -> dict[str, float]:
    labels = json.loads((shared / "seeds" / "lines.json").read_text(encoding="utf-8"))["files"]
    right = right_kind = total = 0
    for name, file in labels.items():
        text = (shared / "seeds" / name).read_text(encoding="utf-8")
        wanted = {x["line"]: SEED_KINDS.get(x["label"], "promo") for x in file["lines"]}
        for line in label_lines(text):
            want = BlockKind(wanted[text.count("\n", 0, line.start) + 1])
            total += 1
            right_kind += line.kind is want
            right += line.compared == (want in {*KEPT, BlockKind.HEADLINE})
    return {"seeds_compared_or_not": right / total, "seeds_kind": right_kind / total}


def _stories(shared: Path) -> dict[str, float]:
    kept = whole = 0
    for path in sorted((shared / "stories" / "stories").glob("*.json")):
        story = json.loads(path.read_text(encoding="utf-8"))
        if story["story"] == "seeds":
            continue
        for report in story["reports"]:
            for line in label_lines(report["text"]):
                if line.why in {"date line", "byline"}:
                    continue
                whole += len(line.row)
                kept += len(line.row) * line.compared
    return {"stories_characters_compared": kept / whole}


if __name__ == "__main__":
    for figure, value in measure(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")).items():
        print(f"{figure:32s} {value:.4f}")

"""Grow the trees that tell body lines from the rest of a pasted page.

    python training/blocks.py ../shared [--folds]

In: `paste/paste_open.jsonl` (pages as pasted, a label for each line). Out: `trees.npz` and
its licence in `src/twosource/weights/blocks`. `--folds` also writes one forest for each of five
folds by domain, grown without it, so that `benchmarks/intake.py` can measure on unseen pages.
Seeded; some minutes on two cores.

Beside the pages as they are, the trees learn from the same bodies copied cleanly (a paragraph or
a sentence a line, words spaced as by a tokeniser, with and without headline and date), so that a
text without page furniture is kept whole.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from twosource.intake.layout import Paragraph, paragraphs
from twosource.intake.line_features import FEATURES, features

Array = np.ndarray[Any, Any]

OUT = Path(__file__).parents[1] / "src" / "twosource" / "weights" / "blocks"
SEED = 20
FOLDS = 5
BODY = frozenset("BS")
NEAR = 10
SETTINGS = {
    "max_iter": 180,
    "learning_rate": 0.07,
    "max_leaf_nodes": 15,
    "l2_regularization": 1.0,
    "min_samples_leaf": 40,
    "random_state": SEED,
    "early_stopping": False,
}
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"‘'(0-9])")


def fold_of(domain: str) -> int:
    return int(hashlib.sha256(f"f{domain}".encode()).hexdigest(), 16) % FOLDS


def load(shared: Path) -> list[dict[str, Any]]:
    with (shared / "paste" / "paste_open.jsonl").open(encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines]
    return [p for p in pages if p["gold_cov"] >= 0.85 and p["sel"]]


def pasted(page: dict[str, Any], how: str) -> tuple[str, str]:
    """A page's text and the label of each of its lines: all of it, or a drag selection."""
    if how == "all":
        return page["pasted"], page["labels"]
    sel = page["sel"]
    base = sel["base"]
    text, labels = page[base], page["labels" if base == "pasted" else "labels_alt"]
    rows = text.split("\n")[sel["first"] : sel["last"] + 1]
    return "\n".join(rows), labels[sel["first"] : sel["last"] + 1]


def clean(page: dict[str, Any], rng: random.Random) -> list[tuple[str, str]]:
    """Clean copies of a page's body, as archives, feeds and corpora hold them."""
    body = [r.strip() for r in page["gold_body"].split("\n") if r.strip()]
    if not body:
        return []
    sentences = [s for r in body for s in _SENTENCE.split(r)][: rng.randint(4, 40)]
    spaced = [re.sub(r"\s*([,.;:?!'\"()])", r" \1", s) for s in sentences]
    spaced = [re.sub(r" ([.?!])$", r"\1", s) for s in spaced]
    title = (page["title"] or "").split("|")[0].strip()
    top = [(title, "H")] if title and rng.random() < 0.7 else []
    if rng.random() < 0.4:
        top.append((rng.choice(DATES), "D"))
    out = []
    brief = sentences[: rng.randint(1, 4)], body[: rng.randint(1, 5)]
    copies = ((body, "\n\n"), (body, "\n"), (sentences, "\n"), (spaced, "\n"))
    for rows, sep in (*copies, (brief[0], "\n"), (brief[0], "\n\n"), (brief[1], "\n\n")):
        kept = [*top, *((r, "B") for r in rows)]
        text = sep.join(r for r, _ in kept)
        labels = ("-" * (len(sep) - 1)).join(label for _, label in kept)
        out.append((text, labels))
    return out


DATES = [
    "3 May 2019",
    "May 3, 2019 10:15 GMT",
    "Published 12 June 2021",
    "Last updated 15:42 23 / 08 / 2019",
    "Posted: 05 / 23 / 2017 07:14:25 AM PDT",
    "By Staff Reporter",
    "Tuesday, 4 February 2020",
]


class Rows:
    """Feature rows of many texts with their targets, weights and folds.

    Lines far from any body line are the easy bulk of a selected page: `use` takes a third of
    them, with their weight made up for.
    """

    def __init__(self) -> None:
        self.x: list[Array] = []
        self.y: list[Array] = []
        self.w: list[Array] = []
        self.use: list[Array] = []
        self.fold: list[int] = []
        self._draw = np.random.default_rng(SEED)

    def add(self, text: str, labels: str, fold: int, weight: float) -> None:
        lines = paragraphs(text, wrapped=False)  # a browser never wraps what it copies
        if not lines:
            return
        target = np.array([labels[i] in BODY for i in line_numbers(text, lines)])
        words = [1 + len(re.findall(r"\w+", text[p.start : p.end])) for p in lines]
        near = np.convolve(target, np.ones(2 * NEAR + 1), "same")[: len(target)] > 0
        if len(target) < 2 * NEAR + 1:
            near = np.ones(len(target), dtype=bool)
        self.x.append(features(text, lines))
        self.y.append(target)
        self.w.append(weight * np.sqrt(np.array(words, dtype=float)) * np.where(near, 1, 3))
        self.use.append(near | (self._draw.random(len(target)) < 1 / 3))
        self.fold.append(fold)

    def stack(self, which: list[int]) -> tuple[Array, Array, Array]:
        """Rows, targets and weights of the texts at these places."""
        parts = [[part[k][self.use[k]] for part in (self.x, self.y, self.w)] for k in which]
        a, b, c = zip(*parts, strict=True)
        return np.concatenate(a), np.concatenate(b), np.concatenate(c)


def line_numbers(text: str, lines: list[Paragraph]) -> list[int]:
    out, at, number = [], 0, 0
    for p in lines:
        number += text.count("\n", at, p.start)
        at = p.start
        out.append(number)
    return out


def fit(x: Array, y: Array, w: Array) -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(**SETTINGS).fit(x, y, sample_weight=w / w.mean())


def held_out(rows: Rows) -> list[HistGradientBoostingClassifier]:
    """For each fold, a forest that saw no page of its domains."""
    out = []
    for fold in range(FOLDS):
        out.append(fit(*rows.stack([k for k, f in enumerate(rows.fold) if f != fold])))
        print("fold", fold, flush=True)
    return out


def nodes(model: HistGradientBoostingClassifier) -> dict[str, Array]:
    """A forest as flat arrays; see `line_trees.Forest`."""
    parts: dict[str, list[Array]] = {
        k: [] for k in ("feature", "threshold", "left", "right", "value")
    }
    roots, at, depth = [], 0, 0
    for (tree,) in model._predictors:  # noqa: SLF001  scikit-learn has no public way to the nodes
        n = tree.nodes
        leaf = n["is_leaf"].astype(bool)
        here = np.arange(len(n))
        roots.append(at)
        depth = max(depth, int(n["depth"].max()))
        parts["feature"].append(np.where(leaf, 0, n["feature_idx"]).astype(np.int16))
        parts["threshold"].append(n["num_threshold"].astype(np.float32))
        parts["left"].append((np.where(leaf, here, n["left"]) + at).astype(np.int32))
        parts["right"].append((np.where(leaf, here, n["right"]) + at).astype(np.int32))
        parts["value"].append(np.where(leaf, n["value"], 0).astype(np.float32))
        at += len(n)
    out = {k: np.concatenate(v) for k, v in parts.items()}
    out["roots"] = np.array(roots, dtype=np.int32)
    out["depth"] = np.array(depth)
    out["base"] = np.array(float(np.ravel(model._baseline_prediction)[0]))  # noqa: SLF001
    return out


def write(path: Path, arrays: dict[str, Array]) -> None:
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **arrays)


def gather(pages: list[dict[str, Any]]) -> Rows:
    rng = random.Random(SEED)  # noqa: S311
    rows = Rows()
    for page in pages:
        fold = fold_of(page["domain"])
        for how in ("all", "sel"):
            rows.add(*pasted(page, how), fold, 1.0)
        for text, labels in clean(page, rng):
            rows.add(text, labels, fold, 0.5)
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description="Grow the trees of the line labeller.")
    parser.add_argument("shared", type=Path)
    parser.add_argument("--folds", type=Path, help="also write a forest for each fold here")
    args = parser.parse_args()
    pages = load(args.shared)
    rows = gather(pages)
    print(len(pages), "pages", sum(map(len, rows.y)), "lines", FEATURES, "features", flush=True)
    forest = fit(*rows.stack(list(range(len(rows.x)))))
    OUT.mkdir(parents=True, exist_ok=True)
    write(OUT / "trees.npz", nodes(forest))
    if args.folds:
        parts = {
            f"fold{f}_{k}": v for f, m in enumerate(held_out(rows)) for k, v in nodes(m).items()
        }
        write(args.folds, parts)


if __name__ == "__main__":
    main()

"""Fits the few numbers of the claims room: `python -m training.alignment --shared ../shared`.

Three logistic regressions over named features: do two sentences state the same thing, by their own
words and then in the light of the story's other pairs; do two quantities answer the same question.
Fitted on the labelled open stories (labels are ours), scored
by leaving one story out. Only weights and thresholds are kept, no word of a story.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from twosource.claims import candidates, neighbours, questions, similarity
from twosource.claims.terms import story_of
from twosource.intake import report_from_text
from twosource.reading.report import read_all
from twosource.stories.entities import link

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from twosource.claims.terms import Story
    from twosource.model import Quantity, Reading

Rows = dict[str, tuple["NDArray[np.float64]", "NDArray[np.bool_]"]]
FITTED = Path("src/twosource/claims/data/alignment.toml")


@dataclass(frozen=True)
class Labelled:
    story: Story
    readings: list[Reading]
    facts: list[dict[str, Any]]
    sentences: dict[str, list[list[int]]]


def load(shared: Path) -> dict[str, Labelled]:
    """Read every labelled story with the pipeline as it stands."""
    out = {}
    for path in sorted((shared / "stories" / "labels").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        name = gold["story"]
        story = json.loads((shared / "stories/stories" / f"{name}.json").read_text("utf-8"))
        readings = list(
            read_all(
                report_from_text(r["text"], id=r["id"], outlet=r.get("outlet"))
                for r in story["reports"]
            )
        )
        out[name] = Labelled(
            story_of(readings, link(readings)),
            readings,
            gold["facts"],
            {r["id"]: r["sentences"] for r in story["reports"]},
        )
    return out


def sentence_rows(
    data: dict[str, Labelled],
) -> tuple[Rows, dict[str, list[tuple[int, int]]]]:
    """Features and labels of the candidate pairs of sentences of each story."""
    rows: Rows = {}
    kept = {}
    for name, one in data.items():
        pairs = candidates.pairs(one.story)
        want = {
            frozenset([(m["report"], m["sentence"]), (n["report"], n["sentence"])])
            for f in one.facts
            for m, n in itertools.combinations(f["mentions"], 2)
            if m["report"] != n["report"]
        }
        where = [gold_sentences(one, k) for k in range(len(one.story.units))]
        labels = [
            any(frozenset([p, q]) in want for p in where[a] for q in where[b]) for a, b in pairs
        ]
        rows[name] = (
            np.array(similarity.features(one.story, pairs)),
            np.array(labels, dtype=np.bool_),
        )
        kept[name] = pairs
    return rows, kept


def gold_sentences(one: Labelled, unit: int) -> list[tuple[str, int]]:
    reading = one.readings[one.story.units[unit].report]
    sentence = reading.sentences[one.story.units[unit].sentence]
    return [
        (reading.report.id, k)
        for k, (a, b) in enumerate(one.sentences[reading.report.id])
        if sentence.start < b and sentence.end > a
    ]


def quantity_rows(
    data: dict[str, Labelled],
    pairs: dict[str, list[tuple[int, int]]],
    probability: dict[str, NDArray[np.float64]],
) -> Rows:
    """Features and labels of the pairs of quantities of each story."""
    rows: Rows = {}
    for name, one in data.items():
        aligned = dict(zip(pairs[name], (float(p) for p in probability[name]), strict=True))
        asked = questions.asked(one.story, one.readings)
        facts = answered(one)
        features, labels = [], []
        for a, b in questions.pairs(one.story, one.readings, asked, aligned):
            features.append(questions.features(one.story, one.readings, a, b, aligned))
            key_a = (one.story.units[a.unit].report, a.quantity)
            key_b = (one.story.units[b.unit].report, b.quantity)
            labels.append(bool(facts.get(key_a, set()) & facts.get(key_b, set())))
        rows[name] = np.array(features), np.array(labels, dtype=np.bool_)
    return rows


def answered(one: Labelled) -> dict[tuple[int, int], set[str]]:
    """(report, quantity) -> the facts that it answers, by the labelled words and values."""
    out: dict[tuple[int, int], set[str]] = {}
    number = {r.report.id: k for k, r in enumerate(one.readings)}
    for fact in one.facts:
        for mention in fact["mentions"]:
            k = number[mention["report"]]
            reading = one.readings[k]
            start, end = one.sentences[mention["report"]][mention["sentence"]]
            at = reading.report.text.index(mention["text"], start, end)
            inside = [
                (i, q)
                for i, q in enumerate(reading.quantities)
                if q.start < at + len(mention["text"]) and q.end > at
            ]
            values = [
                float(v.replace(",", ""))
                for v in re.findall(r"\d[\d,]*\.?\d*", mention.get("value") or "")
            ]
            for i, quantity in inside:
                if len(inside) > 1 and not (values and is_one_of(quantity, values)):
                    continue
                out.setdefault((k, i), set()).add(fact["id"])
    return out


def is_one_of(quantity: Quantity, values: list[float]) -> bool:
    scales = (1.0, 1e6, 1e9)
    return any(abs(quantity.value - v * s) <= 1e-6 * max(1, v * s) for v in values for s in scales)


def fit(rows: Rows, leave: str | None = None) -> tuple[float, NDArray[np.float64]]:
    """Bias and weights for unscaled features, fitted without the story `leave`."""
    x = np.vstack([r[0] for k, r in rows.items() if k != leave and len(r[0])])
    y = np.concatenate([r[1] for k, r in rows.items() if k != leave and len(r[0])])
    scaler = StandardScaler().fit(x)
    fitted = LogisticRegression(C=1.0, solver="newton-cholesky").fit(scaler.transform(x), y)
    weights = fitted.coef_[0] / scaler.scale_
    return float(fitted.intercept_[0] - weights @ scaler.mean_), weights


def held_out(rows: Rows) -> dict[str, NDArray[np.float64]]:
    """The probability of every pair, by a model that has not seen its story."""
    return {name: probable(x, *fit(rows, leave=name)) for name, (x, _) in rows.items()}


def probable(
    x: NDArray[np.float64], bias: float, weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    return 1 / (1 + np.exp(-(x @ weights + bias))) if len(x) else np.zeros(0)


def among_neighbours(
    data: dict[str, Labelled],
    rows: Rows,
    pairs: dict[str, list[tuple[int, int]]],
    probability: dict[str, NDArray[np.float64]],
) -> Rows:
    """Features and labels of the same pairs, from the probabilities of all pairs of the story."""
    out: Rows = {}
    for name, p in probability.items():
        told = dict(zip(pairs[name], (float(v) for v in p), strict=True))
        out[name] = np.array(neighbours.features(data[name].story, told)), rows[name][1]
    return out


def held_out_among(
    data: dict[str, Labelled], rows: Rows, pairs: dict[str, list[tuple[int, int]]]
) -> dict[str, NDArray[np.float64]]:
    """As `held_out`, by both models in turn: neither, nor what the second is taught with, has seen
    the story.
    """
    out = {}
    for left in rows:
        others = {k: v for k, v in rows.items() if k != left}
        taught = among_neighbours(data, rows, pairs, held_out(others))
        alone = {left: probable(rows[left][0], *fit(others))}
        asked = among_neighbours(data, rows, pairs, alone)
        out[left] = probable(asked[left][0], *fit(taught))
    return out


def best_f1(rows: Rows, probability: dict[str, NDArray[np.float64]]) -> tuple[float, float]:
    """The best F1 over thresholds, and the threshold."""
    y = np.concatenate([rows[k][1] for k in rows])
    p = np.concatenate([probability[k] for k in rows])
    best = (0.0, 0.0)
    for t in np.linspace(0.1, 0.9, 81):
        hit = float((y & (p >= t)).sum())
        best = max(best, (2 * hit / float(y.sum() + (p >= t).sum()), float(t)))
    return best


def section(name: str, names: tuple[str, ...], bias: float, weights: NDArray[np.float64]) -> str:
    lines = [f"[{name}]", f"bias = {bias:.4f}"]
    lines += [f"{n} = {w:.4f}" for n, w in zip(names, weights, strict=True)]
    return "\n".join(lines)


def tell(what: str, f1: float, threshold: float) -> None:
    print(f"{what}, one story left out: F1 {f1:.3f} at {threshold:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    args = parser.parse_args()
    data = load(args.shared)
    sentences, pairs = sentence_rows(data)
    alone = held_out(sentences)
    tell("sentences alone", *best_f1(sentences, alone))
    probability = held_out_among(data, sentences, pairs)
    tell("sentences among neighbours", *best_f1(sentences, probability))
    among = among_neighbours(data, sentences, pairs, alone)
    quantities = quantity_rows(data, pairs, probability)
    tell("quantities", *best_f1(quantities, held_out(quantities)))
    old = FITTED.read_text(encoding="utf-8") if FITTED.exists() else ""
    head = old.split("[sentence]", maxsplit=1)[0]
    text = "\n\n".join(
        [
            head.rstrip(),
            section("sentence", similarity.NAMES, *fit(sentences)),
            section("neighbours", neighbours.NAMES, *fit(among)),
            section("quantity", questions.NAMES, *fit(quantities)),
        ]
    )
    tomllib.loads(text)
    FITTED.write_text(text.lstrip() + "\n", encoding="utf-8")
    print(f"wrote {FITTED}")


if __name__ == "__main__":
    main()

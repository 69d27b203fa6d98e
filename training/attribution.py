"""Train the attribution finder on PolNeAR, with features from our own language model.

    python -m training.attribution [../shared] [--holdout] [--out FOLDER]

Needs the language model (weights/english), scikit-learn's scipy, and about five minutes of one
core. `--holdout` keeps every eighth training article back, prints the figures there for several
thresholds (how those of `reading/data/attribution.toml` were chosen) and writes nothing.
The same input gives the same weights.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from benchmarks.scorers import scorer

from training.attribution_encoder import Size, fit_encoder, packed_encoder
from training.attribution_fit import Examples, Settings, fit, packed
from training.attribution_gold import Gold, agreement, gold_of, scored_words
from twosource.model import Block, BlockKind, Report
from twosource.reading.attribution.features import content_features, source_features
from twosource.reading.attribution.learned import (
    Finder,
    Found,
    judged_numbers,
    without_repeats,
)
from twosource.reading.attribution.learned import Settings as Thresholds
from twosource.reading.attribution.shortlist import content_choices, source_choices
from twosource.reading.attribution.triple import spans
from twosource.reading.attribution.weights import WEIGHTS, Weights
from twosource.reading.attribution.words import Words
from twosource.reading.parse import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from twosource.reading.attribution.candidates import Candidate
    from twosource.reading.attribution.encoder import Encoder, Marginals

ROOT = Path(__file__).resolve().parents[1]
RIGHT = 0.5  # Dice from which on a candidate counts as the annotated one
HELD_OUT = 8
LOOK = 0.1  # likelihood of a cue from which on the judge sees it
NETWORKS = {
    "content": Settings(epochs=5, batch=1024, most=24_000),
    "source": Settings(epochs=5, batch=1024, most=16_000),
}

ENCODER = Size()
JUDGE = Settings(epochs=4, batch=512, most=16_000, dropout=0.3)


def articles(shared: Path) -> list[dict[str, Any]]:
    """PolNeAR's training articles."""
    with (shared / "attribution" / "polnear_train.jsonl").open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def report_of(article: dict[str, Any]) -> Report:
    """A Report with one body block a line that is not empty."""
    text: str = article["text"]
    blocks, at = [], 0
    for line in text.splitlines(keepends=True):
        inner = line.strip()
        if inner:
            start = at + line.index(inner)
            blocks.append(Block(BlockKind.BODY, start, start + len(inner)))
        at += len(line)
    return Report(id=article["id"], text=text, blocks=tuple(blocks))


@dataclass(frozen=True, slots=True)
class Read:
    """One article: its words, what is annotated, and the encoder that has not learnt from it."""

    words: Words
    gold: list[Gold]
    encoder: Encoder


def collect(read: Iterable[Read]) -> dict[str, Examples]:
    """The rows of the networks for content and source."""
    rows = {name: Examples() for name in NETWORKS}
    for one in read:
        heads = sorted({g.cue for g in one.gold})
        inputs = one.encoder.inputs(one.words)
        states = one.encoder.states(inputs)
        seen = one.encoder.marginals(one.words, inputs, states, heads)
        for k, marginals in zip(heads, seen, strict=True):
            _add_roles(rows, one.words, [g for g in one.gold if g.cue == k], marginals)
    return rows


def _add_roles(
    rows: dict[str, Examples], words: Words, gold: list[Gold], marginals: Marginals
) -> None:
    k = gold[0].cue
    offered, numbers = content_choices(words, k, marginals)
    if not offered:
        return
    sets = [scored_words(words, c.words) for c in offered]
    fits = [[agreement(scored_words(words, g.content), s) for s in sets] for g in gold]
    chosen = max(range(len(gold)), key=lambda n: max(fits[n]))
    fit_here, one = fits[chosen], gold[chosen]
    of = content_features(words, k)
    _add_group(rows["content"], offered, numbers, of, fit_here)
    best = max(range(len(offered)), key=fit_here.__getitem__)
    content = offered[best].words if fit_here[best] >= RIGHT else one.content
    candidates, numbers = source_choices(words, k, content, marginals)
    truth = scored_words(words, one.source)
    good = [agreement(truth, scored_words(words, c.words)) for c in candidates]
    _add_group(rows["source"], candidates, numbers, source_features(words, k, content), good)


def _add_group(
    rows: Examples,
    candidates: list[Candidate],
    numbers: list[Any],
    of: Callable[[Candidate], list[str]],
    fits: list[float],
) -> None:
    """Targets lie on the candidates that count as right, the closer ones more."""
    weights = np.array([f**4 if f >= RIGHT else 0.0 for f in fits])
    if not weights.sum():
        return
    for candidate, number, weight in zip(candidates, numbers, weights / weights.sum(), strict=True):
        rows.row(of(candidate), float(weight), np.array(number, np.float32))
    rows.close_group()


def train(read: list[tuple[Words, list[Gold]]]) -> dict[str, Any]:
    """The arrays of the weights file.

    Each network learns from what those before it, trained on the other half of the articles, make
    of an article, so that these are as unsure as they will be on new text.
    """
    halves = read[0::2], read[1::2]
    return finished(read, [fit_encoder(h, ENCODER) for h in halves], fit_encoder(read, ENCODER))


def finished(
    read: list[tuple[Words, list[Gold]]], encoders: list[Encoder], whole: Encoder
) -> dict[str, Any]:
    """The arrays of the weights file, with encoders of the even and the odd articles and of all."""
    unseen = [Read(words, gold, encoders[1 - n % 2]) for n, (words, gold) in enumerate(read)]
    halves = unseen[0::2], unseen[1::2]
    judged = Examples()
    for half, other, encoder in zip(halves, halves[::-1], encoders, strict=True):
        arrays = packed_encoder(encoder) | _parts(half)
        finder = Finder(Weights.of(arrays), Thresholds(LOOK, 0.0, 0.0, 1.0))
        for one in other:
            _add_verdicts(judged, finder.scored(one.words), one.words, one.gold)
    arrays = packed_encoder(whole) | _parts(unseen)
    index, weights = fit(judged, JUDGE)
    print(f"judge: {len(judged.targets)} rows, {len(index)} strings", flush=True)
    return arrays | packed("judge", index, weights)


def _parts(read: Iterable[Read]) -> dict[str, Any]:
    """The networks for content and source."""
    arrays: dict[str, Any] = {}
    for name, rows in collect(read).items():
        index, weights = fit(rows, NETWORKS[name])
        arrays |= packed(name, index, weights)
        print(f"{name}: {len(rows.targets)} rows, {len(index)} strings", flush=True)
    return arrays


def _add_verdicts(rows: Examples, found: list[Found], words: Words, gold: list[Gold]) -> None:
    """Each attribution found is right when it is the best match of an annotated one."""
    truth = [(scored_words(words, g.content), scored_words(words, g.source)) for g in gold]
    free = set(range(len(truth)))
    if not found:
        return
    numbers = judged_numbers(found)
    for at in sorted(range(len(found)), key=lambda n: (-found[n].score, found[n].triple.content)):
        one = found[at]
        content = scored_words(words, one.triple.content)
        source = scored_words(words, one.triple.source)
        right = [
            n
            for n in sorted(free)
            if agreement(truth[n][0], content) >= RIGHT and agreement(truth[n][1], source) >= RIGHT
        ]
        if right:
            free.discard(max(right, key=lambda n: agreement(truth[n][0], content)))
        rows.row(one.bag, float(bool(right)), numbers[at])


def sweep(shared: Path, weights: Weights, held: list[tuple[dict[str, Any], Words]]) -> None:
    """Print content+source F1 on articles held out for several thresholds."""
    finder = Finder(weights, Thresholds(LOOK, 0.0, 0.0, 1.0))
    scored = [finder.scored(words) for _, words in held]
    score = scorer(shared / "attribution" / "score.py")
    for twice in (0.5, 0.6, 0.7):
        for keep in (0.25, 0.3, 0.35, 0.4, 0.45):
            predicted = []
            for (article, words), found in zip(held, scored, strict=True):
                kept = without_repeats([f for f in found if f.score >= keep], twice)
                predicted.append(
                    {
                        "id": article["id"],
                        "attributions": [
                            {
                                role: [
                                    [s.start, s.end] for s in spans(words, getattr(t.triple, role))
                                ]
                                for role in ("source", "cue", "content")
                            }
                            for t in kept
                        ],
                    }
                )
            figures = score.score([a for a, _ in held], predicted)["content+source"]
            print(twice, keep, *(f"{100 * f:.1f}" for f in figures), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, nargs="?", default=ROOT.parent / "shared")
    parser.add_argument("--out", type=Path, default=WEIGHTS.parent)
    parser.add_argument("--holdout", action="store_true", help="sweep thresholds, write nothing")
    given = parser.parse_args()
    shared, out, holdout = given.shared, given.out, given.holdout
    began = time.perf_counter()
    found = articles(shared)
    words = [Words.of(p) for p in parse(map(report_of, found))]
    print(f"parsed {sum(map(len, words))} words, {time.perf_counter() - began:.0f} s", flush=True)
    pairs = list(zip(found, words, strict=True))
    held = [pair for n, pair in enumerate(pairs) if holdout and n % HELD_OUT == 0]
    kept = [pair for n, pair in enumerate(pairs) if not (holdout and n % HELD_OUT == 0)]
    arrays = train([(w, gold_of(w, a)) for a, w in kept])
    if holdout:
        path = Path("attribution-holdout.npz")
        np.savez_compressed(path, **arrays)
        sweep(shared, Weights.read(path), held)
        path.unlink()
        return
    out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(out / "finder.npz", **arrays)
    print(f"{out / 'finder.npz'}: {(out / 'finder.npz').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

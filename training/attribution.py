"""Train the attribution finder on PolNeAR, with features from our own language model.

    python -m training.attribution [../shared] [--folds] [--out FOLDER]

Needs the language model (weights/english), scikit-learn's scipy, and about ten minutes of one
core (set OPENBLAS_NUM_THREADS=1: the matrices are small). Each network learns from what those
before it, trained on the other half of the articles, make of an article, so that these are as
unsure as they will be on new text. `--folds` prints the figures of both halves, each found by
what learnt from the other, for several thresholds (how those of `reading/data/attribution.toml`
were chosen) and writes nothing. The same input gives the same weights.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from benchmarks.scorers import scorer

from training.attribution_encoder import Size, fit_encoder, packed_encoder
from training.attribution_fit import Examples, Settings, fit, packed
from training.attribution_gold import Gold, agreement, gold_of, scored_words
from twosource.model import Block, BlockKind, Report
from twosource.reading.attribution.chain import chained, supplemented
from twosource.reading.attribution.features import content_features, source_features
from twosource.reading.attribution.learned import (
    Finder,
    Found,
    judged_numbers,
    passing,
    without_repeats,
)
from twosource.reading.attribution.learned import Settings as Thresholds
from twosource.reading.attribution.rules import triples
from twosource.reading.attribution.shortlist import content_choices, source_choices
from twosource.reading.attribution.templates import Spelt
from twosource.reading.attribution.triple import Triple, spans
from twosource.reading.attribution.unclaimed import unclaimed
from twosource.reading.attribution.weights import WEIGHTS, Weights
from twosource.reading.attribution.words import Words
from twosource.reading.parse import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from twosource.reading.attribution.candidates import Candidate
    from twosource.reading.attribution.encoder import Encoder, Marginals

ROOT = Path(__file__).resolve().parents[1]
RIGHT = 0.5  # Dice from which on a candidate counts as the annotated one
LOOK = 0.1  # likelihood of a cue from which on the judge sees it
NETWORKS = {
    "content": Settings(epochs=5, batch=1024, most=24_000),
    "source": Settings(epochs=5, batch=1024, most=16_000),
}

# Those of one half only serve to see the other half with; a wider one is shipped.
HALF = Size(dropout=0.25, epochs=7)
WHOLE = Size(width=96, pair=64, dropout=0.3, epochs=7)
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
    of = content_features(words, k, Spelt())
    _add_group(rows["content"], offered, numbers, of, fit_here)
    best = max(range(len(offered)), key=fit_here.__getitem__)
    content = offered[best].words if fit_here[best] >= RIGHT else one.content
    candidates, numbers = source_choices(words, k, content, marginals)
    truth = scored_words(words, one.source)
    good = [agreement(truth, scored_words(words, c.words)) for c in candidates]
    _add_group(
        rows["source"], candidates, numbers, source_features(words, k, content, Spelt()), good
    )


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


def finished(
    read: list[tuple[Words, list[Gold]]], encoders: list[Encoder], whole: Encoder
) -> dict[str, Any]:
    """The arrays of the weights file, with encoders of the even and the odd articles and of all."""
    unseen = _unseen(read, encoders)
    judged = Examples()
    for number, arrays in enumerate(_halves(unseen, encoders)):
        _judged(judged, arrays, unseen[1 - number :: 2])
    arrays = packed_encoder(whole) | _parts(unseen)
    return arrays | _judge(judged)


def two_folds(read: list[tuple[Words, list[Gold]]], encoders: list[Encoder]) -> list[list[Found]]:
    """What finders of one half of the articles find in the other half, article by article."""
    unseen = _unseen(read, encoders)
    finders = _halves(unseen, encoders)
    out: list[list[Found]] = [[] for _ in read]
    for number, arrays in enumerate(finders):
        # The judge, too, knows only this half: by what the finder of the other one finds in it.
        judged = Examples()
        _judged(judged, finders[1 - number], unseen[number::2])
        finder = Finder(Weights.of(arrays | _judge(judged)), Thresholds(LOOK, 0.0, 0.0, 1.0))
        for k in range(1 - number, len(read), 2):
            out[k] = finder.scored(read[k][0])
    return out


def _unseen(read: list[tuple[Words, list[Gold]]], encoders: list[Encoder]) -> list[Read]:
    return [Read(words, gold, encoders[1 - n % 2]) for n, (words, gold) in enumerate(read)]


def _halves(unseen: list[Read], encoders: list[Encoder]) -> list[dict[str, Any]]:
    """Finders without a judge, of the even and of the odd articles."""
    return [
        packed_encoder(encoder) | _parts(unseen[number::2])
        for number, encoder in enumerate(encoders)
    ]


def _judged(rows: Examples, arrays: dict[str, Any], read: Iterable[Read]) -> None:
    finder = Finder(Weights.of(arrays), Thresholds(LOOK, 0.0, 0.0, 1.0))
    for one in read:
        _add_verdicts(rows, finder.scored(one.words), one.words, one.gold)


def _judge(judged: Examples) -> dict[str, Any]:
    index, weights = fit(judged, JUDGE)
    print(f"judge: {len(judged.targets)} rows, {len(index)} strings", flush=True)
    return packed("judge", index, weights)


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


def sweep(
    shared: Path, pairs: list[tuple[dict[str, Any], Words]], scored: list[list[Found]]
) -> None:
    """Print figures of the whole finder, rules included, for several thresholds."""
    score = scorer(shared / "attribution" / "score.py")
    others = [triples(words) for _, words in pairs]
    for keep, direct, twice in product((0.3, 0.36, 0.42), (0.2, 0.3), (0.7, 0.8)):
        predicted = []
        for (article, words), found, rules in zip(pairs, scored, others, strict=True):
            kept = [t.triple for t in without_repeats(passing(words, found, keep, direct), twice)]
            all_ = chained(words, supplemented(words, kept, rules))
            all_ += unclaimed(words, all_)
            predicted.append(
                {"id": article["id"], "attributions": [_as_scored(words, t) for t in all_]}
            )
        result = score.score([a for a, _ in pairs], predicted)
        figures = (
            *result["content@.5"],
            *result["content+source"],
            result["content@.5 direct"][1],
        )
        print(keep, direct, twice, *(f"{100 * f:.1f}" for f in figures), flush=True)


def _as_scored(words: Words, triple: Triple) -> dict[str, list[list[int]]]:
    return {
        role: [[s.start, s.end] for s in spans(words, getattr(triple, role))]
        for role in ("source", "cue", "content")
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, nargs="?", default=ROOT.parent / "shared")
    parser.add_argument("--out", type=Path, default=WEIGHTS.parent)
    parser.add_argument("--folds", action="store_true", help="sweep thresholds, write nothing")
    given = parser.parse_args()
    shared, out = given.shared, given.out
    began = time.perf_counter()
    found = articles(shared)
    words = [Words.of(p) for p in parse(map(report_of, found))]
    print(f"parsed {sum(map(len, words))} words, {time.perf_counter() - began:.0f} s", flush=True)
    pairs = list(zip(found, words, strict=True))
    read = [(w, gold_of(w, a)) for a, w in pairs]
    encoders = [fit_encoder(half, HALF) for half in (read[0::2], read[1::2])]
    if given.folds:
        sweep(shared, pairs, two_folds(read, encoders))
        return
    arrays = finished(read, encoders, fit_encoder(read, WHOLE))
    out.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(out / "finder.npz", **arrays)
    print(f"{out / 'finder.npz'}: {(out / 'finder.npz').stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

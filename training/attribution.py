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
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from benchmarks.scorers import scorer

from training.attribution_fit import Examples, Settings, fit, packed
from training.attribution_gold import Gold, agreement, gold_of, scored_words
from twosource.model import Block, BlockKind, Report
from twosource.reading.attribution.candidates import Candidate, contents, sources
from twosource.reading.attribution.features import (
    content_features,
    cue_features,
    source_features,
)
from twosource.reading.attribution.learned import (
    WEIGHTS,
    Finder,
    Found,
    Weights,
    judged_numbers,
    may_be_cue,
    without_repeats,
)
from twosource.reading.attribution.learned import Settings as Thresholds
from twosource.reading.attribution.triple import spans
from twosource.reading.attribution.words import Words
from twosource.reading.parse import parse

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[1]
RIGHT = 0.5  # Dice from which on a candidate counts as the annotated one
HELD_OUT = 8
LOOK = 0.1  # likelihood of a cue from which on the judge sees it
NETWORKS = {
    "cue": Settings(epochs=5, batch=1024, most=26_000),
    "content": Settings(epochs=5, batch=1024, most=24_000),
    "source": Settings(epochs=5, batch=1024, most=16_000),
}

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


def odd_words(read: list[tuple[Words, list[Gold]]]) -> frozenset[str]:
    """Each "lemma|pos" of verbs that are hardly ever a cue, and of other words that often are."""
    seen: Counter[str] = Counter()
    heads: Counter[str] = Counter()
    for words, gold in read:
        forms = [f"{a}|{b}" for a, b in zip(words.stem, words.pos, strict=True)]
        seen.update(forms)
        heads.update(forms[k] for k in {g.cue for g in gold})
    out = set()
    for form, count in seen.items():
        share = heads[form] / count
        if form.endswith("|VERB"):
            if count >= 15 and share < 0.005:
                out.add(form)
        elif heads[form] >= 2 and share >= 0.012:
            out.add(form)
    return frozenset(out)


def collect(read: list[tuple[Words, list[Gold]]], odd: frozenset[str]) -> dict[str, Examples]:
    """The rows of the three networks."""
    rows = {name: Examples() for name in NETWORKS}
    for words, gold in read:
        heads = {g.cue for g in gold}
        for k in range(len(words)):
            if may_be_cue(words, k, odd) or k in heads:
                rows["cue"].row(cue_features(words, k), float(k in heads))
        for k in sorted(heads):
            _add_roles(rows, words, [g for g in gold if g.cue == k])
    return rows


def _add_roles(
    rows: dict[str, Examples],
    words: Words,
    gold: list[Gold],
) -> None:
    k = gold[0].cue
    offered = contents(words, k)
    if not offered:
        return
    sets = [scored_words(words, c.words) for c in offered]
    fits = [[agreement(scored_words(words, g.content), s) for s in sets] for g in gold]
    chosen = max(range(len(gold)), key=lambda n: max(fits[n]))
    fit_here, one = fits[chosen], gold[chosen]
    of = content_features(words, k)
    _add_group(rows["content"], offered, of, fit_here)
    best = max(range(len(offered)), key=fit_here.__getitem__)
    content = offered[best].words if fit_here[best] >= RIGHT else one.content
    candidates = sources(words, k, content)
    truth = scored_words(words, one.source)
    good = [agreement(truth, scored_words(words, c.words)) for c in candidates]
    _add_group(rows["source"], candidates, source_features(words, k, content), good)


def _add_group(
    rows: Examples,
    candidates: list[Candidate],
    of: Callable[[Candidate], list[str]],
    fits: list[float],
) -> None:
    """Targets lie on the candidates that count as right, the closer ones more."""
    weights = np.array([f**4 if f >= RIGHT else 0.0 for f in fits])
    if not weights.sum():
        return
    for candidate, weight in zip(candidates, weights / weights.sum(), strict=True):
        rows.row(of(candidate), float(weight))
    rows.close_group()


def train(read: list[tuple[Words, list[Gold]]]) -> dict[str, Any]:
    """The arrays of the weights file.

    The judge learns from what networks of one half of the articles find in the other half, so
    that their likelihoods are as unsure as they will be on new text.
    """
    odd = odd_words(read)
    halves = read[0::2], read[1::2]
    judged = Examples()
    for one, other in (halves, halves[::-1]):
        finder = Finder(_weights(_parts(one, odd, quiet=True)), Thresholds(LOOK, 0.0, 1.0))
        for words, gold in other:
            _add_verdicts(judged, finder.scored(words), words, gold)
    arrays = _parts(read, odd)
    index, weights = fit(judged, JUDGE)
    print(f"judge: {len(judged.targets)} rows, {len(index)} strings", flush=True)
    return arrays | packed("judge", index, weights)


def _parts(
    read: list[tuple[Words, list[Gold]]], odd: frozenset[str], *, quiet: bool = False
) -> dict[str, Any]:
    arrays: dict[str, Any] = {
        "odd": np.frombuffer("\n".join(sorted(odd)).encode("utf-8"), np.uint8),
    }
    began = time.perf_counter()
    for name, rows in collect(read, odd).items():
        index, weights = fit(rows, NETWORKS[name])
        arrays |= packed(name, index, weights)
        if not quiet:
            spent = time.perf_counter() - began
            print(f"{name}: {len(rows.targets)} rows, {len(index)} strings, {spent:.0f} s")
    return arrays


def _weights(arrays: dict[str, Any]) -> Weights:
    return Weights.of(arrays)


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
    finder = Finder(weights, Thresholds(LOOK, 0.0, 1.0))
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

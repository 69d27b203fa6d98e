"""Fit one pipeline to the treebanks: a plain loop over freshly cut documents."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from spacy.util import load_model_from_config, registry
from thinc.api import Config, NumpyOps, fix_random_seed, set_current_ops

from training.language_corpus import (
    Changes,
    Hidden,
    Swaps,
    Treebanks,
    chunks,
    document,
    example,
    newsify,
)

if TYPE_CHECKING:
    from pathlib import Path

    from spacy.language import Language
    from spacy.training import Example
    from thinc.optimizers import Optimizer

    from training.language_treebanks import Sentence
    from twosource.reading.language_vectors import WordVectors

Report = Callable[[str], None]


def pool(banks: Treebanks, *, named: bool, ewt: int = 1) -> list[Sentence]:
    """The sentences to train on: those with trees, EWT's `ewt` times, for names wikigold's too."""
    return [*banks.ewt * ewt, *banks.gum, *(banks.wikigold if named else [])]


class Rewriting:
    """All that changes the sentences anew in every epoch."""

    def __init__(self, sentences: list[Sentence], changes: Changes) -> None:
        """Collect the names and count the words of the sentences."""
        self.changes = changes
        self.swaps = Swaps(sentences)
        self.hidden = Hidden(sentences, changes.unknown, self.swaps.maker.lasting)

    def epoch(
        self, nlp: Language, sentences: list[Sentence], chance: random.Random
    ) -> list[Example]:
        """Cut, rewrite and shuffle the sentences into one epoch of examples."""
        if self.changes.names:
            sentences = [self.swaps.swap(s, chance, self.changes.names) for s in sentences]
        runs = list(chunks(sentences, chance))
        chance.shuffle(runs)
        return [
            example(nlp, document(nlp, [newsify(s, chance, self.changes) for s in run]))
            for run in runs
        ]

    def batches(
        self, nlp: Language, sentences: list[Sentence], chance: random.Random, words: int
    ) -> Iterator[list[Example]]:
        """Yield batches of about `words` tokens for ever."""
        while True:
            batch: list[Example] = []
            size = 0
            for item in self.epoch(nlp, sentences, chance):
                if self.changes.unknown:
                    self.hidden.hide(item.predicted, chance)
                batch.append(item)
                size += len(item.predicted)
                if size >= words:
                    yield batch
                    batch, size = [], 0


def development(nlp: Language, banks: Treebanks) -> list[Example]:
    """The dev sentences in documents of up to eight, unchanged, with the pipeline's tokens."""
    runs = chunks([*banks.ewt, *banks.gum], random.Random(0))  # noqa: S311 - no secret
    return [example(nlp, document(nlp, run)) for run in runs]


def fit(  # noqa: PLR0913 - what a stage may differ by
    config_path: Path,
    train: Treebanks,
    dev: Treebanks,
    *,
    report: Report = print,
    every: int = 500,
    stage: str = "training",
    going_on: Language | None = None,
    start: Callable[[Language], None] | None = None,
    vectors: WordVectors | None = None,
) -> Language:
    """Train the pipeline that a config describes; the averaged weights that are best on dev.

    The measure is the F1 of names where there are names, else LAS, every `every` steps.
    `stage` is the config's section to train by; a later stage goes on from the pipeline
    `going_on`, the first from a new one, where `start` may put weights in after initialization.
    `vectors` are for a config that includes them.
    """
    config = Config().from_disk(config_path, interpolate=False)
    stages = {name: config.pop(name) for name in ("training", "last") if name in config}
    settings = stages[stage]
    set_current_ops(NumpyOps(use_blis=False))  # NumPy's product is three times as fast here
    fix_random_seed(settings["seed"])
    chance = random.Random(settings["seed"])  # noqa: S311 - no secret
    nlp = going_on or load_model_from_config(config, auto_fill=True)
    sentences = pool(train, named="ner" in nlp.pipe_names, ewt=settings.get("ewt", 1))
    rewriting = Rewriting(sentences, Changes(**settings.get("changes", {})))
    if vectors is not None:
        nlp.vocab.vectors = vectors
    if going_on is None:
        first = rewriting.epoch(nlp, sentences, random.Random(0))  # noqa: S311 - no secret
        nlp.initialize(lambda: first)
    if start is not None:
        start(nlp)
    resolved = registry.resolve({"optimizer": settings["optimizer"]})
    optimizer: Optimizer = resolved["optimizer"]
    held = development(nlp, dev)
    losses: dict[str, float] = {}
    begun = time.monotonic()
    best, data = -1.0, b""
    stream = rewriting.batches(nlp, sentences, chance, settings["words"])
    for step in range(1, settings["steps"] + 1):
        nlp.update(next(stream), drop=settings["dropout"], sgd=optimizer, losses=losses)
        optimizer.step_schedules()  # type: ignore[no-untyped-call]
        if step % every == 0 or step == settings["steps"]:
            with nlp.use_params(optimizer.averages):
                scores = nlp.evaluate(held)
                main = scores["ents_f" if "ner" in nlp.pipe_names else "dep_las"] or 0.0
                if main >= best:
                    best, data = main, nlp.to_bytes()
            line = _summary(scores)
            told = " ".join(f"{k}={v:.0f}" for k, v in losses.items())
            report(f"{step} {time.monotonic() - begun:.0f}s {line} | {told}")
            losses = {}
    return nlp.from_bytes(data)


_KEYS = ("tag_acc", "pos_acc", "morph_acc", "dep_uas", "dep_las", "sents_f", "ents_f", "ents_r")


def _summary(scores: dict[str, float]) -> str:
    return " ".join(f"{k}={100 * scores[k]:.1f}" for k in _KEYS if scores.get(k))

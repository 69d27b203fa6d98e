"""Fitting the encoder of the attribution finder: forward, backward, and its steps, in numpy."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import scipy.sparse as sp

from training.attribution_fit import Adam, in_eight_bits
from twosource.reading.attribution.encoder import Encoder
from twosource.reading.attribution.inputs import (
    COLUMNS,
    PLACES,
    SURROUNDINGS,
    Inputs,
    Numbering,
    strings,
)
from twosource.reading.attribution.relations import (
    DISTANCES,
    QUOTED,
    Branches,
    relations,
    window,
)

if TYPE_CHECKING:
    from training.attribution_gold import Gold
    from twosource.reading.attribution.words import Words

__all__ = ["Size", "fit_encoder", "packed_encoder"]

Array = Any  # arrays of several types, and sparse matrices, which carry none
LEAST = 4  # times that a string must occur to be known
FORMS = 3  # the first columns, whose strings are dropped as a whole more often
LOSSES = np.array([2, 1.5, 0.7, 0.7], np.float32)  # of content, source, begin, end
A_WINDOW = 40  # words; what the pairs of one cue weigh is told by this


@dataclass(frozen=True, slots=True)
class Size:
    """How the encoder is made and fitted."""

    width: int = 64
    layers: int = 3
    pair: int = 48
    cue: int = 32
    epochs: int = 8
    batch: int = 4  # articles
    rate: float = 3e-3
    decay: float = 1e-5
    dropout: float = 0.2
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Example:
    """One article: its inputs, which words head cues, and each cue with the words around it."""

    inputs: Inputs
    cues: Array
    near: Array
    own: Array
    related: Array
    targets: Array
    graph: list[Array] = field(default_factory=list)


def fit_encoder(read: list[tuple[Words, list[Gold]]], size: Size) -> Encoder:
    """An encoder for these articles; the same ones give the same weights."""
    vocabularies = _vocabularies([words for words, _ in read])
    branches = Branches([], grows=True)
    numbering = Numbering(vocabularies)
    examples = [_example(words, gold, numbering, branches) for words, gold in read]
    branches.grows = False
    rng = np.random.default_rng(size.seed)
    p = _start(vocabularies, len(branches), size, rng)
    adam = Adam(p, size, {k for k in p if k.startswith(("table", "weight", "relation"))})
    steps = size.epochs * -(-len(examples) // size.batch)
    step = 0
    for epoch in range(size.epochs):
        order = rng.permutation(len(examples))
        losses = []
        for at in range(0, len(order), size.batch):
            chosen = [examples[k] for k in order[at : at + size.batch]]
            loss, gradients = _gradients(p, _joined(chosen), size, rng)
            losses.append(loss)
            adam.step(gradients, min(1 - step / steps, (step + 1) / 100))
            step += 1
        print(f"encoder: epoch {epoch + 1}, loss {np.mean(losses):.3f}", flush=True)
    return Encoder(p, vocabularies, branches)


def packed_encoder(encoder: Encoder) -> dict[str, Any]:
    """The arrays of the encoder as they are shipped: tables in eight bits with a scale a row."""
    out: dict[str, Any] = {}
    for name, array in encoder.p.items():
        if name.startswith(("table", "relation")):
            rows, scale = in_eight_bits(array)
            out[f"encoder.{name}"], out[f"encoder.{name}.scale"] = rows, scale
        else:
            out[f"encoder.{name}"] = array.astype(np.float16)
    for name in COLUMNS:
        out[f"words.{name}"] = _text(list(encoder.vocabularies[name]))
    out["branches"] = _text(list(encoder.branches))
    return out


def _text(lines: list[str]) -> Array:
    return np.frombuffer("\n".join(lines).encode("utf-8"), np.uint8)


def _vocabularies(read: list[Words]) -> dict[str, dict[str, int]]:
    counts: dict[str, Counter[str]] = {name: Counter() for name in COLUMNS}
    for words in read:
        for name, column in strings(words).items():
            counts[name].update(column)
    return {
        name: {
            word: k
            for k, (word, _) in enumerate(
                sorted(
                    ((w, n) for w, n in count.items() if n >= LEAST and "\n" not in w),
                    key=lambda pair: (-pair[1], pair[0]),
                ),
                1,
            )
        }
        for name, count in counts.items()
    }


def _start(
    vocabularies: dict[str, dict[str, int]], branches: int, size: Size, rng: np.random.Generator
) -> dict[str, Array]:
    def drawn(spread: float, *shape: int) -> Array:
        return rng.normal(0, spread, shape).astype(np.float32)

    w, e = size.width, size.pair
    p: dict[str, Array] = {"start": np.zeros((1, w), np.float32)}
    sizes = [len(vocabularies[name]) + 1 for name in COLUMNS] + [PLACES, SURROUNDINGS]
    for k, rows in enumerate(sizes):
        p[f"table{k}"] = drawn(0.15, rows, w)
        if k < len(COLUMNS):
            p[f"table{k}"][0] = 0
    for k in range(size.layers):
        p[f"weight{k}"] = drawn((5 * w) ** -0.5, 5 * w, w)
        p[f"bias{k}"] = np.zeros(w, np.float32)
    p["cue.weight"] = drawn(0.1, w, size.cue)
    p["cue.bias"] = np.zeros(size.cue, np.float32)
    p["cue.out"] = drawn(0.2, size.cue, 1)
    p["cue.offset"] = np.full((1, 1), -2, np.float32)
    p["near"], p["own"] = drawn(w**-0.5, w, e), drawn(w**-0.5, w, e)
    p["pair.bias"] = np.zeros(e, np.float32)
    for k, rows in enumerate((DISTANCES, branches + 1, QUOTED)):
        p[f"relation{k}"] = drawn(0.15, rows, e)
    p["pair.out"] = drawn(0.2, e, 4)
    p["pair.offset"] = np.array([-1, -2, -3, -3], np.float32)
    return p


def _example(words: Words, gold: list[Gold], numbering: Numbering, branches: Branches) -> Example:
    inputs = Inputs.of(words, numbering)
    cues = np.zeros(len(words), np.float32)
    cues[[g.cue for g in gold]] = 1
    near, own, related, targets = [], [], [], []
    for c in sorted({g.cue for g in gold}):
        low, high = window(words, c)
        here = [g for g in gold if g.cue == c]
        one = max(here, key=lambda g: sum(low <= k < high for k in g.content))
        content = [k - low for k in one.content if low <= k < high]
        if not content:
            continue
        y = np.zeros((high - low, 4), np.float32)
        y[content, 0] = 1
        y[[k - low for k in one.source if low <= k < high], 1] = 1
        y[content[0], 2] = y[content[-1], 3] = 1
        near.append(np.arange(low, high))
        own.append(np.full(high - low, c))
        related.append(relations(words, inputs, c, branches))
        targets.append(y)
    return Example(
        inputs,
        cues,
        np.concatenate([np.zeros(0, int), *near]),
        np.concatenate([np.zeros(0, int), *own]),
        np.concatenate([np.zeros((3, 0), int), *related], axis=1),
        np.concatenate([np.zeros((0, 4), np.float32), *targets]),
        _graph(inputs),
    )


def _graph(inputs: Inputs) -> list[Array]:
    """Sparse matrices that take each word to those before and after it, its head, its children."""
    count = len(inputs.head)
    at = np.arange(count)

    def to(neighbours: Array) -> Array:
        real = neighbours < count
        ones = np.ones(int(real.sum()), np.float32)
        return sp.csr_matrix((ones, (at[real], neighbours[real])), (count, count))

    head = to(inputs.head)
    shares = np.zeros(count, np.float32)
    shares[inputs.parents] = inputs.share[:, 0]
    children = (sp.diags(shares) @ head.T).tocsr()
    return [to(inputs.before), to(inputs.after), head, children]


def _joined(examples: list[Example]) -> Example:
    """Several articles as one."""
    if len(examples) == 1:
        return examples[0]
    starts = np.cumsum([0, *(len(e.cues) for e in examples[:-1])])
    one = examples[0].inputs
    ids = np.concatenate([e.inputs.ids for e in examples], axis=1)
    inputs = Inputs(ids, *(getattr(one, n) for n in Inputs.__slots__[1:]))
    return Example(
        inputs,
        np.concatenate([e.cues for e in examples]),
        np.concatenate([e.near + s for e, s in zip(examples, starts, strict=True)]),
        np.concatenate([e.own + s for e, s in zip(examples, starts, strict=True)]),
        np.concatenate([e.related for e in examples], axis=1),
        np.concatenate([e.targets for e in examples]),
        [
            sp.block_diag([e.graph[k] for e in examples], format="csr", dtype=np.float32)
            for k in range(4)
        ],
    )


def _sigmoid(x: Array) -> Array:
    return 1 / (1 + np.exp(-np.clip(x, -30, 30)))


def _gathered(numbers: Array, rows: int, values: Array) -> Array:
    """The sum of the values of each number."""
    ones = np.ones(len(numbers), np.float32)
    taken = sp.csr_matrix((ones, numbers, np.arange(len(numbers) + 1)), (len(numbers), rows))
    return taken.T @ values


def _opened(x: Array, size: Size, rng: np.random.Generator) -> Array:
    """Which units pass: above nought and not dropped, the rest scaled up."""
    keep = np.float32(1 - size.dropout)
    return ((x > 0) & (rng.random(x.shape, dtype=np.float32) < keep)) / keep


def _gradients(
    p: dict[str, Array], one: Example, size: Size, rng: np.random.Generator
) -> tuple[float, dict[str, Array]]:
    """Loss and gradients of a batch."""
    width = size.width
    ids = [
        np.where(rng.random(len(row)) < size.dropout / (1 if k < FORMS else 3), 0, row)
        if k < len(COLUMNS)
        else row
        for k, row in enumerate(one.inputs.ids)
    ]
    h = p["start"] + sum(p[f"table{k}"][row] for k, row in enumerate(ids))
    first = _opened(h, size, rng)
    h *= first
    layers = []
    for k in range(size.layers):
        x = np.hstack([h, *(matrix @ h for matrix in one.graph)])
        z = x @ p[f"weight{k}"] + p[f"bias{k}"]
        mask = _opened(z, size, rng)
        h = h + z * mask
        layers.append((x, mask))
    loss, back, g = _of_cues(p, h, one, size, rng)
    if len(one.near):
        more, behind, gradients = _of_pairs(p, h, one, size, rng)
        loss += more
        back += behind
        g |= gradients
    for k in range(size.layers - 1, -1, -1):
        x, mask = layers[k]
        d = back * mask
        g[f"weight{k}"], g[f"bias{k}"] = x.T @ d, d.sum(0)
        d = d @ p[f"weight{k}"].T
        back = back + d[:, :width]
        for j, matrix in enumerate(one.graph, 1):
            back += matrix.T @ d[:, j * width : (j + 1) * width]
    back *= first
    g["start"] = back.sum(0, keepdims=True)
    for k, row in enumerate(ids):
        g[f"table{k}"] = _gathered(row, len(p[f"table{k}"]), back)
        if k < len(COLUMNS):
            g[f"table{k}"][0] = 0
    return loss, g


def _amount(one: Example) -> float:
    """How many cues a batch has, by which its losses are divided."""
    return max(1.0, float(one.cues.sum()))


def _of_cues(
    p: dict[str, Array], h: Array, one: Example, size: Size, rng: np.random.Generator
) -> tuple[float, Array, dict[str, Array]]:
    """Loss over the cues, its gradient at the words' vectors, and those of the weights."""
    z = h @ p["cue.weight"] + p["cue.bias"]
    mask = _opened(z, size, rng)
    z *= mask
    chance = _sigmoid((z @ p["cue.out"])[:, 0] + p["cue.offset"][0, 0])
    right = np.where(one.cues > 0, chance, 1 - chance)
    loss = float(-np.log(right + 1e-9).sum() / _amount(one))
    d = ((chance - one.cues) / _amount(one))[:, None].astype(np.float32)
    g = {"cue.out": z.T @ d, "cue.offset": d.sum(keepdims=True)}
    d = (d @ p["cue.out"].T) * mask
    g["cue.weight"], g["cue.bias"] = h.T @ d, d.sum(0)
    return loss, d @ p["cue.weight"].T, g


def _of_pairs(
    p: dict[str, Array], h: Array, one: Example, size: Size, rng: np.random.Generator
) -> tuple[float, Array, dict[str, Array]]:
    """The same over what the words near the cues are to them."""
    z = (h @ p["near"])[one.near] + (h @ p["own"])[one.own] + p["pair.bias"]
    for k, numbers in enumerate(one.related):
        z += p[f"relation{k}"][numbers]
    mask = _opened(z, size, rng)
    z *= mask
    chance = _sigmoid(z @ p["pair.out"] + p["pair.offset"])
    weight = LOSSES / np.float32(A_WINDOW * _amount(one))
    right = np.where(one.targets > 0, chance, 1 - chance)
    loss = float(-(np.log(right + 1e-9) * weight).sum())
    d = ((chance - one.targets) * weight).astype(np.float32)
    g = {"pair.out": z.T @ d, "pair.offset": d.sum(0)}
    d = (d @ p["pair.out"].T) * mask
    g["pair.bias"] = d.sum(0)
    for k, numbers in enumerate(one.related):
        g[f"relation{k}"] = _gathered(numbers, len(p[f"relation{k}"]), d)
    near, own = _gathered(one.near, len(h), d), _gathered(one.own, len(h), d)
    g["near"], g["own"] = h.T @ near, h.T @ own
    return loss, near @ p["near"].T + own @ p["own"].T, g

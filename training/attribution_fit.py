"""Fitting the small networks of the attribution finder: Adam, in numpy and sparse matrices."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

__all__ = ["Adam", "Examples", "Settings", "fit", "in_eight_bits", "packed"]

Array = NDArray[np.float32]
Sparse = Any  # scipy.sparse carries no types
Random = np.random.Generator
_NONE: Array = np.zeros(0, np.float32)


@dataclass(frozen=True, slots=True)
class Settings:
    """How one network is fitted. `least` is how often a string must occur to
    be kept, `most` how many strings are kept.
    """

    hidden: int = 32
    epochs: int = 6
    batch: int = 1024  # rows
    rate: float = 2e-3
    decay: float = 1e-5
    dropout: float = 0.2  # of strings, and of hidden units
    least: int = 5
    most: int = 40_000
    seed: int = 1


class Examples:
    """Rows to fit, kept small: each string becomes a number as it comes.

    The rows added by one call of `group` compete for one place; those of `row` are a yes or no of
    their own. An Examples holds one of the two.
    """

    def __init__(self) -> None:
        self.index: dict[str, int] = {}
        self.columns = array("i")
        self.ends = [0]
        self.numbers: list[Array] = []
        self.targets: list[float] = []
        self.groups = [0]

    def row(self, bag: Sequence[str], target: float, numbers: Array = _NONE) -> None:
        """Add one row."""
        index = self.index
        self.columns.extend([index.setdefault(string, len(index)) for string in bag])
        self.ends.append(len(self.columns))
        self.numbers.append(numbers)
        self.targets.append(target)

    def close_group(self) -> None:
        """The rows since the last call belong together."""
        self.groups.append(len(self.targets))

    def matrix(self, settings: Settings) -> tuple[dict[str, int], Sparse]:
        """The strings that are kept, the most frequent first, and the sparse rows over them."""
        columns = np.frombuffer(self.columns, np.int32)
        counts = np.bincount(columns, minlength=len(self.index))
        order = np.argsort(-counts, kind="stable")[: settings.most]
        order = order[counts[order] >= settings.least]
        new = np.full(len(self.index), -1, np.int64)
        new[order] = np.arange(len(order))
        strings = list(self.index)
        whole = sp.csr_matrix(
            (np.ones(len(columns), np.float32), columns, np.array(self.ends)),
            shape=(len(self.targets), len(self.index)),
        )
        return {strings[k]: n for n, k in enumerate(order)}, whole[:, order].tocsr()


def fit(examples: Examples, settings: Settings) -> tuple[dict[str, int], dict[str, Any]]:
    """(strings, weights) of one network."""
    rng = np.random.default_rng(settings.seed)
    index, x = examples.matrix(settings)
    grouped = len(examples.groups) > 1
    numbers = np.array(examples.numbers, np.float32)
    targets = np.array(examples.targets, np.float32)
    width = numbers.shape[1]
    h = settings.hidden
    p = {
        "rows": rng.normal(0, 0.08, (len(index), h)).astype(np.float32),
        "direct": np.zeros(len(index), np.float32),
        "dense": rng.normal(0, 0.05, (width, h)).astype(np.float32),
        "bias": np.zeros(h, np.float32),
        "out": rng.normal(0, 0.3, h).astype(np.float32),
        "offset": np.zeros(1, np.float32),
    }
    adam = Adam(p, settings, {"rows", "direct"})
    units = np.array(examples.groups) if grouped else np.arange(x.shape[0] + 1)
    per_batch = max(1, round(settings.batch * (len(units) - 1) / x.shape[0]))
    steps = settings.epochs * -(-(len(units) - 1) // per_batch)
    step = 0
    for _ in range(settings.epochs):
        order = rng.permutation(len(units) - 1)
        for at in range(0, len(order), per_batch):
            chosen = np.sort(order[at : at + per_batch])
            rows = np.concatenate([np.arange(units[u], units[u + 1]) for u in chosen])
            sizes = units[chosen + 1] - units[chosen]
            competing = sizes if grouped else None
            gradients = _gradients(
                p, x[rows], numbers[rows], targets[rows], competing, settings.dropout, rng
            )
            adam.step(gradients, 1 - step / steps)
            step += 1
    return index, p


def _gradients(
    p: dict[str, Any],
    x: Sparse,
    numbers: Array,
    targets: Array,
    sizes: NDArray[np.int64] | None,
    dropout: float,
    rng: Random,
) -> dict[str, Any]:
    kept = x.copy()
    kept.data = (rng.random(len(kept.data)) >= dropout).astype(np.float32) / (1 - dropout)
    hidden = kept @ p["rows"] + numbers @ p["dense"] + p["bias"]
    open_ = (hidden > 0) * ((rng.random(hidden.shape) >= dropout) / (1 - dropout))
    open_ = open_.astype(np.float32)
    active = hidden * open_
    scores = active @ p["out"] + kept @ p["direct"] + p["offset"][0]
    if sizes is None:
        d = 1 / (1 + np.exp(-scores)) - targets
    else:
        first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        top = np.repeat(np.maximum.reduceat(scores, first), sizes)
        e = np.exp(scores - top)
        d = e / np.repeat(np.add.reduceat(e, first), sizes)
        d = d * np.repeat(np.add.reduceat(targets, first), sizes) - targets
    d = (d / (len(scores) if sizes is None else len(sizes))).astype(np.float32)
    back = (d[:, None] * p["out"]) * open_
    transposed = kept.T.tocsr()
    return {
        "rows": transposed @ back,
        "direct": transposed @ d,
        "dense": numbers.T @ back,
        "bias": back.sum(0),
        "out": active.T @ d,
        "offset": np.array([d.sum()], np.float32),
    }


class Rates(Protocol):
    """What Adam reads of the settings."""

    @property
    def rate(self) -> float: ...
    @property
    def decay(self) -> float: ...


class Adam:
    """Adam with a linear fall of the rate and decoupled weight decay."""

    def __init__(self, p: dict[str, Any], settings: Rates, decayed: AbstractSet[str]) -> None:
        self.p, self.settings, self.decayed, self.t = p, settings, decayed, 0
        self.m = {k: np.zeros_like(v) for k, v in p.items()}
        self.v = {k: np.zeros_like(v) for k, v in p.items()}

    def step(self, gradients: dict[str, Any], left: float) -> None:
        self.t += 1
        rate = self.settings.rate * max(left, 0.02)
        for k, g in gradients.items():
            m, v = self.m[k], self.v[k]
            m *= 0.9
            m += 0.1 * g
            v *= 0.99
            v += 0.01 * g * g
            size = rate * np.sqrt(1 - 0.99**self.t) / (1 - 0.9**self.t)
            self.p[k] -= size * m / (np.sqrt(v) + 1e-6)
            if k in self.decayed:
                self.p[k] *= 1 - rate * self.settings.decay * 100


def in_eight_bits(rows: Array) -> tuple[Any, Array]:
    """Rows as whole numbers of -127 to 127, and what to multiply each with."""
    scale = np.maximum(np.abs(rows).max(1), 1e-8) / 127
    return np.round(rows / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def packed(name: str, index: dict[str, int], p: dict[str, Any]) -> dict[str, Any]:
    """The arrays of one network as they are shipped: rows in eight bits with a scale each."""
    rows, scale = in_eight_bits(p["rows"])
    strings = "\n".join(index).encode("utf-8")
    return {
        f"{name}.strings": np.frombuffer(strings, np.uint8),
        f"{name}.rows": rows,
        f"{name}.scale": scale,
        f"{name}.direct": p["direct"].astype(np.float16),
        f"{name}.dense": p["dense"].astype(np.float16),
        f"{name}.bias": p["bias"].astype(np.float32),
        f"{name}.out": p["out"].astype(np.float32),
        f"{name}.offset": np.float32(p["offset"][0]),
    }

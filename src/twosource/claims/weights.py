"""The fitted numbers of this room, read from data/alignment.toml."""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["Logistic", "Thresholds", "model", "thresholds"]


@dataclass(frozen=True, slots=True)
class Logistic:
    """A logistic regression: one weight for each named feature, and a bias."""

    bias: float
    weights: tuple[float, ...]

    def probability(self, row: Sequence[float]) -> float:
        """The probability that a row of features belongs together."""
        total = self.bias + sum(w * x for w, x in zip(self.weights, row, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def probabilities(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """The same for many rows. Added up feature by feature: the order in which a library for
        matrices adds depends on the machine.
        """
        total = np.zeros(len(rows))
        for weight, column in zip(self.weights, rows.T, strict=True):
            total += weight * column
        out: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(total + self.bias, -30.0, 30.0)))
        return out


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where a probability becomes a link; see data/alignment.toml for what each does."""

    sentence: float
    sentence_group: float
    share: float
    quantity: float
    quantity_group: float
    rival: float
    kin: float
    sure: float
    opposed: float
    holder: float
    likely: float
    coverage: float
    lone: float
    joins: float
    firm: float


@lru_cache(maxsize=1)
def _file() -> dict[str, dict[str, float]]:
    text = files("twosource.claims").joinpath("data/alignment.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=4)
def model(name: str, features: tuple[str, ...]) -> Logistic:
    """The fitted model `name` ("sentence" or "quantity") for features in this order."""
    table = _file()[name]
    return Logistic(table["bias"], tuple(table[f] for f in features))


@lru_cache(maxsize=1)
def thresholds() -> Thresholds:
    return Thresholds(**_file()["thresholds"])

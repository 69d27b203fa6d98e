"""The weights of the learned finder, out of one file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from twosource.reading.attribution.encoder import Encoder
from twosource.reading.attribution.network import Network

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["WEIGHTS", "Weights", "installed"]

WEIGHTS = Path(__file__).resolve().parents[2] / "weights" / "attribution" / "finder.npz"


@dataclass(frozen=True, slots=True)
class Weights:
    """The encoder, and the networks that look at what it leaves.

    `judge` looks at a whole attribution; without it the likelihoods of its parts are multiplied.
    """

    encoder: Encoder
    content: Network
    source: Network
    judge: Network | None

    @classmethod
    def read(cls, path: Path) -> Weights:
        """The weights of a file. OSError where it cannot be read."""
        import numpy as np  # noqa: PLC0415 - spaCy has loaded it by now

        with np.load(path) as arrays:
            return cls.of(dict(arrays))

    @classmethod
    def of(cls, arrays: Mapping[str, Any]) -> Weights:
        """The weights out of named arrays."""
        return cls(
            Encoder.of(arrays),
            Network.of(arrays, "content"),
            Network.of(arrays, "source"),
            Network.of(arrays, "judge") if "judge.rows" in arrays else None,
        )


@cache
def installed(path: Path = WEIGHTS) -> Weights | None:
    """The weights, or None where they were left out."""
    return Weights.read(path) if path.is_file() else None

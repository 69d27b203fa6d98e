"""How likely each line is body text, by boosted trees that `training/blocks.py` grew."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from twosource.errors import ModelError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Forest", "read_forest", "shipped_forest"]

_WEIGHTS = Path(__file__).parents[1] / "weights" / "blocks" / "trees.npz"


@dataclass(frozen=True, slots=True)
class Forest:
    """All nodes of all trees in one table; a leaf is its own child."""

    feature: NDArray[np.int16]
    threshold: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float32]
    roots: NDArray[np.int32]
    depth: int
    base: float

    def probability(self, rows: NDArray[np.float32]) -> NDArray[np.float64]:
        """The probability of each row, between 0 and 1."""
        import numpy as np  # noqa: PLC0415

        out = np.empty(len(rows))
        step = 2000  # rows at a time, so that a huge text takes no more memory than a small one
        for a in range(0, len(rows), step):
            part = rows[a : a + step]
            which = np.arange(len(part))[:, None]
            at = np.broadcast_to(self.roots, (len(part), len(self.roots)))
            for _ in range(self.depth):
                goes_left = part[which, self.feature[at]] <= self.threshold[at]
                at = np.where(goes_left, self.left[at], self.right[at])
            out[a : a + step] = self.value[at].sum(axis=1, dtype=np.float64) + self.base
        return 1.0 / (1.0 + np.exp(-out))


@cache
def shipped_forest() -> Forest:
    """The forest of the package. Raises ModelError where its file is missing or broken."""
    import numpy as np  # noqa: PLC0415

    try:
        with np.load(_WEIGHTS) as kept:
            return read_forest(kept, "")
    except (OSError, KeyError, ValueError) as error:
        raise ModelError(
            f"the line labeller's weights are missing or broken ({_WEIGHTS}: {error}); "
            "install twosource again, or run training/blocks.py"
        ) from None


def read_forest(kept: Mapping[str, NDArray[Any]], prefix: str) -> Forest:
    """The forest whose arrays stand under `prefix` in an npz file."""
    feature, threshold, left, right, value, roots = (
        kept[prefix + part] for part in ("feature", "threshold", "left", "right", "value", "roots")
    )
    depth, base = int(kept[f"{prefix}depth"]), float(kept[f"{prefix}base"])
    return Forest(feature, threshold, left, right, value, roots, depth, base)

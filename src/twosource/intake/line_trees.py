"""How likely each line is body text, by boosted trees that `training/blocks.py` grew."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from twosource.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Forest", "body_probability", "stacked"]

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


def stacked(rows: NDArray[np.float32], first: NDArray[np.float64]) -> NDArray[np.float32]:
    """The rows with what the first forest said of the lines around."""
    import numpy as np  # noqa: PLC0415

    n, reach = len(rows), 4
    padded = np.concatenate([np.zeros(reach), first, np.zeros(reach)])
    beside = [padded[k : k + n] for k in range(2 * reach + 1)]
    summed = np.concatenate([[0.0], np.cumsum(first)])
    place = np.arange(n)
    means = []
    for r in (8, 20):
        a, b = np.maximum(0, place - r), np.minimum(n, place + r + 1)
        means.append((summed[b] - summed[a]) / (b - a))
    share = [summed[:-1] / (summed[-1] + 1e-9), np.full(n, summed[-1])]
    return np.hstack([rows, np.stack([*beside, *means, *share], axis=1)]).astype(np.float32)


def body_probability(rows: NDArray[np.float32]) -> NDArray[np.float64]:
    """The probability that each line is body text; `rows` are `line_features.features`."""
    first, second = _forests()
    return second.probability(stacked(rows, first.probability(rows)))


@cache
def _forests() -> tuple[Forest, Forest]:
    import numpy as np  # noqa: PLC0415

    try:
        with np.load(_WEIGHTS) as kept:
            one, two = (
                Forest(
                    *(kept[f"{k}_{part}"] for part in ("feature", "threshold", "left", "right", "value", "roots")),
                    depth=int(kept[f"{k}_depth"]),
                    base=float(kept[f"{k}_base"]),
                )
                for k in ("first", "second")
            )
    except (OSError, KeyError, ValueError) as error:
        raise ModelError(
            f"the line labeller's weights are missing or broken ({_WEIGHTS}: {error}); "
            "install twosource again, or run training/blocks.py"
        ) from None
    return one, two

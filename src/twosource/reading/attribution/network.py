"""The small network that scores features: a bag of them and some numbers, one hidden layer.

score = w · relu(sum of the features' rows + numbers · D + b) + sum of their own weights + b0
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, Any

from twosource.reading.attribution.templates import Rows

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["Network"]


@dataclass(frozen=True, slots=True)
class Network:
    """Weights of one network. Features that it has not met in training count for nothing.

    `rows` is (strings + 1, hidden) and `direct` (strings + 1), the last row all zero; `dense` is
    (numbers a bag, hidden), of no rows where a network reads strings only.
    """

    index: dict[str, int]
    rows: Any
    direct: Any
    dense: Any
    bias: Any
    out: Any
    offset: float
    _known: dict[str, Rows] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def of(cls, arrays: Mapping[str, Any], name: str) -> Network:
        """The network `name` out of a weights file."""
        import numpy as np  # noqa: PLC0415 - spaCy has loaded it by now; the CLI's start has not

        words = bytes(arrays[f"{name}.strings"]).decode("utf-8").split("\n")
        rows = arrays[f"{name}.rows"].astype(np.float32) * arrays[f"{name}.scale"][:, None]
        rows = np.vstack([rows, np.zeros((1, rows.shape[1]), np.float32)])
        direct = np.append(arrays[f"{name}.direct"].astype(np.float32), np.float32(0))
        return cls(
            index={word: k for k, word in enumerate(words)},
            rows=rows,
            direct=direct,
            dense=arrays[f"{name}.dense"].astype(np.float32),
            bias=arrays[f"{name}.bias"].astype(np.float32),
            out=arrays[f"{name}.out"].astype(np.float32),
            offset=float(arrays[f"{name}.offset"]),
        )

    def known(self, prefix: str = "") -> Rows:
        """The rows of features whose strings begin with a prefix."""
        if prefix not in self._known:
            self._known[prefix] = Rows(self.index, prefix)
        return self._known[prefix]

    def scores(self, bags: Sequence[Sequence[int]], numbers: Any = None) -> Any:  # noqa: ANN401
        """One score a bag of rows, as an array; `numbers` is an array with a row a bag, or None."""
        import numpy as np  # noqa: PLC0415 - see above

        if not bags:
            return np.zeros(0, np.float32)
        # Bags as long as the longest one, filled up with the row that is all zero: numpy sums
        # them in a quarter of the time that `np.add.reduceat` takes.
        size = max(map(len, bags))
        nothing = [len(self.index)] * size
        filled = [bag if len(bag) == size else [*bag, *nothing[len(bag) :]] for bag in bags]
        at = np.fromiter(chain.from_iterable(filled), np.int64, len(bags) * size)
        at = at.reshape(len(bags), size)
        hidden = self.rows.take(at, axis=0).sum(axis=1)
        hidden += self.bias if numbers is None else numbers @ self.dense + self.bias
        np.maximum(hidden, 0, out=hidden)
        return hidden @ self.out + self.direct.take(at).sum(axis=1) + self.offset

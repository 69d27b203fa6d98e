"""The small network that scores features: a bag of strings and some numbers, one hidden layer.

score = w · relu(sum of the strings' rows + numbers · D + b) + sum of the strings' own weights + b0
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from itertools import repeat
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Network"]


@dataclass(frozen=True, slots=True)
class Network:
    """Weights of one network. Strings that it has not met in training count for nothing.

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

    def scores(self, bags: Iterable[Sequence[str]], numbers: Any = None) -> Any:  # noqa: ANN401
        """One score a bag, as an array; `numbers` is an array with a row a bag, or None.

        No bag is held on to: from a generator each one's strings are gone when the next is made.
        """
        import numpy as np  # noqa: PLC0415 - see above

        default = repeat(len(self.index))
        get = self.index.get
        flat = array("q")
        starts = []
        for bag in bags:
            starts.append(len(flat))
            flat.extend(map(get, bag, default))
        if not starts:
            return np.zeros(0, np.float32)
        at = np.frombuffer(flat, np.int64)
        first = np.array(starts, np.int64)
        hidden = np.add.reduceat(self.rows.take(at, axis=0), first, axis=0)
        hidden += self.bias if numbers is None else numbers @ self.dense + self.bias
        np.maximum(hidden, 0, out=hidden)
        return hidden @ self.out + np.add.reduceat(self.direct.take(at), first) + self.offset

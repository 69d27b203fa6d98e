"""Word vectors for the network that finds names: one small table, looked up in one step.

spaCy's own table keeps a dictionary that is filled word by word at every start, and forgets on
saving that its keys are words in small letters. This one is an array of sorted keys beside an
array of bytes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
from spacy.attrs import LOWER  # type: ignore[import-not-found]
from spacy.strings import StringStore, hash_string  # type: ignore[attr-defined]
from spacy.util import registry
from spacy.vectors import BaseVectors  # type: ignore[import-not-found]

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray
    from spacy.vocab import Vocab

__all__ = ["FILE", "WordVectors"]

FILE = "vectors.npz"


def _no_keys() -> NDArray[np.uint64]:
    return np.zeros(0, dtype=np.uint64)


def _no_rows() -> NDArray[np.int8]:
    return np.zeros((0, 0), dtype=np.int8)


@dataclass(eq=False)
class WordVectors(BaseVectors):  # type: ignore[misc] # spaCy's class has no types
    """A vector for each word in small letters, kept as whole numbers of one byte.

    `keys` are spaCy's hashes of the words, ascending; row i of `rows` times `scale` is the
    vector of key i. A word that is not there has the vector zero, and so have in a document the few
    words that spaCy numbers as its own symbols instead of hashing them ("number", "mark").
    """

    keys: NDArray[np.uint64] = field(default_factory=_no_keys)
    rows: NDArray[np.int8] = field(default_factory=_no_rows)
    scale: float = 1.0
    strings: StringStore = field(default_factory=StringStore, repr=False)
    name: str | None = None
    attr: int = LOWER
    mode: str = "default"

    def get_batch(self, keys: NDArray[np.uint64]) -> NDArray[np.float32]:
        """The vectors of many keys, one row each."""
        wanted = np.asarray(keys, dtype=np.uint64)
        if not len(self.keys):
            return np.zeros((len(wanted), self.vectors_length), dtype=np.float32)
        places = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        found = self.rows[places].astype(np.float32) * np.float32(self.scale)
        found[self.keys[places] != wanted] = 0
        return found

    def __getitem__(self, key: int | str) -> NDArray[np.float32]:
        """The vector of one key or word."""
        number = hash_string(key) if isinstance(key, str) else key
        return self.get_batch(np.array([number], dtype=np.uint64))[0]  # type: ignore[no-any-return]

    def __contains__(self, key: int | str) -> bool:
        """Whether a key or word has a vector."""
        number = np.uint64(hash_string(key) if isinstance(key, str) else key)
        place = int(np.searchsorted(self.keys, number))
        return place < len(self.keys) and bool(self.keys[place] == number)

    def __len__(self) -> int:
        """How many words have a vector."""
        return len(self.keys)

    def is_full(self) -> bool:
        """Whether no word can be added; none ever can."""
        return True

    @property
    def shape(self) -> tuple[int, int]:
        """How many words, and how long their vectors are."""
        return len(self.keys), self.rows.shape[1]

    @property
    def size(self) -> int:
        """How many numbers the table holds."""
        return int(self.rows.size)

    @property
    def vectors_length(self) -> int:
        """How long the vectors are."""
        return int(self.rows.shape[1])

    @property
    def n_keys(self) -> int:
        """How many words have a vector."""
        return len(self.keys)

    def to_bytes(self, **_: Any) -> bytes:  # noqa: ANN401 - what to leave out, which is nothing
        """The table as the bytes of NumPy's archive."""
        stream = BytesIO()
        np.savez(stream, keys=self.keys, rows=self.rows, scale=np.float32(self.scale))
        return stream.getvalue()

    def from_bytes(self, data: bytes, **_: Any) -> WordVectors:  # noqa: ANN401 - see above
        """Read the table from what `to_bytes` gave."""
        with np.load(BytesIO(data), allow_pickle=False) as told:
            self.keys, self.rows, self.scale = told["keys"], told["rows"], float(told["scale"])
        return self

    def to_disk(self, path: Path, **_: Any) -> None:  # noqa: ANN401 - see above
        """Write the table into the folder `path`."""
        (path / FILE).write_bytes(self.to_bytes())

    def from_disk(self, path: Path, **_: Any) -> WordVectors:  # noqa: ANN401 - see above
        """Read the table from the folder `path`."""
        return self.from_bytes((path / FILE).read_bytes())


@registry.vectors("twosource.WordVectors.v1")  # type: ignore[untyped-decorator]
def create_word_vectors() -> Callable[[Vocab], WordVectors]:
    """What spaCy calls to make an empty table, into which it then reads the saved one."""

    def create(vocab: Vocab) -> WordVectors:
        return WordVectors(strings=vocab.strings)

    return create

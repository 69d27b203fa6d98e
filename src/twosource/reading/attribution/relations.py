"""What each word near a cue is to it: how far, on which branch of the tree, in which quotation."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from twosource.reading.attribution.inputs import Inputs
    from twosource.reading.attribution.words import Words

__all__ = ["DISTANCES", "QUOTED", "Branches", "relations", "window"]

DISTANCES = 21
QUOTED = 80
_REACH = 90  # words to either side of a cue that may belong to it, within its block
_UP = 4  # a cue and as many of its ancestors less one
_EDGES = (1, 2, 3, 4, 6, 9, 14, 21, 33, 51)  # distances at which a bucket begins
# The bucket of each distance from -_REACH to _REACH; those before a cue come after the others.
_BUCKETS = [
    bisect_right(_EDGES, abs(away)) + (len(_EDGES) if away < 0 else 0)
    for away in range(-_REACH, _REACH + 1)
]
_SENTENCES = 2  # sentences to either side that are told apart
_PLACES = 2 * _SENTENCES + 1
_QUOTATIONS = 3  # the same for quotations


class Branches(dict[str, int]):
    """Numbers of the branches from a cue; new ones get a number only while `open`."""

    def __init__(self, known: list[str], *, grows: bool = False) -> None:
        super().__init__((name, k) for k, name in enumerate(known, 1))
        self.grows = grows

    def __missing__(self, name: str) -> int:
        if self.grows:
            self[name] = len(self) + 1
            return self[name]
        return 0


def window(words: Words, c: int) -> tuple[int, int]:
    """(first, last + 1) of the words that may belong to the cue at `c`."""
    first, last = words.blocks[words.block[c]]
    return max(first, c - _REACH), min(last, c + _REACH)


def relations(words: Words, inputs: Inputs, c: int, branches: Branches) -> Any:  # noqa: ANN401
    """(3, words of the window): bucket of the distance, branch, quotation with sentence."""
    import numpy as np  # noqa: PLC0415 - spaCy has loaded it by now

    low, high = window(words, c)
    out = np.empty((3, high - low), np.int64)
    out[0] = _BUCKETS[low - c + _REACH : high - c + _REACH]
    out[1] = _branch(words, c, (low, high), branches)
    out[2] = _sentences(words, c, (low, high))
    out[2] += _quoted(words, inputs, c)
    return out


def _sentences(words: Words, c: int, bounds: tuple[int, int]) -> list[int]:
    """How many sentences each word is behind the second one before the cue's: 0 to 4."""
    low, high = bounds
    own = words.sentence[c]
    out: list[int] = []
    for number in range(words.sentence[low], words.sentence[high - 1] + 1):
        first, last = words.sentences[number]
        away = min(max(number - own, -_SENTENCES), _SENTENCES) + _SENTENCES
        out += [away] * (min(last, high) - max(first, low))
    return out


def _branch(words: Words, c: int, bounds: tuple[int, int], branches: Branches) -> list[int]:
    """The branch that each word stands on: steps up from the cue, then the relation down."""
    low, high = bounds
    out = [0] * (high - low)
    left, right, dep = words.left, words.right, words.dep
    up = [c]
    while len(up) < _UP and words.head[up[-1]] != up[-1]:
        up.append(words.head[up[-1]])
    for height in range(len(up) - 1, -1, -1):
        node = up[height]
        below = up[height - 1] if height else -1
        _fill(out, left[node] - low, right[node] + 1 - low, branches[f"{height}"])
        for child in words.children[node]:
            if child != below:
                name = f"{height}|{dep[child]}|{'<' if child < c else '>'}"
                _fill(out, left[child] - low, right[child] + 1 - low, branches[name])
        if low <= node < high:
            out[node - low] = branches[f"{height}|{dep[node]}"]
    return out


def _fill(out: list[int], start: int, stop: int, number: int) -> None:
    """Put a number at the places from `start` to before `stop`, as far as there are any."""
    start, stop = max(start, 0), min(stop, len(out))
    if start < stop:
        out[start:stop] = [number] * (stop - start)


def _quoted(words: Words, inputs: Inputs, c: int) -> Any:  # noqa: ANN401
    """Which quotation each word stands in, counted from the cue: 0 to 15, times what is left for
    the sentences.
    """
    import numpy as np  # noqa: PLC0415 - see above

    low, high = window(words, c)
    quote = inputs.quote[low:high]
    own = words.quote[c]
    if own >= 0:
        around = np.minimum(np.maximum(quote - own, -_QUOTATIONS), _QUOTATIONS) + 5
        around[quote == own] = 1
        around[quote < 0] = 0
        return around * _PLACES
    if words.quoted_before[low] == words.quoted_before[high]:
        return 9 * _PLACES
    past = quote[: c - low]
    past = past[past >= 0]
    coming = quote[c - low :]
    coming = coming[coming >= 0]
    following = past[-1] + 1 if len(past) else coming[0] if len(coming) else 0
    around = np.minimum(np.maximum(quote - following, -_QUOTATIONS), _QUOTATIONS - 1) + 13
    around[quote < 0] = 9
    return around * _PLACES

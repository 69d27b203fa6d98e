"""The encoder: a vector for each word from its neighbours in the line and in the tree.

Layers of h + relu([h, before, after, head, mean of children] W + b). From a word's vector comes
how likely it heads a cue; from those of a cue and of a word near it, how likely the word belongs
to its content or source, or begins or ends the content.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from twosource.reading.attribution.inputs import COLUMNS, Inputs, Numbering
from twosource.reading.attribution.relations import Branches, relations, window

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twosource.reading.attribution.words import Words

__all__ = ["Encoder", "Marginals"]


@dataclass(frozen=True, slots=True)
class Marginals:
    """What the encoder thinks of the words from `low` on, seen from one cue.

    `content`, `source` are likelihoods, 0 for punctuation; `begins`, `ends` are logits.
    """

    low: int
    content: Any
    source: Any
    begins: Any
    ends: Any


@dataclass(frozen=True, slots=True)
class Encoder:
    """Weights and vocabularies; `p` holds the arrays by the names that training gives them."""

    p: Mapping[str, Any]
    vocabularies: Mapping[str, Mapping[str, int]]
    branches: Branches
    numbering: Numbering = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "numbering", Numbering(self.vocabularies))

    @classmethod
    def of(cls, arrays: Mapping[str, Any]) -> Encoder:
        """The encoder out of a weights file."""
        import numpy as np  # noqa: PLC0415 - spaCy has loaded it by now

        names = [n.removeprefix("encoder.") for n in arrays if n.startswith("encoder.")]
        p = {}
        for name in names:
            if name.endswith(".scale"):
                continue
            array = arrays[f"encoder.{name}"].astype(np.float32)
            if f"{name}.scale" in names:
                array *= arrays[f"encoder.{name}.scale"][:, None]
            p[name] = array
        return cls(
            p,
            {
                name: {word: k for k, word in enumerate(_lines(arrays[f"words.{name}"]), 1)}
                for name in COLUMNS
            },
            Branches(_lines(arrays["branches"])),
        )

    def inputs(self, words: Words) -> Inputs:
        return Inputs.of(words, self.numbering)

    def states(self, inputs: Inputs) -> Any:  # noqa: ANN401
        """A vector a word."""
        import numpy as np  # noqa: PLC0415 - see above

        p = self.p
        h = p["start"].repeat(inputs.ids.shape[1], axis=0)
        for k, ids in enumerate(inputs.ids):
            h += p[f"table{k}"].take(ids, axis=0)
        np.maximum(h, 0, out=h)
        count, width = h.shape
        x = np.zeros((count, 5 * width), np.float32)
        padded = np.zeros((count + 1, width), np.float32)
        parents, ranks, share = _by_rank(inputs)
        layer = 0
        while f"weight{layer}" in p:
            padded[:count] = h
            x[:, :width] = h
            for k, neighbours in enumerate((inputs.before, inputs.after, inputs.head), 1):
                x[:, k * width : (k + 1) * width] = padded.take(neighbours, axis=0)
            if len(parents):
                sums = h.take(ranks[0], axis=0)
                for rank in ranks[1:]:
                    sums[: len(rank)] += h.take(rank, axis=0)
                sums *= share
                x[parents, 4 * width :] = sums
            z = x @ p[f"weight{layer}"]
            z += p[f"bias{layer}"]
            np.maximum(z, 0, out=z)
            h += z
            layer += 1
        return h

    def cues(self, states: Any) -> Any:  # noqa: ANN401
        """How likely each word heads a cue, as logits."""
        import numpy as np  # noqa: PLC0415 - see above

        p = self.p
        hidden = np.maximum(states @ p["cue.weight"] + p["cue.bias"], 0)
        return hidden @ p["cue.out"][:, 0] + p["cue.offset"][0, 0]

    def marginals(
        self,
        words: Words,
        inputs: Inputs,
        states: Any,  # noqa: ANN401
        cues: Sequence[int],
    ) -> list[Marginals]:
        """What the words around each cue are to it."""
        import numpy as np  # noqa: PLC0415 - see above

        if not cues:
            return []
        p = self.p
        bounds = [window(words, c) for c in cues]
        near = np.concatenate([np.arange(low, high) for low, high in bounds])
        sizes = np.array([high - low for low, high in bounds])
        related = np.concatenate([relations(words, inputs, c, self.branches) for c in cues], axis=1)
        z = (states @ p["near"]).take(near, axis=0)
        z += np.repeat(states[list(cues)] @ p["own"] + p["pair.bias"], sizes, axis=0)
        for k, numbers in enumerate(related):
            z += p[f"relation{k}"].take(numbers, axis=0)
        np.maximum(z, 0, out=z)
        logits = z @ p["pair.out"] + p["pair.offset"]
        chance = 1 / (1 + np.exp(-logits[:, :2]))
        chance *= inputs.spoken[near][:, None]
        out = []
        at = 0
        for (low, _), size in zip(bounds, sizes.tolist(), strict=True):
            here = slice(at, at + size)
            out.append(
                Marginals(low, chance[here, 0], chance[here, 1], logits[here, 2], logits[here, 3])
            )
            at += size
        return out


def _by_rank(inputs: Inputs) -> tuple[Any, list[Any], Any]:
    """Parents, those with the most children first; their first children, then the second ones of
    those that have so many, and so on; and what each parent's sum is multiplied by.

    Rows are summed this way in a quarter of the time that `np.add.reduceat` takes.
    """
    import numpy as np  # noqa: PLC0415 - see above

    sizes = np.diff(inputs.first, append=len(inputs.children))
    order = np.argsort(-sizes, kind="stable")
    first = inputs.first[order]
    ranks = []
    # How many parents have more than 0, 1, 2, ... children.
    for rank, count in enumerate((len(order) - np.bincount(sizes).cumsum())[:-1].tolist()):
        ranks.append(inputs.children[first[:count] + rank])
    return inputs.parents[order], ranks, inputs.share[order]


def _lines(array: Any) -> list[str]:  # noqa: ANN401
    return bytes(array).decode("utf-8").split("\n")

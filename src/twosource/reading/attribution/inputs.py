"""What each word of a report brings into the encoder, and where its neighbours stand: numbers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import repeat
from typing import TYPE_CHECKING, Any

from twosource.reading.attribution.lexicon import lists_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twosource.reading.attribution.words import Words

__all__ = ["COLUMNS", "PLACES", "SURROUNDINGS", "Inputs", "strings"]

COLUMNS = ("form", "stem", "suffix", "tag", "relation", "entity", "lists", "shape")
PLACES = 36  # in a quotation, a mark, at the head or the end of sentence or block
SURROUNDINGS = 32  # quotations near by, number and length of the block
_NEAR = 25  # words to either side in which a quotation counts as near
_SHORT = 12  # words of a block that may be a headline


def strings(words: Words) -> dict[str, Sequence[str]]:
    """The columns of COLUMNS; the words of names are masked by their kind."""
    return {
        "form": words.form,
        "stem": words.stem,
        "suffix": [w[-3:] for w in words.lower],
        "tag": list(map(_tag, words.tag, words.pos)),
        "relation": words.dep,
        "entity": words.entity,
        "lists": list(map(lists_of, words.stem)),
        "shape": list(map(_shape, words.word)),
    }


@cache
def _tag(tag: str, pos: str) -> str:
    return f"{tag}|{pos}"


@lru_cache(maxsize=50_000)
def _shape(word: str) -> str:
    first = word[0]
    if not first.isalnum():
        return first
    if first.isdigit():
        return "d"
    return ("X" if first.isupper() else "x") + ("U" if len(word) > 1 and word.isupper() else "")


@dataclass(frozen=True, slots=True)
class Inputs:
    """Arrays over the words of a report.

    `ids` has a row a column: those of COLUMNS, then the place, then the surroundings; 0 is what was
    not met in training. `before`, `after`, `head` are the numbers of the neighbours in the block
    and of the head, as many as there are words where there is none. `children` lists the words that
    have a head, those of one head together; `first` is where the group of each of `parents` begins,
    and `share` one over its size.
    """

    ids: Any
    before: Any
    after: Any
    head: Any
    children: Any
    first: Any
    parents: Any
    share: Any
    quote: Any
    sentence: Any
    spoken: Any

    @classmethod
    def of(cls, words: Words, vocabularies: Mapping[str, Mapping[str, int]]) -> Inputs:
        import numpy as np  # noqa: PLC0415 - spaCy has loaded it by now

        count = len(words)
        at = np.arange(count)
        block = np.array(words.block)
        quote = np.array(words.quote)
        heads = np.array(words.head)
        columns = strings(words)
        rows = [
            list(map(vocabularies[name].get, columns[name], repeat(0, count))) for name in COLUMNS
        ]
        bounds = np.array(words.blocks)
        sentences = np.array(words.sentences)
        first, last = bounds[block].T
        rows += [
            _places(words, at, (first, last), sentences[np.array(words.sentence)].T, quote >= 0),
            _surroundings(words, at, (first, last), block, quote >= 0),
        ]
        headed = np.flatnonzero(heads != at)
        children = headed[np.argsort(heads[headed], kind="stable")]
        parents, starts, sizes = np.unique(heads[children], return_index=True, return_counts=True)
        return cls(
            ids=np.array(rows),
            before=np.where(at > first, at - 1, count),
            after=np.where(at + 1 < last, at + 1, count),
            head=np.where(heads != at, heads, count),
            children=children,
            first=starts,
            parents=parents,
            share=(1 / sizes).astype(np.float32)[:, None],
            quote=quote,
            sentence=np.array(words.sentence),
            spoken=np.array([p != "PUNCT" for p in words.pos], np.float32),
        )


def _places(words: Words, at: Any, block: Any, sentence: Any, quoted: Any) -> Any:  # noqa: ANN401
    import numpy as np  # noqa: PLC0415 - see above

    begins = (at == sentence[0]).astype(int) + (at == block[0])
    ends = (at + 1 == sentence[1]).astype(int) + (at + 1 == block[1])
    return ((quoted * 2 + np.array(words.mark)) * 3 + begins) * 3 + ends


def _surroundings(words: Words, at: Any, block: Any, number: Any, quoted: Any) -> Any:  # noqa: ANN401
    import numpy as np  # noqa: PLC0415 - see above

    before = np.array(words.quoted_before)
    first, last = block
    left = before[at] > before[np.maximum(first, at - _NEAR)]
    right = before[np.minimum(last, at + _NEAR + 1)] > before[at + 1]
    short = last - first < _SHORT
    return (((left * 2 + right) * 2 + (number == 0)) * 2 + short) * 2 + quoted

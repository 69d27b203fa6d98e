"""What each word of a report brings into the encoder, and where its neighbours stand: numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from twosource.reading.attribution.lexicon import lists_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from twosource.reading.attribution.words import Words

__all__ = ["COLUMNS", "PLACES", "SURROUNDINGS", "Inputs", "Numbering", "strings"]

COLUMNS = ("form", "stem", "suffix", "tag", "relation", "entity", "lists", "shape")
PLACES = 36  # in a quotation, a mark, at the head or the end of sentence or block
SURROUNDINGS = 32  # quotations near by, number and length of the block
_NEAR = 25  # words to either side in which a quotation counts as near
_SHORT = 12  # words of a block that may be a headline
_MOST = 50_000  # words whose numbers are remembered


def strings(words: Words) -> dict[str, Sequence[str]]:
    """The columns of COLUMNS; the words of names are masked by their kind."""
    return {
        name: list(map(_DERIVED[name], source)) if name in _DERIVED else source
        for name, source in _sources(words).items()
    }


def _sources(words: Words) -> dict[str, Sequence[Any]]:
    """What each column is made of."""
    return {
        "form": words.form,
        "stem": words.stem,
        "suffix": words.lower,
        "tag": list(zip(words.tag, words.pos, strict=True)),
        "relation": words.dep,
        "entity": words.entity,
        "lists": words.stem,
        "shape": words.word,
    }


def _tag(tag_and_pos: tuple[str, str]) -> str:
    return "|".join(tag_and_pos)


def _suffix(lower: str) -> str:
    return lower[-3:]


def _shape(word: str) -> str:
    first = word[0]
    if not first.isalnum():
        return first
    if first.isdigit():
        return "d"
    return ("X" if first.isupper() else "x") + ("U" if len(word) > 1 and word.isupper() else "")


_DERIVED: dict[str, Callable[[Any], str]] = {
    "suffix": _suffix, "tag": _tag, "lists": lists_of, "shape": _shape,
}  # fmt: skip


class _Remembered(dict[Any, int]):
    """Numbers by what a column is made of, each worked out once."""

    def __init__(self, vocabulary: Mapping[str, int], derive: Callable[[Any], str]) -> None:
        super().__init__()
        self._vocabulary, self._derive = vocabulary, derive

    def __missing__(self, source: Any) -> int:  # noqa: ANN401 - a word, or a pair of tags
        if len(self) >= _MOST:
            self.clear()
        number = self[source] = self._vocabulary.get(self._derive(source), 0)
        return number


class Numbering:
    """The numbers of the strings of each column; 0 is what was not met in training."""

    def __init__(self, vocabularies: Mapping[str, Mapping[str, int]]) -> None:
        self._columns = {
            name: _Remembered(vocabularies[name], _DERIVED.get(name, str)) for name in COLUMNS
        }

    def rows(self, words: Words) -> list[list[int]]:
        """A row a column of COLUMNS, a number a word."""
        sources = _sources(words)
        return [list(map(self._columns[name].__getitem__, sources[name])) for name in COLUMNS]


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
    def of(cls, words: Words, numbering: Numbering) -> Inputs:
        import numpy as np  # noqa: PLC0415 - spaCy has loaded it by now

        count = len(words)
        at = np.arange(count)
        # With its type given, an array is made of a list in a third of the time.
        block = np.array(words.block, np.int64)
        quote = np.array(words.quote, np.int64)
        heads = np.array(words.head, np.int64)
        sentence = np.array(words.sentence, np.int64)
        first, last = np.array(words.blocks, np.int64).T.take(block, axis=1)
        bounds = np.array(words.sentences, np.int64).T.take(sentence, axis=1)
        ids = np.empty((len(COLUMNS) + 2, count), np.int64)
        for k, row in enumerate(numbering.rows(words)):
            ids[k] = np.array(row, np.int64)
        ids[-2] = _places(words, at, (first, last), bounds, quote >= 0)
        ids[-1] = _surroundings(words, at, (first, last), block, quote >= 0)
        headed = np.flatnonzero(heads != at)
        children = headed[np.argsort(heads[headed], kind="stable")]
        above = heads[children]
        starts = np.flatnonzero(np.diff(above, prepend=-1))
        sizes = np.diff(starts, append=len(children))
        return cls(
            ids=ids,
            before=np.where(at > first, at - 1, count),
            after=np.where(at + 1 < last, at + 1, count),
            head=np.where(heads != at, heads, count),
            children=children,
            first=starts,
            parents=above[starts],
            share=(1 / sizes).astype(np.float32)[:, None],
            quote=quote,
            sentence=sentence,
            spoken=np.diff(np.array(words.spoken_before, np.int64)).astype(np.float32),
        )


def _places(words: Words, at: Any, block: Any, sentence: Any, quoted: Any) -> Any:  # noqa: ANN401
    import numpy as np  # noqa: PLC0415 - see above

    begins = (at == sentence[0]).astype(int) + (at == block[0])
    ends = (at + 1 == sentence[1]).astype(int) + (at + 1 == block[1])
    return ((quoted * 2 + np.array(words.mark, bool)) * 3 + begins) * 3 + ends


def _surroundings(words: Words, at: Any, block: Any, number: Any, quoted: Any) -> Any:  # noqa: ANN401
    import numpy as np  # noqa: PLC0415 - see above

    before = np.array(words.quoted_before, np.int64)
    first, last = block
    left = before[at] > before[np.maximum(first, at - _NEAR)]
    right = before[np.minimum(last, at + _NEAR + 1)] > before[at + 1]
    short = last - first < _SHORT
    return (((left * 2 + right) * 2 + (number == 0)) * 2 + short) * 2 + quoted

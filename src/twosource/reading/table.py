"""The words of one analysed block as plain objects: what every layer reads, taken from spaCy once.

Reading an attribute of a spaCy token makes the token and looks its string up anew each time, at
twenty times the cost of a plain attribute; the layers together ask some hundred times a word.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Doc

__all__ = ["Table", "Word"]

_COLUMNS = (
    "ORTH", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE",
    "HEAD", "IDX", "SPACY", "IS_SPACE", "IS_PUNCT", "ENT_IOB", "SENT_START",
)  # fmt: skip
_STRINGS = 6  # the first so many columns are keys of strings
_IOB = ("", "I", "O", "B")
_MOST_STRINGS = 200_000
# A string's key is its hash, the same in every vocabulary.
_strings: dict[int, str] = {}


class Word:
    """A token, its attributes named as spaCy names them; `idx` counts code points of the block."""

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "ent_iob_",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_punct",
        "is_sent_start",
        "is_space",
        "lemma_",
        "lower_",
        "pos_",
        "tag_",
        "text",
        "whitespace_",
    )
    head: Word
    children: Sequence[Word]

    def __init__(  # noqa: PLR0913, PLR0917 - one a column, made by the ten thousand
        self,
        doc: Table,
        i: int,
        text: str,
        lemma: str,
        pos: str,
        tag: str,
        dep: str,
        entity: str,
        idx: int,
        spaced: int,
        space: int,
        punct: int,
        iob: int,
        start: int,
    ) -> None:
        self.doc = doc
        self.i = i
        self.text = text
        self.lower_ = text.lower()
        self.lemma_ = lemma
        self.pos_ = pos
        self.tag_ = tag
        self.dep_ = dep
        self.ent_type_ = entity
        self.idx = idx
        self.whitespace_ = spaced
        self.is_space = space
        self.is_punct = punct
        self.ent_iob_ = _IOB[iob]
        self.is_sent_start = start == 1
        self.children = ()

    @property
    def is_lower(self) -> bool:
        return self.text.islower()

    @property
    def is_title(self) -> bool:
        return self.text.istitle()

    @property
    def is_alpha(self) -> bool:
        return self.text.isalpha()


class Table(list[Word]):
    """All words of a block in order, white space included; `text` is the block's text.

    `sents` are its sentences without their white space, none of them empty; `bounds` the places
    where they begin, and the number of words.
    """

    __slots__ = ("bounds", "sents", "text")

    def __init__(self, doc: Doc) -> None:
        super().__init__()
        columns = doc.to_array(list(_COLUMNS)).T
        strings = [_read(column, doc) for column in columns[:_STRINGS].tolist()]
        heads = columns[_STRINGS].astype("int64").tolist()
        numbers = columns[_STRINGS + 1 :].tolist()
        # spaCy makes a block's text anew, word by word, each time it is asked.
        self.text = "".join(
            [w + " " if spaced else w for w, spaced in zip(strings[0], numbers[1], strict=True)]
        )
        self.extend(
            Word(self, i, *row) for i, row in enumerate(zip(*strings, *numbers, strict=True))
        )
        for word, step in zip(self, heads, strict=True):
            if not step:
                word.head = word
                continue
            head = word.head = self[word.i + step]
            if head.children:
                head.children.append(word)
            else:
                head.children = [word]
        starts = [w.i for w in self if w.is_sent_start and w.i]
        self.bounds = [0, *starts, len(self)]
        lines = [
            [w for w in self[first:last] if not w.is_space]
            for first, last in zip(self.bounds, self.bounds[1:], strict=False)
        ]
        self.sents = [line for line in lines if line]

    def part(self) -> None:
        """Undo the ties between the words, when no layer reads them any more.

        They refer to each other in circles; untied, they are freed at once, and not looked for.
        """
        for word in self:
            del word.head, word.children, word.doc
        self.clear()


def _read(keys: list[int], doc: Doc) -> list[str]:
    """The strings of a column of keys."""
    try:
        return [_strings[key] for key in keys]
    except KeyError:
        pass
    if len(_strings) > _MOST_STRINGS:
        _strings.clear()
    known = doc.vocab.strings
    for key in keys:
        if key not in _strings:
            _strings[key] = known[key]
    return [_strings[key] for key in keys]

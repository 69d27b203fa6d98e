"""One line of a text while its kind is being settled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from twosource.model import COMPARED, BlockKind

__all__ = ["Line", "ends_sentence"]

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_END = re.compile(r"[.!?…]\s?[\"”’»'\)\]]*(?:\s?\[\d+\])?$")


def ends_sentence(row: str) -> bool:
    """Whether the row ends as a sentence does, closing quotes and brackets aside."""
    return bool(_END.search(row))


@dataclass
class Line:
    """A paragraph's place and words, how likely it is body (0 to 1), and its label so far.

    `sure` labels were given by a rule that looks at the words; later rules leave them alone, but
    for the headline's where the label came from the lines `beside` it only.
    """

    start: int
    end: int
    gap: int
    row: str
    body: float
    kind: BlockKind = BlockKind.PROMO
    why: str = ""
    sure: bool = False
    beside: bool = False

    @cached_property
    def words(self) -> list[str]:
        return _WORD.findall(self.row)

    @cached_property
    def content(self) -> frozenset[str]:
        """The words that carry meaning: four letters or more, capitals aside."""
        return frozenset(w.lower() for w in self.words if len(w) > 3)

    @cached_property
    def sentence(self) -> bool:
        return ends_sentence(self.row)

    @property
    def compared(self) -> bool:
        return self.kind in COMPARED

    def label(self, kind: BlockKind, why: str, *, sure: bool = True, beside: bool = False) -> None:
        self.kind, self.why, self.sure, self.beside = kind, why, sure, beside

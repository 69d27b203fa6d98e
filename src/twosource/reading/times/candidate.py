"""A match of the grammar that may or may not be a time."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from twosource.reading.times.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twosource.reading.quantities.lexemes import Lexemes

__all__ = ["Candidate", "words_of"]


@cache
def words_of(name: str) -> frozenset[str]:
    """A list of the `[guards]` part of data/times.toml."""
    return frozenset(table()["guards"][name])


@dataclass(frozen=True, slots=True)
class Candidate:
    """The match of one rule: its groups, the piece it begins at, the piece of its trigger word and
    the character behind it.
    """

    parts: Mapping[str, str]
    lex: Lexemes
    start: int
    trigger: int
    end: int

    def has(self, *groups: str) -> bool:
        """Whether any of these groups of the pattern matched."""
        return any(g in self.parts for g in groups)

    def low(self, group: str) -> str:
        """A group in lower case, single-spaced; "" where it did not match."""
        return " ".join(self.parts.get(group, "").lower().split())

    @property
    def before(self) -> str:
        """The word before the match."""
        return self.lex.word(self.start - 1)

    @property
    def next(self) -> int:
        """The index of the piece behind the match."""
        return bisect_left(self.lex.starts, self.end)

    @property
    def after(self) -> str:
        """The word behind the match."""
        return self.lex.word(self.next)

    @property
    def after_is_capital(self) -> bool:
        """Whether a capitalised word follows."""
        k = self.next
        return k < len(self.lex) and self.lex.raw[k].isalpha() and self.lex.raw[k][0].isupper()

    @property
    def words(self) -> str:
        """The matched words in lower case."""
        return self.lex.text[self.lex.starts[self.start] : self.end].lower()

"""The words of a paragraph with their analysis, and the noun phrase that begins at one of them."""

from __future__ import annotations

from bisect import bisect_right
from enum import Enum, auto
from functools import cache
from typing import TYPE_CHECKING

from twosource.reading.quantities import number_tables

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from twosource.reading.table import Table, Word

__all__ = ["Phrases", "lemma", "singulars"]

_WINDOW = 8
_NOUNS = ("NOUN", "PROPN")
_PLURALS = ("NNS", "NNPS")
_DASHES = "-\u2013"
_JOINTS = _DASHES + "\"\u201c\u201d'\u2018\u2019"


class _Step(Enum):
    """What a word is to the noun phrase that is being read."""

    NOUN = auto()
    MODIFIER = auto()
    SKIP = auto()
    ON = auto()  # the noun is still to come, the words so far belong to it
    ANEW = auto()
    END = auto()


@cache
def singulars() -> Mapping[str, str]:
    """Nouns whose dictionary form the model does not give ("people")."""
    return dict(number_tables.table()["counted"])


@cache
def known_nouns() -> frozenset[str]:
    """Nouns that a capital at the beginning of a sentence does not make names."""
    return frozenset(number_tables.table()["totals"]["words"])


class Phrases:
    """The words of one paragraph with their analysis, found by the place of a character.

    `taken` are the character spans of times: no counted noun is looked for in them.
    """

    def __init__(self, doc: Table, taken: Collection[tuple[int, int]]) -> None:
        self._tokens = doc
        self._places = [t.idx for t in self._tokens]
        self._taken = taken

    def at(self, place: int) -> int:
        """The index of the token that holds the character at `place`."""
        return max(0, bisect_right(self._places, place) - 1)

    def first_from(self, place: int) -> int:
        """The index of the first token that begins at or behind `place`."""
        return bisect_right(self._places, place - 1)

    def token(self, i: int) -> Word | None:
        """The token at index `i`, None outside the text."""
        return self._tokens[i] if 0 <= i < len(self._tokens) else None

    def _is_time(self, token: Word) -> bool:
        return any(start <= token.idx < end for start, end in self._taken)

    def noun_phrase(self, i: int, number: Word | None) -> tuple[Word, Word] | None:
        """First word and head of the bare noun phrase that begins at token `i`.

        `number` is the word that counts it, where that stands right before.
        """
        end = min(
            i + _WINDOW,
            len(self._tokens),
            self._sentence_end(number.i) if number is not None else i + _WINDOW,
        )
        first: Word | None = None
        last: Word | None = None
        for k in range(i, end):
            token = self._tokens[k]
            step = self._step(k, last)
            if step is _Step.END:
                break
            if step is _Step.ANEW:
                first = last = None
            elif step is _Step.ON:
                last = None
            elif step is _Step.NOUN:
                first, last = first or token, token
            elif step is _Step.MODIFIER:
                first = first or token
        if last is None or first is None:
            return None
        head = number.head if number is not None and number.dep_ == "nummod" else last
        if first.i <= head.i < last.i and head.tag_ in _PLURALS:
            last = head
        return (first if first.i <= last.i else last), last

    def _sentence_end(self, i: int) -> int:
        bounds = self._tokens.bounds
        return bounds[bisect_right(bounds, i, hi=len(bounds) - 1)]

    def _step(self, k: int, last: Word | None) -> _Step:
        """What the token at `k` is to a noun phrase whose last noun so far is `last`."""
        token = self._tokens[k]
        if token.pos_ in (*_NOUNS, "ADJ", "ADV") and self._is_time(token):
            return _Step.END
        if token.pos_ in _NOUNS:
            apart = last is not None and token.pos_ == "PROPN" and last.tag_ == "NNS"
            return _Step.END if apart else _Step.NOUN
        return self._before_noun(k) if last is None else self._behind_noun(k, last)

    def _before_noun(self, k: int) -> _Step:
        token = self._tokens[k]
        if token.pos_ in {"ADJ", "ADV"} or token.tag_ in {"VBN", "VBG"}:
            return _Step.MODIFIER
        joined = token.pos_ == "PUNCT" and token.text in _JOINTS
        number = token.pos_ == "NUM" and self._joined(k + 1)
        pair = token.pos_ == "CCONJ" and k > 0 and self._tokens[k - 1].pos_ in {"ADJ", "PROPN"}
        return _Step.SKIP if joined or number or pair else _Step.END

    def _behind_noun(self, k: int, last: Word) -> _Step:
        token = self._tokens[k]
        if token.tag_ == "POS":
            # "two of the mayor's deputies": the noun is still to come
            return _Step.ANEW
        if token.pos_ == "CCONJ":
            names = last.pos_ == "PROPN" and self._plural_ahead(k)
            goes_on = names or (last.tag_ == "NN" and self._plural_ahead(k))
            return _Step.ON if goes_on else _Step.END
        joined = token.pos_ == "PUNCT" and token.text in _DASHES and self._joined(k)
        return _Step.SKIP if joined else _Step.END

    def _plural_ahead(self, k: int) -> bool:
        """As in "dozens of school and village halls"."""
        for token in self._tokens[k + 1 : k + 5]:
            if token.tag_ == "NNS":
                return True
            if token.pos_ not in ("ADJ", "NOUN", "PROPN"):
                return False
        return False

    def past_determiners(self, i: int) -> int:
        """The index behind "all of the", "his two" and the like at token `i`."""
        while (token := self.token(i)) is not None and (
            token.pos_ in {"DET", "NUM"} or token.tag_ == "PRP$" or token.lower_ in {"all", "those"}
        ):
            i += 1
        return i

    def compound(self, i: int) -> tuple[Word, Word] | None:
        """The noun that a hyphen joins to the number before it ("three-storey hotels")."""
        token = self.token(i)
        if token is None or token.pos_ not in ("NOUN", "ADJ", "VERB", "PROPN"):
            return None
        return token, token

    def _joined(self, k: int) -> bool:
        """Whether the hyphen at `k` joins two words without space."""
        return (
            0 < k < len(self._tokens) - 1
            and not self._tokens[k - 1].whitespace_
            and not self._tokens[k].whitespace_
        )


def lemma(token: Word) -> str:
    """The dictionary form of a counted noun; names stay as they are."""
    low = token.text.lower()
    known = singulars().get(low)
    if known is not None:
        return known
    if token.is_sent_start and low in known_nouns():
        return low
    if token.pos_ == "PROPN" and token.tag_ != "NNPS" and not token.text.isupper():
        return token.text
    return (token.lemma_ or low).lower()

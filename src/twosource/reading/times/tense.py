"""Whether the clause around a time looks back or ahead; it gives "on Tuesday" its direction."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from twosource.reading.table import Table, Word
__all__ = ["Tenses"]

_AHEAD = frozenset({"will", "shall", "'ll", "\u2019ll", "wo", "ll"})
_PLANS = frozenset({"schedule", "expect", "plan", "due", "set", "slate", "intend", "likely", "go"})
_CLIMB = 8


class Tenses:
    """Tense by the place of a character in one paragraph."""

    def __init__(self, doc: Table) -> None:
        self._doc = doc
        self._places: list[int] | None = None

    def at(self, place: int) -> Literal["past", "future", ""]:
        """Past, future or unknown for the clause that holds the character at `place`."""
        if self._places is None:
            self._places = [t.idx for t in self._doc]
        if not self._places:
            return ""
        token = self._doc[max(0, bisect_right(self._places, place) - 1)]
        if self._ahead(token):
            return "future"
        for _ in range(_CLIMB):
            if token.pos_ in ("VERB", "AUX"):
                tense = _tense(token)
                if tense:
                    return tense
            if token.head is token or token.head.i == token.i:
                break
            token = token.head
        return ""

    def _ahead(self, token: Word) -> bool:
        """As in "until Monday" looks ahead whatever the verb."""
        before = token.i - 1
        return before >= 0 and self._doc[before].lower_ == "until"


def _tense(verb: Word) -> Literal["past", "future", ""]:  # noqa: PLR0911 - one a form of verb
    words = [c.lower_ for c in verb.children if c.dep_ in ("aux", "aux:pass", "cop", "mark")]
    if _AHEAD.intersection(words):
        return "future"
    tag = verb.tag_
    if tag == "VBD" or (verb.dep_ in ("cop", "aux") and tag == "VBD"):
        return "past"
    if verb.lemma_ in _PLANS and tag == "VBN" and not {"was", "were", "had"}.intersection(words):
        return "future"
    if tag == "VBN":
        return "past"
    if tag == "VB" and "to" in words:
        head = verb.head
        return "future" if head.lemma_ in _PLANS or head.tag_ in ("VBZ", "VBP", "NNS", "NN") else ""
    if tag in ("VBZ", "VBP") and not {"has", "have"}.intersection(words):
        return "future"
    if {"was", "were", "had", "has", "have", "did"}.intersection(words):
        return "past"
    return ""

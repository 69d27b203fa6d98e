"""Whether the clause around a time looks back or ahead; it gives "on Tuesday" its direction."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING, Literal

from twosource.reading.times.lexicon import table

if TYPE_CHECKING:
    from twosource.reading.table import Table, Word
__all__ = ["Tenses"]

# "near" and "next": the verb does not decide, as in "ready for Sunday's vote"; what is that near,
# or the very next day, lies ahead.
Tense = Literal["past", "future", "near", "next", ""]

_CLIMB = 8
_AUXILIARIES = frozenset({"aux", "aux:pass", "cop", "mark"})
_BACK = frozenset({"was", "were", "had", "has", "have", "did"})
_HAVE = frozenset({"have", "\u2019ve", "'ve"})


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(table()["tense"][name])


class Tenses:
    """Tense by the place of a character in one paragraph."""

    def __init__(self, doc: Table) -> None:
        self._doc = doc
        self._places: list[int] | None = None

    def at(self, place: int) -> Tense:
        """Past, future or unknown for the clause that holds the character at `place`; "near" or
        "next" where its preposition, or the noun it hangs on, outweighs the verb.
        """
        if self._places is None:
            self._places = [t.idx for t in self._doc]
        if not self._places:
            return ""
        token = self._doc[max(0, bisect_right(self._places, place) - 1)]
        beside = self._beside(token)
        if beside:
            return beside
        # In "Friday's report shows" the present says nothing of the day.
        owner = token.dep_ == "nmod:poss"
        noun = not owner and token.dep_.startswith(("nmod", "compound"))
        for _ in range(_CLIMB):
            if token.pos_ in ("VERB", "AUX") or token.dep_ == "ROOT":
                tense = _tense(token, present="" if owner else "future")
                if tense:
                    return "next" if tense == "past" and noun else tense
            if token.head is token or token.head.i == token.i:
                break
            token = token.head
        return "near" if noun else ""

    def _beside(self, token: Word) -> Tense:
        """As in "until Monday", "ahead of Sunday's vote", whatever the verb."""
        if token.i == 0:
            return ""
        before = self._doc[token.i - 1].lower_
        if before in _list("looks_ahead"):
            # "By Monday he had left" looks back all the same.
            return "" if before == "by" else "future"
        if before in _list("looks_back"):
            return "past"
        if before in _list("leans_ahead") and token.dep_ == "nmod:poss":
            return "near"
        words = [t.lower_ for t in self._doc[max(0, token.i - 3) : token.i]]
        return "future" if words[-2:] == ["ahead", "of"] or words == ["ahead", "of", "the"] else ""


def _tense(verb: Word, present: Tense) -> Tense:  # noqa: PLR0911 - one a form of verb
    words = {c.lower_ for c in verb.children if c.dep_ in _AUXILIARIES}
    if _list("ahead") & words:
        return "past" if _HAVE & words else "future"
    tag = verb.tag_
    if tag == "VBD":
        return "past"
    if tag in ("VBN", "JJ") and verb.lemma_ in _list("plans") and not _BACK & words:
        return "future"
    if tag == "VBN":
        return "past"
    if _BACK & words:
        return "past"
    if "to" in words or "due" in words:
        return _infinitive(verb, words)
    if verb.lemma_ in _list("same_past") and tag in ("VBP", "VB"):
        return "past"
    return present if tag in ("VBZ", "VBP") or words & {"is", "are"} else ""


def _infinitive(verb: Word, words: set[str]) -> Tense:
    """As in "agreed to meet on Monday", "is to meet": still to come at the time of speaking."""
    if words & {"is", "are", "due"}:
        return "future"
    head = verb.head
    if head.i == verb.i:
        return ""
    if head.tag_ in ("NNS", "NN", "JJ") and _BACK & {c.lower_ for c in head.children}:
        return ""  # "was willing to go"
    if head.lemma_ == "go" and head.tag_ != "VBG":
        return ""  # "went to see him", not "is going to see him"
    nominal = head.tag_ in ("VBZ", "VBP", "NNS", "NN", "JJ")
    return "future" if head.lemma_ in _list("prospective") | _list("plans") or nominal else ""

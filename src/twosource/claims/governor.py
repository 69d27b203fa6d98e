"""What is said of a quantity: the word that governs it ("killed" of "two people were killed")."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from twosource.claims.lexicon import group_of
from twosource.claims.words import words
from twosource.reading.names_countries import lookup

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.model import Quantity, Reading, Sentence, Token

__all__ = ["governing", "governor", "sentence_at", "thing"]

STEPS = 6  # edges of the tree that are climbed at most


def thing(quantity: Quantity) -> str:
    """What is counted, "" where it is people or not said: "two dead", "40 Afghans" count people."""
    lemma = quantity.counted.lower()
    if quantity.kind == "count" and (quantity.counted[:1].isupper() or _nationality(lemma)):
        return ""
    return "" if lemma in words().anybody or _is_state(lemma) else lemma


def _nationality(lemma: str) -> bool:
    return bool(lemma) and lookup(lemma.capitalize()) is not None


def _is_state(lemma: str) -> bool:
    """Whether a lemma says what became of people: "dead", "injure"."""
    return group_of(lemma) in words().states


def governor(reading: Reading, quantity: Quantity) -> str:
    """The lemma of what is said of a quantity, in lower case, "" where nothing is."""
    token = governing(reading, quantity)
    return token.lemma.lower() if token else ""


def governing(reading: Reading, quantity: Quantity) -> Token | None:
    """The word that says what is said of a quantity, None where there is none.

    The counted word itself where it is a state ("14 injured"); else the nearest verb, state or
    event above the number in the tree; of a verb that only carries, its complement.
    """
    return _governor(_Place(sentence_at(reading, quantity.start), quantity))


def sentence_at(reading: Reading, start: int) -> Sentence:
    """The sentence that an offset of the text lies in."""
    # Sentences are in order and do not overlap.
    return reading.sentences[bisect_right(reading.sentences, start, key=lambda s: s.start) - 1]


class _Place:
    """A quantity in its sentence, the same only as itself: to compare all their words takes longer
    than what is kept for them.
    """

    __slots__ = ("quantity", "sentence")

    def __init__(self, sentence: Sentence, quantity: Quantity) -> None:
        self.sentence, self.quantity = sentence, quantity

    def __hash__(self) -> int:
        return hash((id(self.sentence), id(self.quantity)))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _Place)
            and self.sentence is other.sentence
            and self.quantity is other.quantity
        )


@lru_cache(maxsize=1 << 14)
def _governor(place: _Place) -> Token | None:
    tokens, quantity = place.sentence.tokens, place.quantity
    if _is_state(quantity.counted.lower()) and quantity.counted_span:
        start = quantity.counted_span.start
        return next((t for t in tokens if t.start >= start), None)
    inside = {
        k
        for k, t in enumerate(tokens)
        if (quantity.start <= t.start < quantity.end)
        or (
            quantity.counted_span
            and quantity.counted_span.start <= t.start < quantity.counted_span.end
        )
    }
    if not inside:
        return None
    at = min(inside, key=lambda k: _depth(tokens, k))
    return _state_after(tokens, max(inside)) or _above(tokens, at, inside)


def _above(tokens: Sequence[Token], at: int, inside: set[int]) -> Token | None:
    """The nearest verb, state or event above a token in the tree."""
    for _ in range(STEPS):
        token = tokens[at]
        found = _says(tokens, at, inside)
        if found is not None or token.head == at:
            return found
        at = token.head
    return None


def _says(tokens: Sequence[Token], at: int, inside: set[int]) -> Token | None:
    """What a token says of a number below it: itself, or what it carries or moves."""
    token = tokens[at]
    lemma = token.lemma.lower()
    verb = token.pos == "VERB"
    if verb and lemma in words().movers and (moved := _moved(tokens, at)) is not None:
        return moved
    if at in inside or lemma in words().light:
        return None
    if _is_state(lemma) or (verb and lemma not in words().carriers):
        return token
    return (_complement(tokens, at, inside) or token) if verb else None


def _moved(tokens: Sequence[Token], verb: int) -> Token | None:
    """The state whose count a verb moves: "death" of "the death toll rose to 19"."""
    for k, token in enumerate(tokens):
        if token.head == verb and token.dep.startswith("nsubj"):
            for other in (token, *(t for t in tokens if t.head == k)):
                if _is_state(other.lemma.lower()):
                    return other
    return None


def _state_after(tokens: Sequence[Token], last: int) -> Token | None:
    """The state right after the number, which the parser often hangs elsewhere: "23 were injured",
    "14 injured", "four dead".
    """
    for token in tokens[last + 1 : last + 5]:
        lemma = token.lemma.lower()
        if _is_state(lemma):
            return token
        if token.pos not in {"AUX", "ADV"} and lemma not in words().anybody:
            return None
    return None


def _depth(tokens: Sequence[Token], at: int) -> int:
    depth = 0
    while tokens[at].head != at and depth < len(tokens):
        at = tokens[at].head
        depth += 1
    return depth


def _complement(tokens: Sequence[Token], verb: int, inside: set[int]) -> Token | None:
    """The state or event that a carrying verb brings: "dead" of "left four people dead"."""
    for k, token in enumerate(tokens):
        above = token.head
        near = above == verb or (above in inside and k not in inside)
        if not near or k in inside:
            continue
        says = _is_state(token.lemma.lower()) or token.pos in {"ADJ", "VERB"}
        if says and token.dep.split(":")[0] in {"xcomp", "obj", "acl", "amod"}:
            return token
    return None

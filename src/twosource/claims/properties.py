"""What a number is a property of: how many people live there, how many children somebody has, how
far it is from a named place.

Two reports that give such a property of one holder answer one question, whatever their sentences
are about otherwise: "the city of 160,000 people", "home to 167,000 people".
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from twosource.claims.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.claims.questions import Asked
    from twosource.claims.terms import Story, Term
    from twosource.model import Quantity, Reading, Sentence, Token

__all__ = ["Property", "property_of", "same_property"]

BEHIND = 6  # words after a measure in which its direction and place follow
BEFORE = 4  # words before a number in which "home to", "population of" stand


@dataclass(frozen=True, slots=True)
class Property:
    """The kind of a property ("population", "children", "distance") and what may hold it: the keys
    of names in the same sentence, and the names as they are written; of a distance the name that it
    is from alone.
    """

    kind: str
    holders: frozenset[str]


def property_of(story: Story, reading: Reading, one: Asked) -> Property | None:
    """The property that a quantity gives, None where it gives none that is known here."""
    unit = story.units[one.unit]
    quantity = reading.quantities[one.quantity]
    sentence = reading.sentences[unit.sentence]
    if quantity.kind == "measure":
        start = _from(sentence, quantity)
        held = _names(reading, [t for t in unit.terms if t.start <= start < t.end])
        return Property("distance", held) if held else None
    if quantity.kind != "count":
        return None
    kind = _counted_kind(sentence, quantity)
    if not kind:
        return None
    return Property(kind, _names(reading, unit.terms))


def _names(reading: Reading, terms: Sequence[Term]) -> frozenset[str]:
    names = [t for t in terms if t.kind == "NAME"]
    written = [reading.report.text[t.start : t.end] for t in names]
    return frozenset({t.key for t in names} | {w.lower() for w in written if w[:1].isupper()})


def same_property(story: Story, one: Property | None, two: Property | None) -> bool:
    """Whether both are one property of one holder; where no holder is named, of the only one that
    the story may mean ("the coastal city of 167,000 people").
    """
    if one is None or two is None or one.kind != two.kind:
        return False
    if not one.holders or not two.holders:
        return True
    return any(story.strength(a, b) >= 1.0 for a in one.holders for b in two.holders)


def _tokens_before(sentence: Sentence, start: int) -> Sequence[Token]:
    before = [t for t in sentence.tokens if t.end <= start]
    return before[-BEFORE:]


def _counted_kind(sentence: Sentence, quantity: Quantity) -> str:
    lists = words()
    counted = quantity.counted.lower()
    before = [t.lemma.lower() for t in _tokens_before(sentence, quantity.start)]
    if not before:
        return ""
    people = not counted or counted in lists.anybody
    if before[-1] == "of" and len(before) > 1:
        holder = before[-2]
        # "A father of four", "a town of 400": what is left out is counted by its holder's word.
        bare = people or counted == holder
        own = bare or counted in lists.children or _far(sentence, quantity)
        if holder in lists.parents and own:
            return "children"
        if bare and (holder in lists.settlements or holder == "population"):
            return "population"
    if counted in lists.children and before[-1] in lists.possessives:
        return "children"
    if counted == "population" or (people and (before[-1] == "population" or _home(before))):
        return "population"
    return ""


def _far(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether no noun follows that is counted, but a name: "mother of 13 Ana Ruiz shot"."""
    after = next((t for t in sentence.tokens if t.start >= quantity.end), None)
    return quantity.counted_span is None or (after is not None and after.pos == "PROPN")


def _home(before: Sequence[str]) -> bool:
    """As "home to 167,000", "home to more than 170,000"."""
    return any(a == "home" and b in {"to", "of", "by", "for"} for a, b in pairwise(before))


def _from(sentence: Sentence, quantity: Quantity) -> int:
    """Where the name starts that a distance is from ("four miles west of Cobb"); -1 for none."""
    after = [t for t in sentence.tokens if t.start >= quantity.end][: 2 * BEHIND]
    opened = False
    for k, token in enumerate(after):
        low = token.text.lower()
        if low in {"(", "-lrb-"}:
            opened = True
        elif low in {")", "-rrb-"}:
            opened = False
        elif opened:
            continue
        elif low in {"of", "from"}:
            return _last_name(after[k + 1 : k + 1 + BEHIND])
        elif low not in _directions() and token.pos not in {"ADV", "PUNCT"}:
            return -1
    return -1


def _last_name(tokens: Sequence[Token]) -> int:
    """Where the last name of a noun phrase starts: "Arlen" of "the main city of Port Arlen"."""
    start = -1
    for token in tokens:
        if token.pos == "PROPN":
            start = token.start
        elif token.pos not in {"DET", "ADJ", "NOUN", "PART"} and token.text.lower() != "of":
            break
    return start


@lru_cache(maxsize=1)
def _directions() -> frozenset[str]:
    return words().directions | {"away", "off"}

"""When two quantities with values that exclude each other are rivals, and not just two numbers.

False conflict is among the worst errors, so every condition must hold; each is a veto that a
reader can check.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.claims.difference import apart, dimension
from twosource.claims.lexicon import DERIVED, LIGHT
from twosource.model import NameKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twosource.claims.questions import Asked
    from twosource.claims.terms import Story, Term, Unit
    from twosource.model import Quantity, Reading, Statement, TimeExpression
    from twosource.stories.entities import Entities

__all__ = ["rivals"]

ANYBODY = frozenset({"person", "people", "other", "victim", "man", "woman", ""})
PARTITIVE = ("of which", "of whom", "of them", "of the", "of these", "of those", "of her", "of his",
             "of their", "of its", "of our", "of my")
COMPARABLE = frozenset({"count", "measure", "money", "percent", "age", "duration", "rate"})


@dataclass(frozen=True, slots=True)
class _Place:
    reading: Reading
    unit: Unit
    asked: Asked

    @property
    def quantity(self) -> Quantity:
        return self.reading.quantities[self.asked.quantity]

    @property
    def statement(self) -> Statement | None:
        """The shortest statement that holds the quantity."""
        quantity = self.quantity
        holding = [
            s
            for s in self.reading.statements
            if s.start <= quantity.start and quantity.end <= s.end
        ]
        return min(holding, key=lambda s: s.end - s.start, default=None)

    @property
    def predicate(self) -> str:
        """Its predicate, "" where that is the number or what is counted itself."""
        statement, quantity = self.statement, self.quantity
        if statement is None:
            return ""
        lemma = statement.predicate.lower()
        counted = quantity.counted_span
        itself = statement.predicate_span.overlaps(quantity.span) or (
            counted is not None and statement.predicate_span.overlaps(counted)
        )
        return "" if itself or lemma in LIGHT else lemma


def rivals(
    story: Story, readings: Sequence[Reading], entities: Entities, a: Asked, b: Asked
) -> bool:
    """Whether two quantities of different reports that are apart answer one question."""
    unit_a, unit_b = story.units[a.unit], story.units[b.unit]
    one = _Place(readings[unit_a.report], unit_a, a)
    two = _Place(readings[unit_b.report], unit_b, b)
    if {one.quantity.kind, two.quantity.kind} - COMPARABLE:
        return False
    if one.quantity.same_as is not None or two.quantity.same_as is not None:
        return False  # the text's own conversion: its original is compared
    if _partitive(one.reading, one.quantity) or _partitive(two.reading, two.quantity):
        return False
    if _known_there(one.quantity, two.reading) or _known_there(two.quantity, one.reading):
        return False
    if not _same_thing(story, one.quantity, two.quantity):
        return False
    if _other_time(one.reading, one.quantity, two.reading, two.quantity):
        return False
    return not _other_people(entities, one, two) and _same_anchor(story, one, two)


def _partitive(reading: Reading, quantity: Quantity) -> bool:
    """ "two of which", "one of her 12 children": a part is no rival of a whole."""
    after = reading.report.text[quantity.end : quantity.end + 12].lower().split()
    return " ".join(after[:2]) in PARTITIVE and not quantity.unit


def _known_there(quantity: Quantity, other: Reading) -> bool:
    """Whether the other report has this very value too: then its rival answers something else."""
    return any(
        dimension(q) == dimension(quantity) and not apart(q, quantity) and q.low == q.high
        for q in other.quantities
    )


def _same_thing(story: Story, one: Quantity, two: Quantity) -> bool:
    a, b = one.counted.lower(), two.counted.lower()
    if one.unit and not a and not b:
        return True
    if not one.unit and (a in ANYBODY or b in ANYBODY):
        return a != "" or b != ""
    return bool(a) and bool(b) and story.strength(a, b) >= DERIVED


def _other_time(a: Reading, one: Quantity, b: Reading, two: Quantity) -> bool:
    """Whether the sentences speak of different days or years, as far as they say."""
    times_a, times_b = list(_dates(a, one)), list(_dates(b, two))
    if not times_a or not times_b:
        # A year beside one number only: it belongs to an event of its own.
        return any(len(t.value or "") == 4 for t in (*times_a, *times_b))
    return all(
        (t.last or "") < (u.first or "") or (u.last or "") < (t.first or "")
        for t in times_a
        for u in times_b
    )


def _dates(reading: Reading, quantity: Quantity) -> Iterator[TimeExpression]:
    sentence = next(s for s in reading.sentences if s.start <= quantity.start < s.end)
    for time in reading.times:
        if sentence.start <= time.start < sentence.end and time.first and time.last:
            yield time


def _same_anchor(story: Story, one: _Place, two: _Place) -> bool:
    """Whether the words that say what the number is about are the same for both: the predicates
    of their statements, the nearest verbs where both have one, else the nearest nouns and names;
    for a measure also what it is measured from."""
    predicates = one.predicate, two.predicate
    if all(predicates) and story.strength(predicates[0], predicates[1]) < DERIVED:
        return False
    if one.quantity.kind == "measure" and not _meet(story, one, two, {"NOUN", "NAME"}, wide=True):
        return False
    if _anchors(one, {"VERB", "ADJ"}) and _anchors(two, {"VERB", "ADJ"}):
        return _meet(story, one, two, {"VERB", "ADJ"}, wide=False)
    return _meet(story, one, two, {"NOUN", "NAME"}, wide=False)


def _meet(story: Story, one: _Place, two: _Place, kinds: set[str], *, wide: bool) -> bool:
    a, b = _anchors(one, kinds, wide=wide), _anchors(two, kinds, wide=wide)
    if wide and not (a and b):
        return True
    return any(story.strength(x.key, y.key) >= DERIVED for x in a for y in b)


def _anchors(place: _Place, kinds: set[str], *, wide: bool = False) -> list[Term]:
    """The nearest words of some kinds (`wide`: all near ones), without what is counted itself."""
    near = [
        (d, place.unit.terms[t])
        for d, t in place.unit.near[place.asked.term]
        if place.unit.terms[t].kind in kinds and not _counts(place, place.unit.terms[t])
    ]
    return [term for d, term in near if wide or d == near[0][0]]


def _counts(place: _Place, term: Term) -> bool:
    counted = place.quantity.counted_span
    return counted is not None and counted.start < term.end and term.start < counted.end


def _other_people(entities: Entities, one: _Place, two: _Place) -> bool:
    """Whether the statements around the numbers are about different persons by name; an age or
    a length of time belongs to somebody, so there the same person must be named."""
    a, b = _people(entities, one), _people(entities, two)
    if one.quantity.kind in {"age", "duration"}:
        return (a or b) != set() and a.isdisjoint(b)
    return bool(a) and bool(b) and a.isdisjoint(b)


def _people(entities: Entities, place: _Place) -> set[int]:
    if place.statement is None:
        return set()
    of = [entities.of(place.reading.report.id, k) for k in place.statement.names]
    return {e for e in of if entities.kind(e) is NameKind.PERSON}

"""When two quantities with values that exclude each other are rivals, and not just two numbers.

False conflict is among the worst errors, so every condition must hold; each is a veto that a
reader can check.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.claims.difference import dimension
from twosource.claims.governor import governing, governor, sentence_at, thing
from twosource.claims.lexicon import DERIVED, group_of, related
from twosource.claims.properties import property_of, same_property
from twosource.claims.questions import before
from twosource.claims.words import words
from twosource.model import NameKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twosource.claims.questions import Asked
    from twosource.claims.terms import Story, Term, Unit
    from twosource.model import Quantity, Reading, Statement, TimeExpression
    from twosource.stories.entities import Entities

__all__ = ["attributes", "many_of_one_kind", "of_one", "rivals", "same_question", "tolls"]

LEAD = 3  # sentences, headlines among them, in which a report tells its toll
BEHIND = 20  # characters: " others were badly "
NEAR_TIMES = 10  # counts of one thing seldom differ tenfold in reports of one event
SMALL = 12  # numbers up to a dozen are met by chance
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
    def governor(self) -> str:
        return governor(self.reading, self.quantity)

    @property
    def state_follows(self) -> bool:
        """Whether what is said of the number stands right behind it, or is a count of people by
        its own word ("the death toll").
        """
        token = governing(self.reading, self.quantity)
        if token is None:
            return False
        return token.pos == "NOUN" or 0 <= token.start - self.quantity.end <= BEHIND


def attributes(one: Quantity, two: Quantity) -> bool:
    """Whether both measure a property that an event, a thing or a person has one of: magnitude,
    depth, age.
    """
    known = words().attributes
    if one.kind == two.kind == "age":
        return bool(one.counted) and one.counted == two.counted
    return all(q.unit in known or q.counted.lower() in known for q in (one, two))


def tolls(one: Reading, a: Quantity, two: Reading, b: Quantity) -> bool:
    """Whether both are the count of the dead in the first sentences of a report, where it tells
    the toll, whoever it counts: "two workers died", "three people were killed".
    """
    return all(
        q.kind == "count"
        and q.start < reading.sentences[min(LEAD, len(reading.sentences)) - 1].end
        and group_of(governor(reading, q)) == "death"
        for reading, q in ((one, a), (two, b))
    )


def rivals(
    story: Story, readings: Sequence[Reading], entities: Entities, a: Asked, b: Asked
) -> bool:
    """Whether two quantities of different reports that are apart answer one question."""
    unit_a, unit_b = story.units[a.unit], story.units[b.unit]
    one = _Place(readings[unit_a.report], unit_a, a)
    two = _Place(readings[unit_b.report], unit_b, b)
    if (
        not (_comparable(one) and _comparable(two))
        or _known_there(one, two)
        or _known_there(two, one)
        or _other_time(one.reading, one.quantity, two.reading, two.quantity)
    ):
        return False
    if _age_of_role(one, two):
        return True
    if _other_people(entities, one, two):
        return False
    if (same := _one_property(story, readings, a, b)) is not None:
        return same
    return _same_thing(one, two) and _same_anchor(story, one, two)


def of_one(story: Story, readings: Sequence[Reading], a: Asked, b: Asked) -> bool:
    """Whether both give one property of one holder, as the population of a town."""
    return bool(_one_property(story, readings, a, b))


def _one_property(story: Story, readings: Sequence[Reading], a: Asked, b: Asked) -> bool | None:
    """Whether a property that both give is of one holder; None where they give none, or two."""
    one = property_of(story, readings[story.units[a.unit].report], a)
    two = one and property_of(story, readings[story.units[b.unit].report], b)
    if one is None or two is None or one.kind != two.kind:
        return None
    return same_property(story, one, two)


def many_of_one_kind(one: Quantity, two: Quantity) -> bool:
    """Whether both count one kind of thing, no people, and more than a few of it: in reports of one
    event such counts are of one thing more often than sentences are alike.
    """
    a, b = thing(one), thing(two)
    return (
        one.kind == two.kind == "count"
        and min(one.value, two.value) > SMALL
        and max(one.value, two.value) <= NEAR_TIMES * min(one.value, two.value)
        and bool(a)
        and bool(b)
        and related(a, b) >= DERIVED
    )


def _comparable(place: _Place) -> bool:
    """Whether a quantity can have rivals; the text's own conversion has them at its original."""
    quantity = place.quantity
    return (
        quantity.kind in COMPARABLE
        and quantity.same_as is None
        and not _partitive(place.reading, quantity)
    )


def _age_of_role(one: _Place, two: _Place) -> bool:
    """Whether one report gives the age of a named person and the other that of somebody by role
    ("an 18-year-old gang member", "Ivo Brandt, 20"), each the only age of its sentence: their
    sentences say whether they are one.
    """
    if not one.quantity.kind == two.quantity.kind == "age":
        return False
    named = [p.quantity.counted[:1].isupper() for p in (one, two)]
    return named[0] != named[1] and all(
        p.quantity.counted and len(_ages(p)) == 1 for p in (one, two)
    )


def _ages(place: _Place) -> list[Quantity]:
    sentence = place.reading.sentences[place.unit.sentence].span
    return [
        q
        for q in place.reading.quantities
        if q.kind == "age" and q.span.overlaps(sentence) and q.same_as is None
    ]


def _partitive(reading: Reading, quantity: Quantity) -> bool:
    """As "two of which", "four of its nine wagons": a part is no rival of a whole."""
    after = reading.report.text[quantity.end : quantity.end + 12].lower().split()
    return " ".join(after[:2]) in words().partitive and not quantity.unit


def _known_there(place: _Place, rival: _Place) -> bool:
    """Whether the other report has this very value too, in the rival's sentence or as an answer
    to the same question: then its rival answers something else. A value that counts another thing
    than both says nothing.
    """
    quantity, other = place.quantity, rival.reading
    sentence = other.sentences[rival.unit.sentence].span
    return any(
        dimension(q) == dimension(quantity)
        and q.value * q.factor == quantity.value * quantity.factor
        and not before(other, q)
        and (
            (q.span.overlaps(sentence) and not _of_another_thing(q, quantity))
            or (not _partitive(other, q) and same_question(place.reading, quantity, other, q))
        )
        for q in other.quantities
    )


def _of_another_thing(one: Quantity, two: Quantity) -> bool:
    a, b = thing(one), thing(two)
    return bool(a) and bool(b) and related(a, b) < DERIVED


def _same_thing(one: _Place, two: _Place) -> bool:
    """Whether two quantities count or measure the same: people and people, bridges and bridges."""
    a, b = thing(one.quantity), thing(two.quantity)
    if tolls(one.reading, one.quantity, two.reading, two.quantity):
        return True
    if bool(a) != bool(b):
        # "A petition signed by 1.8 million people", "200,000 signatures".
        done = two.governor if a else one.governor
        return bool(done) and related(a or b, done) >= DERIVED
    if a:
        return related(a, b) >= DERIVED
    if one.quantity.unit or (one.quantity.counted and two.quantity.counted):
        return True
    # A bare figure counts people where their state follows it at once: "14 injured", "four dead".
    state = group_of(one.governor)
    return (
        state != ""
        and state == group_of(two.governor)
        and all(p.quantity.counted or p.state_follows for p in (one, two))
    )


def same_question(one: Reading, a: Quantity, two: Reading, b: Quantity) -> bool:
    """Whether nothing speaks against two quantities with one value answering one question.

    A small number is everywhere: "two died" and "two firefighters" need more than their 2.
    """
    return _alike(one, a, two, b) and not _other_time(one, a, two, b, lone=False)


def _alike(one: Reading, a: Quantity, two: Reading, b: Quantity) -> bool:
    """The same but for the time."""
    if a.value > SMALL and a.value == b.value and a.unit == b.unit:
        return True
    if _partitive(one, a) != _partitive(two, b):
        return False
    over_a, over_b = governor(one, a), governor(two, b)
    thing_a, thing_b = thing(a), thing(b)
    if thing_a and thing_b and related(thing_a, thing_b) >= DERIVED:
        return True
    if over_a and over_b and related(over_a, over_b) < DERIVED:
        return False
    return not (bool(thing_a) != bool(thing_b) and not (over_a and over_b))


def _other_time(a: Reading, one: Quantity, b: Reading, two: Quantity, *, lone: bool = True) -> bool:
    """Whether the sentences speak of different days or years, as far as they say."""
    times_a, times_b = list(_dates(a, one)), list(_dates(b, two))
    days_a, days_b = {_weekday(t) for t in times_a}, {_weekday(t) for t in times_b}
    if days_a and days_b and not days_a & days_b and None not in days_a | days_b:
        return True
    dated_a = [t for t in times_a if t.first and t.last]
    dated_b = [t for t in times_b if t.first and t.last]
    if not dated_a or not dated_b:
        # A year beside one number only: it belongs to an event of its own.
        return lone and any(len(t.value or "") == 4 for t in (*dated_a, *dated_b))
    return all(
        (t.last or "") < (u.first or "") or (u.last or "") < (t.first or "")
        for t in dated_a
        for u in dated_b
    )


def _weekday(time: TimeExpression) -> str | None:
    """The day of the week of a date that nothing anchors ("XXXX-WXX-3"), else None."""
    value = time.value or ""
    return value[9:10] if value.startswith("XXXX-WXX-") else None


def _dates(reading: Reading, quantity: Quantity) -> Iterator[TimeExpression]:
    sentence = sentence_at(reading, quantity.start)
    for time in reading.times:
        if sentence.start <= time.start < sentence.end and time.type in {"DATE", "TIME"}:
            yield time


def _same_anchor(story: Story, one: _Place, two: _Place) -> bool:
    """Whether the words that say what the number is about are the same for both: what governs
    them; else a thing that is counted or measured and more than "people"; else the nearest verbs;
    else the nearest nouns and names. A distance also needs what it is measured from.
    """
    a, b = one.governor, two.governor
    if bool(thing(one.quantity)) != bool(thing(two.quantity)):
        return _meet(story, one, two, {"NOUN", "NAME"}, wide=True)
    if one.quantity.kind == "measure" and not (thing(one.quantity) or thing(two.quantity)):
        names = _anchors(one, {"NAME"}, wide=True), _anchors(two, {"NAME"}, wide=True)
        if all(names) and not _meet(story, one, two, {"NAME"}, wide=True):
            return False
    if thing(one.quantity) and thing(two.quantity):
        return True
    if a and b:
        return related(a, b) >= DERIVED
    if one.quantity.kind == "measure" and not _meet(story, one, two, {"NOUN", "NAME"}, wide=True):
        return False
    verbs = _anchors(one, {"VERB", "ADJ"}) and _anchors(two, {"VERB", "ADJ"})
    return _meet(story, one, two, {"VERB", "ADJ"} if verbs else {"NOUN", "NAME"}, wide=False)


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
        if place.unit.terms[t].kind in kinds
        and place.unit.terms[t].key not in words().hedges
        and not _counts(place, place.unit.terms[t])
    ]
    return [term for d, term in near if wide or d == near[0][0]]


def _counts(place: _Place, term: Term) -> bool:
    counted = place.quantity.counted_span
    return counted is not None and counted.start < term.end and term.start < counted.end


def _other_people(entities: Entities, one: _Place, two: _Place) -> bool:
    """Whether the statements around the numbers are about different persons by name; an age or
    a length of time belongs to somebody, so there the same person must be named.
    """
    a, b = _people(entities, one), _people(entities, two)
    if one.quantity.kind in {"age", "duration"}:
        return (a or b) != set() and a.isdisjoint(b)
    return bool(a) and bool(b) and a.isdisjoint(b)


def _people(entities: Entities, place: _Place) -> set[int]:
    if place.statement is None:
        return set()
    named = {a.name for a in place.statement.arguments if a.name is not None}
    of = [entities.of(place.reading.report.id, k) for k in {*place.statement.names, *named}]
    return {e for e in of if entities.kind(e) is NameKind.PERSON}

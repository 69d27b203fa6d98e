"""What two statements must not differ in to corroborate each other, however alike their words.

"Eight people were injured" and "eight people were killed" share almost everything. Each check is
a veto: where it strikes, the claim is kept and stands as not surely the same.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from twosource.claims.difference import NEAR_MINUTES, apart, dimension
from twosource.claims.governor import governor
from twosource.claims.lexicon import group_of
from twosource.claims.words import words
from twosource.model import Certainty

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twosource.claims.alignment import Part
    from twosource.claims.terms import Story
    from twosource.model import Quantity, Reading, Statement

__all__ = ["Face", "contrasts", "face_of", "told_apart"]

_CLOCK = re.compile(r".{10}T(\d\d)(?::(\d\d))?")


@dataclass(frozen=True, slots=True)
class Face:
    """What a part shows to the checks."""

    report: int
    negative: bool
    hedged: bool
    states: frozenset[str]
    lemmas: frozenset[str]
    amounts: frozenset[str]
    names: tuple[str, ...]
    counts: tuple[tuple[str, Quantity], ...]
    patients: frozenset[tuple[str, bool]]
    minutes: tuple[int, ...]  # of the day, of clock times that name no zone
    says: bool  # whether a verb is among its words


def contrasts(
    story: Story, readings: Sequence[Reading], parts: Sequence[Part], *, one_number: bool = False
) -> bool:
    """Whether parts of different reports differ in something that no agreement may pass over.

    Of a claim about `one_number` that number was compared already; what else its sentence lists
    does not count.
    """
    faces = [face_of(story, readings, part) for part in parts]
    return any(
        a.report != b.report and next(_told(story, a, b, one_number=one_number), "")
        for a, b in combinations(faces, 2)
    )


def told_apart(story: Story, a: Face, b: Face, *, one_number: bool = False) -> tuple[str, ...]:
    """In plain words all that keeps two parts from being surely the same."""
    return tuple(_told(story, a, b, one_number=one_number))


def _told(story: Story, a: Face, b: Face, *, one_number: bool) -> Iterator[str]:
    """What the checks say, in their order; of one number only those that speak of its statement."""
    for check, said in _OF_STATEMENTS if one_number else (*_OF_STATEMENTS, *_OF_ALL):
        if check(story, a, b):
            yield said


def _other_hour(_: Story, a: Face, b: Face) -> bool:
    """Whether both name clock times and none of one is near one of the other."""
    gaps = [abs(x - y) for x in a.minutes for y in b.minutes]
    return bool(gaps) and min(gaps) > NEAR_MINUTES


def _minutes(reading: Reading, part: Part) -> tuple[int, ...]:
    found = (
        _CLOCK.fullmatch(t.value or "")
        for t in reading.times
        if part.start <= t.start and t.end <= part.end
    )
    return tuple(60 * int(m[1]) + int(m[2] or 0) for m in found if m)


def face_of(story: Story, readings: Sequence[Reading], part: Part) -> Face:
    """What a part shows to the checks."""
    unit = story.units[part.unit]
    reading = readings[unit.report]
    sentence = reading.sentences[unit.sentence]
    tokens = [t for t in sentence.tokens if part.start <= t.start < part.end]
    lemmas = frozenset(t.lemma.lower() for t in tokens)
    said = frozenset(t.text.lower() for t in tokens)
    spoken = _spoken(reading, unit.sentence, part)
    lists = words()
    negations = sum(t.text.lower() in lists.negations for t in tokens)
    frame = f" {reading.report.text[sentence.start : part.start].lower()} "
    negations += any(f" {' '.join(said_.split())} " in frame for said_ in lists.retractions)
    condition = sentence.tokens[0].text.lower() in lists.conditions
    groups = {group_of(x) for x in lemmas}
    return Face(
        report=unit.report,
        negative=negations % 2 == 1,
        hedged=condition
        or bool(said & lists.doubts)
        or any(s.certainty is Certainty.HEDGED for s in spoken[:1]),
        states=frozenset(groups & lists.states),
        lemmas=lemmas,
        amounts=frozenset(said & lists.amounts),
        names=tuple(
            dict.fromkeys(unit.terms[k].key for k in part.terms if unit.terms[k].kind == "NAME")
        ),
        counts=tuple(
            (governor(reading, q), q)
            for q in reading.quantities
            if part.start <= q.start and q.end <= part.end and q.same_as is None
        ),
        patients=_patients(spoken),
        minutes=_minutes(reading, part),
        says=any(t.pos == "VERB" or (t.pos == "AUX" and t.dep != "aux") for t in tokens),
    )


def _spoken(reading: Reading, sentence: int, part: Part) -> Sequence[Statement]:
    """The statements of a part by their predicates; a report's statements are in order."""
    every = reading.statements
    first = bisect_left(every, sentence, key=lambda s: s.sentence)
    last = bisect_right(every, sentence, key=lambda s: s.sentence, lo=first)
    return [s for s in every[first:last] if part.start <= s.predicate_span.start < part.end]


def _patients(spoken: Sequence[Statement]) -> frozenset[tuple[str, bool]]:
    """Heads of what the first statement happens to, and whether each is a name."""
    return frozenset(
        (a.head.lower(), a.name is not None)
        for s in spoken[:1]
        for a in s.arguments
        if a.role == "patient"
    )


def _opposite(_: Story, a: Face, b: Face) -> bool:
    """Whether one holds a word and the other its opposite: "rose", "fell"."""
    return any(
        (left in a.lemmas and right in b.lemmas and right not in a.lemmas and left not in b.lemmas)
        or (
            right in a.lemmas
            and left in b.lemmas
            and left not in a.lemmas
            and right not in b.lemmas
        )
        for left, right in words().opposites
    )


def _otherwise_ordered(_: Story, a: Face, b: Face) -> bool:
    """Whether the names that both hold come in another order: who may have done it to whom."""
    return [x for x in a.names if x in b.names] != [x for x in b.names if x in a.names]


def _other_names(story: Story, a: Face, b: Face) -> bool:
    """Whether each holds a name that the other has in no form: two places, two people."""
    only_a = [x for x in a.names if not any(story.strength(x, y) for y in b.names)]
    only_b = [y for y in b.names if not any(story.strength(x, y) for x in a.names)]
    return bool(only_a) and bool(only_b)


def _counted_otherwise(_: Story, a: Face, b: Face) -> bool:
    """Whether numbers of one dimension, said of one thing, share no value, or one number counts
    what the other does not.
    """
    for said, one in a.counts:
        rivals = [q for g, q in b.counts if g == said and dimension(q) == dimension(one)]
        if rivals and all(apart(one, q) for q in rivals):
            return True
        same = [q for _, q in b.counts if q.value == one.value]
        if same and all(dimension(q) != dimension(one) for q in same):
            return True
    return False


def _part_of_name(_: Story, a: Face, b: Face) -> bool:
    """Whether it happens to a named one here and to somebody of theirs there ("the brother of")."""
    named_a, named_b = ({n for _, n in face.patients} for face in (a, b))
    return bool(named_a) and bool(named_b) and named_a != named_b


_Check = Callable[["Story", Face, Face], bool]

# What each check strikes at, in plain words, in the order in which they are told.
_OF_STATEMENTS: tuple[tuple[_Check, str], ...] = (
    (lambda _, a, b: a.negative != b.negative, "one of them is negated"),
    (lambda _, a, b: a.hedged != b.hedged, "one of them is said with a reservation"),
    (
        lambda _, a, b: a.states != b.states,
        "they tell different things of people, as dead and injured",
    ),
    (_opposite, "one has a word and the other its opposite"),
)
# Of a claim about one number these say nothing: what else its sentence lists does not count.
_OF_ALL: tuple[tuple[_Check, str], ...] = (
    (lambda _, a, b: not (a.says and b.says), "one of them is no statement by itself"),
    (
        lambda _, a, b: a.amounts != b.amounts,
        "they speak of different shares of a whole, as all and some",
    ),
    (_otherwise_ordered, "the names that both hold come in another order"),
    (_other_names, "each has a name that the other has not"),
    (_counted_otherwise, "they count different things, or one thing differently"),
    (_part_of_name, "it happens to somebody else"),
    (_other_hour, "they give different times of the day"),
)

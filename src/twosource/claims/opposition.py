"""Where two statements of the same thing cannot both stand: yes and no, will and did, then, there.

Each rule asks for the same predicate first. What is only worded otherwise does not differ.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from twosource.claims.difference import NEAR_MINUTES, days_apart, hours_apart
from twosource.claims.lexicon import DERIVED
from twosource.claims.words import words
from twosource.model import Certainty, NameKind, Polarity, Standing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from twosource.claims.terms import Story
    from twosource.model import Evidence, Reading, Statement, TimeExpression
    from twosource.stories.entities import Entities

__all__ = ["Opposition", "Side", "answered", "denied_in", "oppose", "worded_against"]


AHEAD = 60  # characters in front of a predicate in which "is unlikely to" counts


@dataclass(frozen=True, slots=True)
class Side:
    """One statement at its report, and who is said to say it ("" for the outlet)."""

    reading: Reading
    statement: Statement
    speaker: str


@dataclass(frozen=True, slots=True)
class Opposition:
    """Why two statements differ: the standing it leads to, the rule's name, its plain sentence,
    and the two answers where the rule compares answers.
    """

    standing: Standing
    rule: str
    why: str
    kind: str
    answers: tuple[str, str] = ("", "")


def oppose(story: Story, entities: Entities, a: Side, b: Side) -> Opposition | None:
    """Tell whether two aligned statements of different reports differ, and by which rule."""
    if story.strength(a.statement.predicate.lower(), b.statement.predicate.lower()) < DERIVED:
        return None
    if not _share_participant(entities, story, a, b):
        return _degree(entities, a, b)
    same = not _other_patients(entities, story, a, b)
    return (
        _denial(a, b)
        or (_polarity(a, b) if same else None)
        or (_likelihood(a, b) if same else None)
        or _degree(entities, a, b)
        or _tense(a, b)
        or _time(a, b)
        or _hour(a, b)
        or _place(entities, a, b)
    )


def worded_against(entities: Entities, a: Side | None, b: Side | None) -> bool:
    """Whether two statements of one predicate call it likely and unlikely, or say that it was well
    and badly so, of somebody of one name.
    """
    if a is None or b is None:
        return False
    names = [{entities.of(s.reading.report.id, n) for n in s.statement.names} for s in (a, b)]
    if names[0].isdisjoint(names[1]):
        return False
    return _likelihood(a, b) is not None or _degree(entities, a, b) is not None


def _share_participant(entities: Entities, story: Story, a: Side, b: Side) -> bool:
    keys_a, keys_b = _participants(entities, a), _participants(entities, b)
    return any(story.strength(x, y) >= DERIVED for x in keys_a for y in keys_b)


def _other_patients(entities: Entities, story: Story, a: Side, b: Side) -> bool:
    """Whether it happens to one thing here and to another there: who approved the tunnel and not
    the budget is no contradiction. Both must be nouns, or both names, to tell.
    """
    one, two = _patients(entities, a), _patients(entities, b)
    if not one or not two or {k[0] == "@" for k in one} != {k[0] == "@" for k in two}:
        return False
    return not any(story.strength(x, y) for x in one for y in two)


def _patients(entities: Entities, side: Side) -> set[str]:
    """The keys of what a statement happens to, as terms have them; pronouns left out."""
    sentence = side.reading.sentences[side.statement.sentence]
    pronouns = {(t.start, t.end) for t in sentence.tokens if t.pos == "PRON"}
    return {
        f"@{entities.of(side.reading.report.id, x.name)}" if x.name is not None else x.head.lower()
        for x in side.statement.arguments
        if x.role == "patient" and (x.name is not None or (x.start, x.end) not in pronouns)
    }


def _participants(entities: Entities, side: Side) -> set[str]:
    return {
        f"@{entities.of(side.reading.report.id, a.name)}" if a.name is not None else a.head.lower()
        for a in side.statement.arguments
        if a.role in {"agent", "patient", "attribute"}
    }


def _denial(a: Side, b: Side) -> Opposition | None:
    denies = [s for s in (a, b) if s.statement.certainty is Certainty.DENIED]
    # Who denies that none were missing says what the other says who found some.
    if len(denies) != 1 or a.statement.polarity is not b.statement.polarity:
        return None
    who = denies[0].speaker or denies[0].reading.report.id
    return _denied_by(who)


def _denied_by(who: str) -> Opposition:
    return Opposition(
        Standing.DENIED,
        "denied-by-speaker",
        f"one report asserts it; {who} denies it",
        "statement",
    )


def _polarity(a: Side, b: Side) -> Opposition | None:
    if a.statement.polarity is b.statement.polarity:
        return None
    if {a.statement.certainty, b.statement.certainty} != {Certainty.ASSERTED}:
        return None
    if a.statement.tense != b.statement.tense or a.statement.tense == "future":
        return None
    no = a if a.statement.polarity is Polarity.NEGATIVE else b
    yes = b if no is a else a
    if no.speaker and no.speaker != yes.speaker:
        return Opposition(
            Standing.DENIED,
            "opposite-polarity-by-speaker",
            f"one report says that it is so; {no.speaker} says that it is not",
            "statement",
        )
    return Opposition(
        Standing.CONFLICTING,
        "opposite-polarity",
        "one report says that it is so, another that it is not",
        "statement",
    )


def _likelihood(a: Side, b: Side) -> Opposition | None:
    """As "is unlikely to meet" and "will meet", "is expected to meet"."""
    doubtful = [_unlikely(side) for side in (a, b)]
    if doubtful[0] == doubtful[1]:
        return None
    sure = b if doubtful[0] else a
    if sure.statement.polarity is Polarity.NEGATIVE:
        return None
    if not (sure.statement.tense == "future" or _to_come(sure) or _likely(sure)):
        return None
    return Opposition(
        Standing.CONFLICTING,
        "opposite-likelihood",
        "one report says that it is to be expected, another that it is unlikely",
        "statement",
    )


def _degree(entities: Entities, a: Side, b: Side) -> Opposition | None:
    """As "was well equipped" and "was insufficiently equipped", said of somebody of one name."""
    if a.statement.polarity is not b.statement.polarity:
        return None
    marks = [_enough(side) for side in (a, b)]
    if {True, False} != set(marks):
        return None
    names = [{entities.of(s.reading.report.id, n) for n in s.statement.names} for s in (a, b)]
    if names[0].isdisjoint(names[1]):
        return None
    return Opposition(
        Standing.CONFLICTING,
        "opposite-degree",
        "one report says that it was so well enough, another that it was so badly",
        "statement",
    )


def _enough(side: Side) -> bool | None:
    """Whether an adverb right before the predicate says that it was so well or badly, None where
    none does.
    """
    sentence = side.reading.sentences[side.statement.sentence]
    start = side.statement.predicate_span.start
    before = [t.text.lower().strip("\"'“”‘’") for t in sentence.tokens if t.end <= start][-3:]
    if any(w in words().badly for w in before):
        return False
    return True if any(w in words().well for w in before) else None


def _unlikely(side: Side) -> bool:
    return _ahead(side, words().unlikely)


def _likely(side: Side) -> bool:
    return _ahead(side, words().likely)


def _ahead(side: Side, phrases: AbstractSet[str]) -> bool:
    """Whether one of some phrases stands in the sentence, near in front of the predicate."""
    start = side.statement.predicate_span.start
    said = side.reading.report.text[max(0, start - AHEAD) : start].lower().split()
    return any(f" {p} " in f" {' '.join(said)} " for p in phrases)


def _hour(a: Side, b: Side) -> Opposition | None:
    """Clock times of one day that are too far apart for one event."""
    one, two = (_clock(side) for side in (a, b))
    if one is None or two is None or not hours_apart(one, two) or _one_of_several(a, b):
        return None
    return Opposition(
        Standing.CONFLICTING,
        "hours-exclude-each-other",
        f"the reports put it at times more than {NEAR_MINUTES} minutes apart",
        "time",
        (one.value or "", two.value or ""),
    )


def _one_of_several(a: Side, b: Side) -> bool:
    """Whether one side speaks of one of several in a row, and the other does not: "the first
    tremor", "the tremor".
    """
    marks = [_row(side) for side in (a, b)]
    return marks[0] != marks[1]


def _row(side: Side) -> frozenset[str]:
    sentence = side.reading.sentences[side.statement.sentence]
    spans = [x.span for x in side.statement.arguments if x.role in {"agent", "patient"}]
    return frozenset(
        t.lemma.lower()
        for t in sentence.tokens
        if t.lemma.lower() in words().row and any(s.start <= t.start < s.end for s in spans)
    )


def _clock(side: Side) -> TimeExpression | None:
    """The one clock time of a statement, where it has just one."""
    times = [side.reading.times[k] for k in side.statement.times]
    clocks = [t for t in times if t.type == "TIME"]
    return clocks[0] if len(clocks) == 1 else None


def _tense(a: Side, b: Side) -> Opposition | None:
    """As "will leave" and "left": what was to come has come, unless the dates say otherwise."""
    if {a.statement.tense, b.statement.tense} != {"future", "past"}:
        return None
    if {a.statement.certainty, b.statement.certainty} != {Certainty.ASSERTED}:
        return None
    if Polarity.NEGATIVE in {a.statement.polarity, b.statement.polarity}:
        return None
    will, did = (a, b) if a.statement.tense == "future" else (b, a)
    if not _to_come(will):
        return None
    before, after = will.reading.report.published, did.reading.report.published
    if before and after and before[:10] >= after[:10]:
        return None
    return Opposition(
        Standing.UPDATED,
        "will-then-did",
        "one report says that it will be, a later one that it was"
        if before and after
        else "one report says that it will be, another that it was",
        "event",
    )


def _to_come(side: Side) -> bool:
    """Whether the words say it ("will", "is to"): a bare infinitive tells no time."""
    predicate = side.statement.predicate_span
    text = side.reading.report.text[side.statement.start : predicate.start]
    said = f" {' '.join(text.lower().split())} "
    return any(f" {words_} " in said for words_ in words().coming)


def _time(a: Side, b: Side) -> Opposition | None:
    one, two = _when(a), _when(b)
    if one is None or two is None or not days_apart(one, two) or _one_of_several(a, b):
        return None
    return Opposition(
        Standing.CONFLICTING,
        "days-exclude-each-other",
        "the reports put it on days that exclude each other",
        "time",
        (one.value or "", two.value or ""),
    )


def _when(side: Side) -> TimeExpression | None:
    """The one date of a statement, where it has just one."""
    times = [side.reading.times[k] for k in side.statement.times]
    dated = [t for t in times if t.type in {"DATE", "TIME"} and t.value]
    return dated[0] if len(dated) == 1 else None


def _place(entities: Entities, a: Side, b: Side) -> Opposition | None:
    one, two = _where(entities, a), _where(entities, b)
    if len(one) != 1 or len(two) != 1:
        return None
    (case_a, place_a), (case_b, place_b) = one[0], two[0]
    if case_a != case_b or place_a == place_b or entities.related(place_a, place_b):
        return None
    label_a, label_b = entities.label(place_a), entities.label(place_b)
    if label_a in label_b or label_b in label_a:
        return None
    if any(_together(entities, s.reading, place_a, place_b) for s in (a, b)):
        return None
    return Opposition(
        Standing.CONFLICTING,
        "places-differ",
        "the reports name different places; whether one lies in the other is not known",
        "place",
        (label_a, label_b),
    )


def _together(entities: Entities, reading: Reading, one: int, two: int) -> bool:
    """Whether a report names both places in one sentence: then it may know how they lie."""
    report = reading.report.id
    where: dict[int, set[int]] = {one: set(), two: set()}
    for name in reading.names:
        entity = entities.of(report, name.id)
        if entity in where:
            for mention in name.mentions:
                where[entity] |= {
                    k for k, s in enumerate(reading.sentences) if s.start <= mention.start < s.end
                }
    return bool(where[one] & where[two])


def _where(entities: Entities, side: Side) -> Sequence[tuple[str, int]]:
    out = []
    cases = words().place_cases
    for argument in side.statement.arguments:
        if argument.role != "oblique" or argument.case not in cases or argument.name is None:
            continue
        entity = entities.of(side.reading.report.id, argument.name)
        if entities.kind(entity) is NameKind.PLACE:
            out.append((argument.case, entity))
    return out


def answered(
    story: Story,
    evidence: Sequence[Evidence],
    sides: Sequence[Side | None],
    pair: tuple[int, int],
    opposition: Opposition,
) -> list[Evidence]:
    """The evidence of a claim whose statements `pair` differ, with the two answers: those, and
    what has the same predicate. What only came along in other words answers nothing here.
    """
    first = sides[pair[0]]
    out = []
    for k, (one, side) in enumerate(zip(evidence, sides, strict=True)):
        if k in pair:
            answer = opposition.answers[pair.index(k)]
            out.append(replace(one, value=answer) if answer else one)
        elif first is not None and side is not None:
            predicates = side.statement.predicate.lower(), first.statement.predicate.lower()
            if story.strength(*predicates) >= DERIVED:
                out.append(one)
    return out


def denied_in(
    evidence: Sequence[Evidence], sides: Sequence[Side | None]
) -> tuple[tuple[int, int], Opposition] | None:
    """The first pair of which one report asserts and the other tells a named speaker's denial."""
    polarity = [side.statement.polarity if side else None for side in sides]
    for yes, one in enumerate(evidence):
        for no, two in enumerate(evidence):
            stances = one.stance == "asserts" and two.stance == "denies"
            stances = stances and polarity[yes] is polarity[no]
            stances = stances and not _opens(sides[yes], one, sides[no], two)
            if stances and one.report != two.report and two.speaker and one.speaker != two.speaker:
                return (yes, no), _denied_by(two.speaker)
    return None


def _opens(yes: Side | None, one: Evidence, no: Side | None, two: Evidence) -> bool:
    """Whether a denial opens with the words of the other side: those tell who denies, not what."""
    if yes is None or no is None:
        return False
    said = " ".join(one.span.of(yes.reading.report.text).split())
    return " ".join(two.span.of(no.reading.report.text).split()).startswith(said)

"""Which number of a piece of evidence answers a question, once the user says that it does.

That the statements are one is known here; so less must speak for two numbers than where the
program joins them by itself: one dimension, and nothing against one thing or one state.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from twosource.claims.difference import apart, dimension
from twosource.claims.governor import governor, thing
from twosource.claims.lexicon import DERIVED, group_of, related
from twosource.claims.questions import before
from twosource.claims.wording import value_of_quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.model import Evidence, Quantity, Reading

__all__ = ["Answer", "answer", "asked_of", "numbers_disagree", "shared_question"]


@dataclass(frozen=True, slots=True)
class Answer:
    """A number at its report."""

    reading: Reading
    quantity: Quantity


def asked_of(reading: Reading, evidence: Evidence) -> Answer | None:
    """The number whose value a piece of evidence gives, None where it gives none."""
    if not evidence.value:
        return None
    text = reading.report.text
    for quantity in _numbers(reading, evidence):
        if value_of_quantity(text, quantity) == evidence.value:
            return Answer(reading, quantity)
    return None


def answer(reading: Reading, evidence: Evidence, lead: Answer) -> Answer | None:
    """The number in a piece of evidence that answers what `lead` answers, None where none does."""
    own = asked_of(reading, evidence)
    if own is not None:
        return own if dimension(own.quantity) == dimension(lead.quantity) else None
    found = [Answer(reading, q) for q in _numbers(reading, evidence)]
    weighed = [(n, -k) for k, a in enumerate(found) if (n := _nearness(lead, a)) is not None]
    if not weighed:
        return None
    best = max(weighed)
    # Where nothing speaks for either of two numbers, neither is taken.
    if best[0] == 0 and len(weighed) > 1:
        return None
    return found[-best[1]]


def shared_question(
    readings: Sequence[Reading], evidence: Sequence[Evidence], across: Sequence[int]
) -> list[Answer | None]:
    """The numbers with which joined statements answer one question on which they differ.

    `across` is the claim that each piece came from: only what stood in different claims is
    compared. None for all where they differ in no number.
    """
    none: list[Answer | None] = [None] * len(evidence)
    for k, (reading, one) in enumerate(zip(readings, evidence, strict=True)):
        for quantity in _numbers(reading, one):
            lead = Answer(reading, quantity)
            for j, (other, two) in enumerate(zip(readings, evidence, strict=True)):
                if across[j] == across[k] or two.report == one.report:
                    continue
                found = answer(other, two, lead)
                if found is None or not apart(found.quantity, quantity):
                    continue
                if _nearness(lead, found):
                    out = [answer(r, e, lead) for r, e in zip(readings, evidence, strict=True)]
                    out[k] = lead
                    return out
    return none


def numbers_disagree(
    readings: Sequence[Reading], evidence: Sequence[Evidence], across: Sequence[int]
) -> bool:
    """Whether joined statements of different claims have numbers of one dimension of which none
    meet: whether they answer one question cannot be told, so they corroborate nothing.
    """
    rows = [_numbers(reading, one) for reading, one in zip(readings, evidence, strict=True)]
    for a, b in combinations(range(len(evidence)), 2):
        if across[a] == across[b] or evidence[a].report == evidence[b].report:
            continue
        pairs = [(q, r) for q in rows[a] for r in rows[b] if dimension(q) == dimension(r)]
        if pairs and all(apart(q, r) for q, r in pairs):
            return True
    return False


def _numbers(reading: Reading, evidence: Evidence) -> list[Quantity]:
    return [
        q
        for q in reading.quantities
        if evidence.start <= q.start
        and q.end <= evidence.end
        and q.kind not in {"ordinal", "score"}
        and not before(reading, q)
    ]


def _nearness(one: Answer, two: Answer) -> int | None:
    """How much speaks for one question, 0 to 2; None where something speaks against it."""
    a, b = one.quantity, two.quantity
    if dimension(a) != dimension(b):
        return None
    things = thing(a), thing(b)
    states = governor(one.reading, a), governor(two.reading, b)
    same_thing, same_state = _alike(*things), _alike(*states)
    if same_thing is False or same_state is False:
        return None
    if bool(things[0]) != bool(things[1]) and not same_state:
        return None
    return int(bool(same_thing)) + int(bool(same_state))


def _alike(a: str, b: str) -> bool | None:
    """Whether two lemmas mean the same, None where one of them is missing."""
    if not a or not b:
        return None
    group = group_of(a)
    return related(a, b) >= DERIVED or (group != "" and group == group_of(b))

"""Claims about numbers: one for each question that two or more reports answer with one."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from twosource.claims import questions
from twosource.claims.because import number_links_of
from twosource.claims.difference import apart
from twosource.claims.evidence import evidence_of, marked
from twosource.claims.grouping import groups, with_rivals
from twosource.claims.linking import pieces_left
from twosource.claims.material import UNNUMBERED, Material, in_order_of
from twosource.claims.properties import property_of
from twosource.claims.rivalry import (
    attributes,
    many_of_one_kind,
    of_one,
    rivals,
    same_question,
    tolls,
)
from twosource.claims.standing import agreeing, differing_quantities
from twosource.claims.weights import model, thresholds
from twosource.claims.wording import question_of_quantity, value_of_quantity
from twosource.model import Claim

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twosource.claims.alignment import Part
    from twosource.claims.questions import Asked
    from twosource.model import Quantity, Reading

__all__ = ["Numbers"]


class Numbers(Material):
    """Makes the claims about numbers."""

    def claims(self) -> list[Claim]:
        """One claim for each question of number that two or more reports answer."""
        asked = questions.asked(self.story, self.readings)
        fitted = model("quantity", questions.NAMES)
        limits = thresholds()
        index = {one: k for k, one in enumerate(asked)}
        stated = [self._quantity(one) for one in asked]
        owned = [property_of(self.story, self._read(one)[0], one) is not None for one in asked]
        links: dict[tuple[int, int], float] = {}
        rival: dict[tuple[int, int], float] = {}
        for a, b in questions.pairs(self.story, self.readings, asked, self.found):
            pair = (index[a], index[b])
            one, two = stated[pair[0]], stated[pair[1]]
            if apart(one, two):
                p = self.found.get((min(a.unit, b.unit), max(a.unit, b.unit)), 0.0)
                near = (
                    p >= limits.rival
                    or attributes(one, two)
                    or tolls(*self._read(a), *self._read(b))
                    or (p >= limits.kin and many_of_one_kind(one, two))
                    or (owned[pair[0]] and of_one(self.story, self.readings, a, b))
                )
                if near and rivals(self.story, self.readings, self.entities, a, b):
                    rival[pair] = p
            elif same_question(*self._read(a), *self._read(b)):
                p = fitted.probability(
                    questions.features(self.story, self.readings, a, b, self.found)
                )
                if p >= limits.quantity:
                    links[pair] = p
        agreed = groups(
            links,
            limits.quantity_group,
            lambda x, y: apart(stated[x], stated[y]),
        )
        out = []
        joined = with_rivals(
            agreed,
            rival,
            lambda x, y: apart(stated[x], stated[y]),
            lambda x, y: asked[x].unit == asked[y].unit,
        )
        for nodes, weakest in joined:
            members = [asked[k] for k in nodes]
            if len({self.story.units[m.unit].report for m in members}) > 1:
                scores = {
                    (i, j): links[nodes[i], nodes[j]]
                    for i, j in combinations(range(len(nodes)), 2)
                    if (nodes[i], nodes[j]) in links
                }
                out.append(self._quantity_claim(members, weakest, scores))
        return out

    def _quantity(self, one: Asked) -> Quantity:
        return self.readings[self.story.units[one.unit].report].quantities[one.quantity]

    def _read(self, one: Asked) -> tuple[Reading, Quantity]:
        return self.readings[self.story.units[one.unit].report], self._quantity(one)

    def _text(self, one: Asked) -> str:
        return self.readings[self.story.units[one.unit].report].report.text

    def _part_around(self, one: Asked) -> Part:
        """The shortest statement that holds a quantity, or its sentence."""
        quantity = self._quantity(one)
        holding = [
            p for p in self.spans[one.unit] if p.start <= quantity.start and quantity.end <= p.end
        ]
        return min(holding, key=lambda p: p.end - p.start, default=self.spans[one.unit][-1])

    def _quantity_claim(
        self,
        members: Sequence[Asked],
        weakest: float,
        scores: Mapping[tuple[int, int], float],
    ) -> Claim:
        parts = [self._part_around(m) for m in members]
        evidence = []
        for member, part in zip(members, parts, strict=True):
            quantity = self._quantity(member)
            place = replace(
                part, start=min(part.start, quantity.start), end=max(part.end, quantity.end)
            )
            evidence.append(
                evidence_of(
                    self.readings,
                    self.story,
                    self.tracing,
                    place,
                    value=value_of_quantity(self._text(member), quantity),
                )
            )
        against = [
            (a, b)
            for a, b in combinations(range(len(members)), 2)
            if evidence[a].report != evidence[b].report
            and apart(self._quantity(members[a]), self._quantity(members[b]))
        ]
        if against:
            evidence = [
                replace(e, marks=(self._quantity(m).span,))
                for m, e in zip(members, evidence, strict=True)
            ]
            sides = [self._side_of_quantity(m) for m in members]
            standing, rule, why = differing_quantities([(sides[a], sides[b]) for a, b in against])
            origins = self.tracing.independent_evidence(evidence).roots
        else:
            sure = self.sure(parts, evidence, weakest, one_number=True)
            standing, rule, why, origins = agreeing(
                evidence, self.tracing, sure=sure, readings=self.by_id
            )
            evidence = marked(self.story, parts, evidence)
        asked = Counter(question_of_quantity(*self._read(m)) for m in members)
        ordered = in_order_of(self.place, evidence)
        left = pieces_left(evidence, ordered)
        return Claim(
            id=UNNUMBERED,
            standing=standing,
            kind="quantity",
            question=asked.most_common(1)[0][0],
            evidence=ordered,
            origins=origins,
            rule=rule,
            why=why,
            values=tuple(dict.fromkeys(e.value for e in evidence)),
            score=round(weakest, 3),
            links=number_links_of(
                self.story,
                self.readings,
                [members[k] for k in left],
                [parts[k] for k in left],
                scores={
                    (i, j): p
                    for (i, a), (j, b) in combinations(enumerate(left), 2)
                    if (p := scores.get((min(a, b), max(a, b)))) is not None
                },
                found=self.found,
            ),
        )

    def _side_of_quantity(self, member: Asked) -> tuple[Reading, Quantity, str]:
        unit = self.story.units[member.unit]
        reading = self.readings[unit.report]
        sentence = reading.sentences[unit.sentence]
        return reading, self._quantity(member), sentence.span.of(reading.report.text)

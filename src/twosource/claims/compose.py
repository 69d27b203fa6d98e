"""Claims out of aligned statements and quantities."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from twosource.claims import alignment, questions
from twosource.claims.because import Own, links_of, number_links_of
from twosource.claims.contrast import contrasts
from twosource.claims.denial import denials, denied
from twosource.claims.difference import apart
from twosource.claims.evidence import attributions_at, evidence_of, marked, speaker_at
from twosource.claims.gathering import Gathered, Group
from twosource.claims.governor import governor
from twosource.claims.grouping import groups, with_rivals
from twosource.claims.holding import UNCERTAIN, Held, not_held
from twosource.claims.lexicon import DERIVED, related
from twosource.claims.linking import links_in_place
from twosource.claims.opposed import opposing
from twosource.claims.opposition import (
    Opposition,
    Side,
    answered,
    denied_in,
    oppose,
    worded_against,
)
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
from twosource.claims.wording import gist, question_of_quantity, value_of_quantity
from twosource.model import Claim, Evidence, Span, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twosource.claims.alignment import Node, Part
    from twosource.claims.questions import Asked
    from twosource.claims.terms import Story
    from twosource.model import Quantity, Reading
    from twosource.origins.independence import Tracing
    from twosource.stories.entities import Entities

__all__ = ["Composer"]

DIFFER = frozenset({Standing.CONFLICTING, Standing.UPDATED})
UNNUMBERED = ""  # claims get their numbers once they are in order


@dataclass(frozen=True)
class Composer:
    """Everything that the claims of one story are made of."""

    readings: Sequence[Reading]
    entities: Entities
    tracing: Tracing
    story: Story
    alike: Mapping[tuple[int, int], float]  # pairs of units: how probable by their words alone
    found: Mapping[tuple[int, int], float]  # and in the light of the story's other pairs
    spans: Sequence[Sequence[Part]]
    by_id: Mapping[str, Reading]  # the readings by their reports' ids

    # ------------------------------------------------------------ quantities

    def quantity_claims(self) -> list[Claim]:
        """One claim for each question of number that two or more reports answer."""
        asked = questions.asked(self.story, self.readings)
        fitted = model("quantity", questions.NAMES)
        limits = thresholds()
        index = {one: k for k, one in enumerate(asked)}
        stated = [self._quantity(one) for one in asked]
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
                    or of_one(self.story, self.readings, a, b)
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
            sure = self._sure(parts, evidence, weakest, one_number=True)
            standing, rule, why, origins = agreeing(
                evidence, self.tracing, sure=sure, readings=self.by_id
            )
            evidence = marked(self.story, parts, evidence)
        asked = Counter(question_of_quantity(*self._read(m)) for m in members)
        held = number_links_of(
            self.story, self.readings, members, parts, scores=scores, found=self.found
        )
        ordered = _in_order(self._place, evidence)
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
            links=links_in_place(held, evidence, ordered),
        )

    def _sure(
        self,
        parts: Sequence[Part],
        evidence: Sequence[Evidence],
        weakest: float,
        *,
        one_number: bool = False,
    ) -> bool:
        """Whether what asserts a claim surely says the same."""
        asserting = [p for p, e in zip(parts, evidence, strict=True) if e.stance == "asserts"]
        return weakest >= thresholds().sure and not contrasts(
            self.story, self.readings, asserting, one_number=one_number
        )

    def _side_of_quantity(self, member: Asked) -> tuple[Reading, Quantity, str]:
        unit = self.story.units[member.unit]
        reading = self.readings[unit.report]
        sentence = reading.sentences[unit.sentence]
        return reading, self._quantity(member), sentence.span.of(reading.report.text)

    # ------------------------------------------------------------ statements

    def statement_claims(self, quantities: Sequence[Claim]) -> list[Claim]:
        """One claim for each statement that two or more reports share, with its denials; what the
        claims about `quantities` say already is left out.

        A claim whose match is uncertain anyway also takes statements that are near it and stand in
        other claims: a sentence states several things. What is linked and stands in no claim after
        that makes claims of its own. What another claim of this kind holds whole is left out.
        """
        links = {
            pair: link
            for pair, link in alignment.statement_links(self.story, self.found, self.spans).items()
            if not self._numbers_disagree(*pair)
        }
        gathered = Gathered.of(self.story, links)
        core = [self._statement_claim(group, links) for group in gathered.core]
        numbers = Held(quantities)
        kept = [k for k, claim in enumerate(core) if not numbers.say(claim)]
        found = denials(self.story, self.readings, self.entities, self.spans)
        out = denied([core[k] for k in kept], found, self)
        out += self._opposed_claims(out)
        used = list(gathered.core)
        groups_of = {id(core[k]): k for k in kept}
        for place, claim in enumerate(out):
            k = groups_of.get(id(claim))
            if k is None or gathered.wide[k] == gathered.core[k]:
                continue
            if claim.rule == UNCERTAIN:
                wide = self._statement_claim(gathered.wide[k], links)
                if wide.rule == UNCERTAIN:
                    out[place], used[k] = wide, gathered.wide[k]
        for group in gathered.rest(used, self._met(quantities)):
            claim = self._statement_claim(group, links, lone=True)
            stances = {e.stance for e in claim.evidence}
            if stances == {"asserts"} and not numbers.say(claim):
                out.append(claim)
        return not_held(out)

    def _opposed_claims(self, claims: Sequence[Claim]) -> list[Claim]:
        """Claims of two statements that oppose each other in words and differ in no claim yet."""
        differ = Held([c for c in claims if c.standing in DIFFER])
        out = []
        for group in opposing(self.found, self.spans, self._predicate, self._worded_against):
            one, two = group.nodes
            claim = self._statement_claim(group, {(one, two): (1.0, 1.0)})
            agreed = replace(claim, standing=Standing.ONE_ORIGIN)
            if claim.standing in DIFFER and not differ.say(agreed):
                out.append(claim)
        return out

    def _predicate(self, node: Node) -> str:
        statement = alignment.statement_of(self.readings, self.story, self.spans[node[0]][node[1]])
        return statement.predicate.lower() if statement else ""

    def _worded_against(self, one: Node, two: Node) -> bool:
        sides = [self._side(self.spans[u][k]) for u, k in (one, two)]
        return worded_against(self.entities, sides[0], sides[1])

    def _met(self, claims: Sequence[Claim]) -> set[tuple[int, int]]:
        """The pairs of units that some claims hold already."""
        readings = self.readings
        place = {
            (readings[u.report].report.id, readings[u.report].sentences[u.sentence].span): k
            for k, u in enumerate(self.story.units)
        }
        out = set()
        for claim in claims:
            units = {place[e.report, e.sentence] for e in claim.evidence}
            out |= {(a, b) for a in units for b in units if a != b}
        return out

    def _numbers_disagree(self, a: Node, b: Node) -> bool:
        """Whether two statements say the same of numbers that exclude each other: that is for
        the claim about the number, and no agreement.
        """
        sides = [self._counts(node) for node in (a, b)]
        values = [{v for _, _, stated in side for v in stated} for side in sides]
        return any(
            (apart(q, r) or questions.before(one, q) or questions.before(two, r))
            and (said := governor(one, q)) != ""
            and related(said, governor(two, r)) >= DERIVED
            and stated_a.isdisjoint(values[1])
            and stated_b.isdisjoint(values[0])
            for one, q, stated_a in sides[0]
            for two, r, stated_b in sides[1]
        )

    def _counts(self, node: Node) -> list[tuple[Reading, Quantity, frozenset[float]]]:
        """The counts inside a part and the values that each states; a change states its ends."""
        part = self.spans[node[0]][node[1]]
        reading = self.readings[self.story.units[node[0]].report]
        return [
            (
                reading,
                q,
                frozenset({q.low, q.high} if questions.before(reading, q) else {q.value}),
            )
            for q in reading.quantities
            if q.kind == "count" and part.start <= q.start and q.end <= part.end
        ]

    def _statement_claim(
        self,
        group: Group,
        links: Mapping[tuple[Node, Node], tuple[float, float]],
        *,
        lone: bool = False,
    ) -> Claim:
        """A group as a claim; a `lone` one rests on what its sentences share by the way, so that it
        is neither denied by a stance nor surely the same.
        """
        nodes, weakest = group.nodes, group.weakest
        parts = [self.spans[u][k] for u, k in nodes]
        evidence = [evidence_of(self.readings, self.story, self.tracing, p) for p in parts]
        evidence = before = marked(self.story, parts, evidence)
        held = links_of(
            self.story, self.readings, parts, alone=self.alike, found=self.found, own=self._own
        )
        sides = [self._side(p) for p in parts]
        opposed = self._opposition(nodes, sides, links)
        if opposed is None and not lone:
            opposed = denied_in(evidence, sides)
        if opposed is not None:
            pair, opposition = opposed
            named = gist(self.by_id, [evidence[k] for k in pair])
            evidence = answered(self.story, evidence, sides, pair, opposition)
            standing, rule, why = opposition.standing, opposition.rule, opposition.why
            kind = opposition.kind
            origins = self.tracing.independent_evidence(evidence).roots
        else:
            named = gist(self.by_id, evidence)
            kind = self._kind(evidence)
            sure = not lone and self._sure(parts, evidence, weakest)
            standing, rule, why, origins = agreeing(
                evidence, self.tracing, sure=sure, readings=self.by_id
            )
        ordered = _in_order(self._place, evidence)
        return Claim(
            id=UNNUMBERED,
            standing=standing,
            kind=kind,
            question=named,
            evidence=ordered,
            origins=origins,
            rule=rule,
            why=why,
            values=tuple(dict.fromkeys(e.value for e in evidence if e.value)),
            score=round(weakest, 3),
            links=links_in_place(held, before, ordered),
        )

    def _opposition(
        self,
        nodes: Sequence[Node],
        sides: Sequence[Side | None],
        links: Mapping[tuple[Node, Node], tuple[float, float]],
    ) -> tuple[tuple[int, int], Opposition] | None:
        """The first pair of members that differ, surest link first."""
        limits = thresholds()
        pairs = []
        for a, b in combinations(range(len(nodes)), 2):
            p, share = links.get((nodes[a], nodes[b])) or links.get(
                (nodes[b], nodes[a]), (0.0, 0.0)
            )
            if p >= limits.opposed and share >= limits.coverage:
                pairs.append((-p, a, b))
        for _, a, b in sorted(pairs):
            one, two = sides[a], sides[b]
            if one and two and (found := oppose(self.story, self.entities, one, two)):
                return (a, b), found
        return None

    def _side(self, part: Part) -> Side | None:
        """A part as a side of a difference; of a whole sentence its longest statement speaks."""
        reading = self.readings[self.story.units[part.unit].report]
        statement = alignment.statement_of(self.readings, self.story, part)
        if statement is None:
            inside = [
                reading.statements[p.statement]
                for p in self.spans[part.unit]
                if p.statement is not None
            ]
            statement = max(inside, key=lambda s: (bool(s.tense), s.end - s.start), default=None)
        if statement is None:
            return None
        found = attributions_at(reading, part.start, part.end)
        return Side(reading, statement, speaker_at(reading, found))

    def _kind(self, evidence: Sequence[Evidence]) -> str:
        if all(self._quoted(e) for e in evidence):
            return "quote"
        return "statement" if all(e.speaker for e in evidence) else "event"

    def _quoted(self, one: Evidence) -> bool:
        return any(
            a.type.value == "direct" and any(c.overlaps(one.span) for c in a.content)
            for a in self.by_id[one.report].attributions
        )

    @cached_property
    def _own(self) -> Own:
        return Own(self.story, self.found)

    @cached_property
    def _place(self) -> Mapping[str, int]:
        """Where each report stands in the order of the readings, by its id."""
        return {report: k for k, report in enumerate(self.by_id)}

    # ------------------------------------------------------------ the rest

    def evidence(self, part: Part) -> Evidence:
        """A part as evidence, with its speaker and origin."""
        return evidence_of(self.readings, self.story, self.tracing, part)

    def likely(self, unit: int) -> Claim | None:
        """A claim out of one sentence and those of other reports that are likest to it, at less
        than the usual threshold; None where nothing is near.
        """
        limits = thresholds()
        found: list[tuple[float, float, int, int, int]] = []
        for other, p in self._likely.get(unit, ()):
            x, y, share, _ = alignment.best_parts(self.story, self.spans[unit], self.spans[other])
            # What the parts share tells more here than where their sentences stand.
            found.append((p * share**2, p, other, x, y))
        found.sort(reverse=True)
        best = found[:1]
        if not best:
            return None
        _, p, other, x, y = best[0]
        links = {((unit, x), (other, y)): (max(p, limits.opposed), limits.coverage)}
        return self._statement_claim(Group(tuple(sorted({(unit, x), (other, y)})), p), links)

    @cached_property
    def _likely(self) -> Mapping[int, Sequence[tuple[int, float]]]:
        """For each unit those that are likely enough to say the same by their own words."""
        out: dict[int, list[tuple[int, float]]] = {}
        for (a, b), p in self.alike.items():
            if p >= thresholds().likely:
                out.setdefault(a, []).append((b, p))
                out.setdefault(b, []).append((a, p))
        return out

    def single_claims(self, taken: Iterable[Claim]) -> list[Claim]:
        """One claim for each sentence of which no other report carries anything."""
        used: dict[str, list[Span]] = {}
        for claim in taken:
            for e in claim.evidence:
                used.setdefault(e.report, []).append(e.span)
        out = []
        for number, unit in enumerate(self.story.units):
            report = self.readings[unit.report].report.id
            whole = self.spans[number][-1]
            span = Span(whole.start, whole.end)
            if any(span.overlaps(s) for s in used.get(report, ())):
                continue
            evidence = [evidence_of(self.readings, self.story, self.tracing, whole)]
            standing, rule, why, origins = agreeing(evidence, self.tracing)
            kind = self._kind(evidence)
            named = gist(self.by_id, evidence)
            out.append(
                Claim(UNNUMBERED, standing, kind, named, tuple(evidence), origins, rule, why)
            )
        return out


def _in_order(place: Mapping[str, int], evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """In the order of the reports, by their ids' `place`, and of their texts; of two pieces one in
    the other the shorter.
    """
    unique = {(e.report, e.start, e.end, e.value): e for e in evidence}.values()
    kept = [
        e
        for e in unique
        if not any(
            o is not e
            and o.report == e.report
            and o.value == e.value
            and o.stance == e.stance
            and e.span.contains(o.span)
            for o in unique
        )
    ]
    return tuple(sorted(kept, key=lambda e: (place[e.report], e.start, e.end)))

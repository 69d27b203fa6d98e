"""Claims about statements: one for each that two or more reports share, and those of one report."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from twosource.claims import alignment, candidates, questions
from twosource.claims.because import Own, links_of
from twosource.claims.denial import denials, denied
from twosource.claims.difference import apart
from twosource.claims.evidence import attributions_at, evidence_of, marked, speaker_at
from twosource.claims.gathering import Gathered, Group
from twosource.claims.governor import governor
from twosource.claims.holding import UNCERTAIN, Held, not_held
from twosource.claims.lexicon import DERIVED, related
from twosource.claims.linking import pieces_left
from twosource.claims.material import UNNUMBERED, Material, in_order_of
from twosource.claims.opposed import opposing
from twosource.claims.opposition import (
    Opposition,
    Side,
    answered,
    denied_in,
    oppose,
    worded_against,
)
from twosource.claims.standing import agreeing
from twosource.claims.weights import thresholds
from twosource.claims.wording import gist
from twosource.model import Claim, Evidence, Link, Span, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twosource.claims.alignment import Node, Part
    from twosource.model import Quantity, Reading

__all__ = ["Composer"]

DIFFER = frozenset({Standing.CONFLICTING, Standing.UPDATED})


class Composer(Material):
    """Makes the claims about statements."""

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
        some = candidates.bounded(len(self.readings))
        gathered = Gathered.of(self.story, links, self.found if some else None)
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

    @cached_property
    def _units(self) -> Mapping[tuple[str, Span], int]:
        """The unit of each sentence, by its report's id and its place."""
        readings = self.readings
        return {
            (readings[u.report].report.id, readings[u.report].sentences[u.sentence].span): k
            for k, u in enumerate(self.story.units)
        }

    def _met(self, claims: Sequence[Claim]) -> set[tuple[int, int]]:
        """The pairs of units that some claims hold already."""
        out = set()
        for claim in claims:
            units = {self._units[e.report, e.sentence] for e in claim.evidence}
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
            sure = not lone and self.sure(parts, evidence, weakest)
            standing, rule, why, origins = agreeing(
                evidence, self.tracing, sure=sure, readings=self.by_id
            )
        ordered = in_order_of(self.place, evidence)
        left = [parts[k] for k in pieces_left(before, ordered)]
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
            links=self._links(left),
        )

    def _links(self, parts: Sequence[Part]) -> tuple[Link, ...]:
        return links_of(
            self.story, self.readings, parts, alone=self.alike, found=self.found, own=self._own
        )

    def linked(self, evidence: Sequence[Evidence]) -> tuple[Link, ...]:
        """The links by which evidence that is statements or sentences of this story holds
        together, in the order of its reports.
        """
        parts = []
        for one in evidence:
            spans = self.spans[self._units[one.report, one.sentence]]
            fits = (p for p in spans if (p.start, p.end) == (one.start, one.end))
            parts.append(next(fits, spans[-1]))
        return self._links(parts)

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

    @cached_property
    def _sides(self) -> dict[Part, Side | None]:
        """The sides that were asked for already."""
        return {}

    def _side(self, part: Part) -> Side | None:
        """A part as a side of a difference; of a whole sentence its longest statement speaks."""
        if part not in self._sides:
            self._sides[part] = self._read_side(part)
        return self._sides[part]

    def _read_side(self, part: Part) -> Side | None:
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

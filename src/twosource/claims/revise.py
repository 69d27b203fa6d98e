"""Claims made anew after the user joined them, took words off or rejected them.

The standing is decided by the same rules as everywhere. That statements which the user joined say
the same is hers to say; what follows from it is not: rival values conflict, one origin stays one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from twosource.claims.alignment import Part, parts
from twosource.claims.answering import answer, asked_of, numbers_disagree, shared_question
from twosource.claims.contrast import contrasts
from twosource.claims.difference import apart
from twosource.claims.evidence import attributions_at, evidence_of, marked, speaker_at
from twosource.claims.linking import links_between, weakest
from twosource.claims.opposition import Opposition, Side, denied_in, oppose
from twosource.claims.standing import agreeing, differing_quantities
from twosource.claims.terms import story_of
from twosource.claims.weights import thresholds
from twosource.claims.wording import gist, question_of_quantity, value_of_quantity
from twosource.model import Claim, Evidence, Span, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twosource.claims.answering import Answer
    from twosource.claims.terms import Story
    from twosource.model import Quantity, Reading
    from twosource.origins.independence import Tracing
    from twosource.stories.entities import Entities

__all__ = ["Reviser"]

UNNUMBERED = ""  # claims get their numbers once they are in order
DIFFERING = frozenset({Standing.DENIED, Standing.UPDATED, Standing.CONFLICTING})


@dataclass(frozen=True, slots=True)
class _Ruling:
    """What a rule found: where its answers are given anew, by the index of their evidence."""

    standing: Standing
    rule: str
    why: str
    kind: str = ""
    answers: Mapping[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Reviser:
    """Everything that a claim of one story is made anew of. Made by `Reviser.of`."""

    readings: Sequence[Reading]
    entities: Entities
    tracing: Tracing
    story: Story
    spans: Sequence[Sequence[Part]]
    by_id: Mapping[str, Reading]

    @classmethod
    def of(cls, readings: Sequence[Reading], entities: Entities, tracing: Tracing) -> Reviser:
        """The story's sentences made ready for comparison, once for all decisions."""
        story = story_of(readings, entities)
        by_id = {r.report.id: r for r in readings}
        return cls(readings, entities, tracing, story, parts(story, readings), by_id)

    # ------------------------------------------------------------ what decisions do

    def joined(self, claims: Sequence[Claim], *, said: Sequence[Evidence]) -> Claim:
        """One claim out of several that the user says are one.

        `said` is the evidence of which she says so; it surely says the same. Where a claim has
        other evidence, that must be sure by itself, or nothing is corroborated.
        """
        source = {self._key(e): k for k, c in enumerate(claims) for e in c.evidence}
        evidence = self._in_order(e for c in claims for e in c.evidence)
        own = {self._key(e) for e in said}
        sure = all(
            self._sure(c, c.evidence)
            for c in claims
            if any(self._key(e) not in own for e in c.evidence)
        )
        home = [source[self._key(e)] for e in evidence]
        lead = next((c for c in claims if c.kind == "quantity"), claims[0])
        scores = [c.score for c in claims if len(c.evidence) > 1]
        joint = replace(
            lead,
            id=UNNUMBERED,
            evidence=tuple(evidence),
            score=min(scores, default=1.0),
            links=links_between(claims, evidence),
            decided=tuple(dict.fromkeys(d for c in claims for d in c.decided)),
        )
        differs = [c.standing in DIFFERING for c in claims]
        pairs = {
            (a, b)
            for a, b in combinations(range(len(evidence)), 2)
            if home[a] != home[b] or differs[home[a]]
        }
        denied = next((c for c in claims if c.standing is Standing.DENIED), None)
        return self._decide(joint, pairs, denied=denied, sure=sure, across=home)

    def kept(
        self, claim: Claim, evidence: Iterable[Evidence], *, said: Sequence[Evidence] = ()
    ) -> Claim:
        """A claim with only some of its evidence; `said` is what the user had joined to one."""
        rest = self._in_order(evidence)
        links = links_between([claim], rest)
        score = weakest(links, len(rest)) if claim.links else claim.score
        left = replace(claim, id=UNNUMBERED, evidence=tuple(rest), links=links, score=score)
        pairs: set[tuple[int, int]] = set()
        if claim.standing in DIFFERING:
            pairs = set(combinations(range(len(rest)), 2))
        denied = claim if claim.standing is Standing.DENIED else None
        own = {(e.report, e.span) for e in said}  # the answer that they give may be given anew
        sure = all((e.report, e.span) in own for e in rest) or self._sure(left, rest)
        made = self._decide(left, pairs, denied=denied, sure=sure, only=claim.rule)
        if made.standing is Standing.SINGLE_SOURCE:
            made = replace(made, score=0.0, links=())
        if made.kind != "quantity":
            made = replace(made, question=gist(self.by_id, made.evidence))
        return made

    def single(self, report: str, place: Span) -> Claim | None:
        """The statement of one sentence by itself, as those are that no other report carries; None
        where no sentence that is compared stands at `place`.
        """
        unit = self._unit(report, place)
        if unit is None:
            return None
        whole = self.spans[unit][-1]
        evidence = evidence_of(self.readings, self.story, self.tracing, whole)
        standing, rule, why, origins = agreeing([evidence], self.tracing)
        return Claim(
            UNNUMBERED,
            standing,
            self._kind([evidence]),
            gist(self.by_id, [evidence]),
            (evidence,),
            origins,
            rule,
            why,
        )

    def words(self, report: str, place: Span) -> Evidence | None:
        """Any words of a report as evidence; None where no sentence that is compared holds them."""
        part = self._part(report, place)
        if part is None:
            return None
        return evidence_of(self.readings, self.story, self.tracing, part)

    def of_words(self, evidence: Evidence) -> Claim:
        """Words that are in no claim, as a claim of one report."""
        standing, rule, why, origins = agreeing([evidence], self.tracing)
        kind, named = self._kind([evidence]), gist(self.by_id, [evidence])
        return Claim(UNNUMBERED, standing, kind, named, (evidence,), origins, rule, why)

    # ------------------------------------------------------------ the standing

    def _decide(
        self,
        claim: Claim,
        pairs: set[tuple[int, int]],
        *,
        denied: Claim | None,
        sure: bool,
        across: Sequence[int] = (),
        only: str = "",
    ) -> Claim:
        """The claim with the standing that its evidence gives it; `pairs` are those of which it is
        asked whether they differ, `across` the claim that each piece came from.
        """
        evidence = list(claim.evidence)
        sides = [self._side(e) for e in evidence]
        answers = self._answers(claim, across)
        against = [
            (a, b)
            for a, b in combinations(range(len(evidence)), 2)
            if (one := answers[a]) is not None
            and (two := answers[b]) is not None
            and evidence[a].report != evidence[b].report
            and apart(one.quantity, two.quantity)
        ]
        if against or claim.kind == "quantity":
            evidence = self._with_answers(evidence, answers)
        ruling = self._denial(evidence, sides, denied, pairs)
        if ruling is None and against:
            ruling = self._rivals(evidence, answers, against)
        elif ruling is None:
            ruling = self._opposed(evidence, sides, pairs, only)
        if ruling is None:
            read = [self.by_id[e.report] for e in evidence]
            sure = sure and not (across and numbers_disagree(read, evidence, across))
            if claim.kind != "quantity":
                evidence = [replace(e, value="") for e in evidence]
            standing, rule, why, origins = agreeing(
                evidence, self.tracing, sure=sure, readings=self.by_id
            )
            ruling = _Ruling(standing, rule, why)
        else:
            origins = self.tracing.independent_evidence(evidence).roots
            given = ruling.answers or {}
            evidence = [replace(e, value=given.get(k, e.value)) for k, e in enumerate(evidence)]
        if not against:
            evidence = self._marked(evidence)
        kind, question = ruling.kind or claim.kind, claim.question
        if ruling.kind == "quantity" and claim.kind != "quantity":
            lead = next(a for a in answers if a is not None)
            question = question_of_quantity(lead.reading, lead.quantity)
        elif not ruling.kind and claim.kind != "quantity":
            kind = self._kind(evidence)
        return replace(
            claim,
            standing=ruling.standing,
            rule=ruling.rule,
            why=ruling.why,
            origins=origins,
            kind=kind,
            question=question,
            evidence=tuple(evidence),
            values=tuple(dict.fromkeys(e.value for e in evidence if e.value)),
        )

    def _denial(
        self,
        evidence: Sequence[Evidence],
        sides: Sequence[Side | None],
        denied: Claim | None,
        pairs: set[tuple[int, int]],
    ) -> _Ruling | None:
        """Whether one asserts what another rejects."""
        no = [k for k, e in enumerate(evidence) if e.stance == "denies"]
        yes = [k for k, e in enumerate(evidence) if e.stance == "asserts"]
        if not no or not yes:
            return None
        found = denied_in(evidence, sides)
        if found is not None:
            return _Ruling(found[1].standing, found[1].rule, found[1].why)
        who = evidence[no[0]].speaker or evidence[no[0]].report
        if denied is not None:
            return _Ruling(Standing.DENIED, denied.rule, f"it is asserted, and {who} rejects it")
        for a, b in sorted(pairs):
            one, two = evidence[a], evidence[b]
            if one.stance != two.stance and (one.report, one.speaker) != (two.report, two.speaker):
                who = next(e.speaker or e.report for e in (one, two) if e.stance == "denies")
                why = f"one report asserts it; {who} denies it"
                return _Ruling(Standing.DENIED, "denied-by-speaker", why, "statement")
        return None

    def _rivals(
        self,
        evidence: Sequence[Evidence],
        answers: Sequence[Answer | None],
        against: Sequence[tuple[int, int]],
    ) -> _Ruling:
        def side(k: int) -> tuple[Reading, Quantity, str]:
            one = answers[k]
            assert one is not None
            words = evidence[k].sentence.of(one.reading.report.text)
            return one.reading, one.quantity, words

        rivals = [(side(a), side(b)) for a, b in against]
        standing, rule, why = differing_quantities(rivals)
        return _Ruling(standing, rule, why, "quantity")

    def _opposed(
        self,
        evidence: Sequence[Evidence],
        sides: Sequence[Side | None],
        pairs: set[tuple[int, int]],
        only: str,
    ) -> _Ruling | None:
        """The first pair of statements that cannot both stand; `only` by that rule, if given."""
        for a, b in sorted(pairs):
            one, two = sides[a], sides[b]
            if one is None or two is None or evidence[a].report == evidence[b].report:
                continue
            found: Opposition | None = oppose(self.story, self.entities, one, two)
            if found is not None and only in ("", found.rule):
                answers = {a: found.answers[0], b: found.answers[1]}
                given = {k: v for k, v in answers.items() if v}
                return _Ruling(found.standing, found.rule, found.why, found.kind, given)
        return None

    def _sure(self, claim: Claim, evidence: Sequence[Evidence]) -> bool:
        """Whether a claim's evidence surely says the same, by what the reports alone show."""
        if len(evidence) < 2:
            return True
        if claim.score < thresholds().sure:
            return False
        found = [self._part(e.report, e.span) for e in evidence if e.stance == "asserts"]
        asserting = [p for p in found if p is not None]
        number = claim.kind == "quantity"
        return not contrasts(self.story, self.readings, asserting, one_number=number)

    # ------------------------------------------------------------ quantities

    def _answers(self, claim: Claim, across: Sequence[int]) -> list[Answer | None]:
        """The number with which each piece of evidence answers the claim's question, if any."""
        evidence = claim.evidence
        if claim.kind == "quantity":
            known = [asked_of(self.by_id[e.report], e) for e in evidence]
            lead = next((a for a in known if a is not None), None)
            if lead is None:
                return known
            return [answer(self.by_id[e.report], e, lead) for e in evidence]
        if not across:
            return [None] * len(evidence)
        return shared_question([self.by_id[e.report] for e in evidence], evidence, across)

    @staticmethod
    def _with_answers(
        evidence: Sequence[Evidence], answers: Sequence[Answer | None]
    ) -> list[Evidence]:
        return [
            one
            if found is None
            else replace(
                one,
                value=value_of_quantity(found.reading.report.text, found.quantity),
                marks=(found.quantity.span,),
            )
            for one, found in zip(evidence, answers, strict=True)
        ]

    # ------------------------------------------------------------ words

    def _unit(self, report: str, place: Span) -> int | None:
        """The unit whose sentence has most of a place."""
        best, most = None, 0
        for k, unit in enumerate(self.story.units):
            reading = self.readings[unit.report]
            if reading.report.id != report:
                continue
            sentence = reading.sentences[unit.sentence]
            common = min(sentence.end, place.end) - max(sentence.start, place.start)
            if common > most:
                best, most = k, common
        return best

    def _part(self, report: str, place: Span) -> Part | None:
        unit = self._unit(report, place)
        if unit is None:
            return None
        for part in self.spans[unit]:
            if (part.start, part.end) == (place.start, place.end):
                return part
        found = self.story.units[unit]
        sentence = self.readings[found.report].sentences[found.sentence]
        start, end = max(place.start, sentence.start), min(place.end, sentence.end)
        inside = tuple(k for k, t in enumerate(found.terms) if start <= t.start and t.end <= end)
        return Part(unit, None, start, end, inside)

    def _side(self, evidence: Evidence) -> Side | None:
        """The statement that speaks for a piece of evidence: the one that fits its words best."""
        reading = self.by_id[evidence.report]
        inside = [s for s in reading.statements if evidence.span.contains(s.predicate_span)]
        if not inside:
            return None
        statement = max(
            inside,
            key=lambda s: (s.span == evidence.span, bool(s.tense), s.end - s.start, -s.start),
        )
        found = attributions_at(reading, evidence.start, evidence.end)
        return Side(reading, statement, speaker_at(reading, found))

    def _marked(self, evidence: Sequence[Evidence]) -> list[Evidence]:
        found = [self._part(e.report, e.span) for e in evidence]
        bare = [replace(e, marks=()) for e in evidence]
        known = [p for p in found if p is not None]
        return marked(self.story, known, bare) if len(known) == len(bare) else bare

    def _kind(self, evidence: Sequence[Evidence]) -> str:
        if all(self._quoted(e) for e in evidence):
            return "quote"
        return "statement" if all(e.speaker for e in evidence) else "event"

    def _quoted(self, one: Evidence) -> bool:
        return any(
            a.type.value == "direct" and any(c.overlaps(one.span) for c in a.content)
            for a in self.by_id[one.report].attributions
        )

    def _in_order(self, evidence: Iterable[Evidence]) -> list[Evidence]:
        """In the order of the reports and their texts, the same words of one answer once."""
        order = {r.report.id: k for k, r in enumerate(self.readings)}
        unique = {self._key(e): e for e in evidence}.values()
        return sorted(unique, key=lambda e: (order[e.report], e.start, e.end, e.value))

    @staticmethod
    def _key(one: Evidence) -> tuple[str, int, int, str]:
        return one.report, one.start, one.end, one.value

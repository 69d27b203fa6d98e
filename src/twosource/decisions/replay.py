"""The user's decisions followed, one after the other, on the claims of this run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from twosource.claims.order import in_order
from twosource.claims.revise import Reviser
from twosource.decisions.home import Home, home_of
from twosource.decisions.overruled import overrulings
from twosource.decisions.saying import (
    already_apart,
    already_one,
    beside,
    joined,
    none_left,
    not_held,
    one_origin_said,
    rejected,
    taken_off,
)
from twosource.model import Claim, Decision, DecisionKind, Span, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twosource.decisions.anchors import Found, Located, Place
    from twosource.model import Evidence, Reading
    from twosource.origins.independence import Tracing
    from twosource.stories.entities import Entities

__all__ = ["Replayed", "replay"]

HALF = 0.5  # of a claim's evidence, that must be the rejected words for all of it to go


@dataclass(frozen=True, slots=True)
class Replayed:
    """The claims after all decisions, numbered anew, and each decision with what became of it."""

    claims: tuple[Claim, ...]
    decisions: tuple[Decision, ...]


def replay(
    located: Located,
    claims: Sequence[Claim],
    readings: Sequence[Reading],
    entities: Entities,
    tracing: Tracing,
) -> Replayed:
    """Follow decisions in their order; a later one wins over an earlier one.

    `tracing` was made with `located.groups`. Nothing is raised for what cannot be followed:
    the decision says so.
    """
    if not located.found:
        return Replayed(tuple(claims), ())
    labels = {r.report.id: r.report.outlet or r.report.id for r in readings}
    run = _Run(list(claims), readings, entities, tracing, labels)
    done = []
    for found in located.found:
        applied, outcome = run.follow(found)
        done.append(replace(found.decision, applied=applied, outcome=outcome))
    run.give_back()
    run.say_one_origin(located)
    said = run.origin_outcomes
    done = [replace(d, outcome=said.get(d.id, d.outcome)) for d in done]
    return Replayed(in_order(run.claims, readings), tuple(_overruled(done)))


def _overruled(decisions: Sequence[Decision]) -> Iterable[Decision]:
    found = overrulings([d for d in decisions if d.applied])
    for one in decisions:
        over = found.get(one.id)
        if over is None:
            yield one
        elif over.wholly:
            yield replace(one, applied=False, outcome=f"overruled by {over.by}, which came later")
        else:
            yield replace(
                one, outcome=f"{one.outcome}; {over.by}, which came later, overrules part"
            )


class _Run:
    """The claims as they are after the decisions so far."""

    def __init__(
        self,
        claims: list[Claim],
        readings: Sequence[Reading],
        entities: Entities,
        tracing: Tracing,
        labels: dict[str, str],
    ) -> None:
        self.claims = claims
        self.origin_outcomes: dict[str, str] = {}
        self._readings = readings
        self._entities = entities
        self._tracing = tracing
        self._labels = labels
        self._reviser: Reviser | None = None
        self._freed: list[Evidence] = []
        self._dropped: set[tuple[str, Span]] = set()
        self._said: dict[str, list[Evidence]] = {}  # by merge the words that she says are one

    @property
    def _make(self) -> Reviser:
        if self._reviser is None:
            self._reviser = Reviser.of(self._readings, self._entities, self._tracing)
        return self._reviser

    def follow(self, found: Found) -> tuple[bool, str]:
        """Whether a decision could be followed, and what came of it."""
        kind = found.decision.kind
        if not found.places:
            return False, none_left(found.lost)
        if kind is DecisionKind.MERGE:
            return self._merge(found)
        if kind is DecisionKind.SPLIT:
            return self._split(found)
        if kind is DecisionKind.REJECT:
            return self._reject(found)
        if len({p.report for p in found.places}) < 2:
            return False, none_left(found.lost, least="two of its reports are needed")
        return True, ""

    # ------------------------------------------------------------ merge

    def _merge(self, found: Found) -> tuple[bool, str]:
        sides = _sides(found.places)
        if len(sides) < 2:
            return False, none_left(found.lost, least="words of two of its claims are needed")
        claims: dict[int, Claim] = {}
        loose: list[Claim] = []
        said: list[Evidence] = []
        for places in sides.values():
            for place in places:
                home = home_of(self.claims, place, places)
                if home is not None:
                    claims[home.claim] = self.claims[home.claim]
                    said.append(self.claims[home.claim].evidence[home.evidence])
                elif (made := self._words(place)) is not None:
                    loose.append(self._make.of_words(made))
                    said.append(made)
        members = [*claims.values(), *loose]
        if not members or len(said) < 2:
            return False, not_held(found.places, self._labels)
        before = members[0].standing
        one = self._make.joined(members, said=said)
        one = _decided(one, found.decision)
        self._said[found.decision.id] = said
        self._replace(claims, [one])
        more = beside(found.places, found.lost, self._labels)
        if len(members) == 1:
            return True, already_one(before, one) + more
        return True, joined(members, one) + more

    def _words(self, place: Place) -> Evidence | None:
        """Words that are in no claim, as evidence."""
        assert place.span is not None
        return self._make.words(place.report, place.span)

    # ------------------------------------------------------------ split

    def _split(self, found: Found) -> tuple[bool, str]:
        sides = _sides(found.places)
        leave = sides.get(0, [])
        if not leave:
            return False, none_left(found.lost, least="words that are to leave are needed")
        stay = sides.get(1, [])
        holding = self._claim_of_both(leave, stay)
        more = beside(found.places, found.lost, self._labels)
        if holding is None:
            return True, already_apart() + more
        number, gone = holding
        claim = self.claims[number]
        off = [e for k, e in enumerate(claim.evidence) if k in gone]
        rest = [e for k, e in enumerate(claim.evidence) if k not in gone]
        left, own = (self._kept(claim, some, found.decision) for some in (rest, off))
        self._replace({number}, [left, own])
        return True, taken_off(claim, own, left, self._labels) + more

    def _kept(self, claim: Claim, evidence: Sequence[Evidence], decision: Decision) -> Claim:
        """A claim with some of its evidence; the last merge that made it still counts."""
        said = [self._said[d] for d in claim.decided if d in self._said]
        made = self._make.kept(claim, evidence, said=said[-1] if said else ())
        return _decided(made, decision)

    def _claim_of_both(
        self, leave: Sequence[Place], stay: Sequence[Place]
    ) -> tuple[int, set[int]] | None:
        """The claim that holds words that are to leave and others that are to stay, with the
        indices of the evidence that leaves; the one with most of them.
        """
        together = [*leave, *stay]
        off = _by_claim(h for p in leave if (h := home_of(self.claims, p, together)) is not None)
        kept = _by_claim(h for p in stay if (h := home_of(self.claims, p, together)) is not None)
        both = [k for k in off if kept.get(k, set()) - off[k]]
        if not both:
            return None
        best = max(both, key=lambda k: (len(off[k]), len(kept[k]), -k))
        return best, off[best]

    # ------------------------------------------------------------ reject

    def _reject(self, found: Found) -> tuple[bool, str]:
        homes = [home_of(self.claims, p, found.places) for p in found.places]
        held = _by_claim(h for h in homes if h is not None)
        # Of two claims that hold one word each nothing is to be rejected: they are regrouped.
        alone = len(found.decision.anchors) == 1
        whole = {k: own for k, own in held.items() if alone or len(own) > 1}
        more = beside(found.places, found.lost, self._labels)
        if not whole:
            return True, already_apart() + more
        gone: list[Claim] = []
        left: list[Claim] = []
        for number, own in sorted(whole.items()):
            claim = self.claims[number]
            off = [e for k, e in enumerate(claim.evidence) if k in own]
            rest = [e for k, e in enumerate(claim.evidence) if k not in own]
            if len(own) >= HALF * len(claim.evidence):
                off, rest = list(claim.evidence), []
            if alone or claim.standing is Standing.SINGLE_SOURCE:
                self._dropped |= {(e.report, e.sentence) for e in off}
            else:
                self._freed += off
            gone.append(claim)
            if rest:
                left.append(self._kept(claim, rest, found.decision))
        self._replace(whole, left)
        return True, rejected(gone, left) + more

    def give_back(self) -> None:
        """Sentences that no claim holds any more stand again as statements of one report."""
        for one in self._freed:
            place = (one.report, one.sentence)
            if place in self._dropped or self._taken(*place):
                continue
            made = self._make.single(*place)
            if made is not None:
                self.claims.append(made)

    def _taken(self, report: str, sentence: Span) -> bool:
        return any(
            e.report == report and e.span.overlaps(sentence)
            for c in self.claims
            for e in c.evidence
        )

    # ------------------------------------------------------------ one origin

    def say_one_origin(self, located: Located) -> None:
        """Mark the claims whose count of origins the user's word has lowered."""
        without = self._tracing.undecided()
        ones = [f for f in located.found if f.decision.kind is DecisionKind.ONE_ORIGIN]
        lowered = dict.fromkeys((f.decision.id for f in ones), 0)
        groups = {f.decision.id: located.group(f.places[0].report) for f in ones if f.places}
        for k, claim in enumerate(self.claims):
            reports = {e.report for e in claim.evidence}
            found = [f.decision for f in ones if _concerns(groups, f.decision, reports)]
            carrying = [e for e in claim.evidence if e.stance == "asserts"] or claim.evidence
            now = self._tracing.independent_evidence(carrying)
            if not found or len(now) == len(without.independent_evidence(carrying)):
                continue
            for decision in found:
                lowered[decision.id] += 1
                claim = _decided(claim, decision)  # noqa: PLW2901 - the claim goes on
            if claim.standing is Standing.ONE_ORIGIN:
                tied = sorted(reports & frozenset().union(*(groups[d.id] for d in found)))
                who = " and ".join(self._labels[r] for r in tied)
                claim = replace(claim, why=f"{claim.why}; you said that {who} are one origin")  # noqa: PLW2901
            self.claims[k] = claim
        for one in ones:
            group = groups.get(one.decision.id, frozenset())
            if len({p.report for p in one.places}) > 1:
                names = [self._labels[r] for r in sorted(group)]
                said = one_origin_said(names, lowered[one.decision.id])
                self.origin_outcomes[one.decision.id] = said + beside(
                    one.places, one.lost, self._labels
                )

    # ------------------------------------------------------------ claims in and out

    def _replace(self, old: Iterable[int], new: Iterable[Claim]) -> None:
        gone = set(old)
        self.claims = [c for k, c in enumerate(self.claims) if k not in gone]
        self.claims += new


def _concerns(groups: dict[str, frozenset[str]], decision: Decision, reports: set[str]) -> bool:
    return len(groups.get(decision.id, frozenset()) & reports) > 1


def _sides(places: Sequence[Place]) -> dict[int, list[Place]]:
    out: dict[int, list[Place]] = {}
    for place in places:
        out.setdefault(place.anchor.part, []).append(place)
    return out


def _by_claim(homes: Iterable[Home]) -> dict[int, set[int]]:
    out: dict[int, set[int]] = {}
    for home in homes:
        out.setdefault(home.claim, set()).add(home.evidence)
    return out


def _decided(claim: Claim, decision: Decision) -> Claim:
    return replace(claim, decided=tuple(dict.fromkeys((*claim.decided, decision.id))))

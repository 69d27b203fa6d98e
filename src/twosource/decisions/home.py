"""Which piece of which claim holds the words that a decision is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twosource.decisions.anchors import Place
    from twosource.model import Claim, Evidence

__all__ = ["Home", "home_of"]

NEAR = 0.5  # of both stretches together that must be common, unless one lies in the other


@dataclass(frozen=True, slots=True)
class Home:
    """A piece of evidence by its index, in a claim by its index."""

    claim: int
    evidence: int


def home_of(claims: Sequence[Claim], place: Place, together: Sequence[Place]) -> Home | None:
    """The evidence that holds a place's words, None where none does.

    Among several: the one that gives the same answer; then that of the claim which holds most of
    the places that belong `together`; then the one whose words fit best.
    """
    best: tuple[tuple[bool, int, float, int], Home] | None = None
    for home, fit in _holding(claims, place):
        evidence = claims[home.claim].evidence[home.evidence]
        company = sum(any(_fit(e, o) for e in claims[home.claim].evidence) for o in together)
        rank = (evidence.value == place.anchor.value, company, fit, -home.claim)
        if best is None or rank > best[0]:
            best = rank, home
    return None if best is None else best[1]


def _holding(claims: Sequence[Claim], place: Place) -> Iterator[tuple[Home, float]]:
    for k, claim in enumerate(claims):
        for j, evidence in enumerate(claim.evidence):
            fit = _fit(evidence, place)
            if fit:
                yield Home(k, j), fit


def _fit(evidence: Evidence, place: Place) -> float:
    """How much of both stretches is common, 0 to 1; 0 where that is too little."""
    if evidence.report != place.report or place.span is None:
        return 0.0
    one, two = evidence.span, place.span
    common = min(one.end, two.end) - max(one.start, two.start)
    if common <= 0:
        return 0.0
    share = common / (max(one.end, two.end) - min(one.start, two.start))
    return share if share >= NEAR or one.contains(two) or two.contains(one) else 0.0

"""Which claims hold words already, through an index of their evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.model import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from twosource.model import Claim, Evidence

__all__ = ["UNCERTAIN", "Held", "not_held"]

UNCERTAIN = "match-uncertain"  # the rule of claims that more evidence cannot make less sure


class Held:
    """Some claims, by the words that are their evidence."""

    def __init__(self, claims: Iterable[Claim] = ()) -> None:
        self._by_report: dict[str, list[tuple[int, Evidence]]] = {}
        self._claims = 0
        for claim in claims:
            self.add(claim)

    def add(self, claim: Claim) -> None:
        """One more claim."""
        for e in claim.evidence:
            self._by_report.setdefault(e.report, []).append((self._claims, e))
        self._claims += 1

    def say(self, claim: Claim) -> bool:
        """Whether every piece of a claim's evidence overlaps that of one of these; what differs
        says more than they do.
        """
        if claim.standing in {Standing.DENIED, Standing.UPDATED, Standing.CONFLICTING}:
            return False
        first, *rest = claim.evidence
        left = set(self._over(first))
        for e in rest:
            if not left:
                break
            left.intersection_update(self._over(e))
        return bool(left)

    def _over(self, evidence: Evidence) -> Iterator[int]:
        """The claims that have evidence over the same words."""
        for k, other in self._by_report.get(evidence.report, ()):
            if other.span.overlaps(evidence.span):
                yield k


def not_held(claims: Sequence[Claim]) -> list[Claim]:
    """The claims without those of uncertain match of which a larger such one has all evidence."""
    unsure = sorted(
        (k for k, c in enumerate(claims) if c.rule == UNCERTAIN),
        key=lambda k: (-len(claims[k].evidence), k),
    )
    kept = Held()
    held = set()
    for k in unsure:
        if kept.say(claims[k]):
            held.add(k)
        else:
            kept.add(claims[k])
    return [c for k, c in enumerate(claims) if k not in held]

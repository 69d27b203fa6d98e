"""The standings in their order, with what was found for each up to the one that holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.dossier.wording import count, joined
from twosource.model import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twosource.model import Claim

__all__ = ["ORDER", "Step", "steps_of"]

# The order in which rules decide (docs/standings.md), not the one in which claims are shown.
ORDER = (
    Standing.DENIED,
    Standing.UPDATED,
    Standing.CONFLICTING,
    Standing.CORROBORATED,
    Standing.ONE_ORIGIN,
    Standing.SINGLE_SOURCE,
)


@dataclass(frozen=True, slots=True)
class Step:
    """A standing, whether it holds, and what was found: plain words without a full stop."""

    standing: Standing
    holds: bool
    found: str


def steps_of(claim: Claim, names: Mapping[str, str], rivals: int) -> tuple[Step, ...]:
    """The steps of a claim's standing; `names` are what to call reports, `rivals` how many pairs
    of its numbers exclude each other.
    """
    out = []
    for standing in ORDER:
        if standing is claim.standing:
            out.append(Step(standing, holds=True, found=f"{claim.rule}: {claim.why}"))
            break
        out.append(Step(standing, holds=False, found=_not(standing, claim, names, rivals)))
    return tuple(out)


def _not(standing: Standing, claim: Claim, names: Mapping[str, str], rivals: int) -> str:
    """Why a standing before the one that holds does not."""
    reports = list(dict.fromkeys(e.report for e in claim.evidence))
    if standing is Standing.DENIED:
        return _not_denied(claim, names)
    if standing is Standing.ONE_ORIGIN or len(reports) < 2:
        return f"one report carries it: {joined(names[r] for r in reports)}"
    if standing is Standing.UPDATED:
        known = "neither the times of publication nor the words show that a report knows more"
        return known if claim.standing is Standing.CONFLICTING else "no answer replaces another"
    if standing is Standing.CONFLICTING:
        return _not_conflicting(claim, rivals)
    if claim.rule == "match-uncertain":
        return "two or more origins carry it, but it is not sure that they say the same"
    number = count(len(claim.origins), "origin")
    return f"fewer than two independent origins are known ({number})"


def _not_denied(claim: Claim, names: Mapping[str, str]) -> str:
    denying = [e for e in claim.evidence if e.stance == "denies"]
    if not denying:
        return "nobody rejects it"
    who = joined(dict.fromkeys(e.speaker or names[e.report] for e in denying))
    return f"{who} denies it, but nobody else asserts it here"


def _not_conflicting(claim: Claim, rivals: int) -> str:
    if rivals:
        return f"{count(rivals, 'pair')} of its numbers differ, but no rule makes them rivals"
    return "no two answers exclude each other" if claim.values else "no rule finds them apart"

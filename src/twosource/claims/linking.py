"""The links of a claim whose evidence has changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.model import Claim, Evidence, Link

__all__ = ["links_between", "weakest"]


def links_between(claims: Sequence[Claim], evidence: Sequence[Evidence]) -> tuple[Link, ...]:
    """The claims' links between what is left of their evidence, by its new indices."""
    place = {(e.report, e.start, e.end, e.value): k for k, e in enumerate(evidence)}
    out = []
    for claim in claims:
        new = [place.get((e.report, e.start, e.end, e.value)) for e in claim.evidence]
        for link in claim.links:
            a, b = new[link.a], new[link.b]
            if a is None or b is None or a == b:
                continue
            if a < b:
                out.append(replace(link, a=a, b=b))
            else:
                same = tuple((two, one) for one, two in link.same)
                out.append(replace(link, a=b, b=a, same=same))
    return tuple(sorted(out, key=lambda link: (link.a, link.b)))


def weakest(links: Sequence[Link], pieces: int) -> float:
    """The weakest of the links that are needed to hold the pieces together; 0 where they do not."""
    home = list(range(pieces))
    least, groups = 1.0, pieces
    for link in sorted(links, key=lambda link: -link.score):
        one, two = home[link.a], home[link.b]
        if one != two:
            home = [one if h == two else h for h in home]
            least, groups = min(least, link.score), groups - 1
    return least if groups == 1 else 0.0

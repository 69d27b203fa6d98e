"""The links of a claim whose evidence has changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twosource.model import Claim, Evidence, Link

__all__ = ["links_between", "pieces_left", "weakest"]


def links_between(claims: Sequence[Claim], evidence: Sequence[Evidence]) -> tuple[Link, ...]:
    """The claims' links between what is left of their evidence, by its new indices."""
    place = {(e.report, e.start, e.end, e.value): k for k, e in enumerate(evidence)}
    out: list[Link] = []
    for claim in claims:
        new = [place.get((e.report, e.start, e.end, e.value)) for e in claim.evidence]
        out += _moved(claim.links, new)
    return tuple(sorted(out, key=lambda link: (link.a, link.b)))


def pieces_left(before: Sequence[Evidence], after: Sequence[Evidence]) -> list[int]:
    """Of each piece of a claim's evidence, once some are left out and the rest has its order and
    answers, the index that it had before. Links are chosen after that: a piece that was left out
    holds nothing together.
    """
    by_answer = {(e.report, e.start, e.end, e.value): k for k, e in enumerate(before)}
    by_words = {(e.report, e.start, e.end): k for k, e in enumerate(before)}
    return [
        by_answer.get((e.report, e.start, e.end, e.value), by_words[e.report, e.start, e.end])
        for e in after
    ]


def _moved(links: Sequence[Link], new: Sequence[int | None]) -> Iterator[Link]:
    """Links of which both ends are still there, by the new index of each piece of evidence."""
    for link in links:
        a, b = new[link.a], new[link.b]
        if a is None or b is None or a == b:
            continue
        if a < b:
            yield replace(link, a=a, b=b)
        else:
            yield replace(link, a=b, b=a, same=tuple((two, one) for one, two in link.same))


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

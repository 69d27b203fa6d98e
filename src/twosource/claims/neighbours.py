"""What the other pairs of a story say of a pair of sentences, as numbers with names.

Two sentences that both state what a third report's sentence states probably state the same; one
of which a third report's sentence is near and the other is not, probably not. Sentences that
follow one another in one report often follow one another in the next.
"""

from __future__ import annotations

import math
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twosource.claims.terms import Story

__all__ = ["NAMES", "features"]

NEAR = 0.05  # pairs less probable than this are no neighbours; most pairs are

NAMES = (
    "logit",
    "through_one",
    "through_three",
    "through_all",
    "apart_high",
    "apart_low",
    "rival_high",
    "rival_low",
    "rival_ahead",
    "before",
    "after",
    "beside",
    "all_high",
    "all_low",
    "best_high",
    "best_low",
)


def features(story: Story, found: Mapping[tuple[int, int], float]) -> list[list[float]]:
    """One row for each pair of units in `found`, in its order; `found` holds the probability that
    a pair states the same thing, by its own words alone.
    """
    near: list[dict[int, float]] = [{} for _ in story.units]
    for (a, b), p in found.items():
        if p >= NEAR:
            near[a][b] = near[b][a] = p
    best = [_best(story, row) for row in near]
    place = {(u.report, u.sentence): k for k, u in enumerate(story.units)}
    return [
        [
            math.log(p / (1 - p)),
            *_through(story, near, a, b),
            *_rivals(story, best, a, b, p),
            *_around(story, near, place, a, b),
            *_pair(sum(near[a].values()) / 10, sum(near[b].values()) / 10),
            *_pair(max(near[a].values(), default=0.0), max(near[b].values(), default=0.0)),
        ]
        for (a, b), p in found.items()
    ]


def _pair(one: float, two: float) -> list[float]:
    return [max(one, two), min(one, two)]


def _best(story: Story, row: Mapping[int, float]) -> dict[int, list[tuple[float, int]]]:
    """The two most probable partners of a unit in each report."""
    out: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for unit, p in row.items():
        out[story.units[unit].report].append((p, unit))
    return {report: sorted(rows, reverse=True)[:2] for report, rows in out.items()}


def _through(story: Story, near: list[dict[int, float]], a: int, b: int) -> list[float]:
    """Units near both, and the strongest that is near one of the two alone, in other reports."""
    of_a, of_b = near[a], near[b]
    shared = sorted((min(of_a[c], of_b[c]) for c in of_a.keys() & of_b.keys()), reverse=True)
    own = {story.units[a].report, story.units[b].report}
    apart = [
        max(
            (
                p * (1 - other.get(c, 0.0))
                for c, p in one.items()
                if story.units[c].report not in own
            ),
            default=0.0,
        )
        for one, other in ((of_a, of_b), (of_b, of_a))
    ]
    return [shared[0] if shared else 0.0, sum(shared[:3]), sum(shared), *_pair(*apart)]


def _rivals(
    story: Story, best: list[dict[int, list[tuple[float, int]]]], a: int, b: int, p: float
) -> list[float]:
    """The best other partner of each in the report of the other."""
    out = []
    for one, other in ((a, b), (b, a)):
        rows = best[one].get(story.units[other].report, ())
        out.append(next((q for q, unit in rows if unit != other), 0.0))
    return [*_pair(*out), max(out) - p]


def _around(
    story: Story,
    near: list[dict[int, float]],
    place: Mapping[tuple[int, int], int],
    a: int,
    b: int,
) -> list[float]:
    """The pairs of sentences just before, just after, and of one with a neighbour of the other."""
    one, two = story.units[a], story.units[b]

    def at(x: int, y: int) -> float:
        left = place.get((one.report, one.sentence + x))
        right = place.get((two.report, two.sentence + y))
        return 0.0 if left is None or right is None else near[left].get(right, 0.0)

    return [at(-1, -1), at(1, 1), max(at(0, 1), at(0, -1), at(1, 0), at(-1, 0))]

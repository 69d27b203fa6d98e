"""Which statements of all reports say the same, where they differ, and how each claim stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.claims.alignment import aligned, alike, parts
from twosource.claims.compose import Composer
from twosource.claims.numbers import Numbers
from twosource.claims.order import in_order
from twosource.claims.recall import recalled
from twosource.claims.terms import story_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from twosource.claims.terms import Story
    from twosource.model import Claim, Reading
    from twosource.origins.independence import Tracing
    from twosource.stories.entities import Entities

__all__ = ["find"]


def find(
    readings: Sequence[Reading],
    entities: Entities,
    tracing: Tracing,
    *,
    more_candidates: Callable[[Story, Sequence[Reading]], Iterable[tuple[int, int]]] | None = None,
) -> tuple[Claim, ...]:
    """All claims of one story: differences first, then what is carried by most reports.

    `more_candidates` proposes pairs of the story's units to weigh beside those of the index.
    """
    story = story_of(readings, entities)
    near = alike(story)
    found_near = aligned(story, near)
    if more_candidates is not None:
        near, found_near = recalled(story, near, found_near, more_candidates(story, readings))
    material = (
        readings,
        entities,
        tracing,
        story,
        near,
        found_near,
        parts(story, readings),
        {r.report.id: r for r in readings},
    )
    quantities, composer = Numbers(*material).claims(), Composer(*material)
    shared = [*quantities, *composer.statement_claims(quantities)]
    claims = [*shared, *composer.single_claims(shared)]
    return in_order(claims, readings)

"""More candidate pairs than the index finds, from elsewhere, weighed as all others are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.claims.alignment import aligned, alike

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from twosource.claims.terms import Story

__all__ = ["recalled"]

Pair = tuple[int, int]


def recalled(
    story: Story, near: Mapping[Pair, float], found: Mapping[Pair, float], more: Iterable[Pair]
) -> tuple[dict[Pair, float], dict[Pair, float]]:
    """What `alike` and `aligned` give, with further pairs of units beside.

    The pairs that were there keep their probabilities to the last bit: nothing that proposes pairs
    has a say in them.
    """
    extra = sorted({(min(p), max(p)) for p in more} - near.keys())
    if not extra:
        return dict(near), dict(found)
    weighed = alike(story, [*near, *extra])
    wide = {pair: near.get(pair, weighed[pair]) for pair in sorted({*near, *extra})}
    around = aligned(story, wide)
    return wide, {pair: found.get(pair, around[pair]) for pair in wide}

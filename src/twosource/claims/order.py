"""The order in which claims are shown and numbered."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from twosource.model import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twosource.model import Claim, Reading

__all__ = ["in_order"]

ORDER = (
    Standing.DENIED,
    Standing.CONFLICTING,
    Standing.UPDATED,
    Standing.CORROBORATED,
    Standing.ONE_ORIGIN,
    Standing.SINGLE_SOURCE,
)


def in_order(claims: Iterable[Claim], readings: Sequence[Reading]) -> tuple[Claim, ...]:
    """The claims with their ids C1, C2 …: differences first, then what most reports carry."""
    place = {r.report.id: k for k, r in enumerate(readings)}
    found = sorted(
        claims,
        key=lambda c: (
            ORDER.index(c.standing),
            -len({e.report for e in c.evidence}),
            place[c.evidence[0].report],
            c.evidence[0].start,
            c.evidence[0].end,
            c.kind,
        ),
    )
    return tuple(replace(c, id=f"C{k}") for k, c in enumerate(found, 1))

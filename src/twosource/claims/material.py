"""What the claims of one story are made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from twosource.claims.contrast import contrasts
from twosource.claims.weights import thresholds

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twosource.claims.alignment import Part
    from twosource.claims.terms import Story
    from twosource.model import Evidence, Reading
    from twosource.origins.independence import Tracing
    from twosource.stories.entities import Entities

__all__ = ["UNNUMBERED", "Material", "in_order_of"]

UNNUMBERED = ""  # claims get their numbers once they are in order


@dataclass(frozen=True)
class Material:
    """Everything that the claims of one story are made of."""

    readings: Sequence[Reading]
    entities: Entities
    tracing: Tracing
    story: Story
    alike: Mapping[tuple[int, int], float]  # pairs of units: how probable by their words alone
    found: Mapping[tuple[int, int], float]  # and in the light of the story's other pairs
    spans: Sequence[Sequence[Part]]
    by_id: Mapping[str, Reading]  # the readings by their reports' ids

    def sure(
        self,
        parts: Sequence[Part],
        evidence: Sequence[Evidence],
        weakest: float,
        *,
        one_number: bool = False,
    ) -> bool:
        """Whether what asserts a claim surely says the same."""
        asserting = [p for p, e in zip(parts, evidence, strict=True) if e.stance == "asserts"]
        return weakest >= thresholds().sure and not contrasts(
            self.story, self.readings, asserting, one_number=one_number
        )

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Where each report stands in the order of the readings, by its id."""
        return {report: k for k, report in enumerate(self.by_id)}


def in_order_of(place: Mapping[str, int], evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """In the order of the reports, by their ids' `place`, and of their texts; of two pieces one in
    the other the shorter.
    """
    unique = {(e.report, e.start, e.end, e.value): e for e in evidence}.values()
    kept = [
        e
        for e in unique
        if not any(
            o is not e
            and o.report == e.report
            and o.value == e.value
            and o.stance == e.stance
            and e.span.contains(o.span)
            for o in unique
        )
    ]
    return tuple(sorted(kept, key=lambda e: (place[e.report], e.start, e.end)))

"""A quantity while it is being read, before its offsets refer to the report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from twosource.reading.quantities.units import Unit

__all__ = ["Draft"]


@dataclass(slots=True)
class Draft:
    """The pieces [first, last) hold the figure with its unit; [outer, reach) also its hedges.

    `figure` is the piece that the number itself begins at.
    """

    first: int
    last: int
    outer: int
    reach: int
    figure: int
    low: float
    high: float
    form: str  # digits, words, vague, fraction, ordinal
    unit: Unit | None = None
    rule: str = ""
    hedge: str = ""
    change: Literal["", "rise", "fall"] = ""
    is_range: bool = False
    age: bool = False
    counted: str = ""
    counted_start: int = -1  # in characters of the block
    counted_end: int = -1
    same_as: int | None = None  # index within the block
    whole: int | None = None  # index within the block

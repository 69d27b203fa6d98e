"""Outlet, byline and date, from the lines about the headline. Nothing is guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.intake.dates import find_date
from twosource.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.model import Block

__all__ = ["Found", "find_metadata"]


@dataclass(frozen=True, slots=True)
class Found:
    """What the text says of itself; None where it does not say."""

    outlet: str | None = None
    byline: str | None = None
    published: str | None = None


def find_metadata(text: str, blocks: Sequence[Block]) -> Found:
    """Read the lines before and after the headline that are not compared."""
    for b in blocks[:12]:
        if b.kind is BlockKind.PROMO:
            day = find_date(text[b.start : b.end])
            if day:
                return Found(published=day)
    return Found()

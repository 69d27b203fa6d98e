"""News agencies that a report credits for itself, not those that it cites."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.model import Block

__all__ = ["credited_agencies"]


def credited_agencies(
    text: str, blocks: Sequence[Block], byline: str | None = None
) -> tuple[str, ...]:
    """The usual names of the agencies credited, in the order of the text."""
    return ()

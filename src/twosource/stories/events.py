"""Which reports are of one event."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twosource.model import Report

__all__ = ["by_story"]


def by_story(reports: Iterable[Report]) -> dict[str, list[Report]]:
    """Reports by the story that they were said to belong to, both in the order given.

    Reports that name no story are one story, under "".
    """
    stories: dict[str, list[Report]] = {}
    for report in reports:
        stories.setdefault(report.story or "", []).append(report)
    return stories

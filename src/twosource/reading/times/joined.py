"""A clock time and the day right beside it are one expression: "8 p.m. Tuesday"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.reading.times.clock import RULES as CLOCK_RULES
from twosource.reading.times.raw import Raw

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twosource.reading.times.resolve import Resolved

__all__ = ["joined"]


def joined(
    text: str, found: Sequence[Raw], answers: Sequence[Resolved]
) -> Iterator[tuple[Raw, Resolved]]:
    """The expressions of one paragraph with their meanings, neighbours of that kind made one."""
    k = 0
    while k < len(found):
        raw, answer = found[k], answers[k]
        if k + 1 < len(found) and _beside(text, raw, found[k + 1], answer, answers[k + 1]):
            clock = answer if raw.rule in CLOCK_RULES else answers[k + 1]
            raw, answer = Raw(raw.start, found[k + 1].end, "clock", raw.parts), clock
            k += 1
        k += 1
        yield raw, answer


def _beside(text: str, one: Raw, two: Raw, first: Resolved, second: Resolved) -> bool:
    """Whether one is a clock time and the other its day, with nothing but a space between."""
    if (one.rule in CLOCK_RULES) == (two.rule in CLOCK_RULES):
        return False
    between = text[one.end : two.start]
    comma = between == ", " and {"month", "numeric"} & {one.rule, two.rule}
    if (between.strip() and not comma) or "\n" in between:
        return False
    days = [(answer.value or "").split("T", 1)[0] for answer in (first, second)]
    return len(days[0]) == 10 and days[0] == days[1] and first.type != "SET" != second.type

"""Neighbours that are one expression: "8 p.m. Tuesday", "two years and three months"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from twosource.reading.times.clock import RULES as CLOCK_RULES
from twosource.reading.times.raw import Raw
from twosource.reading.times.resolve import Resolved

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["joined"]

_LENGTH = re.compile(r"P(?P<clock>T?)(?P<count>\d+)(?P<unit>[A-Z])")
_UNITS = ("Y", "M", "W", "D", "TH", "TM", "TS")


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
        elif k + 1 < len(found) and _adds_up(text, raw, found[k + 1]):
            sum_of_both = _sum(answer, answers[k + 1])
            if sum_of_both:
                raw = Raw(raw.start, found[k + 1].end, "duration", raw.parts)
                answer = Resolved("DURATION", sum_of_both, "text")
                k += 1
        k += 1
        yield raw, answer


def _adds_up(text: str, one: Raw, two: Raw) -> bool:
    between = text[one.end : two.start]
    return one.rule == two.rule == "duration" and between in {" and ", ", ", " ", ", and "}


def _sum(one: Resolved, two: Resolved) -> str:
    """The length of "six hours and ten minutes"; "" where the second is no part of the first."""
    first, second = (_LENGTH.fullmatch(answer.value or "") for answer in (one, two))
    if first is None or second is None:
        return ""
    big, small = (f"{m['clock']}{m['unit']}" for m in (first, second))
    if big not in _UNITS or small not in _UNITS or _UNITS.index(small) <= _UNITS.index(big):
        return ""
    clock = "" if first["clock"] else second["clock"]
    return f"{one.value}{clock}{second['count']}{second['unit']}"


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

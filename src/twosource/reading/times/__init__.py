"""Times of one report as TIMEX3, and the days that they may mean.

recognise.py finds the words (patterns.py is the grammar, guards.py says what only looks like a
time), resolve.py gives them a value from the state of the text (state.py): the publication date, a
dateline, or, without either, the dates that the text itself spells out.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from twosource.model import TimeExpression
from twosource.reading.times.calendar import days_of
from twosource.reading.times.clock import RULES as CLOCK_RULES
from twosource.reading.times.clock import time_of_day
from twosource.reading.times.joined import joined
from twosource.reading.times.raw import Case
from twosource.reading.times.recognise import recognise
from twosource.reading.times.resolve import Resolved, resolve
from twosource.reading.times.state import start
from twosource.reading.times.tense import Tenses

if TYPE_CHECKING:
    from twosource.reading.parse import Parsed, ParsedBlock
    from twosource.reading.times.raw import Raw
    from twosource.reading.times.state import State

__all__ = ["find"]

_NEAR = 120  # characters in which a clock time looks for its day
_LATE = frozenset({"TEV", "TNI"})
_MORNING = "06"  # a later hour may well be that of the same day


def find(parsed: Parsed) -> tuple[TimeExpression, ...]:
    """The time expressions of one report in the order of its text, offsets in code points.

    With a publication date (or a dateline that spells one out) relative times stand on it, and on
    the dates beside them; without, in a history, on the last date that the text itself spells out.
    What nothing anchors keeps a value with X in it ("XXXX-WXX-3") and no days.
    """
    found = [recognise(part.pieces) for part in parsed.docs]
    state = start(parsed, found)
    out: list[TimeExpression] = []
    for part, raws in zip(parsed.docs, found, strict=True):
        state.written_year = ""
        if raws:
            out.extend(_block(part, raws, state))
    return tuple(out)


def _block(part: ParsedBlock, found: list[Raw], state: State) -> list[TimeExpression]:
    tenses = Tenses(part.words)
    entering = state.context
    answers: list[Resolved | None] = [
        None
        if raw.rule in CLOCK_RULES
        else resolve(Case(raw, state, partial(tenses.at, raw.start)))
        for raw in found
    ]
    full = [
        answer or _clock(raw, found, answers, state, entering)
        for raw, answer in zip(found, answers, strict=True)
    ]
    out = []
    for raw, answer in joined(part.words.text, found, full):
        out.append(
            TimeExpression(
                start=part.offset + raw.start,
                end=part.offset + raw.end,
                type=answer.type,
                value=answer.value,
                first=answer.first.isoformat() if answer.first else None,
                last=answer.last.isoformat() if answer.last else None,
                anchor=answer.anchor,
            )
        )
    return out


def _clock(
    raw: Raw,
    found: list[Raw],
    answers: list[Resolved | None],
    state: State,
    entering: str,
) -> Resolved:
    """A clock time with the day that stands nearest to it, else that of the context."""
    best: tuple[int, str, str] | None = None
    for other, answer in zip(found, answers, strict=True):
        if answer is None or not answer.value or answer.type not in ("DATE", "TIME"):
            continue
        day = answer.value.split("T", 1)[0]
        if len(day) != 10 or "X" in day:
            continue
        gap = raw.start - other.end if other.end <= raw.start else other.start - raw.end
        if 0 <= gap <= _NEAR and (best is None or gap < best[0]):
            if other.end <= raw.start and _night_has_passed(answer.value, raw, day):
                day = _next_day(day, state)
            best = gap, day, answer.anchor
    if best is not None:
        day, anchor = best[1], best[2]
    elif len(entering) == 10 and (state.narrative or state.now is not None):
        day, anchor = entering, "context"
    elif state.now is not None:
        day, anchor = state.now.isoformat(), state.now_anchor
    else:
        day, anchor = "XXXX-XX-XX", ""
    days = days_of(day)
    first, last = days if days is not None else (None, None)
    return Resolved("TIME", f"{day}T{time_of_day(raw, day)}", anchor, first=first, last=last)


def _night_has_passed(value: str, raw: Raw, day: str) -> bool:
    """As in "left on Monday evening and arrived at 4 a.m."."""
    return value[10:] in _LATE and time_of_day(raw, day)[:2] < _MORNING


def _next_day(day: str, state: State) -> str:
    """The day after, unless the report had not yet seen it."""
    later = date.fromisoformat(day) + timedelta(days=1)
    return day if state.now is not None and later > state.now else later.isoformat()

"""Times that stand on another: "last month", "the following day", "three years ago"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from twosource.reading.times.calendar import iso_week
from twosource.reading.times.candidate import words_of
from twosource.reading.times.lengths import count_of
from twosource.reading.times.lexicon import table
from twosource.reading.times.shifting import open_value, part_code, shift, shift_year, truncate

if TYPE_CHECKING:
    from collections.abc import Callable

    from twosource.reading.times.raw import Answer, Case
    from twosource.reading.times.state import State

__all__ = ["RULES"]

_ON_CONTEXT = ("that", "same", "following", "previous", "preceding", "subsequent", "very")


def _base(rel: str, state: State) -> tuple[str, str]:
    """The value that the words stand on: the context, or the day the report speaks from."""
    on_context = any(w in rel.split() for w in _ON_CONTEXT) or rel.startswith("the next")
    if state.now is not None and (not on_context or not state.context):
        return state.now.isoformat(), state.now_anchor
    return state.context, "context" if state.context else ""


def _by(rel: str) -> int:
    words = rel.split()
    if any(w in words for w in ("last", "previous", "preceding", "past")):
        return -1
    return 1 if any(w in words for w in ("next", "following", "coming", "subsequent")) else 0


def _relative(case: Case) -> Answer:  # noqa: PLR0911 - one a kind of word
    parts = case.parts
    rel = " ".join(parts["rel"].lower().split())
    value, anchor = _base(rel, case.state)
    by = _by(rel)
    if "month" in parts:
        return _relative_month(parts["month"], by, case.state)
    if "weekday" in parts:
        return _relative_weekday(parts["weekday"], by, value, anchor, parts.get("tail", ""))
    if "part" in parts:
        day = shift(value, "day", by)
        code = part_code(parts["part"])
        return "TIME", f"{day or 'XXXX-XX-XX'}T{code}", anchor if day else "", bool(day)
    unit = parts["unit"].lower()
    if unit in ("hour", "minute", "second"):
        return "TIME", "XXXX-XX-XXTXX", "", False
    moved = shift(value, "day" if unit == "night" else unit, by)
    if unit == "night":
        return "TIME", (moved or "XXXX-XX-XX") + "TNI", anchor if moved else "", bool(moved)
    code = part_code(parts.get("tail", ""))
    if code and len(moved) >= 10:
        return "TIME", f"{moved}T{code}", anchor, True
    return "DATE", moved or open_value(unit), anchor if moved else "", bool(moved)


def _relative_month(name: str, by: int, state: State) -> Answer:
    month = table()["months"][name.lower()]
    if state.now is None:
        year = state.context_year
        value = f"{shift_year(year, by) if year else 'XXXX'}-{month:02d}"
        return "DATE", value, "context" if year else "", bool(year)
    year_number = state.now.year
    if by < 0 and month >= state.now.month:
        year_number -= 1
    elif by > 0 and month <= state.now.month:
        year_number += 1
    return "DATE", f"{year_number:04d}-{month:02d}", state.now_anchor, True


def _relative_weekday(name: str, by: int, value: str, anchor: str, tail: str) -> Answer:
    number = table()["weekdays"][name.lower()]
    code = part_code(tail)
    if len(value) < 10 or value.startswith("BC"):
        return "DATE", f"XXXX-WXX-{number}", "", False
    base = date.fromisoformat(value[:10])
    if by < 0:
        day = base - timedelta(days=(base.isoweekday() - number) % 7 or 7)
    elif by > 0:
        day = base + timedelta(days=(number - base.isoweekday()) % 7 or 7)
    else:
        day = base + timedelta(days=number - base.isoweekday())
    if code:
        return "TIME", f"{day.isoformat()}T{code}", anchor, True
    return "DATE", day.isoformat(), anchor, True


def _the_unit(case: Case) -> Answer:
    unit = case.parts["unit"].lower()
    if case.state.now is not None and not (unit == "day" and case.state.context_day is not None):
        value, anchor = case.state.now.isoformat(), case.state.now_anchor
    else:
        value, anchor = case.state.context, "context"
    moved = shift(value, unit, 0)
    return "DATE", moved or open_value(unit), anchor if moved else "", False


def _day_beside(case: Case) -> Answer:
    unit = case.parts["unit"].lower()
    by = -1 if case.parts["dir"].lower() in ("before", "earlier", "previous", "prior") else 1
    if "word" in case.parts:
        if case.state.now is None:
            return "DATE", "XXXX-XX-XX", "", False
        return (
            "DATE",
            (case.state.now + timedelta(days=2 * by)).isoformat(),
            case.state.now_anchor,
            True,
        )
    # "the day before the vote" stands on an event, not on a date
    event = "event" in case.parts and case.raw.low("dir") in {"before", "after"}
    value, anchor = ("", "") if event else _base("that", case.state)
    moved = shift(value, unit, by)
    code = part_code(unit)
    if code:
        return "TIME", f"{moved or 'XXXX-XX-XX'}T{code}", anchor if moved else "", bool(moved)
    return "DATE", moved or open_value(unit), anchor if moved else "", bool(moved)


def _offset(case: Case) -> Answer:
    unit = case.parts["unit"].lower()
    direction = " ".join(case.parts["dir"].lower().split())
    count = count_of(case.parts["count"]) if "count" in case.parts else None
    if case.raw.rule == "year_earlier":
        count = 1.0
    if count is not None and "half" in case.parts:
        count += 0.5
    back = direction in ("ago", "earlier", "before", "beforehand", "previously", "prior")
    if count is None:
        return "DATE", "PAST_REF" if back else "FUTURE_REF", "", False
    if direction in ("ago", "from now", "hence") or (
        case.state.now is not None and not case.state.context
    ):
        value = case.state.now.isoformat() if case.state.now is not None else case.state.context
        anchor = case.state.now_anchor if case.state.now is not None else "context"
    else:
        value, anchor = case.state.context, "context"
    if unit in ("hour", "minute", "second"):
        day = truncate(value, "day")
        return "TIME", (day or "XXXX-XX-XX") + "TXX:XX", anchor if day else "", False
    steps = count * {"fortnight": 2, "quarter": 1}.get(unit, 1)
    unit = {"fortnight": "week", "night": "day", "weekend": "week"}.get(unit, unit)
    if steps != int(steps):
        steps, unit = (steps * 12, "month") if unit == "year" else (steps * 7, "day")
    by = -int(steps) if back else int(steps)
    moved = shift(value, unit, by)
    return "DATE", moved or open_value(unit), anchor if moved else "", bool(moved)


def _part(case: Case) -> Answer:
    parts = case.parts
    rel = " ".join(parts.get("rel", "").lower().split())
    code = part_code(parts["part"])
    word = parts.get("word", "").lower()
    if word or rel in ("last", "this", "early this", "late last"):
        if case.state.now is None:
            day = case.state.context_day
            anchor = "context"
        else:
            day, anchor = case.state.now, case.state.now_anchor
        if day is None:
            return "TIME", f"XXXX-XX-XXT{code}", "", False
        by = {"tomorrow": 1, "yesterday": -1}.get(word, -1 if "last" in rel else 0)
        return "TIME", f"{(day + timedelta(days=by)).isoformat()}T{code}", anchor, True
    if rel.startswith(
        ("that", "the same", "the next", "the following", "the previous", "early the next")
    ):
        value, anchor = _base(rel.removeprefix("early "), case.state)
        day_value = shift(value, "day", _by(rel))
        return (
            "TIME",
            f"{day_value or 'XXXX-XX-XX'}T{code}",
            anchor if day_value else "",
            bool(day_value),
        )
    day_value = (
        case.state.context if case.state.context_day is not None and rel.startswith("the") else ""
    )
    if day_value:
        return "TIME", f"{day_value[:10]}T{code}", "context", False
    if case.state.now is not None and not rel and parts["part"].lower() in words_of("points"):
        return "TIME", f"{case.state.now.isoformat()}T{code}", case.state.now_anchor, False
    return "TIME", f"XXXX-XX-XXT{code}", "", False


def _weekend(case: Case) -> Answer:
    if case.state.now is None:
        value = shift(case.state.context, "weekend", 0)
        return "DATE", value or "XXXX-WXX-WE", "context" if value else "", False
    weeks = _weekend_by(case.parts["rel"].lower(), case.state.now, case.tense())
    value = iso_week(case.state.now + timedelta(weeks=weeks)) + "-WE"
    return "DATE", value, case.state.now_anchor, True


def _weekend_by(rel: str, now: date, tense: str) -> int:
    """Weeks from that of `now`: "last weekend" is over, "the weekend" goes by the tense."""
    on_it = now.isoweekday() >= 6
    if rel.startswith(("last", "this past", "the previous")):
        return -1
    if rel.startswith(("next", "the following")):
        return 1
    if rel.startswith("the") and not on_it and tense != "future":
        return -1
    # Early in the week "this weekend" may be the one just over.
    return -1 if tense == "past" and not on_it and rel == "this" else 0


RULES: dict[str, Callable[[Case], Answer]] = {
    "relative": _relative,
    "the_unit": _the_unit,
    "day_beside": _day_beside,
    "offset": _offset,
    "bare_offset": _offset,
    "year_earlier": _offset,
    "part": _part,
    "weekend": _weekend,
}

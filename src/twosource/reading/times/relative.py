"""Times that stand on another: "last month", "the following day", "three years ago", "Friday"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from twosource.reading.times.calendar import add_months, iso_week
from twosource.reading.times.lengths import count_of, length
from twosource.reading.times.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Callable

    from twosource.reading.times.raw import Raw
    from twosource.reading.times.state import State

__all__ = [
    "RULES",
    "part_code",
    "weekday",
    "year_beside",
    "year_of_month",
    "year_of_words",
]

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
Answer = tuple[Kind, "str | None", str, bool]

_ON_CONTEXT = ("that", "same", "following", "previous", "preceding", "subsequent", "very")


def part_code(words: str) -> str:
    """MO, AF, EV, NI, MI or a clock time for the words of a part of the day, "" for none."""
    last = words.lower().split()[-1] if words else ""
    last = last.removeprefix("pre-")
    parts: dict[str, str] = table()["parts"]
    return parts.get(last, "")


def _shift_year(year: str, by: int) -> str:
    if year.startswith("BC"):
        return f"BC{int(year[2:]) - by:04d}"
    return f"{int(year) + by:04d}"


def year_of_words(words: str, state: State) -> tuple[str, str]:
    """The year that "of that year" or "last year" means, and its anchor."""
    words = words.lower()
    shift = (
        -1
        if "last" in words or "previous" in words
        else 1
        if "next" in words or "following" in words
        else 0
    )
    on_context = any(w in words for w in ("that", "same", "previous", "following", "the next"))
    if on_context or state.now is None:
        year = state.context_year
        return (_shift_year(year, shift), "context") if year else ("", "")
    return f"{state.now.year + shift:04d}", state.now_anchor


def year_beside(words: str, state: State) -> tuple[str, str]:
    """The year of a season that has none of its own ("last summer", "the spring")."""
    words = words.lower()
    shift = (
        -1
        if "last" in words or "previous" in words
        else 1
        if "next" in words or "following" in words or "coming" in words
        else 0
    )
    if state.now is None or any(w in words for w in _ON_CONTEXT):
        year = state.context_year
        return (_shift_year(year, shift), "context") if year else ("", "")
    return f"{state.now.year + shift:04d}", state.now_anchor


def year_of_month(
    month: int, day: int | None, weekday_number: int | None, state: State, tense: Callable[[], str]
) -> tuple[str, str]:
    """The year of a month or day that is written without one."""
    if state.now is None:
        return state.context_year, "context" if state.context_year else ""
    now = state.now
    if weekday_number is not None and day is not None:
        for year in sorted(range(now.year - 6, now.year + 3), key=lambda y: abs(y - now.year)):
            try:
                if date(year, month, day).isoweekday() == weekday_number:
                    return f"{year:04d}", state.now_anchor
            except ValueError:
                continue
    if state.written_year and state.written_year != f"{now.year:04d}":
        return state.written_year, "context"
    when = tense()
    candidates: list[tuple[int, int]] = []
    for year in (now.year - 1, now.year, now.year + 1):
        try:
            first = date(year, month, day or 1)
        except ValueError:
            continue
        last = first if day else add_months(first, 1) - timedelta(days=1)
        distance = (
            0 if first <= now <= last else (first - now).days if first > now else (last - now).days
        )
        if when == "past" and first > now:
            continue
        if when == "future" and last < now and (now - last).days > 31:
            continue
        candidates.append((abs(distance), year))
    if not candidates:
        return f"{now.year:04d}", state.now_anchor
    return f"{min(candidates)[1]:04d}", state.now_anchor


def weekday(
    number: int, rel: str, state: State, tense: Callable[[], str]
) -> tuple[date | None, str]:
    """The day that a weekday means."""
    if state.now is None:
        day = state.context_day
        if day is None:
            return None, ""
        ahead = (number - day.isoweekday()) % 7
        return day + timedelta(days=ahead), "context"
    now = state.now
    back = (now.isoweekday() - number) % 7
    ahead = (number - now.isoweekday()) % 7
    if rel in ("last", "this past"):
        return now - timedelta(days=back or 7), state.now_anchor
    if rel in ("next", "this coming"):
        return now + timedelta(days=ahead or 7), state.now_anchor
    if tense() == "future":
        return now + timedelta(days=ahead), state.now_anchor
    return now - timedelta(days=back), state.now_anchor


def _truncate(value: str, unit: str) -> str:
    """A value cut to the grain of a unit; "" where it is coarser than that."""
    era = "BC" if value.startswith("BC") else ""
    body = value.removeprefix("BC")
    if unit == "year":
        return era + body[:4] if len(body) >= 4 else ""
    if unit == "month":
        return era + body[:7] if len(body) >= 7 and body[5].isdigit() else ""
    if unit in ("day", "night", "morning", "evening"):
        return era + body[:10] if len(body) >= 10 else ""
    if unit == "decade":
        return era + body[:3] if len(body) >= 3 else ""
    if unit in ("century", "centurie"):
        return era + body[:2]
    if unit in ("week", "weekend") and len(body) >= 10 and not era:
        week = iso_week(date.fromisoformat(body[:10]))
        return week + ("-WE" if unit == "weekend" else "")
    if unit in ("week", "weekend") and body[4:6] == "-W" and body[6:8].isdigit():
        return body[:8] + ("-WE" if unit == "weekend" else "")
    if unit == "quarter" and len(body) >= 7 and body[5:7].isdigit():
        return f"{era}{body[:4]}-Q{(int(body[5:7]) + 2) // 3}"
    return ""


def _open(unit: str) -> str:
    forms: dict[str, str] = table()["open"]
    return forms.get(unit, "XXXX-XX-XX")


def shift(value: str, unit: str, by: int) -> str:
    """A value moved by whole units and cut to the unit's grain; "" where it is too coarse."""
    cut = _truncate(value, unit)
    if not cut or by == 0:
        return cut
    if unit == "year":
        return _shift_year(cut, by)
    if unit == "decade":
        return f"BC{int(cut[2:]) - by:03d}" if cut.startswith("BC") else f"{int(cut) + by:03d}"
    if unit in ("century", "centurie"):
        return (
            cut[:2] + f"{int(cut[2:]) - by:02d}" if cut.startswith("BC") else f"{int(cut) + by:02d}"
        )
    if cut.startswith("BC"):
        return ""
    try:
        if unit == "month":
            return add_months(date.fromisoformat(cut + "-01"), by).isoformat()[:7]
        if unit in ("week", "weekend"):
            monday = date.fromisocalendar(int(cut[:4]), int(cut[6:8]), 1) + timedelta(weeks=by)
            return iso_week(monday) + ("-WE" if unit == "weekend" else "")
        if unit == "quarter":
            first = add_months(date(int(cut[:4]), int(cut[6]) * 3 - 2, 1), 3 * by)
            return f"{first.year:04d}-Q{(first.month + 2) // 3}"
        return (date.fromisoformat(cut) + timedelta(days=by)).isoformat()
    except (ValueError, OverflowError):
        return ""


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


def _relative(raw: Raw, state: State) -> Answer:
    parts = raw.parts
    rel = " ".join(parts["rel"].lower().split())
    value, anchor = _base(rel, state)
    by = _by(rel)
    if "month" in parts:
        return _relative_month(parts["month"], rel, by, state)
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
    return "DATE", moved or _open(unit), anchor if moved else "", bool(moved)


def _relative_month(name: str, rel: str, by: int, state: State) -> Answer:
    month = table()["months"][name.lower()]
    if state.now is None:
        year = state.context_year
        value = f"{_shift_year(year, by) if year else 'XXXX'}-{month:02d}"
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


def _the_unit(raw: Raw, state: State) -> Answer:
    unit = raw.parts["unit"].lower()
    if state.now is not None and not (unit == "day" and state.context_day is not None):
        value, anchor = state.now.isoformat(), state.now_anchor
    else:
        value, anchor = state.context, "context"
    moved = shift(value, unit, 0)
    return "DATE", moved or _open(unit), anchor if moved else "", False


def _day_beside(raw: Raw, state: State) -> Answer:
    unit = raw.parts["unit"].lower()
    by = -1 if raw.parts["dir"].lower() in ("before", "earlier", "previous", "prior") else 1
    if "word" in raw.parts:
        if state.now is None:
            return "DATE", "XXXX-XX-XX", "", False
        return "DATE", (state.now + timedelta(days=2 * by)).isoformat(), state.now_anchor, True
    value, anchor = _base("that", state)
    moved = shift(value, unit, by)
    code = part_code(unit)
    if code:
        return "TIME", f"{moved or 'XXXX-XX-XX'}T{code}", anchor if moved else "", bool(moved)
    return "DATE", moved or _open(unit), anchor if moved else "", bool(moved)


def _offset(raw: Raw, state: State) -> Answer:
    unit = raw.parts["unit"].lower()
    direction = " ".join(raw.parts["dir"].lower().split())
    count = count_of(raw.parts["count"]) if "count" in raw.parts else None
    if count is not None and "half" in raw.parts:
        count += 0.5
    back = direction in ("ago", "earlier", "before", "beforehand", "previously", "prior")
    if count is None:
        return "DATE", "PAST_REF" if back else "FUTURE_REF", "", False
    if direction in ("ago", "from now", "hence") or (state.now is not None and not state.context):
        value = state.now.isoformat() if state.now is not None else state.context
        anchor = state.now_anchor if state.now is not None else "context"
    else:
        value, anchor = state.context, "context"
    if unit in ("hour", "minute", "second"):
        day = _truncate(value, "day")
        return "TIME", (day or "XXXX-XX-XX") + "TXX:XX", anchor if day else "", False
    steps = count * {"fortnight": 2, "quarter": 1}.get(unit, 1)
    unit = {"fortnight": "week", "night": "day", "weekend": "week"}.get(unit, unit)
    if steps != int(steps):
        steps, unit = (steps * 12, "month") if unit == "year" else (steps * 7, "day")
    by = -int(steps) if back else int(steps)
    if unit == "decade" and (moved := shift(value, "year", 10 * by)):
        return "DATE", moved, anchor, True
    moved = shift(value, unit, by)
    return "DATE", moved or _open(unit), anchor if moved else "", bool(moved)


def _part(raw: Raw, state: State) -> Answer:
    parts = raw.parts
    rel = " ".join(parts.get("rel", "").lower().split())
    code = part_code(parts["part"])
    word = parts.get("word", "").lower()
    if word or rel in ("last", "this", "early this", "late last"):
        if state.now is None:
            day = state.context_day
            anchor = "context"
        else:
            day, anchor = state.now, state.now_anchor
        if day is None:
            return "TIME", f"XXXX-XX-XXT{code}", "", False
        by = {"tomorrow": 1, "yesterday": -1}.get(word, -1 if "last" in rel else 0)
        return "TIME", f"{(day + timedelta(days=by)).isoformat()}T{code}", anchor, True
    if rel.startswith(
        ("that", "the same", "the next", "the following", "the previous", "early the next")
    ):
        value, anchor = _base(rel.removeprefix("early "), state)
        day_value = shift(value, "day", _by(rel))
        return (
            "TIME",
            f"{day_value or 'XXXX-XX-XX'}T{code}",
            anchor if day_value else "",
            bool(day_value),
        )
    day_value = state.context if state.context_day is not None and rel.startswith("the") else ""
    if day_value:
        return "TIME", f"{day_value[:10]}T{code}", "context", False
    return "TIME", f"XXXX-XX-XXT{code}", "", False


def _weekend(raw: Raw, state: State) -> Answer:
    if state.now is None:
        value = shift(state.context, "weekend", 0)
        return "DATE", value or "XXXX-WXX-WE", "context" if value else "", False
    return "DATE", _weekend_of(state.now, 0), state.now_anchor, True


def _weekend_of(now: date, by: int) -> str:
    """The weekend that lies on or before a day of Saturday to Thursday, else the coming one."""
    back = now - timedelta(days=(now.isoweekday() - 6) % 7)
    chosen = back if now.isoweekday() != 5 else now + timedelta(days=1)
    return iso_week(chosen + timedelta(weeks=by)) + "-WE"


RULES: dict[str, Callable[[Raw, State], Answer]] = {
    "relative": _relative,
    "the_unit": _the_unit,
    "day_beside": _day_beside,
    "offset": _offset,
    "bare_offset": _offset,
    "part": _part,
    "weekend": _weekend,
}

__all__ += ["length", "shift"]

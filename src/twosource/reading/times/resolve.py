"""From what was read to a TIMEX3 value and days, given what the time may stand on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from twosource.reading.times import lengths, numeric, relative, years
from twosource.reading.times.calendar import days_of
from twosource.reading.times.feasts import day_of_feast
from twosource.reading.times.lexicon import table
from twosource.reading.times.shifting import part_code

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from twosource.reading.times.raw import Answer, Case, Kind, Raw
    from twosource.reading.times.state import State

__all__ = ["Resolved", "resolve"]

_DATES_OF_A_YEAR = frozenset({"month", "season", "quarter", "numeric"})
_ABOUT_EASTER = 4  # the month that tells which year's Easter is meant
_DATED = frozenset({"DATE", "TIME"})
_ANAPHORS = frozenset({"that", "same", "following", "previous", "preceding", "subsequent"})


@dataclass(slots=True)
class Resolved:
    """A value with what it stands on; `first` and `last` only where days are meant."""

    type: Kind
    value: str | None
    anchor: str = ""
    first: date | None = None
    last: date | None = None
    moves: bool = True  # later times of the text may stand on it


def resolve(case: Case) -> Resolved:
    """The meaning of one expression; moves the state's context when it is a date."""
    raw, state = case.raw, case.state
    held = state.context
    if state.now is None and not state.narrative and not _is_anaphoric(raw):
        state.context = ""
    rule = _RULES.get(raw.rule)
    found = rule(case) if rule is not None else _resolved(_ANSWERS[raw.rule](case))
    state.context = state.context or held
    value = found.value or ""
    if _no_such_day(value):
        return Resolved(found.type, None, moves=False)
    if found.type in _DATED and value:
        days = days_of(value, _mod(raw))
        if days is not None:
            found.first, found.last = days
        if found.moves and value[0] in "12B":
            state.context = value.split("T", 1)[0]
    if raw.parts.get("year"):
        # A year in passing ("founded in 1998") says nothing of the months behind it.
        dated = raw.rule in _DATES_OF_A_YEAR
        state.written_year = raw.parts["year"] if dated else ""
    return found


def _no_such_day(value: str) -> bool:
    """Whether a value names a day that no calendar has: "31 June"."""
    day = value[:10]
    if len(day) < 10 or not (day[:4] + day[5:7] + day[8:]).isdecimal():
        return False
    try:
        date.fromisoformat(day)
    except ValueError:
        return True
    return False


def _resolved(answer: Answer) -> Resolved:
    kind, value, anchor, moves = answer
    return Resolved(kind, value, anchor, moves=moves)


def _is_anaphoric(raw: Raw) -> bool:
    """Whether the words point back to a time of the text ("that day", "a week later")."""
    if raw.rule == "day_beside" or raw.low("dir") in {"later", "earlier", "after"}:
        return True
    words = f"{raw.low('rel')} {raw.low('yearword')}"
    return bool(_ANAPHORS.intersection(words.split())) or words.startswith("the next")


def _mod(raw: Raw) -> str:
    """START, MID or END where the words leave a part of the span only."""
    words = " ".join(raw.low(k) for k in ("mod", "mod2", "mod3", "when")).split()
    mods: dict[str, str] = table()["mods"]
    return mods.get(words[0], "") if words else ""


def _month_number(name: str) -> int:
    months: dict[str, int] = table()["months"]
    return months[name.lower().rstrip(".")]


def _part(raw: Raw) -> str:
    """The part of the day as TIMEX3 writes it, behind the "T"; "" for none."""
    word = raw.parts.get("tail") or raw.parts.get("part") or ""
    return part_code(word)


def _with_part(value: str, raw: Raw, anchor: str) -> Resolved:
    part = _part(raw)
    if part and len(value) >= 10:
        return Resolved("TIME", f"{value}T{part}", anchor)
    return Resolved("DATE", value, anchor)


def _written_year(raw: Raw, state: State) -> tuple[str, str]:
    """The year that the words give, and the anchor; ("", "") where they give none."""
    parts = raw.parts
    era = parts.get("era", "").upper()
    if "bc" in parts:
        return (
            f"BC{int(parts['bc']):04d}" if era.startswith("B") else f"{int(parts['bc']):04d}"
        ), "text"
    if "year" in parts:
        if era.startswith("B"):
            return f"BC{int(parts['year']):04d}", "text"
        return parts["year"], "text"
    if "yearword" in parts:
        return years.year_of_words(parts["yearword"], state)
    return "", ""


def _month(case: Case) -> Resolved:
    parts = case.parts
    month = _month_number(parts["month"])
    day = parts.get("day2") or parts.get("day")
    if "dayword" in parts:
        day = str(table()["day_words"][parts["dayword"].lower()])
    year, anchor = _written_year(case.raw, case.state)
    if not year and "known" in parts:
        year, anchor = parts["known"], "text"
    if not year:
        weekday = parts.get("weekday", "").lower()
        year, anchor = years.year_of_month(
            month,
            int(day) if day else None,
            table()["weekdays"].get(weekday) if weekday else None,
            case.state,
            case.tense,
        )
    value = f"{year or 'XXXX'}-{month:02d}" + (f"-{int(day):02d}" if day else "")
    return _with_part(value, case.raw, anchor)


def _year(case: Case) -> Resolved:
    year, anchor = _written_year(case.raw, case.state)
    if "season" in case.parts:
        return Resolved(
            "DATE", f"{year}-{table()['seasons'][case.parts['season'].lower()]}", anchor
        )
    if "piece" in case.parts:
        letter = "Q" if case.parts["piece"].lower() == "quarter" else "H"
        nth = table()["centuries"][case.parts["nth"].lower()]
        return Resolved("DATE", f"{year}-{letter}{nth}", anchor)
    halves = {"first half": "H1", "second half": "H2", "latter half": "H2"}
    half = halves.get(" ".join(case.parts.get("mod", "").lower().split()))
    if half:
        return Resolved("DATE", f"{year}-{half}", anchor)
    return Resolved("DATE", year, anchor)


def _quarter(case: Case) -> Resolved:
    """A quarter or half of a year; without a year the one that the tense points to."""
    parts, state = case.parts, case.state
    letter = "H" if parts.get("piece", "").lower() == "half" else "Q"
    words: dict[str, int] = table()["centuries"]
    nth = int(parts["nth"][0]) if parts["nth"][0].isdigit() else words.get(parts["nth"].lower(), 0)
    nth = nth or {"Q": 4, "H": 2}[letter]  # "the final quarter"
    if "year" in parts:
        return Resolved("DATE", f"{parts['year']}-{letter}{nth}", "text")
    yearword = parts.get("yearword") or parts.get("yearword2") or parts.get("the") or ""
    if yearword:
        year, anchor = years.year_of_words(yearword, state)
    else:
        year, anchor = years.year_of_piece(letter, nth, state, case.tense)
    return Resolved("DATE", f"{year or 'XXXX'}-{letter}{nth}", anchor if year else "")


def _decade(case: Case) -> Resolved:
    digits = case.parts["decade"]
    if case.parts.get("era", "").upper().startswith("B"):
        return Resolved("DATE", f"BC{int(digits):04d}"[:5], "text")
    if len(digits) == 2:
        digits = "19" + digits if int(digits) >= 20 else "20" + digits
    return Resolved("DATE", digits[:3], "text")


def _century(case: Case) -> Resolved:
    word = case.parts["nth"].lower()
    nth = int("".join(c for c in word if c.isdigit()) or table()["centuries"][word])
    if case.parts.get("era", "").upper().startswith("B"):
        return Resolved("DATE", f"BC{nth - 1:02d}", "text")
    return Resolved("DATE", f"{nth - 1:02d}", "text", moves=False)


def _season(case: Case) -> Resolved:
    code = table()["seasons"][case.parts["season"].lower()]
    year, anchor = _written_year(case.raw, case.state)
    if not year:
        year, anchor = years.year_beside(case.parts.get("rel", ""), case.state)
    return Resolved("DATE", f"{year or 'XXXX'}-{code}", anchor)


def _numeric(case: Case) -> Resolved:
    if "iso" in case.parts:
        return Resolved("DATE", case.parts["iso"], "text")
    value, anchor, days = numeric.resolve(case.raw, case.state)
    first, last = days or (None, None)
    return Resolved("DATE", value, anchor, first=first, last=last)


def _weekday(case: Case) -> Resolved:
    number: int = table()["weekdays"][case.parts["weekday"].lower()]
    rel = " ".join(case.parts.get("rel", "").lower().split())
    if "plural" in case.parts or rel in ("every", "each"):
        return Resolved("SET", f"XXXX-WXX-{number}", "text")
    if "week" in case.parts and case.state.now is not None:
        week = {"last": -7, "next": 7}.get(case.parts["week"].lower(), 0)
        ahead = timedelta(days=number - case.state.now.isoweekday() + week)
        value = (case.state.now + ahead).isoformat()
        return _with_part(value, case.raw, case.state.now_anchor)
    day, anchor = years.weekday(number, rel, case.state, case.tense)
    if day is None:
        value = f"XXXX-WXX-{number}"
        part = _part(case.raw)
        return Resolved("TIME" if part else "DATE", f"{value}T{part}" if part else value)
    return _with_part(day.isoformat(), case.raw, anchor)


def _deictic(case: Case) -> Resolved:
    word = " ".join(case.parts["word"].lower().split())
    if case.state.now is None:
        if word == "today" and case.state.narrative:
            return Resolved("DATE", "PRESENT_REF")
        day = case.state.context_day
        if day is None:
            shift = {"tonight": "TNI", "overnight": "TNI"}.get(word, "")
            return Resolved("TIME" if shift else "DATE", "XXXX-XX-XX" + shift)
        anchor = "context"
    else:
        day, anchor = case.state.now, case.state.now_anchor
    shifts: dict[str, int] = table()["deictic"]
    night_before = word == "overnight" and case.state.now is not None and case.tense() == "past"
    value = (day + timedelta(days=shifts[word] - night_before)).isoformat()
    if word in ("tonight", "overnight"):
        return Resolved("TIME", value + "TNI", anchor, moves=False)
    return _with_part(value, case.raw, anchor)


def _reference(case: Case) -> Resolved:
    words = " ".join(case.parts["reference"].lower().split())
    return Resolved("DATE", table()["references"][words], moves=False)


def _feast(case: Case) -> Resolved:
    rule: str = table()["feasts"][" ".join(case.parts["feast"].lower().split())]
    about = _ABOUT_EASTER if rule.startswith("easter") else int(rule[:2])
    day = None if "#" in rule or rule.startswith("easter") else int(rule[3:])
    year, anchor = _written_year(case.raw, case.state)
    if not year:
        year, anchor = years.year_of_month(about, day, None, case.state, case.tense)
    if year.isdigit():
        return _with_part(day_of_feast(rule, int(year)).isoformat(), case.raw, anchor)
    value = f"XXXX-{about:02d}-{day:02d}" if day else "XXXX-XX-XX"
    return _with_part(value, case.raw, "")


def _early_hours(case: Case) -> Resolved:
    if "weekday" in case.parts:
        found = _weekday(case)
        value = (found.value or "").split("T", 1)[0]
        return Resolved("TIME", f"{value}TMO", found.anchor)
    day = case.state.context_day
    if day is None:
        return Resolved("TIME", "XXXX-XX-XXTMO")
    return Resolved("TIME", f"{day.isoformat()}TMO", "context", moves=False)


def _night_of(case: Case) -> Resolved:
    head = case.state.context[:7]
    value = f"{head if len(head) == 7 else 'XXXX-XX'}-{int(case.parts['day']):02d}"
    return _with_part(value, case.raw, "context" if len(head) == 7 else "")


_RULES: Mapping[str, Callable[[Case], Resolved]] = {
    "month": _month,
    "year": _year,
    "quarter": _quarter,
    "quarter_code": _quarter,
    "decade": _decade,
    "century": _century,
    "season": _season,
    "numeric": _numeric,
    "weekday": _weekday,
    "part_of_weekday": _weekday,
    "deictic": _deictic,
    "reference": _reference,
    "feast": _feast,
    "night_of": _night_of,
    "early_hours": _early_hours,
}
_ANSWERS: Mapping[str, Callable[[Case], Answer]] = {**lengths.RULES, **relative.RULES}

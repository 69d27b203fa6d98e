"""From what was read to a TIMEX3 value and days, given what the time may stand on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from twosource.reading.times import lengths, numeric, relative
from twosource.reading.times.calendar import days_of
from twosource.reading.times.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Callable

    from twosource.reading.times.raw import Raw
    from twosource.reading.times.state import State

__all__ = ["Resolved", "resolve"]

Kind = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(slots=True)
class Resolved:
    """A value with what it stands on; `first` and `last` only where days are meant."""

    type: Kind
    value: str | None
    anchor: str = ""
    mod: str = ""
    first: date | None = None
    last: date | None = None
    moves: bool = True  # later times of the text may stand on it


def resolve(raw: Raw, state: State, tense: Callable[[], str]) -> Resolved:
    """The meaning of one expression; moves the state's context when it is a date."""
    held = state.context
    if state.now is None and not state.narrative and not _is_anaphoric(raw):
        state.context = ""
    found = _RULES[raw.rule](raw, state, tense)
    state.context = state.context or held
    if not found.mod:
        found.mod = _mod(raw)
    if found.value and found.type in ("DATE", "TIME") and found.first is None:
        days = days_of(found.value, found.mod)
        if days is not None:
            found.first, found.last = days
    value = found.value or ""
    if found.moves and found.type in ("DATE", "TIME") and value[:1] in "12B" and value:
        state.context = value.split("T", 1)[0]
    if raw.parts.get("year"):
        state.written_year = raw.parts["year"]
    return found


_ANAPHORS = frozenset({"that", "same", "following", "previous", "preceding", "subsequent"})


def _is_anaphoric(raw: Raw) -> bool:
    """Whether the words themselves point back to a time of the text ("that day", "a week later")."""
    if raw.rule == "day_beside" or raw.parts.get("dir", "").lower() in (
        "later",
        "earlier",
        "after",
    ):
        return True
    words = f"{raw.parts.get('rel', '')} {raw.parts.get('yearword', '')}".lower()
    return bool(_ANAPHORS.intersection(words.split())) or words.startswith("the next")


def _mod(raw: Raw) -> str:
    words = " ".join(raw.parts.get(k, "") for k in ("mod", "mod2", "mod3", "when")).lower()
    first = words.strip().split(" ")[0] if words.strip() else ""
    mods: dict[str, str] = table()["mods"]
    return mods.get(first, "")


def _month_number(name: str) -> int:
    months: dict[str, int] = table()["months"]
    return months[name.lower().rstrip(".")]


def _part(raw: Raw) -> str:
    """The part of the day as TIMEX3 writes it, behind the "T"; "" for none."""
    word = raw.parts.get("tail") or raw.parts.get("part") or ""
    return relative.part_code(word)


def _with_part(value: str, raw: Raw, anchor: str, mod: str = "") -> Resolved:
    part = _part(raw)
    if part and len(value) >= 10:
        return Resolved("TIME", f"{value}T{part}", anchor, mod)
    return Resolved("DATE", value, anchor, mod)


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
        return relative.year_of_words(parts["yearword"], state)
    return "", ""


def _month(raw: Raw, state: State, tense: Callable[[], str]) -> Resolved:
    parts = raw.parts
    month = _month_number(parts["month"])
    day = parts.get("day2") or parts.get("day")
    year, anchor = _written_year(raw, state)
    if not year:
        weekday = parts.get("weekday", "").lower()
        year, anchor = relative.year_of_month(
            month,
            int(day) if day else None,
            table()["weekdays"].get(weekday) if weekday else None,
            state,
            tense,
        )
    value = f"{year or 'XXXX'}-{month:02d}" + (f"-{int(day):02d}" if day else "")
    return _with_part(value, raw, anchor)


def _year(raw: Raw, state: State, tense: Callable[[], str]) -> Resolved:
    year, anchor = _written_year(raw, state)
    if "season" in raw.parts:
        return Resolved("DATE", f"{year}-{table()['seasons'][raw.parts['season'].lower()]}", anchor)
    if "piece" in raw.parts:
        letter = "Q" if raw.parts["piece"].lower() == "quarter" else "H"
        nth = table()["centuries"][raw.parts["nth"].lower()]
        return Resolved("DATE", f"{year}-{letter}{nth}", anchor)
    halves = {"first half": "H1", "second half": "H2", "latter half": "H2"}
    half = halves.get(" ".join(raw.parts.get("mod", "").lower().split()))
    if half:
        return Resolved("DATE", f"{year}-{half}", anchor)
    return Resolved("DATE", year, anchor)


def _decade(raw: Raw, state: State, tense: Callable[[], str]) -> Resolved:
    digits = raw.parts["decade"]
    if raw.parts.get("era", "").upper().startswith("B"):
        return Resolved("DATE", f"BC{int(digits):04d}"[:5], "text")
    if len(digits) == 2:
        digits = "19" + digits if int(digits) >= 20 else "20" + digits
    return Resolved("DATE", digits[:3], "text")


def _century(raw: Raw, state: State, tense: Callable[[], str]) -> Resolved:
    word = raw.parts["nth"].lower()
    nth = int("".join(c for c in word if c.isdigit()) or table()["centuries"][word])
    if raw.parts.get("era", "").upper().startswith("B"):
        return Resolved("DATE", f"BC{nth - 1:02d}", "text")
    return Resolved("DATE", f"{nth - 1:02d}", "text", moves=False)


def _season(raw: Raw, state: State, tense: Callable[[], str]) -> Resolved:
    code = table()["seasons"][raw.parts["season"].lower()]
    year, anchor = _written_year(raw, state)
    if not year:
        year, anchor = relative.year_beside(raw.parts.get("rel", ""), state)
    return Resolved("DATE", f"{year or 'XXXX'}-{code}", anchor)


def _numeric(raw: Raw, state: State, tense: Callable[[], str]) -> Resolved:
    if "iso" in raw.parts:
        return Resolved("DATE", raw.parts["iso"], "text")
    value, anchor = numeric.resolve(raw, state)
    return Resolved("DATE", value, anchor)


def _weekday(raw: Raw, state: State, tense: Callable[[], str]) -> Resolved:
    number: int = table()["weekdays"][raw.parts["weekday"].lower()]
    rel = " ".join(raw.parts.get("rel", "").lower().split())
    if "plural" in raw.parts or rel in ("every", "each"):
        return Resolved("SET", f"XXXX-WXX-{number}", "text")
    day, anchor = relative.weekday(number, rel, state, tense)
    if day is None:
        value = f"XXXX-WXX-{number}"
        part = _part(raw)
        return Resolved("TIME" if part else "DATE", f"{value}T{part}" if part else value)
    return _with_part(day.isoformat(), raw, anchor)


def _deictic(raw: Raw, state: State, tense: Callable[[], str]) -> Resolved:
    word = " ".join(raw.parts["word"].lower().split())
    if state.now is None:
        if word == "today" and state.narrative:
            return Resolved("DATE", "PRESENT_REF")
        day = state.context_day
        if day is None:
            shift = {"tonight": "TNI", "overnight": "TNI"}.get(word, "")
            return Resolved("TIME" if shift else "DATE", "XXXX-XX-XX" + shift)
        anchor = "context"
    else:
        day, anchor = state.now, state.now_anchor
    shifts: dict[str, int] = table()["deictic"]
    value = (day + timedelta(days=shifts[word])).isoformat()
    if word in ("tonight", "overnight"):
        return Resolved("TIME", value + "TNI", anchor, moves=False)
    return _with_part(value, raw, anchor)


def _reference(raw: Raw, state: State, tense: Callable[[], str]) -> Resolved:
    words = " ".join(raw.parts["reference"].lower().split())
    return Resolved("DATE", table()["references"][words], moves=False)


def _feast(raw: Raw, state: State, tense: Callable[[], str]) -> Resolved:
    fixed: str = table()["feasts"][" ".join(raw.parts["feast"].lower().split())]
    month, day = int(fixed[:2]), int(fixed[3:])
    year, anchor = _written_year(raw, state)
    if not year:
        year, anchor = relative.year_of_month(month, day, None, state, tense)
    return _with_part(f"{year or 'XXXX'}-{month:02d}-{day:02d}", raw, anchor)


def _early_hours(raw: Raw, state: State, tense: Callable[[], str]) -> Resolved:
    if "weekday" in raw.parts:
        found = _weekday(raw, state, tense)
        value = (found.value or "").split("T", 1)[0]
        return Resolved("TIME", f"{value}TMO", found.anchor)
    day = state.context_day
    if day is None:
        return Resolved("TIME", "XXXX-XX-XXTMO")
    return Resolved("TIME", f"{day.isoformat()}TMO", "context", moves=False)


def _night_of(raw: Raw, state: State, tense: Callable[[], str]) -> Resolved:
    head = state.context[:7]
    value = f"{head if len(head) == 7 else 'XXXX-XX'}-{int(raw.parts['day']):02d}"
    return _with_part(value, raw, "context" if len(head) == 7 else "")


_RULES: dict[str, Callable[[Raw, State, Callable[[], str]], Resolved]] = {
    "month": _month,
    "year": _year,
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


def _add_rules() -> None:
    def wrap(
        rule: Callable[[Raw, State], tuple[Kind, str | None, str, bool]],
    ) -> Callable[[Raw, State, Callable[[], str]], Resolved]:
        def run(raw: Raw, state: State, tense: Callable[[], str]) -> Resolved:  # noqa: ARG001
            kind, value, anchor, moves = rule(raw, state)
            return Resolved(kind, value, anchor, moves=moves)

        return run

    for name, rule in {**lengths.RULES, **relative.RULES}.items():
        _RULES[name] = wrap(rule)


_add_rules()

"""The year or day that is left unsaid: "in July", "that year", "on Friday"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from twosource.reading.times.calendar import add_months
from twosource.reading.times.shifting import shift_year

if TYPE_CHECKING:
    from collections.abc import Callable

    from twosource.reading.times.state import State

__all__ = ["weekday", "year_beside", "year_of_month", "year_of_piece", "year_of_words"]

_ON_CONTEXT = ("that", "same", "following", "previous", "preceding", "subsequent", "very")
_BACK = ("past", "next")
_STALE_DAYS = 31
# Days in which "ready for Sunday's vote", "his meeting Sunday" look ahead.
_SOON = {"near": 2, "next": 1}
# A day without a year that is so near ahead is not that of last year, even in the past tense ("set
# the hearing for June 5").
_NEAR_DAYS = 45


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
        return (shift_year(year, shift), "context") if year else ("", "")
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
        return (shift_year(year, shift), "context") if year else ("", "")
    return f"{state.now.year + shift:04d}", state.now_anchor


def year_of_month(
    month: int, day: int | None, weekday_number: int | None, state: State, tense: Callable[[], str]
) -> tuple[str, str]:
    """The year of a month or day that is written without one."""
    if state.now is None:
        return state.context_year, "context" if state.context_year else ""
    now = state.now
    if weekday_number is not None and day is not None:
        year = _year_with(month, day, weekday_number, now.year)
        if year is not None:
            return f"{year:04d}", state.now_anchor
    looks = tense()
    if looks in _BACK and state.written_year and state.written_year != f"{now.year:04d}":
        return state.written_year, "context"
    return f"{_nearest_year(month, day, now, looks):04d}", state.now_anchor


def year_of_piece(letter: str, nth: int, state: State, tense: Callable[[], str]) -> tuple[str, str]:
    """The year of "the third quarter": the last one that had begun, or the next to come."""
    if state.now is None:
        return state.context_year, "context" if state.context_year else ""
    months = 3 if letter == "Q" else 6
    begun = (state.now.month - 1) // months + 1
    back = nth > begun and tense() != "future"
    return f"{state.now.year - back:04d}", state.now_anchor


def _year_with(month: int, day: int, weekday_number: int, near: int) -> int | None:
    """The year nearest to `near` in which that day is that weekday, None for none around it."""
    for year in sorted(range(near - 6, near + 3), key=lambda y: abs(y - near)):
        try:
            if date(year, month, day).isoweekday() == weekday_number:
                return year
        except ValueError:
            continue
    return None


def _nearest_year(month: int, day: int | None, now: date, tense: str) -> int:
    """The year that puts the month or day nearest to `now` on the side that the tense shows.

    What is said as future may lie a month back: "the talks start on May 4" outlives 4 May.
    """
    candidates: list[tuple[int, int]] = []
    for year in (now.year - 1, now.year, now.year + 1):
        try:
            first = date(year, month, day or 1)
        except ValueError:
            continue
        last = first if day else add_months(first, 1) - timedelta(days=1)
        ahead, behind = (first - now).days, (now - last).days
        soon = _NEAR_DAYS if day else 0
        if (tense in _BACK and ahead > soon) or (tense == "future" and behind > _STALE_DAYS):
            continue
        candidates.append((max(ahead, behind, 0), year))
    return min(candidates)[1] if candidates else now.year


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
    if rel in ("next", "this coming", "this upcoming"):
        return now + timedelta(days=ahead or 7), state.now_anchor
    looks = tense()
    if looks == "future" or ahead <= _SOON.get(looks, 0):
        return now + timedelta(days=ahead), state.now_anchor
    return now - timedelta(days=back), state.now_anchor

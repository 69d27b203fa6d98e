"""Lengths of time and repetitions: "two months", "years", "every other week", "daily"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.reading.quantities import numerals
from twosource.reading.quantities.lexemes import Lexemes
from twosource.reading.times.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Callable

    from twosource.reading.times.raw import Answer, Case

__all__ = ["RULES", "count_of", "length"]


# "In recent weeks", "the coming days": no length is meant.
_VAGUE = {"recent": "PAST_REF", "coming": "FUTURE_REF"}
_YEARS = {"decade": 10, "century": 100}  # "half a century" is P50Y


def count_of(words: str) -> float | None:
    """The number that the words of a count mean; None for "a few", "several" and their like."""
    words = " ".join(words.lower().replace("-", " - ").split())
    if words in ("a", "an", "one", "a good"):
        return 1.0
    if words.startswith(("half", "a half")):
        return 0.5
    if words.startswith(("quarter", "a quarter")):
        return 0.25
    if words.split()[0] in (
        "several",
        "few",
        "many",
        "some",
        "couple",
        "dozens",
        "hundreds",
        "thousands",
    ):
        return None
    if words.split()[0] == "a" and words.split()[1] in ("few", "number", "couple"):
        return None
    found = numerals.parse(Lexemes(words), 0)
    return found.value if found is not None else None


def length(count: float | None, unit: str) -> str:
    """The TIMEX3 length: P2M, PT30M, PXD where the count is unknown."""
    code: str = table()["lengths"][unit.lower()]
    whole = _YEARS.get(unit.lower())
    if whole and count is not None and count != int(count):
        count, code = count * whole, "Y"
    time = code.startswith("T")
    code = code.removeprefix("T")
    if code[0].isdigit():
        size = int(code[0])
        count, code = (None if count is None else count * size), code[1:]
    if count is None:
        figure = "X"
    elif count == int(count):
        figure = str(int(count))
    elif count == 0.5 and unit.lower() == "hour":
        figure, code = "30", "M"
    elif count == 0.5 and unit.lower() == "year":
        figure, code = "6", "M"
    else:
        figure = f"{count:g}"
    return f"P{'T' if time else ''}{figure}{code}"


def _duration(case: Case) -> Answer:
    count = count_of(case.parts["count"])
    if count is not None and ("half" in case.parts or "fraction" in case.parts):
        count += 0.5
    unit = case.parts["unit"]
    return "DURATION", length(count, unit), "text", False


def _glued(case: Case) -> Answer:
    short = (case.parts.get("unit") or case.parts["unit2"]).lower().rstrip("s")
    unit = {"min": "minute", "hr": "hour", "h": "hour", "sec": "second", "yr": "year"}[short]
    return "DURATION", length(count_of(case.parts["count"]), unit), "text", False


def _plural(case: Case) -> Answer:
    vague = _VAGUE.get(case.raw.low("some"))
    if vague:
        return "DATE", vague, "", False
    return "DURATION", length(None, case.parts["unit"]), "text", False


def _long(case: Case) -> Answer:
    return "DURATION", length(1, case.parts["unit"]), "text", False


def _last_count(case: Case) -> Answer:
    vague = _VAGUE.get(case.raw.low("rel"))
    if vague and "count" not in case.parts:
        return "DATE", vague, "", False
    count = count_of(case.parts["count"]) if "count" in case.parts else None
    return "DURATION", length(count, case.parts["unit"]), "text", False


def _the_past(case: Case) -> Answer:
    unit = case.parts["unit"].lower()
    count = count_of(case.parts["count"]) if "count" in case.parts else 1.0
    return "DURATION", length(count, unit), "text", False


def _rate(case: Case) -> Answer:
    return "SET", length(1, case.parts["unit"]), "text", False


def _set(case: Case) -> Answer:
    parts = case.parts
    if "weekday" in parts:
        return "SET", f"XXXX-WXX-{table()['weekdays'][parts['weekday'].lower()]}", "text", False
    if "month" in parts:
        return "SET", f"XXXX-{table()['months'][parts['month'].lower()]:02d}", "text", False
    if "season" in parts:
        return "SET", f"XXXX-{table()['seasons'][parts['season'].lower()]}", "text", False
    if "part" in parts:
        return (
            "SET",
            f"XXXX-XX-XXT{table()['parts'].get(parts['part'].lower(), 'XX')}",
            "text",
            False,
        )
    count: float | None = 1.0
    word = parts.get("count", "").lower()
    if word:
        count = 2.0 if word in ("other", "second") else 3.0 if word == "third" else count_of(word)
    return "SET", length(count, parts["unit"]), "text", False


def _adverb(case: Case) -> Answer:
    return "SET", table()["adverbs"][case.parts["set"].lower()], "text", False


RULES: dict[str, Callable[[Case], Answer]] = {
    "duration": _duration,
    "glued": _glued,
    "plural": _plural,
    "long": _long,
    "last_count": _last_count,
    "the_past": _the_past,
    "rate": _rate,
    "all_long": _long,
    "set": _set,
    "adverb": _adverb,
}

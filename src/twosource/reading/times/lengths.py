"""Lengths of time and repetitions: "two months", "years", "every other week", "daily"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from twosource.reading.quantities import numerals
from twosource.reading.quantities.lexemes import Lexemes
from twosource.reading.times.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Callable

    from twosource.reading.times.raw import Raw
    from twosource.reading.times.state import State

__all__ = ["RULES", "count_of", "length"]

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
Answer = tuple[Kind, "str | None", str, bool]


def count_of(words: str) -> float | None:
    """The number that the words of a count mean; None for "a few", "several" and their like."""
    words = " ".join(words.lower().replace("-", " - ").split())
    if words in ("a", "an", "one", "a good"):
        return 1.0
    if words.startswith(("half", "a half")):
        return 0.5
    if words == "quarter":
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
        return 2.0 if "couple" in words else None
    found = numerals.parse(Lexemes(words), 0)
    return found.value if found is not None else None


def length(count: float | None, unit: str) -> str:
    """The TIMEX3 length: P2M, PT30M, PXD where the count is unknown."""
    code: str = table()["lengths"][unit.lower()]
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


def _duration(raw: Raw, state: State) -> Answer:
    count = count_of(raw.parts["count"])
    if count is not None and ("half" in raw.parts or "fraction" in raw.parts):
        count += 0.5
    unit = raw.parts["unit"]
    return "DURATION", length(count, unit), "text", False


def _glued(raw: Raw, state: State) -> Answer:
    short = raw.parts["unit"].lower().rstrip("s")
    unit = {"min": "minute", "hr": "hour", "h": "hour", "sec": "second", "yr": "year"}[short]
    return "DURATION", length(count_of(raw.parts["count"]), unit), "text", False


def _plural(raw: Raw, state: State) -> Answer:
    return "DURATION", length(None, raw.parts["unit"]), "text", False


def _long(raw: Raw, state: State) -> Answer:
    return "DURATION", length(1, raw.parts["unit"]), "text", False


def _last_count(raw: Raw, state: State) -> Answer:
    count = count_of(raw.parts["count"]) if "count" in raw.parts else None
    return "DURATION", length(count, raw.parts["unit"]), "text", False


def _the_past(raw: Raw, state: State) -> Answer:
    unit = raw.parts["unit"].lower()
    count = count_of(raw.parts["count"]) if "count" in raw.parts else 1.0
    return "DURATION", length(count, unit), "text", False


def _set(raw: Raw, state: State) -> Answer:
    parts = raw.parts
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


def _adverb(raw: Raw, state: State) -> Answer:
    return "SET", table()["adverbs"][raw.parts["set"].lower()], "text", False


RULES: dict[str, Callable[[Raw, State], Answer]] = {
    "duration": _duration,
    "glued": _glued,
    "plural": _plural,
    "long": _long,
    "last_count": _last_count,
    "the_past": _the_past,
    "set": _set,
    "adverb": _adverb,
}

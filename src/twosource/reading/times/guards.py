"""What looks like a time and is none: "fell in the fall of the city", "a game of 10:15"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.reading.times import guards_dates
from twosource.reading.times.candidate import Candidate, words_of
from twosource.reading.times.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["allowed"]

_HEADLINE = 4  # "STRIKE ENDS TODAY" is no name
_SHORT_OR_VAGUE = frozenset({"second", "quarter", "night"})


def allowed(rule: str, candidate: Candidate) -> bool:
    """Whether the match of `rule` may stand."""
    check = _CHECKS.get(rule)
    return check is None or check(candidate)


def _clock(c: Candidate) -> bool:
    left = {"(", "[", "-", "\u2013", "~", '"', "\u201c", "'"}
    if c.lex.glued(c.start) and c.before not in left:
        return False
    hour = int(c.parts["hour"])
    if "half" in c.parts:
        return 1 <= hour <= 12
    if c.low("clock").startswith("o"):
        return hour <= 12
    if "minute" not in c.parts:
        return False
    if ":" not in c.words or " " in c.words.split(":", 1)[0] + c.words.split(":", 1)[1][:1]:
        return c.has("zone", "local", "clock")
    return c.has("zone", "local", "part", "clock") or _bare_clock(c)


def _bare_clock(c: Candidate) -> bool:
    """A lead-in that clock times have, or a date beside: not the score or ratio "10:15"."""
    if c.before in words_of("no_clock"):
        return False
    return c.start == 0 or c.before in words_of("clock_leads") or not c.before.isalpha()


def _military(c: Candidate) -> bool:
    return c.has("zone", "local", "clock")


def _part(c: Candidate) -> bool:
    """A bare part of the day only behind a preposition ("at night", "before dawn")."""
    rel = c.low("rel")
    if "word" in c.parts or (rel and not rel.startswith("the")):
        return True
    if rel in {"the", "the early", "the late"}:
        return c.before in words_of("the_part_leads")
    if rel or "mod2" in c.parts:
        return True
    return c.before in words_of("part_leads") and c.low("part") in words_of("bare_parts")


def _unit(c: Candidate) -> bool:
    """Not "second" or "quarter" as a rank, nor "one day"."""
    unit = c.low("unit")
    if unit in _SHORT_OR_VAGUE and "plural" not in c.parts and "-" not in c.words:
        count = c.low("count")
        return unit != "quarter" and (count == "one" or count[:1].isdigit())
    if c.words in {"some day", "one day"}:
        return c.after in words_of("after_length")
    return unit != "quarter"


_POINTING = frozenset({"last", "next", "past", "previous", "following"})


def _duration(c: Candidate) -> bool:
    if "plural" not in c.parts and _POINTING.intersection(c.words.split()):
        return False  # "the G7 last month"
    return _unit(c) and not (c.lex.glued(c.start) and c.before in {"$", "£", "€", "."})


def _rate(c: Candidate) -> bool:
    """As in "90 barrels a day", "$5 a month", "twice a year"."""
    if c.low("unit") in _SHORT_OR_VAGUE:
        return False
    near = range(c.start - 3, c.start)
    amount = c.before in words_of("rates") or any(c.lex.is_number(k) for k in near)
    counted = c.lex.is_number(c.start - 1) or c.before.endswith(("s", "n", "%", "times"))
    return (
        amount
        and (counted or c.before in words_of("rates"))
        and c.after not in words_of("after_length")
    )


def _quarter(c: Candidate) -> bool:
    """Not the second half of a match, nor of a book."""
    if c.has("year", "the", "yearword", "yearword2"):
        return True
    if c.low("nth") == "last":
        return False
    if c.low("piece") == "half":
        return c.after in words_of("accounts")
    return not words_of("sports").intersection(c.lex.words)


def _in_name(c: Candidate) -> bool:
    """Whether the word is written as a name within a sentence: the LA Weekly, the Annual Report."""
    word = c.lex.raw[c.trigger]
    if not word[0].isupper() or word.isupper() or c.trigger == 0:
        return False
    return c.lex.raw[c.trigger - 1][0].isalnum() or c.lex.raw[c.trigger - 1] in {"-", "'"}


def _feast(c: Candidate) -> bool:
    """Not the name of someone called Christmas, nor Easter Island."""
    if " " in c.words or c.before in words_of("feast_leads"):
        return True
    return not _in_name_run(c) and not (c.after_is_capital and c.words == "easter")


def _in_name_run(c: Candidate) -> bool:
    """Whether a capitalised word stands right before the expression."""
    before = c.lex.raw[c.start - 1] if c.start else ""
    return before[:1].isupper() and not c.lex.glued(c.start)


def _adverb(c: Candidate) -> bool:
    return not _in_name(c)


def _plural(c: Candidate) -> bool:
    unit = c.low("unit")
    if unit in {"second", "quarter", "night", "weekend", "fortnight"}:
        return False
    if c.after in {"old", "older", "younger"} or (
        c.after == "of" and c.lex.word(c.next + 1) == "age"
    ):
        return False
    if unit == "hour" and c.before in words_of("kinds_of_hours"):
        return False
    joined = c.before == "-" and c.lex.glued(c.start)
    return not joined and not c.lex.is_number(c.start - 1)


def _capital(c: Candidate) -> bool:
    """A weekday or month in it is written with a capital."""
    return all(c.parts[k][0].isupper() for k in ("weekday", "month") if k in c.parts)


def _relative(c: Candidate) -> bool:
    unit = c.low("unit")
    if not _capital(c) or unit in {"second", "minute", "hour"}:
        return False
    if c.low("rel") == "that" and c.has("weekday", "month"):
        # "He said that Monday's vote was fair".
        return c.before in words_of("prepositions")
    if unit and c.parts["rel"][0].isupper() and c.parts["unit"][0].isupper():
        # Not a programme called "This Week".
        return c.start == 0 or c.before in set(".!?:") or c.parts["rel"].isupper()
    return not (unit and c.low("rel") in {"previous", "following"}) or c.before in {"the", "in"}


def _the_unit(c: Candidate) -> bool:
    """Not "to end the day with a win"."""
    led = "at" in {c.before, c.lex.word(c.start - 2)}
    if led and c.after == "," and c.words.endswith("end of the day"):
        return False  # after all
    first, second = (c.lex.word(c.start + k) for k in (0, 1))
    return not (first in {"end", "start", "close", "open"} and second == "the")


def _reference(c: Candidate) -> bool:
    words = c.low("reference")
    if words in {"the past", "the present"}:
        return not c.after.isalpha() or c.after in words_of("goes_on")
    if words == "recently" and c.after == "as":
        return False
    if words == "recent" and c.after.removesuffix("s") in table()["units"]:
        return False  # "recent weeks" is read as a whole
    if words == "current" and (not c.after.isalpha() or c.after in {"of", "account", "affairs"}):
        return False
    return bool(table()["references"][words]) and not _in_name(c)


def _deictic(c: Candidate) -> bool:
    """Not the "Today" in the name of a paper."""
    word = c.lex.raw[c.trigger]
    if not word[0].isupper() or c.trigger == 0:
        return True
    left = c.lex.raw[c.trigger - 1]
    if word.isupper():
        return not (left.isalpha() and left.isupper() and len(c.lex.words) > _HEADLINE)
    return not (left.isalpha() and left[0].isupper())


_CHECKS: dict[str, Callable[[Candidate], bool]] = {
    **guards_dates.CHECKS,
    "clock": _clock,
    "military": _military,
    "part": _part,
    "offset": _unit,
    "the_unit": _the_unit,
    "duration": _duration,
    "rate": _rate,
    "quarter": _quarter,
    "adverb": _adverb,
    "feast": _feast,
    "plural": _plural,
    "relative": _relative,
    "set": _capital,
    "early_hours": _capital,
    "reference": _reference,
    "deictic": _deictic,
}

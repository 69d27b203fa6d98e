"""Dates that only look like one: "May" the minister, 2000 people, "3/4" of a cup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from twosource.reading.quantities import units
from twosource.reading.times.candidate import Candidate, words_of
from twosource.reading.times.lexicon import table

if TYPE_CHECKING:
    from collections.abc import Callable

    from twosource.reading.quantities.lexemes import Lexemes

__all__ = ["CHECKS", "known_year"]

_OPENING, _CLOSING = frozenset("\"'\u2018\u201c"), frozenset("\"'\u2019\u201d")
_SPACED = re.compile(r"\d\s+[/.]|[/.]\s+\d")
_VERB_IN = re.compile(r"(?:end|start|close)\s+(?:in|on)\b")  # "the talks end in June"
_DASHES = ("-", "\u2013")
_FIRST_YEAR, _LAST_YEAR = 1000, 2100
_FIRST_OF_NEWS, _LAST_OF_NEWS = 1980, 2040


def _plausible(year: str) -> bool:
    return _FIRST_YEAR <= int(year) <= _LAST_YEAR


def _month(c: Candidate) -> bool:
    if not c.parts["month"][0].isupper() or _VERB_IN.match(c.words):
        return False
    day = c.parts.get("day2") or c.parts.get("day")
    if day is not None and not 1 <= int(day) <= 31:
        return False
    if "year" in c.parts and not _plausible(c.parts["year"]):
        return False
    return day is not None or c.has("dayword", "year", "yearword", "mod", "bc") or _bare_month(c)


def known_year(c: Candidate) -> dict[str, str]:
    """The year of a day that is the name of an event ("the Sept. 11 attacks")."""
    day = c.parts.get("day2") or c.parts.get("day")
    if day is None or c.has("year", "yearword"):
        return {}
    key = f"{table()['months'][c.low('month')]:02d}-{int(day):02d}"
    event = table()["events"].get(key)
    return {"known": str(event["year"])} if event and c.after in event["behind"] else {}


def _bare_month(c: Candidate) -> bool:
    """A month alone: not an abbreviation without its dot, nor a minister called May."""
    month = c.low("month")
    doubtful = month in words_of("doubtful_months")
    if len(month) <= 4 and not doubtful and month != "july":
        return c.lex.text[c.end : c.end + 1] == "." and month != "mar"
    if month in words_of("weak_months"):
        near = c.before in words_of("prepositions") and _month_near(c.lex, c.trigger)
        return not c.after_is_capital and (c.before in words_of("month_leads") or near)
    if doubtful and c.before in words_of("name_leads"):
        return False
    if doubtful:
        name = c.start > 0 and c.lex.raw[c.start - 1][0].isupper()
        return not name or c.before in words_of("prepositions")
    return True


def _month_near(lex: Lexemes, i: int) -> bool:
    """Whether another month stands within four pieces of piece `i`."""
    near = lex.words[max(0, i - 4) : i] + lex.words[i + 1 : i + 5]
    return any(w in table()["months"] and len(w) > 3 for w in near)


def _weekday(c: Candidate) -> bool:
    if not c.parts["weekday"][0].isupper():
        return False
    if c.before == "the" and c.after_is_capital and "part" not in c.parts:
        return False  # the Sunday Herald
    if c.low("weekday") not in words_of("doubtful_weekdays"):
        return True
    return c.lex.text[c.end : c.end + 1] == "." or "part" in c.parts or c.before in {"on", "("}


def _year(c: Candidate) -> bool:
    if "year" not in c.parts:
        return "bc" in c.parts and "era" in c.parts
    if "era" in c.parts:
        return True
    if not _plausible(c.parts["year"]):
        return False
    if c.has("mod", "season", "piece"):
        return True
    if not (_free_on_the_left(c) and _free_on_the_right(c)):
        return False
    return _reads_as_year(c)


def _free_on_the_left(c: Candidate) -> bool:
    """Not "$1990" or "Lorn-2000"."""
    lex, j = c.lex, c.trigger
    if not lex.glued(j):
        return True
    before = lex.word(j - 1)
    if before == "/" and lex.word(c.next) == "/" and lex.glued(c.next):
        return False  # within an address on the web
    if before in _DASHES and lex.glued(j - 1) and lex.raw[j - 2].isalpha():
        return lex.words[j - 2] in {"mid", "pre", "post", "early", "late"}
    return before in {"(", "-", "\u2013", "/", "'", "\u2019", '"', "\u201c", "[", ","}


def _free_on_the_right(c: Candidate) -> bool:
    """Not "1990km", "1990.5" or "1999-4321"."""
    lex, k = c.lex, c.next
    if k >= len(lex) or not lex.glued(k):
        return True
    after = lex.words[k]
    if (lex.raw[k].isalpha() and after != "s") or after in "%$€£@_°″":
        return False
    number = lex.glued(k + 1) and lex.is_number(k + 1)
    if after in {".", ","} and number:
        return False
    if after in _DASHES and number:
        digits = lex.raw[k + 1]
        year = len(digits) == 2 or (len(digits) == 4 and _plausible(digits))
        return year and not (after == "-" and lex.word(k + 2) == "-")
    return True


def _reads_as_year(c: Candidate) -> bool:
    """A lead-in that years have, and no counted thing behind."""
    lex, j, k = c.lex, c.trigger, c.next
    if j == 0:
        return k >= len(lex) or not lex.raw[k][0].islower() or lex.words[k] in {"and", "to"}
    before = lex.word(j - 1)
    summed = before == "of" and lex.word(j - 2) in words_of("sums")
    if summed or before in words_of("numbered") or _is_title(c):
        return False
    if units.after(lex, k, digits=True) is not None and not lex.glued(k):
        return False
    leads = words_of("year_leads")
    counted = lex.word(k) in words_of("counted") or (
        _counts(lex.word(k)) and not _recent(c.parts["year"])
    )
    if (before in words_of("count_leads") or before not in leads) and counted:
        return False
    if before in leads or before in table()["months"]:
        return True
    left = lex.raw[j - 1][0]
    return not left.isalpha() or left.islower() or lex.word(k) in {",", ".", ")"}


def _is_title(c: Candidate) -> bool:
    """A figure alone in quotation marks is the name of a book or film."""
    lex, j = c.lex, c.trigger
    return lex.raw[j - 1] in _OPENING and lex.word(c.next) in _CLOSING


def _recent(year: str) -> bool:
    """A year that news speaks of and that no one rounds to: not 2000, not 1800."""
    return _FIRST_OF_NEWS <= int(year) <= _LAST_OF_NEWS and year[2:] != "00"


def _counts(word: str) -> bool:
    """As in "1500 people", "of 1200 houses": a plural right behind the figure."""
    if word in words_of("counted"):
        return True
    plural = len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is"))
    return plural and word not in words_of("year_plurals")


def _season(c: Candidate) -> bool:
    if "year" in c.parts and not _plausible(c.parts["year"]):
        return False
    dated = c.has("year", "yearword")
    season = c.low("season")
    if season == "fall" and not dated:
        return _is_autumn(c)
    if season == "spring" and c.parts["season"][0].isupper() and not dated and c.after_is_capital:
        return False
    return dated or c.has("mod", "mod3", "rel", "bc") or c.before in words_of("prepositions")


def _falls(c: Candidate) -> bool:
    """As in "this fall in prices", not "this fall in Lorn" or "in the town"."""
    k = c.next + 1
    return c.after == "in" and k < len(c.lex) and c.lex.raw[k].islower() and len(c.lex.raw[k]) > 3


def _is_autumn(c: Candidate) -> bool:
    rel = c.low("rel")
    if c.after == "of" or rel == "the" or _falls(c):
        return False
    written = c.parts["season"].islower() and c.lex.raw[c.start - 1 : c.start] == ["in"]
    alone = written and c.after in {",", ".", ""}
    return alone or rel.startswith(("this", "last", "next"))


def _numeric(c: Candidate) -> bool:
    if "iso" in c.parts:
        return True
    a, b = int(c.parts["a"]), int(c.parts["b"])
    possible = 1 <= min(a, b) <= 12 and max(a, b) <= 31
    if (c.parts["sep"] == "-" or _SPACED.search(c.words)) and len(c.parts.get("y", "")) != 4:
        return False
    if not possible or (c.lex.glued(c.start) and c.before not in {"(", "["}):
        return False
    if "y" in c.parts:
        return True
    bracketed = c.before == "(" and c.lex.text[c.end : c.end + 1] == ")"
    beside = "weekday" in c.parts or bracketed or c.before in {"on", "since", "until"}
    return c.parts["sep"] == "/" and beside


def _century(c: Candidate) -> bool:
    nth = c.low("nth")
    return nth[0].isdigit() or nth in table()["centuries"]


CHECKS: dict[str, Callable[[Candidate], bool]] = {
    "month": _month,
    "weekday": _weekday,
    "part_of_weekday": _weekday,
    "year": _year,
    "season": _season,
    "numeric": _numeric,
    "century": _century,
}

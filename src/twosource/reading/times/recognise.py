"""Finding time expressions: a trigger word, the grammar tried from the places to its left."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from twosource.reading.times.guards import allowed
from twosource.reading.times.lexicon import table
from twosource.reading.times.patterns import patterns
from twosource.reading.times.raw import Raw

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twosource.reading.quantities.lexemes import Lexemes

__all__ = ["recognise"]

# Rules by kind of trigger, tried in this order from each place.
_FAMILIES: Mapping[str, tuple[str, ...]] = {
    "month": ("month", "relative", "set"),
    "weekday": ("month", "numeric", "part_of_weekday", "relative", "set", "weekday"),
    "year": ("month", "season", "year"),
    "number": ("numeric", "clock"),
    "military": ("military",),
    "noon": ("noon",),
    "decade": ("decade",),
    "century": ("century", "relative", "the_unit"),
    "season": ("year", "season", "set"),
    "unit": (
        "reference", "early_hours", "weekend", "offset", "bare_offset", "set", "last_count", "the_past", "relative", "the_unit", "day_beside",
        "duration", "glued", "long", "plural",
    ),
    "part": ("month", "night_of", "part_of_weekday", "weekday", "relative", "day_beside", "set", "deictic", "part"),
    "word": ("reference", "deictic"),
    "adverb": ("adverb",),
    "feast": ("feast",),
    "piece": ("year",),
}  # fmt: skip

# Words that may stand inside an expression left of its trigger.
_LEFT = frozenset(
    [
        "the",
        "a",
        "an",
        "early",
        "late",
        "later",
        "mid",
        "middle",
        "end",
        "beginning",
        "start",
        "turn",
        "close",
        "latter",
        "half",
        "part",
        "rest",
        "of",
        "in",
        "on",
        "into",
        "last",
        "next",
        "previous",
        "following",
        "same",
        "that",
        "this",
        "these",
        "those",
        "past",
        "coming",
        "current",
        "morning",
        "afternoon",
        "evening",
        "night",
        "noon",
        "dawn",
        "hours",
        "spring",
        "summer",
        "autumn",
        "fall",
        "winter",
        "first",
        "second",
        "third",
        "fourth",
        "final",
        "few",
        "several",
        "many",
        "some",
        "couple",
        "number",
        "good",
        "just",
        "about",
        "around",
        "over",
        "under",
        "nearly",
        "almost",
        "only",
        "exactly",
        "roughly",
        "approximately",
        "more",
        "less",
        "fewer",
        "than",
        "at",
        "least",
        "up",
        "to",
        "no",
        "as",
        "within",
        "-",
        "–",
        "'",
        "’",
        ",",
        "st",
        "nd",
        "rd",
        "th",
        "year",
        "years",
        "day",
        "month",
        "week",
        "every",
        "each",
        "per",
        "once",
        "twice",
        "times",
        "earlier",
        "full",
        "long",
        "short",
        "whole",
        "entire",
        "consecutive",
        "straight",
        "additional",
        "further",
        "another",
        "single",
        "other",
        "recent",
        "subsequent",
        "succeeding",
        "intervening",
        "its",
        "his",
        "her",
        "their",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "hundred",
        "thousand",
        "dozen",
        "dozens",
        "hundreds",
        "thousands",
        "and",
        "yesterday",
        "tomorrow",
        "today",
        "by",
        "for",
        "during",
        "until",
        "before",
        "after",
        "from",
        "fiscal",
        "opening",
        "closing",
        "very",
        "remainder",
        "quarter",
        "weekend",
        "small",
        "wee",
        "predawn",
        ".",
    ]
)
_NEVER_FIRST = frozenset(
    [
        "-",
        "–",
        ",",
        ".",
        "and",
        "st",
        "nd",
        "rd",
        "th",
        "in",
        "on",
        "at",
        "by",
        "of",
        "for",
        "during",
        "until",
        "before",
        "after",
        "from",
        "to",
        "into",
        "as",
        "no",
        "than",
        "hours",
    ]
)
_REACH = 9


@cache
def _triggers() -> Mapping[str, str]:
    t = table()
    out: dict[str, str] = {}
    for unit in t["units"]:
        out[unit] = out[unit + "s"] = "unit"
    for part in t["parts"]:
        out[part] = "part"
    for season in t["seasons"]:
        out[season] = "season"
        out[season + "s"] = "season"
    for word in (
        "daily",
        "weekly",
        "monthly",
        "yearly",
        "annually",
        "nightly",
        "hourly",
        "quarterly",
    ):
        out[word] = "adverb"
    for word in ("today", "yesterday", "tomorrow", "tonight", "overnight"):
        out[word] = "word"
    for phrase in t["references"]:
        out.setdefault(
            phrase.split()[0]
            if phrase.split()[0] not in ("the", "at", "for", "right", "these")
            else phrase.split()[-1],
            "word",
        )
    for month in t["months"]:
        out[month] = "month"
    for weekday in t["weekdays"]:
        out[weekday] = out[weekday + "s"] = "weekday"
    for feast in t["feasts"]:
        out.setdefault(feast.split()[0].split("'")[0].split("’")[0], "feast")
    out["century"] = out["centuries"] = "century"
    out["midnight"] = out["midday"] = out["noon"] = "noon"
    out["min"] = out["mins"] = out["hr"] = out["hrs"] = "unit"
    return out


_DAY_BEFORE = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\s*(?:-|–|to|and|/)\s*$")
_DAY_AFTER = re.compile(
    r"\s*(?:-|–|to|and|or|through|until)\s*(?P<day>\d{1,2})(?:st|nd|rd|th)?(?:,\s+(?P<year>\d{4}))?"
    r"(?=\s*[,.;:)]|\s+(?:in|at|of|and|to|as|when|by|with|the|a|but|for)\b|\s*$)(?!,\d|\.\d|:\d)"
)
_YEAR_AFTER = re.compile(r"[-–/](?P<year>\d{2})(?![\d%-])(?!\.\d)")


def recognise(lex: Lexemes) -> list[Raw]:
    """The time expressions of one paragraph in order, none overlapping."""
    out: list[Raw] = []
    triggers = _triggers()
    done = 0  # the first piece that may still be used
    for i, word in enumerate(lex.words):
        if i < done:
            continue
        kind = triggers.get(word)
        if kind is None:
            if not word[0].isdigit():
                continue
            kind = _number_kind(lex, i)
            if kind is None:
                continue
        found = _match(lex, i, kind, done)
        if found is None:
            continue
        out.append(found)
        if kind in ("month", "weekday"):
            _first_day_of_range(lex, out)
            _last_day_of_range(lex, out)
        elif kind == "year":
            _last_year_of_range(lex, out)
        while done < len(lex) and lex.starts[done] < out[-1].end:
            done += 1
    return out


def _number_kind(lex: Lexemes, i: int) -> str | None:
    """What the digits at `i` may begin: a clock time, a year, a numeric date."""
    raw = lex.raw[i]
    nxt = lex.word(i + 1)
    if nxt == ":" and len(raw) <= 2 and lex.glued(i + 1) and lex.is_number(i + 2):
        return "number"
    if "." in raw and nxt in ("a", "p", "am", "pm"):
        return "number"
    if raw.isdigit():
        if len(raw) == 4:
            if nxt == "s" and lex.glued(i + 1):
                return "decade" if raw[3] == "0" else "year"
            if nxt == "-" and lex.glued(i + 1) and lex.is_number(i + 2) and lex.word(i + 3) == "-":
                return "number"
            if nxt in ("gmt", "utc", "hours", "hrs", "local", "ist", "est", "bst", "cet", "h"):
                return "military"
            return "year"
        if len(raw) <= 2:
            if nxt in ("a", "p", "am", "pm", "o") or (nxt in ("/", ".") and lex.glued(i + 1)):
                return "number"
            if nxt == "s" and lex.glued(i + 1) and raw[-1] == "0":
                return "decade"
        if nxt in ("bc", "b", "bce", "ad") and len(raw) < 4:
            return "year"
    elif ("." in raw and raw.count(".") == 1 and nxt == "." and lex.glued(i + 1)) or (
        "." in raw and nxt in ("gmt", "am", "pm", "hrs")
    ):
        return "number"
    return None


def _match(lex: Lexemes, i: int, kind: str, done: int) -> Raw | None:
    first = i
    while (
        first > done
        and i - first < _REACH
        and (
            lex.words[first - 1] in _LEFT
            or lex.words[first - 1] in table()["weekdays"]
            or lex.words[first - 1][0].isdigit()
            or lex.words[first - 1] == "½"
            or (
                first == i
                and kind == "unit"
                and lex.words[i - 1].isalpha()
                and lex.words[i - 2 : i - 1] > [""]
            )
        )
    ):
        first -= 1
    grammar = patterns()
    for start in range(first, i + 1):
        if start < i and lex.words[start] in _NEVER_FIRST:
            continue
        for rule in _FAMILIES[kind]:
            pattern: re.Pattern[str] = getattr(grammar, rule)
            found = pattern.match(lex.text, lex.starts[start])
            if found is None or found.end() < lex.ends[i]:
                continue
            parts = {k: v for k, v in found.groupdict().items() if v}
            end = found.end()
            while (
                end > found.start()
                and lex.text[end - 1] in " ,.\t"
                and not _keeps_dot(lex.text, end)
            ):
                end -= 1
            if allowed(rule, parts, lex, start, i, end):
                return Raw(found.start(), end, rule, parts)
    return None


def _keeps_dot(text: str, end: int) -> bool:
    """The dot of "a.m." belongs to it; that of "Sept." too where text goes on."""
    return (
        text[end - 1] == "." and end >= 4 and text[end - 2].lower() == "m" and text[end - 3] in ". "
    )


def _first_day_of_range(lex: Lexemes, out: list[Raw]) -> None:
    """ "13 to 14 February": the 13 has its month behind the next day."""
    found = out[-1]
    if found.rule != "month" or "day" not in found.parts:
        return
    lower = out[-2].end if len(out) > 1 else 0
    text = lex.text[lower : found.start]
    m = _DAY_BEFORE.search(text)
    if m is None or not 1 <= int(m["day"]) <= 31:
        return
    parts = {k: v for k, v in found.parts.items() if k in ("month", "year", "yearword", "era")}
    parts["day"] = m["day"]
    out.insert(-1, Raw(lower + m.start("day"), lower + m.end("day"), "month", parts))


def _last_day_of_range(lex: Lexemes, out: list[Raw]) -> None:
    """ "May 7 and 8": the 8 has its month before the first day."""
    found = out[-1]
    if found.rule != "month" or "day2" not in found.parts or "year" in found.parts:
        return
    m = _DAY_AFTER.match(lex.text, found.end)
    if m is None or not int(found.parts["day2"]) < int(m["day"]) <= 31:
        return
    parts = {"month": found.parts["month"], "day": m["day"]}
    if m["year"]:
        found.parts["year"] = parts["year"] = m["year"]
    out.append(Raw(m.start("day"), m.end(), "month", parts))


def _last_year_of_range(lex: Lexemes, out: list[Raw]) -> None:
    """ "1958-59"."""
    found = out[-1]
    year = found.parts.get("year", "")
    m = _YEAR_AFTER.match(lex.text, found.end) if found.rule == "year" and year else None
    if m is not None and int(m["year"]) > int(year[2:]):
        out.append(Raw(m.start("year"), m.end(), "year", {"year": year[:2] + m["year"]}))

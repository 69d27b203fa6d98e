"""Finding time expressions: a trigger word, the grammar tried from the places to its left."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from twosource.reading.times.candidate import Candidate
from twosource.reading.times.guards import allowed
from twosource.reading.times.guards_dates import known_year
from twosource.reading.times.lexicon import table
from twosource.reading.times.patterns import patterns
from twosource.reading.times.ranges import complete
from twosource.reading.times.raw import Raw

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from twosource.reading.quantities.lexemes import Lexemes

__all__ = ["recognise"]

# Rules by kind of trigger, tried in this order from each place.
_FAMILIES: Mapping[str, tuple[str, ...]] = {
    kind: tuple(rules.split())
    for kind, rules in {
        "month": "month relative set",
        "weekday": "month numeric part_of_weekday relative set weekday",
        "year": "month season year",
        "number": "numeric clock",
        "military": "military",
        "noon": "noon",
        "decade": "decade",
        "century": "century relative the_unit offset last_count the_past duration plural",
        "half": "quarter",
        "q": "quarter_code",
        "season": "year season set",
        "unit": "reference quarter early_hours weekend year_earlier offset bare_offset set "
        "last_count the_past relative the_unit day_beside all_long rate duration glued long plural",
        "part": "month night_of part_of_weekday weekday relative day_beside set deictic part",
        "word": "reference deictic",
        "adverb": "adverb",
        "feast": "feast",
    }.items()
}
_REACH = 9  # pieces to the left of a trigger


@cache
def _triggers() -> Mapping[str, str]:
    t = table()
    out: dict[str, str] = {}
    for part, kind in (("units", "unit"), ("seasons", "season")):
        for word in t[part]:
            out[word] = out[word + "s"] = out[word + "long"] = kind
    out.update(dict.fromkeys(t["parts"], "part"))
    out.update(dict.fromkeys(t["adverbs"], "adverb"))
    out.update({w.split()[-1]: "word" for w in t["deictic"] if len(w.split()) == 1})
    for phrase in t["references"]:
        out.setdefault(phrase.split()[-1], "word")
    out.update(dict.fromkeys(t["months"], "month"))
    for weekday in t["weekdays"]:
        out[weekday] = out[weekday + "s"] = "weekday"
    for feast in t["feasts"]:
        out.setdefault(feast.replace("\u2019", "'").split()[0].split("'")[0], "feast")
    out["century"] = out["centuries"] = "century"
    out.update(dict.fromkeys(("midnight", "midday", "noon"), "noon"))
    out.update(dict.fromkeys(("min", "mins", "hr", "hrs", "sec", "secs", "yr", "yrs"), "unit"))
    out["half"] = "half"
    out["q"] = "q"
    return out


@cache
def _left() -> tuple[frozenset[str], frozenset[str]]:
    t = table()
    words = frozenset(t["left"]["words"]) | frozenset(t["weekdays"])
    return words, frozenset(t["left"]["never_first"])


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
        out.extend(complete(lex, found, out[-1].end if out else 0))
        while done < len(lex) and lex.starts[done] < out[-1].end:
            done += 1
    return out


def _number_kind(lex: Lexemes, i: int) -> str | None:
    """What the digits at `i` may begin: a clock time, a year, a numeric date."""
    raw = lex.raw[i]
    after = lex.word(i + 1)
    if not raw.isdigit():
        clock = "." in raw and (after in {"a", "p", "am", "pm", "gmt", "hrs"})
        dotted = raw.count(".") == 1 and after == "." and lex.glued(i + 1)
        return "number" if clock or dotted else None
    if after == ":" and len(raw) <= 2 and lex.is_number(i + 2):
        return "number"
    if len(raw) == 4:
        return _four_digits(lex, i)
    if len(raw) <= 2:
        joined = after in {"/", "."} and lex.glued(i + 1)
        spaced = after in {"/", "-"} and lex.word(i + 3) == after and lex.is_number(i + 4)
        if joined or spaced or after in {"a", "p", "am", "pm", "o"}:
            return "number"
        if after == "s" and lex.glued(i + 1) and raw[-1] == "0":
            return "decade"
    return "year" if after in {"bc", "b", "bce", "ad"} else None


def _four_digits(lex: Lexemes, i: int) -> str:
    raw, after = lex.raw[i], lex.word(i + 1)
    if after == "s" and lex.glued(i + 1) and raw[3] == "0":
        return "decade"
    if after == "-" and lex.glued(i + 1) and lex.is_number(i + 2) and lex.word(i + 3) == "-":
        return "number"
    timed = after in {"hours", "hrs", "local", "h"} or after in table()["zones"]
    return "military" if timed else "year"


def _match(lex: Lexemes, i: int, kind: str, done: int) -> Raw | None:
    """The expression around the trigger at piece `i` that begins furthest to the left."""
    never_first = _left()[1]
    grammar = patterns()
    for start in range(_leftmost(lex, i, kind, done), i + 1):
        if start < i and lex.words[start] in never_first and lex.words[start + 1] != "least":
            continue
        for rule in _FAMILIES[kind]:
            pattern: re.Pattern[str] = getattr(grammar, rule)
            found = pattern.match(lex.text, lex.starts[start])
            if found is None or found.end() < lex.ends[i]:
                continue
            parts = {k: v for k, v in found.groupdict().items() if v}
            end = _trim(lex.text, found.start(), found.end())
            candidate = Candidate(parts, lex, start, i, end)
            if allowed(rule, candidate):
                if rule == "month":
                    parts |= known_year(candidate)
                return Raw(found.start(), end, rule, parts)
    return None


def _leftmost(lex: Lexemes, i: int, kind: str, done: int) -> int:
    """How far to the left an expression with its trigger at `i` may reach."""
    words = _left()[0]
    first = i
    while first > done and i - first < _REACH:
        word = lex.words[first - 1]
        # One unknown adjective before a unit: "two bloody weeks".
        adjective = first == i and kind == "unit" and word.isalpha()
        if not (word in words or word[0].isdigit() or adjective):
            break
        first -= 1
    return first


def _trim(text: str, start: int, end: int) -> int:
    """Leave out what a pattern took of the spaces and stops behind it."""
    while end > start and text[end - 1] in " ,.\t" and not _keeps_dot(text, end):
        end -= 1
    return end


def _keeps_dot(text: str, end: int) -> bool:
    """The last dot of "a.m." belongs to it."""
    return text[end - 1] == "." and text[end - 2 : end - 1].lower() == "m" and text[end - 3] in ". "

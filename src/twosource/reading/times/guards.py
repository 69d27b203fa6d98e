"""What looks like a time and is none: "May" the minister, "fell in the fall of the city"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.reading.quantities import units
from twosource.reading.times.lexicon import table

if TYPE_CHECKING:
    from twosource.reading.quantities.lexemes import Lexemes

__all__ = ["allowed"]

_PREPOSITIONS = frozenset(
    [
        "in",
        "since",
        "until",
        "till",
        "by",
        "of",
        "from",
        "to",
        "through",
        "during",
        "before",
        "after",
        "between",
        "and",
        "early",
        "late",
        "mid",
        "last",
        "next",
        "this",
        "that",
        "on",
        "end",
        "beginning",
        "start",
        "around",
        "about",
        "for",
        "or",
        "every",
        "each",
        "into",
        "(",
        "-",
        "–",
        "/",
    ]
)
_YEAR_LEADS = frozenset(
    [
        "in",
        "since",
        "until",
        "till",
        "by",
        "during",
        "before",
        "after",
        "between",
        "early",
        "late",
        "mid",
        "year",
        "summer",
        "autumn",
        "winter",
        "spring",
        "fall",
        "the",
        "from",
        "to",
        "of",
        "and",
        "through",
        "around",
        "circa",
        "c",
        "ca",
        "about",
        ",",
        "(",
        "-",
        "–",
        "for",
        "or",
        "into",
        "end",
        "beginning",
        "start",
        "/",
        "his",
        "her",
        "its",
        "their",
        "'s",
        "’s",
        "a",
        "an",
    ]
)
_COUNT_LEADS = frozenset(
    ["of", "to", "from", "by", "about", "around", "and", "some", "or", "for", "through", "a", "an"]
)
_DOUBTFUL_MONTHS = frozenset(
    {"may", "march", "mar", "dec", "sep", "jan", "april", "june", "august"}
)
_DOUBTFUL_WEEKDAYS = frozenset({"sun", "sat", "mon", "wed", "fri", "thu", "tue"})


_MONTH_LEADS = frozenset(
    [
        "in",
        "since",
        "until",
        "till",
        "during",
        "early",
        "late",
        "mid",
        "last",
        "next",
        "this",
        "every",
        "through",
        "throughout",
    ]
)


def _month_near(lex: Lexemes, i: int) -> bool:
    """Whether another month stands within four pieces of piece `i`."""
    near = lex.words[max(0, i - 4) : i] + lex.words[i + 1 : i + 5]
    return any(w in _months() and len(w) > 3 for w in near)


def allowed(
    rule: str, parts: dict[str, str], lex: Lexemes, start: int, trigger: int, end: int
) -> bool:
    """Whether the match of `rule` that begins at piece `start` may stand."""
    check = _CHECKS.get(rule)
    return check is None or check(parts, lex, start, trigger, end)


def _following(lex: Lexemes, end: int) -> int:
    """The piece at or behind the character `end`."""
    i = 0
    low, high = 0, len(lex.starts)
    while low < high:
        i = (low + high) // 2
        if lex.starts[i] < end:
            low = i + 1
        else:
            high = i
    return low


def _month(parts: dict[str, str], lex: Lexemes, start: int, trigger: int, end: int) -> bool:
    month = parts["month"]
    if not month[0].isupper():
        return False
    day = parts.get("day") or parts.get("day2")
    if day is not None and not 1 <= int(day) <= 31:
        return False
    if "year" in parts and not 1000 <= int(parts["year"]) <= 2199:
        return False
    bare = not (day or "year" in parts or "yearword" in parts or "mod" in parts or "bc" in parts)
    low = month.lower()
    if (
        bare
        and low not in ("may", "march", "april", "june", "august")
        and len(low) <= 4
        and low not in ("july",)
    ):
        return lex.text[end : end + 1] == "." and low not in ("mar",)
    if bare and low in _DOUBTFUL_MONTHS:
        before = lex.word(start - 1)
        k = _following(lex, end)
        if low in ("may", "march"):
            if k < len(lex) and lex.raw[k].isalpha() and lex.raw[k][0].isupper():
                return False
            return before in _MONTH_LEADS or (before in _PREPOSITIONS and _month_near(lex, trigger))
        return start == 0 or not lex.raw[start - 1][0].isupper() or before in _PREPOSITIONS
    return True


def _weekday(parts: dict[str, str], lex: Lexemes, start: int, trigger: int, end: int) -> bool:
    word = parts["weekday"]
    if not word[0].isupper():
        return False
    if word.lower() in _DOUBTFUL_WEEKDAYS:
        return (
            lex.text[end : end + 1] == "." or "part" in parts or lex.word(start - 1) in ("on", "(")
        )
    return True


def _year(parts: dict[str, str], lex: Lexemes, start: int, trigger: int, end: int) -> bool:
    k = _following(lex, end)
    if "bc" in parts:
        return "era" in parts and parts["era"].upper().startswith(("B", "A"))
    if "year" not in parts:
        return False
    if "era" in parts or "mod" in parts or "season" in parts or "piece" in parts:
        return _plausible(parts["year"]) or "era" in parts
    if not _plausible(parts["year"]):
        return False
    j = trigger
    before = lex.word(j - 1)
    after = lex.word(k)
    glued_left = lex.glued(j)
    if glued_left and (before in "$£€#.:@_&+" or (before not in "(-–/'’\"“[," and True)):
        return False
    if glued_left and before in ("-", "–") and lex.glued(j - 1) and lex.raw[j - 2].isalpha():
        return lex.words[j - 2] in ("mid", "pre", "post", "early", "late")
    if lex.glued(k) and k < len(lex):
        if (lex.raw[k].isalpha() and after != "s") or after in "%$€£@_°″":
            return False
        if after in (".", ",", "-") and lex.glued(k + 1) and lex.is_number(k + 1) and after != "-":
            return False
    if after in ("-", "–") and lex.glued(k) and lex.glued(k + 1) and lex.is_number(k + 1):
        nxt = lex.raw[k + 1]
        if not (len(nxt) == 2 or (len(nxt) == 4 and _plausible(nxt))) or (
            after == "-" and lex.word(k + 2) == "-"
        ):
            return False
    if j == 0:
        return k >= len(lex) or not lex.raw[k][0].islower() or after in ("and", "to")
    if before == "of" and lex.word(j - 2) in (
        "average",
        "total",
        "sum",
        "number",
        "price",
        "cost",
        "maximum",
        "minimum",
        "population",
        "crowd",
        "toll",
    ):
        return False
    if units.after(lex, k, digits=True) is not None and not lex.glued(k):
        return False
    if before in _COUNT_LEADS or before not in _YEAR_LEADS:
        if _counts_something(lex, k):
            return False
    if before in _YEAR_LEADS or before in _months():
        return True
    return (
        not lex.raw[j - 1][0].isalpha()
        or lex.raw[j - 1][0].islower()
        or lex.words[k : k + 1] in ([","], ["."], [")"])
    )


def _months() -> dict[str, int]:
    months: dict[str, int] = table()["months"]
    return months


def _plausible(year: str) -> bool:
    return 1000 <= int(year) <= 2100


def _counts_something(lex: Lexemes, k: int) -> bool:
    """ "1500 people", "of 1200 metres": a plural noun or a unit right behind the figure."""
    word = lex.word(k)
    if word in (
        "people",
        "men",
        "women",
        "children",
        "feet",
        "m",
        "km",
        "kg",
        "percent",
        "million",
        "rpm",
        "police",
        "troops",
        "hours",
        "hrs",
    ):
        return True
    return (
        len(word) > 3
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "was"))
        and word
        not in (
            "elections",
            "olympics",
            "games",
            "talks",
            "riots",
            "protests",
            "attacks",
            "was",
            "has",
            "sales",
            "crisis",
            "finals",
            "news",
            "championships",
            "results",
            "accords",
            "bombings",
            "floods",
            "polls",
            "primaries",
        )
    )


def _season(parts: dict[str, str], lex: Lexemes, start: int, trigger: int, end: int) -> bool:
    if "year" in parts and not _plausible(parts["year"]):
        return False
    marked = any(k in parts for k in ("mod", "mod3", "rel", "year", "yearword", "bc"))
    before = lex.word(start - 1)
    if parts["season"].lower() == "fall" and "year" not in parts and "yearword" not in parts:
        rel = parts.get("rel", "").lower()
        k = _following(lex, end)
        if lex.word(k) == "of" or rel == "the":
            return False
        return rel.startswith(("this", "last", "next")) or (
            before == "in" and lex.word(k) in (",", ".", "")
        )
    if parts["season"].lower() == "spring" and parts["season"][0].isupper() and "year" not in parts:
        k = _following(lex, end)
        if k < len(lex) and lex.raw[k][0].isupper():
            return False
    return marked or before in _PREPOSITIONS


def _numeric(parts: dict[str, str], lex: Lexemes, start: int, trigger: int, end: int) -> bool:
    if "iso" in parts:
        return True
    a, b = int(parts["a"]), int(parts["b"])
    if not (1 <= a <= 31 and 1 <= b <= 31 and (a <= 12 or b <= 12)):
        return False
    if lex.glued(start) and lex.word(start - 1) not in ("(", "["):
        return False
    if "y" in parts:
        return True
    if parts["sep"] == ".":
        return False
    if "weekday" in parts:
        return True
    bracketed = lex.word(start - 1) == "(" and lex.text[end : end + 1] == ")"
    return bracketed or lex.word(start - 1) in ("on", "since", "until")


def _clock(parts: dict[str, str], lex: Lexemes, start: int, trigger: int, end: int) -> bool:
    if lex.glued(start) and lex.word(start - 1) not in ("(", "[", "-", "–", "~", '"', "“", "'"):
        return False
    hour = int(parts["hour"])
    if "half" in parts:
        return 1 <= hour <= 12
    if parts.get("clock", "").lower().startswith("o"):
        return hour <= 12
    if "minute" not in parts:
        return ("zone" in parts or "local" in parts) and False
    if ":" not in lex.text[lex.starts[start] : end]:
        return "zone" in parts or "local" in parts or "clock" in parts
    before = lex.word(start - 1)
    if "zone" in parts or "local" in parts or "part" in parts:
        return True
    return before not in ("of", "score", "time", "won", "lost", "ratio", "clocked", "ran", "verse")


def _military(parts: dict[str, str], lex: Lexemes, start: int, trigger: int, end: int) -> bool:
    return "zone" in parts or "local" in parts or "clock" in parts


def _part(parts: dict[str, str], lex: Lexemes, start: int, trigger: int, end: int) -> bool:
    """A bare part of the day only behind a preposition ("at night", "before dawn")."""
    if "word" in parts:
        return True
    rel = parts.get("rel", "").lower()
    if rel and not rel.startswith("the"):
        return True
    before = lex.word(start - 1)
    part = parts["part"].lower()
    if rel in ("the", "the early", "the late"):
        return before in ("in", "during", "through", "throughout", "into", "for", "of", "by")
    if "mod2" in parts:
        return True
    if before in (
        "at",
        "by",
        "until",
        "before",
        "after",
        "around",
        "from",
        "since",
        "till",
        "overnight",
    ):
        return part in ("night", "dawn", "dusk", "midday", "noon", "midnight", "nightfall")
    return False


def _unit_word(parts: dict[str, str], lex: Lexemes, start: int, trigger: int, end: int) -> bool:
    unit = parts["unit"].lower()
    text = lex.text[lex.starts[start] : end].lower()
    if unit in ("second", "quarter", "night") and "plural" not in parts and "-" not in text:
        count = parts.get("count", "").lower()
        return count in ("one", "a single") or (count[:1].isdigit() and unit != "quarter")
    if unit == "quarter":
        return False
    return not (unit == "day" and text in ("a day", "an day", "some day", "one day"))


def _duration(parts: dict[str, str], lex: Lexemes, start: int, trigger: int, end: int) -> bool:
    if not _unit_word(parts, lex, start, trigger, end):
        return False
    count = parts["count"].lower()
    if lex.glued(start) and lex.raw[start - 1] in "$£€.":
        return False
    if count in ("a", "an"):
        before = lex.word(start - 1)
        if before.isdigit() or before in (
            "times",
            "once",
            "twice",
            "percent",
            "%",
            "tonnes",
            "tons",
        ):
            return False
        k = _following(lex, end)
        if lex.word(k) in ("end", "later", "ago"):
            return True
    if "plural" not in parts and count not in ("a", "an", "one", "half a", "half an", "half"):
        text = lex.text[lex.starts[start] : end]
        return "-" in text or count[-1:].isdigit() or True
    return True


def _plural(parts: dict[str, str], lex: Lexemes, start: int, trigger: int, end: int) -> bool:
    unit = parts["unit"].lower()
    if unit in ("second", "quarter", "night", "weekend", "fortnight"):
        return False
    k = _following(lex, end)
    if lex.word(k) in ("old", "older", "younger") or (lex.word(k), lex.word(k + 1)) == (
        "of",
        "age",
    ):
        return False
    if lex.word(start - 1) in ("-",) and lex.glued(start):
        return False
    before = lex.word(start - 1)
    if unit == "hour" and before in ("opening", "working", "office", "business", "trading", "rush"):
        return False
    return not lex.is_number(start - 1)


def _hours(parts: dict[str, str], lex: Lexemes, start: int, trigger: int, end: int) -> bool:
    return "weekday" not in parts or parts["weekday"][0].isupper()


def _weekend(parts: dict[str, str], lex: Lexemes, start: int, trigger: int, end: int) -> bool:
    return True


def _relative(parts: dict[str, str], lex: Lexemes, start: int, trigger: int, end: int) -> bool:
    if "month" in parts and not parts["month"][0].isupper():
        return False
    if "weekday" in parts and not parts["weekday"][0].isupper():
        return False
    unit = parts.get("unit", "").lower()
    if unit in ("second", "minute", "hour"):
        return False
    rel = parts["rel"].lower()
    if rel in ("previous", "following") and unit:
        return lex.word(start - 1) in ("the", "in") or False
    return not (rel == "last" and unit == "minute")


def _set(parts: dict[str, str], lex: Lexemes, start: int, trigger: int, end: int) -> bool:
    if "weekday" in parts:
        return parts["weekday"][0].isupper()
    if "month" in parts:
        return parts["month"][0].isupper()
    return True


def _century(parts: dict[str, str], lex: Lexemes, start: int, trigger: int, end: int) -> bool:
    nth = parts["nth"].lower()
    return nth[0].isdigit() or nth in table()["centuries"]


def _reference(parts: dict[str, str], lex: Lexemes, start: int, trigger: int, end: int) -> bool:
    ref = parts["reference"].lower()
    if ref in ("the past", "the future", "the present"):
        nxt = lex.word(_following(lex, end))
        return not nxt.isalpha() or nxt in (
            "and",
            "but",
            "of",
            "when",
            "as",
            "has",
            "is",
            "was",
            "have",
            "had",
        )
    if table()["references"][" ".join(ref.split())] == "":
        return False
    return not (ref == "now" and lex.word(start - 1) in ("right",) and False)


def _deictic(parts: dict[str, str], lex: Lexemes, start: int, trigger: int, end: int) -> bool:
    """Not the "Today" in the name of a paper."""
    word = lex.raw[trigger]
    if not word[0].isupper() or word.isupper() or trigger == 0:
        return True
    return not (lex.raw[trigger - 1].isalpha() and lex.raw[trigger - 1][0].isupper())


_CHECKS = {
    "deictic": _deictic,
    "early_hours": _hours,
    "month": _month,
    "weekday": _weekday,
    "part_of_weekday": _weekday,
    "year": _year,
    "season": _season,
    "numeric": _numeric,
    "clock": _clock,
    "military": _military,
    "part": _part,
    "offset": _unit_word,
    "duration": _duration,
    "plural": _plural,
    "relative": _relative,
    "set": _set,
    "century": _century,
    "reference": _reference,
    "weekend": _weekend,
}

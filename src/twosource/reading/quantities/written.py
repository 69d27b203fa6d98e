"""Quantities in the form that the field's scorers read: value, unit as written, one sign of change.

The form is that of NewsQuant and its peers (CQE, quantulum3): a range and a vague plural are two
numbers ("dozens" is [12, 120], one to ten times its word), a count has its noun for a unit,
ordinals are left out, and "nine days later", which is a date to `twosource.reading.times`, is nine
days as well.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from twosource.reading.quantities import number_tables, numerals, units
from twosource.reading.quantities.lexemes import Lexemes

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twosource.model import Quantity, TimeExpression

__all__ = ["as_written", "change_of", "unit_of", "value_of"]

_OFFSET = re.compile(r"(.*\S)\s+(?:later|ago|earlier|before|after)", re.IGNORECASE | re.DOTALL)
_JOINTS = frozenset(
    {"-", "\u2013", "\u2014", "to", "or", "and", "of", "in", "out", "between", "every"}
)
_NO_UNIT = "-"


def as_written(
    text: str, quantities: Sequence[Quantity], times: Iterable[TimeExpression]
) -> list[dict[str, Any]]:
    """One dictionary a quantity, in the order of `text`, from which the offsets are counted.

    `value` is a number or `[low, high]`; `unit` the words of the text ("miles", "%", "people"),
    "-" where there are none; `normalized_unit` the normal name of it; `change` one of `=`, `~`,
    `<`, `>`, `up`, `down`; `start` and `end` code points of `text`; `index` the place in
    `quantities`, None for the length of time in "nine days later".
    """
    out = []
    for index, q in enumerate(quantities):
        if q.kind == "ordinal":
            continue
        unit = unit_of(text, q)
        out.append(
            {
                "value": value_of(text, q),
                "unit": unit or _NO_UNIT,
                "normalized_unit": _normal(q) or unit or _NO_UNIT,
                "change": change_of(q),
                "start": q.start,
                "end": q.end,
                "index": index,
            }
        )
    for time in times:
        found = _offset(text, time)
        if found is not None and not any(_overlap(found, q) for q in quantities):
            out.append(found)
    return sorted(out, key=lambda d: d["start"])


def _overlap(found: dict[str, Any], q: Quantity) -> bool:
    return bool(found["start"] < q.end and q.start < found["end"])


def value_of(text: str, q: Quantity) -> float | list[float]:
    """The number as written, or `[low, high]` of a range or a vague plural."""
    words = text[q.start : q.end].lower()
    sizes = [s for w in re.findall(r"[a-z]+", words) if (s := _plural(w)) is not None]
    if sizes:
        size = math.prod(sizes)
        return [size, size * 10]
    low, high = _bounds(q)
    if low < high and len(_figures(words, money=q.kind == "money")[0]) > 1:
        return [low, high]
    return 2.0 if words.startswith("a couple") else q.value


def _plural(word: str) -> float | None:
    """The size of a vague plural: 12 for "dozens", None for any other word."""
    t = number_tables.lists()
    if word not in t.vague:
        return None
    return {"tens": 10.0, "scores": 20.0}.get(word) or t.magnitudes.get(word[:-1])


def _bounds(q: Quantity) -> tuple[float, float]:
    """Both ends of a range, whatever its hedge made of them."""
    if q.low == -math.inf:
        return 2 * q.value - q.high, q.high
    if q.high == math.inf:
        return q.low, 2 * q.value - q.low
    return q.low, q.high


def change_of(q: Quantity) -> str:
    """Hedge or direction in one sign; of both, the hedge."""
    hedge = q.hedge.lower()
    if hedge and not hedge.startswith(("as many", "as much")):
        if q.low == -math.inf or (q.high_open and hedge.startswith("just under")):
            return "<"
        just_over = q.low_open and q.low == q.value
        return ">" if q.high == math.inf or just_over else "~"
    return {"rise": "up", "fall": "down"}.get(q.change, "=")


def unit_of(text: str, q: Quantity) -> str:
    """The words of the unit or of the noun that is counted, "" where there are none."""
    counted = text[q.counted_span.start : q.counted_span.end] if q.counted_span else q.counted
    if q.kind == "count" or q.unit.startswith("per "):
        return f"{counted} {q.unit}".strip()
    return _figures(text[q.start : q.end], money=q.kind == "money")[1] or q.unit


def _normal(q: Quantity) -> str:
    if q.kind == "count":
        return q.counted
    if q.unit.startswith("per "):
        return f"{q.counted} {q.unit}"
    first, *rest = q.unit.split(" per ")
    return " per ".join([units.spoken(first) if q.kind == "money" or rest else first, *rest])


def _figures(words: str, *, money: bool) -> tuple[list[float], str]:
    """The numbers in the words of one quantity, and the words of its unit."""
    lex = Lexemes(words)
    values: list[float] = []
    groups: list[list[int]] = [[]]
    i = 0
    while i < len(lex):
        found = numerals.parse(lex, i, money=money)
        if found is not None and found.form != "ordinal":
            values.append(found.value)
            groups.append([])
            i = found.last
            continue
        groups[-1].append(i)
        i += 1
    units_found = dict.fromkeys(filter(None, (_joined(lex, group) for group in groups)))
    return values, " ".join(units_found)


def _joined(lex: Lexemes, group: list[int]) -> str:
    """The words of these pieces without what joins two numbers; "HK $" is "HK$"."""
    while group and lex.words[group[0]] in _JOINTS:
        group = group[1:]
    while group and lex.words[group[-1]] in _JOINTS:
        group = group[:-1]
    if not group:
        return ""
    return lex.text[lex.starts[group[0]] : lex.ends[group[-1]]].replace(" $", "$")


def _offset(text: str, time: TimeExpression) -> dict[str, Any] | None:
    """As in "nine days later": nine days."""
    found = _OFFSET.fullmatch(text[time.start : time.end]) if time.type != "DURATION" else None
    if found is None:
        return None
    lex = Lexemes(found[1])
    for i in range(len(lex)):
        number = numerals.parse(lex, i)
        named = number and units.after(lex, number.last, digits=False)
        if number is None or number.form in {"ordinal", "vague"} or not named:
            continue
        unit, end = named
        return {
            "value": number.value,
            "unit": found[1][lex.starts[number.last] : lex.ends[end - 1]],
            "normalized_unit": unit.name,
            "change": "=",
            "start": time.start + lex.starts[number.first],
            "end": time.start + lex.ends[end - 1],
            "index": None,
        }
    return None

"""A reading as plain data for JSON: the form that `schema/reading-1.json` describes.

`attributions`, `quantities`, `timex` and `names` have the fields that the scorers of the field
read: lists of `[start, end]`, TIMEX3 types and values, a value with its unit and its change.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from twosource.dossier.as_json import dumps, pair, report_to_dict
from twosource.reading.quantities.written import as_written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from twosource.model import (
        Argument,
        Attribution,
        Name,
        Place,
        Quantity,
        Reading,
        Span,
        Statement,
        TimeExpression,
    )

__all__ = ["FIELDS", "READING_SCHEMA", "reading_line", "reading_to_dict"]

READING_SCHEMA = "twosource/reading/1"
# The parts of a reading that can be asked for by themselves; schema and id are always there.
FIELDS = (
    "report", "sentences", "names", "quantities", "ordinals", "timex", "attributions", "statements",
)  # fmt: skip


def reading_to_dict(
    reading: Reading, *, texts: bool = True, fields: Sequence[str] = FIELDS
) -> dict[str, Any]:
    """The reading as dictionaries, lists, strings and numbers; see docs/json.md.

    With `texts` false the report's text is left out (`null`). Of FIELDS only `fields` are given.
    """
    text = reading.report.text
    parts: dict[str, Callable[[], object]] = {
        "report": lambda: report_to_dict(reading.report, text=texts),
        "sentences": lambda: [[s.start, s.end] for s in reading.sentences],
        "names": lambda: [_name(n, text) for n in reading.names],
        "quantities": lambda: _quantities(reading),
        "ordinals": lambda: _ordinals(reading),
        "timex": lambda: [_time(t, text) for t in reading.times],
        "attributions": lambda: [_attribution(a) for a in reading.attributions],
        "statements": lambda: [_statement(s) for s in reading.statements],
    }
    return {
        "schema": READING_SCHEMA,
        "id": reading.report.id,
        **{field: part() for field, part in parts.items() if field in fields},
    }


def reading_line(reading: Reading, *, texts: bool = True, fields: Sequence[str] = FIELDS) -> str:
    """The reading as one line of JSON, ended by a newline."""
    return dumps(reading_to_dict(reading, texts=texts, fields=fields), line=True) + "\n"


def _finite(number: float) -> float | None:
    return number if math.isfinite(number) else None


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [pair(s) for s in spans]


def _name(name: Name, text: str) -> dict[str, Any]:
    return {
        "id": name.id,
        "text": name.text,
        "kind": name.kind.value,
        "roles": list(name.roles),
        "mentions": [
            {"start": m.start, "end": m.end, "text": text[m.start : m.end], "how": m.how}
            for m in name.mentions
        ],
        "place": _place(name.place) if name.place else None,
        "candidates": [_place(p) for p in name.candidates],
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "within": [{"id": identity, "name": name} for identity, name in place.within],
        "disputed": place.disputed,
    }


def _quantities(reading: Reading) -> list[dict[str, Any]]:
    """All but ordinals, and the lengths of time in dates such as "nine days later"."""
    text = reading.report.text
    out = []
    for found in as_written(text, reading.quantities, reading.times):
        number = found.pop("index")
        written = {"id": number, **found, "text": text[found["start"] : found["end"]]}
        out.append(written | _interval(reading.quantities[number] if number is not None else None))
    return out


def _ordinals(reading: Reading) -> list[dict[str, Any]]:
    text = reading.report.text
    return [
        {
            "id": number,
            "start": q.start,
            "end": q.end,
            "text": text[q.start : q.end],
            "value": q.value,
            "counted": q.counted,
        }
        for number, q in enumerate(reading.quantities)
        if q.kind == "ordinal"
    ]


def _interval(quantity: Quantity | None) -> dict[str, Any]:
    """What is meant beyond the form of the scorers; bare for a length of time within a date."""
    if quantity is None:
        return {
            "kind": "duration", "low": None, "high": None, "low_open": False, "high_open": False,
            "base_unit": "", "factor": 1.0, "counted": "", "counted_span": None, "hedge": "",
            "same_as": None, "whole": None,
        }  # fmt: skip
    return {
        "kind": quantity.kind,
        "low": _finite(quantity.low),
        "high": _finite(quantity.high),
        "low_open": quantity.low_open,
        "high_open": quantity.high_open,
        "base_unit": quantity.base_unit,
        "factor": quantity.factor,
        "counted": quantity.counted,
        "counted_span": pair(quantity.counted_span) if quantity.counted_span else None,
        "hedge": quantity.hedge,
        "same_as": quantity.same_as,
        "whole": quantity.whole,
    }


def _time(time: TimeExpression, text: str) -> dict[str, Any]:
    return {
        "start": time.start,
        "end": time.end,
        "text": text[time.start : time.end],
        "type": time.type,
        "value": time.value,
        "first": time.first,
        "last": time.last,
        "anchor": time.anchor,
    }


def _attribution(attribution: Attribution) -> dict[str, Any]:
    return {
        "source": _pairs(attribution.source),
        "cue": _pairs(attribution.cue),
        "content": _pairs(attribution.content),
        "type": attribution.type.value,
        "factuality": attribution.factuality.value,
        "speaker": attribution.speaker,
        "speaker_text": attribution.speaker_text,
    }


def _argument(argument: Argument) -> dict[str, Any]:
    return {
        "role": argument.role,
        "start": argument.start,
        "end": argument.end,
        "head": argument.head,
        "case": argument.case,
        "name": argument.name,
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "start": statement.start,
        "end": statement.end,
        "sentence": statement.sentence,
        "predicate": statement.predicate,
        "predicate_span": pair(statement.predicate_span),
        "arguments": [_argument(a) for a in statement.arguments],
        "names": list(statement.names),
        "quantities": list(statement.quantities),
        "times": list(statement.times),
        "attributions": list(statement.attributions),
        "polarity": statement.polarity.value,
        "certainty": statement.certainty.value,
        "tense": statement.tense,
        "place": list(statement.place),
    }

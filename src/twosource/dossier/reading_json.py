"""A reading as plain data for JSON: the form that `schema/reading-1.json` describes.

`attributions`, `quantities`, `timex` and `names` have the fields that the scorers of the field
read: lists of `[start, end]`, TIMEX3 types and values, a value with its unit and its change.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from twosource.dossier.json_text import dumps
from twosource.dossier.report_json import pair, report_to_dict

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

__all__ = [
    "FIELDS",
    "READING_SCHEMA",
    "attribution_to_dict",
    "name_to_dict",
    "place_to_dict",
    "quantity_to_dict",
    "reading_line",
    "reading_to_dict",
    "statement_to_dict",
    "time_to_dict",
]

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
        "names": lambda: [name_to_dict(n, text) for n in reading.names],
        "quantities": lambda: _quantities(reading),
        "ordinals": lambda: _ordinals(reading),
        "timex": lambda: [time_to_dict(t, text) for t in reading.times],
        "attributions": lambda: [attribution_to_dict(a) for a in reading.attributions],
        "statements": lambda: [statement_to_dict(s) for s in reading.statements],
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
    return float(number) if math.isfinite(number) else None


def _pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [pair(s) for s in spans]


def name_to_dict(name: Name, text: str) -> dict[str, Any]:
    """One name with its mentions, whose words are cut from `text`."""
    return {
        "id": name.id,
        "text": name.text,
        "kind": name.kind.value,
        "roles": list(name.roles),
        "mentions": [
            {"start": m.start, "end": m.end, "text": text[m.start : m.end], "how": m.how}
            for m in name.mentions
        ],
        "place": place_to_dict(name.place) if name.place else None,
        "candidates": [place_to_dict(p) for p in name.candidates],
    }


def place_to_dict(place: Place) -> dict[str, Any]:
    """One place of the gazetteer."""
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
    # Only who asks for the scorers' form waits for the rules of numbers.
    from twosource.reading.quantities.written import as_written  # noqa: PLC0415

    text = reading.report.text
    out = []
    for found in as_written(text, reading.quantities, reading.times):
        number = found.pop("index")
        written = {"id": number, **found, "text": text[found["start"] : found["end"]]}
        out.append(
            written | quantity_to_dict(reading.quantities[number] if number is not None else None)
        )
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


def quantity_to_dict(quantity: Quantity | None) -> dict[str, Any]:
    """What is meant beyond the form of the scorers; bare for a length of time within a date."""
    if quantity is None:
        return {
            "kind": "duration", "low": None, "high": None, "low_open": False, "high_open": False,
            "base_unit": "", "factor": 1.0, "counted": "", "counted_span": None, "hedge": "",
            "same_as": None, "whole": None, "number": None, "normal_unit": "", "direction": "",
        }  # fmt: skip
    return {
        "kind": quantity.kind,
        "low": _finite(quantity.low),
        "high": _finite(quantity.high),
        "low_open": quantity.low_open,
        "high_open": quantity.high_open,
        "base_unit": quantity.base_unit,
        "factor": float(quantity.factor),
        "counted": quantity.counted,
        "counted_span": pair(quantity.counted_span) if quantity.counted_span is not None else None,
        "hedge": quantity.hedge,
        "same_as": quantity.same_as,
        "whole": quantity.whole,
        "number": float(quantity.value),
        "normal_unit": quantity.unit,
        "direction": quantity.change,
    }


def time_to_dict(time: TimeExpression, text: str) -> dict[str, Any]:
    """One time; its words are cut from `text`."""
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


def attribution_to_dict(attribution: Attribution) -> dict[str, Any]:
    """One attribution: source, cue and content as lists of `[start, end]`."""
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


def statement_to_dict(statement: Statement) -> dict[str, Any]:
    """One statement; it refers to the reading's other layers by number."""
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

"""A reading as plain data for JSON: the form that `schema/reading-1.json` describes.

`attributions`, `quantities`, `timex` and `names` have the fields that the scorers of the field
read: lists of `[start, end]`, TIMEX3 types and values, a value with its unit and its change.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from twosource.dossier.as_json import pair, report_to_dict

if TYPE_CHECKING:
    from collections.abc import Iterable

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

__all__ = ["READING_SCHEMA", "change_of", "reading_to_dict", "value_of"]

READING_SCHEMA = "twosource/reading/1"


def reading_to_dict(reading: Reading, *, texts: bool = True) -> dict[str, Any]:
    """The reading as dictionaries, lists, strings and numbers; see docs/json.md.

    With `texts` false the report's text is left out (`null`).
    """
    text = reading.report.text
    return {
        "schema": READING_SCHEMA,
        "id": reading.report.id,
        "report": report_to_dict(reading.report, text=texts),
        "sentences": [[s.start, s.end] for s in reading.sentences],
        "names": [_name(n, text) for n in reading.names],
        "quantities": [_quantity(q, text) for q in reading.quantities],
        "timex": [_time(t, text) for t in reading.times],
        "attributions": [_attribution(a) for a in reading.attributions],
        "statements": [_statement(s) for s in reading.statements],
    }


def change_of(quantity: Quantity) -> str:
    """Direction or hedge in one sign, as NewsQuant writes it: up, down, <, >, ~ or =."""
    if quantity.change:
        return {"rise": "up", "fall": "down"}[quantity.change]
    if not quantity.hedge:
        return "="
    if math.isinf(quantity.low):
        return "<"
    if math.isinf(quantity.high):
        return ">"
    return "~"


def value_of(quantity: Quantity) -> float | list[float]:
    """The number as written, or `[low, high]` where a range is written without a hedge."""
    bounded = math.isfinite(quantity.low) and math.isfinite(quantity.high)
    if bounded and not quantity.hedge and quantity.low < quantity.high:
        return [quantity.low, quantity.high]
    return quantity.value


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


def _quantity(quantity: Quantity, text: str) -> dict[str, Any]:
    return {
        "start": quantity.start,
        "end": quantity.end,
        "text": text[quantity.start : quantity.end],
        "value": value_of(quantity),
        "unit": quantity.unit or quantity.counted or "-",
        "change": change_of(quantity),
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

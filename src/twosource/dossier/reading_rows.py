"""The layers of a reading as rows, for a dossier: a third of the size of `reading_json`'s objects.

A row has the fields that the reading's form gives such an object, in the order of COLUMNS, which
is also how `reading_back` takes them up. Fields at a row's end that say the usual are left out.
What can be cut from the text is left out, too, and so are the words of the sentences (their tags
and trees): nothing that shows a dossier needs them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from twosource.dossier import reading_json as items

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twosource.model import Name, Place, Reading, Sentence, Statement

__all__ = ["COLUMNS", "USUAL", "Places", "reading_to_rows"]

# A column may be added at the end of a row within a version of the form; none moves or goes.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "sentences": ("start", "end", "block"),
    "names": ("text", "kind", "mentions", "roles", "place", "candidates"),
    "mentions": ("start", "end", "how"),
    "quantities": (
        "start", "end", "kind", "number", "low", "high", "counted", "counted_span",
        "normal_unit", "base_unit", "factor", "hedge", "low_open", "high_open", "direction",
        "same_as", "whole",
    ),
    "timex": ("start", "end", "type", "value", "first", "last", "anchor"),
    "attributions": (
        "content", "source", "cue", "type", "factuality", "speaker_text", "speaker",
    ),
    "statements": (
        "start", "end", "sentence", "predicate", "predicate_span", "arguments", "tense",
        "attributions", "names", "place", "quantities", "times", "certainty", "polarity",
    ),
    "arguments": ("role", "start", "end", "head", "case", "name"),
}  # fmt: skip

# What the last fields of a row are where they are left out.
USUAL: Mapping[str, Mapping[str, Any]] = {
    "sentences": {},
    "names": {"roles": [], "place": None, "candidates": []},
    "mentions": {},
    "quantities": {
        "counted": "", "counted_span": None, "normal_unit": "", "base_unit": "", "factor": 1.0,
        "hedge": "", "low_open": False, "high_open": False, "direction": "", "same_as": None,
        "whole": None,
    },
    "timex": {"value": None, "first": None, "last": None, "anchor": ""},
    "attributions": {"speaker": None},
    "statements": {
        "tense": "", "attributions": [], "names": [], "place": [], "quantities": [], "times": [],
        "certainty": "asserted", "polarity": "positive",
    },
    "arguments": {"case": "", "name": None},
}  # fmt: skip


class Places:
    """The places of all readings, each once, under numbers in the order in which they are met."""

    def __init__(self) -> None:
        self.found: list[dict[str, Any]] = []
        self._numbers: dict[Place, int] = {}

    def number(self, place: Place) -> int:
        """The place's number in `found`, where it is put when it is new."""
        known = self._numbers.get(place)
        if known is None:
            known = self._numbers[place] = len(self.found)
            self.found.append(items.place_to_dict(place))
        return known


def reading_to_rows(reading: Reading, places: Places) -> dict[str, Any]:
    """The report's id and each layer as a list of rows; names refer to `places` by number.

    Names, quantities (ordinals among them), times and attributions have for an id their place in
    the list, from 0; by it statements and others refer to them.
    """
    text = reading.report.text
    return {
        "report": reading.report.id,
        "sentences": [_sentence(s) for s in reading.sentences],
        "names": [_name(n, text, places) for n in reading.names],
        "quantities": [
            _row("quantities", {"start": q.start, "end": q.end, **items.quantity_to_dict(q)})
            for q in reading.quantities
        ],
        "timex": [_row("timex", items.time_to_dict(t, text)) for t in reading.times],
        "attributions": [
            _row("attributions", items.attribution_to_dict(a)) for a in reading.attributions
        ],
        "statements": [_statement(s) for s in reading.statements],
    }


def _row(layer: str, fields: Mapping[str, Any]) -> list[Any]:
    columns, usual = COLUMNS[layer], USUAL[layer]
    used = len(columns)
    while columns[used - 1] in usual and fields[columns[used - 1]] == usual[columns[used - 1]]:
        used -= 1
    return [fields[column] for column in columns[:used]]


def _sentence(sentence: Sentence) -> list[int]:
    return [sentence.start, sentence.end, sentence.block]


def _name(name: Name, text: str, places: Places) -> list[Any]:
    fields = items.name_to_dict(name, text)
    fields["mentions"] = [_row("mentions", m) for m in fields["mentions"]]
    fields["place"] = places.number(name.place) if name.place else None
    fields["candidates"] = [places.number(p) for p in name.candidates]
    return _row("names", fields)


def _statement(statement: Statement) -> list[Any]:
    fields = items.statement_to_dict(statement)
    fields["arguments"] = [_row("arguments", a) for a in fields["arguments"]]
    return _row("statements", fields)

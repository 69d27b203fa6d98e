"""A reading from the rows of a dossier's JSON (`reading_rows` writes them).

The sentences come without their words.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from twosource.dossier.reading_rows import COLUMNS, USUAL
from twosource.model import (
    Argument,
    Attribution,
    AttributionType,
    Certainty,
    Mention,
    Name,
    NameKind,
    Place,
    Polarity,
    Quantity,
    Reading,
    Report,
    Sentence,
    Span,
    Statement,
    TimeExpression,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.dossier.checked import Value

__all__ = ["place_from", "reading_from"]

_TIMES: tuple[Literal["DATE", "TIME", "DURATION", "SET"], ...] = (
    "DATE", "TIME", "DURATION", "SET",
)  # fmt: skip
_ROLES: tuple[Literal["agent", "patient", "oblique", "attribute"], ...] = (
    "agent", "patient", "oblique", "attribute",
)  # fmt: skip
_DIRECTIONS: tuple[Literal["", "rise", "fall"], ...] = ("", "rise", "fall")


def place_from(value: Value) -> Place:
    """One place. Raises Misfit."""
    return Place(
        id=value.field("id").text(),
        name=value.field("name").text(),
        kind=value.field("kind").text(),
        country=value.field("country").text(),
        latitude=value.field("latitude").number(),
        longitude=value.field("longitude").number(),
        within=value.field("within").each(lambda w: (w.field("id").text(), w.field("name").text())),
        disputed=value.field("disputed").flag(),
    )


def reading_from(value: Value, report: Report, places: Sequence[Place]) -> Reading:
    """The reading of `report`; every number in it leads somewhere. Raises Misfit."""
    sizes = {layer: len(value.field(layer).each(lambda v: v)) for layer in COLUMNS if layer in _TOP}
    layers = _Layers(report, places, sizes)
    return Reading(
        report=report,
        sentences=value.field("sentences").each(layers.sentence),
        names=tuple(
            layers.name(v, k) for k, v in enumerate(value.field("names").each(lambda v: v))
        ),
        quantities=value.field("quantities").each(layers.quantity),
        times=value.field("timex").each(layers.time),
        attributions=value.field("attributions").each(layers.attribution),
        statements=value.field("statements").each(layers.statement),
    )


_TOP = frozenset({"sentences", "names", "quantities", "timex", "attributions", "statements"})


def _row(value: Value, layer: str) -> dict[str, Value]:
    return value.row(COLUMNS[layer], USUAL[layer])


class _Layers:
    """The rows of one report, each taken up in the light of the text and of how many there are."""

    def __init__(self, report: Report, places: Sequence[Place], sizes: dict[str, int]) -> None:
        self.length = len(report.text)
        self.blocks = len(report.blocks)
        self.places = places
        self.sizes = sizes

    def sentence(self, value: Value) -> Sentence:
        row = _row(value, "sentences")
        span = self._span(value, row)
        return Sentence(span.start, span.end, row["block"].index(self.blocks, "block"), ())

    def name(self, value: Value, number: int) -> Name:
        row = _row(value, "names")
        place = row["place"].index_or_none(len(self.places), "place")
        return Name(
            id=number,
            text=row["text"].text(),
            kind=row["kind"].one_of(NameKind),
            mentions=row["mentions"].each(self._mention),
            roles=row["roles"].each(lambda v: v.text()),
            place=None if place is None else self.places[place],
            candidates=row["candidates"].each(
                lambda v: self.places[v.index(len(self.places), "place")]
            ),
        )

    def quantity(self, value: Value) -> Quantity:
        row = _row(value, "quantities")
        span = self._span(value, row)
        counted = row["counted_span"]
        return Quantity(
            start=span.start,
            end=span.end,
            value=row["number"].number(),
            low=-math.inf if row["low"].data is None else row["low"].number(),
            high=math.inf if row["high"].data is None else row["high"].number(),
            low_open=row["low_open"].flag(),
            high_open=row["high_open"].flag(),
            unit=row["normal_unit"].text(),
            base_unit=row["base_unit"].text(),
            factor=row["factor"].number(),
            counted=row["counted"].text(),
            counted_span=None if counted.data is None else counted.span(self.length),
            hedge=row["hedge"].text(),
            change=row["direction"].among(_DIRECTIONS),
            kind=row["kind"].text(),
            same_as=self._other(row["same_as"], "quantities"),
            whole=self._other(row["whole"], "quantities"),
        )

    def time(self, value: Value) -> TimeExpression:
        row = _row(value, "timex")
        span = self._span(value, row)
        return TimeExpression(
            start=span.start,
            end=span.end,
            type=row["type"].among(_TIMES),
            value=row["value"].text_or_none(),
            first=row["first"].text_or_none(),
            last=row["last"].text_or_none(),
            anchor=row["anchor"].text(),
        )

    def attribution(self, value: Value) -> Attribution:
        row = _row(value, "attributions")
        return Attribution(
            source=self._spans(row["source"]),
            cue=self._spans(row["cue"]),
            content=self._spans(row["content"]),
            type=row["type"].one_of(AttributionType),
            factuality=row["factuality"].one_of(Certainty),
            speaker=self._other(row["speaker"], "names"),
            speaker_text=row["speaker_text"].text(),
        )

    def statement(self, value: Value) -> Statement:
        row = _row(value, "statements")
        span = self._span(value, row)
        return Statement(
            start=span.start,
            end=span.end,
            sentence=row["sentence"].index(self.sizes["sentences"], "sentence"),
            predicate=row["predicate"].text(),
            predicate_span=row["predicate_span"].span(self.length),
            arguments=row["arguments"].each(self._argument),
            names=self._others(row["names"], "names"),
            quantities=self._others(row["quantities"], "quantities"),
            times=self._others(row["times"], "timex"),
            attributions=self._others(row["attributions"], "attributions"),
            polarity=row["polarity"].one_of(Polarity),
            certainty=row["certainty"].one_of(Certainty),
            tense=row["tense"].text(),
            place=self._others(row["place"], "names"),
        )

    def _mention(self, value: Value) -> Mention:
        row = _row(value, "mentions")
        span = self._span(value, row)
        return Mention(span.start, span.end, row["how"].text())

    def _argument(self, value: Value) -> Argument:
        row = _row(value, "arguments")
        span = self._span(value, row)
        return Argument(
            role=row["role"].among(_ROLES),
            start=span.start,
            end=span.end,
            head=row["head"].text(),
            case=row["case"].text(),
            name=self._other(row["name"], "names"),
        )

    def _span(self, value: Value, row: dict[str, Value]) -> Span:
        return value.span_of(row["start"], row["end"], self.length)

    def _spans(self, value: Value) -> tuple[Span, ...]:
        return value.each(lambda v: v.span(self.length))

    def _other(self, value: Value, layer: str) -> int | None:
        return value.index_or_none(self.sizes[layer], f"row of {layer}")

    def _others(self, value: Value, layer: str) -> tuple[int, ...]:
        return value.each(lambda v: v.index(self.sizes[layer], f"row of {layer}"))

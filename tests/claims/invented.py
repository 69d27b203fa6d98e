"""Quantities, times and tiny stories made by hand, all invented."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import twosource
from twosource.model import Quantity, TimeExpression

if TYPE_CHECKING:
    from twosource.model import Claim, Dossier, Report

INFINITE = math.inf
KM, MILE = ("kilometre", "metre", 1000.0), ("mile", "metre", 1609.344)


def count(value: float, *, low: float | None = None, high: float | None = None, **more: Any) -> Any:
    """A count of people, exact unless bounds are given."""
    fields: dict[str, Any] = {
        "start": 0,
        "end": 1,
        "value": value,
        "low": value if low is None else low,
        "high": value if high is None else high,
        "low_open": False,
        "high_open": False,
        "unit": "",
        "base_unit": "",
        "factor": 1.0,
        "counted": "person",
        "counted_span": None,
        "hedge": "",
    }
    return Quantity(**{**fields, **more})


def measure(value: float, unit: tuple[str, str, float], **more: Any) -> Quantity:
    """A measured value; `unit` is its name, its base unit and the factor."""
    name, base, factor = unit
    made: Quantity = count(
        value, unit=name, base_unit=base, factor=factor, kind="measure", counted="", **more
    )
    return made


def more_than(value: float) -> Quantity:
    made: Quantity = count(value, high=INFINITE, low_open=True, hedge="more than")
    return made


def at_least(value: float) -> Quantity:
    made: Quantity = count(value, high=INFINITE, hedge="at least")
    return made


def up_to(value: float) -> Quantity:
    made: Quantity = count(value, low=-INFINITE, hedge="up to")
    return made


def nearly(value: float) -> Quantity:
    made: Quantity = count(value, low=0.9 * value, high_open=True, hedge="nearly")
    return made


def about(value: float, unit: float) -> Quantity:
    made: Quantity = count(value, low=value - unit, high=value + unit, hedge="about")
    return made


def days(first: str | None, last: str | None) -> TimeExpression:
    return TimeExpression(0, 1, "DATE", first, first, last, "text" if first else "")


def report(name: str, text: str, published: str | None = "2025-05-06") -> Report:
    return twosource.report(text, id=name, outlet=name, published=published)


def compare(*texts: str, days: tuple[str, ...] = ()) -> Dossier:
    """Compare texts of the Courier, the Herald, the Post …, published on one day unless told."""
    names = ("Courier", "Herald", "Post", "Tribune", "Echo")
    when = days or ("2025-05-06",) * len(texts)
    return twosource.compare([report(n, t, d) for n, t, d in zip(names, texts, when, strict=False)])


def shared(dossier: Dossier, kind: str = "") -> list[Claim]:
    """The claims of two or more reports, of one kind if told."""
    return [
        c
        for c in dossier.claims
        if len({e.report for e in c.evidence}) > 1 and kind in ("", c.kind)
    ]

"""Plain words for values and questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.claims.governor import governing
from twosource.claims.words import words
from twosource.reading.invisible import visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twosource.model import Evidence, Quantity, Reading

__all__ = ["gist", "question_of_quantity", "value_of_quantity"]

CLAUSE = 4  # words; less is hardly one

_ASKS = {
    "money": "How much money",
    "percent": "What share",
    "age": "What age",
    "duration": "How long",
    "rate": "At what rate",
}


def value_of_quantity(text: str, quantity: Quantity) -> str:
    """A quantity as an answer: "about 5,000 square kilometres", "at least 40 people",
    "19.2 percent". `text` is its report's.
    """
    number = _number(quantity.value)
    if quantity.low != quantity.high and not quantity.hedge and quantity.low < quantity.high:
        finite = quantity.low > float("-inf") and quantity.high < float("inf")
        if finite and quantity.low <= quantity.value <= quantity.high:
            number = f"{_number(quantity.low)} to {_number(quantity.high)}"
    if quantity.unit:
        unit = _plural(quantity.unit) if quantity.value != 1 else quantity.unit
    else:
        unit = "" if quantity.counted.lower() in words().tallies else _noun(text, quantity)
        unit = (unit.split() or [""])[-1]
    return " ".join(w for w in (quantity.hedge.lower(), number, unit) if w)


def _noun(text: str, quantity: Quantity) -> str:
    """What is counted, as the report has it; "times" of "twice"."""
    if quantity.counted_span:
        return " ".join(visible(quantity.counted_span.of(text)).split())
    return "times" if quantity.counted == "time" else ""


def _plural(unit: str) -> str:
    """As "square kilometres" of "square kilometre"; codes of currencies stay."""
    first, *rest = unit.split(" per ")
    if first.isupper():
        return unit
    thing, *of = first.split(" of ")
    *before, last = thing.split(" ")
    plural = " ".join([*before, words().plurals.get(last, f"{last}s")])
    return " per ".join([" of ".join([plural, *of]), *rest])


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"


def question_of_quantity(reading: Reading, quantity: Quantity) -> str:
    """What a quantity answers, in the report's own words: "How many people (killed)?"."""
    text = reading.report.text
    noun = "" if quantity.counted.lower() in words().tallies else _noun(text, quantity)
    token = governing(reading, quantity)
    word = token.text.lower() if token else ""
    if word and (word in noun or noun in word) and noun:
        word = ""
    if quantity.kind in _ASKS:
        asks = _ASKS[quantity.kind]
        about = ", ".join(w for w in (noun, word) if w)
    elif quantity.unit:
        asks = f"How much, in {_plural(quantity.unit)}"
        about = ", ".join(w for w in (noun, word) if w)
    else:
        asks = f"How many {noun}" if noun else "How many"
        about = word
    return f"{asks} ({about})?" if about else f"{asks}?"


def gist(readings: Mapping[str, Reading], evidence: Sequence[Evidence]) -> str:
    """The shortest wording of a claim that is a clause, as its name for people; `readings` are by
    report id.
    """
    said = [" ".join(e.span.of(readings[e.report].report.text).split()) for e in evidence]
    return min(said, key=lambda w: (len(w.split()) < CLAUSE, len(w)))

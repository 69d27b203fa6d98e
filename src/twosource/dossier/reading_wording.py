"""What is read in a report, in plain words: the same in a terminal and on a page."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from twosource.dossier.plain import one_line
from twosource.model import Certainty, Polarity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twosource.model import (
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
    "attribution_facts",
    "chain",
    "interval",
    "name_facts",
    "quantity_facts",
    "speaker",
    "statement_facts",
    "time_facts",
    "where",
]

Facts = list[tuple[str, str]]  # what it is called, and what it is

_SIGNS = {"": "", "rise": ", a rise", "fall": ", a fall"}
_ANCHORS = {
    "publication": "by the day of publication",
    "dateline": "by the dateline",
    "context": "by another time of the text",
    "": "nothing anchors it",
}
_PLAIN_KINDS = frozenset({"count", "measure"})  # the interval and its unit show these
NOBODY = "nobody named"


# ---------------------------------------------------------------- names


def name_facts(name: Name) -> Facts:
    """Roles and place of a name; its kind and mentions are shown by whoever asks."""
    facts = [("role", one_line(role)) for role in name.roles]
    if name.place is not None:
        facts.append(("place", where(name.place)))
    elif name.candidates:
        facts.append(("place, one of", "; ".join(where(p) for p in name.candidates)))
    return facts


def where(place: Place) -> str:
    """As in "Ostrava (city), Moravian-Silesian Region, Czechia"."""
    around = [one_line(name) for _, name in place.within]
    said = ", ".join([f"{one_line(place.name)} ({place.kind})", *around])
    return f"{said}; more than one side claims it" if place.disputed else said


# ---------------------------------------------------------------- numbers


def interval(quantity: Quantity) -> str:
    """The interval meant, with its unit or what is counted: `[11.4, 12.6] kilometre`."""
    of = quantity.unit or quantity.counted
    if quantity.low == quantity.high:
        out = _number(quantity.low)
    else:
        left = "(" if quantity.low_open or math.isinf(quantity.low) else "["
        right = ")" if quantity.high_open or math.isinf(quantity.high) else "]"
        out = f"{left}{_number(quantity.low)}, {_number(quantity.high)}{right}"
    return f"{out} {of}".strip() + _SIGNS[quantity.change]


def _number(value: float) -> str:
    if math.isinf(value):
        return "∞" if value > 0 else "\N{MINUS SIGN}∞"
    return f"{value:,.10g}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def quantity_facts(reading: Reading, quantity: Quantity) -> Facts:
    """Kind, unless it is plain; hedge; what is measured; what it converts or is a part of."""
    facts = [] if quantity.kind in _PLAIN_KINDS else [("kind", quantity.kind)]
    if quantity.hedge:
        facts.append(("hedge", one_line(quantity.hedge)))
    if quantity.unit and quantity.counted:
        facts.append(("of", one_line(quantity.counted)))
    text, others = reading.report.text, reading.quantities
    for what, index in (("the same as", quantity.same_as), ("part of", quantity.whole)):
        if index is not None:
            facts.append((what, one_line(others[index].span.of(text))))
    return facts


# ---------------------------------------------------------------- times


def time_facts(time: TimeExpression) -> Facts:
    """Type, days that are meant, and what anchors them."""
    facts = [("type", time.type.lower())]
    if time.first and time.last:
        days = time.first if time.first == time.last else f"{time.first} to {time.last}"
        if days != time.value:
            facts.append(("days", days))
    if time.type in ("DATE", "TIME") and time.anchor != "text":
        facts.append(("anchor", _ANCHORS.get(time.anchor, one_line(time.anchor))))
    return facts


# ---------------------------------------------------------------- attributions


def speaker(reading: Reading, attribution: Attribution) -> str:
    """Who says it: the name that the source stands for, else its words."""
    if attribution.speaker_text:
        return one_line(attribution.speaker_text)
    return _spans(reading, attribution.source) or NOBODY


def chain(reading: Reading, attribution: Attribution) -> list[str]:
    """The speakers in whose words this attribution stands, the outermost first."""
    inside = (*attribution.source, *attribution.cue)
    around = [
        other
        for other in reading.attributions
        if other is not attribution
        and inside
        and all(any(c.contains(s) for c in other.content) for s in inside)
    ]
    around.sort(key=lambda a: -sum(len(c) for c in a.content))
    return [speaker(reading, a) for a in around]


def attribution_facts(reading: Reading, attribution: Attribution) -> Facts:
    """Type and factuality, the cue, the source's words where they are not the name, the chain."""
    how = attribution.type.value
    if attribution.factuality is not Certainty.ASSERTED:
        how += f", {attribution.factuality.value}"
    facts = [("type", how)]
    source, cue = _spans(reading, attribution.source), _spans(reading, attribution.cue)
    if source and source != speaker(reading, attribution):
        facts.append(("source", source))
    if cue:
        facts.append(("cue", cue))
    through = chain(reading, attribution)
    if through:
        facts.append(("as told by", " → ".join(through)))
    return facts


def _spans(reading: Reading, spans: Iterable[Span]) -> str:
    return one_line(" … ".join(s.of(reading.report.text) for s in spans))


# ---------------------------------------------------------------- statements


def statement_facts(reading: Reading, statement: Statement) -> Facts:
    """Its participants, place, times and numbers, its polarity and certainty, who says it."""
    text = reading.report.text
    facts = []
    for a in statement.arguments:
        role = one_line(a.case) or "with" if a.role == "oblique" else a.role
        facts.append((role, one_line(a.span.of(text))))
    facts += _listed("place", [one_line(reading.names[k].text) for k in statement.place])
    times = [reading.times[k] for k in statement.times]
    facts += _listed("time", [t.value or one_line(t.span.of(text)) for t in times])
    facts += _listed("number", [interval(reading.quantities[k]) for k in statement.quantities])
    how = [statement.tense] if statement.tense else []
    if statement.polarity is Polarity.NEGATIVE:
        how.append("negated")
    if statement.certainty is not Certainty.ASSERTED:
        how.append(statement.certainty.value)
    facts += _listed("how", how)
    through = [speaker(reading, reading.attributions[k]) for k in statement.attributions]
    if through:
        facts.append(("said by", " → ".join(through)))
    return facts


def _listed(what: str, words: Sequence[str]) -> Facts:
    return [(what, ", ".join(words))] if words else []

"""A reading with one of everything, invented; and what a hostile text may hold."""

from __future__ import annotations

from twosource.model import (
    Argument,
    Attribution,
    AttributionType,
    Block,
    BlockKind,
    Certainty,
    Mention,
    Name,
    NameKind,
    Place,
    Polarity,
    Quantity,
    Reading,
    Report,
    Span,
    Statement,
    TimeExpression,
)

TEXT = (
    "Nearly 40 goats crossed the Orrin bridge on Friday, “to everyone's joy”, shepherd Lea Morn "
    "denied \x1b[31m saying."
)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def number(low: float, high: float, **changes: object) -> Quantity:
    fields = {
        "start": 0, "end": 9, "value": low, "low": low, "high": high, "low_open": False,
        "high_open": False, "unit": "", "base_unit": "", "factor": 1.0, "counted": "goat",
        "counted_span": None, "hedge": "",
    }  # fmt: skip
    return Quantity(**{**fields, **changes})  # type: ignore[arg-type]


READING = Reading(
    Report(
        "r1", TEXT, (Block(BlockKind.BODY, 0, len(TEXT)), Block(BlockKind.PROMO, 0, 0)),
        title="Goats\x07 cross", outlet="Orrin Echo", published="2025-06-13",
    ),
    (),
    (
        Name(
            0, "Lea Morn", NameKind.PERSON,
            (Mention(span("Lea Morn").start, span("Lea Morn").end, "full"),), ("shepherd",),
        ),
        Name(
            1, "Orrin", NameKind.PLACE, (Mention(span("Orrin").start, span("Orrin").end, "full"),),
            (), Place("1", "Orrin", "city", "XX", 1.0, 2.0, (("2", "Norland"),)),
        ),
    ),
    (number(36, 40, high_open=True, hedge="nearly"),),
    (
        TimeExpression(
            span("Friday").start, span("Friday").end, "DATE", "2025-06-13", "2025-06-13",
            "2025-06-13", "publication",
        ),
    ),
    (
        Attribution(
            (span("shepherd Lea Morn"),), (span("denied"),),
            (span("Nearly 40 goats"), span("to everyone's joy")),
            AttributionType.MIXED, Certainty.DENIED, 0, "Lea Morn",
        ),
    ),
    (
        Statement(
            0, span("on Friday").end, 0, "cross", span("crossed"),
            (Argument("agent", 0, span("goats").end, "goat"),), (), (0,), (0,), (0,),
            Polarity.NEGATIVE, Certainty.HEDGED, "past", (1,),
        ),
    ),
)  # fmt: skip

HOSTILE = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "<!-- --><a href='javascript:alert(1)'>x</a>",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp;amp; &#x3c;",
    "\x00\x0c\x1b[31m \ud800 \r\n\t tail\r",
]  # fmt: skip

"""One report's reading in a terminal: what is found in it, layer by layer."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from rich.text import Text

from twosource.dossier.as_json import words_compared
from twosource.dossier.canvas import Canvas
from twosource.dossier.plain import one_line
from twosource.dossier.quoting import in_marks, quote
from twosource.dossier.wording import count, when
from twosource.model import Certainty, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.model import Attribution, Quantity, Reading

__all__ = ["render_reading"]

QUOTED = 160  # characters of a content that are shown


def render_reading(reading: Reading, *, width: int = 80, color: bool = False) -> str:
    """The reading as lines of at most `width` columns, each ended by a newline."""
    canvas = Canvas(width=max(width, 24), color=color)
    report = reading.report
    canvas.put(Text(one_line(report.title or report.id), "bold"))
    facts = [report.outlet, when(report), report.byline, ", ".join(report.agencies)]
    told = [one_line(f) for f in facts if f]
    told.append(f"{count(words_compared(report), 'word')} compared")
    left = sum(not b.compared for b in report.blocks)
    if left:
        told.append(f"{count(left, 'part')} left out")
    canvas.put(Text(", ".join(told), "dim"))
    _names(canvas, reading)
    _quantities(canvas, reading)
    _times(canvas, reading)
    _attributions(canvas, reading)
    canvas.gap()
    canvas.put(
        Text(
            f"{count(len(reading.sentences), 'sentence')}, "
            f"{count(len(reading.statements), 'statement')}",
            "dim",
        )
    )
    return canvas.text()


def _names(canvas: Canvas, reading: Reading) -> None:
    if not reading.names:
        return
    canvas.section(Text(count(len(reading.names), "name"), "bold"))
    text = reading.report.text
    for name in reading.names:
        line = Text.assemble(
            (one_line(name.text), "bold"),
            (f"  {name.kind.value}, {count(len(name.mentions), 'mention')}", "dim"),
        )
        forms = dict.fromkeys(one_line(text[m.start : m.end]) for m in name.mentions)
        other = [form for form in forms if form != one_line(name.text)]
        about = [*(one_line(role) for role in name.roles), *(f"“{form}”" for form in other)]
        if about:
            line.append(f"  {', '.join(about)}")
        canvas.put(line, indent=2, hang=2)


def _quantities(canvas: Canvas, reading: Reading) -> None:
    if not reading.quantities:
        return
    canvas.section(Text(count(len(reading.quantities), "number"), "bold"))
    for quantity in reading.quantities:
        line = _words(reading, quantity.span).append(f"  {interval(quantity)}", "dim")
        canvas.put(line, indent=2, hang=2)


def interval(quantity: Quantity) -> str:
    """The interval meant, with its unit or what is counted: `[11.4, 12.6] kilometre`."""
    of = quantity.unit or quantity.counted
    if quantity.low == quantity.high:
        out = _number(quantity.low)
    else:
        left = "(" if quantity.low_open or math.isinf(quantity.low) else "["
        right = ")" if quantity.high_open or math.isinf(quantity.high) else "]"
        out = f"{left}{_number(quantity.low)}, {_number(quantity.high)}{right}"
    change = {"": "", "rise": ", a rise", "fall": ", a fall"}[quantity.change]
    return f"{out} {of}".strip() + change


def _number(value: float) -> str:
    if math.isinf(value):
        return "∞" if value > 0 else "\N{MINUS SIGN}∞"
    return f"{value:,.10g}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def _times(canvas: Canvas, reading: Reading) -> None:
    if not reading.times:
        return
    canvas.section(Text(count(len(reading.times), "time"), "bold"))
    for time in reading.times:
        said = time.value or "left open"
        if time.first and time.first == time.last and time.first not in said:
            said += f", {time.first}"
        elif time.first and time.last and time.first != time.last:
            said += f", {time.first} to {time.last}"
        anchor = f", by the {time.anchor}" if time.anchor not in ("", "text") else ""
        line = _words(reading, Span(time.start, time.end))
        canvas.put(line.append(f"  {said}{anchor}", "dim"), indent=2, hang=2)


def _attributions(canvas: Canvas, reading: Reading) -> None:
    if not reading.attributions:
        return
    canvas.section(Text(count(len(reading.attributions), "attribution"), "bold"))
    for attribution in reading.attributions:
        how = attribution.type.value
        if attribution.factuality is not Certainty.ASSERTED:
            how += f", {attribution.factuality.value}"
        speaker = (_speaker(reading, attribution), "bold")
        canvas.put(Text.assemble(speaker, (f"  {how}", "dim")), indent=2, hang=2)
        canvas.put(_joined(reading, attribution.content), indent=4)


def _speaker(reading: Reading, attribution: Attribution) -> str:
    if attribution.speaker_text:
        return one_line(attribution.speaker_text)
    text = reading.report.text
    return one_line(" … ".join(s.of(text) for s in attribution.source)) or "nobody named"


def _joined(reading: Reading, spans: Sequence[Span]) -> Text:
    parts = [
        "".join(words for words, _ in quote(reading.report.text, span, (), limit=QUOTED))
        for span in spans
    ]
    words = " … ".join(parts)
    return Text(words.join(in_marks(words)))


def _words(reading: Reading, span: Span) -> Text:
    return Text(one_line(span.of(reading.report.text)))

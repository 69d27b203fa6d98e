"""One report's reading in a terminal: what is found in it, layer by layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from twosource.dossier.as_json import words_compared
from twosource.dossier.canvas import Canvas
from twosource.dossier.plain import one_line
from twosource.dossier.quoting import in_marks, quote
from twosource.dossier.reading_wording import (
    attribution_facts,
    interval,
    name_facts,
    quantity_facts,
    speaker,
    statement_facts,
    time_facts,
)
from twosource.dossier.wording import count, when

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.model import Reading, Span

__all__ = ["render_reading"]

QUOTED = 160  # characters of a content that are shown
STATED = 100  # characters of a statement


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
    told.append(count(len(reading.sentences), "sentence"))
    canvas.put(Text(", ".join(told), "dim"))
    _names(canvas, reading)
    _quantities(canvas, reading)
    _times(canvas, reading)
    _attributions(canvas, reading)
    _statements(canvas, reading)
    return canvas.text()


def _section(canvas: Canvas, found: Sequence[object], one: str) -> None:
    if found:
        canvas.section(Text(count(len(found), one), "bold"))


def _entry(canvas: Canvas, head: str, dim: str, rest: str = "") -> None:
    line = Text.assemble((head, "bold"), (f"  {dim}" if dim else "", "dim"))
    canvas.put(line.append(f"  {rest}" if rest else ""), indent=2, hang=2)


def _facts(facts: Sequence[tuple[str, str]], *, bare: Sequence[str] = ()) -> str:
    """As in "hedge about, of oil"; of the facts in `bare` the value alone."""
    return ", ".join(value if what in bare else f"{what} {value}" for what, value in facts)


def _names(canvas: Canvas, reading: Reading) -> None:
    _section(canvas, reading.names, "name")
    text = reading.report.text
    for name in reading.names:
        forms = dict.fromkeys(one_line(text[m.start : m.end]) for m in name.mentions)
        other = [f"“{form}”" for form in forms if form != one_line(name.text)]
        about = [value if what == "role" else f"{what} {value}" for what, value in name_facts(name)]
        dim = f"{name.kind.value}, {count(len(name.mentions), 'mention')}"
        _entry(canvas, one_line(name.text), dim, ", ".join([*about, *other]))


def _quantities(canvas: Canvas, reading: Reading) -> None:
    _section(canvas, reading.quantities, "number")
    for quantity in reading.quantities:
        facts = quantity_facts(reading, quantity)
        _entry(
            canvas, _words(reading, quantity.span), interval(quantity), _facts(facts, bare=["kind"])
        )


def _times(canvas: Canvas, reading: Reading) -> None:
    _section(canvas, reading.times, "time")
    for time in reading.times:
        facts = _facts(time_facts(time), bare=["type", "days", "anchor"])
        _entry(canvas, _words(reading, time.span), time.value or "left open", facts)


def _attributions(canvas: Canvas, reading: Reading) -> None:
    _section(canvas, reading.attributions, "attribution")
    for attribution in reading.attributions:
        facts = _facts(attribution_facts(reading, attribution), bare=["type"])
        _entry(canvas, speaker(reading, attribution), facts)
        canvas.put(_joined(reading, attribution.content), indent=4)


def _statements(canvas: Canvas, reading: Reading) -> None:
    _section(canvas, reading.statements, "statement")
    for statement in reading.statements:
        facts = _facts(statement_facts(reading, statement), bare=["how"])
        _entry(canvas, one_line(statement.predicate), facts)
        canvas.put(Text(_quoted(reading, statement.span, STATED), "dim"), indent=4)


def _joined(reading: Reading, spans: Sequence[Span]) -> Text:
    words = " … ".join(_quoted(reading, span, QUOTED) for span in spans)
    return Text(words.join(in_marks(words)))


def _quoted(reading: Reading, span: Span, limit: int) -> str:
    return "".join(words for words, _ in quote(reading.report.text, span, (), limit=limit))


def _words(reading: Reading, span: Span) -> str:
    return one_line(span.of(reading.report.text))

"""Quantities of one report: figure, unit, what is counted, hedge, rise or fall.

The grammar runs over pieces of the text (lexemes.py, numerals.py, scan.py), the counted noun comes
from the language model's analysis (counted.py), the interval from the hedge (intervals.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from twosource.model import Quantity, Span
from twosource.reading.quantities import conversions, counted, intervals, parts, units
from twosource.reading.quantities.compounds import join
from twosource.reading.quantities.phrases import Phrases
from twosource.reading.quantities.scan import scan

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twosource.model import TimeExpression
    from twosource.reading.parse import Parsed, ParsedBlock
    from twosource.reading.quantities.draft import Draft
    from twosource.reading.quantities.lexemes import Lexemes

__all__ = ["find"]

_COUNT: Final = units.Unit("", "", 1.0, "count")


def find(parsed: Parsed, times: Sequence[TimeExpression] | None = None) -> tuple[Quantity, ...]:
    """The quantities of one report in the order of its text, offsets in code points of the report.

    `times` are those that `twosource.reading.times.find` gave (found anew when None). What is a
    date, a clock time or a repetition there is no quantity; a length of time ("15 years") is both.
    """
    if times is None:
        from twosource.reading import times as layer  # noqa: PLC0415 - the two import each other

        times = layer.find(parsed)
    out: list[Quantity] = []
    for part in parsed.docs:
        spans = _spans_within(times, part)
        out.extend(_block(part, spans, len(out)))
    return tuple(out)


def _spans_within(times: Iterable[TimeExpression], part: ParsedBlock) -> list[tuple[int, int]]:
    end = part.offset + len(part.words.text)
    return [
        (t.start - part.offset, t.end - part.offset)
        for t in times
        if t.type != "DURATION" and part.offset <= t.start and t.end <= end
    ]


def _block(part: ParsedBlock, taken: list[tuple[int, int]], base: int) -> list[Quantity]:
    lex = part.pieces
    drafts = join(lex, scan(lex, taken))
    if not drafts:
        return []
    drafts = counted.fill(lex, drafts, Phrases(part.words, taken))
    conversions.link(lex, drafts)
    parts.link(lex, drafts)
    return [_finish(lex, draft, part.offset, base) for draft in drafts]


def _finish(lex: Lexemes, draft: Draft, offset: int, base: int) -> Quantity:
    unit = draft.unit or _COUNT
    kind = {"points": "measure"}.get(unit.kind, unit.kind)
    if draft.form == "ordinal":
        kind = "ordinal"
    interval = intervals.bound(draft.low, draft.high, draft.rule)
    span = None
    if draft.counted_start >= 0:
        span = Span(offset + draft.counted_start, offset + draft.counted_end)
    return Quantity(
        start=offset + lex.starts[draft.first],
        end=offset + lex.ends[draft.last - 1],
        value=draft.low if draft.low == draft.high else (draft.low + draft.high) / 2,
        low=interval.low,
        high=interval.high,
        low_open=interval.low_open,
        high_open=interval.high_open,
        unit=unit.name,
        base_unit=unit.base,
        factor=unit.factor,
        counted=draft.counted,
        counted_span=span,
        hedge=draft.hedge,
        change=draft.change,
        kind=kind,
        same_as=None if draft.same_as is None else base + draft.same_as,
        whole=None if draft.whole is None else base + draft.whole,
    )

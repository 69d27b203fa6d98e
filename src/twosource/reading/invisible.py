"""Reports read without their invisible characters: soft hyphens, zero-width spaces, marks of
direction, control characters. Pages that are pasted hold them inside words, numbers and names.

The text itself is never altered: what is read is a twin without them, and every span that comes out
is brought back to the report's own offsets.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from twosource.model import BlockKind, Span, Token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.model import Reading, Report

__all__ = ["Shown", "shown", "visible"]

WHITE = frozenset("\t\n\v\f\r\x1c\x1d\x1e\x1f\x85")
JOINERS = frozenset("\u200c\u200d")  # they make emoji and letters what they are
TAGS = range(0xE0000, 0xE0080)  # and these the flags of regions


@dataclass(frozen=True, slots=True)
class Shown:
    """A report as it is read; `places` are the offsets of its characters in the report that was
    given, None where it is that report.
    """

    report: Report
    given: Report
    places: Sequence[int] | None = None

    def back(self, reading: Reading) -> Reading:
        """The reading of `report` as one of the report that was given."""
        if self.places is None:
            return reading
        moved: Reading = _moved(replace(reading, report=self.given), self.places)
        return moved


def shown(report: Report) -> Shown:
    """A report as it is to be read: itself where nothing in it is invisible.

    A block that holds nothing else is not compared.
    """
    places = [k for k, c in enumerate(report.text) if not _is_invisible(c)]
    if len(places) == len(report.text):
        return Shown(report, report)
    text = "".join(report.text[k] for k in places)
    blocks = []
    for block in report.blocks:
        start, end = bisect_left(places, block.start), bisect_left(places, block.end)
        kind = block.kind if text[start:end].strip() else BlockKind.PROMO
        blocks.append(replace(block, kind=kind, start=start, end=end))
    return Shown(replace(report, text=text, blocks=tuple(blocks)), report, places)


def visible(text: str) -> str:
    """A text without its invisible characters."""
    return "".join(c for c in text if not _is_invisible(c))


def _is_invisible(character: str) -> bool:
    if character.isascii() and character >= " ":
        return character == "\x7f"
    return (
        unicodedata.category(character) in {"Cf", "Cc"}
        and character not in WHITE
        and character not in JOINERS
        and ord(character) not in TAGS
    )


def _moved(value: Any, places: Sequence[int]) -> Any:  # noqa: ANN401 - any noun of a reading
    if isinstance(value, Span):
        return Span(*_bounds(value.start, value.end, places))
    if isinstance(value, Token):
        start, end = _bounds(value.start, value.end, places)
        return value._replace(start=start, end=end)
    if isinstance(value, tuple):
        return tuple(_moved(v, places) for v in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    held = {f.name: getattr(value, f.name) for f in fields(value) if f.name != "report"}
    changed = {name: _moved(v, places) for name, v in held.items()}
    if "start" in held:
        changed["start"], changed["end"] = _bounds(held["start"], held["end"], places)
    return replace(value, **changed)


def _bounds(start: int, end: int, places: Sequence[int]) -> tuple[int, int]:
    """A stretch of the twin in the report's own offsets, without invisible characters around it."""
    if start == end:
        at = places[start] if start < len(places) else places[-1] + 1
        return at, at
    return places[start], places[end - 1] + 1

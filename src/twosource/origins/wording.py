"""A report's own words: those of its compared blocks, outside quotation marks."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from twosource.model import Span
from twosource.reading import quotes

if TYPE_CHECKING:
    from twosource.model import Report

__all__ = ["BREAK", "Wording", "settings", "wording"]

_DATA = Path(__file__).with_name("data")

BREAK = (
    ""  # stands between words that are no neighbours: a quotation or a left-out block lies there
)

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one report in lower case with their places, and what each weighs as proof.

    `keys[k]` is BREAK where words are left out; its place is empty and its weight 0.
    """

    report: str
    keys: tuple[str, ...]
    spans: tuple[Span, ...]
    weights: tuple[float, ...]

    def __len__(self) -> int:
        return len(self.keys)


@lru_cache(maxsize=1)
def settings() -> dict[str, Any]:
    """The numbers and words of data/passages.toml."""
    file = _DATA / "passages.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    return frozenset(settings()["function"]["words"])


def wording(report: Report) -> Wording:
    """The words that a report may have copied, in the order of its text."""
    text = report.text
    compared = [(k, b) for k, b in enumerate(report.blocks) if b.compared]
    quoted = quotes.find(text, [b.span for _, b in compared])
    keys: list[str] = []
    spans: list[Span] = []
    before = -1
    for k, block in compared:
        if before >= 0 and (k != before + 1 or report.blocks[before].kind is not block.kind):
            _add_break(keys, spans, block.start)
        before = k
        at = block.start
        for quotation in (q for q in quoted if block.start <= q.start < block.end):
            _add(text, Span(at, quotation.start), keys, spans)
            _add_break(keys, spans, quotation.start)
            at = quotation.end
        _add(text, Span(min(at, block.end), block.end), keys, spans)
    weights = tuple(_weight(text, key, span) for key, span in zip(keys, spans, strict=True))
    return Wording(report.id, tuple(keys), tuple(spans), weights)


def _add(text: str, span: Span, keys: list[str], spans: list[Span]) -> None:
    for found in _WORD.finditer(text, span.start, span.end):
        keys.append(found.group().lower())
        spans.append(Span(found.start(), found.end()))


def _add_break(keys: list[str], spans: list[Span], at: int) -> None:
    if keys and keys[-1] != BREAK:
        keys.append(BREAK)
        spans.append(Span(at, at))


def _weight(text: str, key: str, span: Span) -> float:
    weights = settings()["weights"]
    if key == BREAK:
        return 0.0
    if key in _function_words():
        return float(weights["function"])
    if key[0].isdigit():
        return float(weights["number"])
    return float(weights["name" if text[span.start].isupper() else "content"])

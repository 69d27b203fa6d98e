"""A report's own words: those of its compared blocks, outside quotation marks."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

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

    Word `k` is `keys[k]` at `[starts[k], ends[k])`. It is BREAK where words are left out; its place
    is empty then and its weight 0.
    """

    report: str
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
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
    words = _Words(text, [], [], [])
    before = -1
    for k, block in compared:
        if before >= 0 and (k != before + 1 or report.blocks[before].kind is not block.kind):
            words.add_break(block.start)
        before = k
        at = block.start
        for quotation in (q for q in quoted if block.start <= q.start < block.end):
            words.add(at, quotation.start)
            words.add_break(quotation.start)
            at = quotation.end
        words.add(min(at, block.end), block.end)
    weights = _weights(text, words)
    return Wording(report.id, tuple(words.keys), tuple(words.starts), tuple(words.ends), weights)


@dataclass(slots=True)
class _Words:
    text: str
    keys: list[str]
    starts: list[int]
    ends: list[int]

    def add(self, start: int, end: int) -> None:
        for found in _WORD.finditer(self.text, start, end):
            self.keys.append(found.group().lower())
            self.starts.append(found.start())
            self.ends.append(found.end())

    def add_break(self, at: int) -> None:
        if self.keys and self.keys[-1] != BREAK:
            self.keys.append(BREAK)
            self.starts.append(at)
            self.ends.append(at)


def _weights(text: str, words: _Words) -> tuple[float, ...]:
    weights = settings()["weights"]
    function_words = _function_words()
    function, number = float(weights["function"]), float(weights["number"])
    name, content = float(weights["name"]), float(weights["content"])
    out: list[float] = []
    for key, start in zip(words.keys, words.starts, strict=True):
        if key == BREAK:
            out.append(0.0)
        elif key in function_words:
            out.append(function)
        elif key[0].isdigit():
            out.append(number)
        else:
            out.append(name if text[start].isupper() else content)
    return tuple(out)

"""A report's own words: those of its compared blocks, outside quotation marks and furniture."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from twosource.origins import furniture
from twosource.reading import quotes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twosource.model import Report

__all__ = ["BREAK", "Wording", "is_function", "settings", "wording"]

_DATA = Path(__file__).with_name("data")

BREAK = (
    ""  # stands between words that are no neighbours: a quotation or a left-out block lies there
)

_WORD = re.compile(r"[^\W_]+")
# Not after a short word with a capital, which is a title or an initial more often than an end.
_STOP = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z][a-z])[.!?][)\]]*\s+")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one report in lower case with their places, and what each weighs as proof.

    Word `k` is `keys[k]` at `[starts[k], ends[k])`. It is BREAK where words are left out; its place
    is empty then and its weight 0. `sentences[k]` numbers the sentence that it stands in, roughly:
    what ends with a full stop or a line.
    """

    report: str
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    weights: tuple[float, ...]
    sentences: tuple[int, ...]

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


def is_function(word: str) -> bool:
    """Whether a word in lower case is one that every report uses."""
    return word in _function_words()


def wording(report: Report, recurring: frozenset[str] = frozenset()) -> Wording:
    """The words that a report may have copied, in the order of its text.

    `recurring` are lines of an outlet's own furniture (`furniture.recurring`); they and stock
    phrases ("All rights reserved") are left out.
    """
    text = report.text
    compared = [(k, b) for k, b in enumerate(report.blocks) if b.compared]
    quoted = quotes.find(text, [b.span for _, b in compared])
    words = _Words(text, [], [], [], [])
    before = -1
    for k, block in compared:
        if before >= 0 and (k != before + 1 or report.blocks[before].kind is not block.kind):
            words.add_break(block.start)
        before = k
        left_out = sorted(
            [
                *(q for q in quoted if block.start <= q.start < block.end),
                *furniture.within(text, block.span, recurring),
            ]
        )
        at = block.start
        words.sentence += 1
        for span in left_out:
            if span.start > at:
                words.add(at, span.start)
            words.add_break(span.start)
            at = max(at, span.end)
        words.add(min(at, block.end), block.end)
    weights = _weights(text, words)
    return Wording(
        report.id,
        tuple(words.keys),
        tuple(words.starts),
        tuple(words.ends),
        weights,
        tuple(words.sentences),
    )


@dataclass(slots=True)
class _Words:
    text: str
    keys: list[str]
    starts: list[int]
    ends: list[int]
    sentences: list[int]
    sentence: int = 0

    def add(self, start: int, end: int) -> None:
        stops = _stops(self.text, start, end)
        stop = next(stops, end)
        for found in _WORD.finditer(self.text, start, end):
            at = found.start()
            while at >= stop:
                self.sentence += 1
                stop = next(stops, end)
            self.keys.append(found.group().lower())
            self.starts.append(at)
            self.ends.append(found.end())
            self.sentences.append(self.sentence)

    def add_break(self, at: int) -> None:
        self.sentence += 1
        if self.keys and self.keys[-1] != BREAK:
            self.keys.append(BREAK)
            self.starts.append(at)
            self.ends.append(at)
            self.sentences.append(self.sentence)


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences end, roughly; "Mr." and "U.S." end none."""
    for found in _STOP.finditer(text, start, end):
        yield found.end()


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

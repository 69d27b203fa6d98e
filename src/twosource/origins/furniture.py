"""Furniture: what a site prints beside its reports, which shows no copying.

Stock phrases ("All rights reserved", "Sign up for our newsletter") are left out sentence by
sentence; and lines that stand in report after report of the same outlets.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from twosource.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twosource.model import Report

__all__ = ["recurring", "within"]

_DATA = Path(__file__).with_name("data")
_SENTENCE_END = re.compile(r"[.!?\u2026][)\]\"\u201d\u2019']*\s+|\n")
_SHORT = 240  # characters: one paragraph of furniture, which is not furniture in part
_EACH = 3  # reports of an outlet, on average, from which a line of theirs is furniture


@lru_cache(maxsize=1)
def _stock() -> tuple[tuple[tuple[str, ...], str], ...]:
    """Patterns of stock phrases, each with the words of which it needs one."""
    rows = tomllib.loads((_DATA / "furniture.toml").read_text(encoding="utf-8"))["stock"]
    return tuple((tuple(needs.split("|")), pattern) for needs, pattern in rows)


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _phrases(text: str, block: Span) -> list[re.Match[str]]:
    """The stock phrases of a block, in order."""
    row = block.of(text).lower()
    found = [
        m
        for needs, pattern in _stock()
        if any(word in row for word in needs)
        for m in _compiled(pattern).finditer(text, block.start, block.end)
    ]
    return sorted(found, key=lambda m: m.start())


def within(text: str, block: Span, lines: frozenset[str]) -> Iterator[Span]:
    """The parts of a block that are furniture: all of it where it is one of `lines`, or short and
    with a stock phrase; of a longer one the sentences that hold such a phrase.
    """
    phrases = _phrases(text, block)
    if (phrases and len(block) <= _SHORT) or (lines and block.of(text) in lines):
        yield block
        return
    reached = block.start
    for found in phrases:
        if found.start() < reached:
            continue
        ends = [m.end() for m in _SENTENCE_END.finditer(text, reached, found.start())]
        start = ends[-1] if ends else reached
        after = _SENTENCE_END.search(text, max(found.start() + 1, found.end() - 1), block.end)
        reached = after.end() if after else block.end
        yield Span(start, reached)


def recurring(reports: Sequence[Report], outlets: Sequence[str]) -> frozenset[str]:
    """Lines that stand in three reports, on average, of each outlet that has them, of two or more.

    `outlets` are the keys of the reports' outlets, "" where one is not known. An agency's
    paragraph stands in many outlets, but seldom three times in each.
    """
    places: defaultdict[str, set[int]] = defaultdict(set)
    for number, report in enumerate(reports):
        if outlets[number]:
            for block in report.blocks:
                if block.compared:
                    places[report.text[block.start : block.end]].add(number)
    return frozenset(
        line
        for line, found in places.items()
        if len(found) >= 2 * _EACH and 2 <= len({outlets[n] for n in found}) <= len(found) // _EACH
    )

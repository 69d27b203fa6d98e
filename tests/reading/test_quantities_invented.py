"""Every sentence of quantities_invented.tsv, its quantities marked in place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from math import inf, isclose
from pathlib import Path

import pytest

from twosource.model import Block, BlockKind, Quantity, Report, Span
from twosource.reading import quantities, times
from twosource.reading.parse import parse

_ROWS = Path(__file__).with_name("quantities_invented.tsv")
_MARK = re.compile(r"\[\[(.*?\|.*?)\]\](?!\])")
_INTERVAL = re.compile(r"([\[(])(-?[\d.]+|-inf),(-?[\d.]+|inf)([\])])")


@dataclass(frozen=True)
class Wanted:
    span: Span
    words: str
    value: float
    low: float
    high: float
    low_open: bool
    high_open: bool
    unit: str
    counted: str
    change: str
    same_as: int | None
    whole: int | None


def _wanted(inner: str, start: int, index: int) -> Wanted:
    words, value, unit, counted, *rest = inner.split("|")
    more = rest[0] if rest else ""
    low, _, high = value.partition("..")
    bounds = [float(low), float(high or low)]
    interval = (bounds[0], bounds[1], False, False)
    found = _INTERVAL.search(more)
    if found:
        left, right = float(found[2]), float(found[3])
        interval = (left, right, found[1] == "(", found[4] == ")")
    flags = set(_INTERVAL.sub("", more).split(","))
    return Wanted(
        Span(start, start + len(words)),
        words,
        sum(bounds) / 2,
        *interval,
        unit,
        counted,
        next(iter(flags & {"rise", "fall"}), ""),
        index - 1 if "same" in flags else None,
        index + 1 if "part" in flags else None,
    )


def unmark(marked: str) -> tuple[str, list[Wanted]]:
    """The plain sentence, and the quantities that stood marked in it."""
    text, end = "", 0
    wanted: list[Wanted] = []
    for found in _MARK.finditer(marked):
        text += marked[end : found.start()]
        wanted.append(_wanted(found[1], len(text), len(wanted)))
        text += wanted[-1].words
        end = found.end()
    return text + marked[end:], wanted


def differences(wanted: list[Wanted], found: list[Quantity], text: str) -> list[str]:
    """What differs, in plain words; ordinals must be taken out of `found`."""
    out = []
    have = [text[q.start : q.end] for q in found]
    if have != [w.words for w in wanted] or [q.start for q in found] != [
        w.span.start for w in wanted
    ]:
        return [f"found {have}, not {[w.words for w in wanted]}"]
    for w, q in zip(wanted, found, strict=True):
        pairs = {
            "unit": (w.unit, q.unit),
            "counted": (w.counted, q.counted if w.counted != "*" else "*"),
            "change": (w.change, q.change),
            "same_as": (w.same_as, q.same_as),
            "whole": (w.whole, q.whole),
            "low open": (w.low_open or w.low == -inf, q.low_open or q.low == -inf),
            "high open": (w.high_open or w.high == inf, q.high_open or q.high == inf),
        }
        out += [f"{w.words}: {k} {b!r}, not {a!r}" for k, (a, b) in pairs.items() if a != b]
        numbers = {"value": (w.value, q.value), "low": (w.low, q.low), "high": (w.high, q.high)}
        out += [
            f"{w.words}: {k} {b}, not {a}"
            for k, (a, b) in numbers.items()
            if a != b and not isclose(a, b, rel_tol=1e-4)
        ]
    return out


def rows() -> list[tuple[str, str, str]]:
    lines = _ROWS.read_text(encoding="utf-8").splitlines()
    split = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(group, state, text) for group, state, text in split]


@cache
def _readings() -> dict[str, list[Quantity]]:
    texts = [unmark(marked)[0] for _, _, marked in rows()]
    reports = [
        Report(str(i), t, (Block(BlockKind.BODY, 0, len(t)),), published="2031-05-15")
        for i, t in enumerate(texts)
    ]
    return {
        parsed.report.text: [
            q for q in quantities.find(parsed, times.find(parsed)) if q.kind != "ordinal"
        ]
        for parsed in parse(reports)
    }


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param(
            text, marks=pytest.mark.xfail(strict=True, reason="not read yet") if state else ()
        )
        for _, state, text in rows()
    ],
)
def test_sentence(marked: str) -> None:
    text, wanted = unmark(marked)
    assert differences(wanted, _readings()[text], text) == []

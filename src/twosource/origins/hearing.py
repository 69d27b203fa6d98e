"""Where a source spoke and to whom: "in a statement", "told AFP", "in an interview with the Star".

Two outlets that quote one statement have one origin; an unnamed source who "told AFP" is AFP's,
unless the report is AFP's own.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twosource.model import Attribution, Report

__all__ = ["Hearing", "hearing"]

_DATA = Path(__file__).with_name("data")
_AROUND = 90  # characters beside the cue in which the occasion may stand
_EDGE = re.compile(r"[.!?][\"”’)]*\s|\n|[\"“”]")
_HEARER = (
    re.compile(
        r"\b(?:told|tells|telling|spoke(?:n)? (?:to|with)|speaking (?:to|with)|talked to)\s+"
    ),
    re.compile(r"\binterview(?:s|ed)?\s+(?:\w+\s+){0,2}?(?:with|to|on|by|for)\s+"),
    re.compile(r"\b(?:statement|comments?|remarks|e-?mail|message|letter)\s+(?:sent\s+)?to\s+"),
)
_NAME = re.compile(
    r"(?:the\s+)?(?P<name>[A-Z0-9][\w&.'’-]*(?:\s+(?:of\s+|the\s+)?[A-Z0-9][\w&.-]*){0,4})"
)


@dataclass(frozen=True, slots=True)
class Hearing:
    """`occasion`: plain words ("in a statement"), "" where none is said; `heard_by`: what may be
    the names of those who were told, as written, the longest first.
    """

    occasion: str = ""
    heard_by: tuple[str, ...] = ()


def hearing(report: Report, attribution: Attribution) -> Hearing:
    """Where the source of an attribution spoke, and to whom, by the words around its cue."""
    words = list(_around(report.text, attribution))
    occasion = next(
        (said for said, pattern in _occasions() if any(pattern.search(w) for w in words)), ""
    )
    found: dict[str, None] = {}
    for part in words:
        for verb in _HEARER:
            for told in verb.finditer(part):
                name = _NAME.match(part, told.end())
                if name:
                    pieces = name["name"].split()
                    for k in range(len(pieces), 0, -1):
                        found.setdefault(" ".join(pieces[:k]).rstrip(".,'’"), None)
    return Hearing(occasion, tuple(found))


def _around(text: str, attribution: Attribution) -> Iterator[str]:
    """The words of a source and its cue, with what stands beside them in their sentence, outside
    quotation marks.
    """
    frame = [*attribution.source, *attribution.cue]
    if not frame:
        return
    first, last = min(s.start for s in frame), max(s.end for s in frame)
    far = last - first > 4 * _AROUND
    for start, end in [(s.start, s.end) for s in frame] if far else [(first, last)]:
        low, high = max(0, start - _AROUND), min(len(text), end + _AROUND)
        before = [m.end() for m in _EDGE.finditer(text, low, start)]
        after = _EDGE.search(text, end, high)
        yield text[before[-1] if before else low : after.start() if after else high]


@lru_cache(maxsize=1)
def _occasions() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = tomllib.loads((_DATA / "occasions.toml").read_text(encoding="utf-8"))["occasion"]
    return tuple((row["words"], re.compile(row["pattern"], re.IGNORECASE)) for row in rows)

"""Plain data as JSON text: the same data gives the same bytes, and nothing in them acts.

A control character or a mark that turns the direction of writing stands as an escape, so that a
report's text can neither move a terminal's cursor nor show an editor its words in another order.
"""

from __future__ import annotations

import json
import re
from typing import Any

__all__ = ["dumps"]

# Columns that an object, and a row (a list without objects), may take on one line.
WIDTH = 140
ROW_WIDTH = 240
_PLAIN = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_ASCII = json.JSONEncoder(allow_nan=False)
# What json itself leaves raw: C1 controls, marks of direction, separators of lines, the byte order
# mark, and the non-characters that a page may not carry. They only ever stand inside strings.
_ACTING = re.compile(
    r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff]"
)


def dumps(data: dict[str, Any], *, line: bool = False) -> str:
    """JSON text without a newline at its end: on one line, or indented for people.

    Indented, a short object and a row of numbers and words stay on one line. Everything is
    written as itself but for what acts (see above), and for what UTF-8 cannot carry (a lone
    surrogate): then the whole text is ASCII with escapes, so that nothing is lost. Raises
    ValueError for a number that JSON has not (infinite, or none).
    """
    out = _written(data, _PLAIN, line=line)
    try:
        out.encode("utf-8")
    except UnicodeEncodeError:
        return _written(data, _ASCII, line=line)
    return _ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", out)


def _written(data: object, encoder: json.JSONEncoder, *, line: bool) -> str:
    if line:
        compact = json.JSONEncoder(
            ensure_ascii=encoder.ensure_ascii, allow_nan=False, separators=(",", ":")
        )
        return compact.encode(data)
    return _indented(data, encoder, 0)


def _indented(data: object, encoder: json.JSONEncoder, depth: int) -> str:
    if isinstance(data, dict):
        parts = [
            f"{encoder.encode(key)}: {_indented(value, encoder, depth + 1)}"
            for key, value in data.items()
        ]
        return _fitted(parts, "{", "}", depth, WIDTH)
    if isinstance(data, list):
        width = WIDTH if any(isinstance(value, dict) for value in data) else ROW_WIDTH
        parts = [_indented(value, encoder, depth + 1) for value in data]
        return _fitted(parts, "[", "]", depth, width)
    return encoder.encode(data)


def _fitted(parts: list[str], first: str, last: str, depth: int, width: int) -> str:
    """The parts on one line of `width` where they fit, else each on its own, one column deeper."""
    # Only what was broken before holds a line break: those of strings are escapes.
    long = sum(map(len, parts)) + 2 * len(parts) + depth > width
    if depth and not long and not any("\n" in part for part in parts):
        return f"{first}{', '.join(parts)}{last}"
    if not parts:
        return first + last
    inner = "\n" + " " * (depth + 1)
    return f"{first}{inner}{f',{inner}'.join(parts)}\n{' ' * depth}{last}"

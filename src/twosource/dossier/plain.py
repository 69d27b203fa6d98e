"""Text from outside made safe to print on a terminal."""

from __future__ import annotations

import re

__all__ = ["one_line", "plain"]

# C0 and C1 controls but newline, and the invisible marks that turn the direction of writing:
# a report must not be able to move the cursor, change colours, or show its words in another order.
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ESCAPE = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\n\x07\x1b]{0,2000}(?:\x07|\x1b\\)|[ -/]*[0-~])"
)
_TAB = re.compile(r"[\t\v\f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")


def plain(text: str) -> str:
    """The text without terminal escapes and control characters; line breaks stay."""
    text = _TAB.sub(" ", text)
    text = _CONTROL.sub("", _ESCAPE.sub("", text))
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def one_line(text: str) -> str:
    """`plain`, with every run of white space as one space."""
    return " ".join(plain(text).split())

"""A text cut into words, numbers and signs, each with its place.

This is a finer cut than the language model's tokens: "10-year-old" and "$1.5bn" fall apart, so
that the grammar of numbers need not know how a tokenizer treats them.
"""

from __future__ import annotations

import re

__all__ = ["Lexemes", "figure"]

_CUT = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)"  # 14,000
    r"|\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?(?!\d)"  # 12,34,567, as lakhs are written
    r"|[1-9]\d{0,2}(?:[\u00a0\u2009\u202f]\d{3})+(?:\.\d+)?(?!\d)"  # with a space that holds it
    r"|[1-9]\d{0,2}(?:\ \d{3}){2,}(?!\d)"  # 1 234 567
    r"|\d{1,3},\ \d?00(?!\d)(?=\s?[A-Za-z])"  # 2, 000 feet, as a bad conversion spaces it
    r"|\d+\.\d+"
    r"|(?<![\w.])\.\d+"  # .25
    r"|\d+"
    r"|[^\W\d_]+"
    r"|[^\w\s]|_"
)


_SPACES = str.maketrans("", "", ", \u00a0\u2009\u202f")


def figure(raw: str) -> float:
    """The value of a piece that is written in digits, its thousands set apart or not."""
    return float(raw.translate(_SPACES))


class Lexemes:
    """The pieces of `text`: `words` in lower case, `raw` as written, `starts` and `ends` in code
    points of `text`.
    """

    __slots__ = ("ends", "raw", "starts", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.raw: list[str] = []
        for found in _CUT.finditer(text):
            self.starts.append(found.start())
            self.ends.append(found.end())
            self.raw.append(found.group())
        self.words = [w.lower() for w in self.raw]

    def __len__(self) -> int:
        return len(self.raw)

    def word(self, i: int) -> str:
        """The piece at `i` in lower case, "" outside the text."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def glued(self, i: int) -> bool:
        """Whether no space stands between piece `i` and the one before it."""
        return 0 < i < len(self.starts) and self.starts[i] == self.ends[i - 1]

    def is_number(self, i: int) -> bool:
        """Whether piece `i` is written in digits."""
        return 0 <= i < len(self.raw) and (
            self.raw[i][0].isdecimal() or self.raw[i][-1].isdecimal()
        )

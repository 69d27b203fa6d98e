"""A text's paragraphs: its lines, or runs of lines where the text was wrapped at a column."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

__all__ = ["Paragraph", "paragraphs"]

_LINE = re.compile(r"[^\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# What opens a paragraph of its own even in wrapped text: bullets, numbers, headings, quotes, rows.
_OPENS = re.compile(r"(?:[-*+•·–—‣▪●]\s|#{1,6}\s|>|\||\d{1,3}[.)]\s|={3,}|-{3,}|\*{3,})")

_WIDEST_MARKDOWN = 130
_NARROWEST, _WIDEST = 40, 100  # columns that people and programs wrap plain text at


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`[start, end)` without the white space around it; `gap` is the number of empty lines above
    it (the first one has 1).
    """

    start: int
    end: int
    gap: int


def paragraphs(text: str, *, wrapped: bool | None = None) -> list[Paragraph]:
    """The paragraphs of `text` in order; together they hold every character but white space.

    A line is a paragraph, unless the text is wrapped: then lines run on until an empty line, a
    bullet, or a line so short that the next word would still have fitted. `wrapped=False` takes
    each line for itself, `wrapped=True` joins all lines between empty ones (Markdown's rule)
    where none is too long to have been wrapped.
    """
    lines = _lines(text)
    if wrapped is None:
        width = _wrap_width(text, lines)
    else:
        longest = max((p.end - p.start for p in lines), default=0)
        width = 1 if wrapped and longest <= _WIDEST_MARKDOWN else 0
    if not width:
        return lines
    out: list[Paragraph] = []
    before: Paragraph | None = None
    for line in lines:
        if before is not None and _runs_on(text, before, line, width):
            out[-1] = Paragraph(out[-1].start, line.end, out[-1].gap)
        else:
            out.append(line)
        before = line
    return out


def _lines(text: str) -> list[Paragraph]:
    out: list[Paragraph] = []
    previous = 0
    for found in _LINE.finditer(text):
        line = found.group()
        body = line.strip()
        if not body:
            continue
        start = found.start() + len(line) - len(line.lstrip())
        gap = _breaks(text, previous, start) - 1 if out else 1
        out.append(Paragraph(start, start + len(body), max(0, gap)))
        previous = start + len(body)
    return out


def _breaks(text: str, start: int, end: int) -> int:
    return len(_BREAK.findall(text, start, end))


def _runs_on(text: str, line: Paragraph, following: Paragraph, width: int) -> bool:
    """Whether `following` goes on where `line` was broken."""
    if following.gap or _OPENS.match(text, following.start, following.end):
        return False
    # A hyphen or a long word may leave a line short, so a little room is allowed.
    return len(_row(text, line)) + 1 + _first_word(text, following) > width - 2


def _row(text: str, line: Paragraph) -> str:
    return text[line.start : line.end]


def _first_word(text: str, line: Paragraph) -> int:
    return len(_row(text, line).split(None, 1)[0])


def _wrap_width(text: str, lines: list[Paragraph]) -> int:
    """The column that the text is wrapped at, or 0.

    In wrapped text the word that opens a line would not have fitted on the line above, nearly
    everywhere; in text with one paragraph a line that holds only by chance.
    """
    longest = max((p.end - p.start for p in lines), default=0)
    if not _NARROWEST <= longest <= _WIDEST:
        return 0
    pairs = [
        (a, b) for a, b in pairwise(lines) if not b.gap and not _OPENS.match(text, b.start, b.end)
    ]
    full = sum(_runs_on(text, a, b, longest) for a, b in pairs)
    # A full line that does not end a sentence must go on; text of short lines ends them.
    open_ended = sum(
        _runs_on(text, a, b, longest) and text[a.end - 1] not in ".!?”\"’'" for a, b in pairs
    )
    enough = full >= 3 or full == len(pairs) == 2
    if enough and full >= 0.6 * len(pairs) and open_ended >= 0.6 * full:
        return longest
    return 0

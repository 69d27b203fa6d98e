"""Blocks of a Markdown text: its headings are taken at their word, the rest is labelled like
pasted text.

A mark that opens a line ("## ", "- ", "> ") is left out of the block that follows it, so that what
is compared begins with its first word, and is a block of its own; marks inside a line stay, since
a block may not cut a sentence in two.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from twosource.intake.blocks import as_blocks, label_lines
from twosource.intake.layout import Paragraph, paragraphs
from twosource.model import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twosource.intake.line import Line

__all__ = ["front_matter", "label_markdown"]

_FRONT = re.compile(r"---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)[ \t]*(?=\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(\w+)\s*:\s*[\"']?(.*?)[\"']?\s*$", re.MULTILINE)
_OPENING = re.compile(r"(?:#{1,6}\s+|>\s*|[-*+]\s+(?:\[[ xX]\]\s+)?|\*{1,3}(?=\w)|_{1,3}(?=\w))+")
_HEADING = re.compile(r"(#{1,6})\s")
_CLOSING = re.compile(r"(?:\s+#+|[*_]{1,3})$")
_NO_WORDS = re.compile(
    r"={2,}$|(?:[-*_]\s*){3,}$|-{2,}$|[|:\s-]+$|(?:```|~~~).*$|\[[^\]]+\]:\s*\S+.*$"
)
_UNDERLINE = re.compile(r"={2,}$|-{2,}$")
_PICTURE = re.compile(
    r"!\[.*\)$|!\[[^\]]*\]\[[^\]]*\]$|\[!\[.*\)$|<(?:img|figure|figcaption|picture)\b.*$",
    re.IGNORECASE,
)
_LINK = re.compile(r"\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)|(?<!\w)\[|[*_`]{2,3}|`")
_RUN = re.compile(r"\S(?:[^\n\r]*\S)?")


def label_markdown(text: str, *, title: str | None = None) -> tuple[Block, ...]:
    """The blocks of a Markdown text in order."""
    front = _FRONT.match(text)
    after = front.end() if front else 0
    places: list[Paragraph] = []
    levels: dict[int, int] = {}
    for p in paragraphs(text, wrapped=True):
        if p.start < after:
            continue
        if _NO_WORDS.match(text, p.start, p.end):
            if places and not p.gap and _UNDERLINE.match(text, p.start, p.end):
                levels[places[-1].start] = 1 if text[p.start] == "=" else 2
            continue
        place, level = _without_marks(text, p)
        if place is not None:
            places.append(place)
            if level:
                levels[place.start] = level
    shown = _LINK.sub(lambda m: " " * len(m.group()), text)
    heading = next((text[p.start : p.end] for p in places if p.start in levels), None)
    lines = label_lines(shown, title=title or heading, places=places)
    _label_pictures(text, lines)
    _label_headings(lines, levels)
    blocks = [b for line in lines for b in as_blocks(line)]
    return tuple(_covered(text, blocks))


def front_matter(text: str) -> dict[str, str]:
    """The plain fields of a YAML head ("title: …"), names in lower case."""
    front = _FRONT.match(text)
    return {k.lower(): v for k, v in _FIELD.findall(front[1]) if v} if front else {}


def _without_marks(text: str, p: Paragraph) -> tuple[Paragraph | None, int]:
    """The paragraph without the marks about it, and its level if it is a heading (else 0)."""
    heading = _HEADING.match(text, p.start, p.end)
    opening = _OPENING.match(text, p.start, p.end)
    start = opening.end() if opening else p.start
    closing = _CLOSING.search(text, start, p.end) if opening else None
    end = closing.start() if closing and closing.start() > start else p.end
    words = text[start:end].strip()
    if not words:
        return None, 0
    start = text.index(words, start)
    return Paragraph(start, start + len(words), p.gap), len(heading[1]) if heading else 0


def _label_pictures(text: str, lines: Sequence[Line]) -> None:
    for line in lines:
        if _PICTURE.match(text, line.start, line.end):
            line.label(BlockKind.CAPTION, "a picture in Markdown")


def _label_headings(lines: Sequence[Line], levels: dict[int, int]) -> None:
    """The first heading is the headline, the others stand over parts of the body."""
    headings = [x for x in lines if x.start in levels and x.kind is not BlockKind.OTHER_STORY]
    named = [x for x in headings if not (x.sure and x.kind is BlockKind.PROMO)]
    if not named:
        return
    for line in lines:
        if line.kind is BlockKind.HEADLINE:
            line.label(BlockKind.SUBHEADLINE, "below a Markdown heading")
    for line in named:
        line.label(BlockKind.SUBHEADLINE, "Markdown heading")
    first = min(named, key=lambda x: (levels[x.start], x.start))
    first.label(BlockKind.HEADLINE, "first Markdown heading")


def _covered(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, and between them a block for each run of marks."""
    at = 0
    for block in (*blocks, None):
        end = len(text) if block is None else block.start
        for run in _RUN.finditer(text, at, end):
            yield Block(BlockKind.PROMO, run.start(), run.end(), "Markdown mark")
        if block is not None:
            yield block
            at = block.end

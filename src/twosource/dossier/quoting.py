"""The words of a piece of evidence, short enough to quote, with the differing ones marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.dossier.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.model import Span

__all__ = ["QUOTATION_MARKS", "in_marks", "quote", "window"]

ELLIPSIS = "…"
QUOTATION_MARKS = frozenset("\"'“”‘’„‟‚«»‹›「」『』")  # noqa: RUF001


def in_marks(words: str) -> tuple[str, str]:
    """The quotation marks to put around `words`: none where it brings its own."""
    bare = words[:1] in QUOTATION_MARKS or words[-1:] in QUOTATION_MARKS
    return ("", "") if bare else ("“", "”")


def quote(text: str, span: Span, marks: Sequence[Span], *, limit: int) -> list[tuple[str, bool]]:
    """`(words, marked)` in order: the words of `span` cleaned of control characters.

    At most about `limit` code points, cut at words with an ellipsis; the marked words are kept
    in sight.
    """
    start, end = window(text, span, marks, limit=limit)
    parts: list[tuple[str, bool]] = []
    at = start
    for mark in sorted(marks):
        low, high = max(mark.start, at), min(mark.end, end)
        if low < high:
            parts += [(text[at:low], False), (text[low:high], True)]
            at = high
    parts.append((text[at:end], False))
    out = [(_kept_spaces(words), marked) for words, marked in parts]
    if start > span.start:
        out.insert(0, (ELLIPSIS + " ", False))
    if end < span.end:
        out.append((" " + ELLIPSIS, False))
    return [(words, marked) for words, marked in out if words]


def window(text: str, span: Span, marks: Sequence[Span], *, limit: int) -> tuple[int, int]:
    """The part of `span` to show: all of it, or about `limit` code points around the marks."""
    if len(span) <= limit:
        return span.start, span.end
    first = min((m.start for m in marks), default=span.start)
    last = min(max((m.end for m in marks), default=span.start), first + limit)
    room = limit - (last - first)
    start = max(span.start, first - room // 2)
    end = min(span.end, start + limit)
    start = max(span.start, end - limit)
    if start > span.start:
        space = text.find(" ", start, min(first, start + 30))
        start = space + 1 if space >= 0 else start
    if end < span.end:
        space = text.rfind(" ", max(last, end - 30), end)
        end = space if space > start else end
    return start, end


def _kept_spaces(words: str) -> str:
    """`plain`, each run of white space as one space; also one at either end."""
    words = plain(words)
    line = " ".join(words.split())
    if not line:
        return " " if words else ""
    return (" " if words[0].isspace() else "") + line + (" " if words[-1].isspace() else "")

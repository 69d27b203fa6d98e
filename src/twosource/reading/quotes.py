# ruff: noqa: RUF001 - the marks that look alike are the subject
"""Where quotation marks open and close: outermost quotations, robust to marks left open.

A mark's glyph and its neighbours decide together whether it may open or close, so that straight,
curly, single, German („…“), French (« … »), Swedish (”…”) and corner marks are all read, and a
wrong glyph at a clear place is read as its place says. A mark that never closes ends with its
paragraph when the next one re-opens, as English sets long quotations, and otherwise with its
sentence: it never swallows the rest of the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from twosource.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["MARKS", "find"]

_MARK = re.compile(r"``|''|[\"“”„‟«»‹›‘’‚‛'「」『』″＂]")
_SENTENCE_END = re.compile(r"[.!?…][\"”’')\]]*(?=\s|$)")
_DOUBLE = frozenset('"“”„‟″＂') | {"``", "''"}
_SINGLE = frozenset("‘’‚‛'")
MARKS = _DOUBLE | _SINGLE | frozenset("«»‹›「」『』")  # every glyph that is read
_CORNER = {"「": "」", "『": "』"}
_OPENS_ONLY = frozenset("„‚「『") | {"``"}
_CLOSES_ONLY = frozenset("」』")
_USUALLY_OPENS = frozenset("“‟‘‛«‹") | _OPENS_ONLY
_USUALLY_CLOSES = frozenset("”’»›") | _CLOSES_ONLY | {"''"}
_BEFORE_OPENING = frozenset("([{—–-/¿¡|>*_…:") | _DOUBLE | _SINGLE | frozenset("«»‹›")
# What an apostrophe at the head of a word usually stands in for: 'em, 'tis, '90s.
_ELISION = re.compile(
    r"(?:\d0s\b|\d\d\b|em\b|tis\b|twas\b|til\b|cause\b|bout\b|n['’]|neath\b)", re.IGNORECASE
)

_Family = Literal["double", "single", "angle", "corner"]


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    family: _Family
    opens: bool
    closes: bool


def find(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The outermost quotations of a text, marks included, in order, none overlapping another.

    `spans` are the paragraphs to read, in order, in code points of `text`; a quotation never
    crosses the bound of one. Never fails on an odd number of marks.
    """
    paragraphs = [s for s in spans if len(s)]
    marks = [_marks(text, s) for s in paragraphs]
    out: list[Span] = []
    running = False
    for k, (paragraph, found) in enumerate(zip(paragraphs, marks, strict=True)):
        following = marks[k + 1] if k + 1 < len(marks) else []
        next_start = paragraphs[k + 1].start if k + 1 < len(paragraphs) else -1
        spans_here, running = _paragraph(text, paragraph, found, (next_start, following), running)
        out += spans_here
    return tuple(out)


def _paragraph(
    text: str,
    paragraph: Span,
    marks: list[_Mark],
    following: tuple[int, list[_Mark]],
    running: bool,
) -> tuple[list[Span], bool]:
    """Quotations of one paragraph, and whether an open one runs on into the next."""
    out: list[Span] = []
    k = 0
    if running and marks and marks[0].closes and not marks[0].opens:
        # A long quotation that was not re-opened, and closes here.
        out.append(Span(paragraph.start, marks[0].end))
        k = 1
    while k < len(marks):
        if not marks[k].opens:
            k += 1
            continue
        close = _closing(text, marks, k)
        if close is not None:
            out.append(Span(marks[k].start, marks[close].end))
            k = close + 1
            continue
        if marks[k].family == "single":  # most likely an apostrophe
            k += 1
            continue
        next_start, next_marks = following
        family = marks[k].family
        reopened = bool(next_marks) and (
            next_marks[0].start == next_start and next_marks[0].family == family
        )
        later = [m for m in marks[k + 1 :] if m.opens and m.family == family]
        closes_next = bool(next_marks) and next_marks[0].closes and not next_marks[0].opens
        if not later and (reopened or closes_next):
            out.append(Span(marks[k].start, paragraph.end))
            return out, True
        limit = later[0].start if later else paragraph.end
        out.append(Span(marks[k].start, _sentence_end(text, marks[k].end, limit)))
        while k < len(marks) and marks[k].start < out[-1].end:
            k += 1
    return out, False


def _closing(text: str, marks: list[_Mark], k: int) -> int | None:
    """Index of the mark that closes `marks[k]`, or None."""
    family = marks[k].family
    depth = 0
    fallback = None
    for j in range(k + 1, len(marks)):
        mark = marks[j]
        if mark.family != family:
            continue
        if mark.opens and mark.closes:
            return j
        if mark.closes:
            if family == "single" and _possessive(text, mark):
                fallback = fallback if fallback is not None else j
                continue
            if depth == 0:
                return j
            depth -= 1
        elif mark.opens:
            rest = [m for m in marks[j:] if m.family == family]
            openers = sum(m.opens for m in rest)
            closers = sum(m.closes for m in rest)
            if closers <= openers:
                # Not enough marks to close both: the first was left open.
                return fallback
            depth += 1
    return fallback


def _possessive(text: str, mark: _Mark) -> bool:
    """Whether a single mark after an s reads as "the officers' cars"."""
    return bool(re.match(r"s['’] [a-z]", text[mark.start - 1 : mark.start + 3]))


def _sentence_end(text: str, start: int, limit: int) -> int:
    """End of the sentence that holds `start`, at most `limit`, white space left out."""
    found = _SENTENCE_END.search(text, start, limit)
    end = found.end() if found else limit
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _marks(text: str, span: Span) -> list[_Mark]:
    """The quotation marks of a paragraph; apostrophes inside words are none."""
    out: list[_Mark] = []
    for found in _MARK.finditer(text, span.start, span.end):
        glyph = found.group()
        start, end = found.span()
        before = text[start - 1] if start > span.start else " "
        after = text[end] if end < span.end else " "
        mark = _judge(glyph, start, end, (before, after), text[end : end + 8])
        if mark is not None:
            out.append(mark)
    return out


def _judge(glyph: str, start: int, end: int, around: tuple[str, str], rest: str) -> _Mark | None:
    """Which way a mark may face; None for an apostrophe, a prime or a ditto."""
    before, after = around
    left_free = before.isspace() or before in _BEFORE_OPENING
    right_free = after.isspace() or not (after.isalnum() or after in "$£€#@")
    if glyph in _CORNER or glyph in _CLOSES_ONLY:
        return _Mark(start, end, "corner", glyph in _CORNER, glyph in _CLOSES_ONLY)
    if glyph in "«»‹›":
        opens = left_free if left_free != right_free else glyph in "«‹"
        return _Mark(start, end, "angle", opens, not opens)
    if glyph in _SINGLE:
        elided = glyph not in _USUALLY_OPENS and _ELISION.match(rest)
        if left_free == right_free or (left_free and elided):
            return None
        return _Mark(start, end, "single", left_free, not left_free)
    if glyph in '"″＂' and before.isdigit() and right_free and not after.isspace():
        return _Mark(start, end, "double", opens=False, closes=True)
    if left_free and not before.isspace() and right_free:
        left_free = before in "([{" or glyph in _USUALLY_OPENS
    opens, closes = _face(glyph, left_free=left_free, right_free=right_free, after=after)
    return _Mark(start, end, "double", opens, closes)


def _face(glyph: str, *, left_free: bool, right_free: bool, after: str) -> tuple[bool, bool]:
    """(may open, may close) of a double mark."""
    if glyph in _OPENS_ONLY:
        return True, False
    touches = not after.isspace()
    if left_free and (not right_free or (touches and glyph in _USUALLY_OPENS)):
        return True, False
    if right_free and not left_free:
        # „…“ closes with the glyph that opens in English.
        return False, True
    if glyph in _USUALLY_OPENS:
        return True, False
    if glyph in _USUALLY_CLOSES:
        return (touches, not touches) if left_free else (False, True)
    return True, True

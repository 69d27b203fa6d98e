"""How one version of a quotation differs from another, word by word, each difference named."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Literal

from twosource.dossier.figures.versions import settings

if TYPE_CHECKING:
    from twosource.dossier.figures.versions import Version

__all__ = ["BETWEEN", "Piece", "compared"]

BETWEEN = "” “"  # between two quoted pieces, inside the marks that are put around all

_MARKED = re.compile(r"…|\.\s?\.\s?\.|\[\s*\]|\*\s?\*\s?\*")
_SENTENCE_END = re.compile(r"[.!?]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a version: the base has them too ("same"), it has them alone ("added"), or only
    the base has them ("gone").
    """

    kind: Literal["same", "added", "gone"]
    text: str


def compared(
    base: Version, base_text: str, version: Version, text: str
) -> tuple[tuple[Piece, ...], tuple[str, ...]]:
    """The pieces of a version in order, and the names of its differences from the base.

    `base_text` and `text` are the whole texts of the two reports. What stands before the first
    and after the last word of the version is named, not shown again.
    """
    matcher = SequenceMatcher(None, base.keys, version.keys, autojunk=False)
    steps = matcher.get_opcodes()
    pieces: list[Piece] = []
    notes: list[str] = []
    for k, (kind, a, b, c, d) in enumerate(steps):
        ours, theirs = _said(text, version, c, d), _said(base_text, base, a, b)
        if kind == "equal":
            pieces.append(Piece("same", ours))
        elif kind == "insert":
            pieces.append(Piece("added", ours))
            notes.append(f"added: {_quoted(version, text, c, d)}")
        elif kind == "delete":
            first, last = k == 0, k == len(steps) - 1
            notes.append(
                _left_out(base, base_text, (a, b), first=first, last=last)
                if first or last
                else _inside(base, base_text, (a, b), version, text, c)
            )
            if not first and not last:
                pieces.append(Piece("gone", theirs))
        else:
            pieces += [Piece("gone", theirs), Piece("added", ours)]
            what = "in brackets" if _bracketed(text, version, c) else "changed"
            notes.append(
                f"{what}: {_quoted(version, text, c, d)} for {_quoted(base, base_text, a, b)}"
            )
    return tuple(p for p in pieces if p.text), tuple(notes)


def _said(text: str, version: Version, first: int, last: int) -> str:
    """Words [first, last) with what stands between and after them up to the next word's piece.

    Two quoted pieces stay two quotations, so that nobody's words are put together.
    """
    if first >= last:
        return ""
    out = []
    words = version.words
    for span in version.spans:
        here = [w for w in words[first:last] if span.start <= w.start < span.end]
        if here:
            end = next((w.start for w in words if here[-1].end <= w.start < span.end), span.end)
            opens = not any(span.start <= w.start < here[0].start for w in words)
            out.append(" ".join(text[span.start if opens else here[0].start : end].split()))
    return BETWEEN.join(out)


def _quoted(version: Version, text: str, first: int, last: int) -> str:
    """Some words in quotation marks, long ones cut."""
    most = settings()["named_words"]
    words = version.words[first:last]
    shown = " ".join(text[words[0].start : words[min(most, len(words)) - 1].end].split())
    return f"“{shown}{' …' if len(words) > most else ''}”"


def _left_out(base: Version, text: str, gone: tuple[int, int], *, first: bool, last: bool) -> str:
    """What is said of words missing at an end."""
    a, b = gone
    if first and last:
        return "other words"
    if first:
        return f"begins later, without {_quoted(base, text, a, b)}"
    kept = base.words[a - 1]
    tail = text[kept.end : base.words[a].start]
    how = "cut" if _SENTENCE_END.search(tail) else "cut in mid-sentence"
    most = max(0, a - 3)
    after = (
        " ".join(text[base.words[most].start : kept.end].split())
        if _whole(base, most, a)
        else (text[kept.start : kept.end])
    )
    return f"{how} after “{'… ' if most else ''}{after}”"


def _whole(version: Version, first: int, last: int) -> bool:
    """Whether words lie in one quoted piece."""
    start, end = version.words[first].start, version.words[last - 1].end
    return any(s.start <= start and end <= s.end for s in version.spans)


def _inside(
    base: Version, base_text: str, gone: tuple[int, int], version: Version, text: str, here: int
) -> str:
    """What is said of words missing between others: whether the version shows the gap."""
    before, after = version.words[here - 1], version.words[here]
    between = text[before.end : after.start]
    parted = not any(s.start <= before.start and after.end <= s.end for s in version.spans)
    what = _quoted(base, base_text, *gone)
    if _MARKED.search(between):
        return f"words left out, with a mark: {what}"
    if parted:
        return f"words left out where the quotation is broken: {what}"
    return f"words left out without a mark: {what}"


def _bracketed(text: str, version: Version, first: int) -> bool:
    start = version.words[first].start
    return text.rfind("[", version.span.start, start) > text.rfind("]", 0, start)

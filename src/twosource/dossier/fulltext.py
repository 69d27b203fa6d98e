"""A report's whole text as HTML, with the places that evidence stands on.

Marks may overlap at will: the text is cut wherever one begins or ends, so that tags never cross.
What a reader's browser shows as text is the report's text, character by character.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from markupsafe import Markup

from twosource.dossier.plain import one_line
from twosource.dossier.wording import BLOCKS, count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twosource.model import Block, Report, Span

__all__ = ["Place", "escaped", "full_text", "marked", "text_of", "units_of"]

# What HTML cannot carry, or a parser would change: each becomes one U+FFFD, so offsets hold.
_UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Place:
    """Words that something on the page points to: their anchor, their span, the anchor of the
    claim that they are evidence for ("" for none), and the class of its standing.
    """

    anchor: str
    span: Span
    back: str = ""
    style: str = ""


def text_of(text: str) -> str:
    """The text as the page shows it: what HTML cannot carry is U+FFFD, one for one."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)


def escaped(text: str) -> Markup:
    """The text as HTML that a parser reads back as `text_of` gives it."""
    return Markup(_html(text))  # noqa: S704 - escaped there


def _html(text: str) -> str:
    # A parser turns a bare carriage return into a newline; a reference stays what it is.
    return escape(text_of(text)).replace("\r", "&#13;")


def units_of(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Spans in UTF-16 code units, as scripts count: "start-end start-end …".

    A lone surrogate is one unit, as its replacement is.
    """
    far = [k for k, c in enumerate(text) if c > "\uffff"] if not text.isascii() else []
    if not far:
        return " ".join(f"{a}-{b}" for a, b in spans)
    return " ".join(f"{a + bisect_left(far, a)}-{b + bisect_left(far, b)}" for a, b in spans)


def marked(text: str, span: Span, marks: Sequence[Span]) -> Markup:
    """The words of `span` with `<mark>` around the marked ones; `marks` may overlap."""
    out: list[str] = []
    at = span.start
    for start, end in _merged(marks):
        low, high = max(start, at), min(end, span.end)
        if low < high:
            out += (_html(text[at:low]), "<mark>", _html(text[low:high]), "</mark>")
            at = high
    out.append(_html(text[at : span.end]))
    return Markup("".join(out))  # noqa: S704 - every piece is escaped


def _merged(marks: Sequence[Span]) -> list[tuple[int, int]]:
    """The marks in order, those that meet or overlap as one."""
    out: list[tuple[int, int]] = []
    for mark in sorted(marks):
        if mark.start == mark.end:
            continue
        if out and mark.start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], mark.end))
        else:
            out.append((mark.start, mark.end))
    return out


def full_text(report: Report, places: Iterable[Place]) -> Markup:
    """The report's text: a `<p>` for each block; what is not compared is folded, with why.

    Each place has an empty anchor where it begins; every piece of its words names it in `data-p`
    and is a link back to the claim, where there is one.
    """
    known = sorted(places, key=lambda p: (p.span.start, -p.span.end, p.anchor))
    begun: set[str] = set()
    out: list[str] = []
    at = 0
    for compared, group in itertools.groupby(report.blocks, key=lambda b: b.compared):
        blocks = list(group)
        out.append(_gap(report.text[at : blocks[0].start]))
        at = blocks[0].start
        inner: list[str] = []
        for block in blocks:
            inner.append(_gap(report.text[at : block.start]))
            inner.append(_block(report.text, block, known, begun))
            at = block.end
        whole = "".join(inner)
        out.append(whole if compared else _folded(blocks, whole))
    out.append(_gap(report.text[at:]))
    return Markup("".join(out))  # noqa: S704 - every piece is escaped


def _gap(text: str) -> str:
    return f'<span class="gap">{_html(text)}</span>' if text else ""


def _folded(blocks: Sequence[Block], inner: str) -> str:
    kinds = ", ".join(dict.fromkeys(BLOCKS[b.kind] for b in blocks))
    told = f"Set aside: {count(len(blocks), 'line')}, {kinds}"
    # Not as text, which is the report's own; a style sheet shows it.
    summary = f'<summary data-told="{told}" aria-label="{told}"></summary>'
    return f'<details class="aside">{summary}{inner}</details>'


def _block(text: str, block: Block, places: Sequence[Place], begun: set[str]) -> str:
    why = ""
    if not block.compared:
        told = one_line(block.why)
        why = f"{BLOCKS[block.kind]}, not compared" + (f": {told}" if told else "")
        why = f' data-why="{_html(why)}"'
    inner = _pieces(text, block, [p for p in places if p.span.overlaps(block.span)], begun)
    return f'<p class="block {block.kind.value}"{why} dir="auto">{inner}</p>'


def _pieces(text: str, block: Block, places: Sequence[Place], begun: set[str]) -> str:
    cuts = {block.start, block.end}
    for place in places:
        cuts.add(max(place.span.start, block.start))
        cuts.add(min(place.span.end, block.end))
    out: list[str] = []
    for start, end in itertools.pairwise(sorted(cuts)):
        here = [p for p in places if p.span.start <= start and end <= p.span.end]
        for place in here:
            if place.anchor not in begun:
                begun.add(place.anchor)
                out.append(f'<i class="at" id="{place.anchor}"></i>')
        words = _html(text[start:end])
        out.append(_link(words, here, _WORD.search(text, start, end)) if here else words)
    return "".join(out)


_WORD = re.compile(r"\w")


def _link(words: str, here: Sequence[Place], has_word: object) -> str:
    names = " ".join(p.anchor for p in here)
    claims = [p for p in here if p.back]
    # A full stop alone would be too small to hit.
    if not claims or not has_word:
        return f'<span class="p" data-p="{names}">{words}</span>'
    # The shortest place is the nearest to these words.
    first = min(claims, key=lambda p: len(p.span))
    return f'<a class="m {first.style}" href="#{first.back}" data-p="{names}">{words}</a>'

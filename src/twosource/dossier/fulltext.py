"""A report's whole text as HTML, with the places that evidence stands on.

Marks may overlap at will: the text is cut wherever one begins or ends, so that tags never cross.
What a reader's browser shows as text is the report's text, character by character.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from twosource.dossier.wording import BLOCKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twosource.model import Block, Report, Span

__all__ = ["Place", "escaped", "full_text", "marked", "text_of"]

# What HTML cannot carry, or a parser would change: each becomes one U+FFFD, so offsets hold.
_UNSAFE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Place:
    """Where evidence stands: its anchor in the page, its span, and the link back to its claim.

    `style` is a class name and `title` says what the claim asks.
    """

    anchor: str
    span: Span
    back: str
    style: str = ""
    title: str = ""


def text_of(text: str) -> str:
    """The text as the page shows it: what HTML cannot carry is U+FFFD, one for one."""
    return _UNSAFE.sub("\N{REPLACEMENT CHARACTER}", text)


def escaped(text: str) -> Markup:
    """The text as HTML that a parser reads back as `text_of` gives it."""
    # A parser turns a bare carriage return into a newline; a reference stays what it is.
    return Markup(str(escape(text_of(text))).replace("\r", "&#13;"))  # noqa: S704 - escaped above


def marked(text: str, span: Span, marks: Sequence[Span]) -> Markup:
    """The words of `span` with `<mark>` around the marked ones; `marks` may overlap."""
    out = Markup()
    cuts = sorted({span.start, span.end, *(c for m in marks for c in (m.start, m.end))})
    cuts = [c for c in cuts if span.start <= c <= span.end]
    run, on = Markup(), False
    for start, end in itertools.pairwise(cuts):
        inside = any(m.start <= start and end <= m.end for m in marks)
        if inside != on:
            out += Markup("<mark>{}</mark>").format(run) if on else run
            run, on = Markup(), inside
        run += escaped(text[start:end])
    return out + (Markup("<mark>{}</mark>").format(run) if on else run)


def full_text(report: Report, places: Iterable[Place]) -> Markup:
    """The report's text: a `<p>` for each block, labelled where it is not compared.

    Each place has an empty anchor where it begins; every piece of its words is a link back to
    its claim and names the place in `data-p`.
    """
    known = sorted(places, key=lambda p: (p.span.start, -p.span.end, p.anchor))
    parts: list[Markup] = []
    at = 0
    begun: set[str] = set()
    for block in report.blocks:
        parts.append(_gap(report.text[at : block.start]))
        parts.append(_block(report.text, block, known, begun))
        at = block.end
    parts.append(_gap(report.text[at:]))
    return Markup().join(parts)


def _gap(text: str) -> Markup:
    return Markup('<span class="gap">{}</span>').format(escaped(text)) if text else Markup()


def _block(text: str, block: Block, places: Sequence[Place], begun: set[str]) -> Markup:
    inner = _pieces(text, block, [p for p in places if p.span.overlaps(block.span)], begun)
    label = (
        Markup()
        if block.compared
        else Markup(' data-label="{}"').format(f"{BLOCKS[block.kind]}, not compared")
    )
    return Markup('<p class="block {}"{} dir="auto">{}</p>').format(block.kind.value, label, inner)


def _pieces(text: str, block: Block, places: Sequence[Place], begun: set[str]) -> Markup:
    cuts = {block.start, block.end}
    for place in places:
        cuts |= {max(place.span.start, block.start), min(place.span.end, block.end)}
    bounds = sorted(cuts)
    out = Markup()
    for start, end in itertools.pairwise(bounds):
        here = [p for p in places if p.span.start <= start and end <= p.span.end]
        for place in here:
            if place.anchor not in begun:
                out += Markup('<i class="at" id="{}"></i>').format(place.anchor)
            begun.add(place.anchor)
        words = escaped(text[start:end])
        out += _link(words, here) if here else words
    return out


def _link(words: Markup, here: Sequence[Place]) -> Markup:
    first = here[0]
    return Markup('<a class="m {}" href="#{}" title="{}" data-p="{}">{}</a>').format(
        first.style, first.back, first.title, " ".join(p.anchor for p in here), words
    )

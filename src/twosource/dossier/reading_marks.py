"""What is read in a report, marked in its whole text as HTML.

Marks overlap and nest at will: the text is cut wherever one begins or ends, and each run has the
classes of all marks over it. What a browser shows as text is the report's text, character by
character; labels lie in attributes. Anchors begin with HERE, for which the page puts its own name
of the report.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from twosource.dossier.fulltext import escaped
from twosource.dossier.plain import one_line
from twosource.dossier.reading_wording import attribution_facts, interval, speaker
from twosource.dossier.wording import BLOCKS, count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twosource.model import Block, Reading, Report, Span

__all__ = ["HERE", "Mark", "marked_text", "marks_of"]

# No text holds it by the time that it is HTML.
HERE = "\x00"


@dataclass(frozen=True, slots=True)
class Mark:
    """One place: what it is (`style`, a class), the item that tells about it, and how it is called.

    `rank` says which of the marks over one run is its link, the lowest first; `numbered` is the
    number shown where it begins, for what is too long to be a link.
    """

    span: Span
    style: str
    item: str
    anchor: str
    label: str
    rank: int
    numbered: int | None = None


def marks_of(reading: Reading) -> list[Mark]:
    """All marks of a reading, each layer in the order of the reading's list."""
    return [
        *_names(reading),
        *_numbers(reading),
        *_times(reading),
        *_attributions(reading),
        *_statements(reading),
    ]


def _names(reading: Reading) -> Iterator[Mark]:
    for name in reading.names:
        item = f"{HERE}n{name.id}"
        for k, mention in enumerate(name.mentions):
            label = f"{name.kind.value}: {one_line(name.text)}"
            style = f"n n-{name.kind.value}" + (" n-far" if mention.how in _FAR else "")
            yield Mark(mention.span, style, item, f"{item}-{k}", label, 1)


_FAR = ("role", "pronoun")


def _numbers(reading: Reading) -> Iterator[Mark]:
    for k, quantity in enumerate(reading.quantities):
        item = f"{HERE}q{k}"
        yield Mark(quantity.span, "q", item, f"{item}-0", f"number: {interval(quantity)}", 0)


def _times(reading: Reading) -> Iterator[Mark]:
    for k, time in enumerate(reading.times):
        item = f"{HERE}t{k}"
        said = time.value or "left open"
        yield Mark(time.span, "t", item, f"{item}-0", f"time: {said}", 0)


def _attributions(reading: Reading) -> Iterator[Mark]:
    for k, attribution in enumerate(reading.attributions):
        item = f"{HERE}a{k}"
        how = dict(attribution_facts(reading, attribution))["type"]
        label = f"said by {speaker(reading, attribution)}, {how}"
        parts = (("src", "source", attribution.source), ("cue", "cue", attribution.cue))
        for style, part, spans in parts:
            for n, span in enumerate(spans):
                yield Mark(span, style, item, f"{item}-{style}{n}", f"{part}: {label}", 2)
        for n, span in enumerate(attribution.content):
            number = None if n else k + 1
            yield Mark(span, "con", item, f"{item}-con{n}", f"content: {label}", 9, number)


def _statements(reading: Reading) -> Iterator[Mark]:
    for k, statement in enumerate(reading.statements):
        item = f"{HERE}s{k}"
        label = f"statement {k + 1}: {one_line(statement.predicate)}"
        yield Mark(statement.span, "st", item, f"{item}-0", label, 9)
        yield Mark(statement.predicate_span, "pred", item, f"{item}-1", label, 3)


# ---------------------------------------------------------------- the text


def marked_text(report: Report, marks: Sequence[Mark]) -> Markup:
    """The report's text: a `<p>` for each block; what is not compared is folded, with why."""
    waiting = sorted(marks, key=lambda m: (m.span.start, -m.span.end))
    begun: set[str] = set()
    parts: list[Markup] = []
    at = 0
    for compared, group in itertools.groupby(report.blocks, key=lambda b: b.compared):
        blocks = list(group)
        parts.append(_gap(report.text[at : blocks[0].start]))
        at = blocks[0].start
        inner: list[Markup] = []
        for block in blocks:
            inner.append(_gap(report.text[at : block.start]))
            here = [m for m in waiting if m.span.overlaps(block.span)]
            inner.append(_block(report.text, block, here, begun))
            at = block.end
        whole = Markup().join(inner)
        parts.append(whole if compared else _folded(blocks, whole))
    parts.append(_gap(report.text[at:]))
    return Markup().join(parts)


def _folded(blocks: Sequence[Block], inner: Markup) -> Markup:
    kinds = ", ".join(dict.fromkeys(BLOCKS[b.kind] for b in blocks))
    told = f"Set aside: {count(len(blocks), 'line')}, {kinds}"
    return Markup('<details class="aside"><summary data-told="{}"></summary>{}</details>').format(
        told, inner
    )


def _gap(text: str) -> Markup:
    return Markup('<span class="gap">{}</span>').format(escaped(text)) if text else Markup()


def _block(text: str, block: Block, marks: Sequence[Mark], begun: set[str]) -> Markup:
    why = Markup()
    if not block.compared:
        why = Markup(' data-why="{}"').format(f"{BLOCKS[block.kind]}: {one_line(block.why)}")
    return Markup('<p class="block {}"{} dir="auto">{}</p>').format(
        block.kind.value, why, _runs(text, block, marks, begun)
    )


def _runs(text: str, block: Block, marks: Sequence[Mark], begun: set[str]) -> Markup:
    cuts = {block.start, block.end}
    for mark in marks:
        cuts |= {max(mark.span.start, block.start), min(mark.span.end, block.end)}
    out: list[Markup] = []
    for start, end in itertools.pairwise(sorted(cuts)):
        here = [m for m in marks if m.span.start <= start and end <= m.span.end]
        for mark in here:
            if mark.anchor not in begun:
                begun.add(mark.anchor)
                out.append(_begin(mark))
        out.append(_run(escaped(text[start:end]), here))
    return Markup().join(out)


def _begin(mark: Mark) -> Markup:
    """The empty place where a mark begins; that of a content is its link, with a number."""
    if mark.numbered is None:
        return Markup('<i class="at" id="{}"></i>').format(mark.anchor)
    return Markup('<a class="no" id="{}" href="#{}" data-n="{}" aria-label="{}"></a>').format(
        mark.anchor, mark.item, mark.numbered, mark.label
    )


def _run(words: Markup, here: Sequence[Mark]) -> Markup:
    if not here:
        return words
    inner = sorted(here, key=lambda m: (m.rank, len(m.span)))
    styles = dict.fromkeys(s for m in inner for s in m.style.split())
    if sum(m.style == "con" for m in inner) > 1:
        styles["deep"] = None
    told = "; ".join(dict.fromkeys(m.label for m in inner))
    link = inner[0]
    if link.rank == _NO_LINK:
        return Markup('<span class="{}">{}</span>').format(" ".join(styles), words)
    return Markup('<a class="{}" href="#{}" title="{}">{}</a>').format(
        " ".join(styles), link.item, told, words
    )


_NO_LINK = 9

"""Labels for the parts of a text. Nothing is cut out: a wrong label can be turned round.

Trees say how likely each line is body, from its looks and its neighbours; rules that look at the
words then tell headlines, captions, links and a second story.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from twosource.intake.furniture import label_furniture
from twosource.intake.headings import label_headline, label_subheads
from twosource.intake.layout import paragraphs
from twosource.intake.line import Line
from twosource.intake.line_features import features
from twosource.intake.line_trees import shipped_forest
from twosource.intake.pictures import label_pictures
from twosource.intake.second_story import label_second_story
from twosource.intake.settings import table
from twosource.model import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.intake.assemble import Markup
    from twosource.intake.layout import Paragraph
    from twosource.intake.line_trees import Forest

__all__ = ["as_blocks", "label_blocks", "label_lines"]

_BULLET = re.compile(r"[-*+•●▪‣·–—]\s+(?=\S)")
_WORD = re.compile(r"\w")


def label_blocks(
    text: str, *, title: str | None = None, markup: Markup = "plain"
) -> tuple[Block, ...]:
    """The blocks of `text` in order, each with its kind and the name of the rule that chose it.

    `markup` "row" is a text from a table, mostly a body without its page: where nearly all of it
    reads like body, no line is left out for its looks alone. `title` is the headline where
    something else than the text tells it. Bullets are blocks of their own, so that what is
    compared begins with its first word.
    """
    if markup == "markdown":
        from twosource.intake.markdown_marks import label_markdown  # noqa: PLC0415

        return label_markdown(text, title=title)
    if markup == "extracted":
        return label_extracted(text, title=title)
    lines = label_lines(text, title=title, row=markup == "row")
    return tuple(b for line in lines for b in as_blocks(line))


def label_lines(
    text: str,
    *,
    title: str | None = None,
    places: Sequence[Paragraph] | None = None,
    forest: Forest | None = None,
    row: bool = False,
) -> list[Line]:
    """The labelled lines of `text`: of all of it, or of the paragraphs at `places`.

    `row`: it comes from a table. `forest` takes the place of the package's own in measurements.
    """
    rule = table("blocks")
    if places is None:
        places = paragraphs(text)
    scores = (forest or shipped_forest()).probability(features(text, places)).tolist()
    lines = [
        Line(p.start, p.end, p.gap, text[p.start : p.end], s)
        for p, s in zip(places, scores, strict=True)
    ]
    for line in lines:
        likely = line.body >= rule["body"]
        kind = BlockKind.BODY if likely else BlockKind.PROMO
        line.label(kind, f"reads like {'body text' if likely else 'page furniture'}", sure=False)
    label_pictures(lines)
    label_furniture(lines)
    _keep_something(lines)
    _keep_sentences(lines, rule, every_line=row)
    label_headline(lines, title)
    label_subheads(lines, likely=rule["subhead"])
    label_second_story(lines)
    return lines


def label_extracted(text: str, *, title: str | None = None) -> tuple[Block, ...]:
    """The blocks of a body that was taken out of its page: all of it is body but what a rule
    names.
    """
    lines = [
        Line(
            p.start, p.end, p.gap, text[p.start : p.end], 1.0, BlockKind.BODY, "taken from the page"
        )
        for p in paragraphs(text, wrapped=False)
    ]
    label_pictures(lines)
    label_furniture(lines)
    if title and lines and lines[0].row == title:
        lines[0].label(BlockKind.HEADLINE, "the page's headline")
    label_subheads(lines, likely=1.0)
    return tuple(b for line in lines for b in as_blocks(line))


def _keep_something(lines: list[Line]) -> None:
    """Where no line reads like body, every line that no rule has named is body."""
    if any(x.kind is BlockKind.BODY for x in lines):
        return
    for line in lines:
        if not line.sure and _WORD.search(line.row):
            line.label(BlockKind.BODY, "nothing else in the text is body", sure=False)


def _keep_sentences(lines: list[Line], rule: dict[str, float], *, every_line: bool) -> None:
    """In a text that is brief or has hardly any furniture, every full sentence is body.

    With `every_line` so is any line with a word in it, where there is hardly any furniture:
    headings, verses, answers of one word.

    Trees learn from whole pages that a short sentence at the edge of the text is a slogan or a
    note; where nearly all is body there is no such edge.
    """
    whole = sum(len(x.row) for x in lines)
    body = sum(len(x.row) for x in lines if x.kind is BlockKind.BODY)
    doubtful = [x for x in lines if not x.sure and x.kind is BlockKind.PROMO]
    brief = whole < rule["brief"]
    clean = body >= rule["clean_share"] * (body + sum(len(x.row) for x in doubtful))
    if not (brief or clean):
        return
    for line in doubtful:
        likely = brief or line.body >= rule["clean_sentence"] or line is lines[0]
        if every_line and clean and _WORD.search(line.row):
            line.label(BlockKind.BODY, "a line of a text without furniture", sure=False)
        elif likely and line.sentence and len(line.words) >= 3:
            line.label(BlockKind.BODY, "a full sentence in a text without furniture", sure=False)


def as_blocks(line: Line) -> list[Block]:
    bullet = _BULLET.match(line.row) if line.compared else None
    if bullet is None:
        return [Block(line.kind, line.start, line.end, line.why)]
    cut = line.start + bullet.end()
    return [
        Block(BlockKind.PROMO, line.start, line.start + 1, "bullet"),
        Block(line.kind, cut, line.end, line.why),
    ]

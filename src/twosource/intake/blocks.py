"""Labels for the parts of a text. Nothing is cut out: a wrong label can be turned round."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from twosource.intake.layout import paragraphs
from twosource.model import Block, BlockKind

if TYPE_CHECKING:
    from twosource.intake.assemble import Markup

__all__ = ["label_blocks"]

_ENDS = re.compile(r"[.!?…][\"”’'»)\]]*$")


def label_blocks(
    text: str, *, title: str | None = None, markup: Markup = "plain"
) -> tuple[Block, ...]:
    """The blocks of `text` in order, each with its kind and the name of the rule that chose it."""
    out: list[Block] = []
    seen_body = False
    for p in paragraphs(text):
        row = text[p.start : p.end]
        sentence = bool(_ENDS.search(row)) and len(row) >= 20
        if sentence or (seen_body and len(row) > 120):
            kind, why = BlockKind.BODY, "sentence"
            seen_body = True
        elif not seen_body and not any(b.kind is BlockKind.HEADLINE for b in out) and len(row.split()) >= 3:
            kind, why = BlockKind.HEADLINE, "first line"
        else:
            kind, why = BlockKind.PROMO, "short line"
        out.append(Block(kind, p.start, p.end, why))
    return tuple(out)

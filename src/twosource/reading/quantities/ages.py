"""Figures that are ages without saying so: "Ada Lorn, 43,", "aged 10", "age of 5"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from twosource.reading.quantities.draft import Draft
    from twosource.reading.quantities.lexemes import Lexemes
    from twosource.reading.quantities.phrases import Phrases

__all__ = ["is_age"]

_OLDEST = 115
_AGES = frozenset({"aged", "age", "ages"})
_CLOSERS = frozenset({",", ".", ";", ")", "", "\u2014", "\u2013", ":", "!", "?"})


def is_age(lex: Lexemes, draft: Draft, phrases: Phrases) -> bool:
    """Whether a figure without a unit is an age; behind a name, the name becomes what it is of."""
    if not 0 < draft.low <= draft.high <= _OLDEST or draft.form not in {"digits", "words"}:
        return False
    before = lex.word(draft.outer - 1)
    if before in _AGES or (before == "of" and lex.word(draft.outer - 2) in _AGES):
        return True
    alone = lex.raw[draft.figure].isdigit() and not draft.is_range
    between = lex.word(draft.first - 1) == "," and lex.word(draft.last) in _CLOSERS
    if not (alone and between):
        return False
    name = phrases.token(phrases.at(lex.starts[draft.first - 1]) - 1)
    if name is None or name.pos_ != "PROPN":
        return False
    draft.counted = name.text
    draft.counted_start, draft.counted_end = name.idx, name.idx + len(name.text)
    return True

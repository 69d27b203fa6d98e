"""Quotations of whole sentences that no attribution claims: whoever acts in the sentence beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.reading.attribution.quotations import bounds
from twosource.reading.attribution.subjects import cue_words, subject
from twosource.reading.attribution.triple import Triple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twosource.reading.attribution.words import Words

__all__ = ["unclaimed"]

_LONG = 5  # words from which on a quotation with a verb is somebody's sentence, and no title
_ENDS = frozenset(".!?…,") | {"...", "?!"}
_REACH = 8  # words after a quotation in which the word that tells of it is looked for
_MOSTLY = 0.5


def unclaimed(words: Words, found: Iterable[Triple]) -> list[Triple]:
    """An attribution for each quoted sentence that those found leave out, where a verb of its own
    paragraph outside the quotation has a subject ("The review used a line of hers: '...'").
    """
    claimed = {k for triple in found for k in triple.content}
    out = []
    k = 0
    while k < len(words):
        if words.quote[k] < 0:
            k += 1
            continue
        first, k = bounds(words, k)
        inside = [w for w in range(first, k) if not words.mark[w]]
        if not _is_sentence(words, inside):
            continue
        if sum(w in claimed for w in inside) > _MOSTLY * len(inside):
            continue
        cue = _told_by(words, first, k)
        if cue is None:
            continue
        source = tuple(w for w in subject(words, cue) if not first <= w < k)
        if source:
            out.append(Triple(source, cue_words(words, cue), tuple(range(first, k))))
    return out


def _is_sentence(words: Words, inside: list[int]) -> bool:
    return (
        sum(words.pos[w] != "PUNCT" for w in inside) >= _LONG
        and words.word[inside[-1]] in _ENDS
        and any(words.pos[w] in ("VERB", "AUX") for w in inside)
    )


def _told_by(words: Words, first: int, end: int) -> int | None:
    """The verb outside quotations nearest before a quotation in its sentence, else after it."""
    start, last = words.blocks[words.block[first]]
    if first > start:
        low = max(start, words.sentences[words.sentence[first - 1]][0])
        for w in range(first - 1, low - 1, -1):
            if words.pos[w] == "VERB" and words.quote[w] < 0:
                return w
    for w in range(end, min(last, end + _REACH)):
        if words.pos[w] == "VERB" and words.quote[w] < 0:
            return w
    return None

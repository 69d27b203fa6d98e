"""Quotations that run on over paragraphs: the speaker stands in the paragraph before.

News sets a long quotation as several paragraphs, each one wholly between marks (the closing mark
left out until the last), and names the speaker once. In PolNeAR's training part 95 of 161 such
paragraphs continue the attribution before them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from twosource.reading.attribution.lexicon import cues

if TYPE_CHECKING:
    from twosource.reading.attribution.triple import Triple
    from twosource.reading.attribution.words import Words

__all__ = ["chained", "supplemented"]

_MOSTLY = 0.5
_SENTENCE_ENDS = frozenset(".!?…") | {"...", "?!"}
_COMMA = 2  # words from the content's last to the cue, one comma between them
_LONG = 5  # words from which on a quotation is somebody's sentence and no title or single term


def chained(words: Words, found: list[Triple]) -> list[Triple]:
    """`found` with each wholly quoted paragraph that nobody claims given to the speaker before:
    as more of the same content where the quotation was left open, else as one of its own.
    """
    out = list(found)
    claimed = {k for triple in found for k in triple.content}
    for number, (first, last) in enumerate(words.blocks):
        if number == 0 or not _wholly_quoted(words, first, last):
            continue
        if sum(k in claimed for k in range(first, last)) > _MOSTLY * (last - first):
            continue
        before = _last_in(words, out, number - 1)
        if before is None:
            continue
        one = out[before]
        if _left_open(words, one.content[-1]):
            out[before] = replace(one, content=(*one.content, *range(first, last)))
        else:
            out.append(replace(one, content=tuple(range(first, last))))
        claimed.update(range(first, last))
    return out


def supplemented(words: Words, found: list[Triple], others: list[Triple]) -> list[Triple]:
    """`found` and those of `others` that are quotations, or stand after a colon or before a
    signature, where `found` has nothing but what is told inside them. "..., says X" at the end of
    a headline, and all of what a colon announces, go before what was found of them. So does what
    is "reportedly" so.
    """
    certain = [t for t in others if _closes_headline(words, t) or _announced(words, t)]
    heads = {k for t in certain for k in t.cue}
    out = [t for t in found if heads.isdisjoint(t.cue)] + certain
    heads = {k for t in out for k in t.cue}
    for one in others:
        if words.lower[one.cue[0]] in cues()["reported_adverbs"]:
            if heads.isdisjoint(one.cue):
                out.append(one)
            continue
        if not one.source:
            continue
        if _nested(words, one, out):
            out.append(one)
            continue
        if not _plain(words, one):
            continue
        content = set(one.content)
        if all(content.isdisjoint(t.content) or content.issuperset(t.cue) for t in out):
            out.append(one)
    return sorted(out, key=lambda t: (t.cue, t.content))


def _nested(words: Words, one: Triple, found: list[Triple]) -> bool:
    """Whether what somebody says, in a clause, is told inside a content, and not found yet.

    PolNeAR's annotators left such inner attributions out.
    """
    verbs = [k for k in one.cue if words.lemma[k] in cues()["speech"] and words.pos[k] == "VERB"]
    if not any(words.dep[c] == "ccomp" for k in verbs for c in words.children[k]):
        return False
    if not all(set(one.cue).isdisjoint(t.cue) for t in found):
        return False
    told = {*one.cue, *one.content}
    return any(told.issubset(t.content) for t in found)


def _closes_headline(words: Words, one: Triple) -> bool:
    """Whether an attribution ends its block with a speaker, and the block is no sentence."""
    if not one.source or one.source[0] < one.cue[-1] or one.content[-1] > one.cue[0]:
        return False
    last = words.blocks[words.block[one.cue[0]]][1] - 1
    return one.source[-1] == last and one.cue[0] - one.content[-1] == _COMMA


def _announced(words: Words, one: Triple) -> bool:
    """Whether a colon announces a paragraph to its end, as in transcripts."""
    block = words.blocks[words.block[one.cue[0]]]
    runs_to_end = words.block[one.content[-1]] == words.block[one.cue[0]] and all(
        words.pos[k] == "PUNCT" for k in range(one.content[-1] + 1, block[1])
    )
    return words.word[one.cue[0]] == ":" and one.source[:1] < one.content[:1] and runs_to_end


def _plain(words: Words, one: Triple) -> bool:
    """Whether an attribution has a form that leaves little to learn."""
    if not any(c.isalnum() for k in one.cue for c in words.word[k]):
        return True
    return len(one.content) >= _LONG and all(words.quote[k] >= 0 for k in one.content)


def _wholly_quoted(words: Words, first: int, last: int) -> bool:
    """Whether a block is a quotation, and no heading: it ends as a sentence does."""
    inner = [words.word[k] for k in range(max(first, last - 3), last) if not words.mark[k]]
    if not inner or inner[-1] not in _SENTENCE_ENDS:
        return False
    return all(words.quote[k] >= 0 or words.pos[k] == "PUNCT" for k in range(first, last))


def _left_open(words: Words, k: int) -> bool:
    """Whether the quotation that ends at a word has no closing mark."""
    return words.quote[k] >= 0 and not words.mark[k]


def _last_in(words: Words, found: list[Triple], block: int) -> int | None:
    """The attribution that holds the end of a block's last quotation, or its last words."""
    best = None
    for number, triple in enumerate(found):
        last = triple.content[-1]
        if words.block[last] != block:
            continue
        rank = (words.quote[last] >= 0, last, len(triple.source))
        if best is None or rank > best[0]:
            best = (rank, number)
    if best is None:
        return None
    tail = words.blocks[block][1] - 1
    quoted = best[0][0]
    return best[1] if quoted or words.word[tail] == ":" else None

"""Attributions whose cue is a mark: "X: Y", "Y: X" and "Y - X" of headlines, transcripts,
and a quotation signed with its speaker's name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.reading.attribution.lexicon import cues
from twosource.reading.attribution.quotations import quotation, run_back
from twosource.reading.attribution.triple import Triple, trimmed

if TYPE_CHECKING:
    from twosource.reading.attribution.words import Words

__all__ = ["DASHES", "colon", "dash", "transcript"]

DASHES = frozenset({"—", "–", "―", "-", "--"})
_NAME = 8  # words that a speaker's name before a colon or under a quotation may have
_TAIL = 5  # words that a speaker's name at the end of a headline may have
_SAYING = 2  # words that what a headline hands on has at least
_SENTENCE_ENDS = frozenset(".!?…") | {"..."}
_NAMED = frozenset({"PERSON", "ORG"})


def colon(words: Words, k: int) -> Triple | None:
    """What a colon at `k` hands on: a transcript's line, "X: Y", or the headline's "Y: X"."""
    return transcript(words, k) or _announced(words, k) or _tail(words, k)


def dash(words: Words, k: int) -> Triple | None:
    """What a dash at `k` hands on: a quotation signed with a name, or the headline's "Y - X"."""
    return _signed(words, k) or _tail(words, k)


def transcript(words: Words, k: int) -> Triple | None:
    """A line of a transcript: a name in capitals at the head of its paragraph, then a colon.

    All of the paragraph is content, whether or not it stands between marks.
    """
    first, last = words.blocks[words.block[k]]
    while first < k and words.mark[first]:
        first += 1
    label = range(first, k)
    if not 0 < len(label) <= _NAME or k + 1 >= last:
        return None
    letters = [words.word[w] for w in label if words.pos[w] != "PUNCT"]
    if not letters or not all(w.isupper() for w in letters) or len("".join(letters)) < 2:
        return None
    content = trimmed(words, range(k + 1, last))
    return Triple(trimmed(words, label), (k,), content) if content else None


def _announced(words: Words, k: int) -> Triple | None:
    """What follows "X:" in a headline, or before a quotation."""
    first, last = words.blocks[words.block[k]]
    begin = max(first, words.sentences[words.sentence[k]][0])
    source = tuple(range(begin, k))
    if words.quote[k] >= 0 or not 0 < len(source) <= _NAME or k + 1 >= last:
        return None
    if any(words.pos[w] in ("VERB", "AUX") or words.quote[w] >= 0 for w in source):
        return None
    quoted = words.quote[k + 1] >= 0
    if not quoted and not (begin == first and _speaker_like(words, source)):
        return None
    stop = quotation(words, k + 1)[-1] + 1 if quoted else last
    return Triple(source, (k,), trimmed(words, range(k + 1, stop)))


def _signed(words: Words, k: int) -> Triple | None:
    """A quotation with its speaker's name after a dash."""
    first, last = words.blocks[words.block[k]]
    source = range(k + 1, last)
    if not 0 < len(source) <= _NAME or k == first:
        return None
    # The dash may cling to the closing mark, as one word.
    before = k - 1 if words.quote[k] < 0 else k
    if words.quote[before] < 0 or any(words.quote[w] >= 0 for w in source):
        return None
    if words.pos[k + 1] != "PROPN" or any(words.pos[w] in ("VERB", "AUX") for w in source):
        return None
    if words.mark[first]:
        content = tuple(range(first, k))
    else:
        here = quotation(words, before)
        content = tuple(w for w in (*run_back(words, here[0], first), *here) if w < k)
    return Triple(trimmed(words, source), (k,), content) if content else None


def _tail(words: Words, k: int) -> Triple | None:
    """A headline that ends with its source: "Bridge unsafe: mayor", "Bridge shut - officials"."""
    first, last = words.blocks[words.block[k]]
    source = range(k + 1, last)
    if words.quote[k] >= 0 or not 0 < len(source) <= _TAIL or k - first < _SAYING:
        return None
    if words.word[last - 1] in _SENTENCE_ENDS or any(
        words.word[w] in _SENTENCE_ENDS or words.pos[w] in ("VERB", "AUX", "NUM") for w in source
    ):
        return None
    if any(words.word[w] in _SENTENCE_ENDS or words.word[w] == ":" for w in range(first, k)):
        return None
    if not _speaker_like(words, tuple(source)):
        return None
    return Triple(trimmed(words, source), (k,), trimmed(words, range(first, k)))


def _speaker_like(words: Words, source: tuple[int, ...]) -> bool:
    last = source[-1]
    return words.entity[last] in _NAMED or words.lemma[last] in cues()["speakers"]

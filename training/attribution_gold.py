"""PolNeAR's spans as words of our own parse: which word heads a cue, which words are the rest."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twosource.reading.attribution.words import Words

__all__ = ["Gold", "agreement", "gold_of", "scored_words"]

_FUNCTION = frozenset({"DET", "AUX", "PART", "PUNCT", "ADP", "SCONJ", "CCONJ", "PRON"})


class Gold(NamedTuple):
    """One annotated attribution: the word that heads its cue, its source, its content."""

    cue: int
    source: tuple[int, ...]
    content: tuple[int, ...]


def gold_of(words: Words, article: dict[str, Any]) -> list[Gold]:
    """The annotated attributions that touch words of the parse."""
    out = []
    for one in article["attributions"]:
        cue, source, content = (
            _words_in(words, one[role]) for role in ("cue", "source", "content")
        )
        if cue and content:
            out.append(Gold(_cue_head(words, cue, content), source, content))
    return out


def scored_words(words: Words, chosen: Iterable[int]) -> frozenset[int]:
    """The words that a scorer counts: those with a letter or a digit."""
    return frozenset(k for k in chosen if any(c.isalnum() for c in words.word[k]))


def agreement(a: frozenset[int], b: frozenset[int]) -> float:
    """Dice; 1 for two empty sets."""
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 1.0


def _words_in(words: Words, spans: list[list[int]]) -> tuple[int, ...]:
    out = set()
    for start, end in spans:
        k = bisect_right(words.end, start)
        while k < len(words) and words.start[k] < end:
            out.add(k)
            k += 1
    return tuple(sorted(out))


def _cue_head(words: Words, cue: tuple[int, ...], content: tuple[int, ...]) -> int:
    """The lowest word of a cue that governs most of the content, else the cue's head."""
    inside = set(content)

    def governs(k: int) -> bool:
        covered = sum(words.left[k] <= t <= words.right[k] for t in inside)
        return covered * 2 >= len(inside) and k not in inside

    full = [k for k in cue if words.pos[k] not in _FUNCTION]
    verbs = [k for k in full if words.pos[k] == "VERB"]
    for group in (verbs, full):
        governing = [k for k in group if governs(k)]
        if governing:
            return min(governing, key=lambda k: (words.right[k] - words.left[k], -k))
    for group in (verbs, full, list(cue)):
        heads = [k for k in group if words.head[k] not in cue or words.head[k] == k]
        if heads or group:
            return (heads or group)[0]
    return cue[0]

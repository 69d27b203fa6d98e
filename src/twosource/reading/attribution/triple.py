"""Source, cue and content as word numbers, and their turning into spans."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twosource.reading.attribution.words import Words

__all__ = ["Triple", "mended", "spans", "trimmed", "whole_quotations"]

_EDGE_LEFT = frozenset(",;:.!?)]}–—-") | {"--", "..."}
_EDGE_RIGHT = frozenset(",;:([{–—-.") | {"--"}
_INSIDE = frozenset({"compound", "det", "amod", "flat", "nmod:poss", "nummod"})
_DASHES = frozenset({"-", "–", "—", "--"})
_DATELINE = 14  # words in which its dash stands


@dataclass(frozen=True, slots=True)
class Triple:
    """One attribution as flat word numbers, each in order. Only `content` is never empty."""

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]


def spans(words: Words, chosen: Iterable[int]) -> tuple[Span, ...]:
    """Runs of neighbouring words as spans; a block's bound always parts two runs."""
    block = words.block
    runs: list[list[int]] = []
    last = -2
    for k in sorted(set(chosen)):
        if k == last + 1 and runs and block[k] == block[last]:
            runs[-1][1] = k
        else:
            runs.append([k, k])
        last = k
    return tuple([Span(words.start[first], words.end[last]) for first, last in runs])


def mended(words: Words, one: Triple) -> Triple:
    """The attribution with the words of its source given back to it ("the fire service"), and
    without the dateline before its content.
    """
    content = set(one.content)
    given = {
        k
        for k in range(one.source[0], one.source[-1])
        if k in content and words.dep[k] in _INSIDE and words.head[k] in one.source
    } if one.source else set()  # fmt: skip
    first = min(content)
    begin = words.blocks[words.block[first]][0]
    line = {k for k in range(begin, _behind_dateline(words, begin)) if first == begin}
    if not given and not line:
        return one
    left = trimmed(words, content - given - line)
    return Triple(tuple(sorted({*one.source, *given})), one.cue, left) if left else one


def _behind_dateline(words: Words, first: int) -> int:
    """The word behind the dash of a dateline that begins at a block's first word, else `first`."""
    if not (words.word[first].isupper() and len(words.word[first]) > 1):
        return first
    last = words.blocks[words.block[first]][1]
    for k in range(first + 1, min(first + _DATELINE, last)):
        if words.word[k] in _DASHES:
            return k + 1
        if words.pos[k] in {"VERB", "AUX"}:
            break
    return first


def trimmed(words: Words, chosen: Iterable[int]) -> tuple[int, ...]:
    """Each run without loose punctuation at its ends; a quotation keeps what is in its marks."""
    out: list[int] = []
    run: list[int] = []
    for k in [*sorted(set(chosen)), -1]:
        if run and (k != run[-1] + 1 or words.block[k] != words.block[run[-1]]):
            out += _trim_run(words, run)
            run = []
        run.append(k)
    return tuple(out)


def whole_quotations(words: Words, chosen: Iterable[int]) -> tuple[int, ...]:
    """`chosen` with the marks and the punctuation of quotations that it holds but for those."""
    out = set(chosen)
    numbers = {words.quote[k] for k in out} - {-1}
    for number in numbers:
        first = min(k for k in out if words.quote[k] == number)
        last = max(k for k in out if words.quote[k] == number)
        ends = set()
        while first > 0 and words.quote[first - 1] == number:
            first -= 1
            ends.add(first)
        while last + 1 < len(words) and words.quote[last + 1] == number:
            last += 1
            ends.add(last)
        if all(words.pos[k] == "PUNCT" for k in ends):
            out |= ends
    return tuple(sorted(out))


def _trim_run(words: Words, run: list[int]) -> list[int]:
    first, last = 0, len(run)
    while first < last and _loose(words, run[first], _EDGE_LEFT):
        first += 1
    while last > first and _loose(words, run[last - 1], _EDGE_RIGHT):
        last -= 1
    return run[first:last]


def _loose(words: Words, k: int, edge: frozenset[str]) -> bool:
    return words.quote[k] < 0 and words.word[k] in edge

"""The few candidates for content and source that agree best with what the encoder marks.

The expected agreement of a candidate is 2 p(inside) / (words inside + p of all), p the likelihood
that a word belongs; it is cheap, and what is left is looked at closely.
"""

from __future__ import annotations

import math
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from twosource.reading.attribution.candidates import Candidate, contents, sources

if TYPE_CHECKING:
    from twosource.reading.attribution.encoder import Marginals
    from twosource.reading.attribution.words import Words

__all__ = ["NUMBERS", "content_choices", "source_choices"]

NUMBERS = 7  # that go with each candidate
_MOST = 6  # candidates that are looked at closely
_POSSIBLE = 0.02  # likelihood from which on a word may head a source
_MARKED = 0.45  # likelihood from which on a word belongs to the candidate that the encoder marks


def content_choices(words: Words, c: int, seen: Marginals) -> tuple[list[Candidate], list[Any]]:
    """Candidate contents of the cue at `c` with the numbers of each, the likeliest first."""
    offered = contents(words, c)
    chance = seen.content.tolist()
    marked = _marked(words, c, seen.low, chance)
    if marked:
        _offer(offered, marked)
    marks = seen.begins.tolist(), seen.ends.tolist()
    return _chosen(words, offered, seen.low, chance, marks)


def source_choices(
    words: Words, c: int, content: tuple[int, ...], seen: Marginals
) -> tuple[list[Candidate], list[Any]]:
    """Candidate sources of the cue at `c`; one of them, without words, stands for none."""
    taken = {*content, c}
    chance = seen.source.tolist()
    likely = {k for k, p in enumerate(chance, seen.low) if p >= _POSSIBLE}
    offered = sources(words, c, content, likely)
    for k in content:
        if 0 <= k - seen.low < len(chance):
            chance[k - seen.low] = 0.0
    marked = [k for k in _marked(words, c, seen.low, chance) if k not in taken]
    if marked:
        _offer(offered, marked)
    return _chosen(words, offered, seen.low, chance, None)


def _offer(offered: list[Candidate], marked: list[int]) -> None:
    chosen = tuple(marked)
    if all(chosen != candidate.words for candidate in offered):
        offered.append(Candidate("marked", -2, chosen))


def _marked(words: Words, c: int, low: int, chance: list[float]) -> list[int]:
    """The words that are likely to belong, with the punctuation between them."""
    out: list[int] = []
    for k, p in enumerate(chance, low):
        if p < _MARKED or k == c:
            continue
        if out:
            between = range(out[-1] + 1, k)
            spoken = words.spoken_before[k] - words.spoken_before[out[-1] + 1]
            if between and not spoken:
                out += between
        out.append(k)
    return out


def _chosen(
    words: Words,
    offered: list[Candidate],
    low: int,
    chance: list[float],
    marks: tuple[list[float], list[float]] | None,
) -> tuple[list[Candidate], list[Any]]:
    before = list(accumulate(chance, initial=0.0))
    total = before[-1]
    spoken, end = words.spoken_before, len(chance)
    nobody = 0.0 if marks else math.prod([1 - p for p in chance])
    rated = []
    for number, candidate in enumerate(offered):
        chosen = candidate.words
        if chosen:
            first, last = chosen[0], chosen[-1] + 1
            if last - first == len(chosen):  # as nearly all are
                size = spoken[last] - spoken[first]
                inside = before[min(max(last - low, 0), end)]
                inside -= before[min(max(first - low, 0), end)]
            else:
                size, inside = _scattered(words, chosen, low, chance)
            rated.append((2 * inside / (size + total + 1e-6), -number, size, inside))
        else:
            rated.append((nobody, -number, 1, 0.0))
    rated.sort(reverse=True)
    kept, numbers = [], []
    best = rated[0][0] if rated else 0.0
    likeliest = max(chance, default=0.0)
    for agreement, number, size, inside in rated[:_MOST]:
        candidate = offered[-number]
        bounded = min(max(agreement, 0.01), 0.99)
        begins = ends = 0.0
        if marks and candidate.words:
            begins = _at(marks[0], candidate.words[0] - low)
            ends = _at(marks[1], candidate.words[-1] - low)
        elif not marks:
            begins, ends = total / 4, likeliest
        numbers.append(
            (
                agreement,
                math.log(bounded / (1 - bounded)) / 2,
                inside / max(size, 1),
                inside / (total + 0.1),
                begins,
                ends,
                best - agreement,
            )
        )
        if candidate.head == -2:
            candidate = candidate._replace(head=_top(words, candidate.words))
        kept.append(candidate)
    return kept, numbers


def _scattered(
    words: Words, chosen: tuple[int, ...], low: int, chance: list[float]
) -> tuple[int, float]:
    """How many words that count a candidate has, and how many of them are likely to belong."""
    spoken = words.spoken_before
    size, inside = 0, 0.0
    for k in chosen:
        size += spoken[k + 1] - spoken[k]
        if 0 <= k - low < len(chance):
            inside += chance[k - low]
    return size, inside


def _at(logits: list[float], k: int) -> float:
    return max(min(logits[k] / 4, 2.0), -2.0) if 0 <= k < len(logits) else -2.0


def _top(words: Words, chosen: tuple[int, ...]) -> int:
    """The word that the others hang on."""
    inside = set(chosen)
    for k in chosen:
        if words.pos[k] != "PUNCT" and (words.head[k] not in inside or words.head[k] == k):
            return k
    return chosen[0]

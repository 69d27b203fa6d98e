"""The learned finder: cue words, then the content of each, then its source.

The encoder tells which words may head a cue and marks what belongs to each; of what the parse and
the quotation marks offer, the candidates that agree best with it are scored by small networks.
Which one is taken is decided by how likely it is to match the truth by Dice 0.5, candidates that
overlap it counted in; an attribution is kept when the judge, who sees all of it, gives it at least
`keep` of `data/attribution.toml`.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from twosource.reading.attribution.features import (
    content_features,
    cue_features,
    source_features,
)
from twosource.reading.attribution.rules import according_to
from twosource.reading.attribution.shortlist import content_choices, source_choices
from twosource.reading.attribution.subjects import cue_words, quoted_speaker
from twosource.reading.attribution.templates import Spelt
from twosource.reading.attribution.triple import Triple, whole_quotations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from collections.abc import Set as AbstractSet

    from twosource.reading.attribution.candidates import Candidate
    from twosource.reading.attribution.encoder import Marginals
    from twosource.reading.attribution.network import Network
    from twosource.reading.attribution.weights import Weights
    from twosource.reading.attribution.words import Words

__all__ = [
    "Finder",
    "Found",
    "Settings",
    "judged_numbers",
    "passing",
    "without_repeats",
]

_SAME = 0.5
_SLIGHT = 0.01  # likelihood below which a candidate takes no part


@dataclass(frozen=True, slots=True)
class Settings:
    """Thresholds: `look` for a cue to be looked at, `keep` for the whole attribution, `keep_direct`
    for one whose content is a quotation, `twice` for two contents to be one.
    """

    look: float
    keep: float
    keep_direct: float
    twice: float

    @classmethod
    @cache
    def shipped(cls) -> Settings:
        text = (files("twosource.reading") / "data" / "attribution.toml").read_text("utf-8")
        values = tomllib.loads(text)
        return cls(values["look"], values["keep"], values["keep_direct"], values["twice"])


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution looked at: how likely, and what the judge sees of it: rows of its
    features, or their strings where there is no judge yet.
    """

    triple: Triple
    score: float
    bag: list[Any]
    logits: tuple[float, ...]


class _Looked(NamedTuple):
    """A word that may head a cue, what the encoder thinks of it, and its choice so far."""

    cue: int
    logit: float
    seen: Marginals
    offered: list[Candidate]
    numbers: list[Any]
    of: Callable[[Candidate], list[int]]


class _Chosen(NamedTuple):
    """A cue with its content: how likely, and the numbers that spoke for it."""

    looked: _Looked
    candidate: Candidate
    sure: float
    numbers: tuple[float, ...]


class Finder:
    """Finds attributions with given weights and thresholds."""

    def __init__(self, weights: Weights, settings: Settings) -> None:
        self.weights = weights
        self.settings = settings

    def triples(self, words: Words) -> list[Triple]:
        """Every attribution found, in the order of their cues."""
        settings = self.settings
        kept = passing(words, self.scored(words), settings.keep, settings.keep_direct)
        return [f.triple for f in without_repeats(kept, settings.twice)]

    def scored(self, words: Words) -> list[Found]:
        """Every attribution looked at, with its likelihood."""
        import numpy as np  # noqa: PLC0415 - spaCy has loaded it by now

        found = self._sources(words, self._contents(words, self._looked(words)))
        judge = self.weights.judge
        if judge is None or not found:
            return found
        verdicts = judge.scores([f.bag for f in found], judged_numbers(found))
        sure = (1 / (1 + np.exp(-verdicts))).tolist()
        return [replace(f, score=p) for f, p in zip(found, sure, strict=True)]

    def _looked(self, words: Words) -> list[_Looked]:
        import numpy as np  # noqa: PLC0415 - see above

        encoder, known = self.weights.encoder, self.weights.content.known()
        inputs = encoder.inputs(words)
        states = encoder.states(inputs)
        logits = encoder.cues(states)
        at = np.flatnonzero(logits >= _logit(self.settings.look))
        out = []
        seen = encoder.marginals(words, inputs, states, at.tolist())
        for k, logit, marginals in zip(at.tolist(), logits[at].tolist(), seen, strict=True):
            offered, numbers = content_choices(words, k, marginals)
            if offered:
                of = content_features(words, k, known)
                out.append(_Looked(k, logit, marginals, offered, numbers, of))
        return out

    def _contents(self, words: Words, looked: list[_Looked]) -> list[_Chosen]:
        scores = _rated(
            self.weights.content,
            [(one.of(c), n) for one in looked for c, n in _pairs(one.offered, one.numbers)],
        )
        out = []
        first = 0
        for one in looked:
            size = len(one.offered)
            best, sure = _likeliest(words, one.offered, scores[first : first + size])
            first += size
            candidate = one.offered[best]
            if _chance(one.logit) * sure >= self.settings.look / 2:
                out.append(_Chosen(one, candidate, sure, one.numbers[best]))
        return out

    def _sources(self, words: Words, chosen: list[_Chosen]) -> list[Found]:
        offered = []
        known = self.weights.source.known()
        for one in chosen:
            k, content = one.looked.cue, one.candidate.words
            candidates, numbers = source_choices(words, k, content, one.looked.seen)
            offered.append((one, candidates, numbers, source_features(words, k, content, known)))
        scores = _rated(
            self.weights.source,
            [(of(c), n) for _, candidates, ns, of in offered for c, n in _pairs(candidates, ns)],
        )
        out = []
        first = 0
        for one, candidates, numbers, _ in offered:
            best, sure = _likeliest(words, candidates, scores[first : first + len(candidates)])
            first += len(candidates)
            triple = _triple(words, one, candidates[best].words)
            if triple is not None:
                bag = self._bag(words, one, candidates[best])
                score = _chance(one.looked.logit) * one.sure * sure
                logits = (one.looked.logit / 2, _logit(one.sure), _logit(sure), _logit(score))
                told = (*logits, *one.numbers, *numbers[best])
                out.append(Found(triple, score, bag, told))
        return out

    def _bag(self, words: Words, one: _Chosen, source: Candidate) -> list[Any]:
        """What the judge reads of an attribution: features of its cue, content and source."""
        judge, k, content = self.weights.judge, one.looked.cue, one.candidate
        of_cue, of_content, of_source = (
            judge.known(prefix) if judge else Spelt(prefix) for prefix in ("q:", "", "s:")
        )
        bag = cue_features(words, k, of_cue)
        bag += content_features(words, k, of_content)(content)
        bag += source_features(words, k, content.words, of_source)(source)
        return bag


def passing(words: Words, found: list[Found], keep: float, direct: float) -> list[Found]:
    """Those likely enough: from `direct` on where the content is a quotation, else from `keep`."""
    return [
        f
        for f in found
        if f.score >= keep or (f.score >= direct and _wholly_quoted(words, f.triple))
    ]


def _pairs(offered: list[Candidate], numbers: list[Any]) -> Iterable[tuple[Candidate, Any]]:
    return zip(offered, numbers, strict=True)


def _rated(network: Network, rows: list[tuple[list[int], Any]]) -> list[float]:
    import numpy as np  # noqa: PLC0415 - spaCy has loaded it by now

    numbers = np.array([n for _, n in rows], np.float32)
    scores: list[float] = network.scores([bag for bag, _ in rows], numbers).tolist()
    return scores


def _wholly_quoted(words: Words, triple: Triple) -> bool:
    return all(words.quote[k] >= 0 or words.pos[k] == "PUNCT" for k in triple.content)


def judged_numbers(found: list[Found]) -> Any:  # noqa: ANN401 - an array
    """What the judge reads beside the strings: the likelihoods of the parts, as logits."""
    import numpy as np  # noqa: PLC0415 - spaCy has loaded it by now

    return np.array([f.logits for f in found], np.float32)


def _triple(words: Words, one: _Chosen, source: tuple[int, ...]) -> Triple | None:
    chosen = set(one.candidate.words)
    cue_word = one.looked.cue
    quoted = quoted_speaker(words, cue_word)
    if quoted and chosen.isdisjoint(quoted):
        source = quoted
    content = whole_quotations(words, [w for w in one.candidate.words if w not in source])
    used = {*content, *source}
    cue = tuple(w for w in cue_at(words, cue_word) if w not in used)
    return Triple(source, cue or (cue_word,), content) if content else None


def _chance(logit: float) -> float:
    return 1 / (1 + math.exp(-logit))


def _logit(chance: float) -> float:
    bounded = min(max(chance, 1e-3), 1 - 1e-3)
    return math.log(bounded / (1 - bounded))


def cue_at(words: Words, k: int) -> tuple[int, ...]:
    """The words of the cue that is headed at `k`."""
    if words.lower[k] == "according":
        found = according_to(words, k)
        return found.cue if found else (k,)
    return cue_words(words, k) if words.pos[k] in ("VERB", "AUX", "ADJ") else (k,)


def _likeliest(words: Words, candidates: list[Candidate], scores: list[float]) -> tuple[int, float]:
    """Which candidate is most likely to match the truth by Dice 0.5, and how likely."""
    top = max(scores)
    e = [math.exp(s - top) for s in scores]
    total = sum(e)
    chance = [x / total for x in e]
    order = sorted(range(len(candidates)), key=chance.__getitem__, reverse=True)[:5]
    order = [k for k in order if chance[k] >= _SLIGHT] or order[:1]
    if len(order) == 1:
        return order[0], chance[order[0]]
    best, most, sure = order[0], 0.0, 0.0
    likeliest = chance[best]
    beside: dict[int, float] = {}  # what the others share with the likeliest one
    for k in order[:3]:
        # No use in looking at one that could not be worth more if it shared all with the rest.
        if k in beside and 1 - likeliest + likeliest * beside[k] <= most:
            continue
        mine = candidates[k].words
        shared = [(j, 1.0 if j == k else _overlap(words, mine, candidates[j].words)) for j in order]
        beside = beside or dict(shared)
        # Candidates with hardly another word count with how much they share.
        worth = sum(chance[j] * d for j, d in shared if d >= _SAME)
        if worth > most:
            best, most = k, worth
            sure = sum(chance[j] for j, d in shared if d >= _SAME)
    return best, min(sure, 1.0)


def _overlap(words: Words, a: tuple[int, ...], b: tuple[int, ...]) -> float:
    """Dice of two candidates by their words that are no punctuation."""
    if not a or not b:
        return 0.0
    if len(a) <= a[-1] - a[0] or len(b) <= b[-1] - b[0]:
        pos = words.pos
        one, other = ({k for k in chosen if pos[k] != "PUNCT"} for chosen in (a, b))
        return _dice(one, other)
    # Neither has a gap, as nearly all: their bounds tell.
    spoken = words.spoken_before
    low, high = max(a[0], b[0]), min(a[-1], b[-1]) + 1
    shared = spoken[high] - spoken[low] if low < high else 0
    size, other_size = spoken[a[-1] + 1] - spoken[a[0]], spoken[b[-1] + 1] - spoken[b[0]]
    return 2 * shared / (size + other_size) if size and other_size else 0.0


def _dice(a: AbstractSet[int], b: AbstractSet[int]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def without_repeats(found: list[Found], twice: float) -> list[Found]:
    """Of attributions with much the same content, the likeliest.

    What another speaker says inside a content ("she said that he denied ...") is no repeat.
    """
    kept: list[tuple[Found, frozenset[int]]] = []
    for one in sorted(found, key=lambda f: (-f.score, f.triple.content)):
        content = frozenset(one.triple.content)
        if all(
            _dice(content, other) < twice
            or _told_inside(one.triple, before.triple)
            or _told_inside(before.triple, one.triple)
            for before, other in kept
        ):
            kept.append((one, content))
    return sorted((f for f, _ in kept), key=lambda f: (f.triple.cue, f.triple.content))


def _told_inside(inner: Triple, outer: Triple) -> bool:
    return inner.source not in ((), outer.source) and set(outer.content).issuperset(inner.cue)

"""The learned finder: cue words, then the content of each, then its source.

Three networks score what the parse and the quotation marks offer. Which candidate is taken is
decided by how likely it is to match the truth by Dice 0.5, candidates that overlap it counted in;
an attribution is kept when the three likelihoods together pass `keep` of `data/attribution.toml`.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from twosource.reading.attribution.candidates import contents, sources
from twosource.reading.attribution.features import (
    content_features,
    cue_features,
    source_features,
)
from twosource.reading.attribution.network import Network
from twosource.reading.attribution.rules import according_to
from twosource.reading.attribution.subjects import cue_words, quoted_speaker
from twosource.reading.attribution.triple import Triple, whole_quotations

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from twosource.reading.attribution.candidates import Candidate
    from twosource.reading.attribution.words import Words

__all__ = [
    "WEIGHTS",
    "Finder",
    "Found",
    "Settings",
    "Weights",
    "installed",
    "judged_numbers",
    "may_be_cue",
    "without_repeats",
]

WEIGHTS = Path(__file__).resolve().parents[2] / "weights" / "attribution" / "finder.npz"
_SAME = 0.5


@dataclass(frozen=True, slots=True)
class Settings:
    """Thresholds: `look` for a cue to be looked at, `keep` for the whole attribution."""

    look: float
    keep: float
    twice: float

    @classmethod
    @cache
    def shipped(cls) -> Settings:
        text = (files("twosource.reading") / "data" / "attribution.toml").read_text("utf-8")
        values = tomllib.loads(text)
        return cls(values["look"], values["keep"], values["twice"])


@dataclass(frozen=True, slots=True)
class Weights:
    """The networks, and the words that may be cues.

    `judge` looks at a whole attribution; without it the likelihoods of its parts are multiplied.
    """

    cue: Network
    content: Network
    source: Network
    judge: Network | None
    odd: frozenset[str]

    @classmethod
    def read(cls, path: Path) -> Weights:
        """The weights of a file. OSError where it cannot be read."""
        import numpy as np  # noqa: PLC0415 - spaCy has loaded it by now

        with np.load(path) as arrays:
            return cls.of(arrays)

    @classmethod
    def of(cls, arrays: Mapping[str, Any]) -> Weights:
        """The weights out of named arrays."""
        return cls(
            Network.of(arrays, "cue"),
            Network.of(arrays, "content"),
            Network.of(arrays, "source"),
            Network.of(arrays, "judge") if "judge.rows" in arrays else None,
            frozenset(bytes(arrays["odd"]).decode("utf-8").split("\n")),
        )


@cache
def installed(path: Path = WEIGHTS) -> Weights | None:
    """The weights, or None where they were left out."""
    return Weights.read(path) if path.is_file() else None


def may_be_cue(words: Words, k: int, odd: frozenset[str]) -> bool:
    """Whether a word is looked at as a cue: a verb unless, any other only if, it is in `odd`.

    `odd` holds "lemma|pos" of verbs that hardly ever are a cue and of other words that often are.
    """
    pos = words.pos[k]
    return (f"{words.stem[k]}|{pos}" in odd) != (pos == "VERB")


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution looked at: how likely, and what the judge sees of it."""

    triple: Triple
    score: float
    bag: list[str]
    logits: tuple[float, ...]


class _Chosen(NamedTuple):
    """A cue with its choice so far: likelihoods as logits and the strings that spoke for it."""

    cue: int
    chance: float
    logits: tuple[float, ...]
    bag: list[str]
    candidate: Candidate


class Finder:
    """Finds attributions with given weights and thresholds."""

    def __init__(self, weights: Weights, settings: Settings) -> None:
        self.weights = weights
        self.settings = settings

    def triples(self, words: Words) -> list[Triple]:
        """Every attribution found, in the order of their cues."""
        found = self.scored(words)
        kept = [f for f in found if f.score >= self.settings.keep]
        return [f.triple for f in without_repeats(kept, self.settings.twice)]

    def scored(self, words: Words) -> list[Found]:
        """Every attribution looked at, with its likelihood."""
        import numpy as np  # noqa: PLC0415 - spaCy has loaded it by now

        odd = self.weights.odd
        at = [k for k in range(len(words)) if may_be_cue(words, k, odd)]
        if not at:
            return []
        scores = self.weights.cue.scores(cue_features(words, k) for k in at)
        chance = (1 / (1 + np.exp(-scores))).tolist()
        looked = [
            (k, p, float(s))
            for k, p, s in zip(at, chance, scores, strict=True)
            if p >= self.settings.look
        ]
        found = self._sources(words, self._contents(words, looked))
        judge = self.weights.judge
        if judge is None or not found:
            return found
        verdicts = judge.scores([f.bag for f in found], judged_numbers(found))
        sure = (1 / (1 + np.exp(-verdicts))).tolist()
        return [replace(f, score=p) for f, p in zip(found, sure, strict=True)]

    def _contents(
        self,
        words: Words,
        looked: list[tuple[int, float, float]],
    ) -> list[_Chosen]:
        offered = []
        for k, p, logit in looked:
            candidates = contents(words, k)
            if candidates:
                offered.append((k, p, logit, candidates, content_features(words, k)))
        scores = self.weights.content.scores(
            of(c) for *_, candidates, of in offered for c in candidates
        )
        out = []
        first = 0
        for k, p, logit, candidates, of in offered:
            best, sure = _likeliest(words, candidates, scores[first : first + len(candidates)])
            first += len(candidates)
            strings = ["q:" + s for s in cue_features(words, k)] + of(candidates[best])
            out.append(_Chosen(k, p * sure, (logit, _logit(sure)), strings, candidates[best]))
        return out

    def _sources(
        self,
        words: Words,
        chosen: list[_Chosen],
    ) -> list[Found]:
        offered = []
        for one in chosen:
            if one.chance < self.settings.look / 2:
                continue
            candidates = sources(words, one.cue, one.candidate.words)
            of = source_features(words, one.cue, one.candidate.words)
            offered.append((one, candidates, of))
        scores = self.weights.source.scores(
            of(c) for _, candidates, of in offered for c in candidates
        )
        out = []
        first = 0
        for one, candidates, of in offered:
            best, sure = _likeliest(words, candidates, scores[first : first + len(candidates)])
            first += len(candidates)
            triple = _triple(words, one, candidates[best].words)
            if triple is not None:
                strings = one.bag + ["s:" + s for s in of(candidates[best])]
                logits = (*one.logits, _logit(sure), _logit(one.chance * sure))
                out.append(Found(triple, one.chance * sure, strings, logits))
        return out


def judged_numbers(found: list[Found]) -> Any:  # noqa: ANN401 - an array
    """What the judge reads beside the strings: the likelihoods of the parts, as logits."""
    import numpy as np  # noqa: PLC0415 - spaCy has loaded it by now

    return np.array([f.logits for f in found], np.float32)


def _triple(words: Words, one: _Chosen, source: tuple[int, ...]) -> Triple | None:
    chosen = set(one.candidate.words)
    quoted = quoted_speaker(words, one.cue)
    if quoted and chosen.isdisjoint(quoted):
        source = quoted
    content = whole_quotations(words, [w for w in one.candidate.words if w not in source])
    used = {*content, *source}
    cue = tuple(w for w in cue_at(words, one.cue) if w not in used)
    return Triple(source, cue or (one.cue,), content) if content else None


def _logit(chance: float) -> float:
    bounded = min(max(chance, 1e-3), 1 - 1e-3)
    return math.log(bounded / (1 - bounded))


def cue_at(words: Words, k: int) -> tuple[int, ...]:
    """The words of the cue that is headed at `k`."""
    if words.lower[k] == "according":
        found = according_to(words, k)
        return found.cue if found else (k,)
    return cue_words(words, k) if words.pos[k] in ("VERB", "AUX", "ADJ") else (k,)


def _likeliest(
    words: Words,
    candidates: list[Candidate],
    scores: Any,  # noqa: ANN401 - an array
) -> tuple[int, float]:
    """Which candidate is most likely to match the truth by Dice 0.5, and how likely."""
    import numpy as np  # noqa: PLC0415 - spaCy has loaded it by now

    e = np.exp(scores - scores.max())
    chance = (e / e.sum()).tolist()
    order = sorted(range(len(candidates)), key=chance.__getitem__, reverse=True)[:5]
    pos = words.pos
    sets = {k: {w for w in candidates[k].words if pos[w] != "PUNCT"} for k in order}
    best, most, sure = order[0], 0.0, 0.0
    for k in order[:3]:
        # Candidates with hardly another word count with how much they share.
        shared = [(chance[j], 1.0 if j == k else _dice(sets[k], sets[j])) for j in order]
        worth = sum(p * d for p, d in shared if d >= _SAME)
        if worth > most:
            best, most = k, worth
            sure = sum(p for p, d in shared if d >= _SAME)
    return best, min(sure, 1.0)


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

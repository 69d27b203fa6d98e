"""The learned finder: cue words, then the content of each, then its source.

Three networks score what the parse and the quotation marks offer. Which candidate is taken is
decided by how likely it is to match the truth by Dice 0.5, candidates that overlap it counted in;
an attribution is kept when the three likelihoods together pass `keep` of `data/attribution.toml`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from twosource.reading.attribution.candidates import contents, sources
from twosource.reading.attribution.features import (
    content_features,
    cue_features,
    source_features,
)
from twosource.reading.attribution.network import Network, vectors_of
from twosource.reading.attribution.rules import according_to, cue_words
from twosource.reading.attribution.triple import Triple

if TYPE_CHECKING:
    from twosource.reading.attribution.candidates import Candidate
    from twosource.reading.attribution.words import Words

__all__ = ["Finder", "Settings", "Weights", "WEIGHTS", "installed", "may_be_cue", "without_repeats"]

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
    """The three networks, the words that may be cues, and the width of the vectors they read."""

    cue: Network
    content: Network
    source: Network
    odd: frozenset[str]
    width: int

    @classmethod
    def read(cls, path: Path) -> Weights:
        import numpy as np  # noqa: PLC0415 - spaCy has loaded it by now

        with np.load(path) as arrays:
            return cls(
                Network.of(arrays, "cue"),
                Network.of(arrays, "content"),
                Network.of(arrays, "source"),
                frozenset(bytes(arrays["odd"]).decode("utf-8").split("\n")),
                int(arrays["width"]),
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
    return (f"{words.lemma[k]}|{pos}" in odd) != (pos == "VERB")


@dataclass(frozen=True, slots=True)
class _Found:
    triple: Triple
    score: float


class Finder:
    """Finds attributions with given weights and thresholds."""

    def __init__(self, weights: Weights, settings: Settings) -> None:
        self.weights = weights
        self.settings = settings

    def fits(self, words: Words) -> bool:
        """Whether the language model's vectors are as wide as those of the training."""
        return bool(vectors_of(words).shape[1] == self.weights.width)

    def triples(self, words: Words) -> list[Triple]:
        """Every attribution found, in the order of their cues."""
        found = self.scored(words)
        kept = [f for f in found if f.score >= self.settings.keep]
        return [f.triple for f in without_repeats(kept, self.settings.twice)]

    def scored(self, words: Words) -> list[_Found]:
        """Every attribution looked at, with its likelihood."""
        import numpy as np  # noqa: PLC0415 - spaCy has loaded it by now

        odd = self.weights.odd
        at = [k for k in range(len(words)) if may_be_cue(words, k, odd)]
        if not at:
            return []
        vectors = vectors_of(words)
        scores = self.weights.cue.scores([cue_features(words, k) for k in at], vectors[at])
        chance = 1 / (1 + np.exp(-scores))
        looked = [(k, float(p)) for k, p in zip(at, chance, strict=True) if p >= self.settings.look]
        offered = [(k, p, contents(words, k)) for k, p in looked]
        offered = [(k, p, c) for k, p, c in offered if c]
        ranked = self._contents(words, offered, vectors)
        return self._sources(words, ranked, vectors)

    def _contents(
        self,
        words: Words,
        offered: list[tuple[int, float, list[Candidate]]],
        vectors: Any,  # noqa: ANN401 - an array
    ) -> list[tuple[int, float, tuple[int, ...]]]:
        bags: list[list[str]] = []
        pairs: list[tuple[int, int]] = []
        for k, _, candidates in offered:
            of = content_features(words, k)
            bags += [of(c) for c in candidates]
            pairs += [(k, c.head) for c in candidates]
        scores = self.weights.content.scores(bags, _joined(vectors, pairs))
        out = []
        at = 0
        for k, p, candidates in offered:
            best, sure = _likeliest(words, candidates, scores[at : at + len(candidates)])
            at += len(candidates)
            out.append((k, p * sure, best.words))
        return out

    def _sources(
        self,
        words: Words,
        ranked: list[tuple[int, float, tuple[int, ...]]],
        vectors: Any,  # noqa: ANN401 - an array
    ) -> list[_Found]:
        bags: list[list[str]] = []
        pairs: list[tuple[int, int]] = []
        offered = []
        for k, p, content in ranked:
            if p < self.settings.look:
                continue
            candidates = sources(words, k, content)
            of = source_features(words, k, content)
            bags += [of(c) for c in candidates]
            pairs += [(k, c.head) for c in candidates]
            offered.append((k, p, content, candidates))
        scores = self.weights.source.scores(bags, _joined(vectors, pairs))
        out = []
        at = 0
        for k, p, content, candidates in offered:
            best, sure = _likeliest(words, candidates, scores[at : at + len(candidates)])
            at += len(candidates)
            used = {*content, *best.words}
            cue = tuple(w for w in cue_at(words, k) if w not in used)
            rest = tuple(w for w in content if w not in set(best.words))
            if rest:
                out.append(_Found(Triple(best.words, cue or (k,), rest), p * sure))
        return out


def cue_at(words: Words, k: int) -> tuple[int, ...]:
    """The words of the cue that is headed at `k`."""
    if words.lower[k] == "according":
        found = according_to(words, k)
        return found.cue if found else (k,)
    return cue_words(words, k) if words.pos[k] in ("VERB", "AUX", "ADJ") else (k,)


def _joined(vectors: Any, pairs: list[tuple[int, int]]) -> Any:  # noqa: ANN401
    """The vectors of a cue and of a candidate's head side by side; zero where there is none."""
    import numpy as np  # noqa: PLC0415 - spaCy has loaded it by now

    cue = np.array([c for c, _ in pairs], np.int64)
    head = np.array([h for _, h in pairs], np.int64)
    right = vectors[head] * (head >= 0)[:, None]
    return np.concatenate([vectors[cue], right], axis=1)


def _likeliest(
    words: Words,
    candidates: list[Candidate],
    scores: Any,  # noqa: ANN401 - an array
) -> tuple[Candidate, float]:
    """The candidate most likely to match the truth by Dice 0.5, and how likely."""
    import numpy as np  # noqa: PLC0415 - spaCy has loaded it by now

    e = np.exp(scores - scores.max())
    chance = (e / e.sum()).tolist()
    order = sorted(range(len(candidates)), key=lambda k: (-chance[k], k))[:5]
    sets = {k: frozenset(w for w in candidates[k].words if words.pos[w] != "PUNCT") for k in order}
    best, most = order[0], 0.0
    for k in order[:3]:
        total = sum(chance[j] for j in order if j == k or _dice(sets[k], sets[j]) >= _SAME)
        # A near tie goes to the candidate that is likeliest by itself.
        if total > most + 0.02:
            best, most = k, total
    return candidates[best], most


def _dice(a: frozenset[int], b: frozenset[int]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def without_repeats(found: list[_Found], twice: float) -> list[_Found]:
    """Of attributions with much the same content, the likeliest."""
    kept: list[tuple[_Found, frozenset[int]]] = []
    for one in sorted(found, key=lambda f: (-f.score, f.triple.content)):
        content = frozenset(one.triple.content)
        if all(_dice(content, other) < twice for _, other in kept):
            kept.append((one, content))
    return sorted((f for f, _ in kept), key=lambda f: (f.triple.cue, f.triple.content))

"""Pairs of headlines with people's marks: their features, and regressions from one year to another.

A word weighs as it is rare in everyday English (claims/lexicon.py) and among the headlines of the
years that are fitted on; of the year that is predicted only the pair itself is looked at.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.model_selection import KFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVR

from benchmarks.aligner import aligned_features, shared_wording
from benchmarks.aligner.word_rows import joined, row_of
from twosource.claims.lexicon import rarity
from twosource.claims.terms import story_of
from twosource.model import Block, BlockKind, Report
from twosource.pipeline import read_many
from twosource.stories.entities import link

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from benchmarks.aligner.word_rows import Row, Word
    from twosource.model import Reading

    Floats = NDArray[np.float64]

__all__ = ["NAMES", "choose", "features", "measure"]

TEST = "2015"
GRAMS = (3, 4)
GRAMMAR = 0.3  # what a word of grammar counts of its rarity
NAMES = (
    *aligned_features.NAMES,
    *shared_wording.NAMES,
    *(f"rare_letters_{n}" for n in GRAMS),
    "rare_words",
    "sum_distance",
)


@dataclass(frozen=True, slots=True)
class _Rarity:
    """In how many of the headlines that are learnt from a lemma or a run of letters stands."""

    headlines: int
    lemmas: Counter[str]
    grams: Counter[str]

    def lemma(self, lemma: str) -> float:
        return math.log((self.headlines + 1) / (self.lemmas[lemma] + 0.5))

    def gram(self, gram: str) -> float:
        return math.log((self.headlines + 1) / (self.grams[gram] + 0.5))


@dataclass(frozen=True, slots=True)
class _Pairs:
    features: Floats
    marks: Floats
    years: NDArray[np.str_]


def measure(path: Path) -> dict[str, float]:
    """Correlation (Pearson) with the marks of 2015, fitted on the years before."""
    pairs = _read(path)
    before, test = pairs.years != TEST, pairs.years == TEST
    found = _predicted(pairs.features[before], pairs.marks[before], pairs.features[test])
    near = pairs.features[test, NAMES.index("near")]
    return {
        "sts2015_pearson": _pearson(found, pairs.marks[test]),
        "sts2015_near_pearson": _pearson(near, pairs.marks[test]),
    }


def choose(path: Path) -> dict[str, float]:
    """Correlation inside 2013 and 2014: eight folds, and each year from the other."""
    pairs = _read(path)
    before = pairs.years != TEST
    x, y, years = pairs.features[before], pairs.marks[before], pairs.years[before]
    found = np.zeros(len(y))
    for learnt, asked in KFold(8, shuffle=True, random_state=1).split(x):
        found[asked] = _predicted(x[learnt], y[learnt], x[asked])
    out = {"sts_before_2015_folds_pearson": _pearson(found, y)}
    for year in sorted(set(years.tolist())):
        of_year = years == year
        told = _predicted(x[~of_year], y[~of_year], x[of_year])
        out[f"sts{year}_from_other_year_pearson"] = _pearson(told, y[of_year])
    return out


def _pearson(found: Floats, marks: Floats) -> float:
    return float(np.corrcoef(found, marks)[0, 1])


def _predicted(x: Floats, y: Floats, asked: Floats) -> Floats:
    """The mean of a support vector regression and boosted trees."""
    smooth: Any = make_pipeline(StandardScaler(), SVR(C=3, gamma=0.005, epsilon=0.5))
    trees: Any = GradientBoostingRegressor(
        n_estimators=300,
        max_depth=4,
        learning_rate=0.03,
        subsample=0.5,
        max_features=0.2,
        min_samples_leaf=5,
        random_state=0,
    )
    both = [np.asarray(m.fit(x, y).predict(asked), dtype=np.float64) for m in (smooth, trees)]
    return (both[0] + both[1]) / 2


def _read(path: Path) -> _Pairs:
    with path.open(encoding="utf-8") as lines:
        pairs = [json.loads(line) for line in lines]
    texts = dict.fromkeys(pair[side] for pair in pairs for side in "ab")
    reports = (Report(t, t, (Block(BlockKind.BODY, 0, len(t)),)) for t in texts)
    readings = {reading.report.text: reading for reading in read_many(reports)}
    learnt = [readings[p[side]] for p in pairs if p["split"] != TEST for side in "ab"]
    rare = _rarity(learnt)
    return _Pairs(
        np.array([features(readings[p["a"]], readings[p["b"]], rare) for p in pairs]),
        np.array([p["score"] for p in pairs], dtype=np.float64),
        np.array([p["split"] for p in pairs]),
    )


def _rarity(readings: Sequence[Reading]) -> _Rarity:
    lemmas: Counter[str] = Counter()
    grams: Counter[str] = Counter()
    for reading in readings:
        tokens = [t for s in reading.sentences for t in s.tokens]
        lemmas.update({t.lemma.lower() for t in tokens})
        grams.update({g for n in GRAMS for g in _grams((t.text.lower() for t in tokens), n)})
    return _Rarity(len(readings), lemmas, grams)


def _grams(words: Iterable[str], size: int) -> Counter[str]:
    text = f" {' '.join(words)} "
    return Counter(text[k : k + size] for k in range(len(text) - size + 1))


def features(a: Reading, b: Reading, rare: _Rarity) -> list[float]:
    """One row of numbers for two readings, in the order of `NAMES`."""
    one, two = _rows(a, b, rare)
    written = [shared_wording.written([w.lemma for w in row.words]) for row in (one, two)]
    return [
        *aligned_features.features(one, two),
        *shared_wording.features(*written),
        *_by_rarity(one, two, rare),
    ]


def _rows(a: Reading, b: Reading, rare: _Rarity) -> list[Row]:
    """The words of two readings, as one story; a text of several sentences is one row."""

    def weigh(word: Word, _: int) -> float:
        weight = math.sqrt(rare.lemma(word.lemma) * rarity(word.lemma))
        return GRAMMAR * weight if word.light else weight

    pair = [replace(r, report=replace(r.report, id=i)) for r, i in ((a, "a"), (b, "b"))]
    units = {(u.report, u.sentence): u for u in story_of(pair, link(pair)).units}
    return [
        joined([row_of(units.get((k, n)), s, weigh) for n, s in enumerate(reading.sentences)])
        for k, reading in enumerate(pair)
    ]


def _by_rarity(a: Row, b: Row, rare: _Rarity) -> list[float]:
    out = []
    for size in GRAMS:
        counts = [_grams((w.form for w in row.words), size) for row in (a, b)]
        out.append(_cosine(*({g: n * rare.gram(g) for g, n in c.items()} for c in counts)))
    lemmas = [
        {w.lemma: float(x) for w, x in zip(row.words, row.weights, strict=True)} for row in (a, b)
    ]
    out.append(_cosine(*lemmas))
    sums = [row.weights @ row.vectors / max(1, len(row.words)) for row in (a, b)]
    out.append(float(np.linalg.norm(sums[0] - sums[1])))
    return out


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    lengths = [math.sqrt(sum(v * v for v in side.values())) for side in (a, b)]
    if not all(lengths):
        return 0.0
    return sum(v * b.get(k, 0.0) for k, v in a.items()) / (lengths[0] * lengths[1])

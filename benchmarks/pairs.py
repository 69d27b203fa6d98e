"""How well two sentences are compared: headlines against people's marks, ECB+ against its events.

    python -m benchmarks.pairs [../shared] [--choose]

`sts2015_pearson`: the correlation with the marks (0 to 5) that people gave the 750 pairs of
headlines of 2015. Each headline is read as a report of one sentence, the two readings become one
story, their words are aligned; two regressions over the named features (benchmarks/pairs_headlines)
are fitted on the 1,800 pairs of 2013 and 2014, and their mean is scored. Features, numbers and
regressions were chosen by cross-validation inside 2013 and 2014 (`--choose` tells it, and each
year from the other); 2015 was scored when they stood.
`sts2015_near_pearson`: one feature alone, nothing fitted on marks: each word's nearest word.

`ecb_dev_ap`: average precision on the pairs of ECB+ dev: sentences with labelled events, of two
documents of one subtopic; a pair is positive where the two share an event. All labelled
sentences of a subtopic are one story, as the product reads it, the features are the product's
(claims/similarity.py); boosted trees over them are fitted on ECB+'s training part, which has other
topics. `ecb_dev_as_it_is_ap`: nothing fitted, the probability by which the product itself joins
sentences (its weights come from the twelve open stories; one of them is made of texts of dev, with
labels of its own).
`ecb_dev_positives`: the share of pairs that are positive, which is what chance reaches.
`_at_745`: the same two with the positive pairs weighed down to a share of .745, for comparison with
figures that were measured where that is the share.
"""

from __future__ import annotations

import argparse
import itertools
import json
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold, cross_val_predict

from benchmarks import pairs_headlines
from twosource.claims import alignment, similarity
from twosource.claims.terms import story_of
from twosource.model import Block, BlockKind, Report
from twosource.pipeline import read_many
from twosource.stories.entities import link

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from twosource.claims.terms import Story
    from twosource.model import Reading

    Floats = NDArray[np.float64]

__all__ = ["average_precision", "event_pairs", "measure"]

ELSEWHERE = 0.745  # the share of positive pairs where the classical stack was measured


class EventPairs(NamedTuple):
    """Pairs of labelled sentences: features, whether they share an event, the topic of each, and
    the probability that the product itself gives.
    """

    features: Floats
    shared: NDArray[np.bool_]
    topics: list[str]
    probability: Floats


def measure(shared: Path) -> dict[str, float]:
    """All figures, each between 0 and 1; `shared` is the folder of data."""
    claims = shared / "claims"
    headlines = pairs_headlines.measure(claims / "sts_headlines.jsonl")
    train, dev = (event_pairs(claims, split) for split in ("train", "dev"))
    found = _trees().fit(train.features, train.shared).predict_proba(dev.features)[:, 1]
    return headlines | {
        "ecb_dev_ap": average_precision(dev.shared, found),
        "ecb_dev_ap_at_745": average_precision(dev.shared, found, ELSEWHERE),
        "ecb_dev_as_it_is_ap": average_precision(dev.shared, dev.probability),
        "ecb_dev_as_it_is_ap_at_745": average_precision(dev.shared, dev.probability, ELSEWHERE),
        "ecb_dev_positives": float(dev.shared.mean()),
    }


def average_precision(
    gold: NDArray[np.bool_], found: Floats, positives: float | None = None
) -> float:
    """Average precision, the positive pairs weighed to be the share `positives` of all if told."""
    weights = np.ones(len(gold))
    if positives is not None:
        weights[gold] = positives / (1 - positives) * (~gold).sum() / gold.sum()
    return float(average_precision_score(gold, found, sample_weight=weights))


def _trees() -> Any:  # noqa: ANN401 - scikit-learn has no types
    return GradientBoostingClassifier(
        n_estimators=150,
        max_depth=4,
        learning_rate=0.05,
        subsample=0.5,
        max_features=0.3,
        min_samples_leaf=20,
        random_state=0,
    )


def event_pairs(claims: Path, split: str) -> EventPairs:
    """The pairs of one part of ECB+; see the module's own words for which they are."""
    documents, events = _ecb(claims, split)
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    for doc, sentence in sorted(events):
        wanted[doc].append(sentence)
    readings = read_many(_report(documents[doc], sentences) for doc, sentences in wanted.items())
    together: defaultdict[tuple[str, str], list[Reading]] = defaultdict(list)
    for reading in readings:
        told = documents[reading.report.id]
        together[told["topic"], told["subtopic"]].append(reading)
    rows: list[Floats] = []
    gold: list[bool] = []
    topics: list[str] = []
    for (topic, _), of_one in together.items():
        for (one, two), row in _compared(of_one, documents, wanted):
            rows.append(row)
            gold.append(bool(events[one] & events[two]))
            topics.append(topic)
    return EventPairs(
        np.array([row[1:] for row in rows]),
        np.array(gold, dtype=np.bool_),
        topics,
        np.array([row[0] for row in rows]),
    )


def _ecb(
    claims: Path, split: str
) -> tuple[dict[str, dict[str, Any]], dict[tuple[str, int], set[str]]]:
    """The documents of one part, and the events of each labelled sentence."""
    with (claims / "ecbplus_docs.jsonl").open(encoding="utf-8") as lines:
        documents = {d["doc"]: d for d in map(json.loads, lines) if d["split"] == split}
    events: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
    with (claims / "ecbplus_mentions.jsonl").open(encoding="utf-8") as lines:
        for mention in map(json.loads, lines):
            if mention["doc"] in documents and mention["kind"] == "event":
                events[mention["doc"], mention["sent"]].add(mention["cluster"])
    return documents, dict(events)


def _report(document: Mapping[str, Any], sentences: Sequence[int]) -> Report:
    """The labelled sentences alone, each a block."""
    spans = {number: (start, end) for number, start, end in document["sentences"]}
    blocks = tuple(Block(BlockKind.BODY, *spans[k]) for k in sentences)
    return Report(document["doc"], document["text"], blocks)


def _compared(
    readings: Sequence[Reading],
    documents: Mapping[str, Mapping[str, Any]],
    wanted: Mapping[str, Sequence[int]],
) -> Iterator[tuple[tuple[tuple[str, int], tuple[str, int]], Floats]]:
    """Each pair of labelled sentences of two documents, with the product's probability and its
    features. A sentence that is read as several is compared by the likeliest two of them.
    """
    story = story_of(readings, link(readings))
    units = _units(story, readings, documents)
    sentences = [(r.report.id, k) for r in readings for k in wanted[r.report.id]]
    asked = [(x, y) for x, y in itertools.combinations(sentences, 2) if x[0] != y[0]]
    of_pair = {(x, y): list(itertools.product(units[x], units[y])) for x, y in asked}
    reports = [unit.report for unit in story.units]
    every = [
        (a, b)
        for a, b in itertools.combinations(range(len(reports)), 2)
        if reports[a] != reports[b]
    ]
    probable = np.array(list(alignment.aligned(story, alignment.alike(story, every)).values()))
    features = np.column_stack([probable, similarity.features(story, every)])
    rows = dict(zip(every, features, strict=True))
    nothing = np.zeros(1 + len(similarity.NAMES))
    for pair, parts in of_pair.items():
        yield pair, max((rows[p] for p in parts), key=lambda row: float(row[0]), default=nothing)


def _units(
    story: Story, readings: Sequence[Reading], documents: Mapping[str, Mapping[str, Any]]
) -> defaultdict[tuple[str, int], list[int]]:
    """The units of each labelled sentence, by document and number."""
    out: defaultdict[tuple[str, int], list[int]] = defaultdict(list)
    for k, unit in enumerate(story.units):
        reading = readings[unit.report]
        sentence = reading.sentences[unit.sentence]
        for number, start, end in documents[reading.report.id]["sentences"]:
            if sentence.start < end and start < sentence.end:
                out[reading.report.id, number].append(k)
    return out


def _choose(shared: Path) -> None:
    """What the choices rest on: parts that are not the test parts, by folds."""
    for name, figure in pairs_headlines.choose(shared / "claims/sts_headlines.jsonl").items():
        print(f"{name:32} {figure:.3f}")
    train = event_pairs(shared / "claims", "train")
    folds = GroupKFold(6)
    found = cross_val_predict(
        _trees(),
        train.features,
        train.shared,
        groups=train.topics,
        cv=folds,
        method="predict_proba",
    )[:, 1]
    print(f"{'ecb_train_by_topics_ap':32} {average_precision(train.shared, found):.3f}")
    print(f"{'ecb_train_as_it_is_ap':32} {average_precision(train.shared, train.probability):.3f}")
    print(f"{'ecb_train_positives':32} {train.shared.mean():.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("shared", type=Path, nargs="?", default=Path("../shared"))
    parser.add_argument("--choose", action="store_true", help="folds of the training parts instead")
    asked = parser.parse_args()
    if asked.choose:
        _choose(asked.shared)
        return
    for name, figure in measure(asked.shared).items():
        print(f"{name:28} {figure:.3f}")


if __name__ == "__main__":
    main()

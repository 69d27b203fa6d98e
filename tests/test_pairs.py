"""The benchmark of sentence pairs, on invented ones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from benchmarks import pairs, pairs_headlines

from twosource.claims import similarity

if TYPE_CHECKING:
    from pathlib import Path


def test_average_precision_and_what_it_would_be_with_fewer_positives() -> None:
    gold = np.array([True, True, False, True])
    found = np.array([0.9, 0.8, 0.7, 0.6])
    assert pairs.average_precision(gold, found) == pytest.approx((1 + 1 + 3 / 4) / 3)
    # Three positives that weigh as one: of the last four, one part in two is positive.
    assert pairs.average_precision(gold, found, 0.5) == pytest.approx((1 + 1 + 1 / 2) / 3)
    assert pairs.average_precision(gold, np.zeros(4), 0.745) == pytest.approx(0.745)


def write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def document(name: str, topic: str, *sentences: str) -> dict[str, Any]:
    text = "\n".join(sentences)
    spans, start = [], 0
    for k, sentence in enumerate(sentences):
        spans.append([k, start, start + len(sentence)])
        start += len(sentence) + 1
    told = {"doc": name, "split": "dev", "topic": topic, "subtopic": topic}
    return told | {"text": text, "sentences": spans}


def event(doc: str, sentence: int, cluster: str, kind: str = "event") -> dict[str, Any]:
    return {"doc": doc, "sent": sentence, "kind": kind, "cluster": cluster}


def test_pairs_are_of_two_documents_of_one_subtopic(tmp_path: Path) -> None:
    write(
        tmp_path / "ecbplus_docs.jsonl",
        [
            document("a", "1", "The mill burned down on Monday.", "Two guards died in the mill."),
            document("b", "1", "A fire destroyed the mill.", "Nobody knows the cause of the fire."),
            document("c", "2", "The mill burned down on Monday."),
            document("d", "1", "The mill burned down on Monday.") | {"split": "train"},
        ],
    )
    write(
        tmp_path / "ecbplus_mentions.jsonl",
        [
            event("a", 0, "fire"),
            event("a", 1, "death"),
            event("b", 0, "fire"),
            event("b", 1, "fire", "entity"),  # no event: the sentence is not asked for
            event("c", 0, "fire"),
            event("d", 0, "fire"),
        ],
    )
    found = pairs.event_pairs(tmp_path, "dev")
    assert found.topics == ["1", "1"]
    assert found.shared.tolist() == [True, False]
    assert found.features.shape == (2, len(similarity.NAMES))
    assert found.probability[0] > found.probability[1]


def test_headlines_that_say_the_same_are_predicted_higher(tmp_path: Path) -> None:
    same = [
        ("Fire destroys mill in Port Arlen", "Blaze destroys Port Arlen mill"),
        ("Mayor Pell quits over bridge", "Mayor Pell resigns over bridge"),
        ("Two guards killed in mill fire", "Mill fire kills two guards"),
        ("Dockers end strike in Brannick", "Strike of Brannick dockers ends"),
    ]
    other = [(a, same[k - 1][1]) for k, (a, _) in enumerate(same)]
    told = [(a, b, 4.5) for a, b in same] + [(a, b, 0.5) for a, b in other]
    rows = [
        {"a": a, "b": b, "score": score, "split": year}
        for year in ("2013", "2014")
        for a, b, score in told * 2
    ]
    asked = [
        ("Ferry sinks off Sorby", "A ferry sank off Sorby", 5.0),
        ("Ferry sinks off Sorby", "Sorby ferry sinks", 4.8),
        ("Ferry sinks off Sorby", "Council votes on school fees", 0.0),
        ("Council votes on school fees", "Mill reopens after fire", 0.2),
    ]
    rows += [{"a": a, "b": b, "score": score, "split": "2015"} for a, b, score in asked]
    write(tmp_path / "headlines.jsonl", rows)
    found = pairs_headlines.measure(tmp_path / "headlines.jsonl")
    assert found["sts2015_pearson"] > 0.8
    assert found["sts2015_near_pearson"] > 0.8
    assert all(x <= 1 for x in pairs_headlines.choose(tmp_path / "headlines.jsonl").values())

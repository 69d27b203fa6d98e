"""Sentence embeddings propose pairs and decide nothing; with a tiny model that is made here."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import report
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

import twosource
from twosource.claims import candidates
from twosource.claims.alignment import aligned, alike
from twosource.claims.paraphrase import BLOCK, load, nearest
from twosource.claims.recall import recalled
from twosource.claims.terms import story_of
from twosource.errors import ParaphraseError
from twosource.pipeline import dossier_of, read_many
from twosource.stories.entities import link

if TYPE_CHECKING:
    from pathlib import Path

# Words of one line mean the same to the tiny model; it knows no others.
MEANINGS = (
    "ferry boat vessel",
    "capsized overturned",
    "off near",
    "fishermen trawlers",
    "pulled saved",
    "aboard passengers",
    "school pupils",
    "bridge crossing",
)
TEXTS = (
    "The ferry capsized off Sorby. Fishermen pulled those aboard out of the sea.",
    "A boat overturned near the island. Trawlers saved all passengers.",
    "The school in Lower Sallow stays shut. Its bridge was closed on Monday.",
)


def vocabulary() -> dict[str, int]:
    words = ["[UNK]", *(w for row in MEANINGS for w in row.split())]
    return {word: k for k, word in enumerate(words)}


def embeddings(spoil: float | None = None) -> np.ndarray[Any, Any]:
    table = np.zeros((len(vocabulary()), len(MEANINGS) + 1), np.float32)
    table[0, -1] = 0.01
    for meaning, row in enumerate(MEANINGS):
        for word in row.split():
            table[vocabulary()[word], meaning] = 1.0
    if spoil is not None:
        table[0, 0] = spoil
    return table


def tokenizer(folder: Path) -> None:
    made = Tokenizer(models.WordLevel(vocabulary(), unk_token="[UNK]"))
    made.normalizer = normalizers.Lowercase()
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    made.enable_padding(length=64)  # as many come; it must not count
    made.save(str(folder / "tokenizer.json"))


def model(
    folder: Path,
    *,
    name: str = "model.onnx",
    inputs: tuple[str, ...] = ("input_ids", "attention_mask"),
    pooled: bool = False,
    spoil: float | None = None,
    kind: int = TensorProto.INT64,
) -> Path:
    """A model that looks up a vector for each token."""
    given_ = [helper.make_tensor_value_info(i, kind, ["batch", "tokens"]) for i in inputs]
    table = numpy_helper.from_array(embeddings(spoil), "table")
    nodes = [helper.make_node("Gather", ["table", inputs[0]], ["last_hidden_state"])]
    size = len(MEANINGS) + 1
    output = helper.make_tensor_value_info(
        "last_hidden_state", TensorProto.FLOAT, ["batch", "tokens", size]
    )
    if pooled:
        axes = numpy_helper.from_array(np.array([1]), "axes")
        nodes.append(
            helper.make_node("ReduceMean", ["last_hidden_state", "axes"], ["pooled"], keepdims=0)
        )
        output = helper.make_tensor_value_info("pooled", TensorProto.FLOAT, ["batch", size])
        graph = helper.make_graph(nodes, "tiny", given_, [output], [table, axes])
    else:
        graph = helper.make_graph(nodes, "tiny", given_, [output], [table])
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    onnx.save(made, str(path))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    model(tmp_path)
    tokenizer(tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def readings() -> tuple[Any, ...]:
    return tuple(
        read_many(report(n, t) for n, t in zip(("Courier", "Herald", "Post"), TEXTS, strict=True))
    )


# ---------------------------------------------------------------- what it proposes


def test_it_proposes_sentences_that_share_no_word(folder: Path, readings: Any) -> None:
    story = story_of(readings, link(readings))
    proposed = load(folder)(story, readings)
    words = [
        readings[u.report].sentences[u.sentence].span.of(readings[u.report].report.text)
        for u in story.units
    ]
    assert ("The ferry capsized off Sorby.", "A boat overturned near the island.") in {
        (words[a], words[b]) for a, b in proposed
    }
    assert all(story.units[a].report < story.units[b].report for a, b in proposed)
    assert not any("school" in words[b] and "ferry" in words[a] for a, b in proposed)
    assert set(proposed) - set(candidates.pairs(story))


def test_vectors_are_means_of_length_one(folder: Path) -> None:
    vectors = load(folder).vectors(["ferry", "Ferry boat", "ferry  school", "zzz", ""])
    assert np.allclose(np.linalg.norm(vectors[:4], axis=1), 1.0)
    assert np.allclose(vectors[0], vectors[1])
    assert vectors[0] @ vectors[2] == pytest.approx(np.sqrt(0.5))
    assert vectors[0] @ vectors[3] == 0.0
    assert not vectors[4].any()


def test_no_sentence_is_no_vector(folder: Path) -> None:
    assert load(folder).vectors([]).shape[0] == 0
    assert load(folder).vectors([""]).shape == (1, 1)


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "onnx/model.onnx"},
        {"inputs": ("input_ids",)},
        {"inputs": ("input_ids", "attention_mask", "token_type_ids")},
        {"kind": TensorProto.INT32},
    ],
)
def test_folders_and_inputs_as_they_come(
    tmp_path: Path, folder: Path, changes: dict[str, Any]
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    model(other, **changes)
    tokenizer(other)
    words = ["ferry capsized off", "boat", "school bridge"]
    assert (load(other).vectors(words) == load(folder).vectors(words)).all()


@given(st.lists(st.integers(0, 4), min_size=1, max_size=30), st.integers(0, 2**32 - 1))
def test_pairs_are_of_two_reports_in_order_and_once(reports: list[int], seed: int) -> None:
    vectors = np.random.default_rng(seed).normal(size=(len(reports), 3))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    pairs = nearest(vectors, reports)
    assert pairs == sorted(set(pairs))
    assert all(a < b and reports[a] != reports[b] for a, b in pairs)
    assert all(vectors[a] @ vectors[b] > 0.549 for a, b in pairs)


def test_the_nearest_of_each_report_come_first_and_blocks_do_not_show() -> None:
    many = BLOCK + 40
    vectors = np.ones((many, 2)) / np.sqrt(2)
    reports = [k % 2 for k in range(many)]
    pairs = nearest(vectors, reports)
    # All are as near: the first two of the other report for each.
    assert (many - 2, many - 1) not in pairs
    assert {min(p) for p in pairs} == {0, 1, 2, 3}
    assert len(pairs) == 2 * many - 4


# ---------------------------------------------------------------- what it does not


def test_no_probability_depends_on_it(readings: Any) -> None:
    story = story_of(readings, link(readings))
    near = alike(story)
    found = aligned(story, near)
    everything = [
        (a, b)
        for a in range(len(story.units))
        for b in range(a + 1, len(story.units))
        if story.units[a].report != story.units[b].report
    ]
    wide, around = recalled(story, near, found, everything)
    assert list(wide) == list(around) == sorted(everything)
    assert set(everything) - set(near), "there is something to add"
    assert {p: wide[p] for p in near} == near
    assert {p: around[p] for p in found} == found
    # The same pairs from elsewhere, in another order and twice, are the same.
    assert recalled(story, near, found, [(b, a) for a, b in reversed(everything * 2)]) == (
        wide,
        around,
    )
    assert recalled(story, near, found, list(near)) == (near, found)


def test_claims_of_one_model_are_those_of_another_that_proposes_the_same(
    tmp_path: Path, folder: Path, readings: Any
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    model(other, spoil=0.02)
    tokenizer(other)
    one, two = (dossier_of(readings, paraphrase=f) for f in (folder, other))
    assert one.settings != two.settings
    assert one.claims == two.claims
    assert dossier_of(readings, paraphrase=folder) == one
    assert dossier_of(readings).settings == ()


def test_the_face_takes_a_folder(folder: Path) -> None:
    dossier = twosource.compare(list(TEXTS), paraphrase=folder)
    assert [name for name, _ in dossier.settings] == ["paraphrase"]
    assert len(dossier.settings[0][1]) == 64


# ---------------------------------------------------------------- what is wrong


def spoiled(folder: Path, what: str) -> None:
    if what == "no folder":
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
    elif what == "no model":
        (folder / "model.onnx").unlink()
    elif what == "no tokenizer":
        (folder / "tokenizer.json").unlink()
    elif what == "broken tokenizer":
        (folder / "tokenizer.json").write_text("{}", encoding="utf-8")
    elif what == "broken model":
        (folder / "model.onnx").write_bytes(b"no model")
    elif what == "pooled":
        model(folder, pooled=True)
    elif what == "images":
        model(folder, inputs=("pixel_values",))


@pytest.mark.parametrize(
    ("what", "says"),
    [
        ("no folder", "there is no such folder"),
        ("no model", r"there is no model\.onnx or onnx/model\.onnx in it"),
        ("no tokenizer", r"there is no tokenizer\.json in it"),
        ("broken tokenizer", "it is no tokenizer that can be read"),
        ("broken model", "it is no model that can be run"),
        ("pooled", "a vector for each token"),
        ("images", "it takes pixel_values"),
    ],
)
def test_what_is_wrong_is_said_before_anything_is_read(
    folder: Path, what: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoiled(folder, what)
    monkeypatch.setattr("twosource.pipeline.read_many", lambda *_, **__: pytest.fail("it read"))
    with pytest.raises(ParaphraseError, match=says) as raised:
        twosource.compare(list(TEXTS), paraphrase=folder)
    assert str(folder) in str(raised.value)


@pytest.mark.parametrize("missing", ["onnxruntime", "tokenizers"])
def test_without_the_extra_it_says_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(ParaphraseError, match=r"pip install 'twosource\[paraphrase\]'") as raised:
        load(folder)
    assert missing in str(raised.value)


def test_numbers_that_are_none_are_said(folder: Path) -> None:
    model(folder, spoil=float("nan"))
    with pytest.raises(ParaphraseError, match="infinite or NaN"):
        load(folder).vectors(["unknown"])


def test_a_tokenizer_of_another_model_is_said(folder: Path) -> None:
    made = Tokenizer(models.WordLevel({"[UNK]": 0, "ferry": 10_000}, unk_token="[UNK]"))
    made.save(str(folder / "tokenizer.json"))
    with pytest.raises(ParaphraseError, match="belongs to it"):
        load(folder).vectors(["ferry"])

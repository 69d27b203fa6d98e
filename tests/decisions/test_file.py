"""The file: small, stable, written whole or not at all, and broken ones said plainly."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource import decisions
from twosource.errors import DecisionsError, OutputError
from twosource.intake.sources import ASIDE
from twosource.model import Anchor, Decision, DecisionKind

if TYPE_CHECKING:
    from pathlib import Path

SHA = "ab" * 32


def words(report: str = "courier", text: str = "five people", **more: Any) -> Anchor:
    return Anchor(SHA, report, 10, 10 + len(text), text, **more)


MERGE = Decision(
    "D1", DecisionKind.MERGE, (words(value="5 people"), words("herald", part=1)), "the same dead"
)
SPLIT = Decision("D2", DecisionKind.SPLIT, (words(), words("post", part=1)))
REJECT = Decision("D3", DecisionKind.REJECT, (words(),))
ONE = Decision("D7", DecisionKind.ONE_ORIGIN, (Anchor(SHA, "courier"), Anchor("cd" * 32, "post")))
ALL = (MERGE, SPLIT, REJECT, ONE)


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / decisions.DECISIONS_FILE
    decisions.save(path, ALL)
    assert decisions.load(path) == ALL


def test_what_a_run_said_is_not_saved(tmp_path: Path) -> None:
    path = tmp_path / "d.json"
    decisions.save(path, (Decision("D1", REJECT.kind, REJECT.anchors, "", True, "rejected: x"),))
    assert "rejected" not in path.read_text(encoding="utf-8")


def test_the_file_reads_as_a_person_would_write_it(tmp_path: Path) -> None:
    path = tmp_path / "d.json"
    decisions.save(path, (MERGE, SPLIT))
    merge, split = json.loads(path.read_text(encoding="utf-8"))["decisions"]
    assert merge["note"] == "the same dead"
    assert [[a["text"] for a in claim] for claim in merge["claims"]] == [["five people"]] * 2
    assert [a["report"] for a in split["leave"]] == ["courier"]
    assert [a["report"] for a in split["stay"]] == ["post"]


def test_the_same_decisions_are_the_same_bytes(tmp_path: Path) -> None:
    one, two = tmp_path / "one.json", tmp_path / "two.json"
    decisions.save(one, ALL)
    decisions.save(two, decisions.load(one))
    assert one.read_bytes() == two.read_bytes()


def test_no_file_is_no_decision(tmp_path: Path) -> None:
    assert decisions.load(tmp_path / "decisions.json") == ()


TEXTS = st.text(min_size=1, max_size=20)


@given(TEXTS, TEXTS, st.text(max_size=20), st.integers(0, 10**6))
def test_any_words_come_back(
    tmp_path_factory: pytest.TempPathFactory, report: str, text: str, note: str, start: int
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    anchor = Anchor(SHA, report, start, start + len(text), text)
    one = (Decision("D1", DecisionKind.REJECT, (anchor,), note),)
    decisions.save(path, one)
    assert decisions.load(path) == one


def test_of_changes_at_the_same_time_none_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "d.json"
    start = Barrier(8)

    def decide(_: int) -> None:
        start.wait()
        for _ in range(5):
            decisions.change(path, lambda known: decisions.added(known, REJECT))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(decide, range(8)))
    assert [d.id for d in decisions.load(path)] == [f"D{k}" for k in range(1, 41)]
    assert [p.name for p in tmp_path.iterdir()] == ["d.json"]


def test_a_change_that_cannot_be_made_leaves_the_file(tmp_path: Path) -> None:
    path = tmp_path / "d.json"
    decisions.save(path, ALL)
    with pytest.raises(DecisionsError):
        decisions.change(path, lambda known: decisions.undone(known, "D99"))
    assert decisions.load(path) == ALL
    with pytest.raises(OutputError):
        decisions.change(tmp_path / "none" / "d.json", lambda _: ALL)


def test_a_lone_surrogate_is_kept(tmp_path: Path) -> None:
    one = (Decision("D1", DecisionKind.REJECT, (words(text="\ud800x"),)),)
    decisions.save(tmp_path / "d.json", one)
    assert decisions.load(tmp_path / "d.json") == one


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "line 1, column 2"),
        ("[]", "$.schema is missing"),
        ('{"schema": "twosource/decisions/2"}', "twosource/decisions/1"),
        ('{"schema": "twosource/decisions/1"}', "$.decisions must be a list"),
        ("[" * 100_000, "too deep"),
        ('{"schema": ' + "7" * 5_000 + "}", "more digits"),
    ],
)
def test_a_broken_file_is_said_with_the_place_and_the_mend(
    tmp_path: Path, text: str, says: str
) -> None:
    path = tmp_path / "decisions.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DecisionsError) as raised:
        decisions.load(path)
    assert str(path) in str(raised.value)
    assert says in str(raised.value)
    assert "--no-decisions" in str(raised.value)


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda d: d[0].update(kind="erase"), "$.decisions[0].kind is 'erase'"),
        (lambda d: d[0]["claims"][1][0].pop("text"), "$.decisions[0].claims[1][0].text"),
        (lambda d: d[1]["leave"][0].update(start=-1), "$.decisions[1].leave[0]"),
        (lambda d: d[1]["leave"][0].update(end=True), "$.decisions[1].leave[0]"),
        (lambda d: d[1].update(leave=[]), "$.decisions[1] names too little"),
        (lambda d: d[3].update(reports=d[3]["reports"][:1]), "$.decisions[3] names too little"),
        (lambda d: d[3].update(id="D1"), "two decisions have the id D1"),
        (lambda d: d[2].pop("id"), "$.decisions[2].id"),
        (lambda d: d.append("D9"), "$.decisions[4] is no object"),
    ],
)
def test_a_broken_decision_is_said_with_its_place(tmp_path: Path, spoil: Any, says: str) -> None:
    path = tmp_path / "decisions.json"
    decisions.save(path, ALL)
    data = json.loads(path.read_text(encoding="utf-8"))
    spoil(data["decisions"])
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(DecisionsError, match=r"decisions\.json") as raised:
        decisions.load(path)
    assert says in str(raised.value)


def test_a_file_that_cannot_be_written_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "decisions.json"
    decisions.save(path, ALL)
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OutputError, match="No space left"):
        decisions.save(path, ())
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["decisions.json"]


def test_intake_knows_the_file_and_leaves_it_aside() -> None:
    assert decisions.DECISIONS_FILE in ASIDE


def test_ids_go_on_and_are_not_given_twice() -> None:
    more = decisions.added(ALL, REJECT)
    assert [d.id for d in more] == ["D1", "D2", "D3", "D7", "D8"]
    assert [d.id for d in decisions.undone(more, "D3")] == ["D1", "D2", "D7", "D8"]
    with pytest.raises(DecisionsError, match="there is no decision D9; there are: D1, D2"):
        decisions.undone(more, "D9")

"""The benchmarks' own machinery, without any data."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from benchmarks import errors, floors, scale, speed, stories
from benchmarks.document import written

import twosource

DAY = dt.date(2025, 3, 4)
TEXT = """[mill]
about = "Wheels."
data = "none"
command = "python -m benchmarks.mill"
scale = "share"

[mill.floors]
f1 = { floor = 0.5, reached = 0.503, date = 2025-01-01 }
"odd@.5 one" = { floor = 0.7, reached = 0.703, date = 2025-01-01, reason = "a new scorer" }
"""


@pytest.fixture
def room(tmp_path: Path) -> floors.Room:
    path = tmp_path / "floors.toml"
    path.write_text(TEXT, encoding="utf-8")
    (only,) = floors.read(path)
    return only


def with_figures(room: floors.Room, *figures: float) -> floors.Room:
    pairs = zip(room.floors, figures, strict=True)
    return replace(room, floors=tuple(replace(f, figure=x) for f, x in pairs))


def test_a_figure_below_its_floor_is_said(room: floors.Room) -> None:
    assert floors.failures([with_figures(room, 0.5, 0.8)]) == []
    (said,) = floors.failures([with_figures(room, 0.4999, 0.8)])
    assert said.startswith("mill.f1 is 0.4999, below its floor 0.5")


def test_what_was_not_measured_fails_nothing(room: floors.Room) -> None:
    assert floors.failures([room]) == []


def test_floors_rise_and_never_fall(room: floors.Room) -> None:
    text = floors.raised(TEXT, [with_figures(room, 0.6129, 0.1)], DAY)
    assert "f1 = { floor = 0.609, reached = 0.612, date = 2025-03-04 }" in text
    assert (
        text.replace("0.609", "0.5").replace("0.612", "0.503").replace("2025-03-04", "2025-01-01")
        == TEXT
    )


def test_what_is_whole_must_stay_whole(room: floors.Room) -> None:
    text = floors.raised(TEXT, [with_figures(room, 1.0, 0.1)], DAY)
    assert "f1 = { floor = 1.0, reached = 1.0, date = 2025-03-04 }" in text


def test_an_odd_name_is_raised_and_keeps_its_reason(room: floors.Room) -> None:
    text = floors.raised(TEXT, [with_figures(room, 0.1, 0.9)], DAY)
    line = '"odd@.5 one" = { floor = 0.897, reached = 0.9, date = 2025-03-04, reason = "a new'
    assert line in text


def test_the_table_has_every_figure(room: floors.Room) -> None:
    table = floors.table([with_figures(room, 0.61, 0.9)])
    assert "| `f1` | 0.610 | 0.5 | 2025-01-01 |" in table
    assert "| `odd@.5 one` | 0.900 | 0.7 | 2025-01-01 (a new scorer) |" in table


def test_a_table_is_replaced_between_its_marks() -> None:
    before = "a\n<!-- x: begin -->\nold\n<!-- x: end -->\nb\n"
    once = written(before, "x", "new")
    assert once == "a\n<!-- x: begin -->\n\nnew\n\n<!-- x: end -->\nb\n"
    assert written(once, "x", "new") == once
    with pytest.raises(ValueError, match="y: begin"):
        written(before, "y", "new")


def test_missing_data_is_said_loudly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert floors.main(["--shared", str(tmp_path / "none")]) == 0
    assert "SKIPPED" in capsys.readouterr().out


def test_every_room_of_the_floors_has_its_module() -> None:
    here = Path(floors.__file__).parent
    for room in floors.read():
        assert (here / f"{room.name}.py").is_file()
        assert room.command == f"python -m benchmarks.{room.name} ../shared"
        assert room.scale in floors.HAIR
        assert room.floors
        for floor in room.floors:
            assert floor.floor <= floor.reached


def test_stories_as_a_table(tmp_path: Path) -> None:
    story = {"story": "s", "reports": [{"id": "R1", "text": "Words.", "outlet": None, "url": None}]}
    (tmp_path / "s.json").write_text(json.dumps(story), encoding="utf-8")
    assert stories.write_table(tmp_path, tmp_path / "rows.jsonl") == 1
    row = json.loads((tmp_path / "rows.jsonl").read_text(encoding="utf-8"))
    assert row == {"id": "R1", "text": "Words.", "story": "s"}


def test_medians_of_ratios() -> None:
    ours = [speed.Cost(2, 1), speed.Cost(30, 3), speed.Cost(4, 2)]
    theirs = [speed.Cost(1, 1), speed.Cost(1, 1), speed.Cost(1, 1)]
    assert speed.ratio(ours, theirs) == (4, 2)


def test_runs_go_in_turn_after_a_round_for_warmth() -> None:
    order: list[str] = []

    def run(name: str) -> speed.Cost:
        order.append(name)
        return speed.Cost(len(order), 0)

    first, second = speed.in_turn([lambda: run("a"), lambda: run("b")], 2)
    assert "".join(order) == "ababab"
    assert [c.wall for c in first] == [3, 5]
    assert [c.wall for c in second] == [4, 6]


def test_a_missed_limit_is_remembered(capsys: pytest.CaptureFixture[str]) -> None:
    sheet = speed.Sheet()
    sheet.line("near", "1.9", wall=1.9, limit=2)
    assert not sheet.missed
    sheet.line("over", "2.1", wall=2.1, limit=2)
    assert sheet.missed
    assert "MISSED" in capsys.readouterr().out


# ---------------------------------------------------------------- errors


def labelled(claims: list[dict[str, Any]]) -> errors.Story:
    """Two reports of two sentences each, one difference and one fact that both have."""
    texts = {"A": "Five died. The mill burned.", "B": "Six died. The mill was on fire."}
    reports = {
        name: {
            "text": text,
            "sentences": [[0, text.index(".") + 1], [text.index("The"), len(text)]],
        }
        for name, text in texts.items()
    }
    scorer = ModuleType("scorer")
    told: Any = scorer
    told.STANDING = {"conflict": "conflicting"}
    told.sentence_of = lambda report, start, end: [
        k for k, (a, b) in enumerate(report["sentences"]) if start < b and end > a
    ]
    told.mention_span = lambda report, m: tuple(report["sentences"][m["sentence"]])
    told.rivals = lambda fact: [tuple(fact["mentions"])]
    facts = [
        {
            "id": f"F{k}",
            "kind": kind,
            "relation": relation,
            "gist": "",
            "mentions": [{"report": r, "sentence": k, "text": "", "value": r} for r in reports],
        }
        for k, (kind, relation) in enumerate((("quantity", "conflict"), ("event", "agree")))
    ]
    return errors.Story("mill", facts, reports, claims, scorer)


def claim(standing: str, *places: tuple[str, int, int]) -> dict[str, Any]:
    evidence = [{"report": r, "start": a, "end": b, "value": ""} for r, a, b in places]
    return {"id": "C1", "standing": standing, "rule": "", "values": (), "evidence": evidence}


def test_missed_differences_and_facts_are_listed() -> None:
    story = labelled([])
    assert [f["id"] for f in errors.missed_differences(story)] == ["F0"]
    assert [(m.fact["id"], m.missed, m.pairs) for m in errors.missed_facts(story)] == [
        ("F0", 1, 1),
        ("F1", 1, 1),
    ]


def test_what_a_claim_finds_is_not_missed() -> None:
    story = labelled([claim("conflicting", ("A", 0, 4), ("B", 0, 3))])
    assert list(errors.missed_differences(story)) == []
    assert list(errors.false_differences(story)) == []
    assert [m.fact["id"] for m in errors.missed_facts(story)] == ["F1"]


def test_a_difference_that_the_labels_do_not_know_is_false() -> None:
    story = labelled([claim("conflicting", ("A", 12, 20), ("B", 12, 20))])
    assert [c["id"] for c in errors.false_differences(story)] == ["C1"]
    assert [m.fact["id"] for m in errors.missed_facts(story)] == ["F0"]
    agreed = labelled([claim("corroborated", ("A", 0, 4), ("B", 0, 3))])
    assert list(errors.false_differences(agreed)) == []


FIRE = "A fire at a paper mill in Port Arlen killed three people on Monday, police said."
SIZES = {"stories": 1, "sentences": 10, "statements": 1000, "compared": 5, "possible": 50}


def test_scale_counts_pairs_of_different_reports() -> None:
    reports = [twosource.report(f"{FIRE} The mill burnt down.", id=f"R{k}") for k in range(3)]
    found = scale.of_stories([reports, reports])
    assert (found.reports, found.stories, found.sentences) == (3, 2, 12)
    assert found.possible == 2 * 3 * 4
    assert 0 < found.compared <= found.possible
    assert found.reading > 0 < found.claims
    assert 0 < found.read_memory <= found.memory
    assert found.row.count("|") == scale.HEAD[1].count("|")


def test_scale_tells_which_limit_is_missed() -> None:
    near = scale.Scale(10, **SIZES, reading=10.0, claims=1.0)
    slow = scale.Scale(100, **SIZES, reading=3.0, claims=1.0, origins=1.0)
    assert scale.missed([near]) == []
    assert scale.missed([near, scale.Scale(100, **SIZES, reading=4.0, claims=1.9)]) == []
    assert len(scale.missed([slow])) == 1
    huge = scale.Scale(1000, **SIZES, reading=1.0, claims=2.1)
    assert len(scale.missed([near, huge])) == 1

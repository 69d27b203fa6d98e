"""The whole way with the real model, on small inputs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from twosource.app.cli import main
from twosource.dossier.as_json import schema

if TYPE_CHECKING:
    from pathlib import Path

COURIER = (
    "Five people were killed in the fire in Port Arlen on Monday, police said.\n\n"
    "The fire broke out in a paper mill at noon and burned until the evening.\n"
)
HERALD = (
    "A fire in a paper mill in Port Arlen killed three people on Monday.\n\n"
    "It broke out at noon, and firemen put it out in the evening, the mayor said.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "courier.txt").write_text(COURIER)
    (tmp_path / "herald.txt").write_text(HERALD)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    told = capsys.readouterr()
    return int(left.value.code or 0), told.out, told.err


def check(data: dict[str, Any]) -> None:
    jsonschema.Draft202012Validator(schema("dossier-1")).validate(data)
    texts = {r["id"]: r["text"] for r in data["reports"]}
    for claim in data["claims"]:
        for e in claim["evidence"]:
            assert e["text"] == texts[e["report"]][e["start"] : e["end"]] != ""


def test_folder_to_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "compare", str(folder), "--json")
    assert status == 0
    data = json.loads(out)
    check(data)
    assert [r["id"] for r in data["reports"]] == ["courier", "herald"]
    assert data["reports"][0]["text"] == COURIER
    assert data["claims"]


def test_stories_of_a_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        {"id": f"{name}{k}", "text": text, "story": f"s{k}", "date": "2025-03-04"}
        for name, text in (("c", COURIER), ("h", HERALD))
        for k in (1, 2)
    ]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    status, out, _ = run(capsys, "compare", str(folder / "rows.jsonl"))
    assert status == 0
    lines = [json.loads(line) for line in out.splitlines()]
    assert [(d["story"], [r["id"] for r in d["reports"]]) for d in lines] == [
        ("s1", ["c1", "h1"]),
        ("s2", ["c2", "h2"]),
    ]
    for data in lines:
        check(data)


def test_a_bad_input_does_not_lose_the_good_ones(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "junk.txt").write_bytes(bytes(range(256)) * 40)
    status, out, err = run(capsys, "compare", str(folder), str(folder / "gone.txt"), "--json")
    assert status == 1
    assert "junk.txt" in err
    assert "gone.txt" in err
    data = json.loads(out)
    check(data)
    assert len(data["reports"]) == 2
    assert [p["fatal"] for p in data["problems"]] == [True, True]


def test_one_report_stands_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "compare", str(folder / "courier.txt"), "--json")
    assert status == 0
    assert "only one report" in err
    assert {c["standing"] for c in json.loads(out)["claims"]} == {"single-source"}


def test_page_and_summary(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = folder / "out.html"
    status, out, _ = run(capsys, "compare", str(folder), "-o", str(page))
    assert status == 0
    assert out.startswith("2 reports compared\n")
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_readings_keep_to_their_schema(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "read", str(folder), "--json")
    assert status == 0
    for line in out.splitlines():
        data = json.loads(line)
        jsonschema.Draft202012Validator(schema("reading-1")).validate(data)
        assert data["sentences"]
        assert data["statements"]


def test_reading_on_the_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "read", str(folder))
    assert status == 0
    assert "Port Arlen" in out
    assert "Five  5 person" in out

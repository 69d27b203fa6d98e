"""`twosource read` of tables, with the real model: the form that scorers read, streamed."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from twosource.app.cli import main

if TYPE_CHECKING:
    from pathlib import Path

SAID = "About 40 people were hurt nine days later, mayor Ana Ruiz told the third inquiry."
BRIEF = "Police said the bridge was shut on Monday."


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    told = capsys.readouterr()
    return int(left.value.code or 0), told.out, told.err


@pytest.fixture
def table(tmp_path: Path) -> str:
    rows = [
        json.dumps({"id": "a", "text": SAID}),
        json.dumps({"id": "b", "text": BRIEF, "date": "2025-03-05"}),
        "no json",
        json.dumps({"id": "b", "text": BRIEF}),
        json.dumps({"id": "c", "text": ""}),
        json.dumps({"id": "d", "text": "Menu\n\n" + SAID}),
    ]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(rows), encoding="utf-8")
    return str(path)


def test_the_form_that_scorers_read(table: str, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "read", table, "--json")
    assert status == 1
    first, second, third, last = rows = [json.loads(line) for line in out.splitlines()]
    assert [r["id"] for r in rows] == ["a", "b", "b", "d"]
    assert "rows.jsonl:3: this is no JSON" in err
    assert "rows.jsonl:5: its text is empty" in err
    assert [(q["value"], q["unit"], q["change"]) for q in first["quantities"]] == [
        (40, "people", "~"), (9, "days", "="),
    ]  # fmt: skip
    assert [o["text"] for o in first["ordinals"]] == ["third"]
    (attribution,) = first["attributions"]
    parts = {
        part: [SAID[a:b] for a, b in attribution[part]] for part in ("source", "cue", "content")
    }
    assert parts["cue"] == ["told"]
    assert "Ana Ruiz" in parts["source"][0]
    assert SAID[first["names"][0]["mentions"][0]["start"] :].startswith("Ana Ruiz")
    assert [t["value"] for t in second["timex"]] == ["2025-03-03"]
    assert [t["value"] for t in third["timex"]] != ["2025-03-03"]
    text = last["report"]["text"]
    assert text == "Menu\n\n" + SAID
    for quantity in last["quantities"]:
        assert text[quantity["start"] : quantity["end"]] == quantity["text"]


def test_more_processes_same_bytes(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    rows = [{"id": str(k), "text": "\n\n".join([SAID, BRIEF] * (1 + k % 7))} for k in range(60)]
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    command = [sys.executable, "-c", "from twosource.app.cli import main; main()", "read",
               str(path), "--json", "--no-text"]  # fmt: skip
    one = subprocess.run(command, capture_output=True, check=True)
    two = subprocess.run([*command, "--jobs", "2"], capture_output=True, check=True)
    assert one.stdout == two.stdout
    assert one.stdout.count(b"\n") == 60


def test_a_reader_that_leaves_ends_it_quietly(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    rows = [{"id": str(k), "text": f"{SAID} {k}"} for k in range(3000)]
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    command = [sys.executable, "-c", "from twosource.app.cli import main; main()", "read",
               str(path), "--json"]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline().startswith(b"{")
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) == 141


def test_what_is_in_memory_does_not_grow_with_the_table(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from twosource.reading import workers  # noqa: PLC0415

    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(json.dumps({"id": k, "text": BRIEF}) for k in range(600)))
    taken = given = most = 0
    real = workers.read_each

    def watched(reports: Any, then: Any, *, jobs: int) -> Any:
        nonlocal given, most

        def counted() -> Any:
            nonlocal taken
            for report in reports:
                taken += 1
                yield report

        for made in real(counted(), then, jobs=jobs):
            given += 1
            most = max(most, taken - given)
            yield made

    monkeypatch.setattr(workers, "read_each", watched)
    status, out, _ = run(capsys, "read", str(path), "--json", "--fields", "timex")
    assert status == 0
    assert out.count("\n") == given == 600
    assert most <= 65

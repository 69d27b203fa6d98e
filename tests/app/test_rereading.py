"""`twosource show` and `twosource export`: a dossier that was written before, once more."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

import twosource
from twosource.app.cli import main
from twosource.dossier.as_json import dumps, to_dict
from twosource.dossier.exports import FORMATS
from twosource.dossier.page import page
from twosource.model import (
    Block,
    BlockKind,
    Claim,
    Dossier,
    Evidence,
    Reading,
    Report,
    Span,
    Standing,
)

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {"courier": "Five people died in the fire.", "herald": "The fire killed three people."}


def _dossier() -> Dossier:
    reports = [
        Report(
            name, text, (Block(BlockKind.BODY, 0, len(text)),), outlet=name.title(),
            published="2025-03-04", source=f"{name}.txt",
        )
        for name, text in TEXTS.items()
    ]  # fmt: skip
    evidence = tuple(
        Evidence(r.id, 0, len(r.text), Span(0, len(r.text)), value)
        for r, value in zip(reports, ("5 people", "3 people"), strict=True)
    )
    claim = Claim(
        "C1", Standing.CONFLICTING, "quantity", "how many people (killed)?", evidence, (),
        "values-exclude-each-other", "the values cannot all be true", ("5 people", "3 people"), 0.9,
    )  # fmt: skip
    return Dossier(tuple(Reading(r, (), (), (), (), (), ()) for r in reports), (), (claim,))


DOSSIER = _dossier()
JSON = dumps(to_dict(DOSSIER)) + "\n"


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes]) -> Any:
    def go(*arguments: str) -> Ran:
        with pytest.raises(SystemExit) as left:
            main(list(arguments))
        told = capsysbinary.readouterr()
        return Ran(int(left.value.code or 0), told.out.decode(), told.err.decode())

    return go


@pytest.fixture
def story(tmp_path: Path) -> Path:
    file = tmp_path / "story.json"
    file.write_text(JSON, encoding="utf-8")
    return file


def test_show_prints_the_summary(run: Any, story: Path) -> None:
    ran = run("show", str(story))
    assert (ran.status, ran.err) == (0, "")
    assert "2 reports compared" in ran.out
    assert "3 people  Herald: “The fire killed three people.”" in ran.out


def test_show_prints_the_same_json(run: Any, story: Path) -> None:
    assert run("show", str(story), "--json").out == JSON


def test_show_writes_the_page_and_the_json(run: Any, story: Path, tmp_path: Path) -> None:
    for name, text in (("again.html", page(DOSSIER)), ("again.json", JSON)):
        ran = run("show", str(story), "-o", str(tmp_path / name))
        assert ran.status == 0
        assert "2 reports compared" in ran.out
        assert (tmp_path / name).read_bytes().decode() == text
    assert run("show", str(story), "-o", "-").out == page(DOSSIER)


def test_a_page_is_shown_again(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "story.html"
    file.write_text(page(DOSSIER), encoding="utf-8")
    assert run("show", str(file), "--json").out == JSON
    assert twosource.load(file) == DOSSIER


def test_standard_input(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments, told in ((["show", "-"], "2 reports"), (["export", "-", "--to", "json"], JSON)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(JSON.encode())))
        ran = run(*arguments)
        assert ran.status == 0
        assert told in ran.out


@pytest.mark.parametrize("name", FORMATS)
def test_export_to_each_form(run: Any, story: Path, tmp_path: Path, name: str) -> None:
    made = FORMATS[name].made(DOSSIER)
    ran = run("export", str(story), "--to", name)
    assert (ran.status, ran.out, ran.err) == (0, made, "")
    ran = run("export", str(story), "--to", name, "-o", str(tmp_path / "out"))
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    assert (tmp_path / "out").read_bytes() == made.encode()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["show"], "Missing argument 'FILE'"),
        (["show", "STORY", "--json", "-o", "-"], "both want standard output"),
        (["show", "STORY", "-o", "x.txt"], "end it in .html"),
        (["export", "STORY"], "Missing option '--to'"),
        (["export", "STORY", "--to", "pdf"], "name one of json, markdown, csv"),
        (["export", "STORY", "--to", "csv", "-o", "gone/x.csv"], "no such folder"),
        (["export", "gone.json", "--to", "csv"], "gone.json: it cannot be read"),
    ],
)
def test_usage(
    run: Any, story: Path, arguments: list[str], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(story.parent)
    ran = run(*(str(story) if a == "STORY" else a for a in arguments))
    assert ran.status == 2
    assert ran.out == ""
    assert told in ran.err


def test_a_changed_file_is_refused_with_its_place(run: Any, story: Path) -> None:
    data = json.loads(JSON)
    data["claims"][0]["evidence"][1]["end"] = 99
    story.write_text(json.dumps(data))
    ran = run("show", str(story))
    assert ran.status == 2
    assert "@ $.claims[0].evidence[1].end; write it anew" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_load_is_on_the_face(story: Path) -> None:
    assert twosource.load(story) == DOSSIER
    assert twosource.load(JSON) == DOSSIER
    with pytest.raises(twosource.TwosourceError):
        twosource.load("{}")


def test_showing_loads_no_parser(story: Path) -> None:
    code = (
        "import sys\nfrom twosource.app.cli import main\n"
        f"try:\n    main(['show', {str(story)!r}])\n"
        "except SystemExit:\n"
        "    print([m for m in ('spacy', 'thinc', 'numpy') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.endswith("\n[]\n")

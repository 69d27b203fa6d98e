"""Inputs that go wrong, through the whole command: each is named, and none loses the good ones."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

import twosource
from twosource import errors
from twosource.app.cli import main

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
FRENCH = (
    "Cinq personnes ont été tuées lundi dans l'incendie d'une papeterie à Port-Arlen, a annoncé "
    "la police. Le feu s'est déclaré vers midi et n'a été maîtrisé que dans la soirée. Le maire a "
    "promis une enquête sur les causes du sinistre et une aide pour les familles des victimes.\n"
)


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def dossier(self) -> Any:
        return json.loads(self.out)

    @property
    def ids(self) -> list[str]:
        return [r["id"] for r in self.dossier["reports"]]


@pytest.fixture
def good(tmp_path: Path) -> list[str]:
    (tmp_path / "courier.txt").write_text(COURIER, encoding="utf-8")
    (tmp_path / "herald.txt").write_text(HERALD, encoding="utf-8")
    return [str(tmp_path / "courier.txt"), str(tmp_path / "herald.txt")]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def go(*arguments: str) -> Ran:
        with pytest.raises(SystemExit) as left:
            main(list(arguments))
        told = capsys.readouterr()
        assert "Traceback" not in told.err
        return Ran(int(left.value.code or 0), told.out, told.err)

    return go


def bad_file(folder: Path, name: str, data: bytes) -> str:
    path = folder / name
    path.write_bytes(data)
    return str(path)


BAD = {
    "empty.txt": (b"", "empty"),
    "spaces.txt": (b" \n\t\n  ", "empty"),
    "junk.txt": (bytes(range(256)) * 64, "text"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + b"\x00\x01\x02\xff" * 500, "text"),
    "french.txt": (FRENCH.encode(), "fr"),
    "rows.jsonl": (b'{"id": "x"}\n', "text"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_input_is_named_and_the_good_ones_go_on(
    name: str, good: list[str], tmp_path: Path, run: Any
) -> None:
    data, word = BAD[name]
    ran = run("compare", bad_file(tmp_path, name, data), *good, "--json")
    assert ran.status == 1
    assert ran.ids == ["courier", "herald"]
    assert any(c["standing"] != "single-source" for c in ran.dossier["claims"])
    told = next(line for line in ran.err.splitlines() if name in line)
    assert "not used" in told
    assert word in told.lower()
    assert [name in p["input"] for p in ran.dossier["problems"] if p["fatal"]] == [True]


@pytest.mark.parametrize("name", BAD)
def test_a_bad_input_alone_ends_with_two(name: str, tmp_path: Path, run: Any) -> None:
    ran = run("compare", bad_file(tmp_path, name, BAD[name][0]))
    assert ran.status == 2
    assert ran.out == ""
    assert name in ran.err


def test_a_missing_file_beside_good_ones(good: list[str], tmp_path: Path, run: Any) -> None:
    gone = str(tmp_path / "gone.txt")
    ran = run("compare", gone, *good, "--json")
    assert ran.status == 1
    assert ran.ids == ["courier", "herald"]
    assert "gone.txt" in ran.err


def test_only_missing_files(tmp_path: Path, run: Any) -> None:
    ran = run("compare", str(tmp_path / "gone.txt"), str(tmp_path / "lost.txt"))
    assert ran.status == 2
    assert "gone.txt" in ran.err
    assert "lost.txt" in ran.err


def test_one_report_says_what_it_can(good: list[str], run: Any) -> None:
    ran = run("compare", good[0], "--json")
    assert ran.status == 0
    assert "only one report" in ran.err
    assert {c["standing"] for c in ran.dossier["claims"]} == {"single-source"}


def test_the_same_file_twice_is_one_report(good: list[str], run: Any) -> None:
    ran = run("compare", good[0], good[0], good[1], "--json")
    assert ran.status == 0
    assert ran.ids == ["courier", "herald"]
    assert "same" in ran.err
    alone = run("compare", *good, "--json")
    assert ran.dossier["claims"] == alone.dossier["claims"]


def test_a_copy_under_another_name_is_one_report(good: list[str], tmp_path: Path, run: Any) -> None:
    twin = bad_file(tmp_path, "twin.txt", COURIER.encode())
    ran = run("compare", good[0], twin, "--json")
    assert ran.status == 0
    assert ran.ids == ["courier"]
    assert "twin.txt" in ran.err
    assert {c["standing"] for c in ran.dossier["claims"]} == {"single-source"}


def test_a_text_of_fifty_megabytes(good: list[str], tmp_path: Path, run: Any) -> None:
    page = (COURIER * 200).encode()
    big = tmp_path / "big.txt"
    with big.open("wb") as file:
        for _ in range(50_000_000 // len(page) + 1):
            file.write(page)
    ran = run("compare", str(big), *good, "--json")
    assert ran.status == 1
    assert ran.ids == ["courier", "herald"]
    assert "big.txt" in ran.err
    assert "split" in ran.err, "the message says the mend"


@pytest.mark.parametrize(
    ("encoding", "bom"), [("cp1252", b""), ("utf-16-le", b"\xff\xfe"), ("utf-8", b"\xef\xbb\xbf")]
)
def test_other_encodings_are_read(
    encoding: str, bom: bytes, good: list[str], tmp_path: Path, run: Any
) -> None:
    text = "The café in Port Arlen burned on Monday; “everything is gone”, the owner said.\n"
    odd = bad_file(tmp_path, "odd.txt", bom + (text * 3).encode(encoding))
    ran = run("compare", odd, good[0], "--json")
    assert ran.status == 0
    assert "café in Port Arlen burned on Monday; “everything" in ran.dossier["reports"][0]["text"]


def test_a_broken_encoding_is_read_with_a_warning(
    good: list[str], tmp_path: Path, run: Any
) -> None:
    text = HERALD.replace("the mayor said", "“everything is gone”, the mayor of Arlèn said")
    broken = (text * 4).encode().replace("è".encode(), b"\xc3", 1)
    ran = run("compare", bad_file(tmp_path, "broken.txt", broken), good[0], "--json")
    assert ran.status == 0
    report = ran.dossier["reports"][0]
    assert report["id"] == "broken"
    assert report["text"] == (text * 4).replace("è", "\N{REPLACEMENT CHARACTER}", 1)
    assert report["warnings"], "a doubt about the bytes is said"


def test_stories_give_one_dossier_a_line(tmp_path: Path, run: Any) -> None:
    rows = [
        {"id": name, "text": text, "date": "2025-03-04", "outlet": name, "story": story}
        for story in ("mill", "fire")
        for name, text in (("Courier", COURIER), ("Herald", HERALD))
    ]
    table = tmp_path / "rows.jsonl"
    lines = [json.dumps(row) for row in rows]
    table.write_text("\n".join([*lines, "{broken"]), encoding="utf-8")
    ran = run("compare", str(table))
    assert ran.status == 1
    assert "rows.jsonl:5" in ran.err
    dossiers = [json.loads(line) for line in ran.out.splitlines()]
    assert [d["story"] for d in dossiers] == ["mill", "fire"]
    assert [[r["id"] for r in d["reports"]] for d in dossiers] == [["Courier", "Herald"]] * 2


def test_standard_input(good: list[str], monkeypatch: pytest.MonkeyPatch, run: Any) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(COURIER.encode())))
    ran = run("compare", "-", good[1], "--json")
    assert ran.status == 0
    assert ran.dossier["reports"][0]["text"] == COURIER


def test_standard_input_of_a_fresh_process(good: list[str]) -> None:
    command = [sys.executable, "-c", "from twosource.app.cli import main; main()"]
    ran = subprocess.run(
        [*command, "compare", good[0], "-", "--json"],
        input=HERALD.encode(),
        capture_output=True,
        check=True,
    )
    assert len(json.loads(ran.stdout)["reports"]) == 2


@pytest.mark.parametrize("nothing", ["", "  \n"])
def test_the_library_refuses_an_empty_text(nothing: str) -> None:
    with pytest.raises(errors.EmptyInput):
        twosource.compare([COURIER, nothing])
    with pytest.raises(errors.EmptyInput):
        twosource.read(nothing)


def test_the_library_refuses_no_reports() -> None:
    with pytest.raises(errors.NoReports):
        twosource.compare([])


def test_one_tree() -> None:
    kinds = [getattr(errors, name) for name in errors.__all__]
    assert all(issubclass(kind, errors.TwosourceError) for kind in kinds)
    drawn = (errors.__doc__ or "").split()
    assert all(kind.__name__ in drawn for kind in kinds)

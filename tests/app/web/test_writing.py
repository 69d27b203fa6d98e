"""Files that are there whole or not at all, and names that are safe on any disk."""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.app.web.naming import ending_of, safe_stem, words_of
from twosource.app.web.writing import move_new, replace, sweep, write_new
from twosource.intake.kinds import ENDINGS

if TYPE_CHECKING:
    from pathlib import Path


def nobody(_: str) -> bool:
    return False


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    made = [write_new(path, data, taken=nobody) for data in (b"1", b"2", b"3")]
    assert [p.name for p in made] == ["a.txt", "a-2.txt", "a-3.txt"]
    assert [p.read_bytes() for p in made] == [b"1", b"2", b"3"]
    assert write_new(path, b"4", taken=lambda n: n == "a-4.txt").name == "a-5.txt"
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "a-2.txt", "a-3.txt", "a-5.txt", "a.txt",
    ]  # fmt: skip


def test_on_a_disk_without_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", refuse)
    made = [write_new(tmp_path / "a.txt", data, taken=nobody) for data in (b"1", b"2")]
    assert [p.read_bytes() for p in made] == [b"1", b"2"]
    moved = move_new(made[0], tmp_path / "a-2.txt")
    assert (moved.name, moved.read_bytes()) == ("a-2-2.txt", b"1")


def test_a_write_that_fails_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "reports.json"
    replace(path, b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        replace(path, b"new")
    with pytest.raises(OSError, match="No space"):
        write_new(tmp_path / "a.txt", b"new", taken=nobody)
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["reports.json"]


def test_what_a_killed_program_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "story" / "removed").mkdir(parents=True)
    ours = ["story/.0123456789abcdef.part", "story/.decisions.json.01234567.part"]
    others = ["story/.x.part", "story/a.part", "story/a.txt", "story/removed/b.txt", ".hidden"]
    for name in ours + others:
        (tmp_path / name).write_text("x")
    assert sweep(tmp_path) == 2
    left = sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*") if p.is_file())
    assert left == sorted(others)


@given(st.text(max_size=300))
def test_every_stem_is_safe(given_name: str) -> None:
    stem = safe_stem(given_name, spare="report")
    assert stem
    assert len(stem.encode("utf-8", "surrogatepass")) <= 250
    assert stem == unicodedata.normalize("NFC", stem).lower() or not stem.isascii()
    assert all(c.isalnum() or c == "-" or unicodedata.category(c)[0] in "MN" for c in stem)
    assert not stem.startswith("-")
    assert stem not in {"removed", "con", "nul", "lpt1"}
    assert safe_stem(stem, spare="report") == stem


@given(st.text(max_size=40))
def test_an_ending_is_known_or_none(name: str) -> None:
    assert ending_of(name) in {None, *ENDINGS}
    assert ending_of(name + ".TXT") == ".txt"


def test_words_for_a_name() -> None:
    assert words_of("\n —\n  Five   killed\tin fire \nMore") == "Five killed in fire"
    assert words_of("a b c d e f g h i j") == "a b c d e f g h"
    assert words_of("…") == ""

from __future__ import annotations

import errno
import io
import os
from pathlib import Path
from typing import Any

import pytest

from twosource.app import output
from twosource.app.output import write_file
from twosource.app.progress import Progress
from twosource.errors import OutputError


def test_file_is_replaced_and_keeps_its_permissions(tmp_path: Path) -> None:
    target = tmp_path / "page.html"
    target.write_text("old")
    target.chmod(0o640)
    write_file(str(target), "néw")
    assert target.read_bytes() == "néw".encode()
    assert target.stat().st_mode & 0o777 == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_new_file_has_usual_permissions(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        write_file(str(tmp_path / "page.html"), "x")
    finally:
        os.umask(mask)
    assert (tmp_path / "page.html").stat().st_mode & 0o777 == 0o644


def test_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.html").write_text("old")
    (tmp_path / "link.html").symlink_to("real.html")
    write_file(str(tmp_path / "link.html"), "new")
    assert (tmp_path / "link.html").is_symlink()
    assert (tmp_path / "real.html").read_text() == "new"


def test_devices_are_written_to(tmp_path: Path) -> None:
    write_file(os.devnull, "x")
    assert not Path(os.devnull).is_file()
    assert list(tmp_path.iterdir()) == []


def test_full_disk_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "page.html"
    target.write_text("old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(output.os, "fsync", full)
    with pytest.raises(OutputError, match=r"page\.html: the disk is full"):
        write_file(str(target), "new")
    assert target.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["page.html"]


def test_unknown_error_keeps_the_systems_words(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(output.os, "open", broken)
    with pytest.raises(OutputError, match="Input/output error"):
        write_file("page.html", "x")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_short_work_says_nothing() -> None:
    stream, now = Terminal(), [0.0]
    with Progress(stream, clock=lambda: now[0]) as progress:
        progress("reading", 1, 2)
    assert stream.getvalue() == ""


def test_long_work_rewrites_one_line_and_clears_it() -> None:
    stream, now = Terminal(), [0.0]
    with Progress(stream, clock=lambda: now[0]) as progress:
        now[0] = 1.5
        progress("reading", 9, 10)
        now[0] = 3.0
        progress("claims", 1, 0)
    assert stream.getvalue() == (
        "\rtwosource: reading, 9 of 10\rtwosource: claims, 1       \r" + " " * 20 + "\r"
    )


def test_a_log_gets_whole_lines() -> None:
    stream, now = io.StringIO(), [0.0]
    with Progress(stream, clock=lambda: now[0]) as progress:
        for second in range(60):
            now[0] = float(second)
            progress("reading", second, 60)
    assert stream.getvalue() == "twosource: reading, 20 of 60\ntwosource: reading, 40 of 60\n"

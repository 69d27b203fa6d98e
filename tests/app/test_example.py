from __future__ import annotations

import datetime as dt
import importlib
import re
from importlib import resources
from typing import TYPE_CHECKING, Any

import pytest

from twosource.app.cli import main
from twosource.app.comparing import example_files
from twosource.intake import read_inputs
from twosource.model import Dossier, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from twosource.model import Report


def fake_compare(reports: Iterable[Report], **_: Any) -> Dossier:
    return Dossier(tuple(Reading(r, (), (), (), (), (), ()) for r in reports), (), ())


def test_example_prints_the_summary_and_the_path_last(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(importlib.import_module("twosource.pipeline"), "compare", fake_compare)
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as left:
        main(["example"])
    told = capsys.readouterr()
    assert left.value.code == 0
    assert told.out.startswith("6 reports compared\n")
    assert told.out.endswith("\ntwosource-demo.html\n")
    assert told.err == ""
    assert (tmp_path / "twosource-demo.html").read_text("utf-8").startswith("<!DOCTYPE html>")


def test_the_intake_reads_the_whole_example() -> None:
    with example_files() as files:
        intake = read_inputs(files)
    assert intake.problems == ()
    assert len(intake.reports) == 6
    for report in intake.reports:
        assert report.published is not None
        assert report.published.startswith("2025-10-14"), report.id
        compared = " ".join(report.text[b.start : b.end] for b in report.blocks if b.compared)
        assert 120 <= len(compared.split()) <= 300
        for chrome in ("Skip to main", "Read more", "Subscribe", "Photo:", "PHOTO", "All rights"):
            assert chrome not in compared
        assert report.outlet is not None, report.id


def test_days_of_the_example_are_right() -> None:
    text = "".join(
        p.read_text("utf-8") for p in (resources.files("twosource") / "example").iterdir()
    )
    found = re.findall(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*,? (\d+) Oct\w* (\d{4})", text)
    assert len(found) >= 3
    for day, number, year in found:
        assert f"{dt.date(int(year), 10, int(number)):%a}" == day

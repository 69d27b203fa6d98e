"""What is kept beside a story for speed: found by all that it depends on, and never run."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import twosource
from twosource.app.web import keeping
from twosource.app.web.keeping import Kept, key_of_reading
from twosource.intake import report_from_text
from twosource.model import BlockKind, Decision, DecisionKind, Dossier, Report, Token


class Evil:
    def __reduce__(self) -> tuple[Any, ...]:
        return (Path.touch, (Path("evil"),))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no pickle",
        pickle.dumps(Evil()),
        pickle.dumps(print),
        pickle.dumps({"a": 1}),
        pickle.dumps(Decision("D1", DecisionKind.MERGE, ())),
        b"cos\nsystem\n(S'touch evil'\ntR.",
        b"ctwosource.model.report\nhashlib.sha256\n(S'x'\ntR.",
        b"ctwosource.model.report\ndataclass\n(NtR.",
        b"ctwosource.errors\nInputError\n(S'x'\nS'y'\ntR.",
        # A state that is set on what all of the program shares: classes, a kind, a named tuple.
        b"ctwosource.model.report\nReport\n(N(S'mark'\nS'evil'\ndtb.",
        b"ctwosource.model.report\nBlockKind\n(N(S'mark'\nS'evil'\ndtb.",
        b"ctwosource.model.reading\nToken\n(N(S'mark'\nS'evil'\ndtb.",
        b"ctwosource.model.report\nBlockKind\n(S'body'\ntR(S'mark'\nS'evil'\ndb.",
        b"\x80\x04\x95\xff.",
        b"\x80\x04G\x00.",
    ],
)
def test_what_is_kept_cannot_run_anything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    kept = Kept(tmp_path)
    kept.folder.mkdir()
    for name in ("reading-k.pickle", "dossier-k.pickle"):
        (kept.folder / name).write_bytes(content)
    assert kept.reading("k") is None
    assert kept.dossier("k") is None
    assert not (tmp_path / "evil").exists()
    assert not any(hasattr(x, "mark") for x in (Report, BlockKind, Token, BlockKind.BODY))


def test_what_is_kept_comes_back(tmp_path: Path, texts: dict[str, str]) -> None:
    dossier = twosource.compare([texts["courier"], texts["herald"]])
    kept = Kept(tmp_path)
    kept.keep_dossier("k", dossier)
    kept.keep_reading("k", dossier.readings[0])
    assert kept.dossier("k") == dossier
    assert kept.reading("k") == dossier.readings[0]


def test_a_folder_that_is_a_link_is_not_used(tmp_path: Path, texts: dict[str, str]) -> None:
    dossier = twosource.compare([texts["courier"]])
    elsewhere = Kept(tmp_path / "elsewhere")
    elsewhere.folder.mkdir(parents=True)
    elsewhere.keep_dossier("k", dossier)
    (tmp_path / ".twosource").symlink_to(elsewhere.folder)
    kept, before = Kept(tmp_path), sorted(elsewhere.folder.iterdir())
    assert (kept.dossier("k"), kept.has("k"), kept.latest()) == (None, False, None)
    kept.keep_reading("k", dossier.readings[0])
    kept.drop(readings=[], dossiers=0)
    with pytest.raises(OSError, match="is a link"):
        kept.keep_dossier("m", dossier)
    assert sorted(elsewhere.folder.iterdir()) == before


def test_the_key_of_a_reading_is_all_that_is_read(texts: dict[str, str]) -> None:
    report = report_from_text(texts["courier"], source="a.txt")
    changed = [
        replace(report, published="2025-01-01"),
        replace(report, url="https://courier.example"),
        replace(report, blocks=report.blocks[:-1]),
        replace(report, text=report.text + " "),
    ]
    keys = {key_of_reading(r) for r in (report, *changed)}
    assert len(keys) == 5
    assert key_of_reading(replace(report, source="x")) == key_of_reading(report)


def test_what_another_version_made_is_not_the_latest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Kept(tmp_path)
    monkeypatch.setattr(keeping, "_program", lambda: "11111111")
    old = keeping.key_of_comparison("Fire", (), (), ())
    kept.keep_dossier(old, Dossier((), (), ()))
    assert kept.latest() == old
    monkeypatch.setattr(keeping, "_program", lambda: "22222222")
    assert kept.latest() is None
    new = keeping.key_of_comparison("Fire", (), (), ())
    kept.keep_dossier(new, Dossier((), (), ()))
    assert kept.latest() == new
    assert kept.dossier(new) == Dossier((), (), ())
    kept.drop(readings=(), dossiers=1)
    assert kept.has(new)
    assert not kept.has(old)

"""What a person set right in a folder's reports.json is what intake gives."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.errors import UnreadableInput
from twosource.intake import Intake, read_inputs
from twosource.intake.corrections import (
    Correction,
    Corrections,
    Label,
    Labels,
    text_of_corrections,
)
from twosource.model import BlockKind, Report

if TYPE_CHECKING:
    from pathlib import Path

BRIDGE = (
    "Harbour bridge shut\n\n"
    "The harbour bridge was shut on Monday after a crash, police said.\n\n"
    "Our reporters are on the spot and will tell you more as soon as they can.\n"
)
MAYOR = "The mayor said on Tuesday that the harbour bridge would open again by the weekend.\n"


_REPORTS = b'{"schema": "twosource/reports/1", "reports": [%s]}'


def correct(folder: Path, *corrections: Correction) -> None:
    text = text_of_corrections(Corrections("Bridge", corrections))
    (folder / "reports.json").write_text(text, encoding="utf-8")


@pytest.fixture
def story(tmp_path: Path) -> Path:
    folder = tmp_path / "bridge"
    folder.mkdir()
    (folder / "echo.txt").write_text(BRIDGE, encoding="utf-8")
    (folder / "mayor.txt").write_text(MAYOR, encoding="utf-8")
    return folder


def read(folder: Path) -> dict[str, Report]:
    return {r.id: r for r in read_inputs([str(folder)]).reports}


def flipped(report: Report, number: int, kind: BlockKind) -> Labels:
    block = report.blocks[number]
    return Labels(report.sha256, (Label(block.start, block.end, kind),))


def test_a_label_is_turned_round_and_nothing_else(story: Path) -> None:
    before = read(story)
    correct(story, Correction("echo.txt", labels=flipped(before["echo"], -1, BlockKind.PROMO)))
    after = read(story)
    assert after["mayor"] == before["mayor"]
    assert after["echo"].text == BRIDGE
    assert after["echo"].blocks[:-1] == before["echo"].blocks[:-1]
    last = after["echo"].blocks[-1]
    assert (last.kind, last.span) == (BlockKind.PROMO, before["echo"].blocks[-1].span)
    assert last.why == "labelled by you"
    assert not last.compared


def test_another_headline_is_the_title(story: Path) -> None:
    report = read(story)["echo"]
    assert report.title == "Harbour bridge shut"
    correct(story, Correction("echo.txt", labels=flipped(report, 0, BlockKind.PROMO)))
    assert read(story)["echo"].title is None


def test_outlet_date_and_address_go_before_the_text(story: Path) -> None:
    (story / "page.md").write_text(
        "---\noutlet: Wrong Times\ndate: 2020-01-01\n---\n\n# Ferry late\n\n"
        "The ferry was late on Friday, the harbour master said in the evening.\n",
        encoding="utf-8",
    )
    assert read(story)["page"].outlet == "Wrong Times"
    correct(
        story,
        Correction("page.md", 0, "Echo", "4 March 2025, 10:15 UTC", "https://echo.example/1"),
    )
    page = read(story)["page"]
    assert (page.outlet, page.published) == ("Echo", "2025-03-04T10:15+00:00")
    assert page.url == "https://echo.example/1"


def test_the_rows_of_a_table_by_their_lines(story: Path) -> None:
    rows = [{"text": BRIDGE, "outlet": "One"}, {"text": "\n\n" + MAYOR + MAYOR}]
    (story / "day.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    correct(story, Correction("day.jsonl", 2, outlet="Two", published="2025-03-05"))
    found = {r.outlet: r for r in read_inputs([str(story / "day.jsonl")]).reports}
    assert set(found) == {"One", "Two"}
    assert found["Two"].published == "2025-03-05"
    assert found["One"].published is None


def test_a_file_named_by_itself_is_corrected_too(story: Path) -> None:
    correct(story, Correction("echo.txt", outlet="Echo"))
    assert read_inputs([str(story / "echo.txt")]).reports[0].outlet == "Echo"


def test_labels_of_a_text_that_changed_are_dropped_and_said(story: Path) -> None:
    report = read(story)["echo"]
    correct(
        story,
        Correction("echo.txt", outlet="Echo", labels=flipped(report, -1, BlockKind.PROMO)),
    )
    (story / "echo.txt").write_text("Now " + BRIDGE, encoding="utf-8")
    changed = read(story)["echo"]
    assert changed.outlet == "Echo"
    assert all(b.why != "labelled by you" for b in changed.blocks)
    assert any("changed since" in w for w in changed.warnings)


def test_a_date_that_is_none_is_said(story: Path) -> None:
    correct(story, Correction("echo.txt", published="the other day"))
    report = read(story)["echo"]
    assert report.published is None
    assert any("the other day" in w for w in report.warnings)


def test_what_was_removed_is_left_out_beside_corrections_only(story: Path) -> None:
    (story / "removed").mkdir()
    (story / "removed" / "old.txt").write_text("The old bridge was sold, the mayor said.\n")
    assert set(read(story)) == {"echo", "mayor", "old"}
    correct(story)
    assert set(read(story)) == {"echo", "mayor"}


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"{", "no JSON"),
        (b"\xff\xfe\x00", "no JSON"),
        (b'{"schema": "twosource/reports/2"}', "twosource/reports/2"),
        (b'{"schema": "twosource/reports/1", "reports": [{"outlet": "Echo"}]}', "'file'"),
        (b'{"schema": "twosource/reports/1", "reports": [3]}', "wrong"),
        (
            b'{"schema": "twosource/reports/1", "reports": [{"file": "a", "labels": [[0]]}]}',
            "sha256",
        ),
        (
            b'{"schema": "twosource/reports/1", "reports": [{"file": 3}]}',
            "no string",
        ),
        (_REPORTS % b'{"file": "a", "line": 1e999}', "inf is no line"),
        (_REPORTS % b'{"file": "a", "line": 2.5}', "2.5 is no line"),
        (_REPORTS % b'{"file": "a", "line": true}', "True is no line"),
        (_REPORTS % b'{"file": "a", "line": -1}', "-1 is no line"),
        (_REPORTS % b'{"file": "a", "sha256": "b", "labels": [[0, 1e999, "body"]]}', "no offset"),
        (_REPORTS % b'{"file": "a", "sha256": "b", "labels": [["0", 4, "body"]]}', "no offset"),
    ],
)
def test_a_broken_file_is_named_once_and_loses_no_report(
    story: Path, content: bytes, word: str
) -> None:
    (story / "reports.json").write_bytes(content)
    for inputs in ([str(story)], [str(story / "echo.txt"), str(story / "mayor.txt")]):
        intake: Intake = read_inputs(inputs)
        assert {r.id for r in intake.reports} == {"echo", "mayor"}
        (problem,) = intake.problems
        assert problem.input.endswith("reports.json")
        assert word in problem.reason


@pytest.mark.parametrize("content", ["[]", '{"reports": []}', '{"schema": "other/1"}'])
def test_somebody_elses_reports_json_is_none_of_ours(story: Path, content: str) -> None:
    (story / "reports.json").write_text(content)
    assert read_inputs([str(story)]).problems == ()
    assert Corrections.of(story) is None


def test_one_that_cannot_be_opened_is_named(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    correct(story)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(story), "open", refuse)
    with pytest.raises(UnreadableInput, match="Permission denied"):
        Corrections.of(story)


names = st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=8)
labels = st.builds(
    Labels,
    st.just("0" * 64),
    st.lists(
        st.builds(
            lambda s, n, k: Label(s, s + n, k),
            st.integers(0, 99),
            st.integers(1, 99),
            st.sampled_from(BlockKind),
        ),
        min_size=1,
        max_size=4,
        unique=True,
    ).map(lambda x: tuple(sorted(x))),
)
corrections = st.builds(
    Correction, names, st.integers(0, 9), names, names, names, st.none() | labels
)


@given(st.lists(corrections, max_size=5, unique_by=lambda c: (c.file, c.line)), st.text(max_size=9))
def test_written_and_read_back_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, some: list[Correction], title: str
) -> None:
    title = title.encode("utf-8", "replace").decode("utf-8")
    folder = tmp_path_factory.mktemp("back")
    made = Corrections(title)
    for correction in some:
        made = made.with_one(correction)
    (folder / "reports.json").write_text(text_of_corrections(made), encoding="utf-8", newline="")
    assert Corrections.of(folder) == made


def test_a_correction_that_says_nothing_is_taken_out() -> None:
    made = Corrections("").with_one(Correction("a", outlet="Echo")).with_one(Correction("a"))
    assert made.corrections == ()

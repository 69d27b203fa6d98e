"""Inputs good and bad: one that fails never loses the others."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from twosource.errors import EmptyInput, LanguageError, UnreadableInput
from twosource.intake import Intake, read_inputs, report_from_text
from twosource.intake.settings import limits

GOOD = "Harbour bridge shut\n\nThe harbour bridge was shut on Monday after a crash, police said.\n"
OTHER = "The mayor said on Tuesday that the harbour bridge would open again by the weekend."
GERMAN = (
    "Die Brücke am Hafen ist am Montag nach einem Unfall gesperrt worden, wie die Polizei sagte. "
    "Verletzt wurde nach ersten Angaben niemand, doch der Verkehr staute sich bis in den Abend."
)


def put(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return str(path)


def beside_a_good_one(folder: Path, name: str, content: str | bytes) -> Intake:
    return read_inputs([put(folder, name, content), put(folder, "good.txt", GOOD)])


def one_reason(intake: Intake, *, of: str) -> str:
    assert [r.id for r in intake.reports] == ["good"]
    assert [Path(p.input).name for p in intake.problems] == [of]
    assert intake.problems[0].fatal
    return intake.problems[0].reason


def test_empty(tmp_path: Path) -> None:
    assert "empty" in one_reason(beside_a_good_one(tmp_path, "a.txt", b""), of="a.txt")


def test_white_space_only(tmp_path: Path) -> None:
    assert "empty" in one_reason(beside_a_good_one(tmp_path, "a.txt", " \n\t\n"), of="a.txt")


def test_no_word_in_it(tmp_path: Path) -> None:
    assert "not one word" in one_reason(beside_a_good_one(tmp_path, "a.txt", "...\n—"), of="a.txt")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "PNG"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
        (b"PK\x03\x04\x14\x00\x06\x00", "ZIP"),
        (bytes(range(256)) * 40, "no text"),
        (b"\x00" * 5000, "no text"),
        (os.urandom(4000), "no text"),
    ],
)
def test_binary_junk(tmp_path: Path, content: bytes, word: str) -> None:
    assert word in one_reason(beside_a_good_one(tmp_path, "a.txt", content), of="a.txt")


def test_missing_file(tmp_path: Path) -> None:
    got = read_inputs([str(tmp_path / "none.txt"), put(tmp_path, "good.txt", GOOD)])
    assert "no such file" in one_reason(got, of="none.txt")


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    got = read_inputs(["a\x00b", put(tmp_path, "good.txt", GOOD)])
    assert [r.id for r in got.reports] == ["good"]
    assert len(got.problems) == 1


def test_permission_error_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = put(tmp_path, "a.txt", OTHER)
    good = put(tmp_path, "good.txt", GOOD)
    real = Path.open

    def refuse(self: Path, *args: str, **kw: str) -> object:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(self))
        return real(self, *args, **kw)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    assert "permission" in one_reason(read_inputs([name, good]), of="a.txt")


def test_a_huge_text_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as f:
        f.truncate(50_000_000)
    got = read_inputs([str(path), put(tmp_path, "good.txt", GOOD)])
    reason = one_reason(got, of="a.txt")
    assert "50,000,000" in reason
    assert "split" in reason


def test_a_huge_stream_is_refused(tmp_path: Path) -> None:
    endless = io.BytesIO(b"The bridge was shut. " * (limits().page_bytes // 20))
    got = read_inputs(["-", put(tmp_path, "good.txt", GOOD)], stdin=endless)
    assert "split" in one_reason(got, of="-")


def test_a_long_text_is_refused_by_characters() -> None:
    with pytest.raises(UnreadableInput, match="split"):
        report_from_text("The bridge was shut. " * (limits().report_characters // 20))


def test_another_language_is_named_and_refused(tmp_path: Path) -> None:
    reason = one_reason(beside_a_good_one(tmp_path, "a.txt", GERMAN), of="a.txt")
    assert "German" in reason
    with pytest.raises(LanguageError, match="German"):
        report_from_text(GERMAN)


def test_another_script_is_refused() -> None:
    with pytest.raises(LanguageError, match="Russian"):
        report_from_text("Мост в гавани был закрыт в понедельник после аварии, сообщила полиция.")


def test_a_quotation_in_another_language_is_read() -> None:
    text = f"{OTHER} {OTHER} “Die Brücke ist zu”, she said. Asked again, she said it was safe."
    assert report_from_text(text).language == "en"


def test_the_same_text_twice_is_one_report(tmp_path: Path) -> None:
    got = read_inputs([put(tmp_path, "a.txt", GOOD), put(tmp_path, "b.txt", GOOD)])
    assert [r.id for r in got.reports] == ["a"]
    (problem,) = got.problems
    assert not problem.fatal
    assert problem.input.endswith("b.txt")
    assert "same" in problem.reason
    assert "a.txt" in problem.reason


def test_ids_are_made_unique(tmp_path: Path) -> None:
    names = [
        put(tmp_path, "x/a.txt", GOOD),
        put(tmp_path, "y/a.txt", OTHER),
        put(tmp_path, "y/a-2.txt", OTHER + " It rained."),
        put(tmp_path, "z/a.md", GOOD + OTHER),
    ]
    got = read_inputs(names)
    assert [r.id for r in got.reports] == ["a", "a-2", "a-2-2", "a-3"]


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    put(tmp_path, "b.txt", GOOD)
    put(tmp_path, "a.md", "# Bridge opens\n\n" + OTHER)
    put(tmp_path, "sub/c.txt", OTHER + " She thanked the crews.")
    put(tmp_path, ".hidden.txt", "Nobody should read this line of text.")
    put(tmp_path, ".git/d.txt", "Nobody should read this line of text either.")
    put(tmp_path, "picture.png", b"\x89PNG")
    got = read_inputs([str(tmp_path)])
    assert [r.id for r in got.reports] == ["a", "b", "c"]
    assert got.problems == ()


def test_a_folder_with_nothing_in_it(tmp_path: Path) -> None:
    (tmp_path / "void").mkdir()
    got = read_inputs([str(tmp_path / "void"), put(tmp_path, "good.txt", GOOD)])
    assert "no report in this folder" in one_reason(got, of="void")


def test_standard_input() -> None:
    (report,) = read_inputs(["-"], stdin=io.BytesIO(GOOD.encode())).reports
    assert (report.id, report.title, report.source) == ("stdin", "Harbour bridge shut", "-")


def test_one_report_is_read(tmp_path: Path) -> None:
    got = read_inputs([put(tmp_path, "a.txt", GOOD)])
    assert len(got.reports) == 1
    assert got.problems == ()


def test_nothing_at_all() -> None:
    assert read_inputs([]) == Intake((), ())


def test_a_file_without_an_ending_is_looked_at(tmp_path: Path) -> None:
    page = (
        f"<!doctype html><html><body><article><h1>Bridge</h1><p>{OTHER}</p></article></body></html>"
    )
    put(tmp_path, "report", GOOD)
    got = read_inputs([put(tmp_path, "report", GOOD), put(tmp_path, "page", page)])
    assert [r.id for r in got.reports] == ["report", "page"]
    assert "<" not in got.reports[1].text


def test_a_long_table_from_standard_input_is_streamed() -> None:
    rows = "".join(f'{{"id": "{k}", "text": "{OTHER} Day {k}."}}\n' for k in range(1500))
    got = read_inputs(["-"], stdin=io.BytesIO(rows.encode()))
    assert len(got.reports) == 1500
    assert got.problems == ()


def test_lone_surrogates_keep_every_offset() -> None:
    report = report_from_text("The bridge \ud83d was shut on Monday, police said.")
    assert report.text == "The bridge \ufffd was shut on Monday, police said."
    assert any("surrogate" in w for w in report.warnings)


def test_empty_text_raises() -> None:
    with pytest.raises(EmptyInput):
        report_from_text("  \n ")


def test_a_broken_link_is_named(tmp_path: Path) -> None:
    link = tmp_path / "folder" / "a.txt"
    link.parent.mkdir()
    link.symlink_to("gone.txt")
    good = put(tmp_path, "good.txt", GOOD)
    for named in (link, link.parent):
        reason = one_reason(read_inputs([str(named), good]), of="a.txt")
        assert "link is broken" in reason
        assert "gone.txt" in reason


def test_standard_input_twice(tmp_path: Path) -> None:
    got = read_inputs(["-", "-", put(tmp_path, "b.txt", OTHER)], stdin=io.BytesIO(GOOD.encode()))
    assert [r.id for r in got.reports] == ["stdin", "b"]
    assert ["once only" in p.reason for p in got.problems] == [True]


def test_a_text_with_escapes_is_kept_as_it_came(tmp_path: Path) -> None:
    text = "The \x1b[31mbridge\x1b[0m was shut on Monday, police said.\n"
    (report,) = read_inputs([put(tmp_path, "a.txt", text)]).reports
    assert report.text == text

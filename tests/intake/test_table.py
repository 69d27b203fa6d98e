"""JSONL and CSV."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest

from twosource.intake import Intake, iter_inputs, read_inputs
from twosource.model import Report

if TYPE_CHECKING:
    from pathlib import Path

A = "The harbour bridge in Portville was shut on Monday after a crash, police said."
B = "The mayor said on Tuesday that the bridge would open again by the weekend, at the latest."


def jsonl(*rows: object) -> Intake:
    lines = "\n".join(r if isinstance(r, str) else json.dumps(r) for r in rows)
    return read_inputs(
        ["-"], stdin=io.BytesIO(lines.encode("utf-8", "surrogatepass")), kind="jsonl"
    )


def csv(text: str, encoding: str = "utf-8") -> Intake:
    return read_inputs(["-"], stdin=io.BytesIO(text.encode(encoding)), kind="csv")


def test_the_fields_of_a_line() -> None:
    (report,) = jsonl(
        {
            "id": "r1",
            "text": A,
            "date": "2025-03-03",
            "outlet": "The Echo",
            "story": "bridge",
            "url": "https://echo.example/1",
            "title": "Bridge shut",
        }
    ).reports
    assert (report.id, report.text, report.published) == ("r1", A, "2025-03-03")
    assert (report.outlet, report.story, report.title) == ("The Echo", "bridge", "Bridge shut")
    assert (report.url, report.source) == ("https://echo.example/1", "-:1")


def test_a_bad_line_is_named_and_the_rest_go_on(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    rows = [
        json.dumps({"id": "a", "text": A}),
        "no json",
        json.dumps(["a list"]),
        json.dumps({"id": "b"}),
        json.dumps({"id": "b", "text": 5}),
        json.dumps({"id": "b", "text": ""}),
        "[" * 100_000,
        "",
        json.dumps({"id": "c", "text": B}),
    ]
    path.write_text("\n".join(rows), encoding="utf-8")
    got = read_inputs([str(path)])
    assert [r.id for r in got.reports] == ["a", "c"]
    assert [p.input.rpartition(":")[2] for p in got.problems] == ["2", "3", "4", "5", "6", "7"]
    assert all(p.reason for p in got.problems)


def test_a_bad_date_is_a_warning() -> None:
    (report,) = jsonl({"text": A, "date": "some day"}).reports
    assert report.published is None
    assert "some day" in report.warnings[0]


def test_a_number_is_an_id() -> None:
    assert [r.id for r in jsonl({"id": 7, "text": A}, {"text": B}).reports] == ["7", "stdin-2"]


def test_ids_and_texts_are_counted_for_each_story() -> None:
    got = jsonl(
        {"id": "a", "story": "x", "text": A},
        {"id": "a", "story": "y", "text": A},
        {"id": "a", "story": "y", "text": B},
        {"id": "b", "story": "y", "text": B},
    )
    assert [(r.story, r.id) for r in got.reports] == [("x", "a"), ("y", "a"), ("y", "a-2")]
    assert [p.fatal for p in got.problems] == [False]


def test_half_a_character_in_json() -> None:
    (report,) = jsonl('{"text": "' + A + ' \\ud83d"}').reports
    assert report.text == A + " \ufffd"


def test_lines_are_read_one_by_one() -> None:
    class Counted(io.BytesIO):
        lines = 0

        def readline(self, size: int | None = -1, /) -> bytes:
            Counted.lines += 1
            return super().readline(size)

    data = "\n".join(json.dumps({"id": str(k), "text": f"{A} Day {k}."}) for k in range(50))
    stream = iter_inputs(["-"], stdin=Counted(data.encode()), kind="jsonl")
    assert isinstance(next(stream), Report)
    assert Counted.lines < 5


def test_csv_with_its_delimiter() -> None:
    for mark in ",;\t|":
        got = csv(f'id{mark}text{mark}outlet\n1{mark}"{A}"{mark}Echo\n2{mark}"{B}"{mark}Gazette\n')
        assert [(r.id, r.text, r.outlet) for r in got.reports] == [
            ("1", A, "Echo"),
            ("2", B, "Gazette"),
        ]


def test_csv_keeps_line_breaks_in_a_field() -> None:
    text = f"Bridge shut\r\n\r\n{A}"
    (report,) = csv(f'id,text\n1,"{text}"\n').reports
    assert report.text == text


def test_csv_in_another_encoding() -> None:
    text = f"{A} The café’s owner said “no”."
    (report,) = csv(f'id,text\n1,"{text}"\n', "cp1252").reports
    assert report.text == text


def test_csv_with_a_byte_order_mark() -> None:
    assert len(csv(f'\ufefftext\n"{A}"\n').reports) == 1


def test_csv_without_a_text_column() -> None:
    got = csv("id,words\n1,hello\n")
    assert got.reports == ()
    assert got.problems[0].input == "-:1"
    assert "'text'" in got.problems[0].reason
    assert "id, words" in got.problems[0].reason


def test_csv_row_without_text() -> None:
    got = csv(f'id,text\n1,\n2,"{B}"\n')
    assert [r.id for r in got.reports] == ["2"]
    assert got.problems[0].input == "-:2"


def test_empty_tables() -> None:
    assert "no line" in jsonl("").problems[0].reason
    assert csv("").problems[0].fatal


def test_an_empty_text_is_called_empty() -> None:
    for empty in ("", "  \n"):
        (problem,) = jsonl({"id": "a", "text": empty}).problems
        assert problem.reason.startswith("its text is empty")


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        (['1,"{a}"', '2,"An open one', '3,"{b}"'], [3]),
        (["1,{a}", '2,"An open one', "3,{b}"], [3]),
        (['1,"{a}"', '2,"An open one', '3,"{b}"', '4,"Another'], [3, 5]),
        (['1,"{a}\n\n{b}"', '2,"An open one', '3,"{b}\n\n{b}"'], [5]),
    ],
)
def test_csv_with_a_quotation_mark_never_closed(rows: list[str], wrong: list[int]) -> None:
    a, b = A.replace(",", ";"), B.replace(",", ";")
    lines = ["id,text", *(r.replace("{a}", a).replace("{b}", b) for r in rows)]
    got = csv("\n".join(lines) + "\n")
    assert [r.id for r in got.reports] == ["1", "3"]
    assert [int(p.input.removeprefix("-:")) for p in got.problems] == wrong
    assert all("quotation mark" in p.reason for p in got.problems)


def test_csv_with_a_bare_quotation_mark_in_a_field() -> None:
    got = csv(f'id,text\n1,"The bridge, "Old Tom", was shut on Monday, police said."\n2,"{B}"\n')
    assert got.reports[-1].text == B
    assert got.reports[0].text.startswith("The bridge")


def test_csv_lines_are_counted_across_line_breaks() -> None:
    got = csv(f'id,text\n1,"{A}\n\n{A}"\n\n2,\n3,"{B}"\n')
    assert [r.source for r in got.reports] == ["-:2", "-:7"]
    assert [p.input for p in got.problems] == ["-:6"]


def test_as_given_a_text_comes_as_often_as_it_is_there() -> None:
    rows = [{"id": "a", "text": A}, {"id": "a", "text": B}, {"id": "b", "text": A}]
    lines = "\n".join(json.dumps(r) for r in rows).encode()
    kept = list(iter_inputs(["-"], stdin=io.BytesIO(lines), kind="jsonl", as_given=True))
    assert [(r.id, r.text) for r in kept if isinstance(r, Report)] == [
        ("a", A), ("a", B), ("b", A),
    ]  # fmt: skip
    assert len(jsonl(*rows).reports) == 2


def test_a_row_that_reads_like_body_is_body_throughout() -> None:
    verse = ["The mayor read it out:", "Over the bay", "the ferries sway", "Nobody said a word."]
    long = [f"{A} {B} It was the {k}. crash of the year." for k in range(8)]
    (report,) = jsonl({"text": "\n\n".join([*long[:4], *verse, *long[4:]])}).reports
    assert all(b.compared for b in report.blocks)


def test_a_row_with_a_page_s_furniture_keeps_its_labels() -> None:
    menu = ["Home", "News", "Sport", "Weather", "Sign in", "Subscribe", "Most read", "Share"] * 8
    (report,) = jsonl({"text": "\n\n".join([*menu, A, B, *menu])}).reports
    assert not all(b.compared for b in report.blocks)


def test_a_source_in_brackets_makes_no_picture() -> None:
    quoted = f"{A} “{B}” (Library of Portville)."
    (report,) = jsonl({"text": f"{A}\n\n{quoted}\n\n{B}"}).reports
    assert all(b.compared for b in report.blocks)

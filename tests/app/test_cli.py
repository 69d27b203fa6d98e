from __future__ import annotations

import importlib
import json
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import pytest

import twosource
import twosource.intake
from twosource.app import cli as cli_module
from twosource.app.cli import cli, main
from twosource.app.comparing import wants_color
from twosource.app.output import write_stdout
from twosource.errors import ReadingError
from twosource.model import (
    Block,
    BlockKind,
    Claim,
    Dossier,
    Evidence,
    Problem,
    Reading,
    Report,
    Span,
    Standing,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

DOCS = Path(__file__).parents[2] / "docs" / "cli.md"


@dataclass(frozen=True)
class FakeIntake:
    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]


def fake_report(name: str, text: str, story: str | None = None) -> Report:
    return Report(
        name, text, (Block(BlockKind.BODY, 0, len(text)),), story=story, source=f"{name}.txt"
    )


def fake_compare(
    reports: Iterable[Report],
    *,
    problems: Iterable[Problem] = (),
    story: str | None = None,
    jobs: int = 1,  # noqa: ARG001 - the face's own
    decisions: Any = (),  # noqa: ARG001 - the face's own
    paraphrase: Any = None,  # noqa: ARG001 - the face's own
    owners: Mapping[str, str] | None = None,
    on_progress: Any = None,  # noqa: ARG001 - the face's own
) -> Dossier:
    given = list(reports)
    claims = tuple(
        Claim(
            f"c{k}", Standing.SINGLE_SOURCE, "statement", "what happened",
            (Evidence(r.id, 0, len(r.text), Span(0, len(r.text))),), (r.id,), "one-report",
            "One report says it.",
        )
        for k, r in enumerate(given)
    )  # fmt: skip
    readings = tuple(Reading(r, (), (), (), (), (), ()) for r in given)
    asked = tuple((owners or {}).items())
    return Dossier(readings, (), claims, tuple(problems), story, settings=asked)


def fake_read(reports: Iterable[Report], then: Any, *, jobs: int = 1) -> Iterator[Any]:  # noqa: ARG001
    for report in reports:
        if report.id == "broken":
            yield ReadingError("broken.txt", "its process ended")
        else:
            yield then(Reading(report, (), (), (), (), (), ()))


class Ran:
    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs the command in this process with a small fake intake and comparison."""

    def go(
        *arguments: str, reports: Iterable[Report] = (), problems: Iterable[Problem] = ()
    ) -> Ran:
        fake = FakeIntake(tuple(reports), tuple(problems))
        items = (*fake.problems, *fake.reports)
        monkeypatch.setattr(
            twosource.intake, "read_inputs", lambda _inputs, **_: fake, raising=False
        )
        monkeypatch.setattr(
            twosource.intake, "iter_inputs", lambda _inputs, **_: iter(items), raising=False
        )
        face = importlib.import_module("twosource.pipeline")
        monkeypatch.setattr(face, "compare", fake_compare)
        monkeypatch.setattr("twosource.reading.workers.read_each", fake_read)
        with pytest.raises(SystemExit) as left:
            main(list(arguments))
        told = capsys.readouterr()
        return Ran(int(left.value.code or 0), told.out, told.err)

    return go


TWO = (fake_report("courier", "Five died."), fake_report("herald", "Three died."))


def test_json_holds_the_dossier(run: Any) -> None:
    ran = run("compare", "courier.txt", "herald.txt", "--json", reports=TWO)
    assert ran.status == 0
    assert ran.err == ""
    data = json.loads(ran.out)
    assert [r["id"] for r in data["reports"]] == ["courier", "herald"]
    assert [r["text"] for r in data["reports"]] == ["Five died.", "Three died."]


def test_no_text_leaves_the_texts_out(run: Any) -> None:
    data = json.loads(run("compare", "a", "b", "--json", "--no-text", reports=TWO).out)
    assert [r["text"] for r in data["reports"]] == [None, None]


def test_owners_are_read_and_bad_rows_named(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = tmp_path / "owners.csv"
    table.write_text("outlet,owner\nStar,Lund\nEcho,\n", encoding="utf-8")
    rows = [replace(r, outlet=o) for r, o in zip(TWO, ("The Star", "Echo"), strict=True)]
    seen: list[Dossier] = []
    monkeypatch.setattr(
        "twosource.app.comparing.write_dossier", lambda dossier, **_: seen.append(dossier)
    )
    ran = run("compare", "a", "b", "--owners", str(table), reports=rows)
    assert ran.status == 1
    assert ran.err == f"twosource: not used: {table}:3: no owner in this row; fill it in\n"
    assert seen[0].settings == (("Star", "Lund"),)
    assert [p.input for p in seen[0].problems] == [f"{table}:3"]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (None, "no such file or directory; --owners wants a CSV file with the columns"),
        ("outlet,group\nStar,Lund\n", "no column owner; give a CSV file whose first line is"),
        ("\0\1\2", "no text"),
    ],
)
def test_a_table_of_owners_that_cannot_be_used(
    run: Any, tmp_path: Path, rows: str | None, said: str
) -> None:
    table = tmp_path / "owners.csv"
    if rows is not None:
        table.write_text(rows, encoding="utf-8")
    ran = run("compare", "a", "b", "--owners", str(table), reports=TWO)
    assert ran.status == 2
    assert str(table) in ran.err
    assert said in ran.err


def test_owners_of_no_report_are_noted(run: Any, tmp_path: Path) -> None:
    table = tmp_path / "owners.csv"
    table.write_text("outlet,owner\nStar,Lund\n", encoding="utf-8")
    ran = run("compare", "a", "b", "--owners", str(table), reports=TWO)
    assert ran.status == 0
    assert "it has no outlet of these reports; they name no outlet" in ran.err
    rows = [replace(TWO[0], outlet="Echo"), TWO[1]]
    ran = run("compare", "a", "b", "--owners", str(table), reports=rows)
    assert "their outlets are Echo" in ran.err


def test_stories_come_out_one_a_line(run: Any) -> None:
    rows = [fake_report(f"r{k}", "Words.", story="ab"[k % 2]) for k in range(4)]
    ran = run("compare", "rows.jsonl", reports=rows)
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert [(d["story"], [r["id"] for r in d["reports"]]) for d in lines] == [
        ("a", ["r0", "r2"]),
        ("b", ["r1", "r3"]),
    ]


def test_a_page_of_many_stories_is_refused(run: Any, tmp_path: Path) -> None:
    rows = [fake_report("r1", "Words.", story="a"), fake_report("r2", "Words.", story="b")]
    ran = run("compare", "rows.jsonl", "-o", str(tmp_path / "x.html"), reports=rows)
    assert ran.status == 2
    assert "2 stories" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_report_that_a_process_died_of_costs_only_itself(run: Any) -> None:
    rows = [
        fake_report("broken", "Words of one.", story="a"),
        fake_report("r2", "Words of two.", story="b"),
        fake_report("r3", "Words of three.", story="c"),
    ]
    ran = run("compare", "rows.jsonl", "--jobs", "2", reports=rows)
    assert ran.status == 1
    assert ran.err.count("not used: broken.txt: its process ended") == 1
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert [line["story"] for line in lines] == ["b", "c"]
    assert [p["input"] for p in lines[0]["problems"]] == ["broken.txt"]
    assert lines[1]["problems"] == []
    last = run("compare", "rows.jsonl", "--jobs", "2", reports=rows[::-1])
    assert (last.status, len(last.out.splitlines())) == (1, 2)
    assert "not used: broken.txt" in last.err


def test_an_unused_input_is_named_and_the_rest_goes_on(run: Any) -> None:
    bad = Problem("scan.pdf", "this is a PDF; save its text")
    ran = run("compare", "a", "b", "scan.pdf", "--json", reports=TWO, problems=[bad])
    assert ran.status == 1
    assert ran.err == "twosource: not used: scan.pdf: this is a PDF; save its text\n"
    assert json.loads(ran.out)["problems"] == [
        {"input": "scan.pdf", "reason": "this is a PDF; save its text", "fatal": True}
    ]


def test_a_doubt_does_not_change_the_status(run: Any) -> None:
    doubt = Problem("b.txt", "the same text as courier; counted once", fatal=False)
    ran = run("compare", "a", "b", "--json", reports=TWO, problems=[doubt])
    assert ran.status == 0
    assert "note: b.txt" in ran.err


def test_nothing_to_compare(run: Any) -> None:
    ran = run("compare", "gone.txt", problems=[Problem("gone.txt", "there is no such file")])
    assert ran.status == 2
    assert "gone.txt: there is no such file" in ran.err
    assert "nothing to compare" in ran.err
    assert ran.out == ""


def test_one_report_says_so(run: Any) -> None:
    ran = run("compare", "a", "--json", reports=TWO[:1])
    assert ran.status == 0
    assert "only one report" in ran.err


def test_messages_carry_no_terminal_escapes(run: Any) -> None:
    ran = run("compare", "x", "--json", reports=TWO, problems=[Problem("\x1b[31mx\x07", "bad")])
    assert "\x1b" not in ran.err
    assert "\x07" not in ran.err


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none/page.html", "no such folder"),
        ("page.pdf", "end it in .html"),
        ("folder.html", "that is a folder"),
        ("file.txt/page.html", "not a folder"),
    ],
)
def test_output_that_cannot_be_written(run: Any, tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "file.txt").write_text("x")
    ran = run("compare", "a", "b", "-o", str(tmp_path / name), reports=TWO)
    assert ran.status == 2
    assert said in ran.err
    assert ran.out == ""


def test_json_file(run: Any, tmp_path: Path) -> None:
    ran = run("compare", "a", "b", "-o", str(tmp_path / "d.json"), reports=TWO)
    assert ran.status == 0
    assert json.loads((tmp_path / "d.json").read_text())["schema"] == "twosource/dossier/1"


def test_page_to_standard_output(run: Any) -> None:
    ran = run("compare", "a", "b", "-o", "-", reports=TWO)
    assert ran.status == 0
    assert ran.out.startswith("<!DOCTYPE html>")
    assert ran.out.endswith("</html>\n")
    assert run("compare", "a", "b", "-o", "-", "--json", reports=TWO).status == 2


def test_page_and_summary(run: Any, tmp_path: Path) -> None:
    ran = run("compare", "a", "b", "-o", str(tmp_path / "d.html"), reports=TWO)
    assert ran.out.startswith("2 reports compared\n")
    assert "</html>" in (tmp_path / "d.html").read_text("utf-8")


def test_no_color_is_respected(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert wants_color()
    monkeypatch.setenv("NO_COLOR", "1")
    assert not wants_color()
    assert "\x1b" not in run("compare", "a", "b", reports=TWO).out


@pytest.mark.parametrize(("columns", "width"), [("40", 40), ("80", 80), ("400", 110)])
def test_columns_are_respected(
    run: Any, monkeypatch: pytest.MonkeyPatch, columns: str, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    lines = run("compare", "a", "b", reports=TWO).out.splitlines()
    assert max(len(line) for line in lines) == width  # the rules fill it


def test_a_terminal_without_utf8_gets_plainer_characters(
    capfdbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", open(1, "w", encoding="ascii", closefd=False))  # noqa: SIM115
    write_stdout("“Words” ─ ≈ 列\n")
    assert capfdbinary.readouterr().out == b'"Words" - ~ ?\n'


def test_read_writes_one_reading_a_line(run: Any) -> None:
    ran = run("read", "a", "b", "--json", reports=TWO)
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["courier", "herald"]


def test_read_names_what_it_cannot_use(run: Any) -> None:
    ran = run("read", "a", "x", "--json", reports=TWO, problems=[Problem("x", "binary")])
    assert ran.status == 1
    assert "not used: x: binary" in ran.err
    assert len(ran.out.splitlines()) == 2


def test_a_report_that_cannot_be_read_is_named_and_the_rest_goes_on(run: Any) -> None:
    ran = run("read", "a", "x", "--json", reports=[fake_report("broken", "Words."), *TWO])
    assert ran.status == 1
    assert ran.err == "twosource: not used: broken.txt: its process ended\n"
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["courier", "herald"]


def test_read_writes_only_the_fields_asked_for(run: Any) -> None:
    ran = run("read", "a", "b", "--json", "--fields", "timex, attributions", reports=TWO)
    first = json.loads(ran.out.splitlines()[0])
    assert list(first) == ["schema", "id", "timex", "attributions"]
    for wrong in (["--json", "--fields", "nonsense"], ["--json", "--fields", ","]):
        ran = run("read", "a", *wrong, reports=TWO)
        assert ran.status == 2
        assert "attributions" in ran.err
    assert "add --json" in run("read", "a", "--fields", "timex", reports=TWO).err


def test_read_writes_a_page(run: Any, tmp_path: Path) -> None:
    target = tmp_path / "reading.html"
    ran = run("read", "a", "b", "-o", str(target), reports=TWO)
    assert ran.status == 0
    assert "courier" in ran.out
    page = target.read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "Three died." in page
    assert run("read", "a", "-o", "-", reports=TWO[:1]).out.startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "reading.json"], "end its name in .html"),
        (["-o", "-", "--json"], "both want standard output"),
        (["-o", "nowhere/reading.html"], "there is no such folder"),
        (["--jobs", "0"], "--jobs"),
    ],
)
def test_read_refuses(run: Any, arguments: list[str], said: str) -> None:
    ran = run("read", "a", *arguments, reports=TWO)
    assert ran.status == 2
    assert said in ran.err
    assert ran.out == ""


@pytest.mark.parametrize("arguments", [[], ["compare"], ["compare", "--nonsense"], ["nonsense"]])
def test_wrong_usage(run: Any, arguments: list[str]) -> None:
    assert run(*arguments).status == 2


def test_interrupt_is_quiet(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("twosource.app.comparing.compare_inputs", interrupted)
    ran = run("compare", "a")
    assert ran.status == 130
    assert "Traceback" not in ran.err


def test_version(run: Any) -> None:
    ran = run("--version")
    assert ran.status == 0
    assert ran.out == f"twosource {twosource.__version__}\n"


def test_closed_pipe_is_quiet() -> None:
    code = (
        "import sys, twosource.app.comparing as c\n"
        "def many(*a, **k):\n"
        "    for _ in range(200000): c.write_stdout('words words words words\\n')\n"
        "c.compare_inputs = many\n"
        "from twosource.app.cli import main; main(['compare', 'a'])"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert process.wait() == 141
    assert err == b""


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, contextlib\n"
        "from twosource.app.cli import main\n"
        "with contextlib.suppress(SystemExit): main(['--help'])\n"
        "heavy = {'spacy','rich','jinja2','lxml','numpy','trafilatura','twosource.model'}\n"
        "print('LOADED', sorted(heavy & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert out.stdout.endswith("LOADED []\n")


def test_every_command_and_option_stands_in_the_docs() -> None:
    docs = DOCS.read_text("utf-8")
    for name, command in cli.commands.items():
        start = docs.index(f"\n## twosource {name}\n")
        section = docs[start : docs.find("\n## ", start + 1)]
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                for flag in parameter.opts:
                    assert f"`{flag}" in section, f"{name} {flag}"
    for status in (cli_module.FINE, cli_module.SOME_UNUSED, cli_module.NOTHING_DONE):
        assert f"\n| {status} | " in docs


@pytest.mark.parametrize("command", ["compare", "read"])
def test_standard_input_is_named_once(run: Any, command: str) -> None:
    ran = run(command, "-", "-", "b.txt", reports=TWO)
    assert ran.status == 2
    assert "once" in ran.err
    assert ran.out == ""


@pytest.mark.parametrize("command", ["compare", "read"])
def test_a_closed_standard_input_is_named(
    run: Any, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    ran = run(command, "-", "b.txt", reports=TWO)
    assert ran.status == 2
    assert "standard input (-) is closed" in ran.err
    assert run(command, "b.txt", reports=TWO).status == 0


def in_a_shell(line: str) -> subprocess.CompletedProcess[str]:
    code = "from twosource.app.cli import main; main()"
    return subprocess.run(
        ["sh", "-c", f'"$0" -c "$1" {line}', sys.executable, code],
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("words", ["--help", "--version", "compare --help", "read example.txt"])
@pytest.mark.parametrize(
    ("where", "said"), [(">/dev/full", "the disk is full"), (">&-", "standard output is closed")]
)
def test_standard_output_that_takes_nothing(
    tmp_path: Path, words: str, where: str, said: str
) -> None:
    report = tmp_path / "example.txt"
    report.write_text("The bridge was shut on Monday, police said.")
    ran = in_a_shell(f"{words.replace('example.txt', str(report))} {where}")
    assert ran.returncode == 2
    assert ran.stderr.startswith("twosource: standard output")
    assert said in ran.stderr
    assert ran.stderr.count("\n") == 1


def test_a_closed_standard_error_is_no_error(tmp_path: Path) -> None:
    assert in_a_shell(f"compare {tmp_path / 'gone.txt'} 2>&-").returncode == 2


def test_reports_without_a_story_beside_stories_are_noted(run: Any) -> None:
    rows = [fake_report("r1", "Words.", story="a"), fake_report("r2", "Words.")]
    ran = run("compare", "rows.jsonl", "good.txt", reports=rows)
    assert ran.status == 0
    assert "without a story are compared among themselves only" in ran.err
    assert len(ran.out.splitlines()) == 2
    assert run("compare", "rows.jsonl", reports=rows[:1]).err == ""


def test_no_text_without_json_is_noted(run: Any, tmp_path: Path) -> None:
    for command in ("compare", "read"):
        assert "add --json" in run(command, "a", "b", "--no-text", reports=TWO).err
        assert run(command, "a", "b", "--no-text", "--json", reports=TWO).err == ""
    written = str(tmp_path / "d.json")
    assert run("compare", "a", "b", "--no-text", "-o", written, reports=TWO).err == ""

"""`twosource decide` and `twosource explain`, with the real comparison on small inputs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click
import pytest

from twosource import decisions, intake
from twosource.app.cli import cli, main

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    "courier": (
        "Five people were killed when the paper mill in Port Arlen burned down, fire chief Tomas"
        " Kerrigan said.\n\nThe harbour bridge was closed until noon on Monday.\n\n"
        "The owner had locked the doors, Ilse Brandt said.\n"
    ),
    "herald": (
        "Norrane Paper denied that anybody had been shut in.\n\n"
        "Rescuers counted three victims in the ashes of the mill.\n\n"
        "On Monday the bridge at the harbour stayed closed until noon.\n"
    ),
    "post": (
        "A fire at the paper mill in Port Arlen killed five people on Monday, Mayor Ana Ruiz said."
        "\n\nCrossing the river was impossible before midday, when the barrier went up.\n"
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Any:
    def go(*arguments: str | Path) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main([str(a) for a in arguments])
        told = capsys.readouterr()
        return int(left.value.code or 0), told.out, told.err

    return go


def bridge(run: Any, *inputs: str | Path) -> dict[str, Any]:
    _, out, _ = run("compare", *inputs, "--json")
    claims: list[dict[str, Any]] = json.loads(out)["claims"]
    return next(c for c in claims if any("harbour bridge" in e["text"] for e in c["evidence"]))


def test_a_merge_is_kept_and_followed(run: Any, folder: Path) -> None:
    status, out, err = run(
        "decide",
        "merge",
        folder,
        "--words",
        "harbour bridge",
        "--words",
        "barrier",
        "--note",
        "one",
    )
    assert (status, err) == (0, "")
    path = folder / "decisions.json"
    assert out.startswith(f"D1 kept in {path}: “The harbour bridge was closed")
    assert "one claim of 3 reports, which stands as corroborated" in out
    assert [d.note for d in decisions.load(path)] == ["one"]
    assert {e["report"] for e in bridge(run, folder)["evidence"]} == {"courier", "herald", "post"}
    status, out, err = run("compare", folder)
    assert f"following 1 decision of yours in {path}" in err
    assert "Decided by you: claims joined (D1)." in out
    assert "1 decision of yours" in out
    # Beside files that are named, too; and not where they are to be left out.
    files = [folder / f"{name}.txt" for name in TEXTS]
    assert len(bridge(run, *files)["evidence"]) == 3
    assert len(bridge(run, folder, "--no-decisions")["evidence"]) == 2


def test_claims_go_by_their_ids(run: Any, folder: Path) -> None:
    name = bridge(run, folder)["id"]
    status, out, _ = run("decide", "split", name.lower(), folder, "--off", "herald")
    assert status == 0
    assert "words of herald are taken off" in out
    assert len(bridge(run, folder)["evidence"]) == 1


def test_a_rejection_stays_listed(run: Any, folder: Path) -> None:
    run("decide", "reject", folder, "--words", "harbour bridge")
    _, out, _ = run("compare", folder)
    assert "Rejected: “The harbour bridge was closed until noon on Monday”" in out


def test_one_origin_needs_no_comparison(run: Any, folder: Path) -> None:
    status, out, _ = run("decide", "one-origin", folder / "courier.txt", folder / "herald.txt")
    assert (status, out) == (
        0,
        f"D1 kept in {folder / 'decisions.json'}: courier, herald count as one origin\n",
    )
    assert bridge(run, folder)["standing"] == "one-origin"
    run("decide", "one-origin", folder, "--report", "post", "--report", "herald")
    assert [[a.report for a in d.anchors] for d in decisions.load(folder / "decisions.json")] == [
        ["courier", "herald"],
        ["herald", "post"],
    ]


def test_list_and_undo(run: Any, folder: Path) -> None:
    _, out, _ = run("decide", "list", folder)
    assert out == f"there are no decisions in {folder / 'decisions.json'}\n"
    run("decide", "reject", folder, "--words", "barrier")
    run("decide", "one-origin", folder / "courier.txt", folder / "post.txt")
    _, out, _ = run("decide", "list", folder)
    assert "2 decisions" in out
    assert "post: “Crossing the river was impossible before midday" in out
    status, out, _ = run("decide", "undo", "1", folder)
    assert (status, out) == (
        0,
        f"D1 is taken back; 1 left in {folder / 'decisions.json'}\n",
    )
    status, _, err = run("decide", "undo", "D1", folder)
    assert status == 2
    assert "there is no decision D1; there are: D2" in err


@pytest.mark.parametrize("arguments", [("reject", "--words", "barrier"), ("one-origin",)])
def test_what_was_decided_meanwhile_is_kept(
    run: Any, folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    """Another `decide` ends while the reports of this one are still being read."""
    path = folder / "decisions.json"
    run("decide", "one-origin", folder / "courier.txt", folder / "herald.txt")
    (first,) = decisions.load(path)
    read = intake.read_inputs

    def slowly(*given: Any, **more: Any) -> Any:
        decisions.save(path, decisions.added((first,), first))
        return read(*given, **more)

    monkeypatch.setattr(intake, "read_inputs", slowly)
    status, out, err = run("decide", arguments[0], folder, *arguments[1:])
    assert (status, out[:2]) == (0, "D3"), err
    assert [d.id for d in decisions.load(path)] == ["D1", "D2", "D3"]


def test_a_later_decision_says_what_it_overrules(run: Any, folder: Path) -> None:
    run("decide", "merge", folder, "--words", "harbour bridge", "--words", "barrier")
    _, out, _ = run("decide", "split", folder, "--words", "barrier", "--off", "post")
    assert "D1: overruled by D2, which came later" in out


def test_another_file_may_be_named(run: Any, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "ours.json"
    run("decide", "reject", folder, "--words", "barrier", "--decisions", path)
    assert not (folder / "decisions.json").exists()
    _, out, _ = run("compare", folder, "--json", "--decisions", path)
    assert "barrier" not in json.dumps(json.loads(out)["claims"])
    _, out, _ = run("compare", folder, "--json")
    assert "barrier" in json.dumps(json.loads(out)["claims"])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("merge", "C1", "C2"), "name the reports, too"),
        (("merge", "C99", "{folder}"), "there is no claim C99; these reports have C1 to C6"),
        (("merge", "{folder}"), "name a claim by its id"),
        (("reject", "C1", "C2", "{folder}"), "this is about one claim; 2 are named"),
        (("reject", "{folder}", "--words", "no such words"), "no claim holds “no such words”"),
        (("split", "C1", "{folder}", "--off", "nobody"), "“nobody” is no report of C1"),
        (("one-origin", "{folder}/courier.txt"), "one origin is of two reports or more"),
        (("one-origin", "{folder}", "--report", "echo"), "there is no such report; there are:"),
        (("reject", "-", "C1"), "nothing tells where to keep the decisions"),
    ],
)
def test_what_is_asked_for_wrongly_changes_nothing(
    run: Any, folder: Path, arguments: tuple[str, ...], says: str
) -> None:
    status, out, err = run("decide", *(a.format(folder=folder) for a in arguments))
    assert status == 2
    assert says in err
    assert out == ""
    assert not (folder / "decisions.json").exists()


def test_a_broken_file_stops_everything_and_stays(run: Any, folder: Path) -> None:
    path = folder / "decisions.json"
    path.write_text("{", encoding="utf-8")
    for arguments in (("compare", folder), ("decide", "reject", folder, "--words", "barrier")):
        status, out, err = run(*arguments)
        assert (status, out) == (2, "")
        assert f"{path}: it is no JSON" in err
    assert path.read_text(encoding="utf-8") == "{"
    assert run("compare", folder, "--no-decisions")[0] == 0


def test_two_files_beside_the_inputs_must_be_told_apart(run: Any, folder: Path) -> None:
    other = folder / "other"
    other.mkdir()
    (other / "echo.txt").write_text(TEXTS["post"] + "More.\n", encoding="utf-8")
    for place in (folder, other):
        (place / "decisions.json").write_text(
            '{"schema": "twosource/decisions/1", "decisions": []}', encoding="utf-8"
        )
    status, _, err = run("compare", folder / "courier.txt", other / "echo.txt")
    assert status == 2
    assert "name the file that holds with --decisions" in err


def test_a_shell_that_names_all_files_names_no_report_more(run: Any, folder: Path) -> None:
    run("decide", "reject", folder, "--words", "barrier")
    status, out, err = run("compare", *sorted(folder.iterdir()), "--json")
    assert status == 0
    assert "not used" not in err
    assert len(json.loads(out)["reports"]) == 3
    assert "following 1 decision" in err


def test_stories_of_a_table_take_the_decisions_about_them(run: Any, folder: Path) -> None:
    rows = [
        {"id": name, "text": text, "story": story}
        for story in ("fire", "again")
        for name, text in TEXTS.items()
        if story == "fire" or name == "post"
    ]
    rows[-1]["text"] = "Nothing else was said of the ferry that left Sorby on Monday morning."
    rows[-1]["id"] = "ferry"
    table = folder / "rows.jsonl"
    table.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    run("decide", "one-origin", folder / "courier.txt", folder / "herald.txt")
    run("decide", "reject", folder / "post.txt", "--words", "barrier")
    lost = decisions.load(folder / "decisions.json")[1]
    gone = lost.__class__(
        "D3", lost.kind, (lost.anchors[0].__class__("ab" * 32, "gone", 0, 2, "it"),)
    )
    decisions.save(folder / "decisions.json", (*decisions.load(folder / "decisions.json"), gone))
    status, out, err = run("compare", table)
    assert status == 0
    fire = json.loads(out.splitlines()[0])
    claim = next(c for c in fire["claims"] if "harbour" in c["question"])
    assert claim["standing"] == "one-origin"
    assert "decision D3 could not be applied: no story has any of its reports (gone)" in err
    assert "decision D1" not in err


# ---------------------------------------------------------------- explain


def test_explain_names_the_rule_and_what_would_change_it(run: Any, folder: Path) -> None:
    status, out, _ = run("explain", folder, "--words", "harbour bridge")
    assert status == 0
    for words in ("✓ corroborated", "independent-origins", "What would change it", "1  courier"):
        assert words in out


def test_explain_as_json(run: Any, folder: Path) -> None:
    name = bridge(run, folder)["id"]
    _, out, _ = run("explain", name, folder, "--json")
    data = json.loads(out)
    assert data["claim"]["id"] == name
    assert data["steps"][-1] == {
        "standing": "corroborated",
        "holds": True,
        "found": f"independent-origins: {data['claim']['why']}",
    }


@pytest.mark.parametrize("arguments", [("C1", "--words", "bridge"), ("C1", "C2"), ()])
def test_explain_takes_one_claim(run: Any, folder: Path, arguments: tuple[str, ...]) -> None:
    status, _, err = run("explain", folder, *arguments)
    assert status == 2
    assert "name one claim" in err


def test_words_of_several_claims_list_them(run: Any, folder: Path) -> None:
    status, _, err = run("explain", folder, "--words", "Monday")
    if status == 0:
        pytest.fail("one claim only holds these words now; take others")
    assert "claims hold “Monday”; name one by its id:" in err
    assert "\n  C" in err


def test_explain_and_decide_from_a_saved_story(run: Any, folder: Path) -> None:
    story = folder / "story.json"
    run("compare", folder, "-o", story)
    _, of_reports, _ = run("explain", folder, "--words", "harbour bridge")
    status, of_story, _ = run("explain", story, "--words", "harbour bridge")
    assert status == 0
    assert of_story == of_reports
    status, out, _ = run("decide", "reject", story, "--words", "barrier")
    assert status == 0
    assert "it is followed when the reports are compared again" in out
    _, out, _ = run("compare", folder, "--json")
    assert "barrier" not in json.dumps(json.loads(out)["claims"])


def test_explain_and_decide_follow_the_table_of_owners(run: Any, tmp_path: Path) -> None:
    rows = [
        {"id": "a", "outlet": "Star", "text": TEXTS["courier"]},
        {"id": "b", "outlet": "Echo", "text": TEXTS["herald"]},
    ]
    reports, table = tmp_path / "reports.jsonl", tmp_path / "owners.csv"
    reports.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    table.write_text("outlet,owner\nStar,Lund\nEcho,Lund\n", encoding="utf-8")
    words = "--words", "harbour bridge"
    run("decide", "merge", reports, *words, "--owners", table)
    _, out, _ = run("explain", reports, *words, "--owners", table)
    assert "one owner by your table, Lund" in " ".join(out.split())
    _, out, _ = run("explain", reports, *words)
    assert "Lund" not in out


# ---------------------------------------------------------------- docs


def test_every_decision_and_option_stands_in_the_docs() -> None:
    from pathlib import Path  # noqa: PLC0415

    docs = (Path(__file__).parents[2] / "docs" / "cli.md").read_text("utf-8")
    start = docs.index("\n## twosource decide\n")
    section = docs[start : docs.find("\n## ", start + 1)]
    group = cli.commands["decide"]
    assert isinstance(group, click.Group)
    for name, command in group.commands.items():
        assert f"twosource decide {name}" in section
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                for flag in parameter.opts:
                    assert f"`{flag}" in section, f"{name} {flag}"

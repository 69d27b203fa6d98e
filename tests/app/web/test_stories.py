"""Stories and their reports through the interface for programs: kept, found again, set right."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from twosource.app.web import stories
from twosource.intake import read_inputs

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi.testclient import TestClient

FRENCH = (
    "Cinq personnes ont été tuées lundi dans l'incendie d'une papeterie à Port-Arlen, a annoncé "
    "la police. Le feu s'est déclaré vers midi et n'a été maîtrisé que dans la soirée. Le maire a "
    "promis une enquête sur les causes du sinistre et une aide pour les familles des victimes.\n"
)


def problem(answer: Any, status: int) -> str:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == status
    assert told["title"]
    return str(told["detail"])


def names(client: TestClient, story: str) -> list[str]:
    return [r["file"] for r in client.get(story).json()["reports"]]


def test_a_story_is_a_folder(client: TestClient, root: Path) -> None:
    made = client.post("/api/stories", json={"title": "  Fire in\n Port Arlen "}).json()
    assert (made["name"], made["title"]) == ("fire-in-port-arlen", "Fire in Port Arlen")
    assert (root / "fire-in-port-arlen").is_dir()
    again = client.post("/api/stories", json={"title": "Fire in Port Arlen"}).json()
    assert again["name"] == "fire-in-port-arlen-2"
    listed = client.get("/api/stories").json()
    assert {s["name"] for s in listed} == {"fire-in-port-arlen", "fire-in-port-arlen-2"}


def test_a_story_needs_a_title(client: TestClient, root: Path) -> None:
    assert "title" in problem(client.post("/api/stories", json={"title": " \n"}), 422)
    assert "title" in problem(client.post("/api/stories", json={}), 422)
    assert "300" in problem(client.post("/api/stories", json={"title": "x" * 301}), 413)
    assert [p for p in root.iterdir() if p.is_dir()] == []


def test_folders_of_anybody_are_stories(client: TestClient, root: Path) -> None:
    (root / "Old Näme, 50%").mkdir()
    (root / "Old Näme, 50%" / "a.txt").write_text("The bridge was shut on Monday, police said.\n")
    (root / ".hidden").mkdir()
    (root / "loose.txt").write_text("x")
    (line,) = client.get("/api/stories").json()
    assert (line["name"], line["files"]) == ("Old Näme, 50%", 1)
    assert names(client, "/api/stories/Old%20N%C3%A4me%2C%2050%25") == ["a.txt"]
    page = client.get("/stories/Old%20N%C3%A4me%2C%2050%25")
    assert page.status_code == 200
    assert 'action="/stories/Old%20N%C3%A4me%2C%2050%25/reports"' in page.text
    assert "loose.txt" in client.get("/").text


def test_a_link_out_of_the_folder_is_no_story(
    client: TestClient, root: Path, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "link").symlink_to(tmp_path / "elsewhere")
    assert client.get("/api/stories").json() == []
    problem(client.get("/api/stories/link"), 404)


@pytest.mark.parametrize("name", ["%2e%2e", "..%2f..", "%2e%2e%2fetc", "a%00b", "%5c..", "nothing"])
def test_no_name_leads_out_of_the_folder(client: TestClient, root: Path, name: str) -> None:
    (root.parent / "secret.txt").write_text("secret")
    for path in (f"/api/stories/{name}", f"/stories/{name}", f"/stories/{name}/dossier"):
        answer = client.get(path)
        assert answer.status_code == 404
        assert "secret" not in answer.text
    assert client.post(f"/api/stories/{name}/comparison").status_code in {404, 405}


def test_a_paste_is_kept_to_the_byte(client: TestClient, story: str, root: Path) -> None:
    text = "\ufeffA bridge\r\n\r\nThe bridge was shut\tby police on Monday \u202e👩‍🚒 e\u0301.\n\n"
    added = client.post(f"{story}/reports", json={"text": text, "name": "raw"})
    assert added.status_code == 201
    assert (root / "fire-in-port-arlen" / "raw.txt").read_bytes() == text.encode("utf-8")


def test_names_of_pasted_files(client: TestClient, story: str, texts: dict[str, str]) -> None:
    def file(**given: str) -> str:
        added = client.post(f"{story}/reports", json={"text": texts["echo"], **given})
        assert added.status_code == 201, added.text
        return str(added.json()["report"]["file"])

    assert file(outlet="The Echo") == "the-echo.txt"
    assert file(outlet="The Echo") == "the-echo-2.txt"
    assert file() == "fire-at-paper-mill.txt"
    assert file(name="../../etc/passwd") == "etc-passwd.txt"
    assert file(name="CON") == "report-con.txt"
    assert file(name="removed") == "report-removed.txt"
    assert file(name="reports.json") == "reports-json.txt"
    assert file(name="…") == "report.txt"


def test_what_is_pasted_with_it_is_kept(client: TestClient, story: str, root: Path) -> None:
    paste = {
        "text": "The bridge was shut by police on Monday after a crash.\n",
        "outlet": "Echo",
        "date": "4 March 2025",
        "url": "https://echo.example/1",
    }
    report = client.post(f"{story}/reports", json=paste).json()["report"]
    assert (report["outlet"], report["date"]) == ("Echo", "2025-03-04")
    found = {r.id: r for r in read_inputs([str(root / "fire-in-port-arlen")]).reports}
    assert found["echo"].url == "https://echo.example/1"
    assert found["echo"].published == "2025-03-04"


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [
        ("date", "the other day", "2025-12-31"),
        ("url", "javascript:alert(1)", "http"),
        ("outlet", "x" * 301, "300"),
        ("url", "https://" + "x" * 2000, "2,000"),
        ("text", " \n.", "word"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_kept(
    client: TestClient, story: str, field: str, value: str, word: str
) -> None:
    before = names(client, story)
    paste = {"text": "The bridge was shut by police on Monday.\n", field: value}
    assert word in problem(client.post(f"{story}/reports", json=paste), 422)
    assert names(client, story) == before


def test_the_same_text_twice_is_kept_and_said(
    client: TestClient, story: str, texts: dict[str, str]
) -> None:
    added = client.post(f"{story}/reports", json={"text": texts["courier"], "outlet": "Post"})
    assert added.status_code == 201
    assert added.json()["duplicate"] is True
    reason = added.json()["report"]["reason"]
    assert "the same as that of courier.txt" in reason
    assert names(client, story) == ["courier.txt", "herald.txt", "post.txt"]
    assert added.json()["report"]["same_as"] == "courier.txt"
    # One whose name comes first is compared in place of the other, and is said, too.
    before = client.post(f"{story}/reports", json={"text": texts["herald"], "name": "a"}).json()
    assert (before["duplicate"], before["report"]["counted"]) == (True, True)
    assert before["report"]["same_as"] == "herald.txt"
    assert client.delete(f"{story}/reports/{before['report']['key']}").status_code == 204
    # Where the first is taken out, the second is compared in its place.
    first = client.get(story).json()["reports"][0]
    assert client.delete(f"{story}/reports/{first['key']}").status_code == 204
    left = client.get(story).json()["reports"]
    assert [(r["file"], r["counted"]) for r in left] == [("herald.txt", True), ("post.txt", True)]


def test_a_text_that_cannot_be_read_is_kept_and_the_others_are_compared(
    client: TestClient, story: str
) -> None:
    report = client.post(f"{story}/reports", json={"text": FRENCH, "name": "paris"}).json()
    assert "French" in report["report"]["reason"]
    state = client.get(story).json()
    assert [r["counted"] for r in state["reports"]] == [True, True, False]
    assert state["comparison"]["state"] == "not compared"


def test_files_each_by_itself(client: TestClient, story: str, root: Path) -> None:
    page = (
        "<html><head><title>Bridge</title></head><body><article><h1>Bridge shut</h1><p>The bridge "
        "was shut on Monday after a crash, police said, and would stay shut for a week.</p>"
        "</article></body></html>"
    )
    rows = [{"text": f"The bridge {k} was shut on Monday, police said."} for k in range(3)]
    table = "".join(json.dumps(r) + "\n" for r in rows)
    files = [
        ("files", ("C:\\news\\Page.HTML", page.encode(), "text/html")),
        ("files", ("../../x/day.jsonl", table.encode(), "")),
        ("files", ("letter.docx", b"PK\x03\x04", "")),
        ("files", ("empty.txt", b"", "")),
        ("files", ("page.html", page.replace("week", "month").encode(), "text/html")),
        ("files", (".txt", b"The ferry was late on Friday, the harbour master said.\n", "")),
    ]
    answer = client.post(f"{story}/files", files=files)
    assert answer.status_code == 201, answer.text
    told = answer.json()
    added = [a["report"]["file"] for a in told["added"]]
    assert added == ["page.html", "day.jsonl", "page-2.html", "report.txt"]
    assert [r["name"] for r in told["refused"]] == ["letter.docx", "empty.txt"]
    assert "docx" in told["refused"][0]["reason"]
    assert names(client, story).count("day.jsonl") == 3
    assert (root / "fire-in-port-arlen" / "page.html").read_bytes() == page.encode()
    assert sorted(p.name for p in root.parent.iterdir()) == ["stories"]


def test_only_files_that_cannot_be_used(client: TestClient, story: str) -> None:
    files = [("files", ("letter.docx", b"x", ""))]
    assert "docx" in problem(client.post(f"{story}/files", files=files), 422)
    assert "no file" in problem(client.post(f"{story}/files", data={"a": "b"}), 422)


def test_labels_are_turned_round_as_intake_will_read_them(
    client: TestClient, story: str, root: Path
) -> None:
    key = client.get(story).json()["reports"][0]["key"]
    before = client.get(f"{story}/reports/{key}").json()
    last = before["blocks"][-1]
    assert (last["kind"], last["compared"]) == ("promo", False)
    label = {"start": last["start"], "end": last["end"], "kind": "body"}
    after = client.patch(f"{story}/reports/{key}", json={"labels": [label]})
    assert after.status_code == 200, after.text
    assert after.json()["blocks"][-1]["compared"] is True
    assert after.json()["report"]["date"] == "2025-03-04"
    (report, _) = read_inputs([str(root / "fire-in-port-arlen")]).reports
    assert [b.kind.value for b in report.blocks] == [b["kind"] for b in after.json()["blocks"]]
    # A second label keeps the first; none at all gives both back.
    first = before["blocks"][0]
    other = {"start": first["start"], "end": first["end"], "kind": "promo"}
    both = client.patch(f"{story}/reports/{key}", json={"labels": [other]}).json()
    assert (both["blocks"][0]["kind"], both["blocks"][-1]["kind"]) == ("promo", "body")
    back = client.patch(f"{story}/reports/{key}", json={"labels": []}).json()
    assert back["blocks"] == before["blocks"]


def test_a_label_of_no_part_is_refused(client: TestClient, story: str) -> None:
    key = client.get(story).json()["reports"][0]["key"]
    label = {"start": 1, "end": 3, "kind": "body"}
    answer = client.patch(f"{story}/reports/{key}", json={"labels": [label]})
    assert "no part from 1 to 3" in problem(answer, 409)
    label["kind"] = "verse"
    answer = client.patch(f"{story}/reports/{key}", json={"labels": [label]})
    assert "kind" in problem(answer, 422)


def test_metadata_one_by_one(client: TestClient, story: str) -> None:
    key = client.get(story).json()["reports"][0]["key"]
    address = f"{story}/reports/{key}"
    assert client.patch(address, json={"outlet": "Courier"}).json()["report"]["outlet"] == "Courier"
    report = client.patch(address, json={"date": ""}).json()["report"]
    assert (report["outlet"], report["date"]) == ("Courier", None)
    report = client.patch(address, json={}).json()["report"]
    assert report["outlet"] == "Courier"


def test_removed_is_kept_and_comes_back(client: TestClient, story: str, root: Path) -> None:
    folder = root / "fire-in-port-arlen"
    before = client.get(story).json()["reports"][0]
    data = (folder / "courier.txt").read_bytes()
    assert client.delete(f"{story}/reports/{before['key']}").status_code == 204
    assert (folder / "removed" / "courier.txt").read_bytes() == data
    assert client.get(story).json()["removed"] == ["courier.txt"]
    assert [r.id for r in read_inputs([str(folder)]).reports] == ["herald"]
    # What is said of it is not said of another file that would like its name.
    other = client.post(
        f"{story}/reports", json={"text": "It rained on Monday.", "name": "courier"}
    )
    assert other.json()["report"]["file"] == "courier-2.txt"
    back = client.post(f"{story}/removed/courier.txt/restore")
    assert back.status_code == 200, back.text
    assert before in client.get(story).json()["reports"]
    problem(client.post(f"{story}/removed/courier.txt/restore"), 404)
    problem(client.post(f"{story}/removed/..%2Freports.json/restore"), 404)


def test_broken_corrections_lose_nothing(client: TestClient, story: str, root: Path) -> None:
    (root / "fire-in-port-arlen" / "reports.json").write_text("{")
    state = client.get(story).json()
    assert len(state["reports"]) == 2
    assert any("reports.json" in p for p in state["problems"])
    plain = client.post(f"{story}/reports", json={"text": "It rained on Monday.", "name": "rain"})
    assert plain.status_code == 201
    told = {"text": "It snowed on Monday.", "outlet": "Snow"}
    assert "reports.json" in problem(client.post(f"{story}/reports", json=told), 409)
    assert "reports.json" in client.get("/stories/fire-in-port-arlen").text
    assert (root / "fire-in-port-arlen" / "reports.json").read_text() == "{"


def test_reports_in_folders_of_the_story(client: TestClient, story: str, root: Path) -> None:
    folder = root / "fire-in-port-arlen" / "late"
    folder.mkdir()
    (folder / "courier.txt").write_text("The mill was rebuilt in May, the mayor said.\n")
    reports = client.get(story).json()["reports"]
    assert [r["file"] for r in reports] == ["courier.txt", "herald.txt", "late/courier.txt"]
    key = reports[2]["key"]
    set_right = client.patch(f"{story}/reports/{key}", json={"outlet": "Late Courier"}).json()
    assert set_right["report"]["outlet"] == "Late Courier"
    assert client.get(story).json()["reports"][0]["outlet"] is None


def test_a_folder_that_goes_away(client: TestClient, story: str, root: Path) -> None:
    import shutil  # noqa: PLC0415

    client.get(story)
    shutil.rmtree(root / "fire-in-port-arlen")
    problem(client.get(story), 404)
    problem(client.post(f"{story}/reports", json={"text": "It rained."}), 404)


def test_a_disk_that_refuses(
    client: TestClient, story: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("twosource.app.web.story.write_new", full)
    answer = client.post(f"{story}/reports", json={"text": "It rained on Monday."})
    assert "No space left" in problem(answer, 507)
    assert len(names(client, story)) == 2


def test_errors_are_problems_with_plain_words(client: TestClient, story: str) -> None:
    assert "reports" not in problem(client.get("/api/nothing"), 404)
    problem(client.put(story), 405)
    problem(client.get(f"{story}/reports/zzz"), 404)
    assert "text" in problem(client.post(f"{story}/reports", json={"text": 3}), 422)
    bad = client.post(
        f"{story}/reports", content=b"{", headers={"content-type": "application/json"}
    )
    assert problem(bad, 422)


def test_openapi_describes_every_route(client: TestClient) -> None:
    schema = client.get("/openapi.json").json()
    assert schema["openapi"].startswith("3.")
    paths = {f"{m.upper()} {p}" for p, ms in schema["paths"].items() for m in ms}
    assert "POST /api/stories/{name}/decisions" in paths
    assert all(p.partition(" ")[2].startswith("/api") for p in paths)
    page = client.get("/api").text
    for path in paths:
        assert path in page
    assert "http://" not in page.replace("http://127.0.0.1:8421", "")
    for path in ("/docs", "/redoc"):
        assert client.get(path).status_code == 404


# ---------------------------------------------------------------- out and back again


def rows(folder: Path) -> list[dict[str, Any]]:
    path = folder / "reports.json"
    return json.loads(path.read_text(encoding="utf-8"))["reports"] if path.exists() else []


def test_what_was_set_right_goes_out_and_comes_back_with_its_file(
    client: TestClient, story: str, root: Path
) -> None:
    folder = root / story.rpartition("/")[2]
    (folder / "sub").mkdir()
    (folder / "sub" / "courier.txt").write_text("The mill will open in May, the mayor said.\n")
    keys = {r["file"]: r["key"] for r in client.get(story).json()["reports"]}
    for file, outlet in (("courier.txt", "Courier"), ("sub/courier.txt", "Sub Courier")):
        client.patch(f"{story}/reports/{keys[file]}", json={"outlet": outlet})
    for file in ("courier.txt", "sub/courier.txt"):
        assert client.delete(f"{story}/reports/{keys[file]}").status_code == 204
    assert client.get(story).json()["removed"] == ["courier.txt", "sub/courier.txt"]
    assert [r["file"] for r in rows(folder)] == ["herald.txt"]
    assert rows(folder / "sub") == []
    # Meanwhile there is another file of the name, with an outlet of its own.
    (folder / "courier.txt").write_text("Nobody saw the fire, a neighbour said on Monday.\n")
    other = {r["file"]: r["key"] for r in client.get(story).json()["reports"]}["courier.txt"]
    client.patch(f"{story}/reports/{other}", json={"outlet": "Another"})
    for file in ("sub/courier.txt", "courier.txt"):
        assert client.post(f"{story}/removed/{file}/restore").status_code == 200
    outlets = {r["file"]: r["outlet"] for r in client.get(story).json()["reports"]}
    assert outlets["courier.txt"] == "Another"
    assert outlets["courier-2.txt"] == "Courier"
    assert outlets["sub/courier.txt"] == "Sub Courier"
    assert client.get(story).json()["removed"] == []


def test_a_file_without_corrections_takes_none_up_on_its_way_back(
    client: TestClient, story: str, root: Path
) -> None:
    folder = root / story.rpartition("/")[2]
    (folder / "plain.txt").write_text("The mill will open in May, the mayor said.\n")
    key = {r["file"]: r["key"] for r in client.get(story).json()["reports"]}["plain.txt"]
    client.delete(f"{story}/reports/{key}")
    (folder / "plain.txt").write_text("Nobody saw the fire, a neighbour said on Monday.\n")
    client.patch(f"{story}/reports/{key}", json={"outlet": "Another"})
    (folder / "plain.txt").unlink()
    client.post(f"{story}/removed/plain.txt/restore")
    assert client.get(f"{story}/reports/{key}").json()["report"]["outlet"] is None


# ---------------------------------------------------------------- what cannot be read


def test_a_story_that_cannot_be_read_costs_only_its_own_line(
    client: TestClient, story: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "odd").mkdir()
    (root / "odd" / "reports.json").write_text(
        '{"schema": "twosource/reports/1", "reports": [{"file": "a.txt", "line": 1e999}]}'
    )
    (root / "shut").mkdir()
    find = stories.find_sources

    def shut(inputs: list[str]) -> Any:
        if inputs[0].endswith("shut"):
            raise PermissionError(13, "Permission denied")
        return find(inputs)

    monkeypatch.setattr(stories, "find_sources", shut)
    lines = {s["name"]: s["files"] for s in client.get("/api/stories").json()}
    assert story.endswith("fire-in-port-arlen")
    assert lines == {"fire-in-port-arlen": 2, "odd": 0, "shut": 0}
    assert client.get("/").status_code == 200
    assert "is no line" in client.get("/stories/odd").text


# ---------------------------------------------------------------- halves of characters


def sent(client: TestClient, method: str, path: str, body: dict[str, Any]) -> Any:
    """A body whose half characters are escaped, as JSON can bring them."""
    headers = {"content-type": "application/json"}
    return client.request(method, path, content=json.dumps(body), headers=headers)


@pytest.mark.parametrize("field", ["outlet", "url"])
def test_half_a_character_is_refused_before_anything_is_kept(
    client: TestClient, story: str, root: Path, field: str
) -> None:
    half = {field: "https://a.example/\ud800"}
    before = sorted(p.name for p in root.rglob("*"))
    added = sent(client, "POST", f"{story}/reports", {"text": "It rained on Monday.", **half})
    assert "U+D800" in problem(added, 422)
    key = client.get(story).json()["reports"][0]["key"]
    assert "U+D800" in problem(sent(client, "PATCH", f"{story}/reports/{key}", half), 422)
    assert "U+D800" in problem(sent(client, "POST", "/api/stories", {"title": "A \ud800"}), 422)
    assert sorted(p.name for p in root.rglob("*")) == before


def test_half_a_character_of_a_text_costs_nothing_else(client: TestClient, story: str) -> None:
    added = sent(client, "POST", f"{story}/reports", {"text": "It rained \udc00 on Monday."})
    assert added.status_code == 201
    assert len(names(client, story)) == 3


# ---------------------------------------------------------------- links, and tables of stories


def test_a_link_out_of_the_story_is_named_and_not_read(
    client: TestClient, story: str, root: Path, tmp_path: Path
) -> None:
    folder = root / story.rpartition("/")[2]
    secret = tmp_path / "secret.txt"
    secret.write_text("The secret is kept in the mill, the mayor said on Monday.\n")
    (folder / "link.txt").symlink_to(secret)
    (folder / "own.txt").symlink_to(folder / "courier.txt")
    (folder / "round.txt").symlink_to(folder / "round.txt")
    found = {r["file"]: r for r in client.get(story).json()["reports"]}
    assert "outside of the story" in found["link.txt"]["reason"]
    assert found["round.txt"]["counted"] is False
    assert found["own.txt"]["same_as"] == "courier.txt"
    assert "secret is kept" not in client.get(story.removeprefix("/api")).text
    # Taken out and put back it is a link still.
    assert client.delete(f"{story}/reports/{found['link.txt']['key']}").status_code == 204
    assert (folder / "removed" / "link.txt").is_symlink()
    assert client.post(f"{story}/removed/link.txt/restore").status_code == 200
    assert (folder / "link.txt").is_symlink()
    assert secret.read_text().startswith("The secret")


@pytest.mark.parametrize("name", ["removed", ".twosource"])
def test_folders_of_ours_that_are_links_are_not_used(
    client: TestClient, story: str, root: Path, tmp_path: Path, name: str
) -> None:
    folder = root / story.rpartition("/")[2]
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.txt").write_text("x")
    (folder / name).symlink_to(elsewhere)
    told = client.get(story).json()
    assert told["removed"] == []
    assert f"{name}/" in told["problems"][0]
    if name == "removed":
        detail = problem(client.delete(f"{story}/reports/{told['reports'][0]['key']}"), 409)
        assert "delete the link" in detail
    assert [p.name for p in elsewhere.iterdir()] == ["a.txt"]
    assert len(names(client, story)) == 2


def test_decisions_behind_a_link_are_not_followed(
    client: TestClient, story: str, root: Path, tmp_path: Path
) -> None:
    (root / story.rpartition("/")[2] / "decisions.json").symlink_to(tmp_path / "new.json")
    assert "is a link" in client.get(story).json()["problems"][0]
    assert "is a link" in problem(client.get(f"{story}/decisions"), 409)


def test_a_table_of_several_stories_is_one_dossier_and_says_so(
    client: TestClient, story: str, root: Path
) -> None:
    folder = root / story.rpartition("/")[2]
    rows_ = [
        {"text": "The bridge was shut on Monday, police said.", "story": "bridge"},
        {"text": "The mill burned down on Tuesday, firemen said.", "story": "mill"},
    ]
    (folder / "week.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows_))
    (told,) = client.get(story).json()["problems"]
    assert told.startswith("week.jsonl: the reports name 3 stories (none, “bridge”, “mill”)"), told
    assert "compared as one" in client.get(story.removeprefix("/api")).text
    (folder / "week.jsonl").write_text(json.dumps(rows_[0]) + "\n")
    for one in ("courier.txt", "herald.txt"):
        (folder / one).unlink()
    assert client.get(story).json()["problems"] == []

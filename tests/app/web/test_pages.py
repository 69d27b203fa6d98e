"""The pages without any script: forms that add, set right, remove, and say what was done."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

import lxml.html
import pytest

from twosource.intake import read_inputs

if TYPE_CHECKING:
    from pathlib import Path

    from fastapi.testclient import TestClient

HOSTILE = (
    "<script>alert(1)</script> Mayor\n\n"
    '"><img src=x onerror=alert(2)> The mayor said on Monday that the bridge was shut.\n\n'
    "</textarea></option>{{ 7*7 }} The bridge \u202e was shut by the police \x07 on Monday.\n"
)


def tree(answer: Any) -> lxml.html.HtmlElement:
    assert answer.status_code in {200, 422}, answer.text
    return lxml.html.document_fromstring(answer.text)


def follow(client: TestClient, answer: Any) -> Any:
    assert answer.status_code == 303, answer.text
    return client.get(answer.headers["location"])


@pytest.fixture
def page(story: str) -> str:
    return story.removeprefix("/api")


def test_from_a_title_to_a_story_with_reports(
    client: TestClient, texts: dict[str, str], root: Path
) -> None:
    made = follow(client, client.post("/stories", data={"title": "Brücke <b>zu</b>"}))
    (heading,) = tree(made).cssselect("h1")
    assert heading.text_content() == "Brücke <b>zu</b>"
    assert "Nothing to compare yet" in made.text
    (form,) = tree(made).cssselect("form#add")
    lines = texts["courier"].replace("\n", "\r\n")  # as browsers send a text
    added = client.post(form.get("action"), data={"text": lines, "outlet": "Courier"})
    page = follow(client, added)
    assert "courier.txt is added." in page.text
    (file,) = root.glob("*/courier.txt")
    assert file.read_text() == texts["courier"]
    rows = tree(page).cssselect(".reports > li")
    assert [r.cssselect("h3")[0].text_content() for r in rows] == ["Courier"]


def test_the_list_of_stories(client: TestClient, page: str) -> None:
    (link,) = tree(client.get("/")).cssselect(".stories a")
    assert (link.get("href"), link.text_content()) == (page, "Fire in Port Arlen")


def test_files_and_a_text_at_once_with_one_that_cannot_be_used(
    client: TestClient, page: str
) -> None:
    answer = client.post(
        f"{page}/reports",
        data={"text": "It rained on Monday, the mayor said.", "outlet": "Rain"},
        files=[
            ("files", ("snow.txt", b"It snowed on Tuesday, the mayor said.", "")),
            ("files", ("picture.png", b"\x89PNG", "")),
        ],
    )
    notices = tree(follow(client, answer)).cssselect("#notices p")
    said = [n.text_content() for n in notices]
    assert [s.split()[0] for s in said] == ["rain.txt", "snow.txt", "Not"]
    assert "picture.png" in said[2]
    assert [n.get("class") for n in notices] == ["good", "good", "bad"]
    found = {r["file"]: r["outlet"] for r in client.get(f"/api{page}").json()["reports"]}
    # What is said of the text is not said of the files beside it.
    assert (found["rain.txt"], found["snow.txt"]) == ("Rain", None)


def test_the_same_text_again(client: TestClient, page: str, texts: dict[str, str]) -> None:
    for name, twin in (("A Post", "courier.txt"), ("The Post", "a-post.txt")):
        answer = client.post(f"{page}/reports", data={"text": texts["courier"], "outlet": name})
        assert f"Its text is that of {twin}" in follow(client, answer).text


def test_one_file_with_its_outlet(client: TestClient, page: str) -> None:
    files = [("files", ("snow.txt", b"It snowed on Tuesday, the mayor said.", ""))]
    follow(client, client.post(f"{page}/reports", data={"outlet": "Snow"}, files=files))
    found = {r["file"]: r["outlet"] for r in client.get(f"/api{page}").json()["reports"]}
    assert found["snow.txt"] == "Snow"


def test_nothing_to_add(client: TestClient, page: str) -> None:
    answer = client.post(f"{page}/reports", data={"text": " "}, files=[("files", ("", b"", ""))])
    assert answer.status_code == 422
    assert "Nothing was added" in answer.text


def test_a_refused_form_comes_back_as_it_was_typed(client: TestClient, page: str) -> None:
    typed = {"text": "\n" + HOSTILE, "date": "the other day", "outlet": '"Echo"', "url": ""}
    answer = client.post(f"{page}/reports", data=typed)
    assert answer.status_code == 422
    found = tree(answer)
    assert "cannot be read" in found.cssselect("#notices")[0].text_content()
    area = html.unescape(
        re.findall(r"<textarea[^>]*>\n(.*?)</textarea>", answer.text, re.DOTALL)[0]
    )
    assert area == typed["text"].replace("\x07", "\ufffd")
    assert found.cssselect("#outlet")[0].get("value") == '"Echo"'
    assert found.cssselect("#add")[0].get("data-kept") is None  # the draft is still needed


def test_hostile_texts_are_shown_as_text(client: TestClient, page: str) -> None:
    paste = {"text": HOSTILE, "outlet": "<i>Echo</i>"}
    shown = [follow(client, client.post(f"{page}/reports", data=paste))]
    reports = client.get(f"/api{page}").json()["reports"]
    key = next(r["key"] for r in reports if r["outlet"] == "<i>Echo</i>")
    shown.append(client.get(f"{page}/reports/{key}"))
    for answer in shown:
        found = tree(answer)
        assert found.cssselect("main script, main img, main i") == []
        assert not [n for n in found.iter() if any(a.startswith("on") for a in n.attrib)]
        assert "\x07" not in answer.text
    words = [p.text_content() for p in tree(shown[1]).cssselect(".blocks .words")]
    assert any("{{ 7*7 }}" in w for w in words)
    assert any("<img src=x onerror=alert(2)>" in w for w in words)


def test_labels_by_the_form(client: TestClient, page: str, root: Path) -> None:
    key = client.get(f"/api{page}").json()["reports"][0]["key"]
    address = f"{page}/reports/{key}"
    (form,) = tree(client.get(address)).cssselect("form.parts")
    fields = dict(form.form_values())
    assert set(fields.values()) == {"headline", "body", "promo"}
    last = list(fields)[-1]
    kept = client.post(form.get("action"), data={**fields, last: "body"})
    assert "The labels are kept" in follow(client, kept).text
    (report, _) = read_inputs([str(root / "fire-in-port-arlen")]).reports
    assert [b.kind.value for b in report.blocks][-1] == "body"
    assert sum(b.why == "labelled by you" for b in report.blocks) == 1
    back = client.post(form.get("action"), data={**fields, "reset": "1"})
    assert "the program's" in follow(client, back).text.replace("&#39;", "'")
    assert dict(tree(client.get(address)).cssselect("form.parts")[0].form_values()) == fields


def test_a_form_of_labels_that_is_none(client: TestClient, page: str) -> None:
    key = client.get(f"/api{page}").json()["reports"][0]["key"]
    for data in ({}, {"kind-0-x": "body"}, {"kind-0-24": "verse"}):
        answer = client.post(f"{page}/reports/{key}/labels", data=data)
        assert answer.status_code == 422, data


def test_metadata_by_the_form(client: TestClient, page: str) -> None:
    key = client.get(f"/api{page}").json()["reports"][0]["key"]
    address = f"{page}/reports/{key}"
    (form,) = tree(client.get(address)).cssselect(f"form[action='{address}/about']")
    fields = dict(form.form_values())
    assert fields["date"] == "2025-03-04"
    answer = client.post(f"{address}/about", data={**fields, "outlet": " Courier "})
    found = tree(follow(client, answer))
    assert found.cssselect("#outlet")[0].get("value") == "Courier"
    assert found.cssselect("h1")[0].text_content() == "Courier"
    bad = client.post(f"{address}/about", data={**fields, "url": "javascript:alert(1)"})
    assert bad.status_code == 422
    assert "http://" in bad.text


def test_removed_and_put_back(client: TestClient, page: str) -> None:
    key = client.get(f"/api{page}").json()["reports"][0]["key"]
    gone = follow(client, client.post(f"{page}/reports/{key}/remove"))
    assert "courier.txt is out of the story" in gone.text
    (form,) = tree(gone).cssselect(".removed form")
    back = follow(client, client.post(form.get("action")))
    assert "courier.txt is back" in back.text
    assert len(tree(back).cssselect("ol.reports > li")) == 2


def test_another_title(client: TestClient, page: str) -> None:
    assert (
        "Mill fire"
        in follow(client, client.post(f"{page}/title", data={"title": "Mill fire"})).text
    )
    assert client.post(f"{page}/title", data={"title": " "}).status_code == 422


def test_errors_are_pages_for_people(client: TestClient, page: str) -> None:
    for path in ("/nothing", "/stories/nothing", f"{page}/reports/nothing"):
        answer = client.get(path, headers={"accept": "text/html"})
        assert answer.status_code == 404
        assert tree_of_error(answer).cssselect("[role=alert]")
    program = client.get("/nothing", headers={"accept": "application/json"})
    assert program.json()["status"] == 404


def tree_of_error(answer: Any) -> lxml.html.HtmlElement:
    assert answer.headers["content-type"].startswith("text/html")
    return lxml.html.document_fromstring(answer.text)


@pytest.mark.parametrize("path", ["", "/decide", "/progress", "/dossier"])
def test_before_anything_is_compared(client: TestClient, page: str, path: str) -> None:
    answer = client.get(page + path, follow_redirects=True)
    assert answer.status_code == 200
    assert "Not compared yet" in answer.text


def test_no_page_loads_anything_from_elsewhere(client: TestClient, page: str) -> None:
    key = client.get(f"/api{page}").json()["reports"][0]["key"]
    for path in ("/", "/api", page, f"{page}/reports/{key}", f"{page}/progress"):
        found = tree(client.get(path))
        loads = [n.get("src") or n.get("href") for n in found.cssselect("script, link, img")]
        assert set(loads) <= {"/static/app.css", "/static/app.js", "data:,"}
        assert found.cssselect("style, [style], script:not([src])") == []
        for src in loads:
            if src.startswith("/"):
                assert client.get(src).status_code == 200


def test_every_field_has_its_label(client: TestClient, page: str) -> None:
    key = client.get(f"/api{page}").json()["reports"][0]["key"]
    for path in ("/", page, f"{page}/reports/{key}"):
        found = tree(client.get(path))
        fields = found.cssselect("input:not([type=hidden]), select, textarea")
        labelled = {x.get("for") for x in found.cssselect("label")}
        assert fields
        assert {f.get("id") for f in fields} <= labelled
        ids = [n.get("id") for n in found.cssselect("[id]")]
        assert len(ids) == len(set(ids))

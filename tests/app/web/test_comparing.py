"""Comparing in the app: the dossier of the command line, decisions at once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import lxml.html
import pytest

from twosource.dossier.as_json import to_dict
from twosource.dossier.page import page
from twosource.intake import read_inputs
from twosource.pipeline import compare

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Compared
    from fastapi.testclient import TestClient


def claims(of: Compared) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = of.get("/dossier")["claims"]
    return found


def shared(of: Compared) -> list[dict[str, Any]]:
    return [c for c in claims(of) if len({e["report"] for e in c["evidence"]}) > 1]


def places(claim: dict[str, Any]) -> list[tuple[str, int, int]]:
    return sorted((e["report"], e["start"], e["end"]) for e in claim["evidence"])


def readings(of: Compared) -> dict[str, int]:
    """The readings that are kept, and when each was written."""
    return {p.name: p.stat().st_mtime_ns for p in (of.folder / ".twosource").glob("reading-*")}


def decide(of: Compared, **given: Any) -> dict[str, Any]:
    answer = of.client.post(f"{of.story}/decisions", json=given)
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def send(of: Compared, path: str = "/decisions", **form: Any) -> str:
    """Send a form; gives the page that it leads to."""
    answer = of.client.post(of.page + path, data=form)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_the_dossier_is_that_of_the_command_line(compared: Compared) -> None:
    intake = read_inputs([str(compared.folder)])
    there = compare(intake.reports, problems=intake.problems, story="Fire in Port Arlen")
    assert compared.get("/dossier") == json.loads(json.dumps(to_dict(there)))
    state = compared.get("/comparison")
    assert (state["state"], state["shown"]) == ("compared", state["key"])


def test_the_page_stands_under_the_bar_and_the_policy_allows_both(compared: Compared) -> None:
    shown = compared.client.get(f"{compared.page}/dossier")
    assert shown.status_code == 200
    page = lxml.html.document_fromstring(shown.text)
    (bar,) = page.cssselect(".ts-bar")
    assert [n.get("class") for n in bar.getparent()][:2] == ["skip", "ts-bar"]
    policy = shown.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "sha256-" in policy
    assert page.cssselect("meta[http-equiv], meta[name=referrer]") == []
    for style in page.cssselect("link[rel=stylesheet]"):
        assert compared.client.get(style.get("href")).status_code == 200


def test_no_page_is_taken_from_the_storys_folder(compared: Compared) -> None:
    """It may come from somebody else, with scripts that would run as if they were ours."""
    assert not list((compared.folder / ".twosource").glob("*.html"))
    desk = compared.client.app.state.desk  # type: ignore[attr-defined]
    shown = compared.client.get(f"{compared.page}/dossier")
    evil = "<meta http-equiv=Content-Security-Policy content=\"script-src 'unsafe-inline'\"><b>evil"
    key = compared.get("/comparison")["key"]
    (compared.folder / ".twosource" / f"dossier-{key}.html").write_text(evil)
    desk._pages.clear()  # noqa: SLF001 - as after a new start
    again = compared.client.get(f"{compared.page}/dossier")
    assert again.text == shown.text
    assert again.headers["content-security-policy"] == shown.headers["content-security-policy"]


def test_the_saved_page_is_the_file_of_the_command_line(compared: Compared) -> None:
    saved = compared.client.get(f"{compared.page}/dossier.html")
    assert "attachment" in saved.headers["content-disposition"]
    intake = read_inputs([str(compared.folder)])
    there = compare(intake.reports, problems=intake.problems, story="Fire in Port Arlen")
    assert saved.text == page(there)


def test_a_rejected_claim_is_gone_at_once_and_no_report_is_read_again(compared: Compared) -> None:
    before, kept = compared.get("/comparison"), readings(compared)
    assert len(kept) == 2
    first = shared(compared)[0]
    made = decide(compared, kind="reject", claims=[first["id"]], dossier=before["key"], note="No.")
    assert (made["id"], made["note"]) == ("D1", "No.")
    after = compared.get("/comparison")
    assert after["state"] == "compared"
    assert after["key"] != before["key"]
    assert places(first) not in [places(c) for c in shared(compared)]
    assert readings(compared) == kept
    listed = compared.client.get(f"{compared.page}/decide").text
    assert "Undo D1" in listed
    assert "Your note: No." in listed
    assert "Undo D1" in compared.client.get(compared.page).text


def test_undone_it_is_as_before(compared: Compared) -> None:
    before, key = compared.get("/dossier"), compared.get("/comparison")["key"]
    decide(compared, kind="reject", claims=[shared(compared)[0]["id"]])
    assert compared.client.delete(f"{compared.story}/decisions/D1").status_code == 204
    assert compared.get("/comparison")["shown"] == key
    assert compared.get("/dossier") == before
    assert compared.client.delete(f"{compared.story}/decisions/D1").status_code == 404


def test_a_decision_is_about_the_dossier_that_its_user_saw(compared: Compared) -> None:
    key, seen = compared.get("/comparison")["key"], claims(compared)
    decide(compared, kind="reject", claims=[seen[0]["id"]])
    merged = decide(compared, kind="merge", claims=[c["id"] for c in seen[1:3]], dossier=key)
    words = {(a["report"], a["start"]) for a in merged["anchors"]}
    assert words == {(e["report"], e["start"]) for c in seen[1:3] for e in c["evidence"]}
    gone = {"kind": "reject", "claims": ["C1"], "dossier": "0" * 40}
    assert compared.client.post(f"{compared.story}/decisions", json=gone).status_code == 409
    gone["dossier"] = "../x"
    assert compared.client.post(f"{compared.story}/decisions", json=gone).status_code == 409


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"kind": "reject", "claims": ["C99"]}, 404),
        ({"kind": "reject", "claims": ["C1", "C2"]}, 422),
        ({"kind": "reject"}, 422),
        ({"kind": "merge"}, 422),
        ({"kind": "merge", "claims": ["C1", "C99"]}, 404),
        ({"kind": "split", "evidence": [{"claim": "C1", "index": 99}]}, 404),
        ({"kind": "split", "evidence": [{"claim": "C1", "index": -1}]}, 404),
        ({"kind": "split", "claims": ["C1"]}, 422),
        ({"kind": "one-origin", "reports": ["courier"]}, 422),
        ({"kind": "one-origin", "reports": ["courier", "post"]}, 404),
        ({"kind": "reject", "claims": ["C1"], "note": "x" * 301}, 413),
    ],
)
def test_decisions_that_make_no_sense(
    compared: Compared, given: dict[str, Any], status: int
) -> None:
    assert compared.client.post(f"{compared.story}/decisions", json=given).status_code == status
    assert compared.get("/decisions") == []


def test_by_the_forms_of_the_page_of_decisions(compared: Compared) -> None:
    key, claim = compared.get("/comparison")["key"], shared(compared)[0]
    found = lxml.html.document_fromstring(compared.client.get(f"{compared.page}/decide").text)
    assert found.cssselect("input[name=dossier]")[0].get("value") == key
    assert f"split:{claim['id']}" in {b.get("value") for b in found.cssselect("button")}
    ticked = [f"{claim['id']}:0", "C99:0"]  # one of another claim is none of this button's
    split = {"action": f"split:{claim['id']}", "evidence": ticked, "dossier": key}
    where = send(compared, back="decide", **split)
    assert where.startswith(f"{compared.page}/decide?said=")
    assert "Decided (D1)" in compared.client.get(where).text
    assert places(claim) not in [places(c) for c in shared(compared)]
    where = send(compared, "/decisions/D1/undo", back="decide")
    assert "taken back" in compared.client.get(where).text
    assert places(claim) in [places(c) for c in shared(compared)]
    where = send(compared, action="one-origin", report=["courier", "herald"], back="story")
    assert where.startswith(f"{compared.page}?said=")
    (decision,) = compared.get("/decisions")
    assert [a["start"] for a in decision["anchors"]] == [None, None]


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"action": "bless:C1"},
        {"action": "split:C1"},
        {"action": "split:C1", "evidence": "C1:x"},
        {"kind": "split", "claim": "C1", "evidence": "courier:1"},
        {"kind": "merge", "claim": "C1", "with": " "},
        {"kind": "merge", "claim": "C1", "with": "c1"},
        {"action": "merge", "claim": "C1"},
    ],
)
def test_forms_that_make_no_sense(compared: Compared, form: dict[str, str]) -> None:
    answer = compared.client.post(f"{compared.page}/decisions", data=form)
    assert answer.status_code == 422
    assert "text/html" in answer.headers["content-type"]
    assert compared.get("/decisions") == []


def test_by_the_forms_of_the_dossier_which_name_evidence_by_its_place(compared: Compared) -> None:
    key, seen = compared.get("/comparison")["key"], claims(compared)
    claim = shared(compared)[0]
    e = claim["evidence"][0]
    span = f"{e['report']}:{e['start']}:{e['end']}"
    path = f"/decisions?dossier={key}"
    where = send(compared, path, kind="split", claim=claim["id"], evidence=span)
    assert where.startswith(f"{compared.page}/dossier?said=")
    shown = lxml.html.document_fromstring(compared.client.get(where).text)
    assert "Decided (D1)" in shown.cssselect(".ts-notices")[0].text_content()
    (undo,) = shown.cssselect(".ts-notices form")
    assert undo.get("action") == f"{compared.page}/decisions/D1/undo"
    other = next(c["id"] for c in seen if c["id"] != claim["id"])
    send(compared, path, kind="merge", claim=claim["id"], **{"with": f" {other.lower()} "})
    send(compared, path, kind="reject", claim=other, note="No.")
    assert [d["kind"] for d in compared.get("/decisions")] == ["split", "merge", "reject"]


def test_the_words_of_one_claim_surely_say_the_same(compared: Compared) -> None:
    key, claim = compared.get("/comparison")["key"], shared(compared)[0]
    shown = lxml.html.document_fromstring(compared.client.get(f"{compared.page}/dossier").text)
    (form,) = [
        f
        for f in shown.cssselect("form.decide")
        if claim["id"] in [i.get("value") for i in f.cssselect("input[name=claim]")]
    ]
    (button,) = [b for b in form.cssselect("button") if "surely" in b.text_content()]
    fields = {"kind": button.get("value"), "claim": claim["id"], "with": ""}
    where = send(compared, f"/decisions?dossier={key}", **fields)
    (decision,) = compared.get("/decisions")
    assert "Decided (D1). “" in compared.client.get(where).text
    assert decision["kind"] == "merge"
    assert {(a["report"], a["start"], a["end"]) for a in decision["anchors"]} == set(places(claim))


def test_one_report_more_is_the_only_one_that_is_read(
    compared: Compared, texts: dict[str, str]
) -> None:
    before = readings(compared)
    compared.client.post(f"{compared.story}/reports", json={"text": texts["echo"], "name": "echo"})
    assert compared.get("/comparison")["state"] == "changed"
    assert "has changed since" in compared.client.get(f"{compared.page}/dossier").text
    assert compared.compare() == "compared"
    after = readings(compared)
    assert {k: v for k, v in after.items() if k in before} == before
    assert len(after) == 3
    ids = [r["id"] for r in compared.get("/dossier")["reports"]]
    assert ids == ["courier", "echo", "herald"]


def test_another_date_has_that_report_read_again(compared: Compared) -> None:
    """For it changes which day "Monday" means."""
    before, key = readings(compared), compared.get()["reports"][1]["key"]
    compared.client.patch(f"{compared.story}/reports/{key}", json={"date": "2025-03-11"})
    assert compared.compare() == "compared"
    assert len(readings(compared)) == 2
    assert len(readings(compared).keys() & before.keys()) == 1


def test_the_process_that_compares_may_die(compared: Compared, texts: dict[str, str]) -> None:
    jobs = compared.client.app.state.desk.jobs  # type: ignore[attr-defined]
    killed = jobs.process
    killed.kill()
    killed.join()
    compared.client.post(f"{compared.story}/reports", json={"text": texts["echo"]})
    assert compared.compare() == "compared"
    assert jobs.process.pid != killed.pid


def test_all_that_is_kept_for_speed_may_be_deleted(compared: Compared) -> None:
    dossier = compared.get("/dossier")
    for path in (compared.folder / ".twosource").iterdir():
        path.unlink()
    assert compared.get("/comparison")["state"] == "not compared"
    assert compared.compare() == "compared"
    assert compared.get("/dossier") == dossier


def test_claims_by_their_words(compared: Compared) -> None:
    page = f"{compared.page}/decide"
    every = lxml.html.document_fromstring(compared.client.get(page).text)
    some = lxml.html.document_fromstring(compared.client.get(page, params={"q": "NOON"}).text)
    assert 0 < len(some.cssselect(".claim")) < len(every.cssselect(".claim"))
    assert all("noon" in c.text_content().lower() for c in some.cssselect(".claim"))
    none = compared.client.get(page, params={"q": "<script>"})
    assert "None with these words" in none.text
    assert "<script>" not in none.text.partition("<main")[2]


def test_an_empty_story_has_nothing_to_compare(client: TestClient, root: Path) -> None:
    client.post("/api/stories", json={"title": "Empty"})
    answer = client.post("/api/stories/empty/comparison")
    assert answer.status_code == 409
    assert "no report" in answer.json()["detail"]
    assert client.get("/api/stories/empty/dossier").status_code == 409
    page = lxml.html.document_fromstring(client.get("/stories/empty").text)
    assert page.cssselect("form[action$=compare]") == []
    assert not (root / "empty" / ".twosource").exists()


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ({"kind": "reject", "claims": ["C1"]}, 409),  # never compared
        ({"kind": "bless", "claims": ["C1"]}, 422),
        ({}, 422),
    ],
)
def test_decisions_that_cannot_be(
    client: TestClient, story: str, given: dict[str, Any], status: int
) -> None:
    assert client.post(f"{story}/decisions", json=given).status_code == status
    assert client.get(f"{story}/decisions").json() == []


def test_broken_decisions_are_said_and_left_alone(
    client: TestClient, story: str, root: Path
) -> None:
    path = root / "fire-in-port-arlen" / "decisions.json"
    path.write_text("{")
    assert any("decisions.json" in p for p in client.get(story).json()["problems"])
    assert client.get("/stories/fire-in-port-arlen").status_code == 200
    assert client.delete(f"{story}/decisions/D1").status_code == 409
    assert path.read_text() == "{"

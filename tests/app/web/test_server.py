"""The command as its users start it: a real server on loopback, many at once, and killed."""

from __future__ import annotations

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from twosource.app.cli import cli
from twosource.app.web import serving as serving_module
from twosource.app.web.serving import DEFAULT_PORT, serve
from twosource.errors import ServeError
from twosource.intake import read_inputs

if TYPE_CHECKING:
    from collections.abc import Callable

MANY = 50


def paste(number: int) -> str:
    """A text that nothing can be taken out of or put into without its being seen."""
    line = f"Lorry {number} was stopped at the border on Monday, police said."
    return f"Lorry {number} stopped\n\n" + f"{line}\n\n" * (5 + number) + f"End of {number}.\n"


def test_many_pastes_at_once_none_lost_none_mixed(root: Path, serving: Callable[..., Any]) -> None:
    with serving(root) as server, httpx.Client(base_url=server.address, timeout=60) as client:
        made = client.post("/api/stories", json={"title": "Border"}).json()
        page, api = f"/stories/{made['name']}", f"/api/stories/{made['name']}"

        def send(number: int) -> int:
            about = {"outlet": f"Outlet {number}", "date": "2025-03-04"}
            if number % 3 == 0:  # as a program, as a form, and as a file
                given = {"text": paste(number), **about}
                return client.post(f"{api}/reports", json=given).status_code
            if number % 3 == 1:
                given = {"text": paste(number).replace("\n", "\r\n"), **about}
                return client.post(f"{page}/reports", data=given).status_code
            files = [("files", (f"outlet-{number}.txt", paste(number).encode(), ""))]
            return client.post(f"{page}/reports", data=about, files=files).status_code

        with ThreadPoolExecutor(MANY) as at_once:
            answers = list(at_once.map(send, range(MANY)))
        assert set(answers) <= {201, 303}
        state = client.get(api).json()
    assert len(state["reports"]) == MANY
    assert all(r["counted"] for r in state["reports"])
    intake = read_inputs([str(root / "border")])
    assert intake.problems == ()
    found = {r.outlet: r for r in intake.reports}
    assert {o: r.text for o, r in found.items()} == {f"Outlet {k}": paste(k) for k in range(MANY)}
    assert {r.published for r in found.values()} == {"2025-03-04"}
    assert not list((root / "border").glob(".*.part"))


def test_the_same_name_at_once(root: Path, serving: Callable[..., Any]) -> None:
    with serving(root) as server, httpx.Client(base_url=server.address, timeout=60) as client:
        api = f"/api/stories/{client.post('/api/stories', json={'title': 'B'}).json()['name']}"

        def send(number: int) -> str:
            given = {"text": paste(number), "name": "same"}
            return str(client.post(f"{api}/reports", json=given).json()["report"]["file"])

        with ThreadPoolExecutor(12) as at_once:
            files = list(at_once.map(send, range(12)))
    assert len(set(files)) == 12
    texts = [(root / "b" / f).read_text() for f in files]
    assert texts == [paste(k) for k in range(12)]


def test_killed_while_comparing_everything_pasted_is_there(
    root: Path, serving: Callable[..., Any]
) -> None:
    with serving(root) as server:
        with httpx.Client(base_url=server.address, timeout=60) as client:
            made = client.post("/api/stories", json={"title": "Border"}).json()
            api = f"/api/stories/{made['name']}"
            for k in range(4):
                given = {"text": paste(k), "outlet": f"Outlet {k}"}
                assert client.post(f"{api}/reports", json=given).status_code == 201
            key = client.get(api).json()["reports"][0]["key"]
            block = client.get(f"{api}/reports/{key}").json()["blocks"][-1]
            label = {"start": block["start"], "end": block["end"], "kind": "promo"}
            client.patch(f"{api}/reports/{key}", json={"labels": [label]})
            before = client.get(api).json()
            assert client.post(f"{api}/comparison").json()["state"] == "comparing"
        children = _children(server.process.pid)
        assert children or not Path("/proc/self/task").exists()
        server.kill()
    with serving(root) as again, httpx.Client(base_url=again.address, timeout=60) as client:
        after = client.get(api).json()
        assert after["reports"] == before["reports"]
        assert after["comparison"]["state"] in {"not compared", "compared"}
        assert client.get(f"{api}/reports/{key}").json()["blocks"][-1]["kind"] == "promo"
        client.post(f"{api}/comparison")
        state = _until_over(client, api)
        assert state["state"] == "compared"
        dossier = client.get(f"{api}/dossier").json()
    assert [r["outlet"] for r in dossier["reports"]] == [f"Outlet {k}" for k in range(4)]
    # The process that compared ended with its server.
    assert _gone(children)


def _until_over(client: httpx.Client, api: str) -> Any:
    for _ in range(1200):
        state = client.get(f"{api}/comparison").json()
        if state["state"] != "comparing":
            return state
        time.sleep(0.05)
    raise AssertionError(state)


def _children(pid: int) -> list[int]:
    """The processes that one started; none where the system does not list them as files."""
    found: list[int] = []
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        found += map(int, path.read_text().split())
    return found


def _gone(pids: list[int]) -> bool:
    for _ in range(400):
        if not any(_alive(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_app_answers_while_it_compares(root: Path, serving: Callable[..., Any]) -> None:
    with serving(root) as server, httpx.Client(base_url=server.address, timeout=60) as client:
        api = f"/api/stories/{client.post('/api/stories', json={'title': 'B'}).json()['name']}"
        for k in range(6):
            client.post(f"{api}/reports", json={"text": paste(k)})
        client.post(f"{api}/comparison")
        seen = []
        while (state := client.get(f"{api}/comparison").json())["state"] == "comparing":
            seen.append(state["stage"])
            assert client.get("/").status_code == 200
            assert client.post(f"{api}/reports", json={"text": paste(90 + len(seen))})
            time.sleep(0.05)
        assert seen
        assert state["state"] == "changed"  # it was compared without what came meanwhile


def test_paths_as_no_browser_sends_them(root: Path, serving: Callable[..., Any]) -> None:
    (root.parent / "secret.txt").write_text("secret")
    with serving(root) as server:
        for path in (
            "/stories/../secret.txt",
            "/stories/%2e%2e/%2e%2e/secret.txt",
            "/static/../../secret.txt",
            "/static/..%2f..%2f..%2f..%2fsecret.txt",
            "/static//etc/passwd",
            "//etc/passwd",
            "/stories/..",
            "/api/stories/../stories",
        ):
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
            connection.putrequest("GET", path)
            connection.endheaders()
            answer = connection.getresponse()
            assert answer.status == 404, path
            assert b"secret" not in answer.read()
            connection.close()


def test_loopback_only_and_without_a_token(root: Path, serving: Callable[..., Any]) -> None:
    with serving(root) as server:
        assert server.token is None
        assert "127.0.0.1" in server.greeting
        listening = Path("/proc/net/tcp")
        if listening.exists():
            rows = [r.split() for r in listening.read_text().splitlines()[1:]]
            port = f"{server.port:04X}"
            ours = [r[1] for r in rows if r[3] == "0A" and r[1].endswith(f":{port}")]
            assert ours == [f"0100007F:{port}"]  # 127.0.0.1, as the system writes it


def test_another_address_prints_a_token(root: Path, serving: Callable[..., Any]) -> None:
    with serving(root, "--host", "0.0.0.0") as server:
        assert len(server.token) >= 40
        with httpx.Client(base_url=server.address, timeout=20) as client:
            assert client.get("/").status_code == 401
            assert client.get("/", params={"token": server.token}).status_code == 303
            assert client.get("/").status_code == 200
            made = client.post("/api/stories", json={"title": "B"})
            assert made.status_code == 201
    with serving(root, "--host", "0.0.0.0") as again:
        assert again.token != server.token


def test_a_second_server_on_the_folder_is_refused(root: Path, serving: Callable[..., Any]) -> None:
    with serving(root) as server:
        with pytest.raises(ServeError, match="another twosource serves"):
            serve(str(root), host="127.0.0.1", port=0)
        server.kill()
        with serving(root):  # the lock went with the process
            pass


def test_an_address_that_is_taken(root: Path, serving: Callable[..., Any]) -> None:
    with serving(root / "a") as server, pytest.raises(ServeError, match="--port"):
        serve(str(root / "b"), host="127.0.0.1", port=server.port)
    with pytest.raises(ServeError, match="--host"):
        serve(str(root / "b"), host="no.such.host.invalid", port=None)


def test_the_next_port_where_the_default_is_taken(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def bound(_host: str, port: int) -> Any:
        asked.append(port)
        raise OSError(98, "Address already in use")

    monkeypatch.setattr(serving_module, "_bound", bound)
    with pytest.raises(ServeError, match="Address already in use"):
        serve(str(root), host="127.0.0.1", port=None)
    assert asked[:3] == [DEFAULT_PORT, DEFAULT_PORT + 1, DEFAULT_PORT + 2]
    asked.clear()
    with pytest.raises(ServeError):
        serve(str(root), host="127.0.0.1", port=9)
    assert asked == [9]


def test_a_file_is_no_folder_for_stories(root: Path) -> None:
    (root / "a.txt").write_text("x")
    with pytest.raises(ServeError, match="this is a file"):
        serve(str(root / "a.txt"), host="127.0.0.1", port=0)


def test_interrupted_it_says_that_all_is_kept(root: Path, serving: Callable[..., Any]) -> None:
    with serving(root) as server:
        server.process.send_signal(signal.SIGINT)
        _, said = server.process.communicate(timeout=30)
        assert "all is kept" in said
        assert "Traceback" not in said
        assert server.process.returncode == 130


def test_the_help_needs_no_server() -> None:
    code = (
        "import sys; from twosource.app.cli import cli\n"
        "try: cli(['serve', '--help'])\n"
        "except SystemExit: pass\n"
        "print(json := [m for m in ('fastapi', 'uvicorn', 'jinja2', 'spacy') if m in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"
    assert str(DEFAULT_PORT) in ran.stdout
    assert "serve" in cli.commands


def test_what_lies_there_is_plain(root: Path, serving: Callable[..., Any]) -> None:
    """The files of a story are those that docs/serve.md names, and no others."""
    with serving(root) as server, httpx.Client(base_url=server.address, timeout=60) as client:
        api = f"/api/stories/{client.post('/api/stories', json={'title': 'B'}).json()['name']}"
        for k in range(3):
            client.post(f"{api}/reports", json={"text": paste(k), "name": f"lorry-{k}"})
        key = client.get(api).json()["reports"][2]["key"]
        client.delete(f"{api}/reports/{key}")
        client.post(f"{api}/comparison")
        _until_over(client, api)
        claim = client.get(f"{api}/dossier").json()["claims"][0]["id"]
        client.post(f"{api}/decisions", json={"kind": "reject", "claims": [claim]})
    names = sorted(p.name for p in (root / "b").iterdir())
    assert names == [
        ".twosource", "decisions.json", "lorry-0.txt", "lorry-1.txt", "removed", "reports.json",
    ]  # fmt: skip
    for name in ("decisions.json", "reports.json"):
        assert json.loads((root / "b" / name).read_text())["schema"].startswith("twosource/")


def test_the_routes_that_the_docs_name_are_the_routes(root: Path) -> None:
    from twosource.app.web.application import make_app  # noqa: PLC0415
    from twosource.app.web.guard import Access  # noqa: PLC0415

    app = make_app(root, Access("127.0.0.1", 8421))
    app.state.desk.close()
    told = (Path(__file__).parents[3] / "docs" / "serve.md").read_text(encoding="utf-8")
    known = {
        (method.upper(), path)
        for path, methods in app.openapi()["paths"].items()
        for method in methods
    }
    named = set()
    for row in re.findall(r"^\| (`(?:GET|POST|PATCH|DELETE)`?[^|]*)\|", told, re.MULTILINE):
        path = ""
        methods: list[str] = []
        for word in row.replace("`", "").replace(",", "").split():
            if word.isupper():
                methods.append(word)
                continue
            path = path + word[1:] if word.startswith("…") else word
            named |= {(method, path) for method in methods}
            methods = []
    assert named == known

"""Who may ask: names of this machine, the app's own pages, and on other addresses a token."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fastapi.testclient import TestClient

from twosource.app.web.application import make_app
from twosource.app.web.guard import Access, is_loopback
from twosource.app.web.stories import Stories

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from httpx import Response

TOKEN = "a-token-of-the-test"
ABROAD = "http://192.0.2.7:8421"


@pytest.fixture
def abroad(root: Path) -> Iterator[TestClient]:
    app = make_app(root, Access("0.0.0.0", 8421, TOKEN))
    with TestClient(app, base_url=ABROAD, follow_redirects=False) as client:
        yield client


def make(client: TestClient, **headers: str) -> Response:
    given = {k.replace("_", "-"): v for k, v in headers.items()}
    return client.post("/stories", data={"title": "Fire"}, headers=given)


def made(root: Path) -> int:
    return sum(p.is_dir() for p in root.iterdir())


# ---------------------------------------------------------------- names


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1:8421", "127.0.0.1", "localhost:8421", "LOCALHOST:9", "[::1]:8421", "127.0.0.2"],
)
def test_names_of_this_machine(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8421",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "localhost@evil.example",
        "evil.example@localhost",
        "192.0.2.7",
        "0.0.0.0",
        "[::]",
        "localhost:port",
        "",
        "2130706433",
    ],
)
def test_names_that_may_have_been_rebound(client: TestClient, root: Path, host: str) -> None:
    for answer in (client.get("/", headers={"host": host}), make(client, host=host)):
        assert answer.status_code == 403
        assert "<" not in answer.text
    assert made(root) == 0


# ---------------------------------------------------------------- other sites' pages


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec_fetch_site": "same-origin", "origin": "http://127.0.0.1:8421"},
        {"sec_fetch_site": "none"},
        {"sec_fetch_site": "same-origin", "origin": "null"},
        {"origin": "http://127.0.0.1:8421"},
        {"referer": "http://127.0.0.1:8421/stories/fire"},
    ],
)
def test_our_own_pages_and_programs(client: TestClient, headers: dict[str, str]) -> None:
    assert make(client, **headers).status_code == 303


@pytest.mark.parametrize(
    "headers",
    [
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site", "origin": "http://127.0.0.1:9999"},
        {"sec_fetch_site": "cross-site", "origin": "null"},
        {"sec_fetch_site": "same-origin", "origin": "http://evil.example"},
        {"sec_fetch_site": ""},
        {"origin": "null"},
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": "https://127.0.0.1:8421"},
        {"origin": "http://localhost:8421"},
        {"origin": "http://127.0.0.1:8421.evil.example"},
        {"referer": "http://evil.example/127.0.0.1:8421"},
        {"origin": "http://[bad"},
        {"referer": "http://[bad/127.0.0.1:8421"},
    ],
)
def test_pages_of_other_sites_change_nothing(
    client: TestClient, root: Path, headers: dict[str, str]
) -> None:
    assert make(client, **headers).status_code == 403
    assert (
        client.delete("/api/stories/x/decisions/D1", headers={"origin": "null"}).status_code == 403
    )
    assert made(root) == 0


def test_two_origins_are_none(client: TestClient, root: Path) -> None:
    headers = [("origin", "http://127.0.0.1:8421"), ("origin", "http://evil.example")]
    answer = client.post("/stories", data={"title": "Fire"}, headers=headers)
    assert answer.status_code == 403
    assert made(root) == 0


def test_other_pages_may_link_here_but_not_load(client: TestClient) -> None:
    link = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
    picture = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}
    assert client.get("/", headers=link).status_code == 200
    assert client.get("/static/app.css", headers=picture).status_code == 403


# ---------------------------------------------------------------- headers


@pytest.mark.parametrize(
    "path", ["/", "/api", "/api/stories", "/nothing", "/static/app.js", "/openapi.json"]
)
def test_every_answer_is_under_the_policy(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in headers
    assert "set-cookie" not in headers


def test_an_error_of_ours_is_said_plainly_and_under_the_policy(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(Stories, "all", broken)
    app = make_app(root, Access("127.0.0.1", 8421))
    address = "http://127.0.0.1:8421"
    with TestClient(app, base_url=address, raise_server_exceptions=False) as client:
        for path, kind in (("/", "text/html"), ("/api/stories", "application/problem+json")):
            answer = client.get(path)
            assert answer.status_code == 500
            assert answer.headers["content-type"].startswith(kind)
            assert answer.headers["content-security-policy"].startswith("default-src 'none'")
            assert "secret" not in answer.text


# ---------------------------------------------------------------- the token


def test_without_a_token_nothing(abroad: TestClient, root: Path) -> None:
    for path in ("/", "/api/stories", "/static/app.css", "/openapi.json", "/?token=", "/nothing"):
        answer = abroad.get(path)
        assert answer.status_code == 401, path
        assert TOKEN not in answer.text
    assert make(abroad).status_code == 401
    assert made(root) == 0


@pytest.mark.parametrize("token", ["", "x", TOKEN[:-1], TOKEN + "x", TOKEN.upper(), "ü", "\\x00"])
def test_a_wrong_token_is_none(abroad: TestClient, token: str) -> None:
    given = {"authorization": f"Bearer {token}".encode("latin-1")}
    assert abroad.get("/api/stories", headers=given).status_code == 401
    cookie = {"cookie": f"twosource-8421={token}".encode("latin-1")}
    assert abroad.get("/", headers=cookie).status_code == 401
    assert abroad.get("/", params={"token": token}).status_code == 401


def test_the_token_as_a_header(abroad: TestClient) -> None:
    headers = {"authorization": f"Bearer {TOKEN}"}
    assert abroad.get("/api/stories", headers=headers).json() == []
    made = abroad.post("/api/stories", json={"title": "Fire"}, headers=headers)
    assert made.status_code == 201


def test_the_link_leaves_a_cookie_and_no_token_in_the_address(abroad: TestClient) -> None:
    answer = abroad.get(f"/stories/x?said=y&token={TOKEN}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/stories/x?said=y")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert abroad.get("/").status_code == 200  # the client keeps the cookie
    assert make(abroad, origin=ABROAD).status_code == 303
    assert make(abroad, origin="http://evil.example").status_code == 403


def test_the_link_never_leads_elsewhere(abroad: TestClient) -> None:
    answer = abroad.get(f"{ABROAD}//evil.example/?token={TOKEN}")
    assert answer.headers["location"] == "/evil.example/"


def test_a_token_in_the_address_lets_nobody_post(abroad: TestClient, root: Path) -> None:
    answer = abroad.post(f"/stories?token={TOKEN}", data={"title": "Fire"})
    assert answer.status_code == 401
    assert made(root) == 0


def test_abroad_names_of_others_are_refused_with_a_token_too(abroad: TestClient) -> None:
    headers = {"authorization": f"Bearer {TOKEN}", "host": "evil.example"}
    assert abroad.get("/", headers=headers).status_code == 403


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("LocalHost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.0.2.7", False),
        ("localhost.example", False),
        ("", False),
    ],
)
def test_what_is_loopback(host: str, *, loopback: bool) -> None:
    assert is_loopback(host) is loopback

"""What one request may bring; what is too much is said, and nothing of it is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from twosource.app.web import bounds, forms
from twosource.app.web.limits import limits
from twosource.intake.settings import limits as intake_limits

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fastapi.testclient import TestClient

RAIN = "It rained on Monday, the mayor said.\n"


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> int:
    """An app that takes 5,000 bytes and three files at once."""
    few = replace(limits(), request_bytes=5000, drained_bytes=20_000, files=3)
    for module in (bounds, forms):
        monkeypatch.setattr(module, "limits", lambda: few)
    return few.request_bytes


def test_the_limits_fit_together() -> None:
    assert limits().request_bytes > 3 * intake_limits().page_bytes
    assert limits().request_bytes > 4 * intake_limits().text_bytes
    assert limits().drained_bytes > limits().request_bytes


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.usefixtures("small")
def test_too_many_bytes(client: TestClient, story: str, root: Path, *, told: bool) -> None:
    text = RAIN * 300

    def pieces() -> Iterator[bytes]:  # without a length before them
        body = b'{"text": "' + text.replace("\n", " ").encode() + b'"}'
        yield from (body[k : k + 1000] for k in range(0, len(body), 1000))

    given: dict[str, Any] = {"json": {"text": text}} if told else {"content": pieces()}
    headers = {} if told else {"content-type": "application/json"}
    answer = client.post(f"{story}/reports", headers=headers, **given)
    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"
    assert "one request may" in answer.json()["detail"]
    assert len(list((root / "fire-in-port-arlen").glob("*.txt"))) == 2


@pytest.mark.usefixtures("small")
def test_too_many_bytes_of_files_on_the_page(client: TestClient, story: str) -> None:
    files = [("files", (f"{k}.txt", (RAIN * 100).encode(), "")) for k in range(2)]
    answer = client.post(
        story.removeprefix("/api") + "/reports", files=files, headers={"accept": "text/html"}
    )
    assert answer.status_code == 413
    assert "text/html" in answer.headers["content-type"]
    assert "one request may" in answer.text
    assert len(client.get(story).json()["reports"]) == 2


@pytest.mark.usefixtures("small")
def test_too_many_files(client: TestClient, story: str) -> None:
    files = [("files", (f"{k}.txt", RAIN.encode(), "")) for k in range(4)]
    answer = client.post(f"{story}/files", files=files)
    assert answer.status_code == 413
    assert "Too many files" in answer.json()["detail"]
    assert len(client.get(story).json()["reports"]) == 2


def test_a_text_that_is_too_long_for_one_report(client: TestClient, story: str) -> None:
    text = "word " * (intake_limits().text_bytes // 5 + 1)
    answer = client.post(f"{story}/reports", json={"text": text})
    assert answer.status_code == 413
    form = client.post(story.removeprefix("/api") + "/reports", data={"text": text})
    assert form.status_code == 422
    assert "one report may have" in form.text


def test_a_long_text_of_a_form_is_taken(client: TestClient, story: str, root: Path) -> None:
    """Longer than the megabyte that a field of a form may usually have."""
    text = RAIN * 30_000
    answer = client.post(
        story.removeprefix("/api") + "/reports", files={"text": (None, text), "outlet": (None, "L")}
    )
    assert answer.status_code == 303, answer.text
    assert (root / "fire-in-port-arlen" / "l.txt").read_text() == text

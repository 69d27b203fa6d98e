"""An app over an empty folder, invented reports, and a server as its users start it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fastapi.testclient import TestClient

from twosource.app.web.application import make_app
from twosource.app.web.guard import Access

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TEXTS = {
    "courier": (
        "Five killed in mill fire\n\n"
        "Five people were killed in the fire in Port Arlen on Monday, police said.\n\n"
        "The fire broke out in a paper mill at noon and burned until the evening.\n\n"
        "Read more: The best bread in town\n"
    ),
    "herald": (
        "Mill burns in Port Arlen\n\n"
        "A fire in a paper mill in Port Arlen killed three people on Monday.\n\n"
        "It broke out at noon, and firemen put it out in the evening, the mayor said.\n"
    ),
    "echo": (
        "Fire at paper mill\n\n"
        "Three people died on Monday in a fire at a paper mill in Port Arlen, Mayor Ann Ruiz "
        "said.\n\nThe mill had been inspected in March, she said.\n"
    ),
}
LOCAL = "http://127.0.0.1:8421"


@pytest.fixture
def texts() -> dict[str, str]:
    return dict(TEXTS)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "stories"
    folder.mkdir()
    return folder


@pytest.fixture
def client(root: Path) -> Iterator[TestClient]:
    app = make_app(root, Access("127.0.0.1", 8421))
    with TestClient(app, base_url=LOCAL, follow_redirects=False) as found:
        yield found


@pytest.fixture
def story(client: TestClient) -> str:
    """A story with two reports; gives its address below /api."""
    made = client.post("/api/stories", json={"title": "Fire in Port Arlen"})
    assert made.status_code == 201, made.text
    address = f"/api/stories/{made.json()['name']}"
    for name in ("courier", "herald"):
        paste = {"text": TEXTS[name], "name": name, "date": "2025-03-04"}
        added = client.post(f"{address}/reports", json=paste)
        assert added.status_code == 201, added.text
    return address


@dataclass(frozen=True)
class Compared:
    """A story that was compared: its address below /api, its page's, and its folder."""

    client: TestClient
    story: str
    page: str
    folder: Path

    def get(self, path: str = "") -> Any:
        return self.client.get(self.story + path).json()

    def compare(self) -> str:
        assert self.client.post(f"{self.story}/comparison").status_code == 202
        return str(until_over(self.client, self.story)["state"])


@pytest.fixture(scope="module")
def warm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, Path]]:
    """An app whose process for comparing is started once for all tests."""
    root = tmp_path_factory.mktemp("stories")
    app = make_app(root, Access("127.0.0.1", 8421))
    with TestClient(app, base_url=LOCAL, follow_redirects=False) as client:
        yield client, root


@pytest.fixture
def compared(warm: tuple[TestClient, Path]) -> Compared:
    """A story of its own in that app, compared."""
    client, root = warm
    name = client.post("/api/stories", json={"title": "Fire in Port Arlen"}).json()["name"]
    made = Compared(client, f"/api/stories/{name}", f"/stories/{name}", root / name)
    for report in ("courier", "herald"):
        paste = {"text": TEXTS[report], "name": report, "date": "2025-03-04"}
        assert client.post(f"{made.story}/reports", json=paste).status_code == 201
    assert made.compare() == "compared"
    return made


def until_over(client: Any, story: str, *, seconds: float = 60) -> Any:
    for _ in range(int(seconds / 0.05)):
        state = client.get(f"{story}/comparison").json()
        if state["state"] != "comparing":
            return state
        time.sleep(0.05)
    raise AssertionError(f"still comparing: {state}")


class Server:
    """`twosource serve` in a process of its own."""

    def __init__(self, folder: Path, *options: str) -> None:
        command = "from twosource.app.cli import main; main()"
        paths = [str(Path(__file__).parents[3] / "src"), os.environ.get("PYTHONPATH", "")]
        self.process = subprocess.Popen(
            [sys.executable, "-c", command, "serve", str(folder), "--port", "0", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in paths if p)},
        )
        assert self.process.stdout is not None
        self.greeting = self.process.stdout.readline()
        found = re.search(r"http://\S+?:(\d+)/(?:\?token=(\S+))?", self.greeting)
        assert found, self.greeting + (self.process.stderr.read() if self.process.stderr else "")
        self.port, self.token = int(found[1]), found[2]
        self.address = f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        self.process.kill()
        self._gone()

    def end(self) -> None:
        self.process.terminate()
        self._gone()

    def _gone(self) -> None:
        self.process.wait(20)
        for stream in (self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()


@pytest.fixture
def serving() -> Callable[..., Any]:
    @contextmanager
    def start(folder: Path, *options: str) -> Iterator[Server]:
        server = Server(folder, *options)
        try:
            yield server
        finally:
            if server.process.poll() is None:
                server.end()

    return start


@pytest.fixture(scope="session")
def server_of() -> Callable[..., Any]:
    """The same for whoever ends it himself."""
    return Server

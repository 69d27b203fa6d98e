"""What the browser tests share: one Chromium, the pages, and a watch on all that they do.

Where there is no Chromium the tests are skipped, and say so.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from benchmarks.chromium import MISSING, chromium, found

import twosource
from twosource.dossier.page import page as page_of
from twosource.intake import read_inputs

if TYPE_CHECKING:
    from twosource.model import Dossier

HERE = Path(__file__).parent
FOURTEEN = HERE.parent / "dossier" / "fourteen"
Open = Callable[..., Any]

# The hand-made dossier of the page's other tests is loaded by its path; the tests are no package.
_spec = importlib.util.spec_from_file_location("sample", HERE.parent / "dossier" / "sample.py")
assert _spec
assert _spec.loader
sys.modules.setdefault("sample", importlib.util.module_from_spec(_spec))
if not hasattr(sys.modules["sample"], "DOSSIER"):
    _spec.loader.exec_module(sys.modules["sample"])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if found() is not None:
        return
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.skip(reason=MISSING))


@pytest.fixture(scope="module")  # not longer: other rooms start one of their own in this process
def browser() -> Iterator[Any]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def fourteen() -> Dossier:
    """The invented story of fourteen reports, compared."""
    return twosource.compare(read_inputs([str(FOURTEEN)]).reports)


@pytest.fixture(scope="session")
def story(fourteen: Dossier, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "story.html"
    path.write_text(page_of(fourteen), "utf-8")
    return path


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of five reports, for what looks at every element and takes its time."""
    from sample import DOSSIER  # noqa: PLC0415 - made above

    path = tmp_path_factory.mktemp("page") / "example.html"
    path.write_text(page_of(DOSSIER), "utf-8")
    return path


@pytest.fixture
def opened(browser: Any, story: Path) -> Iterator[Open]:
    """Opens a page (`path`, else the story) at `at`, in a context with the given options.

    At the end: no error on the console, no exception, no dialog, no request but for the file.
    """
    contexts: list[Any] = []
    seen: list[str] = []

    def open_(at: str = "", *, path: Path | None = None, **options: Any) -> Any:
        options.setdefault("viewport", {"width": 1400, "height": 900})
        context = browser.new_context(**options)
        context.set_default_timeout(5000)
        contexts.append(context)
        address = (path or story).as_uri()
        page = context.new_page()
        page.on("console", lambda m: seen.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: seen.append(str(error)))
        page.on("dialog", lambda dialog: (seen.append("a dialog"), dialog.dismiss()))
        page.on(
            "request",
            lambda r: None if r.url.split("#")[0] == address else seen.append(f"asked {r.url}"),
        )
        page.goto(address + at)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not seen

"""The figures in headless Chromium: nothing overflows, no name leaves its map, axe finds nothing.

Skipped where there is no Chromium: the markup is held to the same rules by the other tests.
"""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Any

import pytest
from benchmarks.chromium import MISSING, chromium, found
from drafts import hostile, link, story

from twosource.dossier import figures

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(found() is None, reason=MISSING)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as started:
        yield started


def page(*, evil: bool = False) -> str:
    """All figures on a page of the house's style, under a policy like the page's own."""
    given = hostile() if evil else story()
    body = "".join(
        figure(given, link=link)
        for figure in (
            figures.numbers, figures.quotations, figures.timeline, figures.origins, figures.places,
        )
    )  # fmt: skip
    folder = resources.files("twosource.dossier") / "templates"
    style = "".join((folder / name).read_text("utf-8") for name in ("page.css", "figures.css"))
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Figures</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark"><style>{style}</style></head>'
        f"<body><main><h1>Story</h1><h2>In figures</h2>{body}</main></body></html>"
    )


@pytest.mark.parametrize("evil", [False, True])
@pytest.mark.parametrize("width", [390, 700, 1400])
def test_nothing_overflows(browser: Any, width: int, evil: bool) -> None:
    sheet = browser.new_page(viewport={"width": width, "height": 900})
    said: list[str] = []
    sheet.on("console", lambda message: said.append(message.text))
    sheet.set_content(page(evil=evil))
    assert sheet.evaluate("document.documentElement.scrollWidth") <= width
    for map_ in sheet.query_selector_all(".fig-map"):
        box = map_.bounding_box()
        for name in map_.query_selector_all(".fig-names text"):
            if not name.is_visible():
                continue
            inside = name.bounding_box()
            assert box["x"] <= inside["x"]
            assert inside["x"] + inside["width"] <= box["x"] + box["width"]
    assert said == []
    sheet.close()


def test_each_width_shows_one_drawing_of_each(browser: Any) -> None:
    for width, drawing in ((390, ".fig-rows"), (1400, ".fig-web")):
        sheet = browser.new_page(viewport={"width": width, "height": 900})
        sheet.set_content(page())
        shown = [
            s for s in (".fig-rows", ".fig-web") if sheet.query_selector(s).is_visible()
        ]  # fmt: skip
        assert shown == [drawing]
        assert sum(n.is_visible() for n in sheet.query_selector_all(".fig-names")) == 1
        sheet.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1400])
def test_axe_finds_nothing(browser: Any, width: int, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    sheet = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    sheet.set_content(page())
    found = axe.run(sheet).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []
    sheet.close()

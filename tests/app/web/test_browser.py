"""The app in headless Chromium: the main way with and without scripts, and who cannot see it.

Skipped where there is no Chromium (`apt-get install chromium`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from benchmarks.chromium import MISSING, chromium, found

from twosource.app.web.limits import limits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.skipif(found() is None, reason=MISSING)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, server_of: Callable[..., Any]) -> Any:
    server = server_of(tmp_path_factory.mktemp("stories"))
    yield server.address
    server.end()


class Watch:
    """What a page asks for and complains of."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.address = address
        self.elsewhere: list[str] = []
        self.said: list[str] = []
        context.on("request", self._asked)
        context.on("console", self._told)
        context.on("weberror", lambda e: self.said.append(str(e.error)))

    def _told(self, message: Any) -> None:
        if "status of 422" not in message.text:  # a form that was refused, as it should be
            self.said.append(message.text)

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:")):
            self.elsewhere.append(request.url)


@pytest.fixture
def opened(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Opens a page of the app; at the end nothing was asked for elsewhere, nothing complained."""
    contexts = []

    def open_page(path: str = "/", **options: Any) -> Page:
        context = browser.new_context(base_url=address, **options)
        context.set_default_timeout(20_000)
        contexts.append((context, Watch(context, address)))
        page = context.new_page()
        page.goto(path)
        return page

    yield open_page
    for context, watch in contexts:
        assert watch.elsewhere == []
        assert watch.said == []
        context.close()


def make(page: Page, title: str) -> None:
    page.goto("/")
    page.get_by_label("A new story").fill(title)
    page.get_by_role("button", name="Make").click()
    page.get_by_role("heading", name=title, level=1).wait_for()


def add(page: Page, text: str, outlet: str) -> None:
    page.get_by_label("Text of one report").fill(text)
    page.get_by_label("Outlet").fill(outlet)
    page.get_by_label("Date").fill("2025-03-04")
    page.get_by_role("button", name="Add to the story").click()
    page.get_by_text("is added.").wait_for()


def fails(page: Page) -> list[str]:
    """What axe-core finds wrong for people who cannot see or point."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415

    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {n['html'][:120]}" for v in found for n in v["nodes"]]


def wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


@pytest.mark.parametrize("scripts", [True, False])
def test_the_main_way(opened: Callable[..., Page], texts: dict[str, str], *, scripts: bool) -> None:
    """Paste two reports, turn a label, compare, see the dossier, reject a claim, undo it."""
    page = opened(java_script_enabled=scripts)
    title = f"Fire, scripts {scripts}"
    make(page, title)
    add(page, texts["courier"], "Courier")
    add(page, texts["herald"], "Herald")

    page.get_by_role("link", name="Courier", exact=True).click()
    part = page.locator(".blocks li", has_text="The best bread in town")
    assert "out" in (part.get_attribute("class") or "")
    part.get_by_role("combobox").select_option("body")
    page.get_by_role("button", name="Keep the labels").click()
    page.get_by_text("The labels are kept.").wait_for()
    assert "in" in (part.get_attribute("class") or "").split()
    assert part.get_by_text("labelled by you").count() == 1

    page.get_by_role("link", name=title).click()
    page.get_by_role("button", name="Compare 2 reports").click()
    page.wait_for_url(re.compile(r"/dossier$"), timeout=60_000)
    page.get_by_role("navigation", name="This story in the app").wait_for()
    assert page.get_by_text("Compared as it stands.").is_visible()

    page.get_by_role("link", name="Decide on claims").click()
    claims = page.locator(".claim").count()
    first = page.locator(".claim").first
    words = first.locator("q").first.inner_text()
    assert first.locator("q").count() > 1
    first.get_by_role("button", name="Reject").click()
    page.get_by_text("Decided (D1)").wait_for()
    shared = page.locator("section .claim", has_text=words)
    assert all(c.locator("q").count() == 1 for c in shared.all())
    page.get_by_role("button", name="Undo D1").first.click()
    page.get_by_text("Decision D1 is taken back.").wait_for()
    assert page.locator(".claim").count() == claims
    assert page.locator(".claim").first.locator("q").first.inner_text() == words


def test_a_draft_outlives_the_tab_and_goes_when_it_is_kept(
    opened: Callable[..., Page], texts: dict[str, str]
) -> None:
    page = opened()
    make(page, "Drafts")
    where = page.url
    page.get_by_label("Text of one report").fill(texts["echo"])
    page.get_by_label("Outlet").fill("Echo")
    # The browser carries what a page has stored to other pages in its own time.
    page.wait_for_function("() => Object.values(localStorage).some((v) => v.includes('Echo'))")
    again = page.context.new_page()
    again.goto(where)
    again.wait_for_function("() => Object.values(localStorage).some((v) => v.includes('Echo'))")
    page.close()
    again.goto(where)
    assert again.get_by_label("Text of one report").input_value() == texts["echo"]
    assert again.get_by_label("Outlet").input_value() == "Echo"
    assert again.get_by_text("had typed and not yet added").is_visible()
    again.get_by_label("Date").fill("the other day")  # refused: the draft is still needed
    again.get_by_role("button", name="Add to the story").click()
    again.get_by_text("cannot be read").wait_for()
    again.context.new_page().close()
    again.goto(where)
    assert again.get_by_label("Text of one report").input_value() == texts["echo"]
    again.get_by_label("Date").fill("2025-03-04")
    again.get_by_role("button", name="Add to the story").click()
    again.get_by_text("echo.txt is added").wait_for()
    assert again.get_by_label("Text of one report").input_value() == ""
    again.goto(where)
    assert again.get_by_label("Text of one report").input_value() == ""


DROP = """(files) => {
  const data = new DataTransfer();
  for (const [name, text] of files) data.items.add(new File([text], name));
  const how = { bubbles: true, cancelable: true, dataTransfer: data };
  for (const type of ["dragenter", "dragover", "drop"])
    document.body.dispatchEvent(new DragEvent(type, how));
}"""


def test_files_are_dropped_anywhere(opened: Callable[..., Page], texts: dict[str, str]) -> None:
    page = opened()
    make(page, "Dropped")
    page.evaluate(DROP, [[f"{n}.txt", texts[n]] for n in ("courier", "herald")])
    page.evaluate(DROP, [["echo.txt", texts["echo"]]])
    page.get_by_text("3 chosen: courier.txt, herald.txt, echo.txt").wait_for()
    page.get_by_role("button", name="Add to the story").click()
    page.get_by_text("echo.txt is added.").wait_for()
    assert page.locator("ol.reports > li").count() == 3


def test_too_much_is_said_before_it_is_sent(opened: Callable[..., Page]) -> None:
    page = opened()
    make(page, "Too much")
    page.evaluate(
        """(size) => {
          const data = new DataTransfer();
          data.items.add(new File([new Uint8Array(size)], "big.html"));
          document.body.dispatchEvent(new DragEvent("drop", { bubbles: true, dataTransfer: data }));
        }""",
        limits().request_bytes + 1,
    )
    page.get_by_text("choose fewer").wait_for()
    assert page.get_by_role("button", name="Add to the story").is_disabled()


def test_progress_is_followed(opened: Callable[..., Page], texts: dict[str, str]) -> None:
    """With the answers of the server held back at two stages, so that both are seen."""
    page = opened()
    make(page, "Followed")
    add(page, texts["courier"], "Courier")
    stages = iter(
        [
            {"state": "comparing", "text": "Reading the reports, 1 of 2", "share": 35},
            {"state": "comparing", "text": "Comparing what they say", "share": 90},
            {"state": "compared", "text": "Compared as it stands.", "share": 95},
        ]
    )
    page.route("**/comparison", lambda route: route.fulfill(json=next(stages)))
    name = page.url.partition("/stories/")[2].partition("?")[0].partition("#")[0]
    html = (
        '<div id="progress" data-state="/api/stories/x/comparison"><p id="stage"></p>'
        '<progress max="100" value="1"></progress></div><script src="/static/app.js"></script>'
    )
    shown: list[str] = []

    def told(line: str) -> None:
        shown.append(line)

    page.expose_function("told", told)
    page.route(
        f"**/stories/{name}/progress",
        lambda route: route.fulfill(content_type="text/html", body=html),
    )
    page.add_init_script(
        """addEventListener("DOMContentLoaded", () => {
          const stage = document.getElementById("stage");
          const bar = document.querySelector("progress");
          if (stage && bar) new MutationObserver(() => told(`${stage.textContent} ${bar.value}`))
            .observe(stage, { childList: true });
        })"""
    )
    page.goto(f"/stories/{name}/progress")
    page.wait_for_function("document.getElementById('stage').textContent.startsWith('Comparing')")
    assert shown[0].startswith("Reading the reports, 1 of 2 ")
    with page.expect_navigation():
        pass


def test_axe_finds_nothing_narrow_wide_light_dark(
    opened: Callable[..., Page], texts: dict[str, str]
) -> None:
    page = opened()
    make(page, "Axe")
    story = page.url
    add(page, texts["courier"], "Courier")
    add(page, texts["herald"], "Herald")
    add(page, texts["courier"], "Copy")  # one that is kept, but not compared
    page.get_by_role("button", name=re.compile("Compare")).click()
    page.wait_for_url(re.compile(r"/dossier$"), timeout=60_000)
    page.goto(f"{story}/decide")
    page.locator(".claim").first.get_by_role("button", name="Reject").click()
    page.get_by_text("Decided (D1)").wait_for()
    page.goto(story)
    report = page.locator("ol.reports a").first.get_attribute("href") or ""
    for width, scheme in ((1280, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for path in ("/", story, report, f"{story}/decide", f"{story}/dossier", "/api"):
            page.goto(path)
            page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
            assert fails(page) == [], f"{path} at {width}, {scheme}"
            assert not wide(page), f"{path} at {width} is wider than the window"


def test_by_keys_alone(opened: Callable[..., Page], texts: dict[str, str]) -> None:
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    page.keyboard.type("By keys")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="By keys", level=1).wait_for()
    page.get_by_label("Text of one report").focus()
    page.keyboard.insert_text(texts["echo"])
    for _ in range(5):  # outlet, date, address, files, the button
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Add to the story"
    page.keyboard.press("Enter")
    page.get_by_text("is added.").wait_for()


def test_another_sites_page_cannot_send_a_form(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    evil = tmp_path / "evil.html"
    evil.write_text(
        f'<form method="post" action="{address}/stories"><input name="title" value="Evil">'
        "<button>x</button></form>"
    )
    context = browser.new_context()
    page = context.new_page()
    page.goto(evil.as_uri())
    page.get_by_role("button").click()
    page.get_by_text("another site's page").wait_for()
    page.goto(address)
    assert page.get_by_text("Evil").count() == 0
    context.close()

"""The page in other circumstances: no scripts, small screens, dark, enlarged, on paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from twosource.model import Dossier

    Open = Callable[..., Any]

NARROW = {"width": 390, "height": 844}


def test_without_scripts_everything_is_there_and_links_work(
    opened: Open, fourteen: Dossier
) -> None:
    page = opened(java_script_enabled=False)
    claims = page.locator("article.claim")
    shared = [c for c in fourteen.claims if c.standing != "single-source"]
    assert claims.count() == len(shared)
    expect(claims.first).to_be_visible()
    expect(page.locator("tr.row").first).to_be_visible()
    for useless in ("#filters", "#tools", "#ask", "#preview", ".copy"):
        expect(page.locator(useless).first).to_be_hidden()
    page.locator("tr.row a.q").nth(3).click()
    target = page.url.partition("#")[2]
    expect(page.locator(f"#{target}")).to_be_in_viewport()
    place = page.locator(f"#{target} a.place").first
    anchor = str(place.get_attribute("href"))[1:]
    place.click()  # into a folded text, which opens by itself
    words = page.locator(f"[data-p~='{anchor}']").first
    expect(words).to_be_in_viewport()
    words.click()
    expect(page.locator(".claim:target")).to_be_in_viewport()
    page.locator("details.fold summary").first.click()
    expect(page.locator("li.line").first).to_be_visible()
    page.locator("details.col summary").first.click()
    expect(page.locator("details.col a").first).to_be_visible()


def overflow(page: Any) -> int:
    """Pixels by which the page is wider than the screen."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


def test_on_a_phone_rows_are_cards(opened: Open) -> None:
    page = opened(viewport=NARROW)
    assert overflow(page) <= 0
    row = page.locator("tr.row").first
    assert row.evaluate("r => getComputedStyle(r).display") == "block"
    saying = row.locator("td:not(.silent):not(.sub)").first
    box, head = saying.bounding_box(), row.locator("th").bounding_box()
    assert head["y"] + head["height"] <= box["y"] + 1
    assert saying.evaluate("td => getComputedStyle(td, '::before').content") == (
        f'"{saying.get_attribute("data-th")}"'
    )
    expect(row.locator("td.silent").first).to_be_hidden()
    expect(row.locator(".quiet")).to_be_visible()
    row.locator("a.q").click()
    drawer = page.locator(".claim.open")
    assert drawer.bounding_box()["width"] == NARROW["width"]
    assert overflow(page) <= 0
    drawer.locator("a.place").first.click()
    expect(page.locator(".report.open")).to_be_visible()
    assert page.evaluate("document.querySelector('.report.open').scrollWidth") <= NARROW["width"]


def test_on_a_phone_the_focus_is_never_behind_what_is_open(opened: Open) -> None:
    page = opened("#claim-1", viewport=NARROW)
    expect(page.locator(".claim.open")).to_be_visible()
    page.locator("tr.row a.q").first.focus()
    expect(page.locator(".claim.open")).to_have_count(0)


@pytest.mark.parametrize("width", [700, 640, 320])
def test_enlarged_nothing_is_cut_off(opened: Open, width: int) -> None:
    """At 200 % a screen of 1280 has 640 pixels, at 400 % 320 (WCAG 1.4.10)."""
    page = opened(viewport={"width": width, "height": 512})
    assert overflow(page) <= 0
    page.locator("tr.row a.q").first.click()
    expect(page.locator(".claim.open h3")).to_be_in_viewport()
    assert overflow(page) <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_light_or_dark_as_preferred(opened: Open, scheme: str) -> None:
    page = opened(color_scheme=scheme)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    channels = [int(c) for c in ground[4:-1].split(",")]
    assert (sum(channels) > 600) == (scheme == "light")


def test_with_reduced_motion_nothing_moves(opened: Open) -> None:
    page = opened("#claim-1", reduced_motion="reduce")
    moving = page.evaluate("document.getAnimations({subtree: true}).length")
    assert moving == 0


def test_paper_has_everything_and_its_sources(opened: Open, fourteen: Dossier) -> None:
    page = opened("#claim-1")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for claim in page.locator("article.claim").all():
        expect(claim).to_be_visible()
    assert page.locator(".text").count() == len(fourteen.reports)
    for text in page.locator(".text").all():
        expect(text).to_be_visible()
    expect(page.locator("li.line").first).to_be_visible()
    expect(page.locator(".claim figcaption .fn").first).to_be_visible()
    expect(page.locator("#sources")).to_be_visible()
    assert page.locator("#sources li").count() == len(fourteen.reports)
    for control in ("#filters", ".tools", ".parts", ".copy"):
        expect(page.locator(control).first).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    expect(page.locator("#single-source li.line").first).to_be_hidden()


@pytest.mark.parametrize("scripts", [True, False])
def test_it_prints_to_pdf(opened: Open, example: Path, *, scripts: bool) -> None:
    """Folded parts are printed with and without the script: the texts are most of the pages."""
    data = opened(path=example, java_script_enabled=scripts).pdf(format="A4")
    assert data.startswith(b"%PDF-")
    pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", data))
    assert pages > 5

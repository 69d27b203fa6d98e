"""axe-core finds nothing against WCAG 2.2 AA, in each form of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Open = Callable[..., Any]

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDE = {"width": 1400, "height": 900}
NARROW = {"width": 390, "height": 844}


def test_no_violation_in_a_large_story(opened: Open) -> None:
    assert found(opened()) == []


@pytest.mark.parametrize(
    ("at", "scheme", "viewport"),
    [
        ("", "light", WIDE),
        ("", "dark", WIDE),
        ("", "light", NARROW),
        ("#claim-2", "light", WIDE),
        ("#claim-2", "dark", NARROW),
        ("#r2", "dark", WIDE),
        ("#r2", "light", NARROW),
    ],
)
def test_no_violation(
    opened: Open, example: Path, at: str, scheme: str, viewport: dict[str, int]
) -> None:
    page = opened(at, path=example, color_scheme=scheme, viewport=viewport)
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    assert found(page) == []


def test_no_violation_without_scripts(opened: Open, example: Path) -> None:
    # axe needs scripts: the page is put into the form that it has without them.
    page = opened(path=example)
    page.evaluate("document.documentElement.classList.remove('js')")
    page.evaluate("document.getElementById('filters').hidden = true")
    assert found(page) == []


def test_no_violation_in_the_help_and_with_citations(opened: Open, example: Path) -> None:
    page = opened("#claim-1", path=example)
    page.locator(".claim.open [data-cite]").first.click()
    assert found(page) == []
    page.locator("#ask").click()
    assert found(page) == []


def found(page: Any) -> list[str]:
    """Each violation with its first places."""
    page.evaluate("scrollTo(0, 0)")  # or what is half under the bar would count as too small
    results = Axe().run(page, options=RULES).response
    return [
        f"{v['id']}: {v['help']} " + " | ".join(n["html"][:150] for n in v["nodes"][:3])
        for v in results["violations"]
    ]

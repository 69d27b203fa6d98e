"""The pictures of the documents: the page of the bundled example and of fourteen reports, and the
summary on a terminal.

    python -m benchmarks.pictures [--out docs/pictures]

Both stories are invented. Each picture shows one place of one page in one form.
"""

from __future__ import annotations

import argparse
import io
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from rich.terminal_theme import DIMMED_MONOKAI

from benchmarks.chromium import chromium

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser, Page

__all__ = ["main"]

ROOT = Path(__file__).parents[1]
STORIES = {
    "example": ROOT / "src" / "twosource" / "example",
    "fourteen": ROOT / "tests" / "dossier" / "fourteen",
}
WIDE, LOW, NARROW = (1240, 760), (1240, 560), (390, 720)
COLUMNS, ROWS = 100, 40  # of the terminal
LARGEST = 150_000  # bytes of one picture, as tests/test_docs.py has it


class Picture(NamedTuple):
    """What to show. `at` is the place in the page, `press` what is clicked there in turn."""

    name: str
    story: str
    size: tuple[int, int] = WIDE
    scheme: Literal["light", "dark"] = "light"
    at: str = ""
    press: tuple[str, ...] = ()


TOLL = "#g-many tr.row[data-standing=updated] a.q"
PICTURES = (
    Picture("page", "fourteen"),
    Picture("page-table", "fourteen", at="#statements"),
    Picture("page-statement", "fourteen", LOW, "dark", at="#statements", press=(TOLL,)),
    Picture(
        "page-text", "fourteen", LOW, at="#r7", press=("[data-layer=names]", "[data-layer=numbers]")
    ),
    Picture("page-narrow", "fourteen", NARROW),
    Picture("page-narrow-table", "fourteen", NARROW, "dark", "#g-many"),
    Picture("page-narrow-statement", "fourteen", NARROW, at="#g-many", press=(TOLL,)),
    Picture("example", "example"),
    Picture("example-dark", "example", scheme="dark", at="#statements"),
    Picture("example-narrow", "example", NARROW, "dark"),
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Make all pictures anew."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "pictures")
    out: Path = parser.parse_args(arguments).out
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        pages = {name: _page(path, Path(folder) / f"{name}.html") for name, path in STORIES.items()}
        for picture in PICTURES:
            target = out / f"{picture.name}.png"
            _draw(browser, pages[picture.story], picture, target)
            _told(target)
        _terminal(browser, STORIES["example"], out / "terminal.png")
        _told(out / "terminal.png")


def _told(target: Path) -> None:
    size = target.stat().st_size
    print(f"{target.name:28} {size // 1000:4} kB{'  TOO LARGE' * (size >= LARGEST)}")


def _page(reports: Path, target: Path) -> Path:
    import twosource  # noqa: PLC0415 - loads the parser
    from twosource.dossier.page import page  # noqa: PLC0415
    from twosource.intake import read_inputs  # noqa: PLC0415

    target.write_text(page(twosource.compare(read_inputs([str(reports)]).reports)), "utf-8")
    return target


def _terminal(browser: Browser, reports: Path, target: Path) -> None:
    """The summary as a terminal of `COLUMNS` shows it."""
    from rich.console import Console  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    import twosource  # noqa: PLC0415 - loads the parser
    from twosource.dossier.terminal import render  # noqa: PLC0415
    from twosource.intake import read_inputs  # noqa: PLC0415

    dossier = twosource.compare(read_inputs([str(reports)]).reports)
    lines = render(dossier, width=COLUMNS, color=True).splitlines()[:ROWS]
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi("\n".join(lines)))
    shown = console.export_html(inline_styles=True, theme=DIMMED_MONOKAI)
    page = browser.new_page(viewport={"width": 900, "height": 640})
    page.set_content(shown)
    page.add_style_tag(content="body{margin:16px;font-size:14px}pre{line-height:1.35}")
    page.screenshot(path=target)
    page.close()


def _draw(browser: Browser, file: Path, picture: Picture, target: Path) -> None:
    width, height = picture.size
    page: Page = browser.new_page(
        viewport={"width": width, "height": height}, color_scheme=picture.scheme
    )
    page.goto(file.as_uri() + picture.at)
    for selector in picture.press:
        page.locator(f"{selector} >> visible=true").first.click()
    page.mouse.move(0, 0)
    page.wait_for_timeout(400)  # until a preview is gone
    page.screenshot(path=target)
    page.close()


if __name__ == "__main__":
    main()

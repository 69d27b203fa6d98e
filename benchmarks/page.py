"""The page of a large story: how long it takes to write, beside comparing, and to open.

    python -m benchmarks.page [--shared ../shared] [--reports 100] [--write docs/benchmarks.md]

Compares the first reports of `reuse/oneday_events.jsonl` that have 300 words or more, as if they
were of one story, and writes their page; processor time of both in one process. Opens it in
Chromium and traces the main thread: tasks over 50 ms once it is loaded, and while one works in it.
Leaves with status 1 where a limit is missed; without ../shared it says so and leaves with 0.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.chromium import MISSING, chromium, found
from benchmarks.document import written
from benchmarks.speed import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.sync_api import Page

    from twosource.model import Report

__all__ = ["main"]

SHARE_LIMIT = 0.2  # of the time of comparing
TASK_LIMIT = 200.0  # milliseconds of one task after load
WORDS = 300

# The browser's own account of tasks over 50 ms: https://www.w3.org/TR/longtasks-1/
WATCH = """
window.tasks = [];
new PerformanceObserver((list) => {
  for (const task of list.getEntries()) window.tasks.push([task.startTime, task.duration]);
}).observe({type: "longtask", buffered: true});
"""

# What one does, each with the keys or the place that does it.
STEPS = (
    ("open a statement", "location.hash = 'claim-1'"),
    ("open a text", "location.hash = 'r1'"),
    (
        "filter by a word",
        "q.value = 'people'; q.dispatchEvent(new Event('input', {bubbles: true}))",
    ),
    ("unfold single statements", "document.getElementById('single-source').open = true"),
    ("scroll down", "scrollTo(0, document.body.scrollHeight / 2)"),
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print a line for each figure, write the table where it is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--reports", type=int, default=100)
    parser.add_argument("--write", type=Path)
    options = parser.parse_args(arguments)
    source = options.shared / "reuse" / "oneday_events.jsonl"
    if not source.exists():
        print(f"{source} is not there: nothing is measured")
        return
    sheet = Sheet()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        _write(list(islice(_reports(source), options.reports)), file, sheet)
        if found() is None:
            print(MISSING)
        else:
            _open(file, sheet)
    if options.write:
        document = options.write.read_text("utf-8")
        options.write.write_text(written(document, "page", "\n".join(sheet.rows)), "utf-8")
    sys.exit(sheet.missed)


def _reports(source: Path) -> Iterator[Report]:
    import twosource  # noqa: PLC0415 - loads the parser

    for line in source.read_text("utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        if len(row["text"].split()) >= WORDS:
            yield twosource.report(
                row["text"],
                id=row["id"],
                title=row["title"],
                outlet=row["outlet"],
                published=row["date"] or None,
            )


def _write(reports: list[Report], file: Path, sheet: Sheet) -> None:
    import twosource  # noqa: PLC0415
    from twosource.dossier.page import page  # noqa: PLC0415

    began = time.process_time()
    dossier = twosource.compare(reports)
    compared = time.process_time() - began
    began = time.process_time()
    text = page(dossier)
    drawn = time.process_time() - began
    file.write_text(text, "utf-8")
    words = sum(len(r.text.split()) for r in reports)
    what = f"{len(reports)} reports, {words} words, {len(dossier.claims)} claims: comparing"
    sheet.line(what, f"{compared:.1f} s")
    share = drawn / compared
    sheet.line(
        f"writing the page, {len(text.encode()) / 1e6:.1f} MB",
        f"{drawn:.1f} s, {share:.3f} of it",
        wall=share,
        limit=SHARE_LIMIT,
    )


def _open(file: Path, sheet: Sheet) -> None:
    with chromium() as browser:
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.add_init_script(WATCH)
        page.goto(file.as_uri(), timeout=120_000)
        loaded = page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")
        _line(page, f"longest task after load ({loaded / 1000:.1f} s)", sheet, since=loaded)
        for what, script in STEPS:
            page.evaluate(f"const q = document.getElementById('q'); tasks.length = 0; {script}")
            _line(page, f"longest task: {what}", sheet)


def _line(page: Page, what: str, sheet: Sheet, since: float = 0.0) -> None:
    page.wait_for_timeout(1500)
    tasks = page.evaluate("tasks")
    longest = max((length for start, length in tasks if start >= since), default=0.0)
    told = f"{longest:.0f} ms" if longest else "under 50 ms"
    sheet.line(what, told, wall=longest, limit=TASK_LIMIT)


if __name__ == "__main__":
    main()

"""Time and memory, each beside its yardstick in the same run, several times in turn; medians.

    python -m benchmarks.speed [--shared ../shared] [--repeat 7] [--write FILE]

Compares the two seeds (the bundled example where ../shared is missing). Leaves with status 1 where
a limit is missed. Wall time decides; processor time stands beside it, for a busy machine.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.document import written
from benchmarks.stories import COMMAND, write_table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from twosource.model import Report

__all__ = ["main"]

COMPARE_LIMIT = 2.0  # times importing spaCy and loading the model
HELP_LIMIT = 1.5  # times importing click
READING_LIMIT = 1.3  # times the bare pipeline
MEMORY_LIMIT = 600  # megabytes
SOURCES = Path(__file__).parents[1] / "src" / "twosource"
LOAD = f"import spacy; spacy.load({str(SOURCES / 'weights' / 'english')!r})"


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall seconds, processor seconds, and megabytes at the peak."""

    wall: float
    processor: float
    megabytes: float = 0.0


def child(arguments: Sequence[str]) -> Cost:
    """What a fresh process takes. Its peak holds ours too, so call it before loading much."""
    # With byte code, as an installed package has it: the first round writes it.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, env=environment)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(arguments)} left with status {process.returncode}")
    unit = 1e6 if sys.platform == "darwin" else 1e3
    wall = time.perf_counter() - began
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


def in_turn(runs: Sequence[Callable[[], Cost]], repeat: int) -> list[list[Cost]]:
    """Each run `repeat` times, one after the other in turn, after one round that is thrown away."""
    for run in runs:
        run()
    rounds = [[run() for run in runs] for _ in range(repeat)]
    return [[one[k] for one in rounds] for k in range(len(runs))]


def ratio(ours: Sequence[Cost], theirs: Sequence[Cost]) -> tuple[float, float]:
    """The medians of the rounds' ratios: wall time, processor time."""
    pairs = list(zip(ours, theirs, strict=True))
    return (
        median(a.wall / b.wall for a, b in pairs),
        median(a.processor / b.processor for a, b in pairs),
    )


class Sheet:
    """Prints each line and remembers whether a limit was missed."""

    def __init__(self) -> None:
        self.missed = False
        self.rows = ["| what | measured | limit |", "|---|---|---:|"]

    def line(self, what: str, figure: str, *, wall: float = 0.0, limit: float = 0.0) -> None:
        verdict = ""
        if limit:
            verdict = f"   limit {limit:g}"
            if wall > limit:
                verdict += "   MISSED"
                self.missed = True
        self.rows.append(f"| {what} | {figure} | {f'{limit:g}' if limit else ''} |")
        print(f"{what:46} {figure}{verdict}", flush=True)

    def ratio(self, what: str, ours: list[Cost], theirs: list[Cost], limit: float = 0.0) -> None:
        wall, processor = ratio(ours, theirs)
        seconds = median(c.wall for c in ours), median(c.wall for c in theirs)
        shown = (
            f"{wall:.2f} x ({seconds[0]:.3f} s / {seconds[1]:.3f} s; processor {processor:.2f} x)"
        )
        self.line(what, shown, wall=wall, limit=limit)


def inputs(shared: Path) -> list[str]:
    """The two seeds, or the bundled example's files."""
    seeds = sorted(str(p) for p in (shared / "seeds").glob("*.txt"))
    example = (SOURCES / "example").iterdir()
    return seeds or sorted(str(p) for p in example if p.suffix in {".txt", ".html"})


def commands(sheet: Sheet, shared: Path, repeat: int) -> None:
    """Whole commands beside the imports that they cannot do without."""
    python = sys.executable
    given = inputs(shared)
    compare, load = in_turn(
        [lambda: child([*COMMAND, "compare", *given]), lambda: child([python, "-c", LOAD])], repeat
    )
    sheet.ratio(f"compare {len(given)} reports / import and load", compare, load, COMPARE_LIMIT)
    peak = max(c.megabytes for c in compare)
    sheet.line("peak memory of that comparison", f"{peak:.0f} MB", wall=peak, limit=MEMORY_LIMIT)
    told, click, rich = in_turn(
        [
            lambda: child([*COMMAND, "--help"]),
            lambda: child([python, "-c", "import click"]),
            lambda: child([python, "-c", "import click, rich"]),
        ],
        2 * repeat,
    )
    sheet.ratio("twosource --help / import click", told, click, HELP_LIMIT)
    sheet.ratio("twosource --help / import click, rich", told, rich)


def reports(shared: Path) -> list[Report]:
    """The reports of all stories, or the bundled example's several times."""
    import tempfile  # noqa: PLC0415 - children must be measured before much is loaded

    from twosource.intake import read_inputs  # noqa: PLC0415

    stories = shared / "stories" / "stories"
    if not stories.is_dir():
        return [r for _ in range(20) for r in read_inputs(inputs(shared)).reports]
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "reports.jsonl"
        write_table(stories, table)
        return list(read_inputs([str(table)]).reports)


def reading(sheet: Sheet, given: Sequence[Report], repeat: int) -> None:
    """All layers of the reading beside the bare pipeline on the same texts."""
    import spacy  # noqa: PLC0415

    from twosource.pipeline import read_many  # noqa: PLC0415
    from twosource.reading.language import WEIGHTS, load  # noqa: PLC0415

    nlp = load()
    texts = [r.text[b.start : b.end] for r in given for b in r.blocks if b.compared]
    words = sum(len(t.split()) for t in texts)

    def timed(run: Callable[[], object]) -> Callable[[], Cost]:
        def cost() -> Cost:
            wall, processor = time.perf_counter(), time.process_time()
            run()
            return Cost(time.perf_counter() - wall, time.process_time() - processor)

        return cost

    def ours() -> None:
        for _ in read_many(given):
            pass

    # The pipeline as spaCy itself loads the weights, and as `load` does, whose matrix products are
    # faster: the limit is about the first, the second is what the layers cost beside our own.
    plain = spacy.load(WEIGHTS)

    def bare() -> None:
        for _ in plain.pipe(texts):
            pass

    def fast() -> None:
        for _ in nlp.pipe(texts):
            pass

    layers, pipeline, own = in_turn([timed(ours), timed(bare), timed(fast)], repeat)
    sheet.ratio(f"all layers / bare pipeline, {words} words", layers, pipeline, READING_LIMIT)
    sheet.ratio("all layers / bare pipeline as `load` gives it", layers, own)
    costs_of = (("all layers", layers), ("bare pipeline", pipeline), ("bare, as `load`", own))
    for what, costs in costs_of:
        rate = words / median(c.wall for c in costs)
        sheet.line(f"words a second, {what}", f"{rate:.0f}")


def candidate_pairs(sheet: Sheet, given: Sequence[Report]) -> None:
    """How many pairs of sentences are compared, of all between different reports."""
    from twosource.claims import candidates  # noqa: PLC0415
    from twosource.claims.terms import story_of  # noqa: PLC0415
    from twosource.pipeline import read_many  # noqa: PLC0415
    from twosource.stories.entities import link  # noqa: PLC0415

    compared = everything = 0
    by_story: dict[str | None, list[Report]] = {}
    for report in {(r.story, r.id): r for r in given}.values():
        by_story.setdefault(report.story, []).append(report)
    for members in by_story.values():
        readings = tuple(read_many(members))
        story = story_of(readings, link(readings))
        sizes = [sum(u.report == k for u in story.units) for k in range(len(members))]
        everything += (sum(sizes) ** 2 - sum(n * n for n in sizes)) // 2
        compared += len(candidates.pairs(story))
    share = 100 * compared / max(1, everything)
    sheet.line("pairs of sentences compared", f"{compared} of {everything} ({share:.0f} %)")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run everything; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--repeat", type=int, default=7)
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table into FILE")
    asked = parser.parse_args(arguments)
    sheet = Sheet()
    if not asked.shared.is_dir():
        print(f"{asked.shared} is missing: the bundled example is measured instead")
    commands(sheet, asked.shared, asked.repeat)
    given = reports(asked.shared)
    reading(sheet, given, max(3, asked.repeat // 2))
    candidate_pairs(sheet, given)
    if asked.write:
        document = asked.write.read_text(encoding="utf-8")
        asked.write.write_text(written(document, "speed", "\n".join(sheet.rows)), encoding="utf-8")
    return 1 if sheet.missed else 0


if __name__ == "__main__":
    sys.exit(main())

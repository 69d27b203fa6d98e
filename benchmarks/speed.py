"""Time and memory, each beside its yardstick in the same run, several times in turn.

    python -m benchmarks.speed [--shared ../shared] [--repeat 7] [--reading] [--write FILE]

Whole commands: medians of the rounds; wall time decides, processor time stands beside it, for a
busy machine. The reading beside the bare pipeline, in one process on one core: processor time, the
least of the rounds.

Compares the two seeds (the bundled example where ../shared is missing). Leaves with status 1 where
a limit is missed.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
import time
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.document import written
from benchmarks.stories import COMMAND, write_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import ModuleType

    from twosource.model import Report
    from twosource.reading.parse import Parsed

__all__ = ["main"]

COMPARE_LIMIT = 2.0  # times importing spaCy and loading the model
HELP_LIMIT = 1.5  # times importing click
READING_LIMIT = 1.5  # times the bare pipeline: the layers cost at most half of it
HALF = 0.5  # of the bare pipeline
MEMORY_LIMIT = 600  # megabytes
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
SOURCES = Path(__file__).parents[1] / "src" / "twosource"
# The module that is imported first knows the form in which the word vectors are kept.
LOAD = (
    "import spacy, twosource.reading.language_vectors; "
    f"spacy.load({str(SOURCES / 'weights' / 'english')!r})"
)


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall seconds, processor seconds, and megabytes at the peak."""

    wall: float
    processor: float
    megabytes: float = 0.0

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.wall + other.wall, self.processor + other.processor)


NO_COST = Cost(0.0, 0.0)


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
    for times in (1, 20):
        with repeated(given, times) as table:
            peak = child([*COMMAND, "read", table, "--json"]).megabytes
        what = f"peak memory of reading {times * len(given)} reports from a table"
        sheet.line(what, f"{peak:.0f} MB", wall=peak, limit=MEMORY_LIMIT)
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


@contextmanager
def repeated(given: Sequence[str], times: int) -> Iterator[str]:
    """The path of a JSONL table with the texts of these files, so many times over."""
    import tempfile  # noqa: PLC0415

    rows = [{"id": p, "text": Path(p).read_text(encoding="utf-8", errors="replace")} for p in given]
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "rows.jsonl"
        table.write_text("\n".join(json.dumps(row) for _ in range(times) for row in rows))
        yield str(table)


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
    """The whole reading beside the bare pipeline on the same texts, and what each layer takes.

    The two run in turn, and the least of the rounds counts: other work on the machine only adds.
    The yardstick is `nlp.pipe` alone, of the pipeline as our own `load` gives it, in batches of
    the size that reading uses.
    """
    from twosource.pipeline import read_many  # noqa: PLC0415
    from twosource.reading.language import load  # noqa: PLC0415
    from twosource.reading.parse import BATCH  # noqa: PLC0415

    nlp = load()
    texts = [r.text[b.start : b.end] for r in given for b in r.blocks if b.compared]
    words = sum(len(t.split()) for t in texts)

    def bare() -> None:
        deque(nlp.pipe(texts, batch_size=BATCH), maxlen=0)

    def whole() -> None:
        deque(read_many(given), maxlen=0)

    gc.collect()
    gc.freeze()  # as the command `read` does once the model is loaded
    rounds: dict[str, list[Cost]] = {}
    for number in range(repeat + 1):
        costs = {"bare": timed(bare), "whole": timed(whole), **by_layer(given)}
        for what, cost in costs.items() if number else ():
            rounds.setdefault(what, []).append(cost)
    least = {
        what: Cost(min(c.wall for c in costs), min(c.processor for c in costs))
        for what, costs in rounds.items()
    }
    pipeline, everything = least.pop("bare"), least.pop("whole")
    share = everything.processor / pipeline.processor
    sheet.line(
        f"whole reading / bare pipeline, {words} words",
        f"{share:.2f} x (processor; wall {everything.wall / pipeline.wall:.2f} x)",
        wall=share,
        limit=READING_LIMIT,
    )
    sheet.line("all layers / bare pipeline", f"{share - 1:.2f} x", wall=share - 1, limit=HALF)
    for what, cost in (("whole reading", everything), ("bare pipeline", pipeline)):
        sheet.line(
            f"{what}, microseconds a word",
            f"{1e6 * cost.processor / words:.1f} ({words / cost.processor:.0f} words a second)",
        )
    for what, cost in least.items():
        sheet.line(f"- {what}, microseconds a word", f"{1e6 * cost.processor / words:.1f}")


def timed(run: Callable[[], object]) -> Cost:
    wall, processor = time.perf_counter(), time.process_time()
    run()
    return Cost(time.perf_counter() - wall, time.process_time() - processor)


def by_layer(given: Sequence[Report]) -> dict[str, Cost]:
    """What each layer takes for all reports, in the order in which `layers` calls them."""
    from twosource.reading import report  # noqa: PLC0415
    from twosource.reading.parse import parse  # noqa: PLC0415

    spent: dict[str, Cost] = {}
    for parsed in parse(given):
        made = partial(_tables, parsed)
        spent["word table"] = spent.get("word table", NO_COST) + timed(made)
        with taken_apart(report, spent):
            report.layers(parsed)
    return spent


def _tables(parsed: Parsed) -> None:
    from twosource.reading.quantities.lexemes import Lexemes  # noqa: PLC0415
    from twosource.reading.table import Table  # noqa: PLC0415

    for part in parsed.docs:
        Lexemes(Table(part.doc).text)


@contextmanager
def taken_apart(report: ModuleType, spent: dict[str, Cost]) -> Iterator[None]:
    """While it lasts, what each layer of `report.layers` takes is added to `spent`."""
    rooms = ("names", "times", "quantities", "attribution", "statements")
    places = [(report, "sentences_of"), *((getattr(report, room), "find") for room in rooms)]
    kept = [getattr(place, name) for place, name in places]

    def around(what: str, find: Callable[..., object]) -> Callable[..., object]:
        def run(*given: object) -> object:
            found: list[object] = []
            cost = timed(lambda: found.append(find(*given)))
            spent[what] = spent.get(what, NO_COST) + cost
            return found[0]

        return run

    try:
        for (place, name), what, find in zip(places, ("sentences", *rooms), kept, strict=True):
            setattr(place, name, around(what, find))
        yield
    finally:
        for (place, name), find in zip(places, kept, strict=True):
            setattr(place, name, find)


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
    parser.add_argument("--reading", action="store_true", help="the reading and its layers only")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table into FILE")
    asked = parser.parse_args(arguments)
    for threads in ONE_THREAD:
        os.environ[threads] = "1"
    sheet = Sheet()
    if not asked.shared.is_dir():
        print(f"{asked.shared} is missing: the bundled example is measured instead")
    if not asked.reading:
        commands(sheet, asked.shared, asked.repeat)
    given = reports(asked.shared)
    reading(sheet, given, asked.repeat)
    if not asked.reading:
        candidate_pairs(sheet, given)
    if asked.write:
        document = asked.write.read_text(encoding="utf-8")
        asked.write.write_text(written(document, "speed", "\n".join(sheet.rows)), encoding="utf-8")
    return 1 if sheet.missed else 0


if __name__ == "__main__":
    sys.exit(main())

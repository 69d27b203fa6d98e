"""Stories of 2 to 1,000 reports: how many pairs of sentences are compared, and what it takes.

    python -m benchmarks.scale [--shared ../shared] [--sizes 2 10 100] [--write FILE]

The reports are those of one event (the largest of `reuse/oneday_events.jsonl`, 612 reports), then
those of the file's other events, then ECB+ documents, in the order of the files: the last two are
noise, which a story of 1,000 reports needs. Small stories are measured several at a time, of
different reports, until there are 100.

Processor time on one core, each size in a process of its own, once: the reading of the reports,
then all names across them, the origins, and the claims, with the model and the word tables loaded
before. Leaves with status 1 where all but the reading of 100 reports takes more than half of the
time of the reading, or where a statement takes more than twice as long in the largest stories as in
those of 10. A story of 1,000 reports takes some five minutes and is not measured unless asked for.
"""

from __future__ import annotations

import argparse
import gc
import json
import multiprocessing
import os
import resource
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.document import written
from benchmarks.speed import ONE_THREAD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.model import Reading, Report

__all__ = ["main"]

AT_LEAST = 100  # reports that are measured for each size
SIZES = (2, 10, 100)
HALF = 0.5  # of the reading, which origins and claims may take
GROWTH = 2.0  # times the time of a statement in stories of 10 reports
COLUMNS = (
    "reports",
    "stories",
    "sentences",
    "statements",
    "pairs compared",
    "of all",
    "for a sentence",
    "reading",
    "names",
    "origins",
    "claims",
    "all but the reading / the reading",
    "µs for a statement",
    "peak memory (of the reading)",
)
HEAD = (f"| {' | '.join(COLUMNS)} |", f"|{'---:|' * len(COLUMNS)}")


@dataclass(frozen=True, slots=True)
class Scale:
    """Figures of some stories of one size: counts, processor seconds, and megabytes at the peak,
    after the reading and in all.
    """

    reports: int
    stories: int = 0
    sentences: int = 0
    statements: int = 0
    compared: int = 0
    possible: int = 0
    reading: float = 0.0
    names: float = 0.0
    origins: float = 0.0
    claims: float = 0.0
    read_memory: float = 0.0
    memory: float = 0.0

    @property
    def share(self) -> float:
        """What origins and claims take, as a share of the reading."""
        return (self.names + self.origins + self.claims) / self.reading

    @property
    def statement(self) -> float:
        """Microseconds that origins and claims take for each statement."""
        return 1e6 * (self.names + self.origins + self.claims) / self.statements

    @property
    def row(self) -> str:
        """The figures as a row of the table."""
        share = 100 * self.compared / max(1, self.possible)
        cells = (
            f"{self.reports:,}",
            f"{self.stories}",
            f"{self.sentences:,}",
            f"{self.statements:,}",
            f"{self.compared:,}",
            f"{share:.2g} %" if share < 100 else "all",
            f"{self.compared / self.sentences:.1f}",
            *(f"{s:.2f} s" for s in (self.reading, self.names, self.origins, self.claims)),
            f"{self.share:.2f}",
            f"{self.statement:.0f}",
            f"{self.memory:.0f} MB ({self.read_memory:.0f})",
        )
        return f"| {' | '.join(cells)} |"


def rows_of(shared: Path) -> list[tuple[str, str, str | None]]:
    """Id, text and outlet of all reports there are, those of the largest event first."""
    lines = (shared / "reuse" / "oneday_events.jsonl").read_text(encoding="utf-8").splitlines()
    events = [json.loads(line) for line in lines]
    size = Counter(row["id"].partition("-")[0] for row in events)
    events.sort(key=lambda row: -size[row["id"].partition("-")[0]])
    lines = (shared / "claims" / "ecbplus_docs.jsonl").read_text(encoding="utf-8").splitlines()
    noise = [json.loads(line) for line in lines]
    return [(row["id"], row["text"], row.get("outlet")) for row in events] + [
        (row["doc"], row["text"], None) for row in noise
    ]


def measured(shared: Path, size: int) -> Scale:
    """The figures of one size. Raises ValueError where there are not as many reports."""
    from twosource.intake import report_from_text  # noqa: PLC0415 - only the child loads it

    rows = rows_of(shared)
    stories = max(1, AT_LEAST // size)
    if len(rows) < size:
        raise ValueError(f"there are {len(rows)} reports: leave out the size {size}")
    reports = [
        report_from_text(text, id=name, outlet=outlet)
        for name, text, outlet in rows[: size * stories]
    ]
    return of_stories([reports[k * size : (k + 1) * size] for k in range(stories)])


def of_stories(stories: Sequence[Sequence[Report]]) -> Scale:
    """The figures of stories of one size."""
    from twosource.pipeline import compare, read_many  # noqa: PLC0415

    compare([stories[0][0].text, stories[0][-1].text])  # loads the model and the tables
    gc.collect()
    gc.freeze()
    began = time.process_time()
    readings = [list(read_many(reports)) for reports in stories]
    took = time.process_time() - began
    read_memory = memory()
    gc.collect()
    times = [_taken(story) for story in readings]
    peak = memory()
    pairs = [_pairs(story) for story in readings]
    every = [reading for story in readings for reading in story]
    return Scale(
        reports=len(stories[0]),
        stories=len(stories),
        sentences=sum(len(r.sentences) for r in every),
        statements=sum(len(r.statements) for r in every),
        compared=sum(compared for compared, _ in pairs),
        possible=sum(possible for _, possible in pairs),
        reading=took,
        names=sum(t[0] for t in times),
        origins=sum(t[1] for t in times),
        claims=sum(t[2] for t in times),
        read_memory=read_memory,
        memory=peak,
    )


def _taken(readings: Sequence[Reading]) -> tuple[float, float, float]:
    from twosource.claims import find  # noqa: PLC0415
    from twosource.origins.tracing import trace  # noqa: PLC0415
    from twosource.stories.entities import link  # noqa: PLC0415

    times = [time.process_time()]
    entities = link(readings)
    times.append(time.process_time())
    tracing = trace(readings, entities)
    times.append(time.process_time())
    find(readings, entities, tracing)
    times.append(time.process_time())
    return times[1] - times[0], times[2] - times[1], times[3] - times[2]


def _pairs(readings: Sequence[Reading]) -> tuple[int, int]:
    """Pairs of sentences that are compared, and all of different reports."""
    from twosource.claims import candidates  # noqa: PLC0415
    from twosource.claims.terms import story_of  # noqa: PLC0415
    from twosource.stories.entities import link  # noqa: PLC0415

    story = story_of(readings, link(readings))
    sizes = Counter(u.report for u in story.units).values()
    return len(candidates.pairs(story)), (sum(sizes) ** 2 - sum(n * n for n in sizes)) // 2


def memory() -> float:
    """Megabytes at the peak of this process so far."""
    unit = 1e6 if sys.platform == "darwin" else 1e3
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


def missed(found: Sequence[Scale]) -> list[str]:
    """What is over its limit, in plain words."""
    out = [
        f"{s.reports} reports: {s.share:.2f} of the reading, over {HALF}"
        for s in found
        if s.reports == AT_LEAST and s.share > HALF
    ]
    small = next((s for s in found if s.reports == 10), None)
    if small is not None and (growth := found[-1].statement / small.statement) > GROWTH:
        out.append(f"a statement takes {growth:.2f} times as long as of 10, over {GROWTH:g}")
    return out


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every size; gives the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES), metavar="N")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the table into FILE")
    asked = parser.parse_args(arguments)
    if not (asked.shared / "reuse").is_dir():
        print(f"{asked.shared} is missing: no stories to measure")
        return 0
    for threads in ONE_THREAD:
        os.environ[threads] = "1"
    print("\n".join(HEAD))
    found = []
    for size in sorted(set(asked.sizes)):
        # A process of its own, so that its peak of memory is its own too.
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            found.append(pool.submit(measured, asked.shared, size).result())
        print(found[-1].row, flush=True)
    if asked.write:
        document = asked.write.read_text(encoding="utf-8")
        table = "\n".join([*HEAD, *(s.row for s in found)])
        asked.write.write_text(written(document, "scale", table), encoding="utf-8")
    over = missed(found)
    print("\n".join(f"MISSED: {line}" for line in over))
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())

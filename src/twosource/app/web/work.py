"""The process that compares: it takes tasks from a pipe and tells how far it has come.

It holds the language model and the readings of the stories it saw last; the server holds neither,
and goes on if this process dies.
"""

from __future__ import annotations

import os
import signal
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from twosource.app.web.keeping import Kept, key_of_reading
from twosource.app.web.limits import limits
from twosource.errors import NoReports, ReadingError, TwosourceError
from twosource.model import Decision, Problem, Reading, Report

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from multiprocessing.connection import Connection

    from twosource.model import Dossier

__all__ = ["Done", "Failed", "Progress", "Task", "carry_out", "compared", "work"]

_HELD = 500  # readings in memory; some 20 to 200 kB each


@dataclass(frozen=True, slots=True)
class Task:
    """One comparison. `actions` is the address that the page's forms send decisions to."""

    key: str
    folder: str
    title: str
    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]
    decisions: tuple[Decision, ...]
    actions: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the task has come: a stage in one word, what is done, and of how many."""

    stage: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Done:
    """The dossier lies beside the story, and this is its page."""

    page: str


@dataclass(frozen=True, slots=True)
class Failed:
    """There is no dossier, for a reason in plain words."""

    reason: str


class Held(OrderedDict[str, Reading]):
    """Readings by their keys, those used last at the end."""

    def take(self, key: str, kept: Kept) -> Reading | None:
        """The reading, from memory or from the disk; it is then in both."""
        reading = self.get(key)
        if reading is None:
            reading = kept.reading(key)
        elif not kept.has_reading(key):  # the same text was read for another story
            kept.keep_reading(key, reading)
        if reading is not None:
            self.put(key, reading)
        return reading

    def put(self, key: str, reading: Reading) -> None:
        """Hold it, and let go of those that nobody asked for lately."""
        self[key] = reading
        self.move_to_end(key)
        while len(self) > _HELD:
            self.popitem(last=False)


def work(pipe: Connection) -> None:
    """Do tasks until the pipe is closed, as it is when the server ends, however it ends."""
    from twosource.reading.workers import ONE_THREAD  # noqa: PLC0415

    os.environ.update(ONE_THREAD)  # before numpy: threads would change the last bit of a product
    with suppress(ValueError):  # not in the main thread: a test
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    held = Held()
    with suppress(EOFError, OSError):
        while True:
            task = pipe.recv()
            pipe.send(carry_out(task, held, pipe.send))


def carry_out(task: Task, held: Held, tell: Callable[[Progress], None]) -> Done | Failed:
    """Do a task, and say how it ended; an error costs this task only."""
    from twosource.app.web.paging import dossier_page  # noqa: PLC0415 - jinja is slow to import

    def on_progress(stage: str, done: int, total: int) -> None:
        tell(Progress(stage, done, total))

    try:
        dossier = compared(task, held, on_progress)
        on_progress("page", 0, 1)
        page = dossier_page(dossier, actions=task.actions)
        kept = Kept(Path(task.folder))
        kept.keep_dossier(task.key, dossier)
        kept.drop(readings=[key_of_reading(r) for r in task.reports], dossiers=limits().comparisons)
    except (BrokenPipeError, EOFError):
        raise
    except TwosourceError as error:
        return Failed(str(error))
    except OSError as error:
        return Failed(f"the comparison cannot be kept in {task.folder}: {error.strerror or error}")
    except Exception as error:  # noqa: BLE001 - the next task must not pay for this one
        return Failed(f"an error of twosource itself ({type(error).__name__}: {error})")
    return Done(page)


def compared(task: Task, held: Held, on_progress: Callable[[str, int, int], None]) -> Dossier:
    """The dossier of a task; only reports that were not read before are read.

    Raises NoReports where there is none that can be read, ModelError.
    """
    kept = Kept(Path(task.folder))
    keys = [key_of_reading(r) for r in task.reports]
    found = {k: held.take(key, kept) for k, key in enumerate(keys)}
    missing = [k for k, reading in found.items() if reading is None]
    problems = list(task.problems)
    done, total = len(keys) - len(missing), len(keys)
    on_progress("reading", done, total)
    if missing:
        from twosource.reading.workers import read_each  # noqa: PLC0415 - loads the parser

        made = read_each([task.reports[k] for k in missing], _itself)
        for k, reading in zip(missing, made, strict=True):
            done += 1
            on_progress("reading", done, total)
            if isinstance(reading, ReadingError):
                problems.append(Problem(reading.name, reading.reason))
                continue
            found[k] = reading
            held.put(keys[k], reading)
            kept.keep_reading(keys[k], reading)
    readings = [
        replace(reading, report=task.reports[k])
        for k, reading in found.items()
        if reading is not None
    ]
    if not readings:
        raise NoReports("there is no report to compare; add one that can be read")
    return _dossier(readings, problems, task, on_progress)


def _dossier(
    readings: Sequence[Reading],
    problems: Sequence[Problem],
    task: Task,
    on_progress: Callable[[str, int, int], None],
) -> Dossier:
    from twosource.pipeline import dossier_of  # noqa: PLC0415

    return dossier_of(
        readings,
        problems=problems,
        story=task.title,
        decisions=task.decisions,
        on_progress=on_progress,
    )


def _itself(reading: Reading) -> Reading:
    return reading

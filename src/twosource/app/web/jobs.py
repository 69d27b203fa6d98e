"""Comparisons under way: one process does them, one after another, and each can be asked after."""

from __future__ import annotations

import signal
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, replace
from multiprocessing import get_context, resource_tracker
from threading import Condition, Thread
from typing import TYPE_CHECKING, Literal

from twosource.app.web.work import Done, Failed, Progress, Task, work

if TYPE_CHECKING:
    from collections.abc import Callable
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

__all__ = ["Job", "Jobs"]

_PATIENCE = 2.0  # seconds for the process to end by itself
_DIED = (
    "the process that compared has ended; there may be too little memory. Nothing of the story is "
    "lost: compare again"
)


@dataclass(frozen=True, slots=True)
class Job:
    """One comparison of one story. `key` names its dossier; `reason` says why it failed."""

    key: str
    state: Literal["waiting", "running", "done", "failed"]
    stage: str = ""
    done: int = 0
    total: int = 0
    reason: str = ""

    @property
    def over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in {"done", "failed"}


class Jobs:
    """Takes tasks; a story has one at a time, and a newer one takes the place of one that waits.

    `keep` is given each finished task and the page that it made.
    """

    def __init__(self, keep: Callable[[Task, str], None]) -> None:
        self._keep = keep
        self._changed = Condition()
        self._waiting: OrderedDict[str, Task] = OrderedDict()
        self._jobs: dict[str, Job] = {}
        self._closed = False
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._thread = Thread(target=self._run, name="comparisons", daemon=True)
        self._thread.start()

    def start(self, story: str, task: Task) -> Job:
        """Have a story compared; where the same is under way already, that."""
        with self._changed:
            job = self._jobs.get(story)
            if job is not None and job.key == task.key and not job.over:
                return job
            self._waiting[story] = task
            job = self._jobs[story] = Job(task.key, "waiting")
            self._changed.notify_all()
            return job

    def of(self, story: str) -> Job | None:
        """How the story's last comparison stands, or None where none was asked for."""
        with self._changed:
            return self._jobs.get(story)

    def wait(self, story: str, seconds: float) -> Job | None:
        """The same, after it is over or the time is."""
        with self._changed:
            self._changed.wait_for(lambda: self._over(story), seconds)
            return self._jobs.get(story)

    @property
    def process(self) -> SpawnProcess | None:
        """The process that compares, once there is one."""
        return self._process

    def close(self) -> None:
        """End the process; what was under way is not finished."""
        with self._changed:
            self._closed = True
            self._waiting.clear()
            self._changed.notify_all()
            process = self._process
        if process is not None:
            process.terminate()
        self._thread.join(_PATIENCE)
        self._end()

    def _over(self, story: str) -> bool:
        job = self._jobs.get(story)
        return job is None or job.over

    def _run(self) -> None:
        if hasattr(signal, "pthread_sigmask"):
            resource_tracker.ensure_running()  # its own start would lift the mask
            # What is started here leaves Ctrl-C to the server.
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._closed or bool(self._waiting))
                if self._closed:
                    return
                story, task = self._waiting.popitem(last=False)
                self._jobs[story] = Job(task.key, "running", "starting")
                self._changed.notify_all()
            try:
                self._do(story, task)
            except (EOFError, OSError):
                self._end()
                self._tell(story, task, Failed(_DIED))

    def _do(self, story: str, task: Task) -> None:
        pipe = self._ready()
        pipe.send(task)
        while True:
            said = pipe.recv()
            if isinstance(said, Done):
                self._keep(task, said.page)
            self._tell(story, task, said)
            if not isinstance(said, Progress):
                return

    def _tell(self, story: str, task: Task, said: Progress | Done | Failed) -> None:
        with self._changed:
            job = self._jobs[story]
            if job.key != task.key:
                return  # a newer one waits in its place
            if isinstance(said, Progress):
                job = replace(job, stage=said.stage, done=said.done, total=said.total)
            elif isinstance(said, Failed):
                job = replace(job, state="failed", reason=said.reason)
            else:
                job = replace(job, state="done")
            self._jobs[story] = job
            self._changed.notify_all()

    def _ready(self) -> Connection:
        """The pipe to the process, which is started where there is none."""
        if self._pipe is not None and self._process is not None and self._process.is_alive():
            return self._pipe
        self._end()
        context = get_context("spawn")  # a fork would share the locks of threads it has not got
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs,), daemon=True)
        process.start()
        theirs.close()
        with self._changed:
            self._process, self._pipe = process, ours
            if self._closed:
                process.terminate()
        return ours

    def _end(self) -> None:
        with self._changed:
            process, pipe = self._process, self._pipe
            self._process = self._pipe = None
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
        if process is not None:
            process.join(_PATIENCE)
            if process.exitcode is None:
                process.kill()
                process.join()

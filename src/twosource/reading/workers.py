"""Reading in several processes: the same readings in the same order, sooner."""

from __future__ import annotations

import os
import signal
from collections import deque
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from multiprocessing import connection, get_context, resource_tracker
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from twosource.errors import ReadingError, TwosourceError, WorkerError
from twosource.reading.parse import batches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

    from twosource.model import Reading, Report

__all__ = ["ONE_THREAD", "read_each"]

Made = TypeVar("Made")

# Several processes have a core each; threads of the matrix library would only be in each other's
# way, and how many there are may change the last bit of a product.
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
AHEAD = 3  # batches a process: one in hand, the others waiting for their turn
PATIENCE = 5.0  # seconds for a process to end by itself
BROKEN = (EOFError, OSError)  # what a pipe raises whose other end is gone


def read_each(
    reports: Iterable[Report], then: Callable[[Reading], Made], *, jobs: int = 1
) -> Iterator[Made | ReadingError]:
    """What `then` makes of each reading, in the order of the reports, or that report's error.

    With `jobs` above 1 so many processes read and run `then`, which must be picklable, and so
    must what it gives; what comes out is the same. A few batches of reports are held at a time.
    A process that dies costs the one report that it died of. What `reports` raises comes after
    the readings of the reports before it.

    Raises ModelError when the language model cannot be loaded, WorkerError when no process can
    be started (a script needs `if __name__ == "__main__":` round its call).
    """
    given = batches(reports)
    if jobs > 1:
        first = list(_at_most(2, given))
        given = _joined(first, given)
        if len(first) > 1:
            yield from _Crew(then, jobs).read(given)
            return
    from twosource.reading.report import read_batch  # noqa: PLC0415 - processes load it, not we

    for batch in given:
        if isinstance(batch, Exception):
            raise batch
        yield from read_batch(batch, then)


def _at_most(count: int, given: Iterator[Any]) -> Iterator[Any]:
    for _, one in zip(range(count), given, strict=False):
        yield one


def _joined(first: Iterable[Any], rest: Iterator[Any]) -> Iterator[Any]:
    yield from first
    yield from rest


# ---------------------------------------------------------------- the process that reads


def _work(pipe: Connection, then: Callable[[Reading], Any]) -> None:
    """Take batches and give what is made of them, until the pipe is closed."""
    import gc  # noqa: PLC0415

    from twosource.reading.language import load  # noqa: PLC0415
    from twosource.reading.report import read_batch  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(*BROKEN):
        try:
            load()
        except TwosourceError as error:
            pipe.send(error)
            return
        gc.collect()
        gc.freeze()  # the model stays: no use in looking through it again and again
        pipe.send(None)
        while True:
            batch = pipe.recv()
            try:
                answer: object = list(read_batch(batch, then))
            except TwosourceError as error:
                answer = error
            pipe.send(answer)


# ---------------------------------------------------------------- the process that asks


@dataclass(slots=True)
class _Worker:
    process: SpawnProcess
    pipe: Connection
    ready: bool = False
    first: int = 0  # number of the first report in hand
    batch: list[Report] = field(default_factory=list)


class _Crew(Generic[Made]):
    """The processes, what each has in hand, and what is done but not yet given on."""

    def __init__(self, then: Callable[[Reading], Made], jobs: int) -> None:
        self._then = then
        self._jobs = jobs
        self._workers: list[_Worker] = []
        self._waiting: deque[tuple[int, list[Report]]] = deque()
        self._done: dict[int, Made | ReadingError] = {}
        self._ends: deque[int] = deque()  # numbers behind the last reports of the batches taken

    def read(self, given: Iterator[list[Report] | Exception]) -> Iterator[Made | ReadingError]:
        taken = told = 0
        ended: Exception | None = None
        more = True
        clean = False
        try:
            while more or told < taken:
                if more and self._room(told):
                    batch = next(given, None)
                    if batch is None or isinstance(batch, Exception):
                        more, ended = False, batch
                        continue
                    self._waiting.append((taken, batch))
                    taken += len(batch)
                    self._ends.append(taken)
                    self._hand_out()
                    continue
                if told not in self._done:
                    self._listen()
                while told in self._done:
                    yield self._done.pop(told)
                    told += 1
            clean = True
        finally:
            self._end(gently=clean)
        if ended is not None:
            raise ended

    def _room(self, told: int) -> bool:
        """Whether another batch may be taken: none is to wait long, nor pile up."""
        while self._ends and self._ends[0] <= told:
            self._ends.popleft()
        busy = sum(bool(w.batch) for w in self._workers)
        return busy + len(self._waiting) <= self._jobs and len(self._ends) < AHEAD * self._jobs

    def _hand_out(self) -> None:
        """Give each idle process a batch; start another one where all are busy."""
        for worker in self._workers:
            if self._waiting and worker.ready and not worker.batch:
                worker.first, worker.batch = self._waiting.popleft()
                with suppress(*BROKEN):  # a dead process is seen when it is listened to
                    worker.pipe.send(worker.batch)
        starting = sum(not w.ready for w in self._workers)
        if len(self._waiting) > starting and len(self._workers) < self._jobs:
            self._workers.append(_started(self._then))

    def _listen(self) -> None:
        """Wait until at least one process says something or ends."""
        heard = connection.wait([w.pipe for w in self._workers])
        for worker in [w for w in self._workers if w.pipe in heard]:
            try:
                answer = worker.pipe.recv()
            except BROKEN:
                self._bury(worker)
                continue
            if isinstance(answer, TwosourceError):
                raise answer
            if worker.ready:
                self._done.update(enumerate(answer, worker.first))
                worker.batch = []
            worker.ready = True
        self._hand_out()

    def _bury(self, worker: _Worker) -> None:
        """A process died: its reports are read one by one, and one that kills again is named."""
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join()
        how = _ending(worker.process.exitcode or 0)
        if not worker.ready:
            raise WorkerError(
                f"a process for reading could not start ({how}); read with --jobs 1, or, in a "
                'script of your own, put the call under: if __name__ == "__main__":'
            )
        if len(worker.batch) == 1:
            report = worker.batch[0]
            self._done[worker.first] = ReadingError(
                report.source or report.id,
                f"the process that read it ended ({how}); there may be too little memory: read "
                "it by itself, or with fewer --jobs",
            )
            return
        for k in reversed(range(len(worker.batch))):
            self._waiting.appendleft((worker.first + k, [worker.batch[k]]))

    def _end(self, *, gently: bool) -> None:
        for worker in self._workers:
            worker.pipe.close()
            if not gently:
                worker.process.terminate()
        for worker in self._workers:
            worker.process.join(PATIENCE)
            if worker.process.exitcode is None:
                worker.process.kill()
                worker.process.join()
        self._workers.clear()


def _ending(status: int) -> str:
    if status >= 0:
        return f"exit status {status}"
    with suppress(ValueError):
        return f"signal {signal.Signals(-status).name}"
    return f"signal {-status}"


def _started(then: Callable[[Reading], Any]) -> _Worker:
    # Spawned, not forked: a fork would share the locks of threads that it has not got.
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, then), daemon=True)
    with _for_children():
        process.start()
    theirs.close()
    return _Worker(process, ours)


@contextmanager
def _for_children() -> Iterator[None]:
    """What is started here has one thread for its matrices, and leaves Ctrl-C to its parent."""
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(ONE_THREAD)
    masked = hasattr(signal, "pthread_sigmask")
    if masked:
        resource_tracker.ensure_running()  # its own start would lift our mask
    old = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if masked else None
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
        if old is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, old)

"""Several processes give what one gives. What runs in them stands here at the top level."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

import twosource
from twosource.errors import ModelError, ReadingError, WorkerError
from twosource.pipeline import compare, dossier_of, read_many
from twosource.reading import workers
from twosource.reading.workers import read_each

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from twosource.model import Reading, Report

LINES = (
    "A ferry struck the pier of Port Arlen on Monday.",
    "Two people were hurt, mayor Ana Ruiz said.",
    "“We heard a bang,” a baker told reporters.",
    "Ferries sail again.",
)


def made(count: int, lines: int = 40) -> list[Report]:
    return [
        twosource.report("\n\n".join(f"{LINES[(k + i) % 4]} It was {k}." for i in range(lines)),
                         id=f"r{k}", published="2025-05-06")
        for k in range(count)
    ]  # fmt: skip


def said(reading: Reading) -> str:
    return f"{reading.report.id} {len(reading.statements)} {reading.attributions}"


def dies_of_r2(reading: Reading) -> str:
    if reading.report.id == "r2":
        os.kill(os.getpid(), signal.SIGKILL)
    return reading.report.id


def fails_of_r1(reading: Reading) -> str:
    if reading.report.id == "r1":
        raise KeyError("odd")
    return reading.report.id


def told(reading: Reading) -> str:
    return (
        f"{reading.report.id} {os.environ['OPENBLAS_NUM_THREADS']} {os.environ['OMP_NUM_THREADS']}"
    )


def test_readings_and_claims_are_the_same() -> None:
    reports = made(4)
    readings = list(read_many(reports))
    assert list(read_many(reports, jobs=2)) == readings
    assert compare(reports, jobs=2) == dossier_of(readings)


def test_a_report_that_kills_its_process_is_named_and_the_rest_are_read() -> None:
    *reports, two, three = made(6, lines=20)
    out = list(read_each([*reports, two, three], dies_of_r2, jobs=2))
    assert [str(o) if not isinstance(o, ReadingError) else o.name for o in out] == [
        "r0", "r1", "r2", "r3", "r4", "r5",
    ]  # fmt: skip
    (error,) = (o for o in out if isinstance(o, ReadingError))
    assert "signal SIGKILL" in error.reason


def test_an_error_of_ours_costs_one_report() -> None:
    out = list(read_each(made(4, lines=4), fails_of_r1))
    assert [o for o in out if isinstance(o, str)] == ["r0", "r2", "r3"]
    assert isinstance(out[1], ReadingError)
    assert out[1].name == "r1"
    assert "KeyError: 'odd'" in out[1].reason


def test_an_error_in_the_model_costs_one_report(monkeypatch: pytest.MonkeyPatch) -> None:
    from twosource.reading.parse import analyse  # noqa: PLC0415

    def choosy(reports: list[Report]) -> object:
        if any(r.id == "r1" for r in reports):
            raise ValueError("too long")
        return analyse(reports)

    monkeypatch.setattr("twosource.reading.report.analyse", choosy)
    out = list(read_each(made(3, lines=4), said))
    assert [isinstance(o, ReadingError) for o in out] == [False, True, False]


@pytest.fixture(autouse=True)
def threads_and_batches_of_our_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("twosource.reading.parse.TOGETHER", 64)  # a report or two a batch
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "3")


def test_a_crew_keeps_order_holds_few_and_gives_what_came_before_an_error() -> None:
    taken = given = most = 0
    reports = made(16, lines=33)

    def broken() -> Iterator[Report]:
        nonlocal taken
        for one in reports:
            taken += 1
            yield one
        raise OSError("the disk is gone")

    seen: list[str | ReadingError] = []
    with pytest.raises(OSError, match="the disk is gone"):  # noqa: PT012
        for one in read_each(broken(), told, jobs=2):
            given += 1
            most = max(most, taken - given)
            seen.append(one)
    assert seen == [f"{r.id} 1 1" for r in reports]
    assert most <= 2 * workers.AHEAD + 2
    assert os.environ["OPENBLAS_NUM_THREADS"] == "3"
    assert "OMP_NUM_THREADS" not in os.environ


def test_processes_end_when_nobody_reads_on() -> None:
    running = read_each(made(6), said, jobs=2)
    next(running)
    running.close()  # type: ignore[attr-defined]
    import multiprocessing  # noqa: PLC0415

    assert multiprocessing.active_children() == []


def test_one_batch_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_started", pytest.fail)
    assert len(list(read_each(made(2, lines=4), said, jobs=4))) == 2


def test_errors_travel() -> None:
    for error in (ReadingError("a.txt", "odd"), ModelError("gone"), WorkerError("none")):
        back = pickle.loads(pickle.dumps(error))
        assert (type(back), str(back)) == (type(error), str(error))


SCRIPT = """
import sys, twosource
reports = [twosource.report("\\n\\n".join(["A ferry sank on Monday."] * 160 + [str(k)]), id=str(k))
           for k in range(3)]
GUARD
    print(len(list(twosource.read_many(reports, jobs=2))))
"""


@pytest.mark.parametrize("guard", ["if __name__ == '__main__':", "if True:"])
def test_a_script_without_its_guard_is_told_so(tmp_path: Path, guard: str) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT.replace("GUARD", guard))
    ran = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=False, timeout=120
    )
    if "True" in guard:
        assert "WorkerError" in ran.stderr
        assert '__name__ == "__main__"' in ran.stderr.splitlines()[-1]
    else:
        assert ran.stdout == "3\n"


def gone(group: int) -> bool:
    """Whether all processes of the group end within ten seconds."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_an_interrupt_ends_all_quietly(tmp_path: Path) -> None:
    table = tmp_path / "many.jsonl"
    line = '{"id": "%d", "text": "' + "A ferry sank off the pier on Monday.\\n\\n" * 60 + '%d"}'
    table.write_text("\n".join(line % (k, k) for k in range(200)))
    process = subprocess.Popen(
        [sys.executable, "-c", "from twosource.app.cli import main; main()",
         "read", str(table), "--json", "--jobs", "2"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in told
    assert gone(process.pid)

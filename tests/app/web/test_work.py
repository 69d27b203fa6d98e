"""One comparison as the process does it, and how far it says that it has come."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from twosource.app.web import work
from twosource.app.web.jobs import Job
from twosource.app.web.viewing import state_row
from twosource.app.web.work import Held, Task
from twosource.dossier.as_json import to_dict
from twosource.errors import NoReports
from twosource.intake import read_inputs
from twosource.model import Problem, Report
from twosource.pipeline import compare

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from fastapi.testclient import TestClient


def task(folder: Path, reports: Sequence[Report], **given: Any) -> Task:
    values: dict[str, Any] = {"problems": (), "decisions": (), **given}
    return Task("k", str(folder), "Fire", tuple(reports), actions="/x", **values)


@pytest.fixture
def reports(tmp_path: Path, texts: dict[str, str]) -> tuple[Report, ...]:
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text)
    return read_inputs([str(tmp_path)]).reports


def test_stages_are_told_in_their_order(tmp_path: Path, reports: tuple[Report, ...]) -> None:
    told: list[tuple[str, int, int]] = []
    dossier = work.compared(task(tmp_path, reports), Held(), lambda *x: told.append(x))
    assert told[:4] == [("reading", k, 3) for k in range(4)]
    assert [t[0] for t in told[4:]] == ["origins", "claims"]
    assert to_dict(dossier) == to_dict(compare(reports, story="Fire"))
    told.clear()
    held = Held()
    again = work.compared(task(tmp_path, reports), held, lambda *x: told.append(x))
    assert told[0] == ("reading", 3, 3)
    assert again == dossier
    assert len(held) == 3


def test_the_report_of_a_kept_reading_is_todays(
    tmp_path: Path, reports: tuple[Report, ...]
) -> None:
    """Where its file lies and what it is called in this run is no part of what is read."""
    work.compared(task(tmp_path, reports), Held(), lambda *_: None)
    moved = tuple(replace(r, source=f"elsewhere/{r.id}.txt") for r in reports)
    dossier = work.compared(task(tmp_path, moved), Held(), lambda *_: None)
    assert dossier.reports == moved
    assert len(list((tmp_path / ".twosource").glob("reading-*"))) == 3


def test_one_report_that_cannot_be_read_costs_only_itself(
    tmp_path: Path, reports: tuple[Report, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    from twosource.errors import ReadingError  # noqa: PLC0415
    from twosource.reading import workers  # noqa: PLC0415

    read_each = workers.read_each

    def failing(given: Any, then: Any) -> Any:
        rows = list(given)
        yield ReadingError("courier.txt", "an error of ours")
        yield from read_each(rows[1:], then)

    monkeypatch.setattr(workers, "read_each", failing)
    dossier = work.compared(task(tmp_path, reports), Held(), lambda *_: None)
    assert [r.id for r in dossier.reports] == ["echo", "herald"]
    assert dossier.problems == (Problem("courier.txt", "an error of ours"),)
    with pytest.raises(NoReports):
        work.compared(task(tmp_path, ()), Held(), lambda *_: None)


def test_errors_become_words_and_the_process_goes_on(
    tmp_path: Path, reports: tuple[Report, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("of ours")

    monkeypatch.setattr(work, "_dossier", broken)
    said = work.carry_out(task(tmp_path, reports), Held(), lambda _: None)
    assert isinstance(said, work.Failed)
    assert "ZeroDivisionError: of ours" in said.reason
    assert isinstance(work.carry_out(task(tmp_path, ()), Held(), lambda _: None), work.Failed)


def test_how_far_it_is_in_words_and_in_hundredths(client: TestClient) -> None:
    desk = client.app.state.desk  # type: ignore[attr-defined]
    client.post("/api/stories", json={"title": "Rain"})
    state = desk.state(desk.stories.story("rain"))
    jobs = [
        Job("k", "waiting"),
        Job("k", "running", "starting"),
        Job("k", "running", "reading", 0, 3),
        Job("k", "running", "reading", 2, 3),
        Job("k", "running", "reading", 3, 3),
        Job("k", "running", "origins", 1, 1),
        Job("k", "running", "claims", 1, 1),
        Job("k", "running", "page", 0, 1),
    ]
    rows = [state_row(replace(state, job=job)) for job in jobs]
    assert {r.word for r in rows} == {"comparing"}
    shares = [r.share for r in rows]
    assert shares == sorted(shares)
    assert shares[-1] < 100
    assert rows[3].stage == "Reading the reports, 2 of 3"
    assert rows[0].stage == "Waiting for its turn"
    assert len({r.stage for r in rows}) == len(rows)
    failed = replace(state, job=Job("k", "failed", reason="of ours"))
    assert state_row(failed).word == "empty"


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "_HELD", 3)
    held = Held()
    for k in range(9):
        held.put(str(k), k)  # type: ignore[arg-type]
    assert list(held) == ["6", "7", "8"]

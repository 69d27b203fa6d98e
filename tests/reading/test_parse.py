from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.model import Block, BlockKind, Report
from twosource.reading import names
from twosource.reading.parse import BATCH, TOGETHER, batches, parse, sentences_of
from twosource.reading.report import read_all

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twosource.reading.parse import Parsed

LINES = (
    "A ferry struck the pier of Port Arlen on Monday.",
    "Two people were hurt, mayor Ana Ruiz said.",
    "Ferries sail again.",
)


def report(name: str, *lines: str) -> Report:
    text = "\n".join(lines)
    blocks, at = [], 0
    for line in lines:
        blocks.append(Block(BlockKind.BODY, at, at + len(line)))
        at += len(line) + 1
    return Report(name, text, tuple(blocks))


@given(st.lists(st.integers(0, 2 * TOGETHER), max_size=40))
def test_reports_are_put_together_in_order_up_to_a_bound(sizes: list[int]) -> None:
    reports = [report(str(k), *(["x"] * size)) for k, size in enumerate(sizes)]
    made = list(batches(reports))
    assert [r for batch in made if isinstance(batch, list) for r in batch] == reports
    for batch in made:
        assert isinstance(batch, list)
        assert 0 < len(batch) <= BATCH
        assert len(batch) == 1 or sum(len(r.blocks) for r in batch) <= TOGETHER


def test_few_reports_are_held_at_a_time() -> None:
    taken = 0

    def many() -> Iterator[Report]:
        nonlocal taken
        for k in range(1000):
            taken += 1
            yield report(str(k), "Ferries sail again.")

    most = max(taken - k for k, _ in enumerate(parse(many())))
    assert most <= BATCH + 1


def test_what_the_reports_raise_comes_after_those_before() -> None:
    def broken() -> Iterator[Report]:
        yield report("a", *LINES)
        yield report("b", *LINES)
        raise OSError("the disk is gone")

    seen = []
    with pytest.raises(OSError, match="the disk is gone"):  # noqa: PT012
        for parsed in parse(broken()):
            seen.append(parsed.report.id)  # noqa: PERF401 - what came before the error must be kept
    assert seen == ["a", "b"]


def test_neighbours_change_nothing() -> None:
    reports = [report("a", *LINES), report("b", LINES[1]), report("none"), report("c", *LINES)]
    together = [sentences_of(p) for p in parse(reports)]
    alone = [sentences_of(p) for r in reports for p in parse([r])]
    assert together == alone
    assert [len(s) for s in together] == [3, 1, 0, 3]


def test_garbage_is_collected_between_reports_and_after_an_error(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = []
    for _ in read_all([report("a", *LINES), report("b", *LINES)]):
        seen.append(gc.isenabled())  # noqa: PERF401 - while the generator waits
    assert seen == [True, True]
    real = names.find

    def fails_of_b(parsed: Parsed) -> object:
        if parsed.report.id == "b":
            raise ValueError("odd")
        return real(parsed)

    monkeypatch.setattr(names, "find", fails_of_b)
    reading = read_all([report("a", *LINES), report("b", *LINES)])
    assert next(reading).report.id == "a"
    with pytest.raises(ValueError, match="odd"):
        next(reading)
    assert gc.isenabled()

"""What `twosource read` does, step by step: one report at a time, in the order given."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from twosource.app.comparing import NO_JSON, show_on_terminal, terminal_width, wants_color
from twosource.app.messages import say, say_problems
from twosource.app.output import write_stdout
from twosource.app.progress import Progress
from twosource.errors import EmptyInput, NoReports
from twosource.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twosource.model import Reading, Report

__all__ = ["read_inputs"]


def read_inputs(inputs: Sequence[str], *, as_json: bool, texts: bool = True) -> int:
    """Read each report and show it at once; only one is held at a time.

    Gives the exit status. Raises NoReports, ModelError.
    """
    if not texts and not as_json:
        say(NO_JSON)
    unused: list[Problem] = []
    read = 0
    with Progress() as progress:
        for reading in _readings(inputs, unused):
            read += 1
            progress.clear()
            _show(reading, as_json=as_json, texts=texts, first=read == 1)
            progress("reading", read, 0)
    if not read:
        raise NoReports("there is nothing to read; name at least one report that can be read")
    return 1 if unused else 0


def _readings(inputs: Sequence[str], unused: list[Problem]) -> Iterator[Reading]:
    from twosource.pipeline import read  # noqa: PLC0415

    for report in _reports(inputs, unused):
        try:
            reading = read(report)
        except EmptyInput as error:
            unused.append(Problem(error.name, error.reason))
            say_problems(unused[-1:])
            continue
        for warning in report.warnings:
            say(f"note: {report.id}: {warning}")
        yield reading


def _reports(inputs: Sequence[str], unused: list[Problem]) -> Iterator[Report]:
    from twosource.intake import iter_inputs  # noqa: PLC0415

    stdin = sys.stdin.buffer if "-" in inputs else None
    for item in iter_inputs(inputs, stdin=stdin):
        if isinstance(item, Problem):
            if say_problems([item]):
                unused.append(item)
        else:
            yield item


def _show(reading: Reading, *, as_json: bool, texts: bool, first: bool) -> None:
    if as_json:
        from twosource.dossier.as_json import dumps  # noqa: PLC0415
        from twosource.dossier.reading_json import reading_to_dict  # noqa: PLC0415

        write_stdout(dumps(reading_to_dict(reading, texts=texts), line=True) + "\n", utf8=True)
        return
    from twosource.dossier.reading_terminal import render_reading  # noqa: PLC0415

    text = render_reading(reading, width=terminal_width(), color=wants_color())
    show_on_terminal(text if first else "\n" + text)

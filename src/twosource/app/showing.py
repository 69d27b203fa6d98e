"""What `twosource read` does, step by step: a few reports at a time, in the order given."""

from __future__ import annotations

import gc
import os
import sys
from functools import partial
from typing import TYPE_CHECKING

import click

from twosource.app.comparing import (
    NO_JSON,
    PAGE_ENDINGS,
    show_on_terminal,
    terminal_width,
    wants_color,
)
from twosource.app.messages import say, say_problems
from twosource.app.output import check_writable, write_file, write_stdout
from twosource.app.progress import Progress
from twosource.errors import NoReports, ReadingError
from twosource.model import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from twosource.dossier.reading_page import ReadingSection
    from twosource.model import Reading, Report

__all__ = ["read_inputs"]


def read_inputs(
    inputs: Sequence[str],
    *,
    as_json: bool,
    output: str | None = None,
    texts: bool = True,
    fields: Sequence[str] = (),
    jobs: int = 1,
) -> int:
    """Read each report by itself and show it as soon as those before it are shown.

    Only a few are held at a time; a page (`output` ends in .html) is held until it is whole.
    Gives the exit status. Raises NoReports, ModelError, OutputError, WorkerError,
    click.UsageError.
    """
    _check_output(output, as_json=as_json)
    if not texts and not as_json:
        say(NO_JSON)
    from twosource.reading.workers import ONE_THREAD, read_each  # noqa: PLC0415

    # Threads would change the last bit of a product with their number, and hardly help here.
    os.environ.update({name: os.environ.get(name, one) for name, one in ONE_THREAD.items()})
    unused: list[Problem] = []
    read = 0
    sections: list[ReadingSection] = []
    forms = _forms(as_json=as_json, page=output is not None, texts=texts, fields=fields)
    with Progress() as progress:
        for made in read_each(_reports(inputs, unused), forms, jobs=jobs):
            if isinstance(made, ReadingError):
                unused.append(Problem(made.name, made.reason))
                progress.clear()
                say_problems(unused[-1:])
                continue
            read += 1
            if read == 1:
                gc.collect()
                gc.freeze()  # the model stays: no use in looking through it again and again
            shown, section = made
            progress.clear()
            if as_json:
                write_stdout(shown, utf8=True)
            elif output != "-":
                show_on_terminal(shown if read == 1 else "\n" + shown)
            if section is not None:
                sections.append(section)
            progress("reading", read, 0)
    if not read:
        raise NoReports("there is nothing to read; name at least one report that can be read")
    if output is not None:
        _write_page(output, sections)
    return 1 if unused else 0


def _check_output(output: str | None, *, as_json: bool) -> None:
    if output == "-" and as_json:
        raise click.UsageError("--json and --output - both want standard output; name a file")
    if output is None or output == "-":
        return
    if not output.lower().endswith(PAGE_ENDINGS):
        raise click.UsageError(f"--output {output}: it is a page, so end its name in .html")
    check_writable(output)


def _write_page(output: str, sections: Sequence[ReadingSection]) -> None:
    from twosource.dossier.reading_page import reading_page  # noqa: PLC0415

    page = reading_page(sections)
    if output == "-":
        write_stdout(page, utf8=True)
    else:
        write_file(output, page)


def _forms(
    *, as_json: bool, page: bool, texts: bool, fields: Sequence[str]
) -> Callable[[Reading], tuple[str, ReadingSection | None]]:
    """What is made of a reading where it is read: the line or lines to print, and the page's part.

    It can be pickled, so that other processes can do it.
    """
    shown: Callable[[Reading], str]
    if as_json:
        from twosource.dossier.reading_json import FIELDS, reading_line  # noqa: PLC0415

        shown = partial(reading_line, texts=texts, fields=tuple(fields) or FIELDS)
    else:
        from twosource.dossier.reading_terminal import render_reading  # noqa: PLC0415

        shown = partial(render_reading, width=terminal_width(), color=wants_color())
    if not page:
        return partial(_made, shown, None)
    from twosource.dossier.reading_page import reading_section  # noqa: PLC0415

    return partial(_made, shown, reading_section)


def _made(
    shown: Callable[[Reading], str],
    section: Callable[[Reading], ReadingSection] | None,
    reading: Reading,
) -> tuple[str, ReadingSection | None]:
    return shown(reading), section(reading) if section is not None else None


def _reports(inputs: Sequence[str], unused: list[Problem]) -> Iterator[Report]:
    from twosource.intake import iter_inputs  # noqa: PLC0415

    stdin = sys.stdin.buffer if "-" in inputs else None
    for item in iter_inputs(inputs, stdin=stdin, as_given=True):
        if isinstance(item, Problem):
            if say_problems([item]):
                unused.append(item)
            continue
        for warning in item.warnings:
            say(f"note: {item.id}: {warning}")
        if item.text.strip():
            yield item
        else:
            unused.append(Problem(item.source or item.id, "the text is empty; give one with words"))
            say_problems(unused[-1:])

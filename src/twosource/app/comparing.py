"""What `twosource compare` and `twosource example` do, step by step."""

from __future__ import annotations

import itertools
import os
import shutil
import sys
from contextlib import contextmanager
from importlib import resources
from typing import TYPE_CHECKING

import click

from twosource.app.messages import say, say_problems
from twosource.app.output import check_writable, write_file, write_stdout
from twosource.app.own import Named, Own, read_own, say_unused_owners
from twosource.app.progress import Progress
from twosource.errors import NoReports, ReadingError
from twosource.model import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from twosource.model import Dossier, Report

__all__ = [
    "check_output",
    "compare_example",
    "compare_inputs",
    "example_files",
    "intake",
    "show_on_terminal",
    "terminal_width",
    "write_dossier",
]

WIDEST = 110  # longer lines are hard to read
NO_JSON = "note: --no-text leaves texts out of JSON only, and none was asked for; add --json"
PAGE_ENDINGS = (".html", ".htm")


def compare_inputs(
    inputs: Sequence[str],
    *,
    as_json: bool,
    output: str | None,
    texts: bool = True,
    jobs: int = 1,
    named: Named | None = None,
) -> int:
    """Read the inputs, compare them, write the answer where it is asked for.

    What the user has `named` is followed, and her decisions beside the inputs. Gives the exit
    status. Raises NoReports, OutputError, ModelError, click.UsageError, and what `read_own` does.
    """
    check_output(output)
    if as_json and output == "-":
        raise click.UsageError("--json and --output - both want standard output; name a file")
    named = named or Named()
    own = read_own(named, inputs)
    reports, problems = intake(inputs)
    problems += own.problems
    unused = say_problems(problems)
    if not reports:
        raise NoReports("there is nothing to compare; name at least one report that can be read")
    say_unused_owners(named.owners, own.owners, reports)
    stories = _by_story(reports)
    told = any(story is not None for story in stories)
    if told and None in stories:
        say(
            "note: some reports name a story and some name none; those without a story are "
            "compared among themselves only"
        )
    if told and output is None:
        unused += _write_lines(stories, problems, texts=texts, jobs=jobs, own=own)
    elif len(stories) > 1:
        raise click.UsageError(
            f"--output takes one dossier, but the rows name {len(stories)} stories; "
            "leave it out to get one dossier a line, or compare one story at a time"
        )
    else:
        dossier, unread = _compare(reports, problems, jobs=jobs, own=own)
        unused += unread
        write_dossier(dossier, as_json=as_json, output=output, texts=texts)
    return 1 if unused else 0


def compare_example(output: str) -> int:
    """Compare the bundled example, print the summary, write the page, print its path."""
    check_output(output)
    with example_files() as files:
        reports, problems = intake(files)
    say_problems(problems)
    dossier, _ = _compare(reports, problems, own=Own())
    write_dossier(dossier, as_json=False, output=output, texts=True)
    write_stdout(f"{output}\n")
    return 0


@contextmanager
def example_files() -> Iterator[list[str]]:
    """The paths of the bundled example's reports, in order; they last as long as the block."""
    with resources.as_file(resources.files("twosource") / "example") as folder:
        yield sorted(str(p) for p in folder.iterdir() if p.suffix in (".txt", ".html"))


def terminal_width() -> int:
    """Columns to fill: COLUMNS or the terminal's width, 80 where there is none."""
    return min(shutil.get_terminal_size((80, 24)).columns, WIDEST)


def show_on_terminal(text: str) -> None:
    """Print what was made for people to read."""
    write_stdout(text if text.endswith("\n") else text + "\n")


def wants_color() -> bool:
    """Colour only on a terminal that can, and never against NO_COLOR (no-color.org)."""
    return (
        sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    )


def check_output(output: str | None) -> None:
    """Raise where no dossier can be written to `output`: click.UsageError, OutputError."""
    if output is None or output == "-":
        return
    if not output.lower().endswith((*PAGE_ENDINGS, ".json")):
        raise click.UsageError(
            f"--output {output}: the ending says what to write; end it in .html for a page or "
            ".json for JSON"
        )
    check_writable(output)


def intake(inputs: Sequence[str]) -> tuple[list[Report], list[Problem]]:
    """The reports and the problems of what the user named."""
    from twosource.intake import read_inputs  # noqa: PLC0415

    stdin = sys.stdin.buffer if "-" in inputs else None
    intake = read_inputs(inputs, stdin=stdin)
    return list(intake.reports), list(intake.problems)


def _by_story(reports: Iterable[Report]) -> dict[str | None, list[Report]]:
    stories: dict[str | None, list[Report]] = {}
    for report in reports:
        stories.setdefault(report.story, []).append(report)
    return stories


def _compare(
    reports: Sequence[Report],
    problems: Sequence[Problem],
    *,
    jobs: int = 1,
    own: Own,
) -> tuple[Dossier, int]:
    """The dossier, and how many reports could not be read."""
    from twosource.pipeline import compare  # noqa: PLC0415

    if len(reports) == 1:
        say("only one report to compare: all that it says stands as single-source")
    with Progress() as progress:
        dossier = compare(
            reports,
            problems=problems,
            story=reports[0].story,
            jobs=jobs,
            decisions=own.decisions,
            paraphrase=own.paraphrase,
            owners=own.owners,
            on_progress=progress,
        )
    return dossier, say_problems(p for p in dossier.problems if p not in problems)


def _write_lines(
    stories: dict[str | None, list[Report]],
    problems: Sequence[Problem],
    *,
    texts: bool,
    jobs: int,
    own: Own,
) -> int:
    """A line for each story; gives how many reports could not be read."""
    from twosource.app.decided import said_of_stories  # noqa: PLC0415
    from twosource.decisions import about  # noqa: PLC0415
    from twosource.dossier.as_json import dumps, to_dict  # noqa: PLC0415
    from twosource.pipeline import compare, dossier_of, read_or_say  # noqa: PLC0415

    said_of_stories(own.decisions, stories.values())
    # Processes are started once, for the reports of all stories.
    readings = read_or_say((r for members in stories.values() for r in members), jobs=jobs)
    unread, said = 0, list(problems)
    with Progress() as progress:
        for done, (story, reports) in enumerate(stories.items()):
            progress("comparing stories", done, len(stories))
            ours = about(own.decisions, reports)
            if jobs > 1:
                members = []
                for reading in itertools.islice(readings, len(reports)):
                    if isinstance(reading, ReadingError):
                        said.append(Problem(reading.name, reading.reason))
                    else:
                        members.append(reading)
                if not members:  # a story of which nothing is left; the next line tells of it
                    continue
                dossier = dossier_of(
                    members,
                    problems=said,
                    story=story,
                    decisions=ours,
                    paraphrase=own.paraphrase,
                    owners=own.owners,
                )
            else:
                dossier = compare(
                    reports,
                    problems=said,
                    story=story,
                    decisions=ours,
                    paraphrase=own.paraphrase,
                    owners=own.owners,
                )
            progress.clear()
            unread += say_problems(p for p in dossier.problems if p not in problems)
            said = []
            write_stdout(dumps(to_dict(dossier, texts=texts), line=True) + "\n", utf8=True)
    return unread + say_problems(p for p in said if p not in problems)


def write_dossier(dossier: Dossier, *, as_json: bool, output: str | None, texts: bool) -> None:
    """Print the dossier, as a summary or as JSON, and write it to `output` in the form it names."""
    if not (texts or as_json or (output or "").lower().endswith(".json")):
        say(NO_JSON)
    if output is not None:
        text = _in_form(dossier, output, texts=texts)
        if output == "-":
            write_stdout(text, utf8=True)
            return
        write_file(output, text)
    if as_json:
        from twosource.dossier.as_json import dumps, to_dict  # noqa: PLC0415

        write_stdout(dumps(to_dict(dossier, texts=texts)) + "\n", utf8=True)
        return
    from twosource.dossier.terminal import render  # noqa: PLC0415

    show_on_terminal(render(dossier, width=terminal_width(), color=wants_color()))


def _in_form(dossier: Dossier, output: str, *, texts: bool) -> str:
    if output.lower().endswith(".json"):
        from twosource.dossier.as_json import dumps, to_dict  # noqa: PLC0415

        return dumps(to_dict(dossier, texts=texts)) + "\n"
    from twosource.dossier.page import page  # noqa: PLC0415

    return page(dossier)

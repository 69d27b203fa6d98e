"""Bytes to reports: pasted text, Markdown, saved pages, JSONL, CSV, folders, standard input.

The text is never altered: labels lie beside it. One bad input never loses the good ones; it
becomes a Problem with its name, the reason and the mend.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from twosource.intake.assemble import Known, build_report
from twosource.intake.dates import given_date
from twosource.intake.gather import iter_inputs
from twosource.model import Problem, Report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.intake.kinds import Kind

__all__ = ["Intake", "iter_inputs", "read_inputs", "report_from_text"]


@dataclass(frozen=True, slots=True)
class Intake:
    """What was read, in the order given, and what was not (or with a doubt)."""

    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]


def read_inputs(
    inputs: Sequence[str], *, stdin: BinaryIO | None = None, kind: Kind | None = None
) -> Intake:
    """Read every input: paths of files and folders, or `-` for `stdin`.

    `kind` overrides the file's ending ("text", "markdown", "html", "jsonl", "csv"). Nothing is
    raised for an input that fails: it is in `problems`.
    """
    reports: list[Report] = []
    problems: list[Problem] = []
    for item in iter_inputs(inputs, stdin=stdin, kind=kind):
        if isinstance(item, Report):
            reports.append(item)
        else:
            problems.append(item)
    return Intake(tuple(reports), tuple(problems))


def report_from_text(
    text: str,
    *,
    id: str = "report",  # noqa: A002  the noun's own name
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    source: str | None = None,
    story: str | None = None,
) -> Report:
    r"""A report of one text, its parts labelled and its metadata found.

    What is given goes before what the text says. `published` is an ISO 8601 date or date-time;
    one that cannot be read is left out, and a warning says so.
    `report.text` is `text`, character for character; only lone surrogates, which are no
    characters, become U+FFFD. Raises EmptyInput, UnreadableInput (too long), LanguageError.

    >>> report = report_from_text("Harbour bridge shut\n\nThe bridge was shut on Monday.")
    >>> [(str(b.kind), report.text[b.start : b.end]) for b in report.blocks]
    [('headline', 'Harbour bridge shut'), ('body', 'The bridge was shut on Monday.')]
    """
    day, doubts = given_date(published)
    known = Known(
        title=title,
        outlet=outlet,
        published=day,
        url=url,
        source=source,
        story=story,
        warnings=doubts,
    )
    return build_report(text, id=id, known=known)

"""The rows of a CSV stream. A quotation mark that is never closed costs one row, not the rest."""

from __future__ import annotations

import csv
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["csv_rows"]

_UNCLOSED = "unexpected end of data"  # the words of Python's csv module


def csv_rows(
    lines: Iterable[str], dialect: type[csv.Dialect], longest: int
) -> Iterator[tuple[int, list[str] | str]]:
    """The number of each row's first line, from 1, with its fields, or with what is wrong.

    A row whose quotation does not end as RFC 4180 says, or only after more than `longest`
    characters, is wrong; reading goes on in the line after its first. A slip within one line
    (a bare quotation mark inside a quoted field) is read as leniently as Python's csv does.
    """
    rest = iter(lines)
    waiting: deque[str] = deque()
    number = 1
    while True:
        taken: list[str] = []
        try:
            row = next(csv.reader(_taking(taken, waiting, rest, longest), dialect, strict=True), [])
        except csv.Error as error:
            unclosed = len(taken) > 1 or str(error) == _UNCLOSED
            waiting.extendleft(reversed(taken[1:]))
            yield (
                number,
                _problem(error, unclosed=unclosed) if unclosed else _lenient(taken[0], dialect),
            )
            number += 1
            continue
        if not taken:
            return
        if row:
            yield number, row
        number += len(taken)


def _taking(
    taken: list[str], waiting: deque[str], rest: Iterator[str], longest: int
) -> Iterator[str]:
    """The next lines, each noted in `taken` as the reader asks for it."""
    size = 0
    while size <= longest:
        line = waiting.popleft() if waiting else next(rest, None)
        if line is None:
            return
        taken.append(line)
        size += len(line)
        yield line


def _lenient(line: str, dialect: type[csv.Dialect]) -> list[str] | str:
    try:
        return next(csv.reader([line], dialect, strict=False), [])
    except csv.Error as error:
        return _problem(error, unclosed=False)


def _problem(error: csv.Error, *, unclosed: bool) -> str:
    if unclosed:
        return (
            "a quotation mark is opened in this row and not closed as it should be; close it, "
            "and write one inside a quoted field twice"
        )
    return f"broken row: {error}"

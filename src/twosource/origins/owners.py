"""Who owns which outlet, by a table of the user's own: the program has none and guesses nothing."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from twosource.errors import TableError
from twosource.intake.csv_rows import csv_rows
from twosource.model import Problem
from twosource.origins.houses import outlet_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from twosource.model import Report

__all__ = ["by_key", "called", "owner_of", "read_owners", "unused"]

_LONGEST = 10_000  # characters of a row
_COLUMNS = ("outlet", "owner")
_MEND = "give a CSV file whose first line is outlet,owner and one outlet a line"


def read_owners(text: str, name: str) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """Owners by outlet, from CSV with the columns `outlet` and `owner`, and the rows left out.

    `name` is the file's, for messages. Other columns are passed over. Raises TableError where a
    column is missing.
    """
    rows = csv_rows(io.StringIO(text.removeprefix("\ufeff"), newline=""), _dialect(text), _LONGEST)
    _, first = next(rows, (1, []))
    head = [cell.strip().lower() for cell in first] if isinstance(first, list) else []
    missing = [c for c in _COLUMNS if c not in head]
    if missing:
        raise TableError(name, f"no column {' and no column '.join(missing)}; {_MEND}")
    columns = [head.index(c) for c in _COLUMNS]
    owners: dict[str, str] = {}
    seen: dict[str, str] = {}
    problems: list[Problem] = []
    for number, row in rows:
        where = f"{name}:{number}"
        if isinstance(row, str):
            problems.append(Problem(where, row))
            continue
        if not any(cell.strip() for cell in row):
            continue
        outlet, owner = (row[c].strip() if c < len(row) else "" for c in columns)
        key = _key(outlet) if outlet else ""
        if not key or not owner:
            lacking = "outlet" if not key else "owner"
            problems.append(Problem(where, f"no {lacking} in this row; fill it in"))
        elif key in seen and seen[key].casefold() != owner.casefold():
            reason = f"{outlet} has two owners, {seen[key]} and {owner}; the first is kept"
            problems.append(Problem(where, f"{reason}, leave one out"))
        elif key not in seen:
            seen[key] = owner
            owners[outlet] = owner
    return owners, tuple(problems)


def _dialect(text: str) -> type[csv.Dialect]:
    """Fields parted by what the first line has: commas, semicolons or tabs."""
    head = text.partition("\n")[0]
    best = max(",;\t", key=lambda mark: (head.count(mark), mark == ","))

    class Found(csv.excel):
        delimiter = best

    return Found


def by_key(owners: Mapping[str, str]) -> dict[str, str]:
    """Owners by the key of their outlet (`houses.outlet_key`), one spelling for each owner.

    >>> by_key({"The Courier": "Norland Media", "www.herald.example": "norland media"})
    {'courier': 'Norland Media', 'herald': 'Norland Media'}
    """
    spelled: dict[str, str] = {}
    out: dict[str, str] = {}
    for outlet, owner in owners.items():
        key = _key(outlet)
        said = " ".join(owner.split())
        if key and said:
            out[key] = spelled.setdefault(said.casefold(), said)
    return out


def owner_of(report: Report, owners: Mapping[str, str]) -> str:
    """The owner of a report's outlet, "" where none is given; `owners` as of `by_key`.

    The outlet is found by its name, else by the host of the report's address.
    """
    return next((owners[key] for key in _keys(report) if key in owners), "")


def called(report: Report) -> str:
    """What a message calls the outlet of a report: its name, else the host of its address."""
    return report.outlet or _host(report.url or "")


def unused(owners: Mapping[str, str], reports: Iterable[Report]) -> list[str]:
    """The outlets of a table that no report is by, in the table's order."""
    known = {key for r in reports for key in _keys(r)}
    return [outlet for outlet in owners if _key(outlet) not in known]


def _keys(report: Report) -> list[str]:
    names = (report.outlet or "", _host(report.url or ""))
    return [key for name in names if name and (key := outlet_key(name))]


def _key(outlet: str) -> str:
    """The key of an outlet of the table: its name, its host, or a whole address."""
    return outlet_key(_host(outlet) or outlet)


def _host(address: str) -> str:
    """The host of an address that begins with http:// or https://, else ""."""
    if not address.lower().startswith(("http://", "https://")):
        return ""
    try:
        return urlsplit(address).hostname or ""
    except ValueError:  # "http://[": no address
        return ""

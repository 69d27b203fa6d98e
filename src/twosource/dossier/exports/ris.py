"""The reports as sources, in RIS: what Zotero, EndNote, Mendeley and libraries exchange.

After the RIS format specifications of Research Information Systems; tags of the type NEWS.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.dossier.exports.references import keys, reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twosource.model import Dossier, Report

__all__ = ["ris"]


def ris(dossier: Dossier) -> str:
    """One record a report, in their order; lines end in CR LF, as the form wants."""
    named = keys(dossier.reports)
    lines = [line for r in dossier.reports for line in _record(r, named[r.id])]
    return "".join(f"{line}\r\n" for line in lines)


def _record(report: Report, key: str) -> Iterator[str]:
    known = reference(report)
    year, month, day = (*known.date, *(0,) * 3)[:3]
    yield "TY  - NEWS"
    yield f"ID  - {key}"
    # A comma would part a name; where the byline is not plain persons it is a note.
    yield from (f"AU  - {author}" for author in known.authors)
    yield f"TI  - {known.title}"
    if known.outlet:
        yield f"T2  - {known.outlet}"
    if year:
        yield f"PY  - {year:04}"
        yield f"DA  - {year:04}/{month:02}/{day:02}/" if day else f"DA  - {year:04}///"
    if known.language:
        yield f"LA  - {known.language}"
    if known.url:
        yield f"UR  - {known.url}"
    if known.byline and not known.authors:
        yield f"N1  - Byline: {known.byline}"
    if known.agencies:
        yield f"N1  - Credits: {', '.join(known.agencies)}"
    yield "ER  - "
    yield ""

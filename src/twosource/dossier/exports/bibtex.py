"""The reports as sources, for BibTeX and biblatex: one entry each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.dossier.exports.references import bibtex_entry, keys, reference

if TYPE_CHECKING:
    from twosource.model import Dossier

__all__ = ["bibtex"]


def bibtex(dossier: Dossier) -> str:
    """The entries, in the order of the reports, with a blank line between; UTF-8."""
    named = keys(dossier.reports)
    entries = [bibtex_entry(reference(r), named[r.id]) for r in dossier.reports]
    return "\n\n".join(entries) + "\n" if entries else ""

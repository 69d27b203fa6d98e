"""A dossier in the forms that other tools read: one small file each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from twosource.dossier import as_json
from twosource.dossier.exports.annotation import annotation
from twosource.dossier.exports.bibtex import bibtex
from twosource.dossier.exports.markdown import markdown
from twosource.dossier.exports.ris import ris
from twosource.dossier.exports.schema_org import schema_org
from twosource.dossier.exports.spreadsheet import spreadsheet
from twosource.dossier.exports.wikitext import wikitext

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from twosource.model import Dossier

__all__ = ["FORMATS", "Format"]


class Format(NamedTuple):
    """What a form is for, and what makes it of a dossier. The same dossier gives the same text."""

    what: str
    made: Callable[[Dossier], str]


def _json(dossier: Dossier) -> str:
    return as_json.dumps(as_json.to_dict(dossier)) + "\n"


# By the names that `twosource export --to` takes.
FORMATS: Mapping[str, Format] = {
    "json": Format("the whole dossier, to be read back", _json),
    "markdown": Format("the claims to read and to pass on", markdown),
    "csv": Format("one row for each piece of evidence", spreadsheet),
    "annotation": Format("W3C Web Annotations, one for each piece of evidence", annotation),
    "schema.org": Format("claims and quotations as linked data", schema_org),
    "bibtex": Format("the reports as sources", bibtex),
    "ris": Format("the reports as sources", ris),
    "wikitext": Format("the claims with their references", wikitext),
}

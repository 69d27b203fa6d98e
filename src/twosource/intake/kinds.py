"""The kinds of input, by a file's ending or by the look of its first bytes."""

from __future__ import annotations

import re
from typing import Literal

__all__ = ["ENDINGS", "Kind", "kind_of"]

Kind = Literal["text", "markdown", "html", "jsonl", "csv"]

ENDINGS: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
}

_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head)\b",
    re.IGNORECASE | re.DOTALL,
)
_OBJECT = re.compile(r'\s*\{\s*"')


def kind_of(head: str) -> Kind:
    """The kind that the first characters of an input show: a page, JSON objects, else text."""
    if _PAGE.match(head):
        return "html"
    if _OBJECT.match(head):
        return "jsonl"
    return "text"

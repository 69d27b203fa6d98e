"""Markdown: the text stays as it is; its marks become blocks of their own or hints for labels."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from twosource.intake.assemble import Known, build_report
from twosource.intake.dates import iso_date
from twosource.intake.markdown_marks import front_matter

if TYPE_CHECKING:
    from twosource.model import Report

__all__ = ["read_markdown"]


def read_markdown(text: str, *, id: str, known: Known) -> Report:  # noqa: A002
    """One report; its text is `text` itself, marks and all. A YAML head may say title, outlet,
    author, date and url.
    """
    head = front_matter(text)
    told = replace(
        known,
        title=known.title or head.get("title"),
        outlet=known.outlet or head.get("outlet") or head.get("publisher"),
        byline=known.byline or head.get("author") or head.get("byline"),
        published=known.published or iso_date(head.get("date", "")),
        url=known.url or head.get("url"),
    )
    return build_report(text, id=id, known=told, markup="markdown")

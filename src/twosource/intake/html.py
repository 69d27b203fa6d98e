"""Saved pages: the report is taken out of the page, and that text is what offsets refer to."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

from twosource.errors import EmptyInput, UnreadableInput
from twosource.intake.assemble import Known, build_report
from twosource.intake.page_metadata import PageMetadata, page_metadata

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from twosource.model import Report

__all__ = ["read_html"]

_WORD = re.compile(r"\w+")
_FEWEST = 12  # words of a body; below that it is a menu or a notice
# These log to standard error where nobody has set logging up; their doubts are no news to a user.
for _library in ("trafilatura", "htmldate", "courlan", "justext"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


def read_html(page: str, *, id: str, known: Known) -> Report:  # noqa: A002
    """One report: its text is the page's headline, an empty line, and the body's paragraphs.

    The body is what trafilatura takes for it when it favours precision (the best of the peers
    that were measured); date, outlet, byline and headline come from the page's own ld+json and
    meta fields, the date else from htmldate. Raises EmptyInput where no body is found.
    """
    name = known.source or id
    tree = _parse(page, name)
    found = page_metadata(tree)
    body = _body(tree)
    if sum(len(_WORD.findall(row)) for row in body) < _FEWEST:
        raise EmptyInput(
            name, "no report was found in the page; paste its text into a .txt file and give that"
        )
    title = known.title or found.title
    text = _joined(title, body)
    told = Known(
        title=title,
        outlet=known.outlet or found.outlet,
        byline=known.byline or found.byline,
        published=known.published or found.published or _date_elsewhere(page),
        url=known.url or found.url,
        source=known.source,
        story=known.story,
        agencies=(*known.agencies, *_agencies(found)),
        warnings=known.warnings,
    )
    return build_report(text, id=id, known=told, markup="extracted")


def _parse(page: str, name: str) -> HtmlElement:
    import lxml.html  # noqa: PLC0415  slow to import, and only pages need it
    from lxml.etree import LxmlError  # noqa: PLC0415

    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        return lxml.html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (LxmlError, ValueError, AssertionError) as error:
        raise UnreadableInput(
            name, f"it is no page that can be parsed ({error}); save it again, or as text"
        ) from None


def _body(tree: HtmlElement) -> list[str]:
    """The body's paragraphs, without the white space around them."""
    import copy  # noqa: PLC0415

    import trafilatura  # noqa: PLC0415

    text = trafilatura.extract(
        copy.deepcopy(tree), favor_precision=True, include_comments=False, include_tables=False
    )
    return [row.strip() for row in (text or "").split("\n") if row.strip()]


def _joined(title: str | None, body: list[str]) -> str:
    """The headline once, then the body."""
    if title and _plain(body[0]) == _plain(title):
        body = body[1:]
    return "\n\n".join([title, *body] if title else body)


def _plain(row: str) -> str:
    return " ".join(_WORD.findall(row.lower()))


def _date_elsewhere(page: str) -> str | None:
    """The date that htmldate finds, which may be a guess from the page's address or its text."""
    import htmldate  # noqa: PLC0415

    try:
        found = htmldate.find_date(page, original_date=True, extensive_search=False)
    except (ValueError, TypeError, LookupError):
        return None  # it raises on pages that its parser cannot take
    return str(found) if found else None


def _agencies(found: PageMetadata) -> tuple[str, ...]:
    from twosource.intake.agencies import agency_names  # noqa: PLC0415

    return agency_names(", ".join(x for x in (found.byline, found.outlet) if x))

"""Outlet, byline and date, from the lines about the headline. Nothing is guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from twosource.intake.dates import find_date
from twosource.intake.furniture import is_byline
from twosource.intake.settings import table
from twosource.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.model import Block

__all__ = ["Found", "find_metadata"]

_ABOVE = 8  # lines above the headline that may say who and when
_LONGEST = 100  # characters of a line that gives a date without saying of what
_BETWEEN = 25  # and below it, before the body
_FIRST = re.compile(r"\b(?:first |originally )?(?:published|posted|issued)\b", re.IGNORECASE)
_AGAIN = re.compile(r"\b(?:updated|modified|edited)\b", re.IGNORECASE)
_BY = re.compile(
    r"(?:(?:written|words|report|reported|story|text|posted|published)\s+)?by:?\s+", re.IGNORECASE
)
_FOR = re.compile(
    r"^(?P<who>.+?)\s+(?:for|of)\s+(?:the\s+)?(?P<outlet>(?:The\s+)?[A-Z][\w'’&. -]{1,40})$"
)
_PART = re.compile(r"\s*(?:,|\||•|·|\s[-–—/]\s)\s*")
_OWNER = re.compile(
    r"(?:©|\([Cc]\)|[Cc]opyright)\s?(?:©\s?)?(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?\s?,?\s?)?"
    r"(?:by\s+)?(?P<outlet>(?:The\s+)?[A-Z][\w'’&.-]*(?: [A-Z&][\w'’&.-]*){0,4})"
)
_DATELINE = re.compile(r"[A-Z][\w'’. ,]{2,60}?[-–—(]")
_COMPANY = re.compile(
    r",?\s(?:Inc|Ltd|LLC|Limited|Corporation|Corp|Company|Co|GmbH|plc|PLC|Media Group|"
    r"All [Rr]ights.*)\.?$"
)


@dataclass(frozen=True, slots=True)
class Found:
    """What the text says of itself; None where it does not say."""

    outlet: str | None = None
    byline: str | None = None
    published: str | None = None


def find_metadata(text: str, blocks: Sequence[Block]) -> Found:
    """Read the lines before and after the headline that are not compared.

    A date counts only with day, month and year. An outlet is one that a byline names ("By Ann
    Ames for The Echo", "Ann Ames, Echo News") or that claims the copyright at the foot.
    """
    near = _near(text, blocks)
    who, outlet = _who(near)
    return Found(
        outlet=outlet or _owner(text, blocks),
        byline=who,
        published=_published(near) or _in_dateline(text, blocks),
    )


def _near(text: str, blocks: Sequence[Block]) -> list[str]:
    """The lines beside the headline, those below it first."""
    rows = [(b, text[b.start : b.end]) for b in blocks]
    body = next((k for k, b in enumerate(blocks) if b.kind is BlockKind.BODY), len(blocks))
    head = next((k for k, b in enumerate(blocks) if b.kind is BlockKind.HEADLINE), None)
    top = body if head is None else head
    below = rows[top:body][:_BETWEEN]
    above = rows[max(0, top - _ABOVE) : top]
    # A byline may also stand under the first sentence of a live page, or close the report.
    after = [r for r in rows[body : body + 6] if r[0].kind is BlockKind.PROMO]
    picked = [r for r in [*below, *reversed(above), *after] if r[0].kind is BlockKind.PROMO]
    return [row for _, row in picked]


def _published(rows: Sequence[str]) -> str | None:
    """The date that a line calls the first, else one without a word, else the update's."""
    plain = again = None
    for row in rows:
        said = _FIRST.search(row) or _AGAIN.search(row)
        # A date in a long line is one of the story, not of its publication.
        found = find_date(row) if said or len(row) <= _LONGEST else None
        if not found:
            continue
        if _FIRST.search(row):
            return found
        if _AGAIN.search(row):
            again = again or found
        else:
            plain = plain or found
    return plain or again


def _in_dateline(text: str, blocks: Sequence[Block]) -> str | None:
    """As in "HARBOURTON, March 3, 2025 (Agency) - The bridge"."""
    first = next((b for b in blocks if b.kind is BlockKind.BODY), None)
    if first is None:
        return None
    found = _DATELINE.match(text, first.start, min(first.end, first.start + 70))
    return find_date(found.group()) if found else None


def _who(rows: Sequence[str]) -> tuple[str | None, str | None]:
    for row in rows:
        if not is_byline(row):
            continue
        rest = _BY.sub("", row, count=1).strip()
        parts = [p for p in _PART.split(rest) if p and not find_date(p)]
        if not parts:
            continue
        found = _FOR.match(parts[0])
        if found:
            return found["who"].strip(), found["outlet"].strip()
        names, outlet = [parts[0]], None
        for part in parts[1:]:
            if _is_outlet(part):
                outlet = part
                break
            if part.istitle() and 2 <= len(part.split()) <= 3 and not _is_role(part):
                names.append(part)
        return ", ".join(names), outlet
    return None, None


def _is_outlet(part: str) -> bool:
    words = set(part.split())
    return (
        part[:1].isupper()
        and len(words) <= 5
        and bool(words & _outlet_words())
        and not _is_role(part)
    )


def _is_role(part: str) -> bool:
    return bool({w.lower() for w in part.split()} & _roles())


@cache
def _outlet_words() -> frozenset[str]:
    return frozenset(table("outlets")["words"])


@cache
def _roles() -> frozenset[str]:
    return frozenset(table("outlets")["roles"])


def _owner(text: str, blocks: Sequence[Block]) -> str | None:
    """Who claims the copyright in the last lines of the page."""
    for b in reversed(blocks[-60:]):
        if b.kind is not BlockKind.PROMO or b.end - b.start > 200:
            continue
        found = _OWNER.search(text, b.start, b.end)
        if found:
            name = _COMPANY.sub("", found["outlet"]).strip(" .,-")
            return name if len(name) > 2 else None
    return None

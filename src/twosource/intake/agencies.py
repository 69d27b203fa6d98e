"""News agencies that a report credits for itself, not those that it cites.

"(Reuters) -" after a place, "By Ann Ames, Associated Press", "— AFP" at the end and "With reporting
by AP" say that the words come from an agency. "officials told AFP" does not.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from twosource.intake.settings import table
from twosource.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.model import Block

__all__ = ["agency_names", "credited_agencies", "without_agencies"]

_OPENING = 4  # compared blocks from the top in which a dateline may stand
_CLOSING = 3  # compared blocks from the end in which a credit may stand
_SPACE = re.compile(r"\s+")


def credited_agencies(
    text: str, blocks: Sequence[Block], byline: str | None = None
) -> tuple[str, ...]:
    """The usual names of the agencies credited ("AFP", "Reuters"), in the order of the text.

    Looked at: datelines of the first body blocks, credits in the last ones, and lines of their
    own (bylines, sources). Captions are not: a photo's agency is not the report's.
    """
    found: dict[str, None] = dict.fromkeys(agency_names(byline or ""))
    own = [b for b in blocks if b.kind is not BlockKind.OTHER_STORY]
    body = [b for b in own if b.kind is BlockKind.BODY]
    edges = {*body[:_OPENING], *body[-_CLOSING:]}
    first, last = (body[0].start, body[-1].end) if body else (0, len(text))
    top = next((b.start for b in own if b.kind is BlockKind.HEADLINE), first)
    for block in own:
        row = text[block.start : block.end]
        if block in edges:
            found.update(dict.fromkeys(_in_dateline(row)))
            found.update(dict.fromkeys(_in_credit(row)))
        elif block.kind is BlockKind.PROMO and _near(text, block, (top, first, last)):
            found.update(dict.fromkeys(_alone(row)))
    return tuple(found)


def agency_names(words: str) -> tuple[str, ...]:
    """The usual names of all agencies that are named anywhere in `words`, each once."""
    return tuple(dict.fromkeys(_usual(m.group()) for m in _any().finditer(words.replace("/", " "))))


def without_agencies(row: str) -> str:
    """The row without the names of agencies, which stand in date lines."""
    return _any().sub(" ", row)


def _near(text: str, block: Block, edges: tuple[int, int, int]) -> bool:
    """Not in a site's menus: a few lines above the headline, above the body, or right below it."""
    top, first, last = edges
    if block.end <= top:
        return text.count("\n", block.end, top) <= 16
    if block.start >= last:
        return text.count("\n", last, block.start) <= 6
    return block.end <= first or text.count("\n", first, block.start) <= 6


def _in_dateline(row: str) -> tuple[str, ...]:
    found = _dateline().match(row[:160])
    return agency_names(found["agency"]) if found else ()


def _in_credit(row: str) -> tuple[str, ...]:
    names: list[str] = []
    for pattern in _credits():
        for found in pattern.finditer(row[-400:]):
            names.extend(agency_names(found["agency"]))
    return tuple(names)


def _alone(row: str) -> tuple[str, ...]:
    """A line of its own that is a credit: "Reuters", "By Ann Ames | AP", "Source: AFP"."""
    if len(row) > 160:
        return _in_credit(row)
    for pattern in _lines():
        found = pattern.match(row)
        if found:
            return agency_names(found["agency"])
    return _in_credit(row)


def _usual(form: str) -> str:
    return _forms()[_SPACE.sub(" ", form)]


@cache
def _forms() -> dict[str, str]:
    return {form: a["name"] for a in table("agencies")["agency"] for form in a["forms"]}


@cache
def _form_pattern() -> str:
    forms = sorted(_forms(), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(f).replace(r"\ ", r"\s+") for f in forms) + ")"


@cache
def _any() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w/.@]){_form_pattern()}(?![\w@])")


@cache
def _dateline() -> re.Pattern[str]:
    return _pattern(table("credits")["dateline"])


@cache
def _credits() -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(p) for p in table("credits")["credits"])


@cache
def _lines() -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(p) for p in table("credits")["lines"])


def _pattern(template: str) -> re.Pattern[str]:
    one = _form_pattern()
    several = rf"(?P<agency>{one}(?:(?:\s?[,/&+|]\s?|,?\s+and\s+){one})*)"
    return re.compile(template.replace("<several>", several).replace("<one>", one))

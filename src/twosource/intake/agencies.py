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
_MARK = "\ue000"  # of the private use area, which no text has a use for
_FIRST_WORD = re.compile(r"(?<![\w.@])[^\W\d_]+")
_GOES_ON = re.compile(r"[\w@]")


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
    return tuple(dict.fromkeys(_marked(words)[1]))


def without_agencies(row: str) -> str:
    """The row without the names of agencies, which stand in date lines."""
    return _marked(row)[0].replace(_MARK, " ")


def _marked(row: str) -> tuple[str, list[str]]:
    """The row with a mark for each agency's name, and the usual names in their order.

    One pass and a dictionary: the patterns of credits would be slow to compile with two hundred
    names in each.
    """
    out: list[str] = []
    names: list[str] = []
    at = 0
    forms = _forms()
    for word in _FIRST_WORD.finditer(row):
        start = word.start()
        if start < at:
            continue
        for form, name in forms.get(word.group(), ()):
            end = start + len(form)
            if row.startswith(form, start) and not _GOES_ON.match(row, end):
                out.extend((row[at:start], _MARK))
                names.append(name)
                at = end
                break
    return "".join((*out, row[at:])), names


def _near(text: str, block: Block, edges: tuple[int, int, int]) -> bool:
    """Not in a site's menus: a few lines above the headline, above the body, or right below it."""
    top, first, last = edges
    if block.end <= top:
        return text.count("\n", block.end, top) <= 16
    if block.start >= last:
        return text.count("\n", last, block.start) <= 6
    return block.end <= first or text.count("\n", first, block.start) <= 6


def _in_dateline(row: str) -> tuple[str, ...]:
    marked, names = _marked(row[:160])
    return _named(_patterns("dateline")[0].match(marked), marked, names)


def _in_credit(row: str) -> tuple[str, ...]:
    marked, names = _marked(row[-400:])
    if not names:
        return ()
    found = (m for p in _patterns("credits") for m in p.finditer(marked))
    return tuple(n for m in found for n in _named(m, marked, names))


def _alone(row: str) -> tuple[str, ...]:
    """A line of its own that is a credit: "Reuters", "By Ann Ames | AP", "Source: AFP"."""
    marked, names = _marked(row)
    if names and len(row) <= 160:
        found = next((m for p in _patterns("lines") if (m := p.match(marked))), None)
        if found:
            return _named(found, marked, names)
    return _in_credit(row)


def _named(found: re.Match[str] | None, marked: str, names: list[str]) -> tuple[str, ...]:
    """The names whose marks stand in the match's group."""
    if found is None:
        return ()
    first = marked.count(_MARK, 0, found.start("agency"))
    return tuple(names[first : first + found["agency"].count(_MARK)])


@cache
def _forms() -> dict[str, tuple[tuple[str, str], ...]]:
    """By its first word, every form of a name with the usual one, the longest first."""
    out: dict[str, list[tuple[str, str]]] = {}
    for agency in table("agencies")["agency"]:
        for form in agency["forms"]:
            first = _FIRST_WORD.match(form)
            if first:
                out.setdefault(first.group(), []).append((form, agency["name"]))
    return {w: tuple(sorted(f, key=lambda x: -len(x[0]))) for w, f in out.items()}


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    several = rf"(?P<agency>{_MARK}(?:(?:\s?[,/&+|]\s?|,?\s+and\s+){_MARK})*)"
    templates = table("credits")[kind]
    return tuple(
        re.compile(t.replace("<several>", several))
        for t in ([templates] if isinstance(templates, str) else templates)
    )

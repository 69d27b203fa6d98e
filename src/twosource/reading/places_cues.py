"""What stands beside a place's mentions: a word for its kind, the name of what it lies in."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from twosource.reading.places_table import Gazetteer, Spelling, fold
from twosource.reading.places_words import words

if TYPE_CHECKING:
    from twosource.model import Name

__all__ = ["Beside", "beside"]

# The farthest that a neighbour is looked for, in characters.
_REACH = 40
_WORD = r"[A-Z][\w.’'-]*"
_NEXT = re.compile(rf"\s?[,(]\s?(?P<comma>{_WORD}(?:\s(?:and\s|of\s)?{_WORD}){{0,3}})(?P<end>.?)")
_IN = re.compile(rf"\s(?:in|of)\s(?:[a-z]+ern\s|the\s)?(?P<name>{_WORD}(?:\s{_WORD}){{0,2}})")
_CLOSES = frozenset(",.;:)” ")
_CONTAINERS = frozenset({"country", "province", "district", "region", "island"})


class Beside(NamedTuple):
    """What was found: the word for its kind that most of the mentions have ("" for none), the
    records that stand behind it as what it lies in, those of them that a comma ties so firmly
    that a place elsewhere cannot be meant ("Moscow, Idaho"), those that "in" ties to it ("Soham in
    Kent"), and whether a mention stands as that of a place ("from Leeds", not "Leeds won"), or so
    as no person's name does ("in Leeds").
    """

    type: str
    containers: frozenset[int]
    firm: frozenset[int]
    said_in: frozenset[int]
    located: bool
    firmly: bool


def beside(text: str, name: Name, table: Gazetteer) -> Beside:
    """Looks around the first mentions of a name; pronouns and roles are no mentions of its form."""
    lists = words()
    types: Counter[str] = Counter()
    containers: set[int] = set()
    firm: set[int] = set()
    said_in: set[int] = set()
    located = firmly = False
    mentions = [m for m in name.mentions if m.how not in {"pronoun", "role"}]
    for mention in mentions[: int(lists.limits["looked_at"])]:
        behind = text[mention.end : mention.end + _REACH]
        ahead = text[max(0, mention.start - _REACH) : mention.start]
        found = lists.after.match(behind) or lists.before.search(ahead)
        types[found[1] if found else ""] += 1
        before = _before(ahead)
        firmly = firmly or before in lists.firmly_before
        located = located or found is not None or _is_located(before, behind)
        if match := _NEXT.match(behind):
            near, tight = _comma(match, table)
            containers |= near
            firm |= tight
        elif match := _IN.match(behind):
            said_in |= _longest(match["name"], table)[0]
    # Where only some mentions say the kind, a tie goes to the word: the wider sense is never wrong.
    best = max(types, key=lambda word: (types[word], bool(word)), default="")
    return Beside(
        best,
        frozenset(containers | said_in),
        frozenset(firm),
        frozenset(said_in),
        located or bool(containers | said_in),
        firmly,
    )


def _before(ahead: str) -> str:
    """The word before a name in its line, an article apart; "" at the beginning of the line."""
    line = ahead.rpartition("\n")[2].lower().split()
    while line and line[-1] == "the":
        line.pop()
    return line[-1] if line else ""


def _is_located(before: str, behind: str) -> bool:
    """A preposition before it ("near Leeds", "in the Leeds area"), or the beginning of a line
    before a dash, a comma or a bracket as in a dateline.
    """
    if not before:
        return behind[:1] in {",", "."} or behind[:2] in {" (", " -", " —", " –"}
    return before in words().before_place or behind.startswith("-based")


def _comma(match: re.Match[str], table: Gazetteer) -> tuple[set[int], set[int]]:
    found, whole, short = _longest(match["comma"], table)
    closes = not match["end"] or match["end"] in _CLOSES
    provinces = {r for r in found if table.kind(r) == "province" and _with_comma(r, table)}
    tight = provinces if whole and closes and (short or provinces == found) else set()
    return found, tight


def _with_comma(record: int, table: Gazetteer) -> bool:
    return table.place(table.country(record)).id in words().comma_countries


def _longest(written: str, table: Gazetteer) -> tuple[set[int], bool, bool]:
    """The containers that the longest known beginning of some words may mean; whether these were
    all words; whether they were an abbreviation.
    """
    pieces = written.split()
    for count in range(len(pieces), 0, -1):
        hits = table.find(fold(" ".join(pieces[:count])))
        meant = [h for h in hits if _contains(h.record, h.mark, pieces[count - 1], table)]
        if meant:
            short = all(h.mark == Spelling.ABBREVIATION for h in meant)
            return {h.record for h in meant}, count == len(pieces), short
    return set(), False, False


def _contains(record: int, mark: str, last: str, table: Gazetteer) -> bool:
    if mark == Spelling.ABBREVIATION:
        # "Ore." and "OR", not "Or".
        return last.endswith(".") or last.isupper()
    return mark != Spelling.PEOPLE and table.kind(record) in _CONTAINERS

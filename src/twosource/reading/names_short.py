"""Which shorter name may stand for which longer one, by their words alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.model import NameKind
from twosource.reading.names_countries import lookup
from twosource.reading.names_words import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from twosource.reading.names_keys import Key

__all__ = ["is_acronym", "is_origin", "is_short_for", "kinds_agree"]

_SHORTEST_COUNTRY = 4
_SHORTEST_BODY = 3
_SMALL = frozenset({"of", "the", "and", "for", "on", "&", "in", "de", "-", "to"})
_LINKS = frozenset({"of", "for", "on"})


def is_short_for(
    short: Key, long: Key, kind: NameKind | None, is_place: Callable[[str], bool]
) -> bool:
    """Whether `long`, of `kind`, may be called `short`; both as `key_of` gives them.

    `is_place` tells whether the report uses a word as a place's name.
    """
    if len(short) >= len(long) or words().generic.issuperset(short):
        return False
    if kind is NameKind.PERSON:
        return _part_of_person(short, long)
    if kind is NameKind.PLACE:
        if long[0] in words().place and long[1] == "of" and short == long[2:]:
            return True  # "State of Lenz"
        # "Lenz" may be short for "Lenz City", but "Lake" or "Carolina" is no short form.
        return short == long[: len(short)] and words().place.issuperset(long[len(short) :])
    return _part_of_body(short, long, is_place)


def _part_of_person(a: Key, b: Key) -> bool:
    if len(a) == 1:
        return a[0] in {b[-1], b[0]} or (len(b) > 2 and a[0] == b[-2])
    if a[-1] == b[-1]:
        # "Anna Sorokin" and "Anna V Sorokin", "A Sorokin" and "Anna Sorokin", "van Dam".
        first = a[0]
        return first in b or (len(first) == 1 and b[0].startswith(first))
    return a == b[: len(a)]


def _part_of_body(a: Key, b: Key, is_place: Callable[[str], bool]) -> bool:
    """Whether `a` is the beginning, the end or the head of an institution's or unknown name."""
    lists = words()
    if len(a) == 1 and len(a[0]) < _SHORTEST_BODY:
        return False
    if len(a) == 1 and a[0] in lists.heads | lists.organisation:
        # "the Church" of the Church of Lenz, "the Authority" of the Lenz Harbour Authority.
        return a[0] == b[-1] or (a[0] == b[0] and b[1] in _LINKS)
    if a == b[len(b) - len(a) :]:
        return True
    at = next((k for k in range(len(b) - len(a)) if b[k : k + len(a)] == a), None)
    if at is None:
        return False
    rest = b[at + len(a) :]
    if len(a) > 1 and rest[0] in _LINKS:
        return True  # "Karsan Supreme Court of Appeal", "Supreme Court"
    return at == 0 and _may_be_left_out(rest, is_place)


def _may_be_left_out(rest: Key, is_place: Callable[[str], bool]) -> bool:
    """As of "Orland Air", which may be called "Orland"; not of "Orland A3" or "Orland Cup"."""
    lists = words()
    if lists.trades.issuperset(rest):
        return True
    word = rest[0]
    return (
        len(rest) == 1
        and len(word) >= _SHORTEST_BODY
        and word.isalpha()
        and word not in lists.offices
        and word not in lists.heads
        and word not in lists.organisation
        and word not in lists.place
        and word not in lists.things
        and not is_place(word)
    )


def kinds_agree(short: NameKind | None, long: NameKind | None) -> bool:
    """Whether a short form of one kind may stand for a longer one of the other."""
    if short is None or long is None or short == long:
        return True
    if NameKind.OTHER in {short, long}:
        return NameKind.PLACE not in {short, long}
    # The recogniser often takes a lone surname or a company's short form for the other kind.
    return {short, long} == {NameKind.PERSON, NameKind.ORGANISATION}


def is_acronym(short: str, long: Key) -> bool:
    """Whether `short` is the initials of `long`, small words counted or not, after those of a
    country too, which a report often leaves out ("USAF" and "Air Force").
    """
    if len(short) < 2 or len(long) < 2:
        return False
    big = "".join([w[0] for w in long if w not in _SMALL])
    if short in {big, "".join([w[0] for w in long])}:
        return True
    return len(big) > 1 and short[2:] == big and lookup(short[:2].upper()) is not None


def is_origin(word: str, country: str) -> bool:
    """As "karsan" beside "karsa", "ruritanian" beside "ruritania"."""
    if len(country) < _SHORTEST_COUNTRY or len(word) <= len(country):
        return False
    stem = country[:-1] if country[-1] in "aeoy" else country
    return word.startswith(stem) and word[len(stem) :] in words().origins

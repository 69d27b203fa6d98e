"""Which written forms mean the same name, within one report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.model import NameKind
from twosource.reading.names_countries import is_people, lookup
from twosource.reading.names_keys import key_of, spellings_of
from twosource.reading.names_short import is_acronym, is_origin, is_short_for, kinds_agree
from twosource.reading.names_words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twosource.reading.names_keys import Key, Spelling
    from twosource.reading.names_shape import Form

__all__ = ["link"]

# A form that joins two names is neither's long form.
_JOINED = "and"
_NOT_SAID = frozenset({"the", "of", "for", "to"})


def link(forms: Sequence[Form]) -> list[int]:
    """The group of each form; groups are numbered by their first form.

    Same words are the same name. A shorter form joins the longer one that it is part of (surname,
    given name, the beginning, end or head of an institution's name) where only one longer one is
    in question, else the nearest before it. An acronym joins the name whose initials or bracket
    define it, an adjective of origin its country, an office the one who is called by it. People
    of different given names or genders are never merged.
    """
    keys = [key_of(form.words) for form in forms]
    spellings = spellings_of(forms, keys)
    parent = _defined(forms, keys, spellings)
    # A form goes where its spelling goes, unless a nearer longer form claims this one place.
    target: list[Key] = list(keys)
    longer = _Longer(spellings, forms)
    for key in sorted(spellings, key=len):
        spelling = spellings[key]
        if parent[key] != key or spelling.office:
            continue
        hosts = longer.hosts(spelling)
        same = _same_host(hosts)
        if same is not None and _agrees(spelling, forms, spellings[same].gender):
            if _root(same, parent) != key:
                parent[key] = same
            continue
        for k in spelling.forms:
            target[k] = _one_of(k, forms[k].gender, key, [spellings[h] for h in hosts])
            parent.setdefault(target[k], target[k])
    return _numbered([_root(key, parent) for key in target])


def _defined(
    forms: Sequence[Form], keys: Sequence[Key], spellings: dict[Key, Spelling]
) -> dict[Key, Key]:
    """Each spelling with itself, or with the name that the report or a table says it stands for."""
    parent: dict[Key, Key] = {key: key for key in spellings}
    for form, key in zip(forms, keys, strict=True):
        if form.stands_for is not None:
            parent[key] = key_of(form.stands_for.words)
    for form, key in zip(forms, keys, strict=True):
        if form.office and parent[key] == key:
            parent[key] = _holder(form, forms) or key
    parent.update(_countries(spellings))
    return parent


def _countries(spellings: dict[Key, Spelling]) -> dict[Key, Key]:
    """Each name or adjective of a country with the first spelling of the same one; its people,
    in the plural, are something else.
    """
    first: dict[str, Key] = {}
    out: dict[Key, Key] = {}
    for key, spelling in spellings.items():
        if spelling.office or spelling.kind is NameKind.PERSON:
            continue
        place = lookup(spelling.written)
        if place is None or place.kind != "country":
            continue
        many = spelling.written.endswith("s") and is_people(spelling.written)
        if not many and first.setdefault(place.key, key) != key:
            out[key] = first[place.key]
    return out


def _holder(office: Form, forms: Sequence[Form]) -> Key | None:
    """The one person who is called by a title with all words of the office."""
    said = {w.casefold() for w in office.words} - _NOT_SAID
    holders = {
        key_of(f.words) for f in forms if f.role and said <= {*f.role.casefold().split(), "'s"}
    }
    surnames = {key[-1] for key in holders}
    return max(holders, key=len) if len(surnames) == 1 else None


def _root(key: Key, parent: dict[Key, Key]) -> Key:
    seen = {key}
    while parent[key] != key:
        key = parent[key]
        if key in seen:
            break
        seen.add(key)
    return key


def _numbered(roots: Iterable[Key]) -> list[int]:
    number: dict[Key, int] = {}
    return [number.setdefault(root, len(number)) for root in roots]


class _Longer:
    """The names of several words, by each of their words; asked for the hosts of shorter ones."""

    def __init__(self, spellings: dict[Key, Spelling], forms: Sequence[Form]) -> None:
        self._forms = forms
        self._spellings = spellings
        self._long: list[Spelling] = []
        self._by_word: dict[str, list[Spelling]] = {}
        self._places: list[Spelling] = []
        for key, spelling in spellings.items():
            if spelling.office or _JOINED in key:
                continue
            if len(key) > 1:
                self._long.append(spelling)
                for word in set(key):
                    self._by_word.setdefault(word, []).append(spelling)
            elif spelling.kind is NameKind.PLACE:
                self._places.append(spelling)

    def hosts(self, short: Spelling) -> list[Key]:
        """The longer names that the short one may stand for, only the best founded of them."""
        first, last = short.key[0], short.key[-1]
        if len(short.key) == 1:
            defined = [s.key for s in self._long if is_acronym(first, s.key)] if short.upper else []
            found = defined or [s.key for s in self._places if is_origin(first, s.key[0])]
            if found:
                return found
        candidates = {id(s): s for w in (first, last) for s in self._by_word.get(w, ())}
        hosts = [s for s in candidates.values() if s is not short and self._stands_for(short, s)]
        lists = words()
        bare = len(short.key) == 1 and (first in lists.heads or first in lists.organisation)
        if bare and len(hosts) > 1:
            return []  # "the Court" where two courts are named
        alike = [s.key for s in hosts if short.kind is not None and s.kind is short.kind]
        return alike or [s.key for s in hosts]

    def _stands_for(self, short: Spelling, long: Spelling) -> bool:
        return (
            (kinds_agree(short.kind, long.kind) or _is_mistaken(short, long))
            and is_short_for(short.key, long.key, long.kind, self._is_place)
            and not self._inside(short, long)
        )

    def _is_place(self, word: str) -> bool:
        spelling = self._spellings.get((word,))
        return spelling is not None and spelling.kind is NameKind.PLACE

    def _inside(self, short: Spelling, long: Spelling) -> bool:
        """Whether the shorter name stands as a part of the longer: then it is another thing's."""
        forms = self._forms
        return any(
            forms[a].start < forms[b].end and forms[b].start < forms[a].end
            for a in short.forms
            for b in long.forms
        )


def _is_mistaken(short: Spelling, long: Spelling) -> bool:
    """Whether only the recogniser takes a person's surname for a place."""
    person = long.kind is NameKind.PERSON and short.key == long.key[-1:]
    return person and not short.sure and lookup(short.written) is None


def _same_host(hosts: list[Key]) -> Key | None:
    """The longest host when all the others are parts of it."""
    if not hosts:
        return None
    longest = max(hosts, key=len)
    return longest if all(set(h) <= set(longest) for h in hosts) else None


def _agrees(short: Spelling, forms: Sequence[Form], gender: str) -> bool:
    return not gender or all(forms[k].gender in {"", gender} for k in short.forms)


def _one_of(place: int, gender: str, key: Key, hosts: Sequence[Spelling]) -> Key:
    """The host of the fitting gender that stands nearest before a place, or first after it; a
    person of their own where none fits ("Mrs Soran" beside Ivo Soran).
    """

    def distance(host: Spelling) -> tuple[int, int]:
        before = [k for k in host.forms if k < place]
        return (0, place - before[-1]) if before else (1, host.forms[0] - place)

    fitting = [h for h in hosts if not gender or h.gender in {"", gender}]
    if fitting:
        return min(fitting, key=distance).key
    return (*key, gender) if hosts else key

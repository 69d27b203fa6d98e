"""Which written forms mean the same name, within one report."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from twosource.model import NameKind
from twosource.reading.names_words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twosource.reading.names_forms import Form

__all__ = ["Key", "key_of", "link"]

Key = tuple[str, ...]


@dataclass(slots=True)
class _Spelling:
    """All forms with the same words, in the order of the text."""

    key: Key
    forms: list[int] = field(default_factory=list)
    kinds: Counter[NameKind] = field(default_factory=Counter)
    upper: bool = False

    @property
    def kind(self) -> NameKind | None:
        best = self.kinds.most_common(1)
        return best[0][0] if best else None


def key_of(text: Sequence[str]) -> Key:
    """The words as compared: lower case, without dots, possessive and company endings."""
    lists = words()
    out = [w.casefold().replace(".", "").replace("’", "'") for w in text]
    if out and out[-1].endswith("'s") and len(out[-1]) > 2:
        out[-1] = out[-1][:-2]
    out = [w for w in out if w.strip("-&',")]
    while len(out) > 1 and out[-1] in lists.suffixes:
        out.pop()
    if len(out) > 1 and out[0] == "the":
        out.pop(0)
    return tuple(out) or tuple(w.casefold() for w in text)


def link(forms: Sequence[Form]) -> list[int]:
    """The group of each form; groups are numbered by their first form.

    Same words are the same name. A shorter form joins the longer one that it is part of (surname,
    given name, the beginning or end of an institution's name) where only one longer one is in
    question, else the nearest before it. An acronym joins the name whose initials or bracket
    define it. People of different given names are never merged.
    """
    spellings: dict[Key, _Spelling] = {}
    of: list[Key] = []
    for k, form in enumerate(forms):
        key = key_of(form.words)
        spelling = spellings.setdefault(key, _Spelling(key))
        spelling.forms.append(k)
        spelling.upper = spelling.upper or (len(form.words) == 1 and form.words[0].isupper())
        if form.kind is not None:
            spelling.kinds[form.kind] += 1
        of.append(key)
    # A form's own group is its spelling's unless a longer form claims this one place.
    target: list[Key] = list(of)
    parent: dict[Key, Key] = {key: key for key in spellings}
    for form, key in zip(forms, of, strict=True):
        if form.acronym_of is not None:
            long = key_of(form.acronym_of.words)
            if long != key:
                parent[key] = long
    for key in sorted(spellings, key=len):
        if parent[key] != key:
            continue
        hosts = list(_hosts(spellings[key], spellings.values()))
        if len(hosts) == 1:
            parent[key] = hosts[0]
        elif hosts:
            merged = _same_host(hosts)
            if merged is not None:
                parent[key] = merged
                continue
            for k in spellings[key].forms:
                target[k] = _nearest(k, hosts, spellings)
    return _numbered([_root(key, parent) for key in target])


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


def _hosts(short: _Spelling, all_: Iterable[_Spelling]) -> Iterable[Key]:
    for long in all_:
        if long.key != short.key and _is_short_for(short, long):
            yield long.key


def _same_host(hosts: list[Key]) -> Key | None:
    """The longest host when all the others are parts of it."""
    longest = max(hosts, key=len)
    return longest if all(set(h) <= set(longest) for h in hosts) else None


def _nearest(place: int, hosts: list[Key], spellings: dict[Key, _Spelling]) -> Key:
    def distance(host: Key) -> tuple[int, int]:
        before = [k for k in spellings[host].forms if k < place]
        if before:
            return (0, place - before[-1])
        return (1, spellings[host].forms[0] - place)

    return min(hosts, key=distance)


def _is_short_for(short: _Spelling, long: _Spelling) -> bool:
    a, b = short.key, long.key
    if short.upper and len(a) == 1 and len(b) > 1 and _initials(b, a[0]):
        return True
    if len(a) >= len(b):
        return False
    if all(w in words().generic for w in a) or not _kinds_agree(short.kind, long.kind):
        return False
    if long.kind is NameKind.PERSON:
        return _part_of_person(a, b)
    if len(a) == 1 and len(a[0]) < 3:
        return False
    if long.kind is NameKind.PLACE:
        # "Lenz" may be short for "Lenz City", but "Lake" or "Carolina" is no short form.
        return a == b[: len(a)] and all(w in words().place for w in b[len(a) :])
    return a in {b[: len(a)], b[len(b) - len(a) :]} and not (
        len(a) == 1 and a[0] in words().heads | words().organisation
    )


def _part_of_person(a: Key, b: Key) -> bool:
    if len(a) == 1:
        return a[0] in {b[-1], b[0]} or (len(b) > 2 and a[0] == b[-2])
    if a[-1] == b[-1]:
        # "Anna Sorokin" and "Anna V Sorokin", "A Sorokin" and "Anna Sorokin", "van Dam".
        first = a[0]
        return first in b or (len(first) == 1 and b[0].startswith(first))
    return a == b[: len(a)]


def _kinds_agree(short: NameKind | None, long: NameKind | None) -> bool:
    if short is None or long is None or short == long:
        return True
    if NameKind.OTHER in {short, long}:
        return NameKind.PLACE not in {short, long}
    # The recogniser often takes a lone surname or a company's short form for the other kind.
    return {short, long} == {NameKind.PERSON, NameKind.ORGANISATION}


def _initials(long: Key, short: str) -> bool:
    if len(short) < 2:
        return False
    small = {"of", "the", "and", "for", "on", "&", "in", "de", "-"}
    big = "".join(w[0] for w in long if w not in small)
    every = "".join(w[0] for w in long)
    return short in {big, every}

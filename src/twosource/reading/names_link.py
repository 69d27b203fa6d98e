"""Which written forms mean the same name, within one report."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from twosource.model import NameKind
from twosource.reading.names_words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twosource.reading.names_forms import Form

__all__ = ["Key", "key_of", "link"]

Key = tuple[str, ...]

# A form that joins two names is neither's long form.
_JOINED = frozenset({"and"})
_SHORTEST_COUNTRY = 4
_GENERATION = frozenset({"jr", "sr", "ii", "iii"})


@dataclass(slots=True)
class _Spelling:
    """All forms with the same words, in the order of the text."""

    key: Key
    forms: list[int] = field(default_factory=list)
    kinds: Counter[NameKind] = field(default_factory=Counter)
    upper: bool = False
    kind: NameKind | None = None  # the most frequent of `kinds`


def key_of(text: Sequence[str]) -> Key:
    """The words as compared: lower case, without dots, possessive and company endings."""
    return _key(tuple(text))


@lru_cache(maxsize=10_000)
def _key(text: tuple[str, ...]) -> Key:
    lists = words()
    out = [w.casefold().replace(".", "").replace("\u2019", "'") for w in text]
    if out and out[-1].endswith("'s") and len(out[-1]) > 2:
        out[-1] = out[-1][:-2]
    out = _hyphens_joined(out)
    while len(out) > 1 and out[-1] in _GENERATION:
        out.pop()
    while len(out) > 1 and out[-1] in lists.suffixes:
        out.pop()
    if len(out) > 1 and out[0] == "the":
        out.pop(0)
    return tuple(out) or tuple(w.casefold() for w in text)


def _hyphens_joined(parts: list[str]) -> list[str]:
    """One word of the parts around a hyphen, which the tokens keep apart."""
    out: list[str] = []
    tied = False
    for word in parts:
        if out and (tied or word in {"-", "\u2013"}):
            out[-1] += word
        elif word.strip("-',"):
            out.append(word)
        tied = word in {"-", "\u2013"}
    return out


def link(forms: Sequence[Form]) -> list[int]:
    """The group of each form; groups are numbered by their first form.

    Same words are the same name. A shorter form joins the longer one that it is part of (surname,
    given name, the beginning or end of an institution's name) where only one longer one is in
    question, else the nearest before it. An acronym joins the name whose initials or bracket
    define it, an adjective of origin its country. People of different given names are never
    merged.
    """
    of = [key_of(form.words) for form in forms]
    spellings = _spellings(forms, of)
    # A form goes where its spelling goes, unless a nearer longer form claims this one place.
    target: list[Key] = list(of)
    parent: dict[Key, Key] = {key: key for key in spellings}
    for form, key in zip(forms, of, strict=True):
        if form.acronym_of is not None:
            parent[key] = key_of(form.acronym_of.words)
    for key in sorted(spellings, key=len):
        if parent[key] != key:
            continue
        hosts = _hosts(spellings[key], spellings)
        same = _same_host(hosts)
        if same is not None:
            parent[key] = same
        elif hosts:
            for k in spellings[key].forms:
                target[k] = _nearest(k, hosts, spellings)
    return _numbered([_root(key, parent) for key in target])


def _spellings(forms: Sequence[Form], of: Sequence[Key]) -> dict[Key, _Spelling]:
    out: dict[Key, _Spelling] = {}
    for k, (form, key) in enumerate(zip(forms, of, strict=True)):
        spelling = out.setdefault(key, _Spelling(key))
        spelling.forms.append(k)
        spelling.upper = spelling.upper or (len(form.words) == 1 and form.words[0].isupper())
        if form.kind is not None:
            spelling.kinds[form.kind] += 1
    for spelling in out.values():
        spelling.kind = max(spelling.kinds, key=spelling.kinds.__getitem__, default=None)
    return out


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


def _hosts(short: _Spelling, spellings: dict[Key, _Spelling]) -> list[Key]:
    """The longer names that the short one may stand for, only the best founded of them."""
    others = [s for s in spellings.values() if s.key != short.key and _JOINED.isdisjoint(s.key)]
    if short.upper and len(short.key) == 1:
        defined = [s.key for s in others if len(s.key) > 1 and _initials(s.key, short.key[0])]
        if defined:
            return defined
    if len(short.key) == 1:
        country: list[Key] = [
            s.key for s in others if len(s.key) == 1 and _is_origin(short.key[0], s)
        ]
        if country:
            return country
    hosts = [s for s in others if _is_short_for(short, s, spellings)]
    alike = [s.key for s in hosts if short.kind is not None and s.kind is short.kind]
    return alike or [s.key for s in hosts]


def _is_origin(word: str, country: _Spelling) -> bool:
    """As "karsan" beside "Karsa", "ruritanian" beside "Ruritania"."""
    name = country.key[0]
    if (
        country.kind is not NameKind.PLACE
        or len(name) < _SHORTEST_COUNTRY
        or len(word) <= len(name)
    ):
        return False
    stem = name[:-1] if name[-1] in "aeoy" else name
    return word.startswith(stem) and word[len(stem) :] in words().origins


def _same_host(hosts: list[Key]) -> Key | None:
    """The longest host when all the others are parts of it."""
    if not hosts:
        return None
    longest = max(hosts, key=len)
    return longest if all(set(h) <= set(longest) for h in hosts) else None


def _nearest(place: int, hosts: list[Key], spellings: dict[Key, _Spelling]) -> Key:
    def distance(host: Key) -> tuple[int, int]:
        before = [k for k in spellings[host].forms if k < place]
        if before:
            return (0, place - before[-1])
        return (1, spellings[host].forms[0] - place)

    return min(hosts, key=distance)


def _is_short_for(short: _Spelling, long: _Spelling, all_: dict[Key, _Spelling]) -> bool:
    a, b = short.key, long.key
    if a[-1] not in b and a[0] not in b:
        return False  # as of nearly all pairs; no rule below could join them
    if len(a) >= len(b) or all(w in words().generic for w in a):
        return False
    if not _kinds_agree(short.kind, long.kind):
        return False
    if long.kind is NameKind.PERSON:
        return _part_of_person(a, b)
    if long.kind is NameKind.PLACE:
        # "Lenz" may be short for "Lenz City", but "Lake" or "Carolina" is no short form.
        return a == b[: len(a)] and all(w in words().place for w in b[len(a) :])
    return _part_of_body(a, b, all_)


def _part_of_body(a: Key, b: Key, all_: dict[Key, _Spelling]) -> bool:
    """Whether `a` is the beginning or the end of an institution's or unknown name `b`."""
    lists = words()
    if len(a) == 1 and (len(a[0]) < 3 or a[0] in lists.heads | lists.organisation):
        return False
    if a == b[len(b) - len(a) :]:
        return True
    if a != b[: len(a)]:
        return False
    # "Orland Air" may be called "Orland"; "Orland A3" and "Orland Karsa" are other things.
    return not any(
        any(c.isdigit() for c in w)
        or w in lists.offices
        or len(w) < 3
        or ((w,) in all_ and all_[w,].kind is NameKind.PLACE)
        for w in b[len(a) :]
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

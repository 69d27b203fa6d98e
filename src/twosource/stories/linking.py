"""The rules by which two written forms are one name, strongest first."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from twosource.model import NameKind
from twosource.stories.countries import lookup
from twosource.stories.forms import consonants, deletions, one_edit, skeleton

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from twosource.stories.countries import Place

__all__ = ["Form", "clusters", "is_title", "surname", "without_titles"]

_DATA = Path(__file__).with_name("data")

_SHORTEST_VARIANT = 4  # letters of a skeleton: shorter ones meet by chance (Ali, Eli)
_SHORTEST_EDIT = 6  # letters of a skeleton in which one may differ


@dataclass(slots=True)
class Form:
    """One written form with all names that have it; `text` is plain, "=key" for a place."""

    text: str
    place: Place | None
    kinds: Counter[NameKind] = field(default_factory=Counter)
    written: Counter[str] = field(default_factory=Counter)
    names: list[tuple[str, int]] = field(default_factory=list)
    reports: set[str] = field(default_factory=set)

    @property
    def kind(self) -> NameKind:
        """The kind that most of its mentions have; OTHER only where there is no better."""
        return max(self.kinds, key=lambda k: (k is not NameKind.OTHER, self.kinds[k], k.value))

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.text.split())


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    file = _DATA / "words.toml"
    lists = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in lists.items()}


@lru_cache(maxsize=1)
def _given_names() -> dict[str, frozenset[str]]:
    """Of each given name all that one person with it may be called."""
    file = _DATA / "given_names.tsv"
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            names = line.split("\t")
            for name in names:
                groups[name].update(names)
    return {name: frozenset(group) for name, group in groups.items()}


def is_title(word: str) -> bool:
    """Whether a word stands before names and is no part of them; takes a `plain` form."""
    return word in _lists()["titles"]


def without_titles(form: str) -> str:
    """A plain form without titles before it; unchanged where nothing would be left."""
    words = form.split()
    while len(words) > 1 and words[0] in _lists()["titles"]:
        words.pop(0)
    return " ".join(words)


def surname(form: str) -> str:
    """The last word of a person's plain form with the particles before it, suffixes left out."""
    words = form.split()
    while len(words) > 1 and words[-1] in _lists()["suffixes"]:
        words.pop()
    start = len(words) - 1
    while start > 1 and words[start - 1] in _lists()["particles"]:
        start -= 1
    return " ".join(words[start:])


class _Groups:
    """Forms in groups that only grow; a report's two different forms stay apart."""

    def __init__(self, forms: list[Form]) -> None:
        self.parent = list(range(len(forms)))
        self.members: dict[int, list[int]] = {k: [k] for k in self.parent}
        self.forms = forms

    def root(self, k: int) -> int:
        while self.parent[k] != k:
            self.parent[k] = self.parent[self.parent[k]]
            k = self.parent[k]
        return k

    def reports(self, k: int) -> set[str]:
        return {r for m in self.members[self.root(k)] for r in self.forms[m].reports}

    def join(self, a: int, b: int, *, veto: bool = True, given_names: bool = True) -> None:
        a, b = self.root(a), self.root(b)
        if a == b or self._has_place(a) or self._has_place(b):
            return
        if given_names and not self._given_names_agree(a, b):
            return
        if veto and self.reports(a) & self.reports(b):
            return
        a, b = min(a, b), max(a, b)
        self.parent[b] = a
        self.members[a] += self.members.pop(b)

    def _has_place(self, root: int) -> bool:
        """Whether it is a place of the table, which has all its forms there."""
        return any(self.forms[m].place for m in self.members[root])

    def _given_names_agree(self, a: int, b: int) -> bool:
        mine = [self.forms[m] for m in self.members[a]]
        others = [self.forms[m] for m in self.members[b]]
        return all(
            _given_names_agree(f.words, g.words)
            for f in mine
            for g in others
            if NameKind.PERSON in (f.kind, g.kind)
        )


def clusters(forms: list[Form]) -> list[list[Form]]:
    """Forms that mean the same together; `forms` are in a fixed order and have distinct texts."""
    groups = _Groups(forms)
    free = [k for k, f in enumerate(forms) if f.place is None]
    for a, b in _same_name(forms):
        groups.join(a, b, veto=False)
    for a, b in _same_bag(forms, free):
        groups.join(a, b)
    for a, b in _acronyms(forms, free):
        groups.join(a, b, veto=False)
    for a, b in _same_surname(forms, free):
        groups.join(a, b)
    for a, b in _same_skeleton(forms, free):
        groups.join(a, b)
    for a, b in _misspelt(forms, free):
        groups.join(a, b)
    for a, b in _same_head(forms, free):
        groups.join(a, b)
    for a, b in _role_before(forms, free):
        groups.join(a, b, veto=False, given_names=False)
    for a, b in _surname_alone(forms, free, groups):
        groups.join(a, b, veto=False)
    return [[forms[m] for m in sorted(members)] for members in groups.members.values()]


def _pairs(
    keys: Iterable[tuple[str, int]], fits: Callable[[int, int], bool]
) -> Iterator[tuple[int, int]]:
    """Pairs of forms that share a key and fit; each form with the first ones of its key."""
    index: defaultdict[str, list[int]] = defaultdict(list)
    for key, k in keys:
        for other in index[key][:8]:
            if other != k and fits(other, k):
                yield other, k
        index[key].append(k)


def _same_name(forms: list[Form]) -> Iterator[tuple[int, int]]:
    """A name and the acronym that its own report gives it."""
    first: dict[tuple[str, int], int] = {}
    for k, form in enumerate(forms):
        for name in form.names:
            if first.setdefault(name, k) != k:
                yield first[name], k


def _same_bag(forms: list[Form], free: list[int]) -> Iterator[tuple[int, int]]:
    """As "Ministry of Defence" and "Defence Ministry", "Northmark region" and "Northmark"."""

    def keys() -> Iterator[tuple[str, int]]:
        for k in free:
            form = forms[k]
            if form.kind is NameKind.PERSON:
                continue
            drop = _lists()["light"]
            if form.kind is NameKind.PLACE:
                drop = drop | _lists()["place_kinds"]
            bag = sorted({_bag_word(w) for w in form.words if w not in drop})
            if bag:
                yield " ".join(bag), k

    def fits(a: int, b: int) -> bool:
        return _kinds_agree(forms[a], forms[b])

    return _pairs(keys(), fits)


def _bag_word(word: str) -> str:
    place = lookup(word.capitalize()) or lookup(word.upper())
    return place.key if place else skeleton(word)


def _initials(words: Iterable[str]) -> str:
    """First letters; an abbreviation of a country stays whole (USGS)."""
    return "".join(w if len(w) < 4 and lookup(w.upper()) else w[0] for w in words)


def _acronyms(forms: list[Form], free: list[int]) -> Iterator[tuple[int, int]]:
    """As "FAO" and "Food and Agriculture Organization", where only one full name fits."""
    full: defaultdict[str, set[int]] = defaultdict(set)
    for k in free:
        words = forms[k].words
        if len(words) > 1 and forms[k].kind is not NameKind.PERSON:
            full[_initials(words)].add(k)
            full[_initials(w for w in words if w not in _lists()["light"])].add(k)
            if any(w.startswith("The ") for w in forms[k].written):
                full["t" + _initials(words)].add(k)
    for k in free:
        form = forms[k]
        short = form.text.replace(" ", "")
        if not 2 <= len(short) <= 8 or not any(_capitals(w) for w in form.written):
            continue
        candidates = full.get(short, set()) - {k}
        if len(candidates) == 1:
            yield k, next(iter(candidates))


def _capitals(text: str) -> bool:
    letters = text.replace(".", "").replace("-", "")
    return letters.isupper() and letters.isalnum()


def _same_surname(forms: list[Form], free: list[int]) -> Iterator[tuple[int, int]]:
    """Full names of persons with one surname and given names that agree."""
    persons = [k for k in free if _is_person(forms[k]) and len(forms[k].words) > 1]

    def fits(a: int, b: int) -> bool:
        return _given_names_agree(forms[a].words, forms[b].words)

    return _pairs(((skeleton(surname(forms[k].text)), k) for k in persons), fits)


def _given_names_agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """False where the given names or initials show two persons; a missing one agrees."""
    names_a, names_b = _given(a), _given(b)
    if not names_a or not names_b:
        return True
    if not _given_name_agrees(names_a[0], names_b[0]):
        return False
    return all(_given_name_agrees(x, y) for x, y in zip(names_a[1:], names_b[1:], strict=False))


def _given(words: tuple[str, ...]) -> tuple[str, ...]:
    text = " ".join(words)
    last = surname(text).split()
    kept = [w for w in words if w not in _lists()["suffixes"]]
    return tuple(kept[: len(kept) - len(last)])


def _given_name_agrees(a: str, b: str) -> bool:
    if a == b:
        return True
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    if b in _given_names().get(a, ()):
        return True
    x, y = skeleton(a), skeleton(b)
    if x == y:
        return True
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) >= 4 and longer.startswith(shorter) and longer[-1] not in "ae":
        return True  # Christ(opher), but not Paul and Paula
    firm = consonants(a)
    return len(firm) >= 3 and firm == consonants(b) and (x[-1] in "aeiou") == (y[-1] in "aeiou")


def _same_skeleton(forms: list[Form], free: list[int]) -> Iterator[tuple[int, int]]:
    """Transliterations of one name."""
    keys = ((skeleton(forms[k].text).replace(" ", ""), k) for k in free)
    long_enough = ((s, k) for s, k in keys if len(s) >= _SHORTEST_VARIANT)

    def fits(a: int, b: int) -> bool:
        return _kinds_agree(forms[a], forms[b]) and _digits(forms[a]) == _digits(forms[b])

    return _pairs(long_enough, fits)


def _misspelt(forms: list[Form], free: list[int]) -> Iterator[tuple[int, int]]:
    """Skeletons with one letter different, not the first."""

    def keys() -> Iterator[tuple[str, int]]:
        for k in free:
            bones = skeleton(forms[k].text)
            if len(bones) >= _SHORTEST_EDIT:
                for key in sorted(deletions(bones)):
                    yield key, k

    def fits(a: int, b: int) -> bool:
        x, y = skeleton(forms[a].text), skeleton(forms[b].text)
        return (
            x[0] == y[0]
            and x.count(" ") == y.count(" ")
            and one_edit(x, y)
            and _kinds_agree(forms[a], forms[b])
            and _digits(forms[a]) == _digits(forms[b])
            and not _capitals(max(forms[a].written))
        )

    return _pairs(keys(), fits)


def _same_head(forms: list[Form], free: list[int]) -> Iterator[tuple[int, int]]:
    """An institution with more said before or after it ("Brimholm Sailing Club", "Sailing Club",
    "Sailing Club of Brimholm"), where only one longer name has the shorter one in it.
    """
    institutions = [k for k in free if not _is_person(forms[k]) and len(forms[k].words) > 1]
    known = {forms[k].words: k for k in institutions}
    longer: defaultdict[int, set[int]] = defaultdict(set)
    for k in institutions:
        words = forms[k].words
        parts = [words[start:] for start in range(1, len(words) - 1)]
        parts += [words[:end] for end in range(2, len(words)) if words[end] in _lists()["links"]]
        for part in parts:
            other = known.get(part)
            if other is not None and _kinds_agree(forms[k], forms[other]):
                longer[other].add(k)
    for shorter, found in longer.items():
        if len(found) == 1:
            yield shorter, min(found)


def _role_before(forms: list[Form], free: list[int]) -> Iterator[tuple[int, int]]:
    """A person's full name after words that do not belong to it ("Harbour Master Odran Pell")."""
    persons = {forms[k].words: k for k in free if _is_person(forms[k]) and len(forms[k].words) > 1}
    for k in free:
        words = forms[k].words
        for start in range(1, len(words) - 1):
            if words[start:] in persons:
                yield persons[words[start:]], k
                break


def _surname_alone(
    forms: list[Form], free: list[int], groups: _Groups
) -> Iterator[tuple[int, int]]:
    """A surname (or a family name that stands first) by itself, where one person bears it."""
    bearers: defaultdict[str, set[int]] = defaultdict(set)
    firsts: defaultdict[str, set[int]] = defaultdict(set)
    for k in free:
        form = forms[k]
        if len(form.words) > 1 and _is_person(form):
            last = surname(form.text)
            bearers[skeleton(last)].add(groups.root(k))
            bearers[skeleton(last.split()[-1])].add(groups.root(k))
            firsts[skeleton(form.words[0])].add(groups.root(k))
    for k in free:
        form = forms[k]
        if len(form.words) > 2 or form.kind is NameKind.ORGANISATION:
            continue
        found = bearers.get(skeleton(form.text), set())
        if _is_person(form):
            found = found | firsts.get(skeleton(form.text), set())
        roots = {groups.root(r) for r in found}
        if len(roots) == 1 and groups.root(k) not in roots:
            yield k, next(iter(roots))


def _is_person(form: Form) -> bool:
    return form.kind is NameKind.PERSON


def _kinds_agree(a: Form, b: Form) -> bool:
    return a.kind is b.kind or NameKind.OTHER in (a.kind, b.kind)


def _digits(form: Form) -> list[str]:
    return [w for w in form.words if any(c.isdigit() for c in w)]

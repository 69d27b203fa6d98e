"""The rules by which two written forms are one name; each gives pairs of indices of forms."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from twosource.model import NameKind
from twosource.reading.names_countries import lookup
from twosource.stories.forms import consonants, deletions, skeleton, variants
from twosource.stories.wordlists import bare_surname, given_names, limits, listed, surname

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from twosource.stories.written import Form


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


def same_name(forms: list[Form], free: list[int]) -> Iterator[tuple[int, int]]:
    """A name and the acronym that its own report gives it."""
    first: dict[tuple[str, int], int] = {}
    for k in free:
        for name in forms[k].names:
            if first.setdefault(name, k) != k:
                yield first[name], k


def same_place(forms: list[Form], free: list[int]) -> Iterator[tuple[int, int]]:
    """Spellings of one place of the gazetteer ("Kiev", "Kyiv")."""
    first: dict[str, int] = {}
    for k in free:
        where = forms[k].where
        if where and first.setdefault(where, k) != k:
            yield first[where], k


def same_text(forms: list[Form], free: list[int]) -> Iterator[tuple[int, int]]:
    """The same words, in one report with a place of the gazetteer and in another without, where
    only one such place is meant anywhere.
    """
    by_text: defaultdict[str, list[int]] = defaultdict(list)
    for k in free:
        by_text[forms[k].text].append(k)
    for found in by_text.values():
        plain = [k for k in found if not forms[k].where]
        if plain and len(found) == 2:
            yield found[0], found[1]


def same_bag(forms: list[Form], free: list[int]) -> Iterator[tuple[int, int]]:
    """As "Ministry of Defence" and "Defence Ministry", "Northmark region" and "Northmark"."""

    def keys() -> Iterator[tuple[str, int]]:
        for k in free:
            form = forms[k]
            if form.kind is NameKind.PERSON:
                continue
            drop = listed("light")
            if form.kind is NameKind.PLACE:
                drop = drop | listed("place_kinds")
            bag = sorted(set(_bag(w for w in form.words if w not in drop)))
            if bag:
                yield " ".join(bag), k

    def fits(a: int, b: int) -> bool:
        return forms[a].agrees(forms[b])

    return _pairs(keys(), fits)


def _bag(words: Iterable[str]) -> Iterator[str]:
    """The words as they are compared, a country's name of two words as one."""
    rest = list(words)
    while rest:
        place = lookup(" ".join(w.capitalize() for w in rest[:2])) if len(rest) > 1 else None
        if place:
            yield place.key
            del rest[:2]
        else:
            yield _bag_word(rest.pop(0))


def _bag_word(word: str) -> str:
    place = lookup(word.capitalize()) or lookup(word.upper())
    return place.key if place else skeleton(word)


def _initials(words: Iterable[str]) -> str:
    """First letters; an abbreviation of a country stays whole (USGS)."""
    return "".join(w if len(w) < 4 and lookup(w.upper()) else w[0] for w in words)


def acronyms(forms: list[Form], free: list[int]) -> Iterator[tuple[int, int]]:
    """As "FAO" and "Food and Agriculture Organization", where only one full name fits."""
    full: defaultdict[str, set[int]] = defaultdict(set)
    for k in free:
        words = forms[k].words
        if len(words) > 1 and forms[k].kind is not NameKind.PERSON:
            full[_initials(words)].add(k)
            full[_initials(w for w in words if w not in listed("light"))].add(k)
            if any(w.startswith("The ") for w in forms[k].written):
                full["t" + _initials(words)].add(k)
    for k in free:
        form = forms[k]
        short = form.text.replace(" ", "")
        if not 2 <= len(short) <= 8 or not form.in_capitals:
            continue
        candidates = full.get(short, set()) - {k}
        if len(candidates) == 1:
            yield k, next(iter(candidates))


def _persons(forms: list[Form], free: list[int]) -> list[int]:
    return [k for k in free if forms[k].is_person and len(forms[k].words) > 1]


def other_order(forms: list[Form], free: list[int]) -> Iterator[tuple[int, int]]:
    """A person's name with the family name first or last ("Odran Pell", "Pell Odran"), its given
    names written as one word or as several.
    """

    def keys() -> Iterator[tuple[str, int]]:
        for k in _persons(forms, free):
            words = skeleton(forms[k].text).split()
            for way in (words, words[1:] + words[:1], words[-1:] + words[:-1]):
                yield "".join(way), k

    def fits(a: int, b: int) -> bool:
        return min(len(forms[a].text), len(forms[b].text)) >= limits()["shortest_edit"]

    return _pairs(keys(), fits)


def same_surname(forms: list[Form], free: list[int]) -> Iterator[tuple[int, int]]:
    """Full names of persons with one surname and given names that agree."""
    persons = _persons(forms, free)

    def fits(a: int, b: int) -> bool:
        return given_names_agree(forms[a].words, forms[b].words)

    return _pairs(((skeleton(bare_surname(forms[k].text)), k) for k in persons), fits)


def given_names_agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
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
    kept = [w for w in words if w not in listed("suffixes")]
    given = tuple(kept[: len(kept) - len(last)])
    return () if listed("articles").issuperset(given) else given


def _given_name_agrees(a: str, b: str) -> bool:
    if a == b:
        return True
    if len(a) == 1 or len(b) == 1:
        return a[0] == b[0]
    if b in given_names().get(a, ()):
        return True
    x, y = skeleton(a), skeleton(b)
    if x == y:
        return True
    shorter, longer = sorted((a, b), key=len)
    if len(shorter) >= 4 and longer.startswith(shorter) and longer[-1] not in "ae":
        return True  # Christ(opher), but not Paul and Paula
    firm = consonants(a)
    return len(firm) >= 3 and firm == consonants(b) and (x[-1] in "aeiou") == (y[-1] in "aeiou")


def same_skeleton(forms: list[Form], free: list[int]) -> Iterator[tuple[int, int]]:
    """Transliterations of one name."""
    keys = ((skeleton(forms[k].text).replace(" ", ""), k) for k in free)
    long_enough = ((s, k) for s, k in keys if len(s) >= limits()["shortest_variant"])

    def fits(a: int, b: int) -> bool:
        return forms[a].agrees(forms[b]) and forms[a].digits == forms[b].digits

    return _pairs(long_enough, fits)


def misspelt(forms: list[Form], free: list[int]) -> Iterator[tuple[int, int]]:
    """Skeletons with one letter different, not the first."""
    alike, any_letter = limits()["shortest_near"], limits()["shortest_edit"]

    def keys() -> Iterator[tuple[str, int]]:
        for k in free:
            bones = skeleton(forms[k].text)
            if len(bones) >= alike:
                for key in sorted(deletions(bones)):
                    yield key, k

    def fits(a: int, b: int) -> bool:
        x, y = skeleton(forms[a].text), skeleton(forms[b].text)
        return (
            variants(x, y, alike=alike, any_letter=any_letter)
            and forms[a].agrees(forms[b])
            and forms[a].digits == forms[b].digits
            and not forms[a].in_capitals
        )

    return _pairs(keys(), fits)


def same_head(forms: list[Form], free: list[int]) -> Iterator[tuple[int, int]]:
    """An institution with more said before or after it ("Brimholm Sailing Club", "Sailing Club",
    "Sailing Club of Brimholm"), where only one longer name has the shorter one in it.
    """
    institutions = [k for k in free if not forms[k].is_person and len(forms[k].words) > 1]
    known = {forms[k].words: k for k in institutions}
    longer: defaultdict[int, set[int]] = defaultdict(set)
    for k in institutions:
        words = forms[k].words
        parts = [words[start:] for start in range(1, len(words) - 1)]
        parts += [words[:end] for end in range(2, len(words)) if words[end] in listed("links")]
        for part in parts:
            other = known.get(part)
            if other is not None and forms[k].agrees(forms[other]):
                longer[other].add(k)
    for shorter, found in longer.items():
        if len(found) == 1:
            yield shorter, min(found)


def role_before(forms: list[Form], free: list[int]) -> Iterator[tuple[int, int]]:
    """A person's full name after words that do not belong to it ("Harbour Master Odran Pell")."""
    persons = {forms[k].words: k for k in free if forms[k].is_person and len(forms[k].words) > 1}
    for k in free:
        words = forms[k].words
        for start in range(1, len(words) - 1):
            if words[start:] in persons:
                yield persons[words[start:]], k
                break


def surname_alone(
    forms: list[Form], free: list[int], root: Callable[[int], int]
) -> Iterator[tuple[int, int]]:
    """A surname (or a family name that stands first) by itself, where one person bears it, or one
    is named so much more than the others that it alone is meant. `root` tells who is one.
    """
    bearers: defaultdict[str, set[int]] = defaultdict(set)
    firsts: defaultdict[str, set[int]] = defaultdict(set)
    doubtful: defaultdict[str, set[int]] = defaultdict(set)  # the recogniser takes it for a place
    mentions: Counter[int] = Counter()
    for k in free:
        form = forms[k]
        mentions[root(k)] += form.mentions
        if len(form.words) < 2 or (len(form.words) == 2 and form.words[0] in listed("articles")):
            continue
        last = surname(form.text)
        if form.is_person:
            bearers[skeleton(last)].add(root(k))
            bearers[skeleton(last.split()[-1])].add(root(k))
            firsts[skeleton(form.words[0])].add(root(k))
        elif len(form.words) == 2 and form.kind is not NameKind.ORGANISATION:
            doubtful[skeleton(last)].add(root(k))
    chosen: list[tuple[int, int]] = []
    for k in free:
        form = forms[k]
        if len(form.words) > 2 or form.kind is NameKind.ORGANISATION:
            continue
        found = bearers.get(skeleton(form.text), set())
        found = found or bearers.get(skeleton(bare_surname(form.text)), set())
        if form.is_person:
            found = found | firsts.get(skeleton(form.text), set())
        if form.titled and not found:
            found = doubtful.get(skeleton(form.text), set())
        meant = _dominant({r: mentions[r] for r in found})
        if meant is not None and root(k) not in found:
            chosen.append((k, meant))
    yield from chosen


def _dominant(mentions: dict[int, int]) -> int | None:
    best = max(mentions, key=lambda r: (mentions[r], -r), default=None)
    if best is None:
        return None
    others = sum(mentions.values()) - mentions[best]
    return best if mentions[best] >= limits()["dominance"] * others else None

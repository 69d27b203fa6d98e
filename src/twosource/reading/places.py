"""Where the places of one report are: from the gazetteer, by what the report itself says.

A name gets a place only where the report settles it; otherwise it keeps the candidates. Names of
persons and organisations never get one.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from twosource.model import NameKind
from twosource.reading.places_cues import beside
from twosource.reading.places_table import CAPITAL, DEGREE, USUAL, Hit, Spelling, fold, gazetteer
from twosource.reading.places_weigh import Asked, weigh
from twosource.reading.places_words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.model import Name, Place
    from twosource.reading.places_cues import Beside
    from twosource.reading.places_table import Gazetteer

__all__ = ["contains", "locate", "same_place"]

_DIVISIONS = frozenset({"country", "province", "district"})
# Letters of the shortest name of a place that is no initials (Ufa, Goa).
_WORD = 3
_PERSONAL = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})


def contains(outer: Place, inner: Place) -> bool:
    """Whether `inner` lies in `outer`, as the sources have it; a place contains itself not."""
    return any(identity == outer.id for identity, _ in inner.within)


def same_place(a: Place, b: Place) -> bool:
    """Whether two are one place of the gazetteer; a city is not the province of its name."""
    return a.id == b.id


def locate(text: str, names: Sequence[Name]) -> tuple[Name, ...]:
    """The names of one report with their places; `text` is the report's, as offsets count it.

    Only names of kind place are located. `Name.place` is set where one candidate is well ahead,
    `Name.candidates` where several remain; a name that the gazetteer does not know stays as it is.
    """
    if not any(name.kind is NameKind.PLACE for name in names):
        return tuple(names)
    table = gazetteer()
    surnames = {n.text.split()[-1] for n in names if n.kind is NameKind.PERSON and " " in n.text}
    asked: dict[int, Asked] = {}
    for number, name in enumerate(names):
        one = _asked(text, name, table, surnames)
        if one is not None:
            asked[number] = one
    weigh(list(asked.values()), table)
    return tuple(
        _settled(name, asked[number], table)
        if number in asked and not asked[number].only_evidence
        else name
        for number, name in enumerate(names)
    )


def _asked(text: str, name: Name, table: Gazetteer, surnames: set[str]) -> Asked | None:
    if name.kind is not NameKind.PLACE:
        return _pointing(name, table)
    forms = dict.fromkeys([name.text, *[text[m.start : m.end] for m in name.mentions]])
    if any(words().hyphen.match(text, m.end) for m in name.mentions):
        return None
    found = {form: table.find(fold(form)) for form in forms}
    people = {h.record for hits in found.values() for h in hits if h.mark == Spelling.PEOPLE}
    around = beside(text, name, table)
    personal = name.text in surnames or not _PERSONAL.isdisjoint(f.lower() for f in forms)
    if personal and not (people or around.firmly or around.containers):
        return None
    hits, kinds = _hits(name.text, table)
    if not hits:
        # The country of which the fullest form is only the adjective.
        hits = [h for other in found.values() for h in other if h.record in people and _names(h)]
    beside_it = words().types.get(around.type)
    hits = _fitting(hits, kinds, around, table)
    hits = (beside_it and _fitting(hits, beside_it, around, table)) or hits
    if not hits:
        pointing = [Hit(r, Spelling.PEOPLE) for r in sorted(people)]
        return Asked(pointing, only_evidence=1.0) if pointing else None
    return Asked(hits, around, frozenset(people))


def _pointing(name: Name, table: Gazetteer) -> Asked | None:
    """A nationality, or an organisation with a word that means one country or division only."""
    if name.kind is NameKind.PERSON:
        return None
    hits = [h for h in table.find(fold(name.text)) if h.mark == Spelling.PEOPLE]
    if hits:
        return Asked(hits, only_evidence=1.0)
    if name.kind is NameKind.ORGANISATION:
        for word in name.text.split():
            meant = table.find(fold(word)) if word[0].isupper() else ()
            if len(meant) == 1 and table.kind(meant[0].record) in _DIVISIONS:
                hits.append(meant[0])
    return Asked(hits, only_evidence=words().weights["body"]) if hits else None


def _names(hit: Hit) -> bool:
    return hit.mark in {Spelling.MAIN, Spelling.WORD, Spelling.OTHER}


def _hits(form: str, table: Gazetteer) -> tuple[list[Hit], frozenset[str] | None]:
    """What a form may mean as it stands, or without the word for its kind, which then decides."""
    lists = words()
    key = fold(form)
    parts = key.split()
    if lists.directions.issuperset(parts):
        return [], None
    hits = [h for h in table.find(key) if _names(h)]
    letters = key.replace(" ", "")
    if len(letters) <= lists.limits["initials"]:
        hits = _initials(hits, form, table)
    if hits or len(parts) == 1:
        return hits, None
    kinds = None
    rest = key
    if parts[-1] in lists.types and parts[-1] not in lists.teams:
        rest, kinds = " ".join(parts[:-1]), lists.types[parts[-1]]
    elif len(parts) > 2 and parts[1] == "of" and parts[0] in lists.types:
        rest, kinds = " ".join(parts[2:]), lists.types[parts[0]]
    elif parts[0] in lists.openings:
        rest = " ".join(parts[1:])
    if rest == key or lists.directions.issuperset(rest.split()):
        return [], None
    return [h for h in table.find(rest) if _names(h)], kinds


def _initials(hits: list[Hit], form: str, table: Gazetteer) -> list[Hit]:
    """Of initials (EU, UN) only countries and the best-known cities (UK, L.A.); two small letters
    (La, Un) are an article more often than a place.
    """
    if form.replace(".", "").isupper():
        return [
            h
            for h in hits
            if table.kind(h.record) == "country" or table.marks(h.record) & (USUAL | CAPITAL)
        ]
    return [] if len(fold(form)) < _WORD else hits


def _fitting(
    hits: list[Hit], kinds: frozenset[str] | None, around: Beside, table: Gazetteer
) -> list[Hit]:
    """The hits of the kinds that a word beside the name allows (all where none is), without the
    cities that lie elsewhere than a comma says.
    """
    if kinds is not None:
        hits = [h for h in hits if table.kind(h.record) in kinds]
    if around.firm:
        hits = [h for h in hits if _not_elsewhere(h.record, around.firm, table)]
    most = int(words().limits["candidates"])
    return sorted(hits, key=lambda h: (-table.prominence(h.record), h.record))[:most]


def _not_elsewhere(record: int, firm: frozenset[int], table: Gazetteer) -> bool:
    """Whether a place may be meant with a comma and a division behind it: it lies there, or the
    comma only parts it from its neighbour in a list ("Washington, Oregon").
    """
    if not firm.isdisjoint(table.chain(record)):
        return True
    kind = table.kind(record)
    country = table.country(record)
    listed = kind == "province" and country in {table.country(r) for r in firm}
    return listed or kind in {"continent", "country"}


def _settled(name: Name, one: Asked, table: Gazetteer) -> Name:
    """The name with its place, or with its candidates."""
    limits = words().limits
    order = sorted(range(len(one.hits)), key=lambda k: (-one.weights[k], one.hits[k].record))
    best = order[0]
    nest = _nest(one.hits[best].record, one, table)
    rivals = [k for k in order if one.hits[k].record not in nest]
    margin = limits["margin"]
    if table.prominence(one.hits[best].record) < limits["small"]:
        margin *= 2
    ahead = not rivals or one.weights[best] - one.weights[rivals[0]] >= margin
    enough = limits["enough"]
    long = len(name.text.replace(" ", "")) >= limits["length"]
    towns = table.kind(one.hits[best].record) in {"city", "district"}
    if not rivals and long and one.hits[best].mark == Spelling.MAIN:
        enough = limits["alone"] if towns else limits["landmark"]
    known = max(one.weights[best], table.prominence(one.hits[best].record))
    if ahead and known >= enough and (_is_usual(nest, table) or _stands(best, one, table)):
        return replace(name, place=table.place(_innermost(nest, table)))
    listed = [one.hits[k].record for k in order[: int(limits["listed"])]]
    return replace(name, candidates=tuple(table.place(r) for r in listed))


def _stands(best: int, one: Asked, table: Gazetteer) -> bool:
    """Whether the report shows a town to be a place: by a preposition once, or by its surroundings.
    A surname or a brand that a town shares has neither. Nor is it the one if it is said to lie in
    another country or division.
    """
    record = one.hits[best].record
    if one.beside is None or table.kind(record) not in {"city", "district"}:
        return True
    if one.beside.said_in and one.beside.said_in.isdisjoint(table.chain(record)):
        return False
    support = one.weights[best] - one.start[best]
    shown = one.beside.located or support >= words().limits["surrounded"]
    return shown or table.kind(record) == "district"


def _is_usual(nest: list[int], table: Gazetteer) -> bool:
    return any(table.marks(record) & (USUAL | CAPITAL) for record in nest)


def _nest(record: int, one: Asked, table: Gazetteer) -> list[int]:
    """A candidate with those of its name that news does not part from it: what lies in it or around
    it, and what lies beside it in one country (Minsk and the province around Minsk).
    """
    chain = set(table.chain(record))
    return sorted(
        {
            h.record
            for h in one.hits
            if h.record == record
            or h.record in chain
            or record in table.chain(h.record)
            or _beside(h.record, record, table)
        }
    )


def _beside(a: int, b: int, table: Gazetteer) -> bool:
    near = words().limits["near"] * DEGREE
    one, other = table.record(a), table.record(b)
    return (
        table.country(a) == table.country(b) >= 0
        and table.kind(a) != table.kind(b)
        and abs(one[0] - other[0]) <= near
        and abs(one[1] - other[1]) <= near
    )


def _innermost(nest: list[int], table: Gazetteer) -> int:
    """Of places of one name in each other the one that news means: the country, else the city
    unless its province has far more people or is marked as the usual sense.
    """
    by_kind: dict[str, int] = {}
    for record in nest:
        by_kind.setdefault(table.kind(record), record)
    for kind in ("continent", "country"):
        if kind in by_kind:
            return by_kind[kind]
    city, province = by_kind.get("city"), by_kind.get("province")
    if city is not None and province is not None:
        return _city_or_province(city, province, table)
    for kind in ("city", "province", "island", "region", "water", "mountains", "district"):
        if kind in by_kind:
            return by_kind[kind]
    return nest[0]


def _city_or_province(city: int, province: int, table: Gazetteer) -> int:
    if bool(table.marks(city) & USUAL) != bool(table.marks(province) & USUAL):
        return city if table.marks(city) & USUAL else province
    wider = table.prominence(province) - table.prominence(city) >= words().limits["wider"]
    return province if wider else city

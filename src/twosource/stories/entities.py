"""The same person, body or place across the reports of one story.

Names within one report are told apart by the reading; here only names of different reports come
together, and never two that one report uses for different things (Khamenei and Khomeini), unless
a rule is as strong as an acronym of the full name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from twosource.model import NameKind
from twosource.reading.names_countries import Place, lookup, usual_name
from twosource.stories.forms import plain, skeleton
from twosource.stories.linking import clusters
from twosource.stories.wordlists import surname, without_titles
from twosource.stories.written import Form

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twosource.model import Name, Reading

__all__ = ["Entities", "link"]


@dataclass(frozen=True, slots=True)
class _Entity:
    label: str
    kind: NameKind
    key: str
    place: Place | None
    names: tuple[tuple[str, int], ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entities:
    """Numbers of entities for the names of several readings. Made by `link`."""

    _entities: tuple[_Entity, ...]
    _of: dict[tuple[str, int], int] = field(repr=False)
    _by_form: dict[str, int] = field(repr=False)
    _by_key: dict[str, int] = field(repr=False)

    def __len__(self) -> int:
        return len(self._entities)

    def of(self, report_id: str, name_id: int) -> int:
        """The entity that a report's name means. Raises KeyError for an unknown report or name."""
        return self._of[report_id, name_id]

    def label(self, entity: int) -> str:
        """What to call it: its fullest form, the usual short name of a country."""
        return self._entities[entity].label

    def kind(self, entity: int) -> NameKind:
        """The kind that most of its names have."""
        return self._entities[entity].kind

    def key_of(self, entity: int) -> str:
        """Its key, as `key` gives it: "country:RU", "capital:RU:1", "place:" and the id in the
        gazetteer, or "name:" and its form.
        """
        return self._entities[entity].key

    def names(self, entity: int) -> tuple[tuple[str, int], ...]:
        """(report id, name id) of all its names, in order."""
        return self._entities[entity].names

    def roles(self, entity: int) -> tuple[str, ...]:
        """What the reports say it is ("Russian President"), each once."""
        return self._entities[entity].roles

    def key(self, text: str) -> str | None:
        """The key of the entity that words of running text name, or None.

        Two texts with one key mean the same: 'Russian' and 'Russia', 'Kiev' and 'Kyiv', a full
        name and its surname where the reports have one bearer of it.
        """
        place = lookup(text)
        entity = None if place else self._find(text)
        if place is not None:
            return place.key
        return None if entity is None else self._entities[entity].key

    def find(self, text: str) -> int | None:
        """The entity that words of running text name, or None where no report names it."""
        place = lookup(text)
        if place is not None and place.key in self._by_key:
            return self._by_key[place.key]
        return self._find(text)

    def related(self, a: int, b: int) -> bool:
        """Whether one may stand for the other: a country, its capital, its seat of government.

        Weaker than being the same, and symmetric; False for an entity and itself.
        """
        return self.related_keys(self._entities[a].key, self._entities[b].key)

    @staticmethod
    def related_keys(a: str, b: str) -> bool:
        """The same for two keys of `key`: "capital:RU:1" and "country:RU" are related."""
        if a == b:
            return False
        kind_a, *rest_a = a.split(":")
        kind_b, *rest_b = b.split(":")
        known = {"country", "capital", "seat"}
        return kind_a != kind_b and {kind_a, kind_b} <= known and rest_a[0] == rest_b[0]

    def _find(self, text: str) -> int | None:
        text = text[4:] if text[:4].lower() == "the " else text
        if not text[:1].isupper() and not text[:1].isdigit():
            return None
        form = without_titles(plain(text))
        found = self._by_form.get(form)
        return self._by_form.get("~" + skeleton(form)) if found is None else found


def link(readings: Sequence[Reading]) -> Entities:
    """Tell which names of several reports mean the same; the readings' order does not matter.

    By rule: one country, one place of the gazetteer, identical words, an organisation's words
    without its light ones, an acronym, initials, short given names, the family name first or last,
    transliterations, one misspelt letter, a surname.
    """
    forms = _forms(readings)
    grouped = clusters(forms)
    ordered = sorted(grouped, key=lambda c: min((f.text, f.where) for f in c))
    roles = {(r.report.id, n.id): n.roles for r in readings for n in r.names if n.roles}
    entities: list[_Entity] = []
    of: dict[tuple[str, int], int] = {}
    by_key: dict[str, int] = {}
    for number, cluster in enumerate(ordered):
        entity = _entity(cluster, roles)
        entities.append(entity)
        by_key.setdefault(entity.key, number)
        of.update(dict.fromkeys(entity.names, number))
    return Entities(tuple(entities), of, _index(ordered), by_key)


def _forms(readings: Sequence[Reading]) -> list[Form]:
    """The distinct forms of all names; names with one form, or of one country, are one."""
    surnames = {
        words[1]
        for reading in readings
        for name in reading.names
        if name.kind is NameKind.PERSON and len(words := plain(name.text).split()) == 2
    }
    forms: dict[tuple[str, str], Form] = {}
    for reading in readings:
        for name in reading.names:
            text = without_titles(plain(name.text)) or name.text.strip()
            place, where = _place_of(name, surnames)
            known = f"={place.key}" if place else text
            form = forms.setdefault((known, where), Form(known, place, where))
            _add(form, name.text, reading, name)
            if place is None:
                for written in _acronyms(reading, name):
                    alias = plain(written)
                    if alias and alias != text:
                        other = forms.setdefault((alias, where), Form(alias, None, where))
                        _add(other, written, reading, name)
    return sorted(forms.values(), key=lambda f: (f.text, f.where))


def _place_of(name: Name, surnames: set[str]) -> tuple[Place | None, str]:
    """The country or capital of the table, or else the id of its place in the gazetteer.

    Where the two differ the gazetteer is right, which has looked at the report: "Georgia" may be
    the state.
    """
    place = lookup(name.text)
    if place is not None and name.kind is NameKind.PERSON and plain(name.text) in surnames:
        place = None  # the surname of somebody, not the country
    found = name.place
    if found is None:
        return place, ""
    if place is not None and found.country in {place.code, ""}:
        kinds = {"country": {"country"}, "capital": {"city", "province"}}
        if found.kind in kinds.get(place.kind, {found.kind}):
            return place, ""
    return None, found.id


def _acronyms(reading: Reading, name: Name) -> list[str]:
    text = reading.report.text
    found = {text[m.start : m.end] for m in name.mentions if m.how == "acronym"}
    return sorted(w for w in found if lookup(w) is None)


def _add(form: Form, written: str, reading: Reading, name: Name) -> None:
    titled = without_titles(plain(written)) != plain(written) or any(
        m.how == "title" for m in name.mentions
    )
    form.titled |= titled
    form.kinds[NameKind.PERSON if titled else name.kind] += len(name.mentions) or 1
    form.written[written] += 1
    form.names.append((reading.report.id, name.id))
    form.reports.add(reading.report.id)


def _entity(cluster: list[Form], roles: Mapping[tuple[str, int], tuple[str, ...]]) -> _Entity:
    names = tuple(sorted({n for f in cluster for n in f.names}))
    kinds: Counter[NameKind] = sum((f.kinds for f in cluster), Counter())
    place = next((f.place for f in cluster if f.place), None)
    if place is not None:
        label = usual_name(place.code) if place.kind == "country" else place.label
        kind, key = NameKind.PLACE, place.key
    else:
        best = max(
            _without_roles(cluster),
            key=lambda f: (len(f.words) > 1, len(f.reports), f.mentions, len(f.text), f.text),
        )
        label = max(best.written, key=lambda w: (best.written[w], w))
        kind = max(kinds, key=lambda k: (k is not NameKind.OTHER, kinds[k], k.value))
        where = next((f.where for f in cluster if f.where), "")
        key = f"place:{where}" if where else f"name:{best.text}"
    said = dict.fromkeys(role for name in names for role in roles.get(name, ()))
    return _Entity(label, kind, key, place, names, tuple(said))


def _without_roles(cluster: list[Form]) -> list[Form]:
    """The forms of a person that do not end in another full one ("President Ana Ruiz")."""
    full = {f.words for f in cluster if len(f.words) > 1 and f.kind is NameKind.PERSON}
    kept = [f for f in cluster if not any(f.words[k:] in full for k in range(1, len(f.words) - 1))]
    return kept or cluster


def _index(ordered: list[list[Form]]) -> dict[str, int]:
    """Entities by form, by skeleton (marked "~") and by surname, where only one has it."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    weaker: defaultdict[str, set[int]] = defaultdict(set)
    for number, cluster in enumerate(ordered):
        for form in cluster:
            if form.place is not None:
                continue
            found[form.text].add(number)
            weaker["~" + skeleton(form.text)].add(number)
            if form.kind is NameKind.PERSON and len(form.text.split()) > 1:
                weaker[surname(form.text)].add(number)
                weaker["~" + skeleton(surname(form.text))].add(number)
    index = {text: min(numbers) for text, numbers in found.items()}
    for text, numbers in weaker.items():
        if len(numbers) == 1:
            index.setdefault(text, min(numbers))
    return index

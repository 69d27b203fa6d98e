"""All origins of a story under their ids, with the rule that made each."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from twosource.model import NameKind, Origin, OriginKind
from twosource.origins.copying import Ties
from twosource.origins.credits import slug
from twosource.origins.houses import outlet_key, unnamed_agencies
from twosource.origins.reasons import few
from twosource.stories.forms import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from twosource.model import Reading, Report, SharedPassage
    from twosource.origins.copying import Copied
    from twosource.origins.credits import Credit
    from twosource.stories.entities import Entities

__all__ = ["Register"]

UNNAMED = "agencies that are not named"

_KIND_ORDER = (OriginKind.REPORT, OriginKind.AGENCY, OriginKind.COPY, OriginKind.SPEAKER)


@dataclass(slots=True)
class _Draft:
    kind: OriginKind
    label: str
    reports: set[str] = field(default_factory=set)
    passages: list[SharedPassage] = field(default_factory=list)


class Register:
    """Collects origins: first the reports, then copied texts, then speakers."""

    def __init__(self, entities: Entities) -> None:
        self._entities = entities
        self._drafts: dict[str, _Draft] = {}
        self._agencies: dict[str, tuple[str, ...]] = {}
        self._own: dict[str, str] = {}
        self._outlet_origin: dict[str, str] = {}
        self._entity_of: dict[str, int] = {}
        self._beside: defaultdict[str, set[int]] = defaultdict(set)
        self._speaker_ids: dict[int, str] = {}
        self._owner_of: dict[str, int] = {}
        self._unknown: set[str] = set()
        self._outlet_names: dict[str, str] = {}
        self._outlet_reports: dict[str, set[str]] = {}
        self._cited: set[str] = set()
        self._copy_numbers: dict[str, int] = {}
        self._owned: dict[str, set[str]] = {}
        self._house: dict[str, str] = {}  # by report the origin that its outlet is

    @property
    def outlets(self) -> Mapping[str, str]:
        """Names of the reports' outlets by their keys."""
        return self._outlet_names

    @property
    def own(self) -> dict[str, str]:
        """By report the id of what it is as a whole."""
        return dict(self._own)

    @property
    def unknown(self) -> frozenset[str]:
        """Ids of the origins of which nothing tells who they are."""
        return frozenset(self._unknown)

    def add_reports(
        self, reports: Sequence[Report], agencies: Mapping[str, tuple[str, ...]]
    ) -> None:
        """Make the origins that reports have as wholes."""
        self._agencies = dict(agencies)
        for report in reports:
            key = outlet_key(report.outlet) if report.outlet else ""
            origin = self._outlet_origin.get(key) if key else None
            if origin is None:
                origin = f"report:{report.id}"
                self._drafts[origin] = _Draft(OriginKind.REPORT, report.outlet or report.id)
                if key and report.outlet:
                    self._outlet_origin[key] = origin
                    self._outlet_names[key] = report.outlet
            self._drafts[origin].reports.add(report.id)
            self._outlet_reports.setdefault(origin, set()).add(report.id)
            self._house[report.id] = origin
            if agencies[report.id]:
                origin = self._agency(agencies[report.id])
                self._drafts[origin].reports.add(report.id)
            elif unnamed_agencies(report):
                origin = f"agency:unnamed-in-{report.id}"
                self._drafts[origin] = _Draft(OriginKind.AGENCY, UNNAMED, {report.id})
                self._unknown.add(origin)
            self._own[report.id] = origin

    def add_copied(self, texts: Sequence[Copied]) -> tuple[tuple[Copied, str], ...]:
        """Make the origins of copied texts; gives each text with its origin's id.

        What only one outlet's reports share is no copy: it stays with what each report is.
        """
        ties = Ties()
        texts = [t for t in texts if self._credited(t) or len(self._outlets_of(t)) > 1]
        for text in texts:
            if self._credited(text):
                continue
            first, *others = text.reports
            for other in others:
                ties.tie(first, other)
        return tuple((text, self._copy(text, ties)) for text in texts)

    def add_wholes(self, copies: Mapping[str, str]) -> None:
        """Take in reports that are mostly copied, with that text's origin by report.

        A report that credits agencies of its own keeps them.
        """
        self._own |= {r: origin for r, origin in copies.items() if not self._agencies[r]}

    def add_owners(self, owners: Mapping[str, str]) -> None:
        """Take in who owns which report's outlet, by report; after the wholes.

        What two reports of one owner have of themselves is one; an agency's words stay its own.
        """
        for report, owner in owners.items():
            whole = self._own[report]
            own = {whole} if self._drafts[whole].kind is not OriginKind.AGENCY else set()
            self._owned.setdefault(owner, set()).update(own | {self._house[report]})

    def add_speaker(self, reading: Reading, credit: Credit) -> str:
        """The id of the origin that an attribution points to, made where it is new."""
        report = reading.report.id
        if credit.kind == "agency":
            origin = self._agency((credit.name,))
        elif credit.kind == "outlet":
            origin = self._outlet(credit.name)
        elif credit.kind == "own":
            origin = self._itself(report, credit.name)
        elif credit.kind == "entity" and credit.entity is not None:
            origin = self._speaker(credit, credit.entity)
        elif credit.kind == "body" and credit.entity is not None:
            origin = self._body(credit, credit.entity)
        else:
            origin = self._unnamed(credit, report)
        self._drafts[origin].reports.add(report)
        return origin

    def origins(self) -> tuple[Origin, ...]:
        """All origins that something may rest on: reports, agencies, copies, speakers."""
        needed = {*self._own.values(), *self._cited}
        order = sorted(
            self._drafts.items(), key=lambda d: (_KIND_ORDER.index(d[1].kind), _natural(d[0]))
        )
        return tuple(
            Origin(i, d.kind, d.label, tuple(sorted(d.reports)), tuple(d.passages), self._why(i, d))
            for i, d in order
            if d.reports and (d.kind is not OriginKind.REPORT or i in needed)
        )

    def _why(self, origin: str, draft: _Draft) -> str:
        label = draft.label
        if draft.kind is OriginKind.REPORT:
            own = f"Nothing shows that {label} has it from elsewhere."
            several = len(self._outlet_reports[origin]) > 1
            return f"These reports are all by {label}." if several else own
        if draft.kind is OriginKind.COPY:
            if all(p.reworded for p in draft.passages):
                return "Much the same words stand in these reports, outside quotation marks."
            return "The same words stand in these reports, outside quotation marks."
        if origin in self._unknown:
            return "Nothing tells who this is, so it is never counted as independent."
        if draft.kind is OriginKind.AGENCY and draft.passages:
            return f"These reports credit {label}, or share words with one that does."
        one, more = ("credits", "credit") if draft.kind is OriginKind.AGENCY else ("has", "have")
        they = f"These reports {more}" if len(draft.reports) > 1 else f"This report {one}"
        return f"{they} {label}." if one == "credits" else f"{they} it from {label}."

    def ties(self) -> dict[str, frozenset[str]]:
        """By id the origins that may be the same as it, in both directions."""
        out: dict[str, set[str]] = {i: set() for i in self._drafts}
        agencies: defaultdict[str, set[str]] = defaultdict(set)
        for i, draft in self._drafts.items():
            if draft.kind is OriginKind.COPY:
                out[i] |= {self._house[r] for r in draft.reports}
            elif draft.kind is OriginKind.AGENCY:
                takers = {r for p in draft.passages for r in (p.report_a, p.report_b)}
                out[i] |= {self._house[r] for r in takers}
                for part in _parts(i) if i not in self._unknown else ():
                    agencies[part].add(i)
        for together in (*agencies.values(), *self._owned.values()):
            for i in together:
                out[i] |= together
        for i, others in (*self._spoken_for(), *self._part_of()):
            out[i] |= others
        for i, others in list(out.items()):
            for j in others:
                out[j].add(i)
        return {i: frozenset(found - {i}) for i, found in out.items() if found - {i}}

    def _spoken_for(self) -> Iterator[tuple[str, set[str]]]:
        """Speakers with the bodies that may speak through them: those that a person's roles name
        or that a source names with a person, and a country with its capital and seat of government.
        """
        entities = self._entities
        bodies: defaultdict[str, set[str]] = defaultdict(set)
        for i, entity in self._entity_of.items():
            if entities.kind(entity) is not NameKind.PERSON:
                bodies[_country(entities.key_of(entity))].add(i)
        for i, entity in self._entity_of.items():
            if entities.kind(entity) is NameKind.PERSON:
                keys = {k for role in entities.roles(entity) for k in _names_in(role, entities)}
                keys |= {entities.key_of(body) for body in self._beside.get(i, ())}
            else:
                keys = {entities.key_of(entity)}
            yield i, {body for key in keys for body in bodies.get(_country(key), ())}
        for i, owner in self._owner_of.items():
            yield i, bodies.get(_country(entities.key_of(owner)), set())

    def _part_of(self) -> Iterator[tuple[str, set[str]]]:
        """Speakers with those whose names have all their words: "Pell" where two Pells speak."""
        words = {i: frozenset(plain(self._drafts[i].label).split()) for i in self._entity_of}
        having: defaultdict[str, set[str]] = defaultdict(set)
        for i, own in words.items():
            for word in own:
                having[word].add(i)
        for i, own in words.items():
            if own:
                yield i, set.intersection(*(having[word] for word in own))

    def _agency(self, names: tuple[str, ...]) -> str:
        origin = "agency:" + "+".join(slug_of_agency(n) for n in names)
        label = " or ".join(names)
        self._drafts.setdefault(origin, _Draft(OriginKind.AGENCY, label))
        return origin

    def _credited(self, text: Copied) -> tuple[str, ...]:
        """The agencies that a copied text may be of: those that most of its reports credit."""
        votes = Counter(a for report in text.reports for a in self._agencies[report])
        most = max(votes.values(), default=0)
        return tuple(sorted(a for a, n in votes.items() if n == most))

    def _copy(self, text: Copied, ties: Ties) -> str:
        names = self._credited(text)
        if names:
            origin = self._agency(names)
            draft = self._drafts[origin]
        else:
            group = ties.root(text.reports[0])
            number = self._copy_numbers.setdefault(group, len(self._copy_numbers) + 1)
            origin = f"copy:{number}"
            draft = self._drafts.setdefault(origin, _Draft(OriginKind.COPY, ""))
        draft.reports.update(text.reports)
        draft.passages += text.passages
        if draft.kind is OriginKind.COPY:
            outlets = (self._drafts[self._house[r]].label for r in sorted(draft.reports))
            draft.label = f"text shared by {few(outlets)}"
        return origin

    def _outlets_of(self, text: Copied) -> set[str]:
        return {self._house[r] for r in text.reports}

    def _outlet(self, key: str) -> str:
        """What an outlet's reports are as wholes, where they are all the same; else the outlet."""
        outlet = self._outlet_origin[key]
        wholes = {self._own[r] for r in self._outlet_reports[outlet]}
        origin = wholes.pop() if len(wholes) == 1 else outlet
        self._cited.add(origin)
        return origin

    def _itself(self, report: str, outlet: str) -> str:
        """What a report is that names its own outlet (by its key) or its author as the source: an
        agency's text in which "the Star has learned" something has that from the Star.
        """
        house = self._house[report]
        if not self._agencies[report] or self._outlet_origin.get(outlet) != house:
            return self._own[report]
        self._cited.add(house)
        return house

    def _speaker(self, credit: Credit, entity: int) -> str:
        if entity not in self._speaker_ids:
            origin, number = f"speaker:{slug(credit.label)}", 1
            while origin in self._drafts:
                number += 1
                origin = f"speaker:{slug(credit.label)}-{number}"
            self._speaker_ids[entity] = origin
            self._entity_of[origin] = entity
            self._drafts[origin] = _Draft(OriginKind.SPEAKER, credit.label)
        origin = self._speaker_ids[entity]
        self._beside[origin].update(credit.beside)
        return origin

    def _body(self, credit: Credit, owner: int) -> str:
        origin = f"speaker:{credit.name}"
        if origin not in self._drafts:
            self._drafts[origin] = _Draft(OriginKind.SPEAKER, credit.label)
            self._owner_of[origin] = owner
        return origin

    def _unnamed(self, credit: Credit, report: str) -> str:
        # Two reports' silent sources have nothing in common that could be named.
        name = f"unnamed-{credit.name}" if credit.name else f"unnamed-in-{report}"
        origin = f"speaker:{name}"
        self._drafts.setdefault(origin, _Draft(OriginKind.SPEAKER, credit.label))
        self._unknown.add(origin)
        return origin


def slug_of_agency(name: str) -> str:
    """An agency's usual name in an id: without spaces, its capitals kept."""
    return name.replace(" ", "-").replace("+", "-")


def _parts(origin: str) -> list[str]:
    return origin.partition(":")[2].split("+")


def _country(key: str) -> str:
    """What is common to the keys of a country, its capital and its seats; else the key."""
    kind, *rest = key.split(":")
    return f"country:{rest[0]}" if kind in ("country", "capital", "seat") else key


def _natural(origin: str) -> tuple[str, int, str]:
    kind, _, rest = origin.partition(":")
    return kind, int(rest) if rest.isdigit() else 0, rest


def _names_in(role: str, entities: Entities) -> set[str]:
    """The keys of all names within a role: "Kremlin spokesman" has the Kremlin."""
    words = role.split()
    found = set()
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + 5) + 1):
            key = entities.key(" ".join(words[start:end]).strip(",.;'\""))
            if key:
                found.add(key)
    return found

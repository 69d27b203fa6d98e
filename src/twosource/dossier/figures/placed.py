"""Places: which the reports name, where they lie, and who names them in which claims."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markupsafe import Markup

from twosource.dossier.figures import markup
from twosource.dossier.figures.cited import Cited, Known
from twosource.dossier.wording import joined, sentence
from twosource.model import NameKind

if TYPE_CHECKING:
    from twosource.dossier.figures.markup import Link
    from twosource.model import Dossier, Name, Place

__all__ = ["Located", "located", "places"]

AREAS = frozenset({"continent", "country", "province", "region", "water", "mountains", "district"})


@dataclass(frozen=True, slots=True)
class Located:
    """One place. `within` is what it lies in, nearest first, in words; `cited` are the reports
    that name it, `claims` those that have it in their evidence, with their questions. `number` is
    its number on the map, 0 off it; `doubt` says what is not settled.
    """

    name: str
    kind: str
    within: str
    cited: tuple[Cited, ...]
    claims: tuple[tuple[str, str], ...]
    latitude: float | None = None
    longitude: float | None = None
    doubt: str = ""
    number: int = 0

    @property
    def area(self) -> bool:
        """Whether its coordinates are only a point inside of something wide."""
        return self.kind in AREAS


def places(dossier: Dossier, *, link: Link) -> Markup:
    """The figure as HTML, empty where no report names a place."""
    from twosource.dossier.figures.atlas import atlas_of, drawn  # noqa: PLC0415 - reads outlines

    found = located(dossier)
    if not found:
        return Markup()
    atlas = atlas_of(found)
    numbers = {id(place): number for number, place in atlas.numbered} if atlas else {}
    listed = [replace(p, number=numbers.get(id(p), 0)) for p in found]
    return markup.macro(
        "places",
        main=[p for p in listed if p.number or len(p.cited) > 1 or p.claims],
        passing=[p for p in listed if not (p.number or len(p.cited) > 1 or p.claims)],
        map=drawn(atlas) if atlas else Markup(),
        off=[p.name for p in atlas.off] if atlas else [],
        alone=len(dossier.readings) == 1,
        link=link,
    )


def located(dossier: Dossier) -> tuple[Located, ...]:
    """All places that the reports name, those in the most reports first.

    A place of the table is one whatever the reports call it; other names are one where they are
    spelt the same, and go to a place of the table that another report means by that spelling.
    """
    known = Known(dossier)
    by_spelling: dict[str, str] = {}
    for reading in dossier.readings:
        for name in reading.names:
            if name.place is not None:
                by_spelling.setdefault(name.text.casefold(), name.place.id)
    found: dict[str, list[tuple[str, Name]]] = defaultdict(list)
    for reading in dossier.readings:
        for name in reading.names:
            if name.place is not None:
                found[name.place.id].append((reading.report.id, name))
            elif name.kind is NameKind.PLACE:
                folded = name.text.casefold()
                found[by_spelling.get(folded, f"name:{folded}")].append((reading.report.id, name))
    claims = _claims_at(dossier)
    made = [_located(those, known, claims) for those in found.values()]
    return tuple(sorted(made, key=lambda p: (-len(p.cited), -len(p.claims))))


_Claims = dict[str, list[tuple[int, int, str, str]]]


def _claims_at(dossier: Dossier) -> _Claims:
    """By report the evidence of all claims: its bounds, the claim and its question."""
    out: _Claims = defaultdict(list)
    for claim in dossier.claims:
        for e in claim.evidence:
            out[e.report].append((e.start, e.end, claim.id, sentence(claim.question)))
    return out


def _located(those: list[tuple[str, Name]], known: Known, claims: _Claims) -> Located:
    place = next((n.place for _, n in those if n.place is not None), None)
    cited: dict[str, Cited] = {}
    within: dict[str, str] = {}
    for report, name in those:
        for mention in name.mentions:
            cited.setdefault(report, known.cited(report, mention.span))
            for start, end, claim, question in claims.get(report, ()):
                if start <= mention.start and mention.end <= end:
                    within.setdefault(claim, question)
    texts = [n.text for _, n in those]
    called = max(texts, key=lambda t: (texts.count(t), -texts.index(t)))
    return Located(
        name=called,
        kind=place.kind if place else "",
        within=", ".join(_within(place, called)) if place else "",
        cited=tuple(cited.values()),
        claims=tuple(within.items()),
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        doubt=_doubt(place, [n for _, n in those]),
    )


def _within(place: Place, name: str) -> list[str]:
    """What a place lies in, as far as its country, nothing said twice."""
    out: list[str] = []
    for id_, label in place.within:
        if label not in {*out, place.name, name}:
            out.append(label)
        if id_ == place.country:
            break
    return out[:4]


def _doubt(place: Place | None, names: list[Name]) -> str:
    if place is not None:
        called = {n.text.casefold() for n in names} - {place.name.casefold()}
        said = ["more than one side claims it"] if place.disputed else []
        if called and place.name.casefold() not in {n.text.casefold() for n in names}:
            said.append(f"in the table of places {place.name}")
        return "; ".join(said)
    candidates = next((n.candidates for n in names if n.candidates), ())
    if candidates:
        may = joined(_candidate(c) for c in candidates[:3])
        return f"the reports do not settle which is meant: {may}"
    return "not in the table of places"


def _candidate(place: Place) -> str:
    return f"{place.name} ({place.within[0][1]})" if place.within else place.name

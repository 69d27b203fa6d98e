"""The tracing of one story: its reports in, all origins and ties out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from twosource.model import Span
from twosource.origins import passages as passages_of
from twosource.origins import rewording
from twosource.origins.copying import copied, share_copied
from twosource.origins.credits import credit
from twosource.origins.furniture import recurring
from twosource.origins.houses import agencies_of, outlet_key
from twosource.origins.independence import Tracing
from twosource.origins.owners import by_key, owner_of
from twosource.origins.reasons import Reasons
from twosource.origins.register import Register
from twosource.origins.ties import Facts, spoken_by, ties_between
from twosource.origins.wording import settings, wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twosource.model import Reading, Report, SharedPassage
    from twosource.origins.copying import Copied
    from twosource.origins.credits import Credit
    from twosource.origins.wording import Wording
    from twosource.stories.entities import Entities

__all__ = ["copies_among", "trace", "wordings_of"]


def trace(
    readings: Sequence[Reading],
    entities: Entities,
    *,
    owners: Mapping[str, str] | None = None,
    decided: Iterable[Iterable[str]] = (),
) -> Tracing:
    """Find the origins of several reports: copied text, agencies, speakers, outlets.

    `owners` are the owners of outlets by the outlets' names, from the user's own table; reports of
    one owner are one root. `decided` are groups of report ids that the user holds for one origin:
    together they never count as more than one. That she says so ties nothing here; the decisions
    themselves do.
    The order of the readings does not matter. Report ids must differ.
    """
    ordered = sorted(readings, key=lambda r: r.report.id)
    reports = [r.report for r in ordered]
    keys = by_key(owners or {})
    owned = {r.id: owner for r in reports if (owner := owner_of(r, keys))}
    agencies = {r.id: agencies_of(r) for r in reports}
    wordings = wordings_of(reports)
    passages = copies_among(list(wordings.values()))
    facts = Facts(reports, wordings, passages, agencies, owned)
    register = Register(entities)
    register.add_reports(reports, agencies)
    texts = register.add_copied(copied(passages))
    register.add_wholes(_mostly_copied(texts, wordings))
    register.add_owners(owned)
    speakers = _speakers(ordered, entities, register)
    found = _traced(ordered, facts, register, texts, speakers)
    return replace(found, _decided=tuple(frozenset(group) for group in decided))


@dataclass(frozen=True, slots=True)
class _Speakers:
    """By report and attribution what it points to, and the id of that origin."""

    credits: dict[tuple[str, int], Credit]
    origins: dict[tuple[str, int], str]


def _speakers(readings: Sequence[Reading], entities: Entities, register: Register) -> _Speakers:
    found = _Speakers({}, {})
    outlets = register.outlets
    for reading in readings:
        for k in range(len(reading.attributions)):
            place = reading.report.id, k
            found.credits[place] = credit(reading, k, entities, outlets)
            found.origins[place] = register.add_speaker(reading, found.credits[place])
    return found


def _traced(
    readings: Sequence[Reading],
    facts: Facts,
    register: Register,
    texts: Sequence[tuple[Copied, str]],
    speakers: _Speakers,
) -> Tracing:
    origins = register.origins()
    by_report: dict[str, list[tuple[Copied, str]]] = {}
    for text, origin in texts:
        for report in text.reports:
            by_report.setdefault(report, []).append((text, origin))
    spoken = spoken_by(readings, speakers.credits, speakers.origins, register.unknown)
    return Tracing(
        origins=origins,
        passages=tuple(facts.passages),
        ties=ties_between(facts, spoken),
        _speakers=speakers.origins,
        _copied={r: tuple(found) for r, found in by_report.items()},
        _own=register.own,
        _wordings=dict(facts.wordings),
        _ties=register.ties(),
        _unknown=register.unknown,
        _reasons=Reasons(
            readings={r.report.id: r for r in readings},
            origins={o.id: o for o in origins},
            own_of=register.own,
            agencies=facts.agencies,
            owners=facts.owners,
            credits=speakers.credits,
            unknown=register.unknown,
        ),
    )


def wordings_of(reports: Sequence[Report]) -> dict[str, Wording]:
    """By id the words that reports may have copied, without what their outlets always print."""
    outlets = [outlet_key(r.outlet) if r.outlet else "" for r in reports]
    furniture = recurring(reports, outlets)
    return {r.id: wording(r, furniture) for r in reports}


def copies_among(wordings: Sequence[Wording]) -> tuple[SharedPassage, ...]:
    """The copied passages of all pairs of reports, equal or reworded, by reports and places."""
    equal = passages_of.find(wordings)
    return tuple(
        sorted(
            (*equal, *rewording.find(wordings, equal)),
            key=lambda p: (p.report_a, p.report_b, p.span_a, p.span_b),
        )
    )


def _mostly_copied(
    texts: Sequence[tuple[Copied, str]], wordings: Mapping[str, Wording]
) -> dict[str, str]:
    """The copied text's origin of each report of which most words lie in it."""
    places: dict[tuple[str, str], list[Span]] = {}
    for text, origin in texts:
        for report, spans in text.places.items():
            places.setdefault((report, origin), []).extend(spans)
    least = float(settings()["shares"]["whole"])
    out: dict[str, str] = {}
    for (report, origin), found in sorted(places.items()):
        words = wordings[report]
        whole = Span(0, words.ends[-1]) if len(words) else Span(0, 0)
        if share_copied(words, whole, found) >= least:
            out.setdefault(report, origin)
    return out

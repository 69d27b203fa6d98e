"""From which roots the reports draw, and how many of them are independent.

What cannot be told is unknown and never counted as independent.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from twosource.model import Span
from twosource.origins import passages as passages_of
from twosource.origins.copying import Ties, copied, share_copied
from twosource.origins.credits import agencies_of, credit
from twosource.origins.register import Register
from twosource.origins.wording import settings, wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from twosource.model import Evidence, Origin, Reading, SharedPassage
    from twosource.origins.copying import Copied
    from twosource.origins.wording import Wording
    from twosource.stories.entities import Entities

__all__ = ["Independence", "Tracing", "trace"]


@dataclass(frozen=True, slots=True)
class Independence:
    """Independent root origins of a claim, and those of which it cannot be told.

    `roots` are ids of origins, one for each group of which any two may be one; `unknown` are ids
    of unnamed sources. Only `roots` count.
    """

    roots: tuple[str, ...]
    unknown: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.roots)


@dataclass(frozen=True, slots=True)
class Tracing:
    """The origins of the statements of one story. Made by `trace`."""

    origins: tuple[Origin, ...]
    passages: tuple[SharedPassage, ...]
    _speakers: dict[tuple[str, int], str] = field(repr=False)
    _copied: tuple[tuple[Copied, str], ...] = field(repr=False)
    _own: dict[str, str] = field(repr=False)
    _wordings: dict[str, Wording] = field(repr=False)
    _ties: dict[str, frozenset[str]] = field(repr=False)
    _unknown: frozenset[str] = field(repr=False)

    def of(self, report_id: str, span: Span, attributions: Sequence[int]) -> str:
        """The id of the root origin of what a report says at a place of its text.

        `attributions` are indices into the reading's, the outermost first. In order: the innermost
        speaker or agency who is known; an unnamed source; copied text, where half of the words
        outside quotation marks lie in it; what the report as a whole is: the agency that it
        credits, the text that most of it is copied from, or its own.
        Raises KeyError for an unknown report or attribution.
        """
        speakers = [self._speakers[report_id, k] for k in attributions]
        for origin in reversed(speakers):
            if origin not in self._unknown:
                return origin
        if speakers:
            return speakers[-1]
        return self._copy(report_id, span) or self._own[report_id]

    def independent(self, origin_ids: Iterable[str]) -> Independence:
        """How many independent roots some origins are, by id.

        Origins that may be one count once: a copy and a report that it stands in, "AP or Reuters"
        and AP, a spokesman and the body that he is said to speak for.
        """
        return self._weigh(dict.fromkeys(origin_ids), Ties())

    def independent_evidence(self, evidence: Iterable[Evidence]) -> Independence:
        """The same for a claim's evidence, where more can be seen: a report that gives a source
        for the claim anywhere is no root of its own beside that source.
        """
        ties = Ties()
        by_report: dict[str, list[str]] = {}
        ids: dict[str, None] = {}
        for item in evidence:
            ids[item.origin] = None
            by_report.setdefault(item.report, []).append(item.origin)
        for report, found in by_report.items():
            own = self._own[report]
            for other in found:
                if own in found and other != own:
                    ties.tie(own, other)
        return self._weigh(ids, ties)

    def _weigh(self, ids: dict[str, None], ties: Ties) -> Independence:
        unknown = tuple(i for i in ids if i in self._unknown)
        order = [i for i in ids if i]
        for number, a in enumerate(order):
            ties.root(a)
            for b in order[:number]:
                if a not in self._unknown and b not in self._unknown and self._may_be_one(a, b):
                    ties.tie(a, b)
        seen: dict[str, str] = {}
        doubtful = {ties.root(i) for i in unknown}
        for name in order:
            root = ties.root(name)
            if root not in doubtful:
                seen.setdefault(root, name)
        return Independence(tuple(seen.values()), unknown)

    def _may_be_one(self, a: str, b: str) -> bool:
        return b in self._ties.get(a, ()) or a in self._ties.get(b, ())

    def _copy(self, report_id: str, span: Span) -> str | None:
        own = self._wordings[report_id]
        least = float(settings()["shares"]["statement"])
        shares: dict[str, list[Span]] = {}
        for text, origin in self._copied:
            for place in text.places.get(report_id, ()):
                if place.overlaps(span):
                    shares.setdefault(origin, []).append(place)
        found = {o: share_copied(own, span, places) for o, places in shares.items()}
        best = max(found, key=lambda o: (found[o], o), default=None)
        return best if best is not None and found[best] >= least else None


def trace(readings: Sequence[Reading], entities: Entities) -> Tracing:
    """Find the origins of several reports: copied text, agencies, speakers, outlets.

    The order of the readings does not matter. Report ids must differ.
    """
    ordered = sorted(readings, key=lambda r: r.report.id)
    reports = [r.report for r in ordered]
    wordings = {r.id: wording(r) for r in reports}
    found = passages_of.find(list(wordings.values()))
    register = Register(entities)
    register.add_reports(reports, {r.id: agencies_of(r) for r in reports})
    texts = register.add_copied(copied(found))
    register.add_wholes(_mostly_copied(texts, wordings))
    outlets = register.outlets
    speakers = {
        (reading.report.id, k): register.add_speaker(reading, credit(reading, k, entities, outlets))
        for reading in ordered
        for k in range(len(reading.attributions))
    }
    origins = register.origins()
    return Tracing(
        origins=origins,
        passages=found,
        _speakers=speakers,
        _copied=texts,
        _own=register.own,
        _wordings=wordings,
        _ties=register.ties(),
        _unknown=register.unknown,
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

"""From which roots the reports draw, and how many of them are independent.

What cannot be told is unknown and never counted as independent.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from twosource.origins.copying import Ties, share_copied
from twosource.origins.wording import settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twosource.model import Evidence, Origin, SharedPassage, Span, Tie
    from twosource.origins.copying import Copied
    from twosource.origins.reasons import Reasons
    from twosource.origins.wording import Wording

__all__ = ["Independence", "Tracing"]


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
    """The origins of the statements of one story. Made by `tracing.trace`.

    `ties` say which reports are one origin, wholly or in part, ordered by their ids; `passages` are
    the copied ones of all pairs.
    """

    origins: tuple[Origin, ...]
    passages: tuple[SharedPassage, ...]
    ties: tuple[Tie, ...]
    _speakers: dict[tuple[str, int], str] = field(repr=False)
    _copied: dict[str, tuple[tuple[Copied, str], ...]] = field(repr=False)
    _own: dict[str, str] = field(repr=False)
    _wordings: dict[str, Wording] = field(repr=False)
    _ties: dict[str, frozenset[str]] = field(repr=False)
    _unknown: frozenset[str] = field(repr=False)
    _reasons: Reasons = field(repr=False)
    _decided: tuple[frozenset[str], ...] = field(default=(), repr=False)

    def of(self, report_id: str, span: Span, attributions: Sequence[int]) -> str:
        """The id of the root origin of what a report says at a place of its text.

        `attributions` are indices into the reading's, the outermost first. In order: the innermost
        speaker or agency who is known; an unnamed source; copied text, where half of the words
        outside quotation marks lie in it; what the report as a whole is: the agency that it
        credits, the text that most of it is copied from, or its own.
        Raises KeyError for an unknown report or attribution.
        """
        speaker = self._speaker(report_id, attributions)
        if speaker is not None:
            return self._speakers[report_id, speaker]
        copied_from = self._copy(report_id, span)
        return copied_from[0] if copied_from else self._own[report_id]

    def said_by(self, report_id: str, attribution: int) -> str:
        """The id of the origin whom an attribution (its index in the reading's) names. Raises
        KeyError for an unknown report or attribution.
        """
        return self._speakers[report_id, attribution]

    def unnamed(self, origin_id: str) -> bool:
        """Whether nobody knows who an origin is: "officials", "a witness"."""
        return origin_id in self._unknown

    def origin_of(self, report_id: str, span: Span, attributions: Sequence[int]) -> tuple[str, str]:
        """The same with the reason in plain words ("credits AFP"), to be read after the report's
        name. Raises KeyError for an unknown report or attribution.
        """
        speaker = self._speaker(report_id, attributions)
        if speaker is not None:
            origin = self._speakers[report_id, speaker]
            return origin, self._reasons.said(report_id, speaker, origin)
        copied_from = self._copy(report_id, span)
        if copied_from:
            return copied_from[0], self._reasons.copied(report_id, *copied_from)
        return self._own[report_id], self._reasons.own(report_id)

    def independent(self, origin_ids: Iterable[str]) -> Independence:
        """How many independent roots some origins are, by id.

        Origins that may be one count once: a copy and a report that it stands in, "AP or Reuters"
        and AP, a spokesman and the body that he is said to speak for, reports of one owner.
        """
        return self._weigh(dict.fromkeys(origin_ids), Ties())

    def independent_evidence(
        self, evidence: Iterable[Evidence], one: Iterable[tuple[str, str]] = ()
    ) -> Independence:
        """The same for a claim's evidence, where more can be seen: a report that gives a source
        for the claim anywhere is no root of its own beside that source, and all that reports say
        is one root where the user decided that they are one origin. Unnamed sources stay unknown,
        whoever else is one origin with their reports. `one` are pairs of origins, by id, that may
        be one for this claim.
        """
        ties = Ties()
        for a, b in one:
            ties.tie(a, b)
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
        for together in self._decided:
            said = [i for r in sorted(together) for i in by_report.get(r, ())]
            known = [i for i in said if i not in self._unknown]  # who is known stays known
            for other in known[1:]:
                ties.tie(known[0], other)
        return self._weigh(ids, ties)

    def one_owner(self, evidence: Iterable[Evidence]) -> str:
        """The owner, by the user's table, whose outlets report all of some evidence themselves;
        "" where there is none.
        """
        owners = {
            self._reasons.owners.get(e.report) if e.origin == self._own[e.report] else None
            for e in evidence
        }
        return (owners.pop() or "") if len(owners) == 1 else ""

    def undecided(self) -> Tracing:
        """The same without what the user said of reports that are one origin."""
        return replace(self, _decided=())

    def _weigh(self, ids: dict[str, None], ties: Ties) -> Independence:
        unknown = tuple(i for i in ids if i in self._unknown)
        order = [i for i in ids if i]
        for a in order:
            ties.root(a)
            for b in self._ties.get(a, ()) if a not in self._unknown else ():
                if b in ids and b not in self._unknown:
                    ties.tie(a, b)
        seen: dict[str, str] = {}
        doubtful = {ties.root(i) for i in unknown}
        for name in order:
            root = ties.root(name)
            if root not in doubtful:
                seen.setdefault(root, name)
        return Independence(tuple(seen.values()), unknown)

    def _speaker(self, report_id: str, attributions: Sequence[int]) -> int | None:
        """The attribution that counts: the innermost with a known speaker, else the innermost of
        which it is said what it is ("officials"), else the innermost.
        """
        for k in reversed(attributions):
            if self._speakers[report_id, k] not in self._unknown:
                return k
        said = [k for k in attributions if self._reasons.credits[report_id, k].name]
        return said[-1] if said else attributions[-1] if attributions else None

    def _copy(self, report_id: str, span: Span) -> tuple[str, tuple[Copied, ...]] | None:
        """The origin of the copied text that half of a span's words lie in, and the texts."""
        own = self._wordings[report_id]
        texts: dict[str, list[Copied]] = {}
        shares: dict[str, list[Span]] = {}
        for text, origin in self._copied.get(report_id, ()):
            places = [place for place in text.places[report_id] if place.overlaps(span)]
            if places:
                shares.setdefault(origin, []).extend(places)
                texts.setdefault(origin, []).append(text)
        found = {o: share_copied(own, span, places) for o, places in shares.items()}
        best = max(found, key=lambda o: (found[o], o), default=None)
        if best is None or found[best] < float(settings()["shares"]["statement"]):
            return None
        return best, tuple(texts[best])

"""What needs an editor's attention: differences, and lead statements that rest on one origin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.dossier.page.claims import answers_in_time
from twosource.dossier.plain import one_line
from twosource.dossier.quoting import quote
from twosource.dossier.wording import DIFFERENCES, count
from twosource.model import BlockKind, OriginKind, Standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twosource.dossier.page.claims import ClaimView
    from twosource.dossier.page.index import Index
    from twosource.model import Claim, Evidence, Report

__all__ = ["Finding", "FindingGroup", "Side", "findings_of"]

_SHOWN = 12  # of one kind in sight; the rest is folded
_NAMED = 3  # of one answer's origins named in sight; the rest is counted
_IN_DOUBT = "match-uncertain"  # a rule of docs/standings.md
_LEAD = 2  # paragraphs
_QUOTED = 150  # code points of the words shown under an answer


@dataclass(frozen=True, slots=True)
class Carrier:
    """Reports of one origin that give an answer: the earliest, and how many more."""

    anchor: str
    report: str
    name: str
    reports: int
    more: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of the rival answers: since when, who gives it, in which words first."""

    answer: str
    since: str
    carriers: tuple[Carrier, ...]
    more: str
    words: tuple[tuple[str, bool], ...]
    speaker: str


@dataclass(frozen=True, slots=True)
class Finding:
    anchor: str
    claim: ClaimView
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class FindingGroup:
    name: str
    heading: str
    meaning: str
    shown: tuple[Finding, ...]
    folded: tuple[Finding, ...]

    @property
    def count(self) -> int:
        return len(self.shown) + len(self.folded)


_GROUPS = (
    (Standing.CONFLICTING, "Conflicts", "One question, and answers that cannot all be true."),
    (Standing.DENIED, "Denials", "One party says it, another rejects it."),
    (Standing.UPDATED, "Updates", "A later report knows more than an earlier one."),
    (
        Standing.ONE_ORIGIN,
        "Lead statements that rest on one origin",
        "They lead reports, and have one source, or sources that nothing tells apart.",
    ),
)


def findings_of(
    claims: Sequence[tuple[Claim, ClaimView]], index: Index
) -> tuple[FindingGroup, ...]:
    """The groups of findings that are not empty, what more reports carry first."""
    tops = {r.id: _top(r) for r in index.reports.values()}
    groups = []
    for standing, heading, meaning in _GROUPS:
        mine = [(c, v) for c, v in claims if c.standing is standing]
        if standing is Standing.ONE_ORIGIN:
            mine = [(c, v) for c, v in mine if _leads(c, tops)]
        mine.sort(key=lambda pair: -len({e.report for e in pair[0].evidence}))
        made = tuple(
            Finding(f"f-{view.anchor}", view, tuple(_sides(claim, index))) for claim, view in mine
        )
        if made:
            groups.append(
                FindingGroup(standing.value, heading, meaning, made[:_SHOWN], made[_SHOWN:])
            )
    return tuple(groups)


def _top(report: Report) -> int:
    """Where a report's lead ends: with the second paragraph, for many are of one sentence."""
    body = [b.end for b in report.blocks if b.kind is BlockKind.BODY]
    return body[:_LEAD][-1] if body else 0


def _leads(claim: Claim, tops: dict[str, int]) -> bool:
    """Whether half of the claim's reports, and two at least, say it in their lead.

    Where it is the match that is in doubt, the claim says nothing of its origins.
    """
    if claim.rule == _IN_DOUBT:
        return False
    reports = {e.report for e in claim.evidence}
    leading = {e.report for e in claim.evidence if e.end <= tops[e.report]}
    return len(leading) > 1 and len(leading) * 2 >= len(reports)


def _sides(claim: Claim, index: Index) -> Iterator[Side]:
    groups = answers_in_time(claim, index)
    sides = [(answer, found) for answer, found in groups.items() if answer or len(groups) == 1]
    if claim.standing in DIFFERENCES and len(sides) == 1:
        # Opposite words without a value to tell them by: what each origin says.
        by_origin: dict[str, list[Evidence]] = {}
        for e in sides[0][1]:
            by_origin.setdefault(index.column_of[e.report].key, []).append(e)
        sides = [("", found) for found in by_origin.values()]
    for answer, evidence in sides:
        first = index.first(evidence)
        carriers = list(_carriers(evidence, index))
        text = index.reports[first.report].text
        speakers = dict.fromkeys(one_line(e.speaker) for e in evidence if e.speaker.strip())
        yield Side(
            answer=answer,
            since=index.times[first.report],
            carriers=tuple(carriers[:_NAMED]),
            more=_more(carriers[_NAMED:], claim),
            words=tuple(quote(text, first.span, first.marks, limit=_QUOTED)),
            speaker=_speakers(list(speakers)),
        )


def _more(left: Sequence[Carrier], claim: Claim) -> str:
    if not left:
        return ""
    # What counts as one origin must not be counted as several.
    if claim.standing is Standing.ONE_ORIGIN:
        return count(sum(c.reports for c in left), "more report")
    return count(len(left), "more origin")


def _speakers(names: Sequence[str]) -> str:
    if len(names) > 2:
        return f"citing {names[0]} and {count(len(names) - 1, 'other')}"
    return f"citing {' and '.join(names)}" if names else ""


def _carriers(evidence: Sequence[Evidence], index: Index) -> Iterator[Carrier]:
    """The origins that give an answer, the earliest first."""
    columns: dict[str, list[Evidence]] = {}
    for e in sorted(evidence, key=lambda e: index.rank[e.report]):
        columns.setdefault(index.column_of[e.report].key, []).append(e)
    for found in columns.values():
        first = found[0]
        column = index.column_of[first.report]
        reports = len({e.report for e in found})
        agency = column.kind is OriginKind.AGENCY
        more = ""
        if reports > 1:
            more = count(reports, "report") if agency else f"and {reports - 1} with the same text"
        yield Carrier(
            anchor=index.anchor(first),
            report=index.keys[first.report],
            name=column.label if agency and reports > 1 else index.names[first.report],
            reports=reports,
            more=more,
        )

"""Ties: which two reports are one origin, wholly or in part, and what shows it.

For people. What counts as independent is decided by origins (`independence.py`). Where many
reports share one agency, speaker or owner, each is tied to the first of them only: who is tied
shows all the same, and the list grows with the reports, not with their pairs.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import combinations
from typing import TYPE_CHECKING

from twosource.model import Tie, TieKind
from twosource.origins.hearing import hearing
from twosource.origins.houses import agency, outlet_key
from twosource.origins.reasons import called
from twosource.origins.wording import BREAK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from twosource.model import Reading, Report, SharedPassage, Span
    from twosource.origins.credits import Credit
    from twosource.origins.wording import Wording

__all__ = ["Facts", "Spoken", "earlier", "ordered", "spoken_by", "ties_between", "together"]

_ALL_PAIRS = 12  # reports that share something of which all pairs are tied
_DAY = len("2025-01-31")
_KINDS = tuple(TieKind)


@dataclass(frozen=True, slots=True)
class Facts:
    """What ties are made of: reports in the order of their ids, and by id their words, agencies
    and owners.
    """

    reports: Sequence[Report]
    wordings: Mapping[str, Wording]
    passages: Sequence[SharedPassage]
    agencies: Mapping[str, tuple[str, ...]]
    owners: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Spoken:
    """A source that a report cites: `key` is common to all reports that cite it, `kind` as of
    `Credit`, `occasions` are where it spoke ("in a statement").
    """

    key: str
    kind: str
    label: str
    occasions: frozenset[str] = frozenset()


def spoken_by(
    readings: Sequence[Reading],
    credited: Mapping[tuple[str, int], Credit],
    origins: Mapping[tuple[str, int], str],
    unknown: frozenset[str],
) -> dict[str, tuple[Spoken, ...]]:
    """By report the sources that it cites by name, and the agencies and outlets that any source
    spoke to, in the order of their keys.
    """
    out: dict[str, tuple[Spoken, ...]] = {}
    for reading in readings:
        report = reading.report
        found: dict[str, Spoken] = {}
        for k, attribution in enumerate(reading.attributions):
            credit, origin = credited[report.id, k], origins[report.id, k]
            if credit.told is not None:
                heard = _house(credit.told)
                found.setdefault(heard.key, heard)
            if origin in unknown or credit.kind == "own":
                continue
            house = credit.kind in ("agency", "outlet")
            one = _house(credit) if house else Spoken(origin, credit.kind, credit.label)
            key = one.key
            one = found.setdefault(key, one)
            said = hearing(report, attribution).occasion
            if said and said not in one.occasions:
                found[key] = replace(one, occasions=one.occasions | {said})
        out[report.id] = tuple(found[key] for key in sorted(found))
    return out


def _house(credit: Credit) -> Spoken:
    """An agency or outlet that is cited, or that a source spoke to."""
    return Spoken(f"{credit.kind}:{credit.name}", credit.kind, credit.label)


def ties_between(facts: Facts, spoken: Mapping[str, Sequence[Spoken]]) -> tuple[Tie, ...]:
    """All ties that the texts and the user's table of owners show, in their order."""
    made = [
        *_copies(facts),
        *_credits(facts, spoken),
        *_speakers(facts, spoken),
        *_houses(facts),
    ]
    return ordered(made)


def ordered(ties: Iterable[Tie]) -> tuple[Tie, ...]:
    """Ties by their reports, then by kind."""
    return tuple(
        sorted(ties, key=lambda t: (t.report_a, t.report_b, _KINDS.index(t.kind), t.label))
    )


def earlier(a: Report, b: Report) -> str:
    """The id of the report that was published first, "" where nothing tells.

    A day without an hour is before and after no hour of that day.
    """
    if not a.published or not b.published:
        return ""
    try:
        if min(len(a.published), len(b.published)) > _DAY:
            x, y = datetime.fromisoformat(a.published), datetime.fromisoformat(b.published)
            if (x.tzinfo is None) != (y.tzinfo is None):
                x, y = x.replace(tzinfo=None), y.replace(tzinfo=None)
                if abs((x - y).total_seconds()) < 24 * 3600:
                    return ""  # the unsaid time zone may turn them round
            return "" if x == y else a.id if x < y else b.id
        first, second = (date.fromisoformat(r.published[:_DAY]) for r in (a, b) if r.published)
    except ValueError:
        return ""
    return "" if first == second else a.id if first < second else b.id


def _copies(facts: Facts) -> Iterator[Tie]:
    reports = {r.id: r for r in facts.reports}
    for (i, j), passages in _by_pair(facts.passages).items():
        a, b = reports[i], reports[j]
        if not _one_outlet(a, b):
            share_a = _share(facts.wordings[i], [p.span_a for p in passages])
            share_b = _share(facts.wordings[j], [p.span_b for p in passages])
            first, why = _first(a, b, facts)
            words = sum(p.words for p in passages)
            reworded = all(p.reworded for p in passages)
            what = f"{words} words" + (" of the same sentences, reworded," if reworded else "")
            yield Tie(
                i,
                j,
                TieKind.COPIED,
                "",
                f"{what} stand in both, outside quotation marks{why}",
                share_a,
                share_b,
                first,
                tuple(passages),
            )


def _by_pair(passages: Iterable[SharedPassage]) -> dict[tuple[str, str], list[SharedPassage]]:
    out: defaultdict[tuple[str, str], list[SharedPassage]] = defaultdict(list)
    for passage in passages:
        out[passage.report_a, passage.report_b].append(passage)
    return out


def _share(wording: Wording, spans: Sequence[Span]) -> float:
    """The part of a report's own words that lie in some places, 0 to 1."""
    inside: set[int] = set()
    for span in spans:
        inside.update(
            range(bisect_left(wording.starts, span.start), bisect_right(wording.ends, span.end))
        )
    words = len(wording.keys) - wording.keys.count(BREAK)
    return sum(wording.keys[k] != BREAK for k in inside) / words if words else 0.0


def _first(a: Report, b: Report, facts: Facts) -> tuple[str, str]:
    """Which of two reports had common words first, and the words that say why."""
    for one, other in ((a, b), (b, a)):
        own = agency(one.outlet or "")
        if own and own in facts.agencies[other.id] and own != agency(other.outlet or ""):
            return one.id, f"; {called(other)} credits {own}"
    first = earlier(a, b)
    if not first:
        return "", ""
    return first, f"; {called(a if first == a.id else b)} was published earlier"


def _one_outlet(a: Report, b: Report) -> bool:
    return bool(a.outlet and b.outlet) and outlet_key(a.outlet or "") == outlet_key(b.outlet or "")


def together(reports: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The pairs of a group that are tied: all, or in a large one each with the first."""
    group = sorted(reports)
    if len(group) <= _ALL_PAIRS:
        yield from combinations(group, 2)
    else:
        yield from ((group[0], other) for other in group[1:])


def _credits(facts: Facts, spoken: Mapping[str, Sequence[Spoken]]) -> Iterator[Tie]:
    """Reports that credit one agency, and those that cite it."""
    reports = {r.id: r for r in facts.reports}
    credit: defaultdict[str, set[str]] = defaultdict(set)
    cite: defaultdict[str, set[str]] = defaultdict(set)
    for report in facts.reports:
        for name in facts.agencies[report.id]:
            credit[name].add(report.id)
        for one in spoken[report.id]:
            if one.kind == "agency":
                cite[one.label].add(report.id)
    for name in sorted(credit.keys() | cite.keys()):
        for i, j in together(credit[name] | cite[name]):
            a, b = reports[i], reports[j]
            ours = [r for r in (a, b) if agency(r.outlet or "") == name]
            first = ours[0].id if len(ours) == 1 else ""
            if i in credit[name] and j in credit[name]:
                why = f"both credit {name}"
            elif i not in credit[name] and j not in credit[name]:
                why = f"both cite {name}"
            else:
                with_credit, citing = (a, b) if i in credit[name] else (b, a)
                why = f"{called(with_credit)} credits {name}, {called(citing)} cites it"
            yield Tie(i, j, TieKind.AGENCY, name, why, first=first)


def _speakers(facts: Facts, spoken: Mapping[str, Sequence[Spoken]]) -> Iterator[Tie]:
    """Reports that cite the same speakers, one tie a pair; and who cites another report."""
    having: defaultdict[str, dict[str, Spoken]] = defaultdict(dict)
    by_outlet: defaultdict[str, list[Report]] = defaultdict(list)
    reports = {r.id: r for r in facts.reports}
    for report in facts.reports:
        if report.outlet:
            by_outlet[outlet_key(report.outlet)].append(report)
        for one in spoken[report.id]:
            if one.kind != "agency":
                having[one.key][report.id] = one
    common: defaultdict[tuple[str, str], list[tuple[Spoken, Spoken]]] = defaultdict(list)
    for key, found in sorted(having.items()):
        for i, j in together(found):
            common[i, j].append((found[i], found[j]))
        if key.startswith("outlet:"):
            citing = [reports[r] for r in sorted(found)]
            yield from _citing(citing, by_outlet[key.removeprefix("outlet:")])
    for (i, j), pairs in sorted(common.items()):
        names = list(dict.fromkeys(one.label for one, _ in pairs))
        said = [f"{o.label}{_where(o, p)}" for o, p in pairs]
        yield Tie(i, j, TieKind.SPEAKER, "; ".join(names), f"both cite {_and(said)}")


def _citing(citing: Sequence[Report], cited: Sequence[Report]) -> Iterator[Tie]:
    for report in cited[:_ALL_PAIRS]:
        for other in citing:
            if other.id != report.id:
                a, b = sorted((report.id, other.id))
                why = f"{called(other)} cites {called(report)}"
                yield Tie(a, b, TieKind.SPEAKER, called(report), why, first=report.id)


def _where(a: Spoken, b: Spoken) -> str:
    both = sorted(a.occasions & b.occasions)
    return f" {both[0]}" if both else ""


def _and(words: Sequence[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), words[-1]]))


def _houses(facts: Facts) -> Iterator[Tie]:
    """Reports of one outlet, with what they share, and of one owner."""
    passages = _by_pair(facts.passages)
    outlets: defaultdict[str, list[str]] = defaultdict(list)
    owners: defaultdict[str, list[str]] = defaultdict(list)
    reports = {r.id: r for r in facts.reports}
    for report in facts.reports:
        if report.outlet:
            outlets[outlet_key(report.outlet)].append(report.id)
        if owner := facts.owners.get(report.id):
            owners[owner].append(report.id)
    for group in outlets.values():
        name = called(reports[group[0]])
        for i, j in together(group):
            shared = passages.get((i, j), [])
            yield Tie(
                i,
                j,
                TieKind.OWNER,
                name,
                f"both are by {name}",
                _share(facts.wordings[i], [p.span_a for p in shared]),
                _share(facts.wordings[j], [p.span_b for p in shared]),
                earlier(reports[i], reports[j]) if shared else "",
                tuple(shared),
            )
    for owner, group in owners.items():
        for i, j in together(group):
            if not _one_outlet(reports[i], reports[j]):
                yield Tie(i, j, TieKind.OWNER, owner, f"both outlets are owned by {owner}")

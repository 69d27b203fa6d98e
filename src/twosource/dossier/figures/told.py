"""Ties between reports in words: who has how much from whom, which passages show it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from twosource.dossier.figures import markup, moments
from twosource.dossier.plain import one_line
from twosource.dossier.wording import count, full_sentence, joined
from twosource.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.dossier.figures.cited import Cited, Known
    from twosource.dossier.figures.moments import Spell
    from twosource.model import SharedPassage, Tie

__all__ = [
    "NAMED",
    "SAID",
    "Hub",
    "Kind",
    "Shown",
    "Told",
    "by_copier",
    "citing",
    "opening",
    "share_of_later",
    "shared",
    "sides",
]

NAMED = 3  # reports that a sentence names; more are counted there and listed under it
MOST_PASSAGES = 4  # shown of one pair of reports
WORDS_SHOWN = 120  # code points of a passage that is quoted

Kind = Literal["report", "agency", "speaker", "outlet", "owner", "decision", "copy"]
SAID = frozenset({"agency", "speaker"})  # their sentence says what a pair's reason does


@dataclass(frozen=True, slots=True)
class Shown:
    """Words that two reports share, where they stand in each; `reworded` is how the other one has
    them where it changed some.
    """

    one: Cited
    other: Cited
    words: str
    count: int
    reworded: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One tie in words: what joins `reports`, the reasons, and the passages that show it."""

    kind: Kind
    words: str
    why: tuple[str, ...]
    reports: tuple[Cited, ...]
    passages: tuple[Shown, ...] = ()
    more: int = 0
    inferred: bool = False
    also: tuple[tuple[str, Cited], ...] = ()  # weaker ties of the same report: share, and where


@dataclass(slots=True)
class Hub:
    """What several reports share: their ids in order, and the reasons."""

    reports: dict[str, None]
    why: dict[str, None]


def opening(known: Known, report: str) -> Cited:
    """A report as a whole, at its first words."""
    return known.cited(report, known.span_of(report) or Span(0, 0))


def sides(tie: Tie, spells: dict[str, Spell]) -> tuple[str, str, float, bool]:
    """Which report of a tie is drawn first and which second, the second's share, and whether time
    tells which had the words first.
    """
    if tie.first in {tie.report_a, tie.report_b}:
        first_is_a = tie.first == tie.report_a
    else:
        first_is_a = spells.get(tie.report_a, moments.NEVER) <= spells.get(
            tie.report_b, moments.NEVER
        )
    one, two = (tie.report_a, tie.report_b) if first_is_a else (tie.report_b, tie.report_a)
    share = tie.share_b if first_is_a else tie.share_a
    return one, two, share, tie.first in {tie.report_a, tie.report_b}


def share_of_later(tie: Tie, spells: dict[str, Spell]) -> float:
    """The part of the later report's words; the larger part where nothing tells which it is."""
    _, _, share, directed = sides(tie, spells)
    share = share if directed else max(tie.share_a, tie.share_b)
    return min(1.0, max(0.0, share))


def citing(tie: Tie, known: Known) -> Told:
    """A report that cites another one."""
    one, two = tie.first, tie.report_b if tie.first == tie.report_a else tie.report_a
    a, b = known.names.get(one, one), known.names.get(two, two)
    words = f"{b} cites {a}."
    why = one_line(full_sentence(tie.why))
    return Told(
        kind="report",
        words=words,
        why=(why,) if why and why != words else (),
        reports=(opening(known, one), opening(known, two)),
        inferred=True,
    )


def _percent(share: float) -> str:
    """A share for people; what is more than nothing is never said to be nothing."""
    whole = round(100 * share)
    return f"{whole} %" if whole or not share else "less than 1 %"


def _copied(tie: Tie, known: Known, spells: dict[str, Spell]) -> Told:
    one, two, share, directed = sides(tie, spells)
    a, b = known.names.get(one, one), known.names.get(two, two)
    other = tie.share_a if one == tie.report_a else tie.share_b
    if directed:
        time = known.time(one)
        words = (
            f"{_percent(share)} of {b}’s own words stand in {a} too, which had them first"
            f"{f' ({time})' if time else ''}."
        )
    else:
        words = (
            f"{_percent(other)} of {a}’s own words and {_percent(share)} of {b}’s stand in both; "
            "nothing tells which had them first."
        )
    passages = sorted(tie.passages, key=lambda p: -p.words)
    return Told(
        kind="copy",
        words=words,
        why=(full_sentence(tie.why),) if tie.why else (),
        reports=(opening(known, one), opening(known, two)),
        passages=tuple(_shown(p, known) for p in passages[:MOST_PASSAGES]),
        more=max(0, len(passages) - MOST_PASSAGES),
    )


def by_copier(ties: Sequence[Tie], known: Known, spells: dict[str, Spell]) -> list[Told]:
    """Each copier's strongest tie in full, with its weaker ones named."""
    out: dict[str, Told] = {}
    for tie in sorted(ties, key=lambda t: -share_of_later(t, spells)):
        one, two, share, directed = sides(tie, spells)
        if two not in out or not directed:
            out[two if directed else f"{one}\0{two}"] = _copied(tie, known, spells)
            continue
        longest = max(tie.passages, key=lambda p: p.words, default=None)
        there = opening(known, one)
        if longest is not None:
            there = known.cited(one, longest.span_a if longest.report_a == one else longest.span_b)
        out[two] = replace(out[two], also=(*out[two].also, (_percent(share), there)))
    return list(out.values())


def _shown(passage: SharedPassage, known: Known) -> Shown:
    one, other = (
        markup.label(span.of(known.reports[report].text), WORDS_SHOWN)
        if report in known.reports
        else ""
        for report, span in (
            (passage.report_a, passage.span_a),
            (passage.report_b, passage.span_b),
        )
    )
    return Shown(
        known.cited(passage.report_a, passage.span_a),
        known.cited(passage.report_b, passage.span_b),
        one,
        passage.words,
        other if _bare(other) != _bare(one) else "",
    )


def _bare(words: str) -> str:
    """Words without case and signs, in which copies of one passage differ."""
    return " ".join(re.findall(r"\w+", words.casefold()))


def shared(kind: Kind, label: str, hub: Hub, known: Known) -> Told:
    """What an agency, a speaker, an owner or a decision joins."""
    reports = tuple(opening(known, r) for r in hub.reports)
    many = len(reports)
    names = joined(c.name for c in reports) if many <= NAMED else count(many, "report")
    words = {
        "agency": f"{names} {'credits' if many == 1 else 'credit'} the agency {label}.",
        "speaker": f"{names} {'rests' if many == 1 else 'rest'} in part on one speaker, {label}.",
        "outlet": f"{names} are {'all' if many > 2 else 'both'} by {label}.",
        "owner": f"{names} have one owner by the table that was given: {label}.",
        "decision": f"{names} are one origin by your decision.",
        "copy": f"{names} share the same words.",
    }
    idle = {f"both {verb} {label}.".casefold() for verb in ("credit", "cite", "are by")}
    why = tuple(w for w in hub.why if w.casefold() not in idle)
    return Told(
        kind=kind,
        words=words[kind],
        why=() if kind in SAID and len(why) > 1 else why,
        reports=reports,
        inferred=kind in SAID,
    )

"""The words that decisions are about, found again in the reports of this run.

In order: the very text (by its SHA-256) at the very place; the same words elsewhere in a report
of that id, those nearest to where they stood; there the same words in other case, spaces and
punctuation; there words of which a few have changed. What is not found is said, never guessed.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from twosource.model import DecisionKind, Span, Tie, TieKind
from twosource.origins.ties import together

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twosource.model import Anchor, Decision, Report

__all__ = ["Found", "Located", "Place", "about", "find", "locate"]

_WORD = re.compile(r"\w+(?:[.,]\d+)*")
LEAST_WORDS = 5  # fewer words than these must be the same to be found again
LIKE = 0.8  # of the words, in order, that must be the same where some have changed


@dataclass(frozen=True, slots=True)
class Place:
    """Where an anchor is now: a report, and in it a span, None for all of it. `changed` are plain
    words on what is not as it was, "" where all is.
    """

    anchor: Anchor
    report: str
    span: Span | None
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A decision with the places of its anchors, and those that are not in these reports."""

    decision: Decision
    places: tuple[Place, ...]
    lost: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Located:
    """All decisions with their places in one story's reports."""

    found: tuple[Found, ...]

    @property
    def groups(self) -> tuple[frozenset[str], ...]:
        """The ids of reports that are one origin, in groups: of a = b and b = c all three."""
        return tuple(group for group, _ in self._groups())

    @property
    def ties(self) -> tuple[Tie, ...]:
        """The same as ties of kind `decision`, for each pair of a group that is not large."""
        return tuple(
            Tie(a, b, TieKind.DECISION, ids, f"You said that they are one origin ({ids}).")
            for group, ids in ((g, ", ".join(names)) for g, names in self._groups())
            for a, b in together(group)
        )

    def group(self, report: str) -> frozenset[str]:
        """The reports that are one origin with this one by the user's word, itself among them."""
        return next((g for g in self.groups if report in g), frozenset({report}))

    def _groups(self) -> list[tuple[frozenset[str], list[str]]]:
        out: list[tuple[frozenset[str], list[str]]] = []
        for one in self.found:
            if one.decision.kind is not DecisionKind.ONE_ORIGIN:
                continue
            group, ids = frozenset(p.report for p in one.places), [one.decision.id]
            if len(group) < 2:
                continue
            for other in [o for o in out if o[0] & group]:
                out.remove(other)
                group, ids = group | other[0], [*other[1], *ids]
            out.append((group, ids))
        return out


def locate(decisions: Iterable[Decision], reports: Sequence[Report]) -> Located:
    """Find the words of all decisions in reports."""
    out = []
    for decision in decisions:
        rows = [(a, find(a, reports)) for a in decision.anchors]
        places = tuple(p for _, p in rows if p is not None)
        lost = tuple(a for a, p in rows if p is None)
        out.append(Found(decision, places, lost))
    return Located(tuple(out))


def about(decisions: Iterable[Decision], reports: Sequence[Report]) -> tuple[Decision, ...]:
    """The decisions that are about any of some reports, by their text or their id."""
    known = {r.sha256 for r in reports} | {r.id for r in reports}
    return tuple(d for d in decisions if any({a.sha256, a.report} & known for a in d.anchors))


def find(anchor: Anchor, reports: Sequence[Report]) -> Place | None:
    """Where an anchor is now, None where it is not in these reports."""
    same = next((r for r in reports if r.sha256 == anchor.sha256), None)
    report = same or next((r for r in reports if r.id == anchor.report), None)
    if report is None:
        return None
    changed = "" if same is not None else "the text of the report has changed"
    if anchor.start is None or anchor.end is None:
        return Place(anchor, report.id, None, changed)
    if report.text[anchor.start : anchor.end] == anchor.text:
        return Place(anchor, report.id, Span(anchor.start, anchor.end), changed)
    span = _same_words(anchor, report.text)
    if span is not None:
        return Place(anchor, report.id, span, "the words stand in another place of the report")
    span = _like_words(anchor, report.text)
    if span is not None:
        return Place(anchor, report.id, span, "a few of the words have changed")
    return None


def _same_words(anchor: Anchor, text: str) -> Span | None:
    """The nearest place of the same characters, else of the same words."""
    wanted = anchor.text
    starts = [m.start() for m in re.finditer(re.escape(wanted), text)] if wanted else []
    if starts:
        start = _nearest(anchor, starts)
        return Span(start, start + len(wanted))
    words = _words(wanted)
    if not words:
        return None
    found = _tokens(text)
    folded = [w for w, _ in found]
    at = [k for k in range(len(found)) if folded[k : k + len(words)] == words]
    if not at:
        return None
    k = min(at, key=lambda k: abs(found[k][1].start - (anchor.start or 0)))
    return Span(found[k][1].start, found[k + len(words) - 1][1].end)


def _like_words(anchor: Anchor, text: str) -> Span | None:
    """The words most like those of an anchor, where no more than a few differ and no number."""
    words = _words(anchor.text)
    size = len(words)
    if size < LEAST_WORDS:
        return None
    found = _tokens(text)
    wanted, numbers = Counter(words), [w for w in words if w[0].isdigit()]
    best: tuple[float, int, int] | None = None
    for k in range(max(0, len(found) - size + 1)):
        window = [w for w, _ in found[k : k + size]]
        if sum((wanted & Counter(window)).values()) < LIKE * size:
            continue
        if [w for w in window if w[0].isdigit()] != numbers:
            continue
        ratio = SequenceMatcher(None, words, window, autojunk=False).ratio()
        far = abs(found[k][1].start - (anchor.start or 0))
        if ratio >= LIKE and (best is None or (ratio, -far) > (best[0], -best[1])):
            best = (ratio, far, k)
    if best is None:
        return None
    k = best[2]
    return Span(found[k][1].start, found[k + size - 1][1].end)


def _nearest(anchor: Anchor, starts: Sequence[int]) -> int:
    return min(starts, key=lambda s: (abs(s - (anchor.start or 0)), s))


def _tokens(text: str) -> list[tuple[str, Span]]:
    return [(m.group().casefold(), Span(m.start(), m.end())) for m in _WORD.finditer(text)]


def _words(text: str) -> list[str]:
    return [w for w, _ in _tokens(text)]

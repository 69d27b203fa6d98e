"""Copied passages told together: the same passage in several reports is one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twosource.model import SharedPassage, Span
    from twosource.origins.wording import Wording

__all__ = ["Copied", "Ties", "copied", "share_copied"]


class Ties:
    """Which of some names are tied together, directly or through others."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def root(self, name: str) -> str:
        """The least name that this one is tied to; itself at first."""
        self._parent.setdefault(name, name)
        while self._parent[name] != name:
            self._parent[name] = self._parent[self._parent[name]]
            name = self._parent[name]
        return name

    def tie(self, a: str, b: str) -> None:
        """Tie two names, and all that each is tied to."""
        a, b = sorted((self.root(a), self.root(b)))
        self._parent[b] = a

    def groups(self) -> list[list[str]]:
        """All names seen so far, those tied together in one list, everything sorted."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for name in sorted(self._parent):
            found[self.root(name)].append(name)
        return sorted(found.values())


@dataclass(frozen=True, slots=True)
class Copied:
    """One piece of copied text: its passages and, by report, its places in order."""

    passages: tuple[SharedPassage, ...]
    places: dict[str, tuple[Span, ...]]

    @property
    def reports(self) -> tuple[str, ...]:
        return tuple(sorted(self.places))


def copied(passages: Sequence[SharedPassage]) -> tuple[Copied, ...]:
    """Passages in groups: two are of one text where they overlap in a report by half of one."""
    ties = Ties()
    sides: defaultdict[str, list[tuple[Span, str]]] = defaultdict(list)
    for number, passage in enumerate(passages):
        name = f"{number:09d}"
        ties.root(name)
        sides[passage.report_a].append((passage.span_a, name))
        sides[passage.report_b].append((passage.span_b, name))
    for places in sides.values():
        places.sort()
        open_ones: list[tuple[Span, str]] = []
        for span, name in places:
            open_ones = [(s, n) for s, n in open_ones if s.end > span.start][-24:]
            for other, known in open_ones:
                common = min(other.end, span.end) - span.start
                if 2 * common >= min(len(other), len(span)):
                    ties.tie(known, name)
            open_ones.append((span, name))
    return tuple(_copied([passages[int(n)] for n in group]) for group in ties.groups())


def _copied(passages: list[SharedPassage]) -> Copied:
    places: defaultdict[str, set[Span]] = defaultdict(set)
    for p in passages:
        places[p.report_a].add(p.span_a)
        places[p.report_b].add(p.span_b)
    return Copied(tuple(passages), {r: tuple(sorted(s)) for r, s in sorted(places.items())})


def share_copied(wording: Wording, span: Span, places: Iterable[Span]) -> float:
    """The part of a span's own words that lies inside some places, 0 to 1; 0 where it has none."""
    first = bisect_right(wording.ends, span.start)
    last = bisect_left(wording.starts, span.end)
    kept = sorted(p for p in places if p.overlaps(span))
    words, inside, reached, k = 0, 0, 0, 0
    for start, end in zip(wording.starts[first:last], wording.ends[first:last], strict=True):
        if start == end:
            continue
        while k < len(kept) and kept[k].start <= start:
            reached = max(reached, kept[k].end)
            k += 1
        words += 1
        inside += end <= reached
    return inside / words if words else 0.0

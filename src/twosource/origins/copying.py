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


_OPEN = 24  # earlier places that a place is compared with


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
    groups = _Numbers(len(passages))
    # By report the places, each with the first passage that has it.
    sides: defaultdict[str, dict[tuple[int, int], int]] = defaultdict(dict)
    for number, passage in enumerate(passages):
        for report, span in (
            (passage.report_a, passage.span_a),
            (passage.report_b, passage.span_b),
        ):
            groups.tie(sides[report].setdefault((span.start, span.end), number), number)
    for places in sides.values():
        open_ones: list[tuple[int, int, int]] = []
        for (start, end), number in sorted(places.items()):
            open_ones = [one for one in open_ones if one[1] > start][-_OPEN:]
            for other_start, other_end, other in open_ones:
                common = min(other_end, end) - start
                if 2 * common >= min(other_end - other_start, end - start):
                    groups.tie(other, number)
            open_ones.append((start, end, number))
    found: defaultdict[int, list[SharedPassage]] = defaultdict(list)
    for number, passage in enumerate(passages):
        found[groups.root(number)].append(passage)
    return tuple(_copied(group) for _, group in sorted(found.items()))


class _Numbers:
    """Which of the first numbers are tied together; as `Ties`, for many."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def root(self, k: int) -> int:
        """The least number that this one is tied to."""
        parent = self._parent
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    def tie(self, a: int, b: int) -> None:
        a, b = self.root(a), self.root(b)
        self._parent[max(a, b)] = min(a, b)


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

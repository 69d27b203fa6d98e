"""What of the other layers stands inside a statement: names, numbers, times, speakers."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.model import Attribution, Name, Quantity, Span, TimeExpression

__all__ = ["Inside"]


class Inside:
    """The report's other layers, sorted by place once, asked span by span."""

    def __init__(
        self,
        names: Sequence[Name],
        quantities: Sequence[Quantity],
        times: Sequence[TimeExpression],
        attributions: Sequence[Attribution],
    ) -> None:
        self._names = _Sorted([(m.start, m.end, n.id) for n in names for m in n.mentions])
        self._quantities = _Sorted([(q.start, q.end, k) for k, q in enumerate(quantities)])
        self._times = _Sorted([(t.start, t.end, k) for k, t in enumerate(times)])
        contents = [(c.start, c.end, k) for k, a in enumerate(attributions) for c in a.content]
        self._contents = sorted(contents)
        self._length = [sum(len(c) for c in a.content) for a in attributions]

    def names(self, span: Span) -> tuple[int, ...]:
        """Ids of the names with a mention inside, in the order of the text."""
        return self._names.inside(span)

    def quantities(self, span: Span) -> tuple[int, ...]:
        """Indices of the quantities inside."""
        return self._quantities.inside(span)

    def times(self, span: Span) -> tuple[int, ...]:
        """Indices of the times inside."""
        return self._times.inside(span)

    def name_at(self, word: Span) -> int | None:
        """The name of which a mention covers the word; of several the longest mention's."""
        return self._names.covering(word)

    def attributions(self, predicate: Span) -> tuple[int, ...]:
        """Indices of the attributions whose content holds the predicate, the outermost first."""
        found: list[int] = []
        for start, end, k in self._contents:
            if start > predicate.start:
                break
            if predicate.end <= end:
                found.append(k)
        return tuple(sorted(dict.fromkeys(found), key=lambda k: -self._length[k]))


class _Sorted:
    """Spans of one layer in order of their start, each with its index."""

    def __init__(self, rows: list[tuple[int, int, int]]) -> None:
        self._rows = sorted(rows)
        self._starts = [r[0] for r in self._rows]
        self._longest = max((r[1] - r[0] for r in rows), default=0)

    def inside(self, span: Span) -> tuple[int, ...]:
        found: list[int] = []
        for k in range(bisect_left(self._starts, span.start), len(self._rows)):
            start, end, index = self._rows[k]
            if start >= span.end:
                break
            if end <= span.end and index not in found:
                found.append(index)
        return tuple(found)

    def covering(self, word: Span) -> int | None:
        best: tuple[int, int] | None = None
        for k in range(bisect_left(self._starts, word.start - self._longest), len(self._rows)):
            start, end, index = self._rows[k]
            if start > word.start:
                break
            if word.end <= end and (best is None or end - start > best[0]):
                best = (end - start, index)
        return None if best is None else best[1]

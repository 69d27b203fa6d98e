"""What of the other layers belongs to a statement: names, numbers, times, places, speakers.

A number or a time belongs to the proposition that governs it in the tree, not to all within whose
words it stands: "police said on Monday that two men died on Sunday" tells of two days.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from twosource.model import Certainty, NameKind
from twosource.reading.statements_govern import Govern

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.model import Attribution, Name, Quantity, Sentence, TimeExpression
    from twosource.reading.clauses_slots import Clause
    from twosource.reading.clauses_tree import Tree
    from twosource.reading.statements_govern import Given

__all__ = ["Around", "Layers"]

_GOES_ON = frozenset({"ccomp", "xcomp", "conj"})

Row = tuple[int, int, int]  # start, end, index or id


class Layers:
    """The report's other layers, sorted by place once."""

    __slots__ = ("contents", "factuality", "names", "outer", "places", "quantities", "times")

    def __init__(
        self,
        names: Sequence[Name],
        quantities: Sequence[Quantity],
        times: Sequence[TimeExpression],
        attributions: Sequence[Attribution],
    ) -> None:
        self.names = _Sorted([(m.start, m.end, n.id) for n in names for m in n.mentions])
        # An ordinal ("the third term") counts nothing.
        self.quantities = _Sorted(
            [(q.start, q.end, k) for k, q in enumerate(quantities) if q.kind != "ordinal"]
        )
        self.times = _Sorted([(t.start, t.end, k) for k, t in enumerate(times)])
        self.contents = _Sorted(
            [(c.start, c.end, k) for k, a in enumerate(attributions) for c in a.content]
        )
        self.places = frozenset(n.id for n in names if n.kind is NameKind.PLACE)
        self.factuality = [a.factuality for a in attributions]
        self.outer = _depths(attributions)


class _Sorted:
    """Spans of one layer in order of their start, each with its index."""

    __slots__ = ("_longest", "_rows", "_starts")

    def __init__(self, rows: list[Row]) -> None:
        self._rows = sorted(rows)
        self._starts = [r[0] for r in self._rows]
        self._longest = max([r[1] - r[0] for r in rows], default=0)

    def touching(self, start: int, end: int) -> list[Row]:
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end)
        return [r for r in self._rows[first:last] if r[1] > start]


def _depths(attributions: Sequence[Attribution]) -> list[tuple[int, int, int]]:
    """Sort keys that put the outermost speaker first: in how many other contents the cue and the
    source lie, then the length of the content, the longest first, then their order.
    """
    lengths = [sum([len(c) for c in a.content]) for a in attributions]
    frames = [(*a.cue, *a.source) for a in attributions]
    spans = [(c.start, c.end, k) for k, a in enumerate(attributions) for c in a.content]
    contents = _Sorted(spans)
    out = []
    for k, frame in enumerate(frames):
        holders = {
            other
            for f in frame
            for start, end, other in contents.touching(f.start, f.end)
            if other != k and start <= f.start and f.end <= end
        }
        out.append((len(holders), -lengths[k], k))
    return out


class Around:
    """The layers of one sentence, given to its clauses by the token of their predicate."""

    __slots__ = (
        "_contents", "_layers", "_names", "_said", "_whole",
        "name_of", "numbers", "places", "timed", "times",
    )  # fmt: skip

    def __init__(
        self, tree: Tree, clauses: Sequence[Clause], layers: Layers, sentence: Sentence
    ) -> None:
        bounds = sentence.start, sentence.end
        self._layers = layers
        self._names = layers.names.touching(*bounds)
        self._contents = layers.contents.touching(*bounds)
        self._said: dict[int, tuple[int, ...]] = {}
        self._whole: dict[int, frozenset[int]] = {}
        self.name_of: dict[int, int] = {}
        self.timed: frozenset[int] = frozenset()
        self.numbers: Given = {}
        self.times: Given = {}
        self.places: Given = {}
        quantities, times = layers.quantities.touching(*bounds), layers.times.touching(*bounds)
        if not (self._names or quantities or times):
            return
        starts = [t.start for t in tree.tokens]
        # Of several names at a word the one with the longest mention.
        for row in sorted(self._names, key=_length):
            self.name_of.update(dict.fromkeys(_places(row, starts), row[2]))
        if quantities:
            # "150 kilometres an hour" is a number with its unit, no time.
            times = [t for t in times if not any(_holds(q, t) for q in quantities)]
        where = [row for row in self._names if row[2] in layers.places]
        if not (where or quantities or times):
            return
        govern = Govern(tree, clauses)
        if quantities:
            self.numbers = govern.numbers(_heads(tree, quantities, starts))
        if times:
            self.timed = frozenset([k for row in times for k in _places(row, starts)])
            self.times = govern.times(_heads(tree, times, starts))
        if where:
            self.places = govern.places(_heads(tree, where, starts))

    def names(self, start: int, end: int) -> tuple[int, ...]:
        """Ids of the names with a mention inside, in the order of the text."""
        found = [row[2] for row in self._names if start <= row[0] and row[1] <= end]
        return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)

    def attributions(self, start: int, end: int) -> tuple[int, ...]:
        """Indices of the attributions whose content holds a predicate, the outermost first."""
        if not self._contents:
            return ()
        found = {row[2] for row in self._contents if row[0] <= start and end <= row[1]}
        return tuple(sorted(found, key=self._layers.outer.__getitem__))

    def pass_through(self, clause: Clause) -> None:
        """Let a clause that makes no statement hand on who speaks."""
        if self._contents and clause.up is not None:
            self._said[clause.head] = self._said.get(clause.up.head, ())
            self._whole[clause.head] = self._whole.get(clause.up.head, frozenset())

    def held(self, clause: Clause, said: tuple[int, ...], certainty: Certainty) -> Certainty:
        """The certainty of a clause under those who say it; governors must be asked first.

        They vouch for, doubt or deny what they say as a whole, not what is only told along with
        it: "denied that the man who lived there was shot" leaves him living there.
        """
        k, up = clause.head, clause.up
        self._said[k] = said
        if not said:
            return certainty
        above = self._said.get(up.head, ()) if up is not None else ()
        whole = self._whole.get(up.head, frozenset()) if up is not None else frozenset()
        on = clause.link in _GOES_ON
        mine = frozenset([a for a in said if a not in above or (on and a in whole)])
        self._whole[k] = mine
        if certainty is not Certainty.ASSERTED:
            return certainty
        how = {self._layers.factuality[a] for a in mine}
        return next((c for c in (Certainty.DENIED, Certainty.HEDGED) if c in how), certainty)


def _holds(one: Row, other: Row) -> bool:
    inside = one[0] <= other[0] and other[1] <= one[1]
    return inside and _length(other) < _length(one)


def _length(row: Row) -> int:
    return row[1] - row[0]


def _places(row: Row, starts: list[int]) -> range:
    """The tokens that begin within a span."""
    return range(bisect_left(starts, row[0]), bisect_left(starts, row[1]))


def _heads(tree: Tree, rows: list[Row], starts: list[int]) -> list[tuple[int, int]]:
    """The token of each span that governs the others, and the span's index."""
    out = []
    for row in rows:
        tokens = _places(row, starts)
        for k in tokens:
            head = tree.heads[k]
            if head not in tokens or head == k:
                out.append((k, row[2]))
                break
    return out

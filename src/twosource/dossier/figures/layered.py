"""A layered drawing's skeleton: who stands in which column, and in which order to cross least."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twosource.dossier.figures.tied import Edge, Graph

__all__ = ["Layers", "crossings", "layered", "layers_of"]

SWEEPS = 8  # each goes once to the right and once to the left; the best order seen is kept


@dataclass(frozen=True, slots=True)
class Layers:
    """Columns from left to right, each from top to bottom. A name with a NUL in it is no node
    but a place where a longer edge passes; `routes` gives for each edge, by its index, all that
    it passes, its ends among them.
    """

    columns: tuple[tuple[str, ...], ...]
    routes: tuple[tuple[str, ...], ...]


def layers_of(graph: Graph) -> dict[str, int]:
    """By node its column: what is shared first, then reports after those that they draw on.

    An edge that would go round in a circle does not count.
    """
    hubs = [n.id for n in graph.nodes if n.kind != "report"]
    out = {n.id: int(bool(hubs)) for n in graph.nodes}
    out |= dict.fromkeys(hubs, 0)
    into: dict[str, list[str]] = defaultdict(list)
    for edge in graph.edges:
        if edge.directed:
            into[edge.target].append(edge.source)

    done: set[str] = set()

    def settle(node: str, above: tuple[str, ...]) -> int:
        if node not in done:
            for source in into[node]:
                if source not in above:
                    out[node] = max(out[node], settle(source, (*above, node)) + 1)
            done.add(node)
        return out[node]

    for node in graph.nodes:
        settle(node.id, (node.id,))
    return out


def layered(graph: Graph) -> Layers:
    """Columns and routes; the order in each begins with time and follows its neighbours' middle
    (the barycentre) as long as fewer edges cross.
    """
    layer = layers_of(graph)
    columns: list[list[str]] = [[] for _ in range(max(layer.values(), default=0) + 1)]
    for node in graph.nodes:
        columns[layer[node.id]].append(node.id)
    routes: list[tuple[str, ...]] = []
    for k, edge in enumerate(graph.edges):
        low, high = layer[edge.source], layer[edge.target]
        passed = [f"{k}\0{column}" for column in range(low + 1, high)]
        for column, name in zip(range(low + 1, high), passed, strict=True):
            columns[column].append(name)
        routes.append((edge.source, *passed, edge.target))
    best = [list(c) for c in columns]
    fewest = crossings(best, routes)
    for sweep in range(2 * SWEEPS):
        if fewest == 0:
            break
        _sweep(columns, routes, rightward=sweep % 2 == 0)
        now = crossings(columns, routes)
        if now < fewest:
            best, fewest = [list(c) for c in columns], now
    return Layers(tuple(tuple(c) for c in best), tuple(routes))


def _sweep(columns: list[list[str]], routes: Sequence[Sequence[str]], *, rightward: bool) -> None:
    """Order each column by the middle of what it is joined to in the one before."""
    near: dict[str, list[str]] = defaultdict(list)
    for route in routes:
        for a, b in itertools.pairwise(route):
            near[b if rightward else a].append(a if rightward else b)
    order = range(1, len(columns)) if rightward else range(len(columns) - 2, -1, -1)
    for k in order:
        before = columns[k - 1 if rightward else k + 1]
        at = {name: place / max(1, len(before) - 1) for place, name in enumerate(before)}
        here = {name: place / max(1, len(columns[k]) - 1) for place, name in enumerate(columns[k])}
        columns[k].sort(key=lambda name: _middle(near[name], at, here[name]))


def _middle(names: Sequence[str], at: Mapping[str, float], here: float) -> float:
    places = [at[n] for n in names if n in at]
    return sum(places) / len(places) if places else here


def crossings(columns: Sequence[Sequence[str]], routes: Sequence[Sequence[str]]) -> int:
    """How many pairs of edges cross between neighbouring columns."""
    place = {name: (k, row) for k, column in enumerate(columns) for row, name in enumerate(column)}
    steps: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for route in routes:
        for a, b in itertools.pairwise(route):
            if place[a][0] + 1 == place[b][0]:
                steps[place[a][0]].append((place[a][1], place[b][1]))
    return sum(
        (a[0] - b[0]) * (a[1] - b[1]) < 0
        for those in steps.values()
        for k, a in enumerate(those)
        for b in those[k + 1 :]
    )


def in_rows(graph: Graph) -> list[str]:
    """All nodes one under the other: each after what it draws on most, by time otherwise."""
    strongest: dict[str, Edge] = {}
    for edge in graph.edges:
        other = strongest.get(edge.target)
        if other is None or (other.inferred, -other.share) > (edge.inferred, -edge.share):
            strongest[edge.target] = edge
    below: dict[str, list[str]] = defaultdict(list)
    tops = []
    for node in sorted(graph.nodes, key=lambda n: n.kind == "report"):
        if node.id in strongest:
            below[strongest[node.id].source].append(node.id)
        else:
            tops.append(node.id)
    out: list[str] = []
    stack = tops[::-1]
    while stack:
        node_id = stack.pop()
        if node_id not in out:
            out.append(node_id)
            stack += below[node_id][::-1]
    return out + [n.id for n in graph.nodes if n.id not in out]

"""Links become groups: what is carried by all of them, not by a chain of likenesses."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["groups"]


def groups(
    links: Mapping[tuple[int, int], float],
    least: float,
    barred: Callable[[int, int], bool] | None = None,
) -> list[tuple[list[int], float]]:
    """Group nodes whose links are at least `least` on average, missing links counting 0.

    The strongest link first; two groups join when the mean over all pairs between them is high
    enough (average linkage), so that A ~ B ~ C alone does not make A and C one; never where a pair
    between them is `barred`. Gives each group sorted, with its weakest accepted mean, in the order
    of their first nodes.
    """
    member: dict[int, int] = {}
    inside: dict[int, list[int]] = {}
    weakest: dict[int, float] = {}
    between = _between(links)
    for (a, b), p in sorted(links.items(), key=lambda item: (-item[1], item[0])):
        for node in (a, b):
            if node not in member:
                member[node] = node
                inside[node] = [node]
                weakest[node] = 1.0
        one, two = member[a], member[b]
        if one == two:
            continue
        mean = between[one].get(two, 0.0) / (len(inside[one]) * len(inside[two]))
        if mean < least:
            continue
        if barred and any(barred(x, y) for x in inside[one] for y in inside[two]):
            continue
        for node in inside[two]:
            member[node] = one
        inside[one] += inside.pop(two)
        weakest[one] = min(weakest[one], weakest.pop(two), mean, p)
        for other, total in between.pop(two).items():
            del between[other][two]
            if other != one:
                between[one][other] = between[other][one] = between[one].get(other, 0.0) + total
    return sorted((sorted(nodes), weakest[k]) for k, nodes in inside.items() if len(nodes) > 1)


def _between(links: Mapping[tuple[int, int], float]) -> dict[int, dict[int, float]]:
    """What lies between two groups in all; at first each node is a group."""
    between: dict[int, dict[int, float]] = defaultdict(dict)
    for (a, b), p in links.items():
        between[a][b] = p
        between[b][a] = p
    return between

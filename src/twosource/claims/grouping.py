"""Links become groups: what is carried by all of them, not by a chain of likenesses."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["groups", "with_rivals"]

RIVAL_SHARE = 0.1  # of the pairs between two values, those that are rivals by themselves


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


def with_rivals(
    agreed: Sequence[tuple[list[int], float]],
    rival: Mapping[tuple[int, int], float],
    against: Callable[[int, int], bool],
    beside: Callable[[int, int], bool],
) -> list[tuple[list[int], float]]:
    """Groups of quantities that agree, joined where they are rivals.

    Two groups join when rivals are at least `RIVAL_SHARE` of the pairs between them that are
    `against` each other, and no two such stand `beside` each other in one sentence: who says "two
    killed and 14 injured" answers two questions.
    """
    home = {node: k for k, (nodes, _) in enumerate(agreed) for node in nodes}
    members = {k: list(nodes) for k, (nodes, _) in enumerate(agreed)}
    weakest = {k: p for k, (_, p) in enumerate(agreed)}
    for pair, p in sorted(rival.items(), key=lambda item: (-item[1], item[0])):
        for node in pair:
            if node not in home:
                home[node] = len(members)
                weakest[home[node]] = 1.0
                members[home[node]] = [node]
        one, two = home[pair[0]], home[pair[1]]
        if one == two:
            continue
        between = [(x, y) for x in members[one] for y in members[two] if against(x, y)]
        if any(beside(x, y) for x, y in between):
            continue
        known = sum((min(x, y), max(x, y)) in rival for x, y in between)
        if known < RIVAL_SHARE * len(between):
            continue
        weakest[one] = min(weakest[one], weakest[two], p)
        members[one] += members[two]
        for node in members[two]:
            home[node] = one
        members[two] = []
    return sorted((sorted(nodes), weakest[k]) for k, nodes in members.items() if nodes)


def _between(links: Mapping[tuple[int, int], float]) -> dict[int, dict[int, float]]:
    """What lies between two groups in all; at first each node is a group."""
    between: dict[int, dict[int, float]] = defaultdict(dict)
    for (a, b), p in links.items():
        between[a][b] = p
        between[b][a] = p
    return between

"""Links become groups: what is carried by all of them, not by a chain of likenesses."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

__all__ = ["cliques", "groups", "joined", "with_rivals"]

RIVAL_SHARE = 0.1  # of the pairs between two values, those that are rivals by themselves


def groups(
    links: Mapping[tuple[int, int], float],
    least: float,
    barred: Callable[[int, int], bool] | None = None,
    compared: Callable[[Sequence[int], Sequence[int]], int] | None = None,
) -> list[tuple[list[int], float]]:
    """Group nodes whose links are at least `least` on average, missing links counting 0.

    The strongest link first; two groups join when the mean over all pairs between them is high
    enough (average linkage), so that A ~ B ~ C alone does not make A and C one; never where a pair
    between them is `barred`. Where not all pairs were compared, `compared` counts those between two
    groups that were, and the mean is over these, or over as many as the larger group has nodes.
    Gives each group sorted, with its weakest accepted mean, in the order of their first nodes.
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
        mean = _mean(between[one].get(two, 0.0), inside[one], inside[two], least, compared)
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


def _mean(
    total: float,
    one: Sequence[int],
    two: Sequence[int],
    least: float,
    compared: Callable[[Sequence[int], Sequence[int]], int] | None,
) -> float:
    """The mean link between two groups; pairs are only counted where it depends on them."""
    every, fewest = len(one) * len(two), max(len(one), len(two))
    if compared is None or total >= least * every or total < least * fewest:
        return total / every
    return total / max(fewest, compared(one, two))


def joined(
    grouped: Sequence[tuple[list[int], float]],
    links: Mapping[tuple[int, int], float],
    units: Sequence[int],
    reports: Sequence[int],
    least: float,
) -> list[tuple[list[int], float]]:
    """Groups with nodes of other groups that are linked with theirs by `least` on average: a
    sentence states several things, and may so stand in several claims.

    `units` and `reports` are those of each node; a unit joins by one of its nodes, the nearest, and
    only where it is not in the group yet. The mean is over the members of other reports.
    """
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for (a, b), p in links.items():
        near[a][b] = near[b][a] = p
    out = []
    for nodes, weakest in grouped:
        inside = {units[n] for n in nodes}
        total: dict[int, float] = defaultdict(float)
        for node in nodes:
            for other, p in near[node].items():
                if units[other] not in inside:
                    total[other] += p
        best: dict[int, tuple[float, int]] = {}
        for other, p in total.items():
            mean = p / sum(reports[n] != reports[other] for n in nodes)
            if mean >= least and (mean, -other) > best.get(units[other], (0.0, 0)):
                best[units[other]] = (mean, -other)
        come = [(-k, mean) for mean, k in best.values()]
        out.append(
            (sorted([*nodes, *(k for k, _ in come)]), min([weakest, *(mean for _, mean in come)]))
        )
    return out


def cliques(
    links: Mapping[tuple[int, int], float], covered: set[tuple[int, int]], least: float
) -> list[tuple[list[int], float]]:
    """Sets of nodes of which every two are linked by at least `least`, one for each link that is
    not `covered` yet, the strongest first.

    A sentence states several things and shares one with this report and another with that one:
    what a partition leaves out is a claim of its own. Each set grows from its link by the nodes
    that are linked with all in it, the strongest first, as long as one of those links is not
    covered. Gives each set sorted, with its weakest link.
    """
    strong: dict[int, dict[int, float]] = defaultdict(dict)
    for (a, b), p in links.items():
        if p >= least:
            strong[a][b] = strong[b][a] = p
    done = set(covered)
    out = []
    for (a, b), p in sorted(links.items(), key=lambda item: (-item[1], item[0])):
        if p < least or (a, b) in done:
            continue
        nodes, weakest = [a, b], p
        common = {c: min(strong[a][c], strong[b][c]) for c in strong[a].keys() & strong[b].keys()}
        while common:
            best = max(common, key=lambda c: (common[c], -c))
            if all((min(best, n), max(best, n)) in done for n in nodes):
                del common[best]
                continue
            weakest = min(weakest, common[best])
            nodes.append(best)
            common = {
                c: min(q, strong[best][c])
                for c, q in common.items()
                if c != best and c in strong[best]
            }
        done |= {(min(x, y), max(x, y)) for x in nodes for y in nodes if x != y}
        out.append((sorted(nodes), weakest))
    return out


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

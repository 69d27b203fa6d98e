from __future__ import annotations

import random  # noqa: TC003 - Hypothesis reads the annotations
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from twosource.claims.grouping import cliques, groups, joined

Links = dict[tuple[int, int], float]

pairs = st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda p: p[0] < p[1])
links_of = st.dictionaries(pairs, st.floats(0.0, 1.0), max_size=25)
bars = st.frozensets(pairs, max_size=10)
least_of = st.floats(0.05, 0.9)


def test_a_chain_is_not_one_group() -> None:
    assert groups({(0, 1): 0.9, (1, 2): 0.6}, 0.5) == [([0, 1], 0.9)]


def test_all_linked_are_one_group_with_its_weakest_mean() -> None:
    found = groups({(0, 1): 0.9, (1, 2): 0.6, (0, 2): 0.8}, 0.5)
    assert [nodes for nodes, _ in found] == [[0, 1, 2]]
    assert 0.6 <= found[0][1] <= 0.8


def test_groups_come_in_the_order_of_their_first_nodes() -> None:
    assert groups({(4, 5): 0.9, (0, 3): 0.7}, 0.5) == [([0, 3], 0.7), ([4, 5], 0.9)]


def test_nothing_below_the_threshold() -> None:
    assert groups({(0, 1): 0.4}, 0.5) == []


def test_a_barred_pair_keeps_groups_apart() -> None:
    links = {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.8}
    assert groups(links, 0.5, lambda x, y: {x, y} == {0, 2}) == [([0, 1], 0.9)]


@given(links_of, least_of)
def test_groups_part_the_nodes(links: Links, least: float) -> None:
    found = groups(links, least)
    # A single pair that is near enough is enough for a group.
    assert bool(found) == any(score >= least for score in links.values())
    nodes = [n for members, _ in found for n in members]
    assert len(nodes) == len(set(nodes))
    assert set(nodes) <= {n for pair in links for n in pair}
    for members, weakest in found:
        assert len(members) > 1
        assert members == sorted(members)
        assert 0.0 <= weakest <= 1.0


@given(links_of, least_of, bars)
def test_barred_pairs_are_never_together(
    links: Links, least: float, barred: frozenset[tuple[int, int]]
) -> None:
    found = groups(links, least, lambda x, y: (min(x, y), max(x, y)) in barred)
    near = [pair for pair, score in links.items() if score >= least]
    assert bool(found) == any(pair not in barred for pair in near)
    for members, _ in found:
        assert not any(a in members and b in members for a, b in barred)


@given(links_of, least_of, st.randoms(use_true_random=False))
def test_the_order_of_the_links_does_not_matter(
    links: Links, least: float, shuffle: random.Random
) -> None:
    rows = list(links.items())
    shuffle.shuffle(rows)
    assert groups(dict(rows), least) == groups(links, least)


# ---------------------------------------------------------------- cliques


def test_every_link_makes_a_clique_once() -> None:
    links = {(0, 1): 0.9, (1, 2): 0.7, (0, 2): 0.8, (2, 3): 0.6}
    assert cliques(links, set(), 0.5) == [([0, 1, 2], 0.7), ([2, 3], 0.6)]
    assert cliques(links, set(), 0.65) == [([0, 1, 2], 0.7)]
    assert cliques(links, {(0, 1), (0, 2), (1, 2)}, 0.5) == [([2, 3], 0.6)]


def test_a_clique_grows_only_by_links_that_are_not_covered() -> None:
    links = {(0, 1): 0.9, (1, 2): 0.7, (0, 2): 0.8}
    assert cliques(links, {(0, 2), (1, 2)}, 0.5) == [([0, 1], 0.9)]
    assert cliques(links, {(0, 2)}, 0.5) == [([0, 1, 2], 0.7)]


@given(links_of, bars, least_of)
def test_in_a_clique_every_two_are_linked(
    links: Links, covered: frozenset[tuple[int, int]], least: float
) -> None:
    found = cliques(links, set(covered), least)
    held = set(covered)
    for nodes, weakest in found:
        inside = set(combinations(nodes, 2))
        assert nodes == sorted(set(nodes))
        assert weakest == min(links[pair] for pair in inside)
        assert weakest >= least
        assert not inside <= held  # each has something of its own
        held |= inside
    assert {pair for pair, p in links.items() if p >= least} <= held


@given(links_of, least_of, st.randoms(use_true_random=False))
def test_cliques_do_not_depend_on_the_order_of_the_links(
    links: Links, least: float, shuffle: random.Random
) -> None:
    rows = list(links.items())
    shuffle.shuffle(rows)
    assert cliques(dict(rows), set(), least) == cliques(links, set(), least)


# ---------------------------------------------------------------- joined


def test_who_is_near_all_of_another_report_joins() -> None:
    grouped = [([0, 1], 0.9), ([2, 3], 0.8)]
    links = {(0, 1): 0.9, (2, 3): 0.8, (1, 2): 0.6, (1, 3): 0.4}
    units, reports = [0, 1, 2, 3], [0, 1, 2, 3]
    assert joined(grouped, links, units, reports, 0.5) == [([0, 1], 0.9), ([1, 2, 3], 0.5)]
    assert joined(grouped, links, units, reports, 0.55) == grouped


def test_the_mean_is_over_the_members_of_other_reports() -> None:
    grouped = [([0, 1, 2], 0.9)]
    links = {(0, 1): 0.9, (0, 2): 0.9, (1, 2): 0.9, (0, 3): 0.6, (1, 3): 0.6}
    # 3 is of the report of 2.
    assert joined(grouped, links, [0, 1, 2, 3], [0, 1, 2, 2], 0.5) == [([0, 1, 2, 3], 0.6)]
    assert joined(grouped, links, [0, 1, 2, 3], [0, 1, 2, 3], 0.5) == grouped


def test_of_a_unit_only_its_nearest_node_joins_and_only_once() -> None:
    grouped = [([0, 1], 0.9)]
    links = {(0, 1): 0.9, (0, 2): 0.6, (1, 2): 0.6, (0, 3): 0.8, (1, 3): 0.8}
    assert joined(grouped, links, [0, 1, 2, 2], [0, 1, 2, 2], 0.5) == [([0, 1, 3], 0.8)]
    # Its unit is there already.
    assert joined(grouped, links, [0, 1, 1, 1], [0, 1, 1, 1], 0.5) == grouped


@given(links_of, least_of, st.lists(st.integers(0, 4), min_size=10, max_size=10))
def test_joining_keeps_the_members(links: Links, least: float, owners: list[int]) -> None:
    reports = sorted(owners)
    units = [k // 2 for k in range(10)]  # of each unit two nodes
    reports = [reports[u] for u in units]
    links = {pair: p for pair, p in links.items() if reports[pair[0]] != reports[pair[1]]}
    grouped = groups(links, 0.3)
    found = joined(grouped, links, units, reports, least)
    assert len(found) == len(grouped)
    for (before, weakest), (after, least_now) in zip(grouped, found, strict=True):
        assert after == sorted(set(after))
        assert set(before) <= set(after)
        come = [units[n] for n in after if n not in before]
        assert len(come) == len(set(come))
        assert not {units[n] for n in before} & set(come)
        assert least_now <= weakest
        assert least_now == weakest or least_now >= least


def test_what_was_not_compared_does_not_keep_groups_apart() -> None:
    # Two pairs, of whose four links two were looked for and found.
    links = {(0, 1): 0.9, (2, 3): 0.9, (0, 2): 0.7, (1, 3): 0.7}
    assert groups(links, 0.5) == [([0, 1], 0.9), ([2, 3], 0.9)]
    assert groups(links, 0.5, compared=lambda *_: 2) == [([0, 1, 2, 3], 0.7)]


def test_few_compared_pairs_do_not_stand_for_all() -> None:
    links = {(0, 1): 0.9, (2, 3): 0.9, (0, 2): 0.8}
    assert len(groups(links, 0.5, compared=lambda *_: 1)) == 2


@given(links_of, least_of)
def test_all_compared_is_as_if_nobody_asked(links: Links, least: float) -> None:
    assert groups(links, least, compared=lambda a, b: len(a) * len(b)) == groups(links, least)

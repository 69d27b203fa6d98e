from __future__ import annotations

import random  # noqa: TC003 - Hypothesis reads the annotations

from hypothesis import given
from hypothesis import strategies as st

from twosource.claims.grouping import groups

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
    for members, _ in found:
        assert not any(a in members and b in members for a, b in barred)


@given(links_of, least_of, st.randoms(use_true_random=False))
def test_the_order_of_the_links_does_not_matter(
    links: Links, least: float, shuffle: random.Random
) -> None:
    rows = list(links.items())
    shuffle.shuffle(rows)
    assert groups(dict(rows), least) == groups(links, least)

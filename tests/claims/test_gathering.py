"""Linked statements in groups, those who may join them, and what no group holds."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.claims.alignment import Node
from twosource.claims.gathering import FEW, Gathered, Group
from twosource.claims.terms import Story, Unit
from twosource.claims.weights import thresholds

Links = dict[tuple[Node, Node], tuple[float, float]]


def story(*reports: int) -> Story:
    """A story whose unit k is a sentence without words of the report `reports[k]`."""
    units = [
        Unit(report, number, (), frozenset(), {}, (), 0.0) for number, report in enumerate(reports)
    ]
    return Story(tuple(units), {})


def links(*rows: tuple[int, int, float]) -> Links:
    """Links between the first parts of units."""
    return {((a, 0), (b, 0)): (p, 1.0) for a, b, p in rows}


def units(group: Group) -> tuple[int, ...]:
    return tuple(u for u, _ in group.nodes)


LIMITS = thresholds()


def test_what_is_linked_is_one_group() -> None:
    found = Gathered.of(story(0, 1, 2), links((0, 1, 0.9), (1, 2, 0.8), (0, 2, 0.7)))
    assert [units(g) for g in found.core] == [(0, 1, 2)]
    assert found.core == found.wide
    assert found.core[0].weakest <= 0.8
    assert found.rest(found.core, set()) == ()


def test_a_group_of_one_report_is_none() -> None:
    assert Gathered.of(story(0, 0), links((0, 1, 0.9))).core == ()


# The mean of 1 with 0 and 0 with nobody, over all pairs between two groups of two, is half of it.
BETWEEN = 2 * LIMITS.sentence_group - 0.01


def bridged(p: float) -> Gathered:
    """Two groups of two, and links of 1, in the first, with both of the second."""
    rows = [(0, 1, 0.95), (2, 3, 0.9), (1, 2, p), (1, 3, p)]
    return Gathered.of(story(0, 1, 2, 3), links(*rows))


def test_who_is_near_another_group_stands_in_it_too() -> None:
    assert LIMITS.joins <= BETWEEN < LIMITS.firm
    found = bridged(BETWEEN)
    assert [units(g) for g in found.core] == [(0, 1), (2, 3)]
    assert [units(g) for g in found.wide] == [(0, 1), (1, 2, 3)]
    assert found.wide[1].weakest == pytest.approx(BETWEEN)


def test_who_is_firmly_linked_stands_in_it_from_the_start() -> None:
    rows = [(0, 1, 0.95), (2, 3, 0.9), (1, 2, LIMITS.firm), (1, 3, LIMITS.firm)]
    far = [
        (0, 4, 0.9),
        (4, 5, 0.9),
        (0, 5, 0.9),
        (1, 4, 0.9),
        (1, 5, 0.9),
    ]  # 1's own group is large
    found = Gathered.of(story(0, 1, 2, 3, 2, 3), links(*rows, *far))
    assert [units(g) for g in found.core] == [(0, 1, 4, 5), (1, 2, 3)]


def test_core_and_wide_are_of_the_same_groups_in_one_order() -> None:
    found = bridged(BETWEEN)
    assert len(found.core) == len(found.wide)
    for core, wide in zip(found.core, found.wide, strict=True):
        assert set(core.nodes) <= set(wide.nodes)
        assert wide.weakest <= core.weakest


def test_the_rest_are_links_that_stand_in_no_group() -> None:
    # 2 is near 1, and with 0 not linked too far from their group for the mean.
    p = max(LIMITS.lone, LIMITS.joins) + 0.01
    assert p / 2 < min(LIMITS.joins, LIMITS.firm)
    low = Gathered.of(story(0, 1, 2, 3), links((0, 1, 0.95), (1, 2, p), (2, 3, 0.9)))
    assert [units(g) for g in low.core] == [(0, 1), (2, 3)]
    assert [units(g) for g in low.rest(low.core, set())] == [(1, 2)]
    assert [units(g) for g in low.rest(low.wide, set())] == [(1, 2)]
    assert low.rest(low.core, {(1, 2)}) == ()
    assert [units(g) for g in low.rest((), set())] == [(0, 1), (2, 3), (1, 2)]


def test_in_a_large_story_less_is_made_of_the_rest() -> None:
    p = (LIMITS.lone + LIMITS.sure) / 2
    many = FEW + 1
    rows = [(0, 1, 0.95), (1, 2, p), (2, 3, 0.9)]
    pairs = [(k, k + 1, 0.9) for k in range(4, 2 * many + 4, 2)]
    owners = [0, 1, 2, 3, *(n for k in range(len(pairs)) for n in (k % many, (k + 1) % many))]
    large = Gathered.of(story(*owners), links(*rows, *pairs))
    assert large.rest(large.core, set()) == ()
    small = Gathered.of(story(0, 1, 2, 3), links(*rows))
    assert [units(g) for g in small.rest(small.core, set())] == [(1, 2)]


@st.composite
def linked(draw: st.DrawFn) -> tuple[Story, Links]:
    """Links between parts of units of different reports, the lower first."""
    owners = sorted(draw(st.lists(st.integers(0, 3), min_size=2, max_size=9)))
    nodes = [(u, k) for u in range(len(owners)) for k in range(2)]
    pairs = [(a, b) for a, b in combinations(nodes, 2) if owners[a[0]] != owners[b[0]]]
    if not pairs:
        return story(*owners), {}
    chosen = draw(st.dictionaries(st.sampled_from(pairs), st.floats(0.01, 1.0), max_size=20))
    return story(*owners), {pair: (p, 1.0) for pair, p in chosen.items()}


@given(linked())
def test_groups_have_several_reports_and_joining_takes_none_away(
    made: tuple[Story, Links],
) -> None:
    told, found = made
    gathered = Gathered.of(told, found)
    for core, wide in zip(gathered.core, gathered.wide, strict=True):
        assert len({told.units[u].report for u, _ in core.nodes}) > 1
        assert set(core.nodes) <= set(wide.nodes)
        for group in (core, wide):
            assert list(group.nodes) == sorted(set(group.nodes))
            assert 0.0 <= group.weakest <= 1.0


@given(linked())
def test_every_link_that_is_enough_is_held_in_the_end(made: tuple[Story, Links]) -> None:
    told, found = made
    gathered = Gathered.of(told, found)
    rest = gathered.rest(gathered.wide, set())
    held = {
        (a, b) for group in (*gathered.wide, *rest) for a, _ in group.nodes for b, _ in group.nodes
    }
    for (a, b), (p, _) in found.items():
        if p >= LIMITS.lone:
            assert (a[0], b[0]) in held
    for group in rest:
        for a, b in combinations(group.nodes, 2):
            assert found[a, b][0] >= LIMITS.lone

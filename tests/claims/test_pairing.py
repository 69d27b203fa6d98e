"""Parts weighed in one go are worth what they are worth one by one."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING

import pytest
from tales import by_chance

from twosource.claims import pairing
from twosource.claims.alignment import Meeting, Part, best_parts, statement_links
from twosource.claims.candidates import pairs
from twosource.claims.pairing import worths
from twosource.claims.weights import thresholds

if TYPE_CHECKING:
    from twosource.claims.terms import Story


def parts(story: Story, seed: int) -> list[list[Part]]:
    """Each whole sentence, and before it some stretches of its terms."""
    chance = random.Random(seed)
    out = []
    for number, unit in enumerate(story.units):
        rows = []
        for k in range(chance.randint(0, 3)):
            start, end = sorted(chance.sample(range(len(unit.terms) + 1), 2))
            weight = chance.choice((1.0, 0.7))
            rows.append(Part(number, k, start, end, tuple(range(start, end)), weight))
        everything = tuple(range(len(unit.terms)))
        out.append([*rows, Part(number, None, 0, len(unit.terms), everything)])
    return out


@pytest.mark.parametrize("seed", range(6))
def test_every_part_with_every_other(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairing, "CHUNK", 16)
    story = by_chance(seed, reports=3, sentences=6 + seed)
    spans, found = parts(story, seed), pairs(story)
    every = worths(story, spans, found)
    told = {
        (pair, one, two): (worth, share)
        for pair, one, two, worth, share in zip(
            every.pair.tolist(),
            every.one.tolist(),
            every.two.tolist(),
            every.worth.tolist(),
            every.share.tolist(),
            strict=True,
        )
    }
    assert len(told) > len(found)
    for k, (a, b) in enumerate(found):
        meeting = Meeting.of(story, a, b)
        for x, one in enumerate(spans[a]):
            for y, two in enumerate(spans[b]):
                worth, share = meeting.worth(one, two)
                assert told.get((k, x, y), (0.0, 0.0)) == pytest.approx((worth, share), rel=1e-12)


def test_the_best_parts_of_each_pair() -> None:
    story = by_chance(3, reports=3, sentences=12)
    spans, found = parts(story, 3), pairs(story)
    every = worths(story, spans, found)
    for row in every.best().tolist():
        a, b = found[every.pair[row]]
        _, _, share, value = best_parts(story, spans[a], spans[b])
        # Of two that are worth the same to the last bit but one, either may come first.
        assert every.worth[row] == pytest.approx(value, rel=1e-12)
        assert every.share[row] == pytest.approx(share, rel=1e-12)


def test_links_are_of_parts_that_share_enough() -> None:
    story = by_chance(4, reports=3, sentences=10)
    spans = parts(story, 4)
    found = {pair: 0.1 + 0.8 * (k % 2) for k, pair in enumerate(pairs(story))}
    links = statement_links(story, found, spans)
    assert links
    best: dict[tuple[int, int], float] = {}
    for ((a, x), (b, y)), (p, share) in links.items():
        assert found[a, b] > thresholds().sentence
        assert 0 < p <= found[a, b]
        worth, known = Meeting.of(story, a, b).worth(spans[a][x], spans[b][y])
        assert known == pytest.approx(share)
        best[a, b] = max(best.get((a, b), 0.0), worth)
    for (a, b), worth in best.items():
        assert math.isclose(worth, best_parts(story, spans[a], spans[b])[3])


def test_no_pairs_no_worths() -> None:
    story = by_chance(1, reports=2, sentences=3)
    every = worths(story, parts(story, 1), [])
    assert len(every.pair) == len(every.best()) == 0

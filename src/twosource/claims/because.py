"""Why pieces of evidence are taken to say the same: the links that hold a claim together, with the
words that are alike, what keeps them from being surely the same, and the numbers behind.
"""

from __future__ import annotations

import math
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from twosource.claims import neighbours, questions, similarity
from twosource.claims.alignment import Meeting
from twosource.claims.contrast import face_of, told_apart
from twosource.claims.weights import model, thresholds
from twosource.model import Link, Reason, Span

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from twosource.claims.alignment import Part
    from twosource.claims.questions import Asked
    from twosource.claims.terms import Story
    from twosource.model import Reading

__all__ = ["Own", "links_of", "number_links_of"]

MOST = 8  # reasons told of one link, beside what is left in sum
ALIKE = 0.4  # words at least this near are shown as alike


class Own:
    """The features of pairs of sentences by their own words; those of likely pairs are made in one
    go, when the first is asked for.
    """

    def __init__(self, story: Story, found: Mapping[tuple[int, int], float]) -> None:
        self._story = story
        self._likely = [pair for pair, p in found.items() if p >= thresholds().sentence]

    @cached_property
    def _rows(self) -> tuple[dict[tuple[int, int], int], NDArray[np.float64]]:
        place = {pair: k for k, pair in enumerate(self._likely)}
        return place, similarity.own_features(self._story, self._likely)

    def row(self, pair: tuple[int, int]) -> list[float]:
        """The features of one pair, in the order of `similarity.OWN`."""
        place, rows = self._rows
        if pair not in place:
            rows, at = similarity.own_features(self._story, [pair]), 0
        else:
            at = place[pair]
        row: list[float] = rows[at].tolist()
        return row


def links_of(
    story: Story,
    readings: Sequence[Reading],
    parts: Sequence[Part],
    *,
    alone: Mapping[tuple[int, int], float],
    found: Mapping[tuple[int, int], float],
    own: Own,
) -> tuple[Link, ...]:
    """The links by which statements hold together, the strongest that are enough; by the indices of
    `parts`. `alone` are the probabilities of pairs of units by their own words, `found` those in
    the light of the story's other pairs, `own` their features.
    """
    units = [p.unit for p in parts]
    scores = {
        (i, j): found[pair]
        for i, j in combinations(range(len(parts)), 2)
        if (pair := _ordered(units[i], units[j])) in found
    }
    chosen = _enough(scores, len(parts))
    faces = [face_of(story, readings, part) for part in parts]
    out = []
    for i, j in chosen:
        pair = _ordered(units[i], units[j])
        out.append(
            Link(
                i,
                j,
                round(scores[i, j], 3),
                _same(story, parts[i], parts[j]),
                told_apart(story, faces[i], faces[j]),
                _sentence_reasons(own.row(pair), alone.get(pair, found[pair]), found[pair]),
            )
        )
    return tuple(out)


def number_links_of(
    story: Story,
    readings: Sequence[Reading],
    members: Sequence[Asked],
    parts: Sequence[Part],
    *,
    scores: Mapping[tuple[int, int], float],
    found: Mapping[tuple[int, int], float],
) -> tuple[Link, ...]:
    """The same for numbers that answer one question; `scores` are the probabilities of pairs of
    members that they do, by their indices. Rivals are linked by rules, with their sentences' score
    and without reasons.
    """
    fitted = model("quantity", questions.NAMES)
    known = {
        (i, j): scores.get((i, j), found.get(_ordered(members[i].unit, members[j].unit), 0.0))
        for i, j in combinations(range(len(members)), 2)
        if story.units[members[i].unit].report != story.units[members[j].unit].report
    }
    faces = [face_of(story, readings, part) for part in parts]
    out = []
    for i, j in _enough(known, len(members)):
        reasons: tuple[Reason, ...] = ()
        if (i, j) in scores:
            row = questions.features(story, readings, members[i], members[j], found)
            weighed = zip(questions.NAMES, row, fitted.weights, strict=True)
            reasons = _told([(w * x, n, x) for n, x, w in weighed], fitted.bias)
        out.append(
            Link(
                i,
                j,
                round(known[i, j], 3),
                _same(story, parts[i], parts[j]),
                told_apart(story, faces[i], faces[j], one_number=True),
                reasons,
            )
        )
    return tuple(out)


def _ordered(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _enough(scores: Mapping[tuple[int, int], float], pieces: int) -> list[tuple[int, int]]:
    """The strongest links of which each joins what was apart."""
    home = list(range(pieces))
    out = []
    for (i, j), _ in sorted(scores.items(), key=lambda item: (-item[1], item[0])):
        one, two = home[i], home[j]
        if one != two:
            home = [one if h == two else h for h in home]
            out.append((i, j))
    return sorted(out)


def _same(story: Story, a: Part, b: Part) -> tuple[tuple[Span, Span], ...]:
    """Words of both parts that mean the same, each of the first with its nearest; of the sentences
    where the parts have none.
    """
    pairs = [pair for pair in Meeting.of(story, a.unit, b.unit).pairs if pair[2] >= ALIKE]
    inside_a, inside_b = set(a.terms), set(b.terms)
    best: dict[int, tuple[float, int]] = {}
    for k, j, strength in [p for p in pairs if p[0] in inside_a and p[1] in inside_b] or pairs:
        best[k] = max(best.get(k, (0.0, 0)), (strength, -j))
    one, two = story.units[a.unit].terms, story.units[b.unit].terms
    return tuple(
        (Span(one[k].start, one[k].end), Span(two[-j].start, two[-j].end))
        for k, (_, j) in sorted(best.items())
    )


def _sentence_reasons(row: Sequence[float], alone: float, found: float) -> tuple[Reason, ...]:
    """What each feature of the two sentences adds; what their ranks and the story's other pairs add
    is told in sum.
    """
    own, around = model("sentence", similarity.NAMES), model("neighbours", neighbours.NAMES)
    share = around.weights[neighbours.NAMES.index("logit")]
    reasons = [
        (share * weight * value, name, value)
        for name, value, weight in zip(similarity.OWN, row, own.weights, strict=False)
    ]
    told = sum(adds for adds, _, _ in reasons)
    ranked = share * (_log_odds(alone) - own.bias) - told
    others = _log_odds(found) - around.bias - share * _log_odds(alone)
    reasons += [(ranked, "ranked", 1.0), (others, "other_pairs", 1.0)]
    return _told(reasons, around.bias + share * own.bias)


def _told(reasons: Sequence[tuple[float, str, float]], bias: float) -> tuple[Reason, ...]:
    """The weightiest reasons (what each adds, its name and value), the rest of them in sum, and
    where the scale starts.
    """
    ordered = sorted(reasons, key=lambda r: (-abs(r[0]), r[1]))
    rest = sum(adds for adds, _, _ in ordered[MOST:])
    kept = [*ordered[:MOST], (rest, "rest", 1.0), (bias, "start", 1.0)]
    return tuple(
        Reason(name, round(value, 3), round(adds, 3))
        for adds, name, value in kept
        if round(adds, 3)
    )


def _log_odds(p: float) -> float:
    p = min(max(p, 1e-12), 1 - 1e-12)
    return math.log(p / (1 - p))

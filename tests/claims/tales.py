"""Stories to weigh: made of chance, read from the bundled example, or from the open data."""

from __future__ import annotations

import json
import random
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import twosource
from twosource.claims import traits
from twosource.claims.terms import Story, Term, Unit, story_of
from twosource.intake import read_inputs
from twosource.stories.entities import link

KINDS = ("VERB", "NOUN", "NAME", "NUM", "ADJ")
OPEN = Path(__file__).parents[3] / "shared" / "stories" / "stories"


def by_chance(seed: int, reports: int, sentences: int, words: int = 60) -> Story:
    """Sentences of up to twelve words of a few, some related, some near one another."""
    chance = random.Random(seed)
    keys = [f"{'@#'[k % 2]}{k}" if k % 5 == 0 else f"word{k}" for k in range(words)]
    weight = {key: chance.uniform(0.05, 9.0) for key in keys}
    kind = {key: chance.choice(KINDS) for key in keys}
    related: dict[str, dict[str, float]] = {}
    for _ in range(words):
        a, b = chance.sample(keys, 2)
        strength = chance.choice((0.4, 0.5, 0.8, 0.9))
        related.setdefault(a, {})[b] = related.setdefault(b, {})[a] = strength
    units = []
    for report in range(reports):
        # Now and then a sentence has no terms, and so no unit.
        for sentence in sorted(chance.sample(range(sentences + 2), sentences)):
            own = chance.choices(keys, k=chance.randint(1, 12))
            terms = tuple(Term(k, kind[k], weight[k], n, n, n + 1) for n, k in enumerate(own))
            where = {k: tuple(n for n, t in enumerate(terms) if t.key == k) for k in own}
            units.append(
                Unit(
                    report,
                    sentence,
                    terms,
                    frozenset(own),
                    where,
                    _near(chance, len(terms)),
                    sum(t.weight for t in terms),
                    tuple(chance.random() for _ in traits.NAMES),
                )
            )
    spread = {key: chance.uniform(0.1, 1.0) for key in keys}
    return Story(tuple(units), related, spread)


def _near(chance: random.Random, terms: int) -> tuple[tuple[tuple[int, int], ...], ...]:
    near: list[list[tuple[int, int]]] = [[] for _ in range(terms)]
    for a in range(terms):
        for b in range(a + 1, terms):
            if chance.random() < 0.4:
                distance = chance.randint(1, 3)
                near[a].append((distance, b))
                near[b].append((distance, a))
    return tuple(tuple(sorted(row)) for row in near)


@lru_cache(maxsize=1)
def example() -> Story:
    """The reports that come with the program."""
    folder = str(files("twosource").joinpath("example"))
    readings = [twosource.read(r) for r in read_inputs([folder]).reports]
    return story_of(readings, link(readings))


def open_story(name: str) -> Story:
    """A labelled open story beside the project."""
    told = json.loads((OPEN / f"{name}.json").read_text(encoding="utf-8"))
    readings = [twosource.read(twosource.report(r["text"], id=r["id"])) for r in told["reports"]]
    return story_of(readings, link(readings))

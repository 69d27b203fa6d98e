"""The word lists that finding names rests on, read once from the package's data."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from twosource.model import NameKind

__all__ = ["NameWords", "words"]


@dataclass(frozen=True, slots=True)
class NameWords:
    """All lists in lower case; genders are "m", "f" or ""."""

    honorifics: dict[str, str]
    gendered: dict[str, str]
    offices: frozenset[str]
    before_office: frozenset[str]
    offices_after: frozenset[str]
    portfolios: frozenset[str]
    no_name: frozenset[str]
    edges: frozenset[str]
    ties: frozenset[str]
    particles: frozenset[str]
    joins: frozenset[str]
    heads: frozenset[str]
    deliberate: frozenset[str]
    plurals: frozenset[str]
    organisation: frozenset[str]
    suffixes: frozenset[str]
    trades: frozenset[str]
    things: frozenset[str]
    place: frozenset[str]
    openings: frozenset[str]
    place_of: frozenset[str]
    rulers: frozenset[str]
    before_river: frozenset[str]
    before_name: dict[str, str]
    of_place: frozenset[str]
    bodies: frozenset[str]
    locals: frozenset[str]
    of_company: frozenset[str]
    companies: frozenset[str]
    trade: frozenset[str]
    say: frozenset[str]
    cues: dict[str, dict[NameKind, int]]
    origins: frozenset[str]
    generic: frozenset[str]
    pronouns: dict[str, str]
    given_names: dict[str, str]


def _table(name: str) -> dict[str, Any]:
    data = resources.files("twosource.reading").joinpath("data", name)
    return tomllib.loads(data.read_text(encoding="utf-8"))


@cache
def words() -> NameWords:
    """The lists, read from the package's data at the first call."""
    titles, names = _table("titles.toml"), _table("names.toml")
    pronouns = {p: gender for gender in ("m", "f") for p in names["pronouns"][gender]}
    return NameWords(
        honorifics=titles["honorifics"],
        gendered=titles["gendered"],
        offices=frozenset(titles["offices"]["words"]),
        before_office=frozenset(titles["offices"]["before"]),
        offices_after=frozenset(titles["offices"]["after"]),
        portfolios=frozenset(titles["offices"]["portfolios"]),
        no_name=frozenset(names["capitals"]["no_name"]),
        edges=frozenset(names["capitals"]["edges"]),
        ties=frozenset(names["capitals"]["ties"]),
        particles=frozenset(names["capitals"]["particles"]),
        joins=frozenset(names["capitals"]["joins"]),
        heads=frozenset(names["institutions"]["heads"]),
        deliberate=frozenset(names["institutions"]["deliberate"]),
        plurals=frozenset(names["institutions"]["plurals"]),
        organisation=frozenset(names["institutions"]["words"]),
        suffixes=frozenset(names["institutions"]["suffixes"]),
        trades=frozenset(names["institutions"]["trades"]),
        things=frozenset(names["things"]["words"]),
        place=frozenset(names["places"]["words"]),
        openings=frozenset(names["places"]["openings"]),
        **{key: frozenset(listed) for key, listed in names["around"].items()},
        before_name={word: cue for cue, listed in names["before"].items() for word in listed},
        cues={
            cue: {NameKind(kind): weight for kind, weight in weights.items()}
            for cue, weights in names["cues"].items()
        },
        origins=frozenset(names["origins"]["endings"]),
        generic=frozenset(names["generic"]["words"]),
        pronouns=pronouns,
        given_names={
            n: gender for gender in ("m", "f") for n in _table("given_names.toml")[gender]
        },
    )

"""Word lists and weights of finding places, read once from the package's data."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["PlaceWords", "words"]


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """See `data/places.toml`; `after` and `before` find a word for a kind beside a name,
    `hyphen` the rest of a longer name.
    """

    kinds: dict[str, float]
    weights: dict[str, float]
    limits: dict[str, float]
    types: dict[str, frozenset[str]]
    openings: frozenset[str]
    teams: frozenset[str]
    directions: frozenset[str]
    comma_countries: frozenset[str]
    before_place: frozenset[str]
    firmly_before: frozenset[str]
    after: re.Pattern[str]
    before: re.Pattern[str]
    hyphen: re.Pattern[str]


@cache
def words() -> PlaceWords:
    """The lists, read at the first call."""
    table = tomllib.loads(
        (Path(__file__).with_name("data") / "places.toml").read_text(encoding="utf-8")
    )
    listed = "|".join(table["types"])
    return PlaceWords(
        kinds=table["kinds"],
        weights=table["weights"],
        limits=table["limits"],
        types={word: frozenset(kinds) for word, kinds in table["types"].items()},
        **{k: frozenset(table[k]["words"]) for k in ("openings", "teams", "directions")},
        after=re.compile(rf"\s({listed})\b"),
        before=re.compile(rf"\b({listed})\sof\s(?:the\s)?$"),
        before_place=frozenset(table["places"]["before"]),
        firmly_before=frozenset(table["places"]["firmly"]),
        comma_countries=frozenset(table["commas"]["countries"]),
        hyphen=re.compile(rf"-(?:{'|'.join(table['commas']['particles'])})-"),
    )

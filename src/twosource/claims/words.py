"""The word lists of this room, read from data/words.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Words", "words"]


@dataclass(frozen=True, slots=True)
class Words:
    """Sets of lemmas or phrases in lower case; see data/words.toml for what each is for."""

    light: frozenset[str]
    anybody: frozenset[str]
    tallies: frozenset[str]
    carriers: frozenset[str]
    states: frozenset[str]
    movers: frozenset[str]
    history: frozenset[str]
    partitive: frozenset[str]
    hedges: frozenset[str]
    attributes: frozenset[str]
    parents: frozenset[str]
    children: frozenset[str]
    possessives: frozenset[str]
    settlements: frozenset[str]
    directions: frozenset[str]
    growing: frozenset[str]
    coming: frozenset[str]
    row: frozenset[str]
    likely: frozenset[str]
    unlikely: frozenset[str]
    well: frozenset[str]
    badly: frozenset[str]
    place_cases: frozenset[str]
    connecting: frozenset[str]
    negations: frozenset[str]
    retractions: frozenset[str]
    doubts: frozenset[str]
    conditions: frozenset[str]
    amounts: frozenset[str]
    opposites: tuple[tuple[str, str], ...]
    plurals: Mapping[str, str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The lists, read once."""
    text = files("twosource.claims").joinpath("data/words.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    plurals = MappingProxyType(table.pop("plurals"))
    opposites = tuple((left, right) for left, right in table.pop("opposites"))
    lists = {name: frozenset(row) for name, row in table.items()}
    return Words(**lists, opposites=opposites, plurals=plurals)

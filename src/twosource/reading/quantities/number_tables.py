"""Number words from data/numbers.toml, and what a number that was read is."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["Lists", "Numeral", "behind_articles", "exact", "lists", "starters", "table"]


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in pieces [first, last) of a text.

    `low` and `high` differ from `value` for vague words only ("dozens"). `form` is digits, words,
    vague, fraction or ordinal. `scaled` says that a word or letter of magnitude is part of it.
    """

    first: int
    last: int
    value: float
    low: float
    high: float
    form: str
    scaled: bool = False


@cache
def table() -> dict[str, Any]:
    """The content of data/numbers.toml."""
    path = files("twosource.reading") / "data" / "numbers.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def starters() -> frozenset[str]:
    """Every word that a number in words may begin with."""
    t = table()
    parts = (
        "ones",
        "tens",
        "magnitudes",
        "fractions",
        "glyphs",
        "ordinals",
        "vague",
        "folds",
        "decades",
    )
    words = {w for part in parts for w in t[part]}
    return frozenset(words | {"a", "an", "several", "few", "couple", "minus"})


@cache
def behind_articles() -> frozenset[str]:
    """Every word that makes a number of the article before it."""
    t = table()
    return frozenset(w for part in ("magnitudes", "fractions", "some", "pairs") for w in t[part])


class Lists:
    """The tables as plain dicts, looked up once."""

    def __init__(self) -> None:
        t = table()
        self.ones: dict[str, float] = t["ones"]
        self.tens: dict[str, float] = t["tens"]
        self.magnitudes: dict[str, float] = t["magnitudes"]
        self.short: dict[str, float] = t["short"]
        self.doubtful = frozenset(t["doubtful"]["forms"])
        self.fractions: dict[str, int] = t["fractions"]
        self.glyphs: dict[str, float] = t["glyphs"]
        self.ordinals: dict[str, float] = t["ordinals"]
        self.vague: dict[str, list[float]] = t["vague"]
        self.some: dict[str, list[float]] = t["some"]
        self.pairs: dict[str, list[float]] = t["pairs"]
        self.folds: dict[str, float] = t["folds"]
        self.twice = frozenset(t["twice"]["words"])
        self.twice_before = frozenset(t["twice"]["before"])
        self.metre_next = frozenset(t["metre_next"]["words"])


@cache
def lists() -> Lists:
    """The tables of number words."""
    return Lists()


def exact(first: int, last: int, value: float, form: str, *, scaled: bool = False) -> Numeral:
    """A number with no doubt about its value."""
    return Numeral(first, last, value, value, value, form, scaled)

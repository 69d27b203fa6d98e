"""The numbers of the word aligner, read from data/aligner.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

__all__ = ["Aligner", "aligner"]


@dataclass(frozen=True, slots=True)
class Aligner:
    """See data/aligner.toml for what each is for."""

    beside: int
    light_weight: float
    cosine_none: float
    cosine_whole: float
    stem_letters: int
    stem_share: float
    stem: float
    spelling_letters: int
    spelling: float
    skeleton: float
    short: float
    entity: float
    metonym: float
    seen: float
    least: float
    around: float
    least_score: float
    light_around: float
    linking: frozenset[str]


@lru_cache(maxsize=1)
def aligner() -> Aligner:
    """The numbers, read once."""
    text = (Path(__file__).parent / "data" / "aligner.toml").read_text(encoding="utf-8")
    told = tomllib.loads(text)
    linking = frozenset(told.pop("linking"))
    return Aligner(**told, linking=linking)

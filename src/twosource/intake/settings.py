"""The room's data files, read once and only when asked for."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

__all__ = ["Limits", "limits", "table", "words"]

_DATA = Path(__file__).with_name("data")


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes and shares; each with its reason in data/limits.toml."""

    report_characters: int
    text_bytes: int
    page_bytes: int
    table_line_bytes: int
    language_words: int
    language_lead: float
    english_sure: float
    english_mixed: float
    control_share: float
    bad_share: float


@cache
def limits() -> Limits:
    return Limits(**table("limits"))


@cache
def table(name: str) -> dict[str, Any]:
    """The TOML file of that name."""
    return tomllib.loads((_DATA / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """The word list of that name: one line a word or several, `#` opens a remark."""
    lines = (_DATA / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(w for line in lines for w in line.partition("#")[0].split())

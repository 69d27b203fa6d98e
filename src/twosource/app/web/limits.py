"""How much the app takes at once; each figure with its reason in data/limits.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["Limits", "limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """See data/limits.toml."""

    request_bytes: int
    drained_bytes: int
    files: int
    fields: int
    line_characters: int
    url_characters: int
    comparisons: int


@cache
def limits() -> Limits:
    """The figures of the data file."""
    path = Path(__file__).with_name("data") / "limits.toml"
    return Limits(**tomllib.loads(path.read_text(encoding="utf-8")))

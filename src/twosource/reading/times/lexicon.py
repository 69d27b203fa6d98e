"""Words of time, from data/times.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

__all__ = ["either", "table"]


@cache
def table() -> dict[str, Any]:
    """The content of data/times.toml."""
    path = files("twosource.reading") / "data" / "times.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def either(part: str) -> str:
    """A regular expression for any key of that part of the table, longest first."""
    return "|".join(sorted((k.replace(" ", r"\s+") for k in table()[part]), key=lambda k: -len(k)))

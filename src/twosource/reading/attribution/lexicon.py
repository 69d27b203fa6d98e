"""The word lists of `data/cues.toml` and `data/attribution.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["cues"]


@cache
def cues() -> dict[str, frozenset[str]]:
    """Each list of `cues.toml` by its name, as lemmas in lower case."""
    text = (files("twosource.reading") / "data" / "cues.toml").read_text("utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(text).items()}

"""The word lists of `data/cues.toml` and `data/attribution.toml`."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files

__all__ = ["cues", "lists_of"]


@cache
def cues() -> dict[str, frozenset[str]]:
    """Each list of `cues.toml` by its name, as lemmas in lower case."""
    text = (files("twosource.reading") / "data" / "cues.toml").read_text("utf-8")
    return {name: frozenset(words.split()) for name, words in tomllib.loads(text).items()}


@lru_cache(maxsize=50_000)
def lists_of(lemma: str) -> str:
    """Which of the lists hold a lemma, a letter each."""
    lists = cues()
    return "".join(
        name[0]
        for name in ("speech", "thought", "judgement", "infinitive", "nouns", "denied", "hedged")
        if lemma in lists[name]
    )

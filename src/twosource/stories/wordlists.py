"""What names are made of: titles, particles, given names and their short forms."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

__all__ = [
    "bare_surname",
    "given_names",
    "is_title",
    "limits",
    "listed",
    "surname",
    "without_titles",
]

_DATA = Path(__file__).with_name("data")


@lru_cache(maxsize=1)
def limits() -> dict[str, int]:
    """The numbers of data/linking.toml."""
    return tomllib.loads((_DATA / "linking.toml").read_text(encoding="utf-8"))


def listed(name: str) -> frozenset[str]:
    """The word list of data/words.toml of that name, in plain forms."""
    return _words()[name]


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    file = _DATA / "words.toml"
    lists = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in lists.items()}


@lru_cache(maxsize=1)
def given_names() -> dict[str, frozenset[str]]:
    """Of each given name all that one person with it may be called."""
    file = _DATA / "given_names.tsv"
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for line in file.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            names = line.split("\t")
            for name in names:
                groups[name].update(names)
    return {name: frozenset(group) for name, group in groups.items()}


def is_title(word: str) -> bool:
    """Whether a word stands before names and is no part of them; takes a `plain` form."""
    return word in listed("titles")


def without_titles(form: str) -> str:
    """A plain form without titles before it; unchanged where nothing would be left."""
    words = form.split()
    while len(words) > 1 and words[0] in listed("titles"):
        words.pop(0)
    return " ".join(words)


def surname(form: str) -> str:
    """The last word of a person's plain form with the particles before it, suffixes left out."""
    words = form.split()
    while len(words) > 1 and words[-1] in listed("suffixes"):
        words.pop()
    start = len(words) - 1
    while start > 1 and words[start - 1] in listed("particles"):
        start -= 1
    return " ".join(words[start:])


def bare_surname(form: str) -> str:
    """The surname without an Arabic article, which news writes or leaves out."""
    words = surname(form).split()
    while len(words) > 1 and words[0] in listed("articles"):
        words.pop(0)
    return " ".join(words)

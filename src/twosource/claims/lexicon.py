"""Which words may mean the same, and how much a word says."""

from __future__ import annotations

import gzip
import math
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

__all__ = ["Concepts", "concepts", "everyday", "group_of", "rarity", "related"]

# Strength of a relation between two lemmas; order of WordNet's own relations, fitted by hand on
# the open stories (training/alignment.py prints what each is worth).
SYNONYM = 0.9  # a frequent sense of both
DERIVED = 0.8  # "kill" and "killing", "die" and "death"; cause: "kill" and "die"
COUSIN = 0.5  # derived from one and the same sense
BROADER = 0.4  # "tremor" and "event"

NAME_RARITY = 7.0  # a name is as rare as a word met once in a thousand


@dataclass(frozen=True, slots=True)
class Concepts:
    """The WordNet synsets of one lemma: its own, one step away, and broader ones."""

    own: frozenset[str]
    derived: frozenset[str]
    broader: frozenset[str]

    def strength(self, other: Concepts) -> float:
        """How near two words are, 0 (not known to be related) to 0.9 (synonyms)."""
        if not self.own.isdisjoint(other.own):
            return SYNONYM
        if any(c.startswith("group ") for c in self.derived & other.derived):
            return DERIVED
        if not self.own.isdisjoint(other.derived) or not self.derived.isdisjoint(other.own):
            return DERIVED
        if not self.derived.isdisjoint(other.derived):
            return COUSIN
        if not self.own.isdisjoint(other.broader) or not self.broader.isdisjoint(other.own):
            return BROADER
        return 0.0


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    data = files("twosource.claims").joinpath("data/related.tsv.gz").read_bytes()
    rows = gzip.decompress(data).decode().splitlines()
    return {lemma: rest for lemma, _, rest in (row.partition("\t") for row in rows)}


@lru_cache(maxsize=1)
def _groups() -> dict[str, frozenset[str]]:
    """Lemma to the names of the groups of news words that hold it."""
    text = files("twosource.claims").joinpath("data/groups.tsv").read_text(encoding="utf-8")
    out: dict[str, set[str]] = {}
    for row in text.splitlines():
        name, _, words = row.partition("\t")
        for word in words.split():
            out.setdefault(word, set()).add(f"group {name}")
    return {word: frozenset(names) for word, names in out.items()}


def group_of(lemma: str) -> str:
    """The group of news words that a lemma in lower case belongs to, or ""."""
    return min(_groups().get(lemma, ()), default="").removeprefix("group ")


def related(a: str, b: str) -> float:
    """How near two lemmas in lower case are: 1 for the same, 0 for not known to be related."""
    if a == b:
        return 1.0
    one, two = concepts(a), concepts(b)
    return one.strength(two) if one and two else 0.0


@lru_cache(maxsize=1 << 16)
def concepts(lemma: str) -> Concepts | None:
    """The concepts of a lemma in lower case, or None where WordNet's table has none."""
    row = _table().get(lemma)
    if row is None:
        groups = _groups().get(lemma)
        return Concepts(frozenset(), groups, frozenset()) if groups else None
    own, derived, broader = (frozenset(part.split()) for part in row.split("\t"))
    return Concepts(own, derived | _groups().get(lemma, frozenset()), broader)


@lru_cache(maxsize=1)
def _frequencies() -> tuple[dict[str, int], int]:
    data = files("twosource.claims").joinpath("data/frequency.tsv.gz").read_bytes()
    rows = [row.split("\t") for row in gzip.decompress(data).decode().splitlines()]
    return {lemma: int(n) for lemma, n in rows[1:]}, int(rows[0][1])


def rarity(lemma: str) -> float:
    """Minus the logarithm of a lemma's share of everyday English; about 3 to 13."""
    counts, total = _frequencies()
    return math.log(total / (counts.get(lemma, 0) + 1))


def everyday(key: str) -> float:
    """How rare the key of a term is in everyday English, as `rarity` has it for lemmas."""
    return NAME_RARITY if key[0] in "@#" else rarity(key)

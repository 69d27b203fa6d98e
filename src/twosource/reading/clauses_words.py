"""The word lists that finding statements rests on, read once from `data/factuality.*`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

__all__ = ["ClauseWords", "event_nouns", "hedges", "measures", "negators", "verb_of", "words"]


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """All lists as sets of lemmas or words in lower case."""

    negative_adverbs: frozenset[str]
    negative_determiners: frozenset[str]
    negative_pronouns: frozenset[str]
    negative_markers: frozenset[str]
    negative_cases: frozenset[str]
    negative_verbs: frozenset[str]
    denial_verbs: frozenset[str]
    denial_adjectives: frozenset[str]
    hedge_modals: frozenset[str]
    hedge_adverbs: frozenset[str]
    hedge_adjectives: frozenset[str]
    hedge_verbs: frozenset[str]
    plain_object: frozenset[str]
    hedge_likely: frozenset[str]
    hedge_nouns: frozenset[str]
    hedge_markers: frozenset[str]
    future_modals: frozenset[str]
    future_verbs: frozenset[str]
    future_nouns: frozenset[str]
    light_verbs: frozenset[str]
    copular_verbs: frozenset[str]
    control_subject: frozenset[str]
    passive_verbs: frozenset[str]
    intransitive_verbs: frozenset[str]
    naming_verbs: frozenset[str]
    partitive_nouns: frozenset[str]
    place_cases: frozenset[str]


def _read(name: str) -> str:
    return resources.files("twosource.reading").joinpath("data", name).read_text(encoding="utf-8")


@cache
def words() -> ClauseWords:
    """The lists, read from the package's data at the first call."""
    t = tomllib.loads(_read("factuality.toml"))
    return ClauseWords(
        negative_adverbs=frozenset(t["negation"]["adverbs"]),
        negative_determiners=frozenset(t["negation"]["determiners"]),
        negative_pronouns=frozenset(t["negation"]["pronouns"]),
        negative_markers=frozenset(t["negation"]["markers"]),
        negative_cases=frozenset(t["negation"]["cases"]),
        negative_verbs=frozenset(t["negation"]["verbs"]),
        denial_verbs=frozenset(t["denial"]["verbs"]),
        denial_adjectives=frozenset(t["denial"]["adjectives"]),
        hedge_modals=frozenset(t["hedge"]["modals"]),
        hedge_adverbs=frozenset(t["hedge"]["adverbs"]),
        hedge_adjectives=frozenset(t["hedge"]["adjectives"]),
        hedge_verbs=frozenset(t["hedge"]["verbs"]),
        plain_object=frozenset(t["hedge"]["plain_object"]),
        hedge_likely=frozenset(t["hedge"]["likely"]),
        hedge_nouns=frozenset(t["hedge"]["nouns"]),
        hedge_markers=frozenset(t["hedge"]["markers"]),
        future_modals=frozenset(t["future"]["modals"]),
        future_verbs=frozenset(t["future"]["verbs"]),
        future_nouns=frozenset(t["future"]["nouns"]),
        light_verbs=frozenset(t["light"]["verbs"]),
        copular_verbs=frozenset(t["copular"]["verbs"]),
        control_subject=frozenset(t["control"]["subject"]),
        passive_verbs=frozenset(t["passive"]["verbs"]),
        intransitive_verbs=frozenset(t["intransitive"]["verbs"]),
        naming_verbs=frozenset(t["naming"]["verbs"]),
        partitive_nouns=frozenset(t["partitive"]["nouns"]),
        place_cases=frozenset(t["place"]["cases"]),
    )


@cache
def negators() -> frozenset[str]:
    """Every word that can negate a clause of its own."""
    t = words()
    lists = t.negative_adverbs, t.negative_determiners, t.negative_pronouns, t.negative_markers
    return frozenset().union(*lists)


@cache
def hedges() -> frozenset[str]:
    """Every word that can hedge a clause of its own."""
    t = words()
    return frozenset().union(t.hedge_modals, t.hedge_adverbs, t.hedge_adjectives, t.hedge_markers)


@cache
def event_nouns() -> dict[str, str]:
    """Each noun that tells an event with the verb that tells the same, or ""."""
    rows = (r.split("\t") for r in _read("factuality.event-nouns.tsv").splitlines())
    return {r[0]: r[1] for r in rows if len(r) == 2 and not r[0].startswith("#")}


@cache
def measures() -> frozenset[str]:
    """Words of units: in "900 tonnes of grain" the grain is what readers compare."""
    rows = (r.split("\t") for r in _read("units.tsv").splitlines() if not r.startswith("#"))
    told = [r[5] for r in rows if len(r) > 5 and r[3] in {"measure", "percent"}]
    return frozenset([word for row in told for word in row.split(",") if " " not in word])


def verb_of(noun: str) -> str:
    """The verb lemma that tells the event of a noun lemma ("killing": "kill"), or ""."""
    return event_nouns().get(noun, "")

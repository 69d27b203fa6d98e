"""Whom he and she mean, and what an "it" that says something is.

Rules after Lappin and Leass (1994), without their weights: gender, then the sentence, then the
subject; a pronoun is not what its own clause's subject is ("Haas thanked her"). Precise before
complete: where two people fit equally well, the pronoun is left open.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.model import Mention, NameKind
from twosource.reading.names_words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.reading.names_roles import Group
    from twosource.reading.parse import Parsed
    from twosource.reading.table import Word

__all__ = ["settle_pronouns"]

_SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_QUOTES = frozenset({'"', "\u201c", "\u201d", "``", "''"})
_OWN = frozenset({"nmod:poss", "det"})
_SELF = frozenset({"himself", "herself", "itself"})
_CLAUSES = frozenset({"conj", "xcomp", "cop", "aux"})
# How many sentences back a name may stand that a pronoun takes up.
_REACH = 2


@dataclass(frozen=True, slots=True)
class _Seen:
    """A person or body that a sentence speaks of, with the word that names it."""

    group: Group
    word: Word


def settle_pronouns(
    parsed: Parsed, groups: Sequence[Group], places: dict[tuple[int, int], Group]
) -> None:
    """Add to each group the pronouns that mean it.

    `places` gives for the part and index of a head word the group that it names, roles included.
    """
    if not any(g.kind is not NameKind.PLACE for g in groups):
        return
    by_part: dict[int, dict[int, Group]] = {}
    for (part, k), group in places.items():
        by_part.setdefault(part, {})[k] = group
    before: list[list[_Seen]] = []
    for part, block in enumerate(parsed.docs):
        named = by_part.get(part, {})
        for line in block.words.sents:
            here = _one_sentence(block.offset, line, named, before)
            before = [here, *before][:_REACH]


def _one_sentence(
    offset: int,
    line: Sequence[Word],
    named: dict[int, Group],
    before: Sequence[Sequence[_Seen]],
) -> list[_Seen]:
    """Settle the pronouns of one sentence; gives those that it speaks of."""
    pronouns = words().pronouns
    here: list[_Seen] = []
    quoted = False
    for word in line:
        if word.i in named:
            here.append(_Seen(named[word.i], word))
            continue
        text = word.lower_
        if text in _QUOTES:
            quoted = text in {"\u201c", "``"} or (text == '"' and not quoted)
        elif quoted:
            continue
        elif text in pronouns:
            meant = _person(word, pronouns[text], here, before)
            if meant is not None:
                meant.gender = meant.gender or pronouns[text]
                _take(meant, word, offset, here)
        elif text == "it" and word.dep_ in _SUBJECT and word.head.lemma_ in words().say:
            body = _body(here, before)
            if body is not None:
                _take(body, word, offset, here)
    return here


def _take(group: Group, word: Word, offset: int, here: list[_Seen]) -> None:
    start = offset + word.idx
    group.mentions.append(Mention(start, start + len(word.text), "pronoun"))
    here.append(_Seen(group, word))


def _person(
    pronoun: Word, gender: str, here: Sequence[_Seen], before: Sequence[Sequence[_Seen]]
) -> Group | None:
    own = [s for s in here if not _is_rival(pronoun, s.word)]
    for seen in (own, *before):
        persons = [
            s for s in seen if s.group.kind is NameKind.PERSON and s.group.gender in {"", gender}
        ]
        if persons:
            return _chosen(persons, gender)
    return None


def _chosen(persons: Sequence[_Seen], gender: str) -> Group | None:
    """The only one, the only one known to be of the gender, the only subject; or None."""
    for fits in (
        persons,
        [s for s in persons if s.word.dep_ in _SUBJECT],
        [s for s in persons if s.group.gender == gender],
    ):
        distinct = {id(s.group): s.group for s in fits}
        if len(distinct) == 1:
            return next(iter(distinct.values()))
    return None


def _body(here: Sequence[_Seen], before: Sequence[Sequence[_Seen]]) -> Group | None:
    """The organisation that is the one subject before "it said"."""
    for seen in (here, *before[:1]):
        subjects = {
            id(s.group): s.group
            for s in seen
            if s.word.dep_ in _SUBJECT and s.group.kind is NameKind.ORGANISATION
        }
        if seen:
            return next(iter(subjects.values())) if len(subjects) == 1 else None
    return None


def _is_rival(pronoun: Word, other: Word) -> bool:
    """Whether both depend on one verb, so that only a reflexive could mean the other."""
    if pronoun.dep_ in _OWN or pronoun.text.lower() in _SELF or pronoun.dep_ in _SUBJECT:
        return False
    return other.dep_ in _SUBJECT and _verb(other) is _verb(pronoun)


def _verb(word: Word) -> Word:
    head = word.head
    while head.dep_ in _CLAUSES and head.head is not head:
        head = head.head
    return head

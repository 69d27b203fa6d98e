"""Whom a source means: a Name by overlap of mentions, or the last fitting person or body."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from twosource.model import NameKind

if TYPE_CHECKING:
    from twosource.model import Mention, Name
    from twosource.reading.attribution.words import Words

__all__ = ["Speakers"]

_ORDER = (NameKind.OTHER, NameKind.PLACE, NameKind.ORGANISATION, NameKind.PERSON)
_PERSON_PRONOUNS = frozenset({"he", "she", "him", "her", "who", "his", "hers"})
_BODY_PRONOUNS = frozenset({"it", "they", "its", "their", "them"})
_SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_LOOK_BACK_BODY = 2  # the same for the body that "it" means
_LOOK_BACK = 6  # sentences in which the person that a pronoun means is looked for
_DROPPED = frozenset({"the", "a", "an", "his", "her", "its", "their"})


class Speakers:
    """Resolves the sources of one report, asked in the order of the text or not."""

    def __init__(self, words: Words, names: tuple[Name, ...]) -> None:
        self._words = words
        self._names = {n.id: n for n in names}
        self._mentions: list[tuple[Mention, Name]] = sorted(
            ((m, n) for n in names for m in n.mentions),
            key=lambda pair: (pair[0].start, pair[0].end),
        )
        self._at: dict[int, int] = {}
        for mention, name in self._mentions:
            # Where the first word stands that ends behind the mention's start.
            k = bisect_right(words.end, mention.start)
            j = k
            while j < len(words) and words.start[j] < mention.end:
                known = self._at.get(j)
                if known is None or self._rank(name) > self._rank(self._names[known]):
                    self._at[j] = name.id
                j += 1

    @staticmethod
    def _rank(name: Name) -> int:
        return _ORDER.index(name.kind)

    def of(self, source: tuple[int, ...]) -> tuple[int | None, str]:
        """(id of the Name, what to call it); (None, "") for an empty source."""
        if not source:
            return None, ""
        words = self._words
        head = self._head(source)
        found = self._at.get(head)
        if found is None and words.pos[head] == "PRON":
            if words.lower[head] in _PERSON_PRONOUNS:
                found = self._antecedent(head)
            elif words.lower[head] in _BODY_PRONOUNS:
                found = self._body(head)
        elif found is None:
            found = self._inside(source, head)
        if found is not None and self._names[found].kind is NameKind.PLACE:
            # "Oslo says": a government by its place; the words are kept, the place is no speaker.
            return None, self._plain(source)
        if found is not None:
            return found, self._names[found].text
        return None, self._plain(source)

    def _head(self, source: tuple[int, ...]) -> int:
        inside = set(source)
        for k in source:
            if self._words.head[k] not in inside or self._words.head[k] == k:
                return k
        return source[0]

    def _inside(self, source: tuple[int, ...], head: int) -> int | None:
        """A person named in the source as apposition, title or name part of its head."""
        words = self._words
        for k in source:
            found = self._at.get(k)
            if found is None or self._names[found].kind is not NameKind.PERSON:
                continue
            if words.head[k] == head and words.dep[k] in ("appos", "flat", "compound", "flat:name"):
                return found
        return None

    def _antecedent(self, pronoun: int) -> int | None:
        """The person named last as a subject before a pronoun, else the person named last."""
        words = self._words
        first = max(0, words.sentence[pronoun] - _LOOK_BACK)
        fallback = None
        for k in range(pronoun - 1, -1, -1):
            if words.sentence[k] < first:
                break
            found = self._at.get(k)
            if found is None or self._names[found].kind is not NameKind.PERSON:
                continue
            if words.dep[k] in _SUBJECT:
                return found
            fallback = found if fallback is None else fallback
        return fallback

    def _body(self, pronoun: int) -> int | None:
        """The organisation that was the last subject before "it" or "they", nothing plural or
        unnamed having been a subject since.
        """
        words = self._words
        first = max(0, words.sentence[pronoun] - _LOOK_BACK_BODY)
        for k in range(pronoun - 1, -1, -1):
            if words.sentence[k] < first:
                break
            if words.dep[k] not in _SUBJECT or words.pos[k] == "PRON":
                continue
            found = self._at.get(k)
            if found is not None and self._names[found].kind is NameKind.ORGANISATION:
                return found
            if found is None and words.sentence[k] < words.sentence[pronoun]:
                return None
        return None

    def _plain(self, source: tuple[int, ...]) -> str:
        words = self._words
        kept = list(source)
        if len(kept) > 1 and words.lower[kept[0]] in _DROPPED:
            kept = kept[1:]
        return " ".join(words.text[words.start[kept[0]] : words.end[kept[-1]]].split())

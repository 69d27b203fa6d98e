"""The written forms of the names of a story."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from twosource.model import NameKind

if TYPE_CHECKING:
    from twosource.reading.names_countries import Place

__all__ = ["Form"]


@dataclass(slots=True)
class Form:
    """One written form with all names that have it; `text` is plain, "=key" for a place of the
    table of countries. `where` is the id of the place that the gazetteer found for it, "" for none:
    one text in two places is two forms.
    """

    text: str
    place: Place | None
    where: str = ""
    kinds: Counter[NameKind] = field(default_factory=Counter)
    written: Counter[str] = field(default_factory=Counter)
    names: list[tuple[str, int]] = field(default_factory=list)
    reports: set[str] = field(default_factory=set)
    titled: bool = False  # a title stands before it somewhere ("Ms Pell"): a person for sure

    @property
    def kind(self) -> NameKind:
        """The kind that most of its mentions have; OTHER only where there is no better."""
        return max(self.kinds, key=lambda k: (k is not NameKind.OTHER, self.kinds[k], k.value))

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.text.split())

    @property
    def is_person(self) -> bool:
        return self.kind is NameKind.PERSON

    @property
    def mentions(self) -> int:
        """How often it is named in all reports."""
        return sum(self.kinds.values())

    @property
    def in_capitals(self) -> bool:
        """Whether some report writes it as an acronym is written."""
        return any(_capitals(w) for w in self.written)

    @property
    def digits(self) -> list[str]:
        """Its words with a digit, which no spelling rule may change."""
        return [w for w in self.words if any(c.isdigit() for c in w)]

    def agrees(self, other: Form) -> bool:
        """Whether the kinds allow that both are one."""
        return self.kind is other.kind or NameKind.OTHER in (self.kind, other.kind)


def _capitals(text: str) -> bool:
    letters = text.replace(".", "").replace("-", "")
    return letters.isupper() and letters.isalnum()

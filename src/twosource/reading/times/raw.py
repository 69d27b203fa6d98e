"""A time expression as it was read, and the case that its rule decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from twosource.reading.times.state import State

__all__ = ["Answer", "Case", "Kind", "Raw"]

Kind = Literal["DATE", "TIME", "DURATION", "SET"]
# Type, value, anchor, and whether later times of the text may stand on it.
Answer = tuple[Kind, "str | None", str, bool]


@dataclass(slots=True)
class Raw:
    """`start`, `end` in characters of the paragraph, `rule` the name of the pattern, `parts` the
    groups of it that matched.
    """

    start: int
    end: int
    rule: str
    parts: dict[str, str] = field(default_factory=dict)

    def low(self, group: str) -> str:
        """A group in lower case, single-spaced; "" where it did not match."""
        return " ".join(self.parts.get(group, "").lower().split())


@dataclass(frozen=True, slots=True)
class Case:
    """One expression, what it may stand on, and the tense of its clause ("past", "future", "")."""

    raw: Raw
    state: State
    tense: Callable[[], str]

    @property
    def parts(self) -> dict[str, str]:
        return self.raw.parts

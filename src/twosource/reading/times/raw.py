"""A time expression as it was read, before anything anchors it."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Raw"]


@dataclass(slots=True)
class Raw:
    """`start`, `end` in characters of the paragraph; `rule` names the pattern; `parts` its groups."""

    start: int
    end: int
    rule: str
    parts: dict[str, str] = field(default_factory=dict)

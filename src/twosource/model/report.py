"""The nouns of intake: spans, reports and their blocks, what could not be used."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["COMPARED", "Block", "BlockKind", "Problem", "Report", "Span"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """`[start, end)` in code points of one report's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words at this place."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """True when the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True when `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


class BlockKind(StrEnum):
    """What a part of a report's text is. Only the first three kinds are compared."""

    HEADLINE = "headline"
    SUBHEADLINE = "sub-headline"
    BODY = "body"
    CAPTION = "caption"  # picture caption, alternative text or credit
    PROMO = "promo"  # links to other reports, widgets, bylines, dates, site chrome
    OTHER_STORY = "other-story"  # headline and body of a second story in the same paste


COMPARED = frozenset({BlockKind.HEADLINE, BlockKind.SUBHEADLINE, BlockKind.BODY})


@dataclass(frozen=True, slots=True)
class Block:
    """One line or paragraph of a report's text, without the white space around it.

    Blocks are in order, do not overlap, never hold a line break that separates paragraphs, and
    together cover every character that is not white space. `why` names the rule that labelled it.
    """

    kind: BlockKind
    start: int
    end: int
    why: str = ""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def compared(self) -> bool:
        """Whether the words here are compared with other reports."""
        return self.kind in COMPARED


@dataclass(frozen=True, slots=True)
class Report:
    """One document of one outlet, its text kept as it came.

    `id` is the file's name without its ending, made unique within one run. `published` is an ISO
    8601 date or date-time, or None. `agencies` are the news agencies that the text credits, by
    their usual names ("AFP", "Reuters"). `warnings` are plain sentences for the reader.
    """

    id: str
    text: str
    blocks: tuple[Block, ...] = ()
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    agencies: tuple[str, ...] = ()
    published: str | None = None
    language: str | None = None
    url: str | None = None
    source: str | None = None  # the path or name that it was read from
    story: str | None = None  # the story it was said to belong to, in JSONL
    warnings: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """SHA-256 of the text in UTF-8, in hexadecimal digits (lone surrogates kept)."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Problem:
    """An input that was not used, or used with a doubt; `input` as the user named it."""

    input: str
    reason: str
    fatal: bool = True  # False: it was read all the same

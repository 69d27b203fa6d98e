"""A report as plain data for JSON, the same within a dossier and within a reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from twosource.model import Block, Report, Span

__all__ = ["pair", "report_to_dict", "words_compared"]


def report_to_dict(report: Report, *, text: bool = True) -> dict[str, Any]:
    """One report: who published it, when, its text and what each part of the text is."""
    return {
        "id": report.id,
        "source": report.source,
        "story": report.story,
        "title": report.title,
        "outlet": report.outlet,
        "byline": report.byline,
        "agencies": list(report.agencies),
        "published": report.published,
        "language": report.language,
        "url": report.url,
        "sha256": report.sha256,
        "characters": len(report.text),
        "words_compared": words_compared(report),
        "blocks": [_block(b) for b in report.blocks],
        "warnings": list(report.warnings),
        "text": report.text if text else None,
    }


def words_compared(report: Report) -> int:
    """How many words, as white space parts them, stand in the blocks that are compared."""
    return sum(len(report.text[b.start : b.end].split()) for b in report.blocks if b.compared)


def pair(span: Span) -> list[int]:
    """A span as `[start, end]`."""
    return [span.start, span.end]


def _block(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind.value,
        "start": block.start,
        "end": block.end,
        "compared": block.compared,
        "why": block.why,
    }

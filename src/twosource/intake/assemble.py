"""Text to Report: blocks, metadata, language, agencies, warnings, put together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from twosource.errors import EmptyInput, UnreadableInput
from twosource.intake.agencies import credited_agencies
from twosource.intake.blocks import label_blocks
from twosource.intake.corrections import Labels, relabelled
from twosource.intake.encodings import without_surrogates
from twosource.intake.language import check_language
from twosource.intake.metadata import find_metadata
from twosource.intake.settings import limits
from twosource.model import BlockKind, Report

__all__ = ["Known", "Markup", "build_report"]

Markup = Literal["plain", "row", "markdown", "extracted"]


@dataclass(frozen=True, slots=True)
class Known:
    """What the file or the caller says about a report; it goes before what the text says."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    source: str | None = None
    story: str | None = None
    agencies: tuple[str, ...] = ()
    warnings: tuple[str, ...] = field(default=())
    labels: Labels | None = None  # a person's, for its parts


def build_report(text: str, *, id: str, known: Known, markup: Markup = "plain") -> Report:  # noqa: A002
    """One report of `text`, its parts labelled.

    Raises EmptyInput without a letter in it, UnreadableInput above the length that is accepted,
    LanguageError where it is not English. `known.source` names it in the error.
    """
    name = known.source or id
    text, surrogates = without_surrogates(text)
    most = limits().report_characters
    if len(text) > most:
        raise UnreadableInput(
            name,
            f"it has {len(text):,} characters and one report may have {most:,}; "
            "split it into one file a report, or into lines of a JSONL file",
        )
    if not any(c.isalnum() for c in text):
        reason = "it is empty" if not text.strip() else "there is not one word in it"
        raise EmptyInput(name, f"{reason}; give a file that holds the report's text")
    blocks = label_blocks(text, title=known.title, markup=markup)
    if known.labels is not None:
        blocks, changed = relabelled(blocks, known.labels, Report(id, text).sha256)
        surrogates = (*surrogates, *changed)
    compared = "\n".join(text[b.start : b.end] for b in blocks if b.compared)
    language, doubts = check_language(compared or text, name)
    warnings = [*known.warnings, *surrogates, *doubts]
    if not compared:
        warnings.append("no headline or body was found in it, so nothing of it is compared")
    found = find_metadata(text, blocks)
    headline = next((b for b in blocks if b.kind is BlockKind.HEADLINE), None)
    title = known.title or (text[headline.start : headline.end] if headline else None)
    return Report(
        id=id,
        text=text,
        blocks=blocks,
        title=title,
        outlet=known.outlet or found.outlet,
        byline=known.byline or found.byline,
        agencies=tuple(
            dict.fromkeys([*known.agencies, *credited_agencies(text, blocks, known.byline)])
        ),
        published=known.published or found.published,
        language=language,
        url=known.url,
        source=known.source,
        story=known.story,
        warnings=tuple(warnings),
    )

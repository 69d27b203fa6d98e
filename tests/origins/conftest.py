"""Readings made by hand, of an invented place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest

from twosource.model import (
    Attribution,
    AttributionType,
    Block,
    BlockKind,
    Certainty,
    Mention,
    Name,
    NameKind,
    Reading,
    Report,
    Span,
)

Maker = Callable[..., Reading]


def make(
    report: str,
    text: str,
    *,
    names: Sequence[tuple[str, NameKind] | tuple[str, NameKind, str]] = (),
    said: Sequence[tuple[int | None, str]] = (),
    outlet: str | None = None,
    agencies: tuple[str, ...] = (),
) -> Reading:
    """One report of one paragraph a line. `said` are (speaker's name id, speaker's text)."""
    blocks = tuple(Block(BlockKind.BODY, m.start(), m.end()) for m in re.finditer(r"\S.*", text))
    found = tuple(
        Name(
            k,
            name[0],
            name[1],
            tuple(
                Mention(m.start(), m.end(), "full") for m in re.finditer(re.escape(name[0]), text)
            ),
            tuple(name[2:]),
        )
        for k, name in enumerate(names)
    )
    attributions = tuple(
        Attribution(
            _places(text, words),
            (),
            (Span(0, len(text)),),
            AttributionType.INDIRECT,
            Certainty.ASSERTED,
            speaker,
            words,
        )
        for speaker, words in said
    )
    made = Report(report, text, blocks, outlet=outlet, agencies=agencies)
    return Reading(made, (), found, (), (), attributions, ())


def _places(text: str, words: str) -> tuple[Span, ...]:
    at = text.find(words) if words else -1
    return (Span(at, at + len(words)),) if at >= 0 else ()


@pytest.fixture(scope="session")
def reading() -> Maker:
    return make

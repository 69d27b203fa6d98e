"""What kind of sentence it is: where it stands in its report and how it speaks, as numbers.

Reports of one event share what they open with, and what they tell rather than quote or feel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.model import AttributionType, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twosource.model import Reading, Span

__all__ = ["NAMES", "traits_of"]

NAMES = ("first", "opening", "depth", "headline", "quoted", "attributed", "personal")

OPENING = 3  # sentences, headlines among them
PERSONAL = frozenset({"i", "we", "my", "our", "you", "your"})


def traits_of(reading: Reading) -> list[tuple[float, ...]]:
    """The traits of each sentence of a report, each 0 to 1, in the order of `NAMES`."""
    every = [span for a in reading.attributions for span in a.content]
    direct = [
        span for a in reading.attributions if a.type is AttributionType.DIRECT for span in a.content
    ]
    quoted, attributed = _touched(reading, direct), _touched(reading, every)
    last = len(reading.sentences)
    return [
        (
            float(k == 0),
            float(k < OPENING),
            k / last,
            float(reading.report.blocks[sentence.block].kind is not BlockKind.BODY),
            float(k in quoted),
            float(k in attributed),
            float(any(t.text.lower() in PERSONAL for t in sentence.tokens)),
        )
        for k, sentence in enumerate(reading.sentences)
    ]


def _touched(reading: Reading, spans: Iterable[Span]) -> set[int]:
    """The sentences that some spans reach into; spans and sentences are both in order."""
    out: set[int] = set()
    sentences = reading.sentences
    k = 0
    for span in sorted(spans):
        while k < len(sentences) and sentences[k].end <= span.start:
            k += 1
        j = k
        while j < len(sentences) and sentences[j].start < span.end:
            out.add(j)
            j += 1
    return out

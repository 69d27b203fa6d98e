"""Who says what: source, cue and content of attributions (PARC, PolNeAR).

The finder is learned where its weights are installed (`weights/attribution`), and falls back on
rules over the parse where they were left out; both give the same nouns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.reading.attribution.chain import chained, supplemented
from twosource.reading.attribution.learned import Finder, Settings
from twosource.reading.attribution.rules import triples
from twosource.reading.attribution.speech import attributions
from twosource.reading.attribution.triple import mended
from twosource.reading.attribution.unclaimed import unclaimed
from twosource.reading.attribution.weights import installed
from twosource.reading.attribution.words import Words

if TYPE_CHECKING:
    from twosource.model import Attribution, Name
    from twosource.reading.attribution.triple import Triple
    from twosource.reading.parse import Parsed

__all__ = ["find"]


def find(
    parsed: Parsed, names: tuple[Name, ...], *, learned: bool = True
) -> tuple[Attribution, ...]:
    """Every attribution of one report, in the order of its content.

    `names` are the report's own; a speaker is the name one of whose mentions its source overlaps.
    Spans count code points of the report's text; a content that is broken up has several. Each
    attribution has a content; source and cue may be empty. `learned=False` takes the rules even
    where the weights are installed.
    """
    words = Words.of(parsed)
    found = chained(words, [mended(words, t) for t in _triples(words, learned=learned)])
    return attributions(words, [*found, *unclaimed(words, found)], names)


def _triples(words: Words, *, learned: bool) -> list[Triple]:
    weights = installed() if learned and len(words) else None
    if weights is None:
        return triples(words)
    finder = Finder(weights, Settings.shipped())
    return supplemented(words, finder.triples(words), triples(words))

"""The nouns: frozen, plain, without a line of language processing.

Every offset counts code points of one report's text, as Python does, half open: `text[start:end]`
is the quoted words, always. Nothing here refers to spaCy, so that a Reading can be pickled, sent
to another process, or kept.
"""

from __future__ import annotations

from twosource.model.dossier import (
    Claim,
    Dossier,
    Evidence,
    Origin,
    OriginKind,
    SharedPassage,
    Standing,
)
from twosource.model.reading import (
    Argument,
    Attribution,
    AttributionType,
    Certainty,
    Mention,
    Name,
    NameKind,
    Place,
    Polarity,
    Quantity,
    Reading,
    Sentence,
    Statement,
    TimeExpression,
    Token,
)
from twosource.model.report import COMPARED, Block, BlockKind, Problem, Report, Span

__all__ = [
    "COMPARED",
    "Argument",
    "Attribution",
    "AttributionType",
    "Block",
    "BlockKind",
    "Certainty",
    "Claim",
    "Dossier",
    "Evidence",
    "Mention",
    "Name",
    "NameKind",
    "Origin",
    "OriginKind",
    "Place",
    "Polarity",
    "Problem",
    "Quantity",
    "Reading",
    "Report",
    "Sentence",
    "SharedPassage",
    "Span",
    "Standing",
    "Statement",
    "TimeExpression",
    "Token",
]

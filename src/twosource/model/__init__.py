"""The nouns: frozen, plain, without a line of language processing.

Every offset counts code points of one report's text, as Python does, half open: `text[start:end]`
is the quoted words, always. Nothing here refers to spaCy, so that a Reading can be pickled, sent
to another process, or kept.
"""

from __future__ import annotations

from twosource.model.dossier import (
    Anchor,
    Claim,
    Decision,
    DecisionKind,
    Dossier,
    Evidence,
    Link,
    Origin,
    OriginKind,
    Reason,
    SharedPassage,
    Standing,
    Tie,
    TieKind,
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
    "Anchor",
    "Argument",
    "Attribution",
    "AttributionType",
    "Block",
    "BlockKind",
    "Certainty",
    "Claim",
    "Decision",
    "DecisionKind",
    "Dossier",
    "Evidence",
    "Link",
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
    "Reason",
    "Report",
    "Sentence",
    "SharedPassage",
    "Span",
    "Standing",
    "Statement",
    "Tie",
    "TieKind",
    "TimeExpression",
    "Token",
]

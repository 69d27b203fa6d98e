"""A run of capitalised words cut where one name ends and the next begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.model import NameKind
from twosource.reading.names_words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.reading.table import Word

__all__ = ["Piece", "pieces_of"]

# Tokens [first, last) of a line and the recogniser's kind.
Piece = tuple[int, int, NameKind | None]

_KINDS = {
    "PERSON": NameKind.PERSON,
    "PER": NameKind.PERSON,
    "ORG": NameKind.ORGANISATION,
    "LOC": NameKind.PLACE,
    "GPE": NameKind.PLACE,
    "FAC": NameKind.PLACE,
}
_ONE_NAME = frozenset({"flat", "compound", "nmod:desc", "amod", "case", "goeswith"})
_HYPHENS = frozenset({"-", "\u2010", "\u2011"})


def pieces_of(line: Sequence[Word], lo: int, hi: int) -> list[Piece]:
    """The run cut where one entity ends and another begins; loose words join their neighbour."""
    pieces: list[Piece] = []
    k = lo
    while k < hi:
        start = k
        label = line[k].ent_type_
        k += 1
        while k < hi and (line[k].ent_iob_ == "I" if label else not line[k].ent_type_):
            k += 1
        pieces.append((start, k, _KINDS.get(label, NameKind.OTHER) if label else None))
    if len(pieces) == 1:
        return pieces
    merged: list[Piece] = []
    for piece in pieces:
        if merged and _belongs_together(line, merged[-1], piece):
            first, _, kind = merged[-1]
            person = NameKind.PERSON in {kind, piece[2]}
            both = NameKind.PERSON if person else piece[2] or kind
            merged[-1] = (first, piece[1], both)
        else:
            merged.append(piece)
    return merged


def _belongs_together(
    line: Sequence[Word],
    left: Piece,
    right: Piece,
) -> bool:
    """Whether the tree ties two neighbouring pieces; two entities only as parts of one person."""
    if left[2] is None and right[2] is None:
        return False
    if _hyphened(line, right[0]):
        return {left[2], right[2]} != {NameKind.PLACE}  # "Karsa-Orland talks" is of two
    start, middle, end = line[left[0]].i, line[right[0]].i, line[right[1] - 1].i + 1
    ties = {t.dep_ for t in line[right[0] : right[1]] if start <= t.head.i < middle}
    if left[2] is not None and right[2] is not None:
        return "flat" in ties and NameKind.PERSON in {left[2], right[2]}
    if line[right[0]].text in words().joins or line[left[1] - 1].text in words().joins:
        return True
    if line[left[1] - 1].dep_ == "nmod:desc" and right[2] in {None, NameKind.PERSON}:
        return True  # the title is cut off afterwards
    ties |= {t.dep_ for t in line[left[0] : left[1]] if middle <= t.head.i < end}
    return not _ONE_NAME.isdisjoint(ties)


def _hyphened(line: Sequence[Word], k: int) -> bool:
    """Whether a hyphen without spaces ties the word at `k` to the one before."""
    for hyphen in (k - 1, k):
        if line[hyphen].text in _HYPHENS and hyphen > 0:
            return not line[hyphen].whitespace_ and not line[hyphen - 1].whitespace_
    return False

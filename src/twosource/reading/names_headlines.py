"""Names in a line set in capitals throughout, where capitals say nothing: those that the rest of
the report has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.model import NameKind
from twosource.reading.names_keys import key_of
from twosource.reading.names_shape import shaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twosource.reading.names_keys import Key
    from twosource.reading.names_shape import Form
    from twosource.reading.table import Word

__all__ = ["forms_in_capitals", "in_capitals", "keys_known"]

_MOST_CAPITALS = 0.8
_ENOUGH_WORDS = 3


def in_capitals(line: Sequence[Word]) -> bool:
    """Whether nearly all words of a line are set in capitals."""
    long = [t.text for t in line if t.text.isalpha() and len(t.text) > 1]
    return len(long) >= _ENOUGH_WORDS and (
        sum(w.isupper() for w in long) >= _MOST_CAPITALS * len(long)
    )


def keys_known(forms: Iterable[Form]) -> frozenset[Key]:
    """The names of the forms as they are compared, and the surnames of persons."""
    keys = {key_of(form.words) for form in forms}
    return frozenset(
        keys | {key_of(form.words)[-1:] for form in forms if form.kind is NameKind.PERSON}
    )


def forms_in_capitals(
    part: int, offset: int, line: Sequence[Word], keys: frozenset[Key]
) -> list[Form]:
    """The known names of the line, at each place the longest."""
    longest = max(map(len, keys), default=0)
    low = [t.lower_.replace(".", "") for t in line]
    out: list[Form] = []
    k = 0
    while k < len(line):
        size = next(
            (
                n
                for n in range(min(longest, len(line) - k), 0, -1)
                if tuple(low[k : k + n]) in keys and line[k].is_alpha
            ),
            0,
        )
        if size:
            out.extend(shaped(part, offset, line, (k, k + size, None)))
        k += size or 1
    return out

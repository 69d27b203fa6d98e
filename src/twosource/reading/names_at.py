"""The names at given places of a report, for whoever knows where names stand."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from twosource.model import NameKind
from twosource.reading.names_forms import forms_in, mark_acronyms
from twosource.reading.names_shape import Form, shaped
from twosource.reading.names_titles import names_office

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.reading.parse import Parsed
    from twosource.reading.table import Word

__all__ = ["forms_at"]

_ARTICLES = frozenset({"the", "a", "an"})


def forms_at(parsed: Parsed, places: Sequence[tuple[int, int]]) -> list[Form]:
    """The names at given places, [start, end) in the report, one for each in the same order.

    Their kinds are those of the names that `forms_in` finds there; an office without a name
    ("the Prime Minister") is marked as such.
    """
    found = forms_in(parsed)
    out: list[Form] = []
    for start, end in places:
        part, line = _words_at(parsed, start, end)
        near = [f for f in found if f.start < end and start < f.end]
        same = max(near, key=lambda f: min(f.end, end) - max(f.start, start), default=None)
        kind = same.kind if same is not None else None
        cut = shaped(part, parsed.docs[part].offset, line, (0, len(line), kind))
        office = names_office(line)
        if office or not cut:
            text = tuple(t.text for t in line if t.lower_ not in _ARTICLES)
            first, last = line[0].i, line[-1].i + 1
            form = Form(part, first, last, start, end, text, kind, first, start, office=office)
        else:
            form = cut[-1]
        out.append(form)
    mark_acronyms(parsed, out)
    _mark_offices(parsed, out)
    return out


def _mark_offices(parsed: Parsed, forms: Sequence[Form]) -> None:
    """Tie an office to the person beside it: "Ivo Soran, the Chief Executive of Orland Air"."""
    for left, right in pairwise(forms):
        office, holder = (left, right) if left.office else (right, left)
        if not office.office or holder.kind is not NameKind.PERSON or left.part != right.part:
            continue
        between = parsed.docs[left.part].words[left.last : right.first]
        if [t.lower_ for t in between if t.lower_ not in _ARTICLES] in ([","], []):
            office.stands_for = holder


def _words_at(parsed: Parsed, start: int, end: int) -> tuple[int, list[Word]]:
    for part, block in enumerate(parsed.docs):
        at = [
            t
            for t in block.words
            if block.offset + t.idx < end and start < block.offset + t.idx + len(t.text)
        ]
        if at:
            return part, at
    raise ValueError(f"no words of the report at [{start}, {end})")

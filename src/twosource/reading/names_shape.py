"""One piece of a line as a written name: title, article and possessive cut off."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from twosource.model import NameKind
from twosource.reading.names_kind import kind_of_words
from twosource.reading.names_titles import Title, holds_office, title_of, titled, without_office
from twosource.reading.names_words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.reading.names_kind import Votes
    from twosource.reading.names_pieces import Piece
    from twosource.reading.table import Word

__all__ = ["Form", "shaped"]

_ARTICLES = frozenset({"the", "a", "an"})
_DEFINITE = frozenset({"the", "this"})


@dataclass(slots=True)
class Form:
    """One place with a written name: tokens [first, last) of the Doc `part`, [start, end) in the
    report. `title` is the token where the title before it begins (`first` where there is none),
    `role` that title without honorifics, `gender` what the title says: "m", "f" or "".
    """

    part: int
    first: int
    last: int
    start: int
    end: int
    words: tuple[str, ...]
    kind: NameKind | None
    title: int
    title_start: int
    role: str = ""
    gender: str = ""
    sure: bool = False  # whether its kind rests on more than the recogniser
    stands_for: Form | None = None  # the name that defines it beside it
    office: bool = False  # an office without a name ("Prime Minister")
    votes: Votes = field(default_factory=dict)  # of its spelling, at its first place
    described: list[Word] | None = None  # what `names_roles.described_as` gives, once asked


def shaped(part: int, offset: int, line: Sequence[Word], piece: Piece) -> list[Form]:
    """The words of one piece as Forms: title off in front, article and possessive off."""
    first, last, kind = piece
    edges = words().edges
    while last > first and (line[last - 1].text in edges or line[last - 1].text in words().joins):
        last -= 1
    while first < last and _is_outside(line[first]):
        first += 1
    if first >= last or _only_office(line, first, last):
        return []
    title = Title(first, first, first)
    out: list[Form] = []
    if kind in {None, NameKind.PERSON} or holds_office(line, first, last) or titled(line, first):
        title = title_of(line, first, last)
        if first < title.office < title.end:
            before = (first, title.office, None)
            out.extend(shaped(part, offset, line, before))
    tokens = line[title.end : without_office(line, title.end, last)]
    text = tuple(t.text for t in tokens)
    office = bool(text) and _is_office(line, title.end, text)
    if text and (office or _says_a_name(text, kind)):
        called = office or title.start < title.end
        out.append(
            Form(
                part=part,
                first=tokens[0].i,
                last=tokens[-1].i + 1,
                start=offset + tokens[0].idx,
                end=offset + tokens[-1].idx + len(tokens[-1].text),
                words=text,
                kind=NameKind.PERSON if called else _settled(kind, text),
                title=line[title.start].i,
                title_start=offset + line[title.start].idx,
                role=title.role,
                gender=title.gender,
                office=office,
            )
        )
    return out


def _only_office(line: Sequence[Word], first: int, last: int) -> bool:
    """Whether the words are the beginning of an office that the recogniser cut ("Prime")."""
    lists = words()
    return (
        last < len(line)
        and line[last].lower_ in lists.offices
        and all(t.lower_ in lists.before_office for t in line[first:last])
    )


def _is_office(line: Sequence[Word], first: int, text: Sequence[str]) -> bool:
    """Whether the words are an office that stands for its holder: "the Secretary", in capitals."""
    lists = words()
    return (
        first > 0
        and line[first - 1].lower_ in _DEFINITE
        and text[0].istitle()
        and text[-1].lower() in lists.offices
        and all(w.lower() in lists.offices or w.lower() in lists.before_office for w in text)
    )


def _is_outside(token: Word) -> bool:
    """Whether a name cannot begin here: an article, a sign, a small word that is no particle."""
    if token.lower_ in _ARTICLES or not token.text[0].isalnum():
        return True
    return token.is_lower and token.text not in words().particles


def _says_a_name(text: Sequence[str], kind: NameKind | None) -> bool:
    if "".join(text).islower():
        return False
    lists = words()
    low = [w.casefold().rstrip(".") for w in text]
    if len(low) == 1:
        word = low[0]
        no_name = word in lists.no_name or word in lists.honorifics or len(text[0]) == 1
        if no_name or not any(c.isalpha() for c in word):
            return False
    return kind is not None or not all(w in lists.offices or w in lists.before_office for w in low)


def _settled(kind: NameKind | None, text: Sequence[str]) -> NameKind | None:
    """The recogniser's kind, unless the last word says that it is an institution."""
    last = text[-1].casefold().rstrip(".")
    # "Anna Church" may be a person, "Lenz Harbour Authority" is none.
    enough = 2 if kind is NameKind.PERSON else 1
    if len(text) > enough and last in words().organisation:
        return NameKind.ORGANISATION
    return kind or kind_of_words(text)

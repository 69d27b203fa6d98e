"""Where a name may stand: the recogniser's entities together with runs of capitalised words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from twosource.model import NameKind
from twosource.reading.names_keys import key_of
from twosource.reading.names_kind import kind_of_votes, kind_of_words, votes_of
from twosource.reading.names_runs import in_title_case, is_capital, opened, runs
from twosource.reading.names_titles import (
    Title,
    holds_office,
    names_office,
    title_of,
    without_office,
)
from twosource.reading.names_words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.reading.names_kind import Votes
    from twosource.reading.parse import Parsed
    from twosource.reading.table import Word

__all__ = ["Form", "forms_at", "forms_in"]

_KINDS = {
    "PERSON": NameKind.PERSON,
    "PER": NameKind.PERSON,
    "ORG": NameKind.ORGANISATION,
    "LOC": NameKind.PLACE,
    "GPE": NameKind.PLACE,
    "FAC": NameKind.PLACE,
}
_ONE_NAME = frozenset({"flat", "compound", "nmod:desc", "amod", "case", "goeswith"})
_PERSONAL = frozenset({NameKind.PERSON})
_OF_CLAUSE = frozenset({"nsubj", "nsubj:pass", "compound", "amod"})
_ARTICLES = frozenset({"the", "a", "an"})


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
    stands_for: Form | None = None  # the name that defines it beside it
    office: bool = False  # an office without a name ("Prime Minister")
    votes: Votes = field(default_factory=Counter)  # of its spelling, at its first place


def forms_in(parsed: Parsed) -> list[Form]:
    """All written names of a report in the order of the text."""
    out: list[Form] = []
    small = frozenset(t.text for block in parsed.docs for t in block.words if t.text.islower())
    plain: list[tuple[int, list[Word]]] = []
    later: list[tuple[int, list[Word]]] = []
    for part, block in enumerate(parsed.docs):
        for line in block.words.sents:
            if in_title_case(line):
                later.append((part, line))
            else:
                plain.append((part, line))
                out.extend(_forms(part, block.offset, line, small))
    out = _without_openers(parsed, out, small)
    out.extend(_overlooked(parsed, plain, out))
    known = frozenset(w.casefold() for form in out for w in form.words)
    for part, line in later:
        out.extend(_forms(part, parsed.docs[part].offset, line, small, known))
    out.sort(key=lambda f: (f.start, -f.end))
    _mark_acronyms(parsed, out)
    _settle_kinds(parsed, out)
    return out


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
        shaped = _shaped(part, parsed.docs[part].offset, line, (0, len(line), kind))
        office = names_office(line)
        if office or not shaped:
            text = tuple(t.text for t in line if t.lower_ not in _ARTICLES)
            first, last = line[0].i, line[-1].i + 1
            form = Form(part, first, last, start, end, text, kind, first, start, office=office)
        else:
            form = shaped[-1]
        out.append(form)
    _mark_acronyms(parsed, out)
    _mark_offices(parsed, out)
    return out


def _mark_offices(parsed: Parsed, forms: Sequence[Form]) -> None:
    """Tie an office to the person beside it: "Ivo Soran, the Chief Executive of Orland Air"."""
    for left, right in pairwise(forms):
        office, holder = (left, right) if left.office else (right, left)
        if not office.office or holder.kind not in _PERSONAL or left.part != right.part:
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


def _settle_kinds(parsed: Parsed, forms: Sequence[Form]) -> None:
    """Give all places of one spelling the kind that their contexts and guesses vote for."""
    spellings: dict[tuple[str, ...], list[Form]] = {}
    for form in forms:
        spellings.setdefault(key_of(form.words), []).append(form)
    for alike in spellings.values():
        votes = votes_of((parsed.docs[f.part].words, f) for f in alike)
        kind = kind_of_votes(votes)
        for form in alike:
            form.kind = kind or form.kind
        alike[0].votes = votes


def _overlooked(
    parsed: Parsed, lines: Sequence[tuple[int, list[Word]]], forms: Sequence[Form]
) -> list[Form]:
    """Words that are names elsewhere in the report, where the tagger took them for others."""
    known = {form.words[-1] for form in forms if len(form.words) == 1 or form.kind in _PERSONAL}
    taken = {(form.part, k) for form in forms for k in range(form.first, form.last)}
    out: list[Form] = []
    for part, line in lines:
        for k, token in enumerate(line):
            if token.text in known and (part, token.i) not in taken:
                out.extend(_shaped(part, parsed.docs[part].offset, line, (k, k + 1, None)))
    return out


def _without_openers(parsed: Parsed, forms: Sequence[Form], small: frozenset[str]) -> list[Form]:
    """Leave out single words whose capital only their place at the beginning explains."""

    def opens(form: Form) -> bool:
        return len(form.words) == 1 and bool(parsed.docs[form.part].words[form.first].is_sent_start)

    inner = {form.words for form in forms if not opens(form)}
    out: list[Form] = []
    for form in forms:
        token = parsed.docs[form.part].words[form.first]
        if opens(form) and form.words not in inner and _is_ordinary(token, small):
            continue
        out.append(form)
    return out


def _is_ordinary(token: Word, small: frozenset[str]) -> bool:
    """Whether a word is a small one elsewhere, a bare office ("Mayor says …") or a plural noun."""
    if token.lower_ in small:
        return True
    if token.lower_ in words().offices:
        return token.dep_ in _OF_CLAUSE and not _before_comma(token)
    return token.tag_ == "NNS" and token.ent_type_ in {"", "ORG", "MISC"}


def _before_comma(word: Word) -> bool:
    return word.i + 1 < len(word.doc) and word.doc[word.i + 1].text == ","


def _forms(
    part: int,
    offset: int,
    line: list[Word],
    small: frozenset[str],
    known: frozenset[str] | None = None,
) -> list[Form]:
    capital = [is_capital(t, known) for t in line]
    out: list[Form] = []
    for begin, hi in runs(line, capital):
        lo = begin if known is not None else opened(line, begin, hi, small)
        for piece in _split_at_entities(line, lo, hi):
            out.extend(_shaped(part, offset, line, piece))
    return out


def _split_at_entities(
    line: Sequence[Word], lo: int, hi: int
) -> list[tuple[int, int, NameKind | None]]:
    """The run cut where one entity ends and another begins; loose words join their neighbour."""
    pieces: list[tuple[int, int, NameKind | None]] = []
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
    merged: list[tuple[int, int, NameKind | None]] = []
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
    left: tuple[int, int, NameKind | None],
    right: tuple[int, int, NameKind | None],
) -> bool:
    """Whether the tree ties two neighbouring pieces; two entities only as parts of one person."""
    if left[2] is None and right[2] is None:
        return False
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


def _shaped(
    part: int, offset: int, line: Sequence[Word], piece: tuple[int, int, NameKind | None]
) -> list[Form]:
    """The words of one piece as Forms: title off in front, article and possessive off."""
    first, last, kind = piece
    edges = words().edges
    while last > first and (line[last - 1].text in edges or line[last - 1].text in words().joins):
        last -= 1
    while first < last and _is_outside(line[first]):
        first += 1
    title = Title(first, first, first)
    out: list[Form] = []
    if first < last and (kind in {None, NameKind.PERSON} or holds_office(line, first, last)):
        title = title_of(line, first, last)
        if first < title.office < title.end:
            before = (first, title.office, None)
            out.extend(_shaped(part, offset, line, before))
    tokens = line[title.end : without_office(line, title.end, last)]
    text = tuple(t.text for t in tokens)
    if text and _says_a_name(text, kind):
        titled = title.start < title.end
        out.append(
            Form(
                part=part,
                first=tokens[0].i,
                last=tokens[-1].i + 1,
                start=offset + tokens[0].idx,
                end=offset + tokens[-1].idx + len(tokens[-1].text),
                words=text,
                kind=NameKind.PERSON if titled else _settled(kind, text),
                title=line[title.start].i,
                title_start=offset + line[title.start].idx,
                role=title.role,
                gender=title.gender,
            )
        )
    return out


def _is_outside(token: Word) -> bool:
    """Whether a name cannot begin here: an article, a sign, a small word that is no particle."""
    if token.lower_ in _ARTICLES or not token.text[0].isalnum():
        return True
    return token.is_lower and token.text not in words().particles


def _says_a_name(text: Sequence[str], kind: NameKind | None) -> bool:
    lists = words()
    low = [w.casefold().rstrip(".") for w in text]
    if not any(c.isupper() for w in text for c in w):
        return False
    if len(low) == 1:
        word = low[0]
        no_name = word in lists.no_name or word in lists.honorifics
        if no_name or not any(c.isalpha() for c in word):
            return False
    return kind is not None or not all(w in lists.offices | lists.before_office for w in low)


def _settled(kind: NameKind | None, text: Sequence[str]) -> NameKind | None:
    """The recogniser's kind, unless the last word says that it is an institution."""
    last = text[-1].casefold().rstrip(".")
    # "Anna Church" may be a person, "Lenz Harbour Authority" is none.
    enough = 2 if kind is NameKind.PERSON else 1
    if len(text) > enough and last in words().organisation:
        return NameKind.ORGANISATION
    return kind or kind_of_words(text)


def _mark_acronyms(parsed: Parsed, forms: list[Form]) -> None:
    """Mark the bracket right after a name as its short form: "Lenz Harbour Authority (LHA)"."""
    for left, right in pairwise(forms):
        if left.part != right.part or not left.last < right.first <= left.last + 2:
            continue
        doc = parsed.docs[left.part].words
        if doc[right.first - 1].text != "(":
            continue
        if len(right.words) == 1 and _initials_agree(left.words, right.words[0]):
            right.stands_for = left
        elif len(left.words) == 1 and _initials_agree(right.words, left.words[0]):
            left.stands_for = right


def _initials_agree(long: Sequence[str], short: str) -> bool:
    """Each capital of the short form is found in order among the letters of the long one."""
    letters = [c for c in short.casefold() if c.isalpha()]
    if len(letters) < 2 or len(long) < 2 or not short.isupper():
        return False
    if letters[0] != long[0][0].casefold():
        return False
    rest = iter("".join(long).casefold())
    return all(c in rest for c in letters)

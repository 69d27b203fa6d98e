"""Where a name may stand: the recogniser's entities together with runs of capitalised words."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from twosource.model import NameKind
from twosource.reading.names_headlines import forms_in_capitals, in_capitals, keys_known
from twosource.reading.names_keys import key_of
from twosource.reading.names_kind import kind_of_votes, votes_of
from twosource.reading.names_pieces import pieces_of
from twosource.reading.names_runs import in_title_case, is_capital, opened, runs
from twosource.reading.names_shape import shaped
from twosource.reading.names_words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.reading.names_shape import Form
    from twosource.reading.parse import Parsed
    from twosource.reading.table import Word

__all__ = ["forms_in", "mark_acronyms"]

_PERSONAL = frozenset({NameKind.PERSON})
_OF_CLAUSE = frozenset({"nsubj", "nsubj:pass", "compound", "amod"})


def forms_in(parsed: Parsed) -> list[Form]:
    """All written names of a report in the order of the text."""
    out: list[Form] = []
    small = frozenset([t.text for block in parsed.docs for t in block.words if t.text == t.lower_])
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
    keys = keys_known(out)
    for part, line in later:
        offset = parsed.docs[part].offset
        if keys and in_capitals(line):
            out.extend(forms_in_capitals(part, offset, line, keys))
        else:
            out.extend(_forms(part, offset, line, small, known))
    out.sort(key=lambda f: (f.start, -f.end))
    mark_acronyms(parsed, out)
    _settle_kinds(parsed, out)
    return out


def _settle_kinds(parsed: Parsed, forms: Sequence[Form]) -> None:
    """Give all places of one spelling the kind that their contexts and guesses vote for."""
    spellings: dict[tuple[str, ...], list[Form]] = {}
    for form in forms:
        spellings.setdefault(key_of(form.words), []).append(form)
    inside = {w for key in spellings if len(key) > 1 for w in key}
    for key, alike in spellings.items():
        alone = len(key) == 1 and key[0] not in inside
        votes, sure = votes_of([(parsed.docs[f.part].words, f) for f in alike], alone=alone)
        kind = kind_of_votes(votes)
        for form in alike:
            form.kind = kind or form.kind
            form.sure = sure
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
                out.extend(shaped(part, parsed.docs[part].offset, line, (k, k + 1, None)))
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
    capital = [t.text != t.lower_ and is_capital(t, known) for t in line]
    out: list[Form] = []
    for begin, hi in runs(line, capital):
        lo = begin if known is not None else opened(line, begin, hi, small)
        for piece in pieces_of(line, lo, hi):
            out.extend(shaped(part, offset, line, piece))
    return out


def mark_acronyms(parsed: Parsed, forms: list[Form]) -> None:
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

"""Runs of capitalised words in one sentence, and which capitals say something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from twosource.reading.names_words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.reading.table import Word

__all__ = ["in_title_case", "is_capital", "opened", "runs"]

_PROPER = frozenset({"NNP", "NNPS"})
# At the beginning of a sentence an adjective's capital says nothing, a noun's little.
_OPENER = frozenset({"NN", "NNP", "NNPS", "FW"})
_NOMINAL = frozenset({"NOUN", "VERB", "X"})
_HYPHENS = frozenset({"-", "\u2010", "\u2011"})
# One syllable of Korean as news romanises it: onset, vowel, final.
_SYLLABLE = re.compile(
    r"(?:kk|tt|pp|ss|jj|ch|sh|[gkndtrlmbpsjhc])?[wy]?(?:ae|ai|eo|eu|ee|oo|ou|oe|ui|[aeiou])"
    r"(?:ng|[knlmpthrb])?"
)
# From this share of capitalised words on, a line is set in title case and capitals say nothing.
_TITLE_CASE = 0.7
_TITLE_CASE_WORDS = 4
_INSIDE_NAME = frozenset({"flat", "compound", "nmod:desc", "amod", "goeswith"})


def in_title_case(line: Sequence[Word]) -> bool:
    if not line or line[-1].text == ".":
        return False
    long = [t.text for t in line if len(t.text) >= _TITLE_CASE_WORDS and t.text.isalpha()]
    if len(long) < _TITLE_CASE_WORDS:
        return False
    return sum(w[0].isupper() for w in long) / len(long) >= _TITLE_CASE


def is_capital(token: Word, known: frozenset[str] | None) -> bool:
    text = token.text
    if text.islower() or not any(c.isupper() for c in text[:2]):
        return False
    if token.ent_type_:
        return True
    word = text.casefold()
    if word.rstrip(".") in words().no_name or (known is not None and word not in known):
        return False
    if token.tag_ in _PROPER or token.pos_ == "PROPN":
        return True
    # In running text a capital inside the sentence is a name's, whatever the tagger says.
    return (
        known is None
        and token.pos_ in _NOMINAL
        and not (token.is_sent_start or token.doc[token.i - 1].is_punct)
    )


def runs(line: Sequence[Word], capital: list[bool]) -> list[tuple[int, int]]:
    """Longest runs of capitalised words and entity words, over particles and hyphens."""
    lists = words()
    out: list[tuple[int, int]] = []
    k, n = 0, len(line)
    while k < n:
        if not capital[k] and not line[k].ent_type_:
            k += 1
            continue
        lo = k
        k += 1
        while k < n:
            if capital[k] or (line[k].ent_type_ and line[k].ent_iob_ == "I"):
                k += 1
                continue
            if line[k].pos_ == "PROPN" and line[k].text[:1].isdigit():
                k += 1
                continue
            gap = _bridge(line, capital, k, lists.particles, lists.joins, lists.heads)
            if not gap and _korean(line, k):
                gap = 2
            if not gap:
                break
            k += gap
        out.append((lo, k))
    return out


def opened(line: Sequence[Word], lo: int, hi: int, small: frozenset[str]) -> int:
    """Where the run [lo, hi) begins when the capitals that the tagger doubts before it count."""
    lists = words()
    while lo > 0:
        token = line[lo - 1]
        low = token.lower_
        if not token.is_title or low in lists.no_name:
            break
        if low in lists.offices or low in lists.before_office:
            break
        if token.dep_ not in _INSIDE_NAME or not token.whitespace_:
            break
        first = lo == 1 or line[lo - 2].is_punct
        if first and (token.tag_ not in _OPENER or low in small):
            break
        if not first and not (token.pos_ == "ADJ" and _is_institution(line[hi - 1])):
            break
        lo -= 1
    return lo


def _korean(line: Sequence[Word], k: int) -> bool:
    """Whether the hyphen at `k` joins two syllables of a Korean given name ("Jae-in")."""
    if line[k].text not in _HYPHENS or k + 1 >= len(line) or k < 1:
        return False
    first, second = line[k - 1].text, line[k + 1].text
    tight = not line[k - 1].whitespace_ and not line[k].whitespace_
    return (
        tight
        and second.islower()
        and _SYLLABLE.fullmatch(first.lower()) is not None
        and _SYLLABLE.fullmatch(second) is not None
    )


def _bridge(
    line: Sequence[Word],
    capital: list[bool],
    k: int,
    particles: frozenset[str],
    joins: frozenset[str],
    heads: frozenset[str],
) -> int:
    """How many small words at `k` join the run before to the capital after; 0 when none do."""
    text = line[k].text
    after = k + 1 < len(line) and capital[k + 1]
    if after and line[k].tag_ == "POS" and _owned_by_many(line, capital, k):
        return 2
    if text in words().ties and after:
        tight = not line[k - 1].whitespace_ and not line[k].whitespace_
        return 2 if tight or text == "&" else 0
    if text in particles:
        two = k + 2 < len(line) and line[k + 1].text in particles and capital[k + 2]
        return 2 if after else 3 * two
    before = line[k - 1].lower_
    if text in joins and before in (words().deliberate if text == "on" else heads):
        if after:
            return 2
        if k + 2 < len(line) and line[k + 1].text == "the" and capital[k + 2]:
            return 3
    return 0


def _owned_by_many(line: Sequence[Word], capital: list[bool], k: int) -> bool:
    """As in "the Dockers' Union", "the Women's Institute"; not in "the Lenz's Union"."""
    owner = line[k - 1]
    many = owner.lower_ in words().plurals or (
        owner.lower_.endswith("s") and line[k].text in {"'", "’"} and owner.tag_ != "NNP"
    )
    if not many or owner.ent_type_ in {"LOC", "GPE", "PERSON"}:
        return False
    last = k + 1
    while last + 1 < len(line) and capital[last + 1]:
        last += 1
    return any(
        t.lower_ in words().organisation or t.lower_ in words().heads
        for t in line[k + 1 : last + 1]
    )


def _is_institution(token: Word) -> bool:
    return token.lower_ in words().organisation or token.lower_ in words().heads

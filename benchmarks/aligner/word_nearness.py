"""How near two words of two sentences are, 0 to 1: by form, entity, WordNet, spelling, vectors.

Names and numbers are near only what they may stand for: the vectors of two countries, or of two
numbers, are much alike and mean opposite things in news.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from benchmarks.aligner.aligner_settings import aligner
from benchmarks.aligner.word_rows import KINDS
from twosource.claims.lexicon import related
from twosource.stories.forms import skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from benchmarks.aligner.word_rows import Row

    Floats = NDArray[np.float64]

__all__ = ["nearness", "short_for"]

_SHORT_LETTERS = 2  # of an abbreviation, at the least
_ACRONYM = (2, 5)  # letters of one
_NUMBERS = KINDS.index("numbers")


def nearness(a: Row, b: Row) -> tuple[Floats, Floats]:
    """The nearness of each word of `a` to each of `b`, and the cosines of their vectors.

    Neither row may be empty.
    """
    set_to = aligner()
    cosine = a.vectors @ b.vectors.T
    near = (cosine - set_to.cosine_none) * (set_to.cosine_whole / (1 - set_to.cosine_none))
    near.clip(0.0, set_to.cosine_whole, out=near)
    near[a.light] = 0.0
    near[:, b.light] = 0.0
    _by_forms(a, b, near)
    _by_identity(a, b, near)
    _by_country(a, b, near)
    for i, j, count in _acronyms(a, b):
        near[i, j : j + count] = set_to.short
    for j, i, count in _acronyms(b, a):
        near[i : i + count, j] = set_to.short
    return near, cosine


def _by_forms(a: Row, b: Row, near: Floats) -> None:
    """Words of content by WordNet and stem, names by their spelling, numbers by nothing."""
    right = [(j, y) for j, y in enumerate(b.words) if not (y.light or y.number)]
    for i, x in enumerate(a.words):
        if x.light:
            continue
        row = near[i]
        if x.number:
            row[:] = 0.0
            continue
        for j, y in right:
            if x.name and y.name:
                row[j] = _of_names(x.form, y.form, x.lemma, y.lemma)
            elif (found := _of_forms(x.form, y.form, x.lemma, y.lemma)) > row[j]:
                row[j] = found
    near[:, b.kinds[_NUMBERS] > 0] = 0.0


def _by_identity(a: Row, b: Row, near: Floats) -> None:
    """The same entity, the same value, the same word."""
    (forms_a, lemmas_a, keys_a), (forms_b, lemmas_b, keys_b) = a.spelled, b.spelled
    same_key = np.equal.outer(keys_a, keys_b).astype(np.bool_)
    same_key[keys_a == ""] = False
    near[same_key] = aligner().entity
    near[same_key & (a.kinds[_NUMBERS] > 0)[:, None]] = 1.0
    same = np.equal.outer(forms_a, forms_b) | np.equal.outer(lemmas_a, lemmas_b)
    near[same.astype(np.bool_)] = 1.0


def _by_country(a: Row, b: Row, near: Floats) -> None:
    """Two countries are near as their capitals and people are, whatever words they share."""
    right = [(j, y.country) for j, y in enumerate(b.words) if y.country]
    for i, x in enumerate(a.words):
        if x.country:
            for j, country in right:
                near[i, j] = _of_countries(x.country, country)


def _of_countries(a: str, b: str) -> float:
    if a == b:
        return 1.0
    return aligner().metonym if a.split(":")[1] == b.split(":")[1] else 0.0


@lru_cache(maxsize=1 << 16)
def _of_names(a: str, b: str, lemma_a: str, lemma_b: str) -> float:
    return max(related(lemma_a, lemma_b), _spelt_alike(a, b))


@lru_cache(maxsize=1 << 18)
def _of_forms(a: str, b: str, lemma_a: str, lemma_b: str) -> float:
    found = related(lemma_a, lemma_b)
    set_to = aligner()
    same = next(
        (k for k, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )
    if same >= set_to.stem_letters and same >= set_to.stem_share * max(len(a), len(b)):
        found = max(found, set_to.stem)
    if short_for(a, b) or short_for(b, a):
        found = max(found, set_to.short)
    return found


def _spelt_alike(a: str, b: str) -> float:
    """How alike two names are spelt, 0 where that is too little to mean anything."""
    set_to = aligner()
    if short_for(a, b) or short_for(b, a):
        return set_to.short
    if min(len(a), len(b)) < set_to.spelling_letters:
        return 0.0
    if skeleton(a) == skeleton(b):
        return set_to.skeleton
    # Both ways round: the matcher's result may depend on the order.
    alike = min(SequenceMatcher(None, *pair, autojunk=False).ratio() for pair in ((a, b), (b, a)))
    return alike if alike >= set_to.spelling else 0.0


def short_for(short: str, word: str) -> bool:
    """Whether one word in lower case may be the other's abbreviation: its beginning ("calif"), or
    some of its letters from the first on, at least three fewer ("govt", "govt.").
    """
    letters = short.replace(".", "")
    if len(letters) <= _SHORT_LETTERS or letters[0] != word[:1] or len(word) < len(letters) + 2:
        return False
    if word.startswith(letters):
        return short.endswith(".") or len(letters) > _SHORT_LETTERS + 1
    rest = iter(word)
    return len(word) > len(letters) + 2 and all(c in rest for c in letters)


def _acronyms(a: Row, b: Row) -> Iterator[tuple[int, int, int]]:
    """(word of a, first word of b, how many) where capitals of `a` begin a run of words of `b`."""
    least, most = _ACRONYM
    for i, word in enumerate(a.words):
        letters = word.written.replace(".", "")
        if not (least <= len(letters) <= most and letters.isalpha() and letters.isupper()):
            continue
        wanted = letters.lower()
        for j in range(len(b.words)):
            taken = 0
            k = j
            while k < len(b.words) and taken < len(wanted):
                form = b.words[k].form
                if form[:1] == wanted[taken] and form != wanted:
                    taken += 1
                elif taken == 0 or form not in aligner().linking:
                    break
                k += 1
            if taken == len(wanted):
                yield i, j, k - j
                break

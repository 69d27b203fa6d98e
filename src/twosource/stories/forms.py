"""Written forms of names: case, accents, transliteration and edits taken out."""

from __future__ import annotations

import re
from functools import lru_cache

from twosource.reading.names_plain import plain

__all__ = ["consonants", "deletions", "one_edit", "plain", "skeleton"]

# From many spellings of one sound to one. The order matters: longer spellings come first.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"isation", "ization"),
        (r"shch|sch|sh", "S"),
        (r"tsch|tch|ch", "C"),
        (r"dzh|dj", "j"),
        (r"zh", "z"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"th", "t"),
        (r"ck|q", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"oo|ou", "u"),
        (r"ee", "i"),
        (r"[yj]", "i"),
        (r"(?<=.)(?:[ei]i|i[ei])", "i"),
        (r"(?<=[aeiou])h(?![aeiou])", ""),
        (r"(.)\1+", r"\1"),
    )
)
_VOWELS = re.compile(r"[aeiou]")


@lru_cache(maxsize=65536)
def skeleton(form: str) -> str:
    """What transliterations of one name have in common; takes and gives `plain` forms.

    >>> skeleton("zaporizhzhia") == skeleton("zaporizhia")
    True
    """
    return " ".join(_sounds(word) for word in form.split())


def _sounds(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    return word


def consonants(form: str) -> str:
    """The skeleton without its vowels."""
    return _VOWELS.sub("", skeleton(form))


def deletions(form: str) -> set[str]:
    """The form and all that one deletion makes of it: two forms one edit apart share one."""
    return {form} | {form[:k] + form[k + 1 :] for k in range(len(form))}


def one_edit(a: str, b: str) -> bool:
    """Whether one insertion, deletion, replacement or swap of neighbours makes the other; also
    True for equal ones.
    """
    if a == b:
        return True
    if len(a) > len(b):
        a, b = b, a
    if len(b) - len(a) > 1:
        return False
    k = 0
    while k < len(a) and a[k] == b[k]:
        k += 1
    if len(a) < len(b):
        return a[k:] == b[k + 1 :]
    return a[k + 1 :] == b[k + 1 :] or (
        a[k : k + 2] == b[k : k + 2][::-1] and a[k + 2 :] == b[k + 2 :]
    )

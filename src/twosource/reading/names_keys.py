"""The words of a name as they are compared, and all the places of one spelling."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from twosource.reading.names_words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.model import NameKind
    from twosource.reading.names_shape import Form

__all__ = ["Key", "Spelling", "key_of", "spellings_of"]

Key = tuple[str, ...]

_GENERATION = frozenset({"jr", "sr", "ii", "iii"})


@dataclass(slots=True)
class Spelling:
    """All forms with the same words: their places in the list of forms, in order.

    `written` is the first of them as written, `upper` whether one is in capitals throughout,
    `office` whether they are an office without a name, `kind` the most frequent kind, `gender`
    what a title or the given name says: "m", "f" or "", `sure` whether the kind rests on more than
    the recogniser.
    """

    key: Key
    written: str
    forms: list[int] = field(default_factory=list)
    upper: bool = False
    office: bool = False
    kind: NameKind | None = None
    gender: str = ""
    sure: bool = False


def key_of(text: Sequence[str]) -> Key:
    """The words as compared: lower case, without dots, possessive and company endings."""
    return _key(tuple(text))


@lru_cache(maxsize=10_000)
def _key(text: tuple[str, ...]) -> Key:
    lists = words()
    out = [w.casefold().replace(".", "").replace("\u2019", "'") for w in text]
    if out and out[-1].endswith("'s") and len(out[-1]) > 2:
        out[-1] = out[-1][:-2]
    out = _hyphens_joined(out)
    while len(out) > 1 and out[-1] in _GENERATION:
        out.pop()
    while len(out) > 1 and out[-1] in lists.suffixes:
        out.pop()
    if len(out) > 1 and out[0] == "the":
        out.pop(0)
    return tuple(out) or tuple(w.casefold() for w in text)


def _hyphens_joined(parts: list[str]) -> list[str]:
    """One word of the parts around a hyphen, which the tokens keep apart."""
    out: list[str] = []
    tied = False
    for word in parts:
        if out and (tied or word in {"-", "\u2013"}):
            out[-1] += word
        elif word.strip("-',"):
            out.append(word)
        tied = word in {"-", "\u2013"}
    return out


def spellings_of(forms: Sequence[Form], keys: Sequence[Key]) -> dict[Key, Spelling]:
    """The spellings of the forms, whose keys are given in the same order."""
    out: dict[Key, Spelling] = {}
    kinds: dict[Key, Counter[NameKind]] = {}
    for k, (form, key) in enumerate(zip(forms, keys, strict=True)):
        spelling = out.get(key)
        if spelling is None:
            spelling = out[key] = Spelling(key, " ".join(form.words))
            kinds[key] = Counter()
        spelling.forms.append(k)
        spelling.upper = spelling.upper or (len(form.words) == 1 and form.words[0].isupper())
        spelling.office = spelling.office or form.office
        spelling.sure = spelling.sure or form.sure
        if len(key) > 1:
            spelling.gender = spelling.gender or form.gender
        if form.kind is not None:
            kinds[key][form.kind] += 1
    given = words().given_names
    for key, spelling in out.items():
        found = kinds[key]
        spelling.kind = max(found, key=found.__getitem__, default=None)
        if len(key) > 1 and not spelling.gender:
            spelling.gender = given.get(key[0], "")
    return out

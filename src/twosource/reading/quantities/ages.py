"""Figures that are ages without saying so: "Ada Lorn, 43,", "aged 10", "in her early 40s"."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from twosource.reading.quantities import number_tables, units
from twosource.reading.quantities.draft import Draft

if TYPE_CHECKING:
    from twosource.reading.quantities.lexemes import Lexemes
    from twosource.reading.quantities.phrases import Phrases
    from twosource.reading.table import Word

__all__ = ["decade", "is_age", "share"]

_OLDEST = 115
_YOUNGEST_IN_BRACKETS = 13  # below, "(7)" numbers something
_LINKS = (["and"], [","], ["or"], [",", "and"], ["to"], ["-"])


@cache
def _words(part: str) -> frozenset[str]:
    return frozenset(number_tables.table()["ages"][part])


def is_age(lex: Lexemes, draft: Draft, phrases: Phrases) -> bool:
    """Whether a figure without a unit is an age; beside a name, the name becomes what it is of."""
    if not 0 < draft.low <= draft.high <= _OLDEST or draft.form not in {"digits", "words"}:
        return False
    before = lex.word(draft.outer - 1)
    aged = _words("aged")
    if before in aged or (before == "of" and lex.word(draft.outer - 2) in aged):
        return True
    if before == "of" and lex.word(draft.outer - 2) in _words("persons"):
        k = draft.outer - 2
        draft.counted, draft.counted_start, draft.counted_end = (
            lex.words[k],
            lex.starts[k],
            lex.ends[k],
        )
        return True
    if draft.hedge and draft.hedge.endswith("age of"):
        return True
    return (
        _is_beside_name(lex, draft, phrases)
        or _is_of_someone(lex, draft)
        or _is_of_group(lex, draft)
    )


def _is_beside_name(lex: Lexemes, draft: Draft, phrases: Phrases) -> bool:
    """As in "Ada Lorn, 43,", "Ada Lorn (43)", "the driver, 51,", "Ada Lorn, 20 and Ben Ost, 23"."""
    if draft.is_range:
        return False
    k = draft.outer - 1
    if lex.word(k) in _words("then"):
        k -= 1
    comma = lex.word(k)
    if comma not in {",", "("} or k < 1:
        return False
    name = phrases.token(phrases.at(lex.starts[k]) - 1)
    if name is None or not _closes(lex, draft, name, phrases, comma):
        return False
    draft.counted = name.lemma_.lower() if name.text.islower() else name.text
    draft.counted_start, draft.counted_end = name.idx, name.idx + len(name.text)
    return True


def _closes(lex: Lexemes, draft: Draft, name: Word, phrases: Phrases, comma: str) -> bool:
    after = lex.word(draft.last)
    if comma == "(":
        full = name.pos_ == "PROPN" and _is_full(name, phrases)
        return after == ")" and full and draft.low >= _YOUNGEST_IN_BRACKETS
    if not lex.raw[draft.figure].isdecimal():
        # "her son Leo, four,"
        return comma == after == "," and name.pos_ == "PROPN"
    if after in _words("closers"):
        return name.pos_ == "PROPN" or name.tag_ == "NN" or name.text[:1].isupper()
    if after not in _words("open_closers") or name.pos_ != "PROPN":
        return False
    return _is_full(name, phrases) and not _is_place(name, phrases)


def _is_full(name: Word, phrases: Phrases) -> bool:
    before = phrases.token(name.i - 1)
    return before is not None and before.pos_ == "PROPN"


def _is_place(name: Word, phrases: Phrases) -> bool:
    """As in "in Port Lorn, 20 were hurt"."""
    i = name.i
    while (token := phrases.token(i)) is not None and token.pos_ == "PROPN":
        i -= 1
    return token is not None and token.pos_ == "ADP"


def _is_of_someone(lex: Lexemes, draft: Draft) -> bool:
    """As in "he was 87.", "she turned 40 last week"; not "he was 20 minutes late"."""
    word = lex.word(draft.last)
    if word.isalpha() and word not in _words("when"):
        return False
    before, further = lex.word(draft.outer - 1), lex.word(draft.outer - 2)
    if before in _words("turned"):
        return True
    if further in _words("then") or further == "be":
        further = lex.word(draft.outer - 3)
    return before in _words("be") and further in _words("someone")


def _is_of_group(lex: Lexemes, draft: Draft) -> bool:
    """As in "children under five": the hedge is a bound of age."""
    if draft.hedge.lower() not in _words("groups_before"):
        return False
    return lex.word(draft.outer - 1) in _words("groups") and not lex.word(draft.last).endswith("s")


def share(lex: Lexemes, drafts: list[Draft]) -> None:
    """As in "aged 14 and 16", "aged nine, 12 and 15": the later ones are ages too."""
    for one, two in pairwise(drafts):
        chained = one.age and one.unit is not None and one.unit.name == "year of age"
        if not chained or two.unit is not None or not 0 < two.low <= _OLDEST:
            continue
        if lex.text[two.counted_start : two.counted_end].endswith("s") and two.counted:
            continue
        if lex.words[one.reach : two.outer] in _LINKS and two.form in {"digits", "words"}:
            two.unit, two.age = one.unit, True
            two.counted = one.counted
            two.counted_start, two.counted_end = one.counted_start, one.counted_end


def decade(lex: Lexemes, i: int) -> Draft | None:
    """As in "in his 40s", "her early forties", "30-something": the number at piece `i`."""
    start = _decade_at(lex, i)
    if start is None:
        return None
    first, end = i, i + 1 if lex.words[i].isalpha() else i + 2
    low, high = start, start + 9
    k = i - 1
    if lex.word(k) == "-":
        k -= 1
    part = number_tables.table()["decade_parts"].get(lex.word(k))
    if part is not None:
        first, (low, high) = k, (start + part[0], start + part[1])
    if lex.word(end - 1) == "-":
        end += 1
    elif lex.word(first - 1) not in _words("owners"):
        return None
    draft = Draft(first, end, first, end, i, low, high, "vague")
    draft.unit, draft.age, draft.is_range = units.named("year of age"), True, True
    return draft


def _decade_at(lex: Lexemes, i: int) -> float | None:
    """The first year of the decade of life at piece `i`."""
    raw = lex.raw[i]
    if not raw.isdecimal():
        table: dict[str, Any] = number_tables.table()["decades"]
        start = table.get(lex.words[i])
        return None if start is None else float(start)
    if len(raw) != 2 or raw[1] != "0" or not lex.glued(i + 1):
        return None
    tail = lex.word(i + 1)
    something = tail == "-" and lex.word(i + 2) in {"something", "somethings"}
    return float(raw) if tail == "s" or something else None

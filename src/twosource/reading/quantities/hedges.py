"""Words beside a number that bound it ("about", "at least") or tell a rise or a fall."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from twosource.reading.quantities.lexemes import Lexemes

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["change_after", "change_before", "changes", "hedge_after", "hedge_before", "table"]

_REACH = 6
_OBJECT = 6  # pieces


@cache
def table() -> dict[str, Any]:
    """The content of data/hedges.toml."""
    path = files("twosource.reading") / "data" / "hedges.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


Forms = dict[str, list[tuple[tuple[str, ...], str]]]


@cache
def _forms(part: str) -> Mapping[str, list[tuple[tuple[str, ...], str]]]:
    """Phrases by their last word ("before" the number) or their first ("after" it)."""
    key = -1 if part == "before" else 0
    forms: Forms = {}
    for rule, phrases in table()[part].items():
        for phrase in phrases:
            pieces = tuple(Lexemes(phrase).words)
            forms.setdefault(pieces[key], []).append((pieces, rule))
    for choice in forms.values():
        choice.sort(key=lambda form: -len(form[0]))
    return forms


@cache
def changes() -> Mapping[str, Literal["rise", "fall"]]:
    """The words that tell a rise or a fall."""
    words: dict[str, Literal["rise", "fall"]] = dict.fromkeys(table()["change"]["rise"], "rise")
    words.update(dict.fromkeys(table()["change"]["fall"], "fall"))
    return words


@cache
def _needing_by() -> frozenset[str]:
    return frozenset(table()["change"]["with_by"])


@cache
def _between() -> frozenset[str]:
    return frozenset(table()["change"]["between"])


def hedge_before(lex: Lexemes, i: int) -> tuple[str, int] | None:
    """The rule and the first piece of the hedge that ends right before piece `i`.

    Of two hedges ("up to about 20") the outer one bounds the number.
    """
    forms = _forms("before")
    found: tuple[str, int] | None = None
    while i > 0:
        for form, rule in forms.get(lex.words[i - 1], ()):
            first = i - len(form)
            if first >= 0 and tuple(lex.words[first:i]) == form:
                if found is None or rule != "about":
                    found = rule, first
                i = first
                break
        else:
            return found
    return found


def hedge_after(lex: Lexemes, i: int) -> tuple[str, int] | None:
    """The rule and the end of the hedge that begins at piece `i` ("or more", "-plus")."""
    if lex.word(i) == "-":
        i += 1
    if i >= len(lex) or lex.raw[i][0].isupper():
        # "the Vane 7 MAX"
        return None
    for form, rule in _forms("after").get(lex.words[i], ()):
        end = i + len(form)
        if tuple(lex.words[i:end]) == form:
            return rule, end
    return None


def change_before(lex: Lexemes, i: int) -> tuple[Literal["rise", "fall"], bool] | None:
    """Rise or fall by the amount at piece `i`, and whether "by" says that it is a difference.

    "rose 5 %", "was down by about 3 points"; not "rose to 5 %".
    """
    by = False
    for k in range(i - 1, max(-1, i - 1 - _REACH), -1):
        word = lex.words[k]
        change = changes().get(word)
        if change is not None:
            # "raised $5m" tells of no rise, "raised by $5m" does
            return (change, by) if by or word not in _needing_by() else None
        if word not in _between():
            return _change_over(lex, k) if by and word.isalpha() else None
        by = by or word == "by"
    return None


def _change_over(lex: Lexemes, i: int) -> tuple[Literal["rise", "fall"], bool] | None:
    """As in "cut their output by 5 %": the object stands between; pieces end at `i`."""
    for k in range(i, max(-1, i - _OBJECT), -1):
        change = changes().get(lex.words[k])
        if change is not None:
            return change, True
        if not lex.words[k].isalpha():
            return None
    return None


def change_after(lex: Lexemes, i: int) -> Literal["rise", "fall"] | None:
    """As in "5 % higher", "18 cents lower"."""
    word = lex.word(i)
    behind = table()["change"]
    if word in behind["rise_behind"]:
        return "rise"
    return "fall" if word in behind["fall_behind"] else None

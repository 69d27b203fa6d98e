"""Units of measure and currencies, from data/units.tsv, and the words that name them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from twosource.reading.quantities.lexemes import Lexemes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["Unit", "after", "before", "named", "per", "rows", "spoken"]


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of the table: `factor` turns a figure in this unit into one in `base`."""

    name: str
    base: str
    factor: float
    kind: str


@dataclass(frozen=True, slots=True)
class Row:
    """A unit with the ways of writing it; `pint` is its name in that library, for the test."""

    unit: Unit
    pint: str
    words: tuple[str, ...]
    symbols: tuple[str, ...]


Forms = dict[str, list[tuple[tuple[str, ...], Unit]]]


def rows() -> Iterator[Row]:
    """Every row of data/units.tsv."""
    path = files("twosource.reading") / "data" / "units.tsv"
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, base, factor, kind, pint, words, symbols = line.split("\t")
        yield Row(
            Unit(name, base, float(factor), kind),
            pint,
            tuple(w for w in words.split(",") if w),
            tuple(s for s in symbols.split(",") if s),
        )


@dataclass(frozen=True, slots=True)
class _Table:
    words: Mapping[str, list[tuple[tuple[str, ...], Unit]]]
    symbols: Mapping[str, list[tuple[tuple[str, ...], Unit]]]
    prefixes: Mapping[str, list[tuple[tuple[str, ...], Unit]]]
    names: Mapping[str, Unit]


def _add(forms: Forms, pieces: tuple[str, ...], key: int, unit: Unit) -> None:
    forms.setdefault(pieces[key], []).append((pieces, unit))


@cache
def _table() -> _Table:
    words: Forms = {}
    symbols: Forms = {}
    prefixes: Forms = {}
    names: dict[str, Unit] = {}
    for row in rows():
        names[row.unit.name] = row.unit
        for word in row.words:
            _add(words, tuple(Lexemes(word).words), 0, row.unit)
        for symbol in row.symbols:
            if symbol[0] == "^":
                _add(prefixes, tuple(Lexemes(symbol[1:]).raw), -1, row.unit)
            else:
                _add(symbols, tuple(Lexemes(symbol).raw), 0, row.unit)
    for forms in (words, symbols, prefixes):
        for choice in forms.values():
            choice.sort(key=lambda form: -len(form[0]))
    return _Table(words, symbols, prefixes, names)


def named(name: str) -> Unit:
    """The unit with this normal name; KeyError when the table has none."""
    return _table().names[name]


@cache
def _spoken() -> Mapping[str, str]:
    return {row.unit.name: row.words[0] for row in rows() if row.unit.kind == "money" and row.words}


def spoken(name: str) -> str:
    """The English name of a currency ("dollar" for "USD"); any other unit's name as it is."""
    return _spoken().get(name, name)


def after(lex: Lexemes, i: int, *, digits: bool) -> tuple[Unit, int] | None:
    """The unit that begins at piece `i`, a hyphen before it allowed, and the piece behind it.

    Symbols ("m", "kg") count behind digits only.
    """
    if lex.word(i) == "-" and lex.glued(i) and lex.glued(i + 1):
        i += 1
    if i >= len(lex):
        return None
    table = _table()
    for forms, pieces in ((table.words, lex.words), (table.symbols, lex.raw)):
        if forms is table.symbols and not digits:
            break
        for form, unit in forms.get(pieces[i], ()):
            end = _match(pieces, i, form)
            if end and (forms is table.words or _symbol_ends(lex, i, end)):
                return unit, end
    return None


def _match(pieces: list[str], i: int, form: tuple[str, ...]) -> int:
    """The piece behind `form` if it stands at `i`, hyphens between its parts allowed, else 0."""
    for k, part in enumerate(form):
        if k and part != "-" and i < len(pieces) and pieces[i] == "-":
            i += 1
        if i >= len(pieces) or pieces[i] != part:
            return 0
        i += 1
    return i


_SHORT = frozenset(
    {"A", "C", "F", "K", "d", "g", "h", "in", "l", "m", "mi", "p", "s", "st", "t", "'"}
)
_LOOSE = frozenset({"A", "C", "F", "K", "g", "m", "mi", "t"})


def _symbol_ends(lex: Lexemes, i: int, end: int) -> bool:
    """Not "in" for inch in "12 in hospital", nor "5 A" in front of a name, nor "6ft 2" an area."""
    word = lex.raw[i]
    if lex.is_number(end - 1) and not lex.glued(end - 1):
        return False
    if word == "in" and lex.word(i - 2) in {"ft", "foot", "feet"}:
        return True
    if word in _SHORT:
        return lex.glued(i) or (word in _LOOSE and _phrase_ends(lex, end))
    if word == '"':
        return lex.glued(i) and lex.text.count('"', 0, lex.starts[i]) % 2 == 0
    return True


def _phrase_ends(lex: Lexemes, end: int) -> bool:
    return end >= len(lex) or not lex.raw[end][0].isalpha() or lex.words[end] in ("of", "and", "to")


def before(lex: Lexemes, i: int) -> tuple[Unit, int] | None:
    """The currency sign or code that ends right before piece `i`, and the piece it begins at."""
    if i <= 0:
        return None
    for form, unit in _table().prefixes.get(lex.raw[i - 1], ()):
        first = i - len(form)
        if first >= 0 and tuple(lex.raw[first:i]) == form:
            alphabetic = form[-1].isalpha()
            loose = first > 0 and lex.glued(first) and lex.raw[first - 1].isalnum()
            if loose or (alphabetic and len(form[-1]) == 1 and not lex.glued(i)):
                continue
            return unit, first
    return None


_PER = frozenset({"per", "/", "a", "an", "every", "each"})
_HEADS = frozenset({"share", "head", "person", "piece", "unit"})
# "$6bn a year earlier" is no rate.
_LATER = frozenset({"earlier", "later", "ago", "before", "after", "from"})


def per(lex: Lexemes, i: int, unit: Unit | None) -> tuple[Unit, int] | None:
    """The rate that `unit` (None: a count) becomes by "per day", "a month", "/h" at piece `i`."""
    word = lex.word(i)
    j = i + 1
    if word == "-" and lex.word(j) == "per":
        word, j = "per", j + 1
    if word not in _PER:
        return None
    if lex.word(j) == "-":
        j += 1
    found = _below(lex, j, word, money=unit is not None and unit.kind == "money")
    if found is None:
        return None
    below, end = found
    if unit is None:
        return Unit(f"per {below.name}", f"per {below.base}", 1 / below.factor, "rate"), end
    name, base = f"{unit.name} per {below.name}", f"{unit.base} per {below.base}"
    return Unit(name, base, unit.factor / below.factor, "rate"), end


def _below(lex: Lexemes, j: int, word: str, *, money: bool) -> tuple[Unit, int] | None:
    """What stands below the line of a rate at piece `j`: a unit, or any noun behind "per"."""
    noun = lex.word(j)
    found = after(lex, j, digits=word == "/") if noun.isalpha() else None
    if found is not None and found[0].kind in {"duration", "measure"}:
        # "$52 a barrel", but of other quantities only a time ("20 tonnes a day")
        fits = money or word in {"per", "/"} or found[0].kind == "duration"
        return found if fits and lex.word(found[1]) not in _LATER else None
    if noun.isalpha() and (word == "per" or (money and word in {"a", "an"} and noun in _HEADS)):
        return Unit(noun, noun, 1.0, ""), j + 1
    return None

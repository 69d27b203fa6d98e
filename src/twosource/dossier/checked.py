"""Plain data from outside, taken up value by value; what does not fit is told with its place."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from twosource.model import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from enum import StrEnum

__all__ = ["Misfit", "Value"]

_Kind = TypeVar("_Kind", bound="StrEnum")
_Made = TypeVar("_Made")
_Option = TypeVar("_Option", bound=str)


class Misfit(ValueError):
    """A value that does not fit: what is wrong, where (`$.claims[3].score`), and the mend."""

    def __init__(self, what: str, where: str, mend: str = "") -> None:
        super().__init__(f"{what} @ {where}")
        self.what, self.where, self.mend = what, where, mend


@dataclass(frozen=True, slots=True)
class Value:
    """One value of JSON and where it stands; each method gives it as what it should be.

    All methods raise Misfit.
    """

    data: Any
    where: str = "$"

    def wrong(self, what: str, mend: str = "") -> NoReturn:
        """Raise Misfit for this value."""
        raise Misfit(what, self.where, mend)

    def field(self, name: str, default: object = ...) -> Value:
        """A field of this object; a field that came to the form later has a `default`."""
        if not isinstance(self.data, dict):
            self.wrong(f"an object is expected, not {_kind(self.data)}")
        found = self.data.get(name, default)
        if found is ...:
            self.wrong(f"the field “{name}” is missing")
        return Value(found, f"{self.where}.{name}")

    def each(self, make: Callable[[Value], _Made]) -> tuple[_Made, ...]:
        """What `make` makes of each value of this list."""
        return tuple([make(Value(v, f"{self.where}[{k}]")) for k, v in enumerate(self._list())])

    def row(self, columns: Sequence[str], usual: Mapping[str, Any]) -> dict[str, Value]:
        """The values of this list by column, those left out at its end from `usual`.

        Values beyond the columns belong to a later form and are passed over.
        """
        given = self._list()
        row: dict[str, Value] = {}
        for k, name in enumerate(columns):
            if k >= len(given) and name not in usual:
                self.wrong(f"the row ends before “{name}”")
            row[name] = Value(given[k] if k < len(given) else usual[name], f"{self.where}[{k}]")
        return row

    def text(self) -> str:
        """A string."""
        if not isinstance(self.data, str):
            self.wrong(f"words are expected, not {_kind(self.data)}")
        return self.data

    def text_or_none(self) -> str | None:
        """A string, or null."""
        return None if self.data is None else self.text()

    def flag(self) -> bool:
        """True or false."""
        if not isinstance(self.data, bool):
            self.wrong(f"true or false is expected, not {_kind(self.data)}")
        return self.data

    def count(self) -> int:
        """A whole number from 0."""
        if isinstance(self.data, bool) or not isinstance(self.data, int) or self.data < 0:
            self.wrong(f"a whole number from 0 is expected, not {_kind(self.data)}")
        return self.data

    def index(self, length: int, what: str) -> int:
        """The number of one of `length` things, from 0."""
        number = self.count()
        if number >= length:
            self.wrong(f"there is no {what} {number}: there are {length}, counted from 0")
        return number

    def index_or_none(self, length: int, what: str) -> int | None:
        """As `index`, or null."""
        return None if self.data is None else self.index(length, what)

    def number(self) -> float:
        """A finite number."""
        found = self.data
        if isinstance(found, bool) or not isinstance(found, (int, float)) or not _finite(found):
            self.wrong(f"a number is expected, not {_kind(found)}")
        return float(found)

    def part(self) -> float:
        """A number from 0 to 1."""
        found = self.number()
        if not 0 <= found <= 1:
            self.wrong("a number from 0 to 1 is expected")
        return found

    def one_of(self, kinds: type[_Kind]) -> _Kind:
        """A member of an enumeration, by its value."""
        self.among([kind.value for kind in kinds])
        return kinds(self.data)

    def among(self, options: Sequence[_Option]) -> _Option:
        """One of these strings."""
        found = next((o for o in options if isinstance(self.data, str) and o == self.data), None)
        if found is None:
            self.wrong(f"one of {', '.join(o or 'nothing' for o in options)} is expected")
        return found

    def span(self, length: int) -> Span:
        """`[start, end]` within a text of `length` code points."""
        given = self._list()
        if len(given) != 2:
            self.wrong("[start, end] is expected")
        ends = Value(given[0], f"{self.where}[0]"), Value(given[1], f"{self.where}[1]")
        return self.span_of(*ends, length)

    def span_of(self, start: Value, end: Value, length: int) -> Span:
        """The span from `start` to `end`, which are fields of this value."""
        first, last = start.count(), end.count()
        if first > last:
            self.wrong(f"the span ends ({last}) before it starts ({first})")
        if last > length:
            end.wrong(f"the span ends at {last}, but the report's text has {length} characters")
        return Span(first, last)

    def _list(self) -> list[Any]:
        if not isinstance(self.data, list):
            self.wrong(f"a list is expected, not {_kind(self.data)}")
        return self.data


def _finite(number: float) -> bool:
    try:
        return math.isfinite(number)
    except OverflowError:  # a whole number beyond all floats
        return False


def _kind(data: object) -> str:
    """What a value of JSON is, in words."""
    if data is None or isinstance(data, bool):
        return {None: "null", True: "true", False: "false"}[data]
    if isinstance(data, (int, float)):
        return repr(data) if isinstance(data, float) or abs(data) < 10**18 else "a huge number"
    if isinstance(data, str):
        return "words"
    return "a list" if isinstance(data, list) else "an object"

"""From what a feature looks at to its string, or straight to the row that a network has for it.

A feature is (template, value, value, ...); its string is `template=value|value`. Training spells
the strings out. Reading asks for rows: the same few thousand features come again and again, and
to look a row up by the parts takes a third of the time that it takes by a string put together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["Parts", "Rows", "Spelt", "Templates"]

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Parts = tuple[Any, ...]  # the template's name, then strings, numbers or truth values
_MOST = 60_000  # features whose rows are remembered
_MOST_GROUPS = 20_000


class Templates(Protocol[T_co]):
    """What a feature is turned into."""

    def __getitem__(self, parts: Parts, /) -> T_co: ...

    def group(self, made: Callable[..., tuple[Any, ...]]) -> _Group[T_co]:
        """`made(templates, values)` by values: features that have some values in common, and that
        one look gives together where they were asked for before.
        """


class _Group(Protocol[T_co]):
    def __getitem__(self, values: Parts, /) -> tuple[T_co, ...]: ...


class Spelt:
    """The string of each feature, after a prefix."""

    def __init__(self, prefix: str = "") -> None:
        self._prefix = prefix

    def __getitem__(self, parts: Parts) -> str:
        return f"{self._prefix}{parts[0]}={'|'.join(map(str, parts[1:]))}"

    def group(self, made: Callable[..., tuple[str, ...]]) -> _Grouped[str]:
        return _Grouped(self, made)


class Rows(dict[Parts, int]):
    """The row of each feature; one more than the last where its string is not in the index."""

    def __init__(self, index: Mapping[str, int], prefix: str = "") -> None:
        super().__init__()
        self._index, self._spelt = index, Spelt(prefix)
        self._groups: dict[Callable[..., tuple[int, ...]], _Grouped[int]] = {}

    def __missing__(self, parts: Parts) -> int:
        if len(self) >= _MOST:
            self.clear()
        row = self[parts] = self._index.get(self._spelt[parts], len(self._index))
        return row

    def group(self, made: Callable[..., tuple[int, ...]]) -> _Grouped[int]:
        if made not in self._groups:
            self._groups[made] = _Grouped(self, made)
        return self._groups[made]


class _Grouped(dict[Parts, tuple[T, ...]]):
    """Features by the values that they have in common."""

    def __init__(self, templates: Templates[T], made: Callable[..., tuple[T, ...]]) -> None:
        super().__init__()
        self._templates, self._made = templates, made

    def __missing__(self, values: Parts) -> tuple[T, ...]:
        if len(self) >= _MOST_GROUPS:
            self.clear()
        found = self[values] = self._made(self._templates, values)
        return found

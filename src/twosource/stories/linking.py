"""Which written forms are one name: the rules of `rules`, strongest first, and what forbids it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.model import NameKind
from twosource.stories import rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from twosource.stories.written import Form

__all__ = ["clusters"]


class _Groups:
    """Forms in groups that only grow; a report's two different forms stay apart."""

    def __init__(self, forms: list[Form]) -> None:
        self.parent = list(range(len(forms)))
        self.members: dict[int, list[int]] = {k: [k] for k in self.parent}
        self.forms = forms

    def root(self, k: int) -> int:
        while self.parent[k] != k:
            self.parent[k] = self.parent[self.parent[k]]
            k = self.parent[k]
        return k

    def reports(self, k: int) -> set[str]:
        return {r for m in self.members[self.root(k)] for r in self.forms[m].reports}

    def join(self, a: int, b: int, *, veto: bool = True, given_names: bool = True) -> None:
        a, b = self.root(a), self.root(b)
        if a == b or self._has_place(a) or self._has_place(b):
            return
        if len(self._where(a) | self._where(b)) > 1:
            return  # two places of the gazetteer
        if given_names and not self._given_names_agree(a, b):
            return
        if veto and self.reports(a) & self.reports(b):
            return
        a, b = min(a, b), max(a, b)
        self.parent[b] = a
        self.members[a] += self.members.pop(b)

    def _has_place(self, root: int) -> bool:
        """Whether it is a place of the table, which has all its forms there."""
        return any(self.forms[m].place for m in self.members[root])

    def _where(self, root: int) -> set[str]:
        return {self.forms[m].where for m in self.members[root]} - {""}

    def _given_names_agree(self, a: int, b: int) -> bool:
        mine = [self.forms[m] for m in self.members[a]]
        others = [self.forms[m] for m in self.members[b]]
        return all(
            rules.given_names_agree(f.words, g.words)
            for f in mine
            for g in others
            if NameKind.PERSON in (f.kind, g.kind)
        )


# The rules in their order, the strongest first; whether a rule is weaker than two forms' standing
# in one report, and than given names that differ.
_RULES: tuple[tuple[Callable[[list[Form], list[int]], Iterable[tuple[int, int]]], bool, bool], ...]
_RULES = (
    (rules.same_name, False, True),
    (rules.same_place, False, True),
    (rules.same_text, False, True),
    (rules.same_bag, True, True),
    (rules.acronyms, False, True),
    (rules.same_surname, True, True),
    (rules.other_order, True, False),
    (rules.same_skeleton, True, True),
    (rules.misspelt, True, True),
    (rules.same_head, True, True),
    (rules.role_before, False, False),
)


def clusters(forms: list[Form]) -> list[list[Form]]:
    """Forms that mean the same together; `forms` are in a fixed order, no two the same."""
    groups = _Groups(forms)
    free = [k for k, f in enumerate(forms) if f.place is None]
    for rule, veto, given_names in _RULES:
        for a, b in rule(forms, free):
            groups.join(a, b, veto=veto, given_names=given_names)
    for a, b in rules.surname_alone(forms, free, groups.root):
        groups.join(a, b, veto=False)
    return [[forms[m] for m in sorted(members)] for members in groups.members.values()]

"""Which written forms are one name: the rules of `rules`, strongest first, and what forbids it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.model import NameKind
from twosource.stories import rules

if TYPE_CHECKING:
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

    def _given_names_agree(self, a: int, b: int) -> bool:
        mine = [self.forms[m] for m in self.members[a]]
        others = [self.forms[m] for m in self.members[b]]
        return all(
            rules.given_names_agree(f.words, g.words)
            for f in mine
            for g in others
            if NameKind.PERSON in (f.kind, g.kind)
        )


def clusters(forms: list[Form]) -> list[list[Form]]:
    """Forms that mean the same together; `forms` are in a fixed order and have distinct texts."""
    groups = _Groups(forms)
    free = [k for k, f in enumerate(forms) if f.place is None]
    for a, b in rules.same_name(forms):
        groups.join(a, b, veto=False)
    for a, b in rules.same_bag(forms, free):
        groups.join(a, b)
    for a, b in rules.acronyms(forms, free):
        groups.join(a, b, veto=False)
    for a, b in rules.same_surname(forms, free):
        groups.join(a, b)
    for a, b in rules.same_skeleton(forms, free):
        groups.join(a, b)
    for a, b in rules.misspelt(forms, free):
        groups.join(a, b)
    for a, b in rules.same_head(forms, free):
        groups.join(a, b)
    for a, b in rules.role_before(forms, free):
        groups.join(a, b, veto=False, given_names=False)
    for a, b in rules.surname_alone(forms, free, groups.root):
        groups.join(a, b, veto=False)
    return [[forms[m] for m in sorted(members)] for members in groups.members.values()]

"""One sentence as a tree: children, subtrees, and the words that bound a clause or an argument."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from twosource.model import Token

__all__ = ["APART", "Tree"]

_CLAUSE_CUT = frozenset(
    {"acl:relcl", "advcl:relcl", "appos", "parataxis", "discourse", "list", "advcl", "ccomp"}
)
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_TIES = frozenset({"case", "cc", "mark"})
# Prepositions of what is no part of the phrase that it hangs on.
APART = frozenset({"including", "according to"})
_NONE: tuple[int, ...] = ()
_CHILDLESS: dict[str, list[int]] = {}
# What a predicate noun carries for its clause, not for itself.
_OF_PREDICATE = frozenset({"nsubj", "cop", "aux", "advmod", "obl", "csubj", "expl", "punct"})


class Tree:
    """A sentence's tokens with their children; all indices are places in `tokens`."""

    __slots__ = (
        "_by",
        "_cases",
        "_phrases",
        "children",
        "dep",
        "heads",
        "low",
        "relation",
        "tokens",
    )

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.relation = [t.dep for t in tokens]
        self.dep = [_plain(r) for r in self.relation]
        self.heads = [t.head for t in tokens]
        self.low = [t.text.lower() for t in tokens]
        self.children: list[list[int]] = [[] for _ in tokens]
        # The children of a word by each name of their relation, full and without its subtype.
        self._by: list[dict[str, list[int]]] = [_CHILDLESS] * len(tokens)
        self._cases: dict[int, str] = {}
        self._phrases: dict[int, list[int]] = {}
        for k, head in enumerate(self.heads):
            if head != k:
                self.children[head].append(k)
                by = self._by[head]
                if by is _CHILDLESS:
                    by = self._by[head] = {}
                relation, dep = self.relation[k], self.dep[k]
                for name in (dep,) if dep == relation else (dep, relation):
                    if name in by:
                        by[name].append(k)
                    else:
                        by[name] = [k]

    def roots(self) -> list[int]:
        """Tokens that are their own head."""
        return [k for k, head in enumerate(self.heads) if head == k]

    def of(self, k: int, *relations: str) -> Sequence[int]:
        """Children of `k` in one of the relations; "nsubj" covers its subtypes too."""
        by = self._by[k]
        if not by:
            return _NONE
        if len(relations) == 1:
            return by.get(relations[0], _NONE)
        found = [by[r] for r in relations if r in by]
        if len(found) < 2:
            return found[0] if found else _NONE
        return sorted({c for children in found for c in children})

    def first(self, k: int, *relations: str) -> int | None:
        """The first such child, or None."""
        by = self._by[k]
        if not by:
            return None
        found = [by[r][0] for r in relations if r in by]
        return min(found) if found else None

    def case(self, k: int) -> str:
        """The preposition before a noun in lower case, several words joined ("because of")."""
        known = self._cases.get(k)
        if known is None:
            known = self._cases[k] = self._case(k)
        return known

    def _case(self, k: int) -> str:
        parts: list[int] = []
        for c in self._by[k].get("case", _NONE):
            if self.tokens[c].tag != "POS":
                parts.append(c)
                parts.extend(self.of(c, "fixed"))
        return " ".join(self.low[c] for c in sorted(parts))

    def under(self, k: int, cut: Container[str] = (), skip: Container[int] = ()) -> list[int]:
        """`k` and all below it but for the children cut off by relation or by place; in order."""
        out = [k]
        for node in out:
            for c in self.children[node]:
                if c in skip or self.relation[c] in cut or self.dep[c] in cut:
                    continue
                out.append(c)
        out.sort()
        return out

    def phrase(self, k: int, skip: Container[int] = ()) -> list[int]:
        """The words of an argument: its subtree without clauses of their own, case and marks.

        Only the head's own case and conjunction are left out, never those inside the phrase. A
        participle stays ("people killed in the blast"), a clause with a subject does not.
        """
        if not self.children[k]:
            return [k]
        if not skip:
            known = self._phrases.get(k)
            if known is None:
                known = self._phrases[k] = self._phrase(k, skip)
            return known
        return self._phrase(k, skip)

    def _phrase(self, k: int, skip: Container[int]) -> list[int]:
        places = [k]
        predicate = self.first(k, "cop") is not None
        for node in places:
            for c in self.children[node]:
                dep, relation = self.dep[c], self.relation[c]
                if dep in _CLAUSE_CUT or c in skip or relation in _CLAUSE_CUT:
                    continue
                if dep in {"nmod", "obl"} and self.case(c) in APART:
                    continue
                if dep == "acl" and (self.of(c, "nsubj") or self.says_that(c)):
                    continue
                if node != k and dep in {"acl", "conj"} and self.tokens[c].tag in _FINITE:
                    continue
                if relation == "cc:preconj":
                    places.append(c)  # "neither the pilot nor ..."
                    continue
                if node == k and (dep in _TIES or (predicate and dep in _OF_PREDICATE)):
                    continue
                places.append(c)
        return self.trimmed(places)

    def is_to(self, k: int) -> bool:
        """Whether the verb at `k` is an infinitive with "to"."""
        by = self._by[k]
        for relation in ("mark", "aux"):
            for c in by.get(relation, _NONE):
                if self.low[c] == "to":
                    return True
        return False

    def says_that(self, k: int) -> bool:
        """Whether the clause of `k` is opened by "that"."""
        return any(self.low[c] == "that" for c in self.of(k, "mark"))

    def trimmed(self, places: Iterable[int]) -> list[int]:
        """The places in order without punctuation at either end."""
        out, tokens = sorted(places), self.tokens
        while tokens[out[-1]].pos == "PUNCT" and len(out) > 1:
            out.pop()
        while tokens[out[0]].pos == "PUNCT" and len(out) > 1:
            out.pop(0)
        return out


@cache
def _plain(relation: str) -> str:
    """A relation without its subtype."""
    return relation.partition(":")[0].lower()

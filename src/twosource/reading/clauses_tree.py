"""One sentence as a tree: children, subtrees, and the words that bound a clause or an argument."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from twosource.model import Token

__all__ = ["Tree"]


class Tree:
    """A sentence's tokens with their children; all indices are places in `tokens`."""

    __slots__ = ("children", "dep", "heads", "low", "relation", "tokens")

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.tokens = tokens
        self.relation = [t.dep for t in tokens]
        self.dep = [r.partition(":")[0].lower() for r in self.relation]
        self.heads = [t.head for t in tokens]
        self.low = [t.text.lower() for t in tokens]
        self.children: list[list[int]] = [[] for _ in tokens]
        for k, head in enumerate(self.heads):
            if head != k:
                self.children[head].append(k)

    def roots(self) -> list[int]:
        """Tokens that are their own head."""
        return [k for k, head in enumerate(self.heads) if head == k]

    def of(self, k: int, *relations: str) -> list[int]:
        """Children of `k` in one of the relations; "nsubj" covers its subtypes too."""
        return [
            c for c in self.children[k] if self.dep[c] in relations or self.relation[c] in relations
        ]

    def first(self, k: int, *relations: str) -> int | None:
        """The first such child, or None."""
        found = self.of(k, *relations)
        return found[0] if found else None

    def case(self, k: int) -> str:
        """The preposition before a noun in lower case, several words joined ("because of")."""
        parts: list[int] = []
        for c in self.of(k, "case"):
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

        Only the head's own case and conjunction are left out, never those inside the phrase.
        """
        out = [c for c in self.under(k, _CLAUSE_CUT, skip) if c != k]
        ties = {"case", "cc", "mark"}
        own = {d for c in self.children[k] if self.dep[c] in ties for d in self.under(c)}
        return self.trimmed([k, *(c for c in out if c not in own)])

    def trimmed(self, places: Iterable[int]) -> list[int]:
        """The places in order without punctuation at either end."""
        out = sorted(places)
        while len(out) > 1 and self.tokens[out[-1]].pos == "PUNCT":
            out.pop()
        while len(out) > 1 and self.tokens[out[0]].pos == "PUNCT":
            out.pop(0)
        return out


_CLAUSE_CUT = frozenset({"acl:relcl", "appos", "parataxis", "discourse", "list", "advcl:relcl"})

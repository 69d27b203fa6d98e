"""Which propositions a number, a time or a place belongs to, by the way up from it in the tree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.reading.clauses_words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.reading.clauses_slots import Clause
    from twosource.reading.clauses_tree import Tree

__all__ = ["Given", "Govern"]

Given = dict[int, list[int]]  # the token of a predicate -> indices of what belongs to it
Rows = list[tuple[int, int]]  # the head token of a span, its index

# "in Lenz, Norland" and "the town of Lenz": part of the phrase that says where.
_WITHIN = frozenset({"nmod", "compound", "flat", "appos", "conj", "nmod:unmarked", "list", "dep"})
_UNDERGOES = frozenset({"obj", "obl", "nsubj:pass"})
_VERBAL = frozenset({"verb", "state", "exist"})


class Govern:
    """The clauses of one sentence, asked who governs a token."""

    __slots__ = ("_carried", "_clauses", "_made", "_tree")

    def __init__(self, tree: Tree, clauses: Sequence[Clause]) -> None:
        self._tree = tree
        self._clauses = clauses
        self._made = {c.head: c for c in clauses}
        # What a light verb governs belongs to the clause that it carries.
        self._carried = {c.up.head: c for c in reversed(clauses) if c.up is not None and c.up.light}

    def _owner(self, k: int) -> tuple[Clause | None, list[int]]:
        """The clause that a token belongs to, and the tokens on the way up to its predicate."""
        heads, made = self._tree.heads, self._made
        path = [k]
        while k not in made:
            if heads[k] == k:
                return None, path
            k = heads[k]
            path.append(k)
        owner = made[k]
        while owner.light and owner.head in self._carried:
            owner = self._carried[owner.head]
        return owner, path

    def numbers(self, rows: Rows) -> Given:
        """To the clause, and to each other one that shares the participant it stands in."""
        out: Given = {}
        for k, index in rows:
            owner, path = self._owner(k)
            if owner is not None:
                _add(out, owner, index)
            for clause in self._clauses:
                shared = [s for s in clause.slots if not s.own and s.head in path]
                if shared and clause is not owner:
                    _add(out, clause, index)
        return out

    def times(self, rows: Rows) -> Given:
        """To the clause; what is coordinated with it, or only goes along with it, shares its time
        where it has none of its own.
        """
        out: Given = {}
        for k, index in rows:
            owner, _ = self._owner(k)
            if owner is not None:
                _add(out, owner, index)
        for clause in self._clauses:
            up = clause.up
            if up is None or clause.kind != "verb" or up.kind != "verb" or clause.subject_own:
                continue
            if clause.link == "conj" or (clause.link == "advcl" and self._goes_along(clause.head)):
                mine, its = out.get(clause.head), out.get(up.head)
                if its and not mine:
                    out[clause.head] = list(its)
                elif mine and not its and clause.link == "conj":
                    out[up.head] = list(mine)
        return out

    def _goes_along(self, k: int) -> bool:
        """As in "hit the coast on Monday, killing 12"."""
        tree = self._tree
        return tree.tokens[k].tag == "VBG" and not tree.of(k, "mark", "aux")

    def places(self, rows: Rows) -> Given:
        """To the clause, where a preposition of place is met on the way up to it."""
        out: Given = {}
        spare: Given = {}
        for k, index in rows:
            owner, path = self._owner(k)
            if owner is None or owner.kind in {"role", "include"}:
                continue
            where = self._is_where(path, owner)
            if where is not None:
                _add(out if where else spare, owner, index)
        # "A court in Lenz ruled": where the doer is said to be, for want of anything nearer.
        for head, found in spare.items():
            out.setdefault(head, found)
        self._pass_on(out)
        return out

    def _is_where(self, path: Sequence[int], owner: Clause) -> bool | None:
        """True where the path says where, False where it says so of the doer only, else None."""
        tree, lists = self._tree, words()
        located = False
        for k in path:
            if k == owner.head and len(path) > 1:
                break
            dep, relation = tree.dep[k], tree.relation[k]
            if dep in {"obl", "nmod"} and relation != "nmod:poss":
                case = tree.case(k)
                if case in lists.place_cases:
                    located = True
                elif case != "of" and not (located or not case):
                    return None
            elif dep == "compound" and owner.kind == "event" and tree.heads[k] == owner.head:
                located = True
            elif dep in {"nsubj", "csubj"} and relation != "nsubj:pass":
                return False if located else None
            elif dep not in _WITHIN and not located:
                return None
        return True if located else None

    def _pass_on(self, out: Given) -> None:
        """From the event to the verb whose participant it is: "died in a fire in Lenz"."""
        for clause in self._clauses:
            up = clause.up
            if up is None or clause.head not in out or up.head in out:
                continue
            if clause.kind != "event" or up.kind not in _VERBAL:
                continue
            top, heads = clause.head, self._tree.heads
            while heads[top] not in {up.head, top}:
                top = heads[top]
            if self._tree.relation[top] in _UNDERGOES:
                out[up.head] = list(out[clause.head])


def _add(out: Given, clause: Clause, index: int) -> None:
    row = out.setdefault(clause.head, [])
    if index not in row:
        row.append(index)

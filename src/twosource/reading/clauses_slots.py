"""The places of participants around a predicate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from twosource.reading.clauses_tree import Tree

__all__ = ["Role", "Slot", "conjoined", "object_slots"]

Role = Literal["agent", "patient", "oblique", "attribute"]
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})


@dataclass(slots=True)
class Slot:
    """A participant by its head token; `own` where it stands in the predicate's own subtree."""

    role: Role
    head: int
    case: str = ""
    own: bool = True


def conjoined(tree: Tree, slot: Slot) -> list[Slot]:
    """The slot and one more for each noun coordinated with it."""
    out = [slot]
    for c in tree.of(slot.head, "conj"):
        if tree.tokens[c].pos in _NOMINAL and not tree.of(c, "nsubj", "cop"):
            out.append(Slot(slot.role, c, slot.case, slot.own))
    return out


def object_slots(tree: Tree, k: int, *, passive: bool) -> list[Slot]:
    """Objects and obliques of a predicate; "by" after a passive is its agent."""
    out: list[Slot] = []
    for c in tree.children[k]:
        dep, relation = tree.dep[c], tree.relation[c]
        if dep == "obj":
            out.extend(conjoined(tree, Slot("patient", c)))
        elif dep == "iobj":
            out.append(Slot("oblique", c, "to"))
        elif dep == "obl":
            case = tree.case(c)
            if relation == "obl:agent" or (passive and case == "by"):
                out.extend(conjoined(tree, Slot("agent", c, "by")))
            else:
                out.extend(conjoined(tree, Slot("oblique", c, case)))
    return out

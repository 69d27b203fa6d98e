"""A clause and the places of its participants around the predicate."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal

from twosource.reading.clauses_tree import APART
from twosource.reading.clauses_words import words

if TYPE_CHECKING:
    from twosource.reading.clauses_tree import Tree

__all__ = ["Clause", "Kind", "Role", "Slot", "conjoined", "is_object", "object_slots"]

Kind = Literal["verb", "state", "exist", "role", "event", "include"]
Role = Literal["agent", "patient", "oblique", "attribute"]
_BECOME = frozenset({"become", "remain"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "X"})


@dataclass(slots=True)
class Slot:
    """A participant by its head token; `own` where it stands in the predicate's own subtree."""

    role: Role
    head: int
    case: str = ""
    own: bool = True


@dataclass(slots=True)
class Clause:
    """One proposition: `head` is its predicate's token, `link` its relation to `up`.

    `kind`: verb, state (a copula's or bare predicate), exist ("there were"), role (apposition),
    event (noun), include. `subject` is the token of the grammatical subject, its own or shared.
    """

    head: int
    kind: Kind
    up: Clause | None
    link: str
    passive: bool = False
    subject: int | None = None
    subject_own: bool = False
    antecedent: int | None = None
    slots: list[Slot] = field(default_factory=list)
    light: bool = False


def conjoined(tree: Tree, slot: Slot) -> list[Slot]:
    """The slot and one more for each noun coordinated with it."""
    others = tree.of(slot.head, "conj")
    if not others:
        return [slot]
    more = [
        Slot(slot.role, c, slot.case, slot.own)
        for c in others
        if tree.tokens[c].pos in _NOMINAL and not tree.of(c, "nsubj", "cop")
    ]
    return [slot, *more]


def is_object(tree: Tree, k: int) -> bool:
    """A noun labelled as a predicate after a verb that takes none ("reached Dorne")."""
    return (
        tree.tokens[k].pos in {"NOUN", "PROPN"}
        and not tree.of(k, "case", "mark", "cop", "nsubj")
        and tree.tokens[tree.heads[k]].pos == "VERB"
        and tree.tokens[tree.heads[k]].lemma.lower() not in _takes_noun()
        and not tree.of(tree.heads[k], "obj")
    )


@cache
def _takes_noun() -> frozenset[str]:
    return words().naming_verbs | words().copular_verbs


def _is_amount(tree: Tree, k: int) -> bool:
    """As in "was cut by 4 percent"."""
    return tree.tokens[k].pos in {"NUM", "SYM"} or tree.low[k] in {"percent", "points"}


def object_slots(tree: Tree, k: int, *, passive: bool) -> list[Slot]:
    """Objects and obliques of a predicate; "by" after a passive is its agent."""
    out: list[Slot] = []
    for c in tree.children[k]:
        dep = tree.dep[c]
        if dep == "obj":
            role: Role = "attribute" if tree.tokens[k].lemma in _BECOME else "patient"
            out.extend(conjoined(tree, Slot(role, c)))
        elif dep == "xcomp" and is_object(tree, c):
            out.extend(conjoined(tree, Slot("patient", c)))
        elif dep == "iobj":
            out.append(Slot("oblique", c, "to"))
        elif dep == "obl":
            case = tree.case(c)
            if case in APART:
                continue
            if passive and case == "by" and not _is_amount(tree, c):
                out.extend(conjoined(tree, Slot("agent", c, "by")))
            else:
                out.extend(conjoined(tree, Slot("oblique", c, case)))
    return out

"""The participants of a clause, seen through passives, coordination, relatives and lists."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from twosource.reading.clauses_nouns import noun_slots
from twosource.reading.clauses_slots import Slot, conjoined, object_slots
from twosource.reading.clauses_words import measures, words

if TYPE_CHECKING:
    from twosource.reading.clauses_slots import Clause, Role
    from twosource.reading.clauses_tree import Tree

__all__ = ["fill", "role_ends"]

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_WHERE = frozenset({"where", "when"})


def role_ends(tree: Tree, k: int) -> tuple[int, int]:
    """Who, and what the apposition at `k` says they are: the common noun of the two."""
    head = tree.heads[k]
    return (k, head) if tree.tokens[k].pos == "PROPN" else (head, k)


def fill(tree: Tree, clause: Clause) -> None:
    """The participants of a clause, the subject first."""
    k = clause.head
    if clause.kind == "role":
        who, what = role_ends(tree, k)
        clause.slots = [
            Slot("agent", who, own=who == k),
            Slot("attribute", what, own=what == k),
            *noun_slots(tree, what, taken=True),
        ]
    elif clause.kind == "include":
        _fill_list(tree, clause)
    elif clause.kind == "event":
        clause.slots = noun_slots(tree, k, taken=False)
    else:
        _fill_clause(tree, clause)
        _fill_relative(tree, clause)
        if clause.kind == "verb" and not clause.passive:
            _share_object(tree, clause)


def _fill_list(tree: Tree, clause: Clause) -> None:
    """What "including" adds to: the noun before it, or the patient of the verb that it hangs on."""
    whole: int | None = tree.heads[clause.head]
    if clause.up is not None and whole == clause.up.head and clause.up.kind == "verb":
        patients = [s.head for s in clause.up.slots if s.role == "patient"]
        whole = patients[0] if patients else clause.up.subject
    if whole is not None:
        clause.slots.append(Slot("agent", whole, own=False))
    clause.slots.extend(conjoined(tree, Slot("patient", clause.head)))


def _fill_clause(tree: Tree, clause: Clause) -> None:
    k, slots = clause.head, clause.slots
    if clause.kind == "state" and clause.subject is None and tree.tokens[k].pos == "ADJ":
        clause.subject = tree.first(k, "nummod")
    if clause.subject is not None and clause.subject != k:
        undergoes = clause.passive or clause.kind == "exist"
        role: Role = "patient" if undergoes else "agent"
        slots.extend(conjoined(tree, Slot(role, clause.subject, own=clause.subject_own)))
    if clause.kind == "state" and not tree.case(k):
        slots.append(Slot("attribute", k))
        slots.extend(s for s in noun_slots(tree, k, taken=True) if s.role == "oblique")
    elif clause.kind == "state":
        slots.append(Slot("oblique", k, tree.case(k)))
    slots.extend(object_slots(tree, k, passive=clause.passive))
    if clause.link == "xcomp" and clause.up is not None and clause.up.light:
        # "Haas became mayor in 1990": the light verb's circumstances are those of what it carries.
        around = object_slots(tree, clause.up.head, passive=clause.up.passive)
        slots.extend(replace(s, own=False) for s in around if s.role == "oblique")


def _fill_relative(tree: Tree, clause: Clause) -> None:
    """The antecedent in the place of its pronoun, or in the gap of the object."""
    antecedent = clause.antecedent
    if clause.link == "advcl":
        # "which" after a whole sentence: nothing that a span could name.
        clause.slots[:] = [s for s in clause.slots if tree.low[s.head] != "which"]
    if clause.link != "relcl" or antecedent is None:
        return
    k = clause.head
    for slot in clause.slots:
        if tree.low[slot.head] in _RELATIVE and slot.own and slot.head != k:
            slot.head, slot.own = antecedent, False
            return
    if clause.subject == antecedent or _has_owner(tree, clause):
        return
    if any(tree.low[c] in _WHERE for c in tree.of(k, "advmod")):
        clause.slots.append(Slot("oblique", antecedent, "in", own=False))
    elif clause.kind == "verb" and not clause.passive and not tree.of(k, "obj", "xcomp", "ccomp"):
        clause.slots.append(Slot("patient", antecedent, own=False))


def _has_owner(tree: Tree, clause: Clause) -> bool:
    """As in "whose son died": the antecedent owns a participant and is none itself."""
    return any(tree.low[d] == "whose" for s in clause.slots for d in tree.of(s.head, "nmod"))


def _share_object(tree: Tree, clause: Clause) -> None:
    """The object that stands after both verbs of "shot and killed two men" belongs to both."""
    k = clause.head
    if clause.link != "conj" or clause.up is None or clause.up.kind != "verb":
        return
    other = clause.up.head
    mine, its = tree.first(k, "obj"), tree.first(other, "obj")
    if mine is None and its is not None and its > k:
        clause.slots.append(Slot("patient", its, own=False))
    elif mine is not None and its is None and not clause.up.passive:
        alone = tree.tokens[other].lemma.lower() in words().intransitive_verbs
        if alone or tree.low[mine] in measures():
            return  # "a wall collapsed and crushed it", "slipped and fell 60 metres"
        between = range(other + 1, k)
        if all(tree.dep[c] in {"cc", "advmod", "punct"} for c in between):
            clause.up.slots.append(Slot("patient", mine, own=False))

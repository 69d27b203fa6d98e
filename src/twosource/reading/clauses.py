"""The propositions of one sentence, found in its Universal Dependencies tree.

Each clause knows its predicate, the clause that governs it and how, and its participants seen
through passives, coordination, relative pronouns and control (after the enhanced dependencies of
Schuster and Manning, 2016).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from twosource.reading.clauses_nouns import is_event, noun_slots
from twosource.reading.clauses_slots import Slot, conjoined, object_slots
from twosource.reading.clauses_words import words

if TYPE_CHECKING:
    from twosource.reading.clauses_tree import Tree

__all__ = ["Clause", "clauses_of"]

Kind = Literal["verb", "state", "exist", "role", "event", "include"]

_CLAUSAL = frozenset(
    {"root", "ccomp", "xcomp", "advcl", "acl", "parataxis", "csubj", "conj", "list", "dep", "orphan"}
)
_STATES = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "ADV", "PRON"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_WHERE = frozenset({"where", "when"})


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


def clauses_of(tree: Tree) -> list[Clause]:
    """All clauses of a sentence, each after the one that governs it."""
    out: list[Clause] = []
    stack: list[tuple[int, Clause | None]] = [(k, None) for k in reversed(tree.roots())]
    made: dict[int, Clause] = {}
    while stack:
        k, up = stack.pop()
        clause = _clause(tree, k, up, made)
        if clause is not None:
            made[k] = clause
            out.append(clause)
        below = clause or up
        stack.extend((c, below) for c in reversed(tree.children[k]))
    for clause in out:
        _fill(tree, clause)
    return out


def _clause(tree: Tree, k: int, up: Clause | None, made: dict[int, Clause]) -> Clause | None:
    kind = _kind(tree, k, made)
    if kind is None:
        return None
    relation = tree.relation[k]
    link = tree.dep[k] if relation != "acl:relcl" else "relcl"
    if kind == "event" and link not in {"root", "conj"}:
        link = "noun"
    clause = Clause(k, kind, up, link)
    if link == "conj" and tree.heads[k] in made:
        clause.up = made[tree.heads[k]]
    if kind in {"verb", "state", "exist"}:
        _find_subject(tree, clause)
    clause.light = kind in {"verb", "state"} and _is_light(tree, k)
    return clause


def _kind(tree: Tree, k: int, made: dict[int, Clause]) -> Kind | None:
    token, dep = tree.tokens[k], tree.dep[k]
    clausal = dep in _CLAUSAL
    if token.pos in {"VERB", "AUX"} or (token.tag.startswith("VB") and clausal):
        return _verb_kind(tree, k, made)
    if dep == "case" or not token.pos:
        return None
    has_cop = tree.first(k, "cop") is not None
    if has_cop and dep not in {"compound", "flat"}:
        return "state"
    if token.pos in _STATES:
        if _is_bare_state(tree, k, made):
            return "state"
        if token.pos in {"NOUN", "PROPN"} or token.tag == "NN":
            if dep == "appos" and token.tag in {"NN", "NNS"} and tree.tokens[tree.heads[k]].pos in {
                "PROPN", "NOUN", "PRON",
            }:
                return "role"
            if is_event(tree, k):
                return "event"
            if tree.case(k).startswith("including") and dep in {"nmod", "obl", "acl"}:
                return "include"
    return None


def _verb_kind(tree: Tree, k: int, made: dict[int, Clause]) -> Kind | None:
    token, dep = tree.tokens[k], tree.dep[k]
    if dep == "amod":
        return "verb" if token.tag == "VBN" and token.pos == "VERB" else None
    if dep not in _CLAUSAL:
        return None
    if dep == "conj":
        head = tree.heads[k]
        own = tree.first(k, "nsubj", "csubj") is not None
        if head not in made and not own and token.tag in {"VBG", "VBN", "NN"}:
            return None
    if tree.first(k, "expl") is not None and token.lemma == "be" and tree.of(k, "nsubj"):
        return "exist"
    return "verb"


def _is_bare_state(tree: Tree, k: int, made: dict[int, Clause]) -> bool:
    """A predicate without a verb: "Three dead", "left two people dead", "rich and idle"."""
    token, dep, head = tree.tokens[k], tree.dep[k], tree.heads[k]
    if dep in {"root", "ccomp", "parataxis", "advcl"} or (dep == "acl" and token.pos == "ADJ"):
        if tree.first(k, "nsubj") is not None:
            return True
        return dep == "acl" and token.pos == "ADJ"
    if dep == "xcomp":
        return token.pos in {"ADJ", "NOUN", "PROPN"}
    if dep == "conj":
        above = made.get(head)
        return above is not None and above.kind == "state" and token.pos in {"ADJ", "NOUN"} and (
            above.head == head
        )
    if dep == "amod":
        return token.pos == "ADJ" and k == head + 1 and tree.tokens[head].pos in {"NOUN", "NUM"}
    return False


def _is_light(tree: Tree, k: int) -> bool:
    lemma = tree.tokens[k].lemma.lower()
    if lemma not in words().light_verbs:
        return False
    after = [
        c for c in tree.of(k, "xcomp", "advcl", "ccomp") if _is_infinitive(tree, c)
    ]
    if not after:
        return False
    if lemma == "go":
        return tree.tokens[k].tag == "VBG"
    if lemma in {"say", "report", "allege", "believe", "think", "know", "estimate", "suppose"}:
        return bool(tree.of(k, "aux:pass"))
    return True


def _is_infinitive(tree: Tree, k: int) -> bool:
    if tree.tokens[k].tag == "VB" or tree.tokens[k].tag == "VBG":
        return True
    return any(tree.low[c] == "to" for c in tree.of(k, "mark")) or tree.dep[k] == "xcomp"


def _find_subject(tree: Tree, clause: Clause) -> None:
    k = clause.head
    token = tree.tokens[k]
    subject = tree.first(k, "nsubj", "csubj")
    clause.passive = _is_passive(tree, clause, subject)
    clause.antecedent = tree.heads[k] if clause.link in {"acl", "relcl", "amod"} else None
    if subject is not None:
        clause.subject, clause.subject_own = subject, True
        if clause.link == "relcl" and tree.low[subject] in _RELATIVE:
            clause.subject, clause.subject_own = clause.antecedent, False
        return
    up = clause.up
    if clause.link == "amod" or (clause.link in {"acl", "relcl"} and not _to(tree, k)):
        clause.subject = clause.antecedent
    elif up is None:
        return
    elif clause.link == "xcomp":
        clause.subject = _controller(tree, clause, up)
    elif clause.link in {"conj", "advcl", "acl"} or (
        clause.link in {"ccomp", "dep"} and token.tag in {"VBG", "VB"} and _has_subject_gap(tree, k)
    ):
        clause.subject = up.subject


def _has_subject_gap(tree: Tree, k: int) -> bool:
    return tree.tokens[k].tag == "VBG" or _to(tree, k)


def _to(tree: Tree, k: int) -> bool:
    return any(tree.low[c] == "to" for c in tree.of(k, "mark", "aux"))


def _controller(tree: Tree, clause: Clause, up: Clause) -> int | None:
    obj = tree.first(up.head, "obj", "iobj")
    lemma = tree.tokens[up.head].lemma.lower()
    if obj is not None and not up.passive and lemma not in words().control_subject:
        return obj
    return up.subject


def _is_passive(tree: Tree, clause: Clause, subject: int | None) -> bool:
    k = clause.head
    token = tree.tokens[k]
    if clause.kind != "verb":
        return False
    if subject is not None and tree.relation[subject] in {"nsubj:pass", "csubj:pass"}:
        return True
    if tree.of(k, "aux:pass"):
        return True
    if token.tag not in {"VBN", "VBD"}:
        return False
    if any(tree.tokens[c].lemma.lower() in {"have", "do"} or tree.tokens[c].tag == "MD"
           for c in tree.of(k, "aux")):
        return False
    if token.tag == "VBN" and subject is None:
        if clause.link in {"acl", "relcl", "amod", "advcl"}:
            return True
        if clause.link == "conj" and clause.up is not None:
            return clause.up.passive
        return clause.link in {"root", "xcomp", "ccomp"}
    lemma = token.lemma.lower()
    return subject is not None and not tree.of(k, "obj") and lemma in words().passive_verbs


def _fill(tree: Tree, clause: Clause) -> None:
    """The participants of a clause, the subject first."""
    k = clause.head
    slots = clause.slots
    if clause.kind == "role":
        slots.append(Slot("agent", tree.heads[k], own=False))
        slots.append(Slot("attribute", k))
        slots.extend(noun_slots(tree, k, taken=True))
        return
    if clause.kind == "include":
        slots.append(Slot("agent", tree.heads[k], own=False))
        slots.extend(conjoined(tree, Slot("patient", k)))
        return
    if clause.kind == "event":
        slots.extend(noun_slots(tree, k, taken=False))
        return
    if clause.subject is not None and clause.subject != k:
        role: Literal["agent", "patient"] = "patient" if clause.passive else "agent"
        if clause.kind == "exist":
            role = "patient"
        slots.extend(conjoined(tree, Slot(role, clause.subject, own=clause.subject_own)))
    if clause.kind == "state" and not tree.case(k):
        slots.append(Slot("attribute", k))
        slots.extend(s for s in noun_slots(tree, k, taken=True) if s.role == "oblique")
    elif clause.kind == "state":
        slots.append(Slot("oblique", k, tree.case(k)))
    slots.extend(object_slots(tree, k, passive=clause.passive))
    _fill_relative(tree, clause)
    if clause.kind == "verb" and not clause.passive:
        _share_object(tree, clause)


def _fill_relative(tree: Tree, clause: Clause) -> None:
    """The antecedent in the place of its pronoun, or in the gap of the object."""
    antecedent = clause.antecedent
    if clause.link != "relcl" or antecedent is None:
        return
    k = clause.head
    for slot in clause.slots:
        if tree.low[slot.head] in _RELATIVE and slot.own and slot.head != k:
            slot.head, slot.own = antecedent, False
            return
    if clause.subject == antecedent:
        return
    if any(tree.low[c] in _WHERE for c in tree.of(k, "advmod")):
        clause.slots.append(Slot("oblique", antecedent, "in", own=False))
    elif clause.kind == "verb" and not clause.passive and not tree.of(k, "obj", "xcomp", "ccomp"):
        clause.slots.append(Slot("patient", antecedent, own=False))


def _share_object(tree: Tree, clause: Clause) -> None:
    """"shot and killed two men": the object that stands after both verbs belongs to both."""
    k = clause.head
    if clause.link != "conj" or clause.up is None or clause.up.kind != "verb":
        return
    other = clause.up.head
    mine, its = tree.first(k, "obj"), tree.first(other, "obj")
    if mine is None and its is not None and its > k:
        clause.slots.append(Slot("patient", its, own=False))
    elif mine is not None and its is None and not clause.up.passive:
        between = range(other + 1, k)
        if all(tree.dep[c] in {"cc", "advmod", "punct"} for c in between):
            clause.up.slots.append(Slot("patient", mine, own=False))

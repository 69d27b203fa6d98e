"""Nouns that tell an event, and who takes part in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.reading.clauses_slots import Slot, conjoined
from twosource.reading.clauses_tree import APART
from twosource.reading.clauses_words import event_nouns, verb_of, words

if TYPE_CHECKING:
    from twosource.reading.clauses_tree import Tree

__all__ = ["is_event", "noun_slots"]

# Relations that show what an event noun is about; without one it says too little by itself.
_TELLING = frozenset({"nmod", "compound", "nummod", "acl"})
_UNTOLD = frozenset({"compound", "flat", "case", "fixed", "nmod:desc"})


def is_event(tree: Tree, k: int) -> bool:
    """Whether the noun at `k` tells an event and something about it."""
    if not tree.children[k] or tree.tokens[k].lemma.lower() not in event_nouns():
        return False
    if tree.relation[k] in _UNTOLD or tree.dep[k] in _UNTOLD:
        return False
    if tree.dep[k] == "root":
        return True
    for c in tree.children[k]:
        if tree.dep[c] in _TELLING or (tree.dep[c] == "amod" and _tells(tree, c)):
            return True
    return False


def _tells(tree: Tree, c: int) -> bool:
    """An adjective that says whose event it is, or how sure it is."""
    return tree.tokens[c].text[:1].isupper() or tree.low[c] in words().hedge_adjectives


def noun_slots(tree: Tree, k: int, *, taken: bool) -> list[Slot]:
    """Participants of a noun; with `taken` (it is a predicate noun) all of them are obliques."""
    lemma = tree.tokens[k].lemma.lower()
    verb = "" if taken else verb_of(lemma)
    transitive = bool(verb) and verb not in words().intransitive_verbs
    cases = {c: tree.case(c) for c in tree.of(k, "nmod") if tree.relation[c] != "nmod:poss"}
    cases = {c: case for c, case in cases.items() if case not in APART}
    owner = tree.of(k, "nmod:poss")
    doer_known = bool(owner) or "by" in cases.values()
    out: list[Slot] = []
    for c in owner:
        as_object = transitive and "by" in cases.values()
        slot = Slot("patient" if as_object else "agent", c)
        out.extend(conjoined(tree, Slot("oblique", c, "of") if taken else slot))
    for c, case in cases.items():
        if taken or tree.relation[c] == "nmod:desc":
            out.extend(conjoined(tree, Slot("oblique", c, case)))
        elif case in {"by", "between"}:
            out.extend(conjoined(tree, Slot("agent", c, case)))
        elif case == "of" and verb:
            undergoes = transitive or (doer_known and bool(owner))
            out.extend(conjoined(tree, Slot("patient" if undergoes else "agent", c, case)))
        else:
            out.extend(conjoined(tree, Slot("oblique", c, case)))
    if not taken:
        for c in tree.of(k, "compound", "amod"):
            if tree.tokens[c].pos in {"NOUN", "PROPN"}:
                out.append(Slot("oblique", c))
            elif tree.tokens[c].text[:1].isupper() and transitive and not doer_known and c > 0:
                out.append(Slot("agent", c))
    return out

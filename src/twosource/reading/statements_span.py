"""Which words a statement and its arguments cover: contiguous, and as tight as that allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.reading.clauses_tree import APART
from twosource.reading.clauses_words import measures, words

if TYPE_CHECKING:
    from collections.abc import Container

    from twosource.reading.clauses_slots import Clause, Slot
    from twosource.reading.clauses_tree import Tree

__all__ = ["argument_head", "argument_words", "clause_words", "quoted_end"]

_OPENING = frozenset({"“", "‘"})
_CLOSING = frozenset({"”", "’", '"'})

# Children of a predicate that are no part of its own proposition.
_NOT_OWN = frozenset(
    {"cc", "mark", "punct", "parataxis", "discourse", "vocative", "list", "appos", "dep"}
)
# Those that hold no clause of their own.
_WHOLE = frozenset({"aux", "cop", "advmod", "compound", "expl", "det", "case"})
_DESCRIBES = frozenset({"acl", "relcl", "amod"})
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "conj", "csubj", "acl", "parataxis", "dep"})


def clause_words(tree: Tree, clause: Clause, made: Container[int]) -> list[int]:
    """The tokens of a statement in order; the span runs from the first to the last."""
    k = clause.head
    if clause.kind in {"role", "include"}:
        before = tree.phrase(tree.heads[k]) if clause.kind == "role" else tree.of(k, "case")
        return tree.trimmed({*before, *tree.phrase(k)})
    if clause.kind == "event":
        return tree.phrase(k, skip=tree.of(k, "conj"))
    return _verbal_words(tree, clause, made)


def _verbal_words(tree: Tree, clause: Clause, made: Container[int]) -> list[int]:
    k = clause.head
    places = {k}
    for c in tree.children[k]:
        if _is_own(tree, clause, c, made):
            places.update(_child_words(tree, c))
    _take_subject(tree, places, clause)
    if clause.link in _DESCRIBES and clause.antecedent is not None:
        _take_before(tree, places, clause.antecedent, k)
    elif clause.link == "xcomp" or _is_of(tree, clause):
        _take_control(tree, places, clause)
    for slot in clause.slots:
        # The object that two coordinated verbs share stands after the second.
        if slot.role == "patient" and slot.head > k and not slot.own:
            holder = tree.heads[slot.head]
            if clause.link == "conj" or (tree.dep[holder] == "conj" and tree.heads[holder] == k):
                places.update(tree.phrase(slot.head))
    return tree.trimmed(places)


def _take_subject(tree: Tree, places: set[int], clause: Clause) -> None:
    """Add what hangs elsewhere though it is the subject of this predicate."""
    subject, k = clause.subject, clause.head
    if subject is None or tree.heads[subject] == k:
        return
    if clause.subject_own:
        places.update(tree.phrase(subject))
    elif clause.link == "parataxis":
        places.update(tree.phrase(subject, skip={k}))


def _is_own(tree: Tree, clause: Clause, c: int, made: Container[int]) -> bool:
    dep = tree.dep[c]
    if dep in _NOT_OWN:
        return dep == "mark" and tree.low[c] == "to" and clause.link in {"xcomp", "root"}
    if dep in _CLAUSES and c in made:
        return dep == "xcomp" and tree.tokens[c].pos not in {"VERB", "AUX"}
    if dep == "conj" or (dep in {"obl", "nmod"} and tree.case(c) in APART):
        return False
    # A predicate noun's relative pronoun stands for what lies before it.
    return not (clause.link == "relcl" and tree.low[c] in {"who", "which", "that", "whom"})


def _child_words(tree: Tree, c: int) -> list[int]:
    if not tree.children[c]:
        return [c]
    if tree.dep[c] in _WHOLE:
        return tree.under(c)
    ties = [d for d in tree.of(c, "case") if tree.tokens[d].tag != "POS"]
    if not ties:
        return tree.phrase(c)
    return sorted({*tree.phrase(c), *(e for d in ties for e in tree.under(d))})


def _take_before(tree: Tree, places: set[int], antecedent: int, k: int) -> None:
    """Add the noun phrase that the clause describes where it stands right beside it."""
    first = min(places)
    if antecedent > k:
        places.update([p for p in tree.phrase(antecedent) if p >= first - 1])
        places.add(antecedent)
        return
    noun = [p for p in tree.phrase(antecedent, skip={k}) if p < first]
    if not noun or antecedent not in noun:
        return
    gap = range(noun[-1] + 1, first)
    if all(
        tree.tokens[g].pos in {"PUNCT", "PRON", "SCONJ", "ADP"} or tree.heads[g] == k for g in gap
    ):
        places.update(noun)


def _is_of(tree: Tree, clause: Clause) -> bool:
    """As in "accused of stealing"."""
    return clause.link == "advcl" and any(
        tree.low[c] == "of" for c in tree.of(clause.head, "mark", "case")
    )


def _take_control(tree: Tree, places: set[int], clause: Clause) -> None:
    """Add "X vowed" before "to leave": without them nobody can tell who, and whether."""
    subject, up = clause.subject, clause.up
    if subject is None or up is None:
        return
    if subject == up.subject and not up.subject_own:
        return
    before = {*tree.phrase(subject)}
    if subject == up.subject:
        before.add(up.head)
        before.update(d for c in tree.of(up.head, "aux", "cop", "advmod") for d in tree.under(c))
    if up.link == "xcomp" and up.up is not None:
        return
    if max(before) < max(places):
        places.update(before)
        if up.light:
            places.update(w for c in tree.of(up.head, "obl") for w in _child_words(tree, c))


def quoted_end(tree: Tree, first: int, last: int) -> int:
    """The last token, or the quotation mark after it that closes one opened within."""
    after = last + 1
    if after == len(tree.tokens) or tree.low[after] not in _CLOSING:
        return last
    inside = tree.low[first:after]
    if tree.low[after] == '"':
        return after if inside.count('"') % 2 else last
    opened = sum([w in _OPENING for w in inside]) - sum([w in _CLOSING for w in inside])
    return after if opened > 0 else last


def argument_words(tree: Tree, slot: Slot, clause: Clause) -> list[int]:
    """The tokens of an argument, never with the clause that it takes part in."""
    if slot.head == clause.head:
        return _attribute_words(tree, slot.head, clause.subject)
    # What hangs on the predicate cannot hold it.
    below = tree.heads[slot.head] == clause.head
    return tree.phrase(slot.head) if below else tree.phrase(slot.head, {clause.head})


def _attribute_words(tree: Tree, k: int, subject: int | None) -> list[int]:
    """A predicate noun or adjective with its modifiers, without subject, copula and clauses."""
    inner = {"det", "amod", "compound", "nmod", "nummod", "flat", "advmod", "fixed", "obl"}
    places = {k}
    for c in tree.children[k]:
        if c == subject:
            continue
        if tree.dep[c] in inner and (tree.dep[c] not in {"obl", "advmod"} or abs(c - k) < 2):
            places.update(tree.under(c))
    return tree.trimmed(places)


def argument_head(tree: Tree, k: int) -> int:
    """The noun that is meant: in "dozens of people" the people."""
    token = tree.tokens[k]
    lemma = token.lemma.lower()
    if token.pos == "NUM" or lemma in words().partitive_nouns or lemma in measures():
        for c in tree.of(k, "nmod"):
            if tree.case(c) == "of" and tree.tokens[c].pos in {"NOUN", "PROPN", "PRON"}:
                return c
    return k

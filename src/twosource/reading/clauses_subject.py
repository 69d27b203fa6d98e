"""Who the subject of a clause is, its own or one that it shares, and whether it is a passive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.reading.clauses_words import words

if TYPE_CHECKING:
    from twosource.reading.clauses_slots import Clause
    from twosource.reading.clauses_tree import Tree

__all__ = ["find_subject"]

_RELATIVE = frozenset({"who", "which", "that", "whom"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_BARE_PARTICIPLE = frozenset({"acl", "relcl", "amod", "advcl", "root", "xcomp", "ccomp"})


def find_subject(tree: Tree, clause: Clause) -> None:
    k = clause.head
    subject = _own_subject(tree, k)
    if subject is None:
        subject = _subject_of_participle(tree, k)
    clause.passive = _is_passive(tree, clause, subject)
    clause.antecedent = tree.heads[k] if clause.link in {"acl", "relcl", "amod"} else None
    if subject is not None:
        clause.subject, clause.subject_own = subject, True
        if clause.link == "relcl" and tree.low[subject] in _RELATIVE:
            clause.subject, clause.subject_own = clause.antecedent, False
        return
    if not tree.of(k, "csubj"):
        clause.subject = _shared_subject(tree, clause)


def _shared_subject(tree: Tree, clause: Clause) -> int | None:
    """The subject of a clause that has none of its own, by what it hangs on."""
    k, link, up = clause.head, clause.link, clause.up
    if link == "amod" or (link in {"acl", "relcl"} and not tree.is_to(k)):
        tied = link == "acl" and tree.of(k, "mark", "case")
        return None if tied else clause.antecedent
    if link == "acl" and (owner := _owner(tree, tree.heads[k])) is not None:
        return owner
    if link == "parataxis" and _follows_noun(tree, k):
        return tree.heads[k]
    if up is None or link == "xcomp":
        return _controller(tree, up) if up is not None else None
    gap = link in {"ccomp", "dep"} and tree.tokens[k].tag in {"VBG", "VB"}
    shared = link in {"conj", "advcl", "acl"} or (gap and _has_subject_gap(tree, k))
    return up.subject if shared else None


def _own_subject(tree: Tree, k: int) -> int | None:
    """The subject noun; the outer one of "the trouble is that it leaks" is another clause's."""
    found = [c for c in tree.of(k, "nsubj") if tree.relation[c] != "nsubj:outer"]
    if not found and tree.tokens[k].tag in _FINITE and not tree.of(k, "csubj", "expl"):
        # A noun before a finite verb that hangs on it loosely is its subject, badly labelled.
        loose = tree.of(k, "vocative", "dislocated", "dep")
        found = [c for c in loose if c < k and tree.tokens[c].pos in {"NOUN", "PROPN"}]
    return found[-1] if found else None


def _subject_of_participle(tree: Tree, k: int) -> int | None:
    """In "the vaccine, developed in Lenz, is safe" the noun that was given to the participle."""
    for c in tree.of(k, "csubj"):
        if tree.tokens[c].tag in {"VBN", "VBD"} and not tree.of(c, "mark"):
            return _own_subject(tree, c)
    return None


def _owner(tree: Tree, noun: int) -> int | None:
    """Who is to do it: the possessor in "Ruda's decision to go", the noun itself in a headline
    ("Mayor to resign").
    """
    if tree.dep[noun] == "root" and tree.tokens[-1].pos != "PUNCT" and _may_act(tree, noun):
        return noun
    return tree.first(noun, "nmod:poss")


def _may_act(tree: Tree, noun: int) -> bool:
    return tree.low[noun] not in words().hedge_nouns | words().future_nouns


def _follows_noun(tree: Tree, k: int) -> bool:
    """A finite verb hung loosely on the noun before it, which is its subject in truth."""
    head = tree.heads[k]
    noun = tree.tokens[head].pos in {"NOUN", "PROPN"} and not tree.of(head, "nsubj", "cop")
    return noun and head < k and tree.tokens[k].tag in _FINITE


def _has_subject_gap(tree: Tree, k: int) -> bool:
    return tree.tokens[k].tag == "VBG" or tree.is_to(k)


def _controller(tree: Tree, up: Clause) -> int | None:
    obj = tree.first(up.head, "obj", "iobj")
    lemma = tree.tokens[up.head].lemma.lower()
    if obj is not None and not up.passive and lemma not in words().control_subject:
        return obj
    return up.subject


def _is_passive(tree: Tree, clause: Clause, subject: int | None) -> bool:
    k = clause.head
    if clause.kind != "verb":
        return False
    if tree.of(k, "aux:pass"):
        return True
    if tree.tokens[k].tag not in {"VBN", "VBD"}:
        return False
    if any(_is_active(tree, c) for c in tree.of(k, "aux")):
        return False
    lemma = tree.tokens[k].lemma.lower()
    if lemma in words().intransitive_verbs and not tree.of(k, "obl:agent"):
        return False
    return _is_bare_passive(tree, clause, subject)


def _is_bare_passive(tree: Tree, clause: Clause, subject: int | None) -> bool:
    """A passive without its auxiliary: a participle at a noun, or a headline's."""
    k = clause.head
    tag = tree.tokens[k].tag
    if subject is not None and tree.relation[subject] == "nsubj:pass":
        return True
    if clause.link == "csubj" and k and tree.low[k - 1] == "," and not tree.of(k, "obj"):
        return True  # "the vaccine, developed in Lenz, is safe", taken for a clause of its own
    reduced = clause.link == "acl" and not tree.of(k, "obj", "ccomp", "xcomp", "mark")
    if subject is None and (tag == "VBN" or reduced):
        shared = clause.up is not None and clause.up.passive
        return shared if clause.link == "conj" else clause.link in _BARE_PARTICIPLE
    if tree.of(k, "obj", "ccomp", "xcomp"):
        return False
    # "Five killed in blast": only a headline leaves out the auxiliary, and the full stop.
    bare = tag == "VBN" or tree.tokens[-1].text != "."
    return bare and tree.tokens[k].lemma.lower() in words().passive_verbs


def _is_active(tree: Tree, c: int) -> bool:
    return tree.tokens[c].lemma.lower() in {"have", "do"} or tree.tokens[c].tag == "MD"

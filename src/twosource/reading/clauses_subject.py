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
    token = tree.tokens[k]
    subject = _own_subject(tree, k)
    clause.passive = _is_passive(tree, clause, subject)
    clause.antecedent = tree.heads[k] if clause.link in {"acl", "relcl", "amod"} else None
    if subject is not None:
        clause.subject, clause.subject_own = subject, True
        if clause.link == "relcl" and tree.low[subject] in _RELATIVE:
            clause.subject, clause.subject_own = clause.antecedent, False
        return
    up = clause.up
    if tree.of(k, "csubj"):
        return
    if clause.link == "amod" or (clause.link in {"acl", "relcl"} and not _to(tree, k)):
        tied = clause.link == "acl" and tree.of(k, "mark", "case")
        clause.subject = None if tied else clause.antecedent
    elif up is None:
        return
    elif clause.link == "xcomp":
        clause.subject = _controller(tree, up)
    elif clause.link in {"conj", "advcl", "acl"} or (
        clause.link in {"ccomp", "dep"} and token.tag in {"VBG", "VB"} and _has_subject_gap(tree, k)
    ):
        clause.subject = up.subject


def _own_subject(tree: Tree, k: int) -> int | None:
    """The subject noun; the outer one of "the trouble is that it leaks" is another clause's."""
    found = [c for c in tree.of(k, "nsubj") if tree.relation[c] != "nsubj:outer"]
    if not found and tree.tokens[k].tag in _FINITE and not tree.of(k, "csubj", "expl"):
        # A noun before a finite verb that hangs on it loosely is its subject, badly labelled.
        loose = tree.of(k, "vocative", "dislocated", "dep")
        found = [c for c in loose if c < k and tree.tokens[c].pos in {"NOUN", "PROPN"}]
    return found[-1] if found else None


def _has_subject_gap(tree: Tree, k: int) -> bool:
    return tree.tokens[k].tag == "VBG" or _to(tree, k)


def _to(tree: Tree, k: int) -> bool:
    return any(tree.low[c] == "to" for c in tree.of(k, "mark", "aux"))


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
    marked = subject is not None and tree.relation[subject] == "nsubj:pass"
    if marked or tree.of(k, "aux:pass"):
        return True
    tag = tree.tokens[k].tag
    if tag not in {"VBN", "VBD"} or any(_is_active(tree, c) for c in tree.of(k, "aux")):
        return False
    if tag == "VBN" and subject is None:
        shared = clause.up is not None and clause.up.passive
        return shared if clause.link == "conj" else clause.link in _BARE_PARTICIPLE
    if tree.of(k, "obj", "ccomp", "xcomp"):
        return False
    # "Five killed in blast": only a headline leaves out the auxiliary, and the full stop.
    bare = tag == "VBN" or tree.tokens[-1].text != "."
    return bare and tree.tokens[k].lemma.lower() in words().passive_verbs


def _is_active(tree: Tree, c: int) -> bool:
    return tree.tokens[c].lemma.lower() in {"have", "do"} or tree.tokens[c].tag == "MD"

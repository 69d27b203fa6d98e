"""The propositions of one sentence, found in its Universal Dependencies tree.

Each clause knows its predicate, the clause that governs it and how, and its participants seen
through passives, coordination, relative pronouns and control (after the enhanced dependencies of
Schuster and Manning, 2016).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.reading.clauses_fill import fill
from twosource.reading.clauses_nouns import is_event
from twosource.reading.clauses_slots import Clause, Kind, is_object
from twosource.reading.clauses_subject import find_subject
from twosource.reading.clauses_words import words

if TYPE_CHECKING:
    from twosource.reading.clauses_tree import Tree

__all__ = ["clauses_of"]

_CLAUSAL = frozenset(
    {
        "root",
        "ccomp",
        "xcomp",
        "advcl",
        "acl",
        "parataxis",
        "csubj",
        "conj",
        "list",
        "dep",
        "orphan",
    }
)
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_NO_CLAUSE = frozenset({"aux", "cop", "case", "mark", "fixed", "flat", "goeswith", "discourse"})
_BARE = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_BARE_WORDS = 3
_STATES = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "ADV", "PRON"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_PARTICIPANT = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "compound", "appos"})
_VERBS = frozenset({"VERB", "AUX"})
# What a noun or an adjective on which nothing hangs may be a predicate as.
_BY_ITSELF = frozenset({"appos", "xcomp", "conj", "amod", "acl"})


def clauses_of(tree: Tree) -> list[Clause]:
    """All clauses of a sentence, each after the one that governs it."""
    out: list[Clause] = []
    stack: list[tuple[int, Clause | None]] = [(k, None) for k in reversed(tree.roots())]
    made: dict[int, Clause] = {}
    while stack:
        k, up = stack.pop()
        clause = _clause(tree, k, up, made)
        if clause is not None:
            made[k] = up = clause
            out.append(clause)
        below = reversed(tree.children[k])
        stack.extend([(c, up) for c in below if tree.children[c] or _may_head(tree, c)])
    for clause in out:
        fill(tree, clause)
    out = _without_bare_events(tree, out)
    return out or _bare_line(tree)


def _may_head(tree: Tree, k: int) -> bool:
    """Whether a word that nothing hangs on may still be a predicate."""
    token = tree.tokens[k]
    if token.pos in _VERBS or token.tag[:2] == "VB":
        return True
    return tree.dep[k] in _BY_ITSELF and token.pos in _STATES


def _bare_line(tree: Tree) -> list[Clause]:
    """A line without any predicate, as headlines are: its first noun with all that hangs on it."""
    for k in tree.roots():
        if tree.tokens[k].pos in _BARE and len(tree.under(k)) >= _BARE_WORDS:
            clause = Clause(k, "event", None, "root")
            fill(tree, clause)
            return [clause]
    return []


def _without_bare_events(tree: Tree, clauses: list[Clause]) -> list[Clause]:
    out: list[Clause] = []
    kept: set[int] = set()
    for clause in clauses:
        if clause.kind == "event" and not clause.slots and not _is_told(tree, clause.head):
            continue
        while clause.up is not None and clause.up.head not in kept:
            clause.up = clause.up.up
        kept.add(clause.head)
        out.append(clause)
    return out


def _is_told(tree: Tree, k: int) -> bool:
    """An event noun without participants still says something when counted or a headline."""
    return tree.dep[k] == "root" or bool(tree.of(k, "nummod"))


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
        find_subject(tree, clause)
    clause.light = kind in {"verb", "state"} and _is_light(tree, k)
    return clause


def _kind(tree: Tree, k: int, made: dict[int, Clause]) -> Kind | None:
    token, dep = tree.tokens[k], tree.dep[k]
    if token.pos in _NOUNS and dep in _PARTICIPANT and not tree.of(k, "cop"):
        return _noun_kind(tree, k)
    if token.pos in _VERBS or (token.tag[:2] == "VB" and dep in _CLAUSAL):
        return _verb_kind(tree, k, made)
    if dep in {"root", "ccomp", "conj"} and tree.of(k, "obj", "aux"):
        return "verb"  # the tagger took the verb for a noun; its object or auxiliary tells
    return _state_kind(tree, k, made) if dep != "case" and token.pos in _STATES else None


def _state_kind(tree: Tree, k: int, made: dict[int, Clause]) -> Kind | None:
    token, dep = tree.tokens[k], tree.dep[k]
    if dep == "appos" and token.tag == "JJS":
        return "role"
    has_cop = tree.first(k, "cop") is not None and dep not in {"compound", "flat"}
    if has_cop or _is_bare_state(tree, k, made):
        return "state"
    return _noun_kind(tree, k) if token.pos in _NOUNS else None


def _noun_kind(tree: Tree, k: int) -> Kind | None:
    dep = tree.dep[k]
    if dep == "appos" and _is_role(tree, k):
        return "role"
    if is_event(tree, k):
        return "event"
    return "include" if dep in {"nmod", "obl"} and tree.case(k) == "including" else None


def _is_role(tree: Tree, k: int) -> bool:
    """As in "Lenz, the capital" or "the mayor, Ivo Ruda"; no short form in brackets."""
    noun, other = tree.tokens[k], tree.tokens[tree.heads[k]]
    if noun.tag == "JJS":
        return other.pos in {"PROPN", "NOUN"}
    if _is_common(noun.text, noun.tag):
        return other.pos in {"PROPN", "NOUN", "PRON"}
    return noun.pos == "PROPN" and _is_common(other.text, other.tag)


def _is_common(text: str, tag: str) -> bool:
    return tag in {"NN", "NNS"} and text.isalpha() and not text[1:].isupper()


def _verb_kind(tree: Tree, k: int, made: dict[int, Clause]) -> Kind | None:
    token, dep = tree.tokens[k], tree.dep[k]
    if dep == "amod" and token.tag not in _FINITE:
        known = token.tag == "VBN" and token.lemma.lower() in words().passive_verbs
        return "verb" if known else None
    if dep not in _CLAUSAL:
        # A finite verb is a clause even where its link was not made out.
        return "verb" if token.tag in _FINITE and dep not in _NO_CLAUSE else None
    if dep == "conj":
        head = tree.heads[k]
        own = tree.first(k, "nsubj", "csubj") is not None
        if head not in made and not own and token.tag in {"VBG", "VBN", "NN"}:
            return None
    if token.tag == "MD":
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
        if token.pos == "ADJ" and tree.of(k, "nummod"):
            return True  # "Three dead after blast"
        return dep == "acl" and token.pos == "ADJ"
    if dep == "conj":
        above = made.get(head)
        state = above is not None and above.kind == "state" and above.head == head
        return state and token.pos in {"ADJ", "NOUN"}
    return _is_of_participant(tree, k)


def _is_of_participant(tree: Tree, k: int) -> bool:
    token, dep, head = tree.tokens[k], tree.dep[k], tree.heads[k]
    if dep == "xcomp":
        return token.pos in {"ADJ", "NOUN", "PROPN"} and not is_object(tree, k)
    if token.pos != "ADJ":
        return False
    if dep == "obj":
        # "leaving 12 dead": what they are left as, taken for the object.
        return tree.tokens[head].lemma == "leave" and bool(tree.children[k])
    return dep == "amod" and k == head + 1 and tree.tokens[head].pos in {"NOUN", "NUM"}


def _is_light(tree: Tree, k: int) -> bool:
    lemma = tree.tokens[k].lemma.lower()
    if lemma in words().copular_verbs and any(
        tree.tokens[c].pos in {"ADJ", "NOUN"} for c in tree.of(k, "xcomp")
    ):
        return True
    if lemma not in words().light_verbs:
        return False
    after = [c for c in tree.of(k, "xcomp", "advcl", "ccomp") if _is_infinitive(tree, c)]
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

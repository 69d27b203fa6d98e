"""Whether a clause holds, may hold or is rejected, and when: polarity, certainty, tense.

Worked from the top of the sentence down, as a clause takes over part of what governs it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.model import Certainty, Polarity
from twosource.reading.clauses_words import ClauseWords, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.reading.clauses import Clause
    from twosource.reading.clauses_tree import Tree

__all__ = ["Factuality", "factuality_of"]

_ARGUMENTS = ("nsubj", "obj", "obl", "nmod", "iobj")


@dataclass(frozen=True, slots=True)
class Factuality:
    """What one clause says of itself; `tense` is past, present, future or ""."""

    negative: bool
    certainty: Certainty
    tense: str

    @property
    def polarity(self) -> Polarity:
        return Polarity.NEGATIVE if self.negative else Polarity.POSITIVE


def factuality_of(tree: Tree, clauses: Sequence[Clause]) -> dict[int, Factuality]:
    """By the token of the predicate; `clauses` as `clauses_of` gives them, governors first."""
    out: dict[int, Factuality] = {}
    lists = words()
    question = bool(tree.tokens) and tree.tokens[-1].text == "?"
    for clause in clauses:
        up = out.get(clause.up.head) if clause.up is not None else None
        negative = _negative(tree, clause, up, lists)
        certainty = _certainty(tree, clause, up, lists)
        if question and up is None and certainty is Certainty.ASSERTED:
            certainty = Certainty.HEDGED
        out[clause.head] = Factuality(negative, certainty, _tense(tree, clause, up, lists))
    return out


def _governor(tree: Tree, clause: Clause) -> str:
    """Lemma of the word that takes the clause as its own: its head in the tree."""
    head = tree.heads[clause.head]
    return "" if head == clause.head else tree.tokens[head].lemma.lower()


# ---------------------------------------------------------------- polarity


def _negative(tree: Tree, clause: Clause, up: Factuality | None, lists: ClauseWords) -> bool:
    k = clause.head
    negative = _negated_here(tree, clause, lists)
    governor = _governor(tree, clause)
    if clause.link == "xcomp" or (clause.link in {"advcl", "acl"} and _is_to(tree, k)):
        if governor in lists.negative_verbs:
            negative = not negative
        if up is not None and clause.link == "xcomp" and up.negative:
            negative = not negative
    elif clause.link == "advcl" and governor in lists.negative_verbs:
        if any(tree.low[c] in {"from", "against", "out"} for c in tree.of(k, "mark", "case")):
            negative = not negative
    elif clause.link == "conj" and up is not None and up.negative and not negative:
        negative = _shares_negation(tree, clause)
    elif clause.kind == "event":
        if tree.dep[k] == "obj" and governor in lists.negative_verbs:
            negative = not negative
        elif tree.dep[k] == "nmod" and up is not None and clause.up is not None:
            negative ^= clause.up.kind == "event" and up.negative and clause.up.head == tree.heads[k]
        elif tree.dep[k] in {"nsubj", "obj"} and up is not None and up.negative:
            # "There was no attack on the town", "did not confirm the attack" are told apart.
            negative ^= clause.up is not None and clause.up.kind == "exist" and not negative
    return negative


def _negated_here(tree: Tree, clause: Clause, lists: ClauseWords) -> bool:
    k = clause.head
    count = 0
    for c in tree.children[k]:
        dep, low = tree.dep[c], tree.low[c]
        if dep in {"advmod", "cc", "aux"} and low in lists.negative_adverbs:
            # "no longer" and "not only" do not deny what they stand with in the same way.
            count += not any(tree.low[d] == "only" for d in (c + 1,) if d < len(tree.low))
        elif dep in {"mark", "case"} and low in lists.negative_markers:
            count += 1
        elif dep == "det" and low in lists.negative_determiners and clause.kind != "role":
            count += 1
        elif dep in _ARGUMENTS and clause.kind != "event":
            count += _is_nothing(tree, c, lists)
    return count % 2 == 1


def _is_nothing(tree: Tree, k: int, lists: ClauseWords) -> bool:
    if tree.low[k] in lists.negative_pronouns:
        return True
    if tree.low[k] == "one" and k > 0 and tree.low[k - 1] == "no":
        return True
    return any(tree.low[c] in lists.negative_determiners for c in tree.of(k, "det"))


def _shares_negation(tree: Tree, clause: Clause) -> bool:
    k = clause.head
    if clause.subject_own or tree.of(k, "aux"):
        return False
    return any(tree.low[c] in {"or", "nor"} for c in tree.of(k, "cc"))


# ---------------------------------------------------------------- certainty


def _certainty(
    tree: Tree, clause: Clause, up: Factuality | None, lists: ClauseWords
) -> Certainty:
    k = clause.head
    governor = _governor(tree, clause)
    if up is not None and _is_denied(tree, clause, governor, lists):
        # "did not deny that" leaves it open.
        return Certainty.HEDGED if up.negative else Certainty.DENIED
    if _hedged_here(tree, clause, lists) or _hedged_above(tree, clause, up, governor, lists):
        return Certainty.HEDGED
    if up is not None and _inherits(tree, clause):
        return up.certainty
    if any(tree.low[c] in {"untrue", "false"} for c in (k,)) and clause.kind == "state":
        return Certainty.ASSERTED
    return Certainty.ASSERTED


def _is_denied(tree: Tree, clause: Clause, governor: str, lists: ClauseWords) -> bool:
    k = clause.head
    if governor in lists.denial_verbs:
        return clause.link in {"ccomp", "xcomp"} or (
            clause.kind == "event" and tree.dep[k] in {"obj", "nsubj"} and _is_object(tree, k)
        )
    if clause.link in {"ccomp", "csubj"} and governor in lists.denial_adjectives:
        return True
    # "denied reports that ...", "rejected claims of an attack"
    head = tree.heads[k]
    above = tree.heads[head]
    return (
        clause.link in {"acl", "ccomp", "noun"}
        and tree.dep[head] == "obj"
        and (governor in lists.hedge_nouns or governor in {"statement", "account"})
        and tree.tokens[above].lemma.lower() in lists.denial_verbs
    )


def _is_object(tree: Tree, k: int) -> bool:
    return tree.dep[k] == "obj" or tree.relation[k] == "nsubj:pass"


def _hedged_here(tree: Tree, clause: Clause, lists: ClauseWords) -> bool:
    k = clause.head
    for c in tree.children[k]:
        dep, low = tree.dep[c], tree.low[c]
        if dep == "aux" and low in lists.hedge_modals:
            return True
        if dep == "advmod" and low in lists.hedge_adverbs:
            return True
        if dep == "mark" and low in lists.hedge_markers:
            return True
        if dep == "amod" and low in lists.hedge_adjectives and clause.kind in {"event", "role"}:
            return True
        if dep == "advcl" and any(tree.low[d] in {"if", "unless"} for d in tree.of(c, "mark")):
            return True
    return False


def _hedged_above(
    tree: Tree, clause: Clause, up: Factuality | None, governor: str, lists: ClauseWords
) -> bool:
    k = clause.head
    if up is None:
        return False
    if clause.link in {"ccomp", "xcomp", "csubj"}:
        if governor in lists.hedge_verbs or governor in lists.hedge_likely:
            return True
        return clause.link == "ccomp" and up.negative
    if clause.link == "advcl" and (_is_to(tree, k) or _after_of(tree, k)):
        # "is accused of killing", "is likely to win"; "was shot to stop him" is a purpose.
        return True
    if clause.link == "acl" and not tree.tokens[k].tag.startswith("VBN"):
        return governor in lists.hedge_nouns
    if clause.kind == "event":
        if governor in lists.hedge_verbs and _is_object(tree, k) and up.certainty is not None:
            return governor not in {"report", "charge", "order", "call", "offer"}
        return tree.dep[k] == "nmod" and governor in lists.hedge_nouns
    return False


def _inherits(tree: Tree, clause: Clause) -> bool:
    """Whether the governor's own doubt covers this clause too."""
    if clause.link == "xcomp":
        return True
    if clause.link == "conj":
        return not clause.subject_own and not tree.of(clause.head, "aux")
    if clause.link == "advcl":
        return clause.subject is not None and not clause.subject_own and (
            tree.tokens[clause.head].tag in {"VBG", "VBN"} and not tree.of(clause.head, "mark")
        )
    return False


def _is_to(tree: Tree, k: int) -> bool:
    return any(tree.low[c] == "to" for c in tree.of(k, "mark", "aux"))


def _after_of(tree: Tree, k: int) -> bool:
    return any(tree.low[c] == "of" for c in tree.of(k, "mark", "case"))


# ---------------------------------------------------------------- tense


def _tense(tree: Tree, clause: Clause, up: Factuality | None, lists: ClauseWords) -> str:
    if clause.kind in {"event", "role", "include"}:
        return ""
    k = clause.head
    if _is_to(tree, k):
        return _tense_of_infinitive(tree, clause, up, lists)
    finite = [*tree.of(k, "aux", "cop"), k]
    for c in finite:
        if tree.dep[c] == "aux" and tree.low[c] in lists.future_modals:
            perfect = any(tree.low[d] == "have" for d in tree.of(k, "aux"))
            return "past" if perfect and tree.low[c] == "would" else "future"
    for c in finite:
        tag = tree.tokens[c].tag
        if tag == "VBD":
            return "past"
        if tag in {"VBZ", "VBP", "MD"}:
            perfect = tree.dep[c] == "aux" and tree.tokens[c].lemma.lower() == "have"
            return "past" if perfect else "present"
    tag = tree.tokens[k].tag
    if clause.link == "conj" and up is not None and not clause.subject_own:
        return up.tense
    if tag == "VBN":
        return "past"
    if clause.link == "xcomp" and up is not None:
        return up.tense
    if tag == "VBG" and up is not None:
        return up.tense
    return ""


def _tense_of_infinitive(
    tree: Tree, clause: Clause, up: Factuality | None, lists: ClauseWords
) -> str:
    governor = _governor(tree, clause)
    if any(tree.low[c] == "have" for c in tree.of(clause.head, "aux")):
        return "past"
    if up is None or tree.heads[clause.head] == clause.head:
        return "future"  # "Sorokin to visit Lenz", a headline's way
    if clause.link == "acl":
        return "future"
    if governor in lists.future_verbs or governor in lists.future_nouns:
        return "future"
    if clause.link == "advcl" and clause.up is not None and clause.up.kind != "state":
        return "future"
    return up.tense

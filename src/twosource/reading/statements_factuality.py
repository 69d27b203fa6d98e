"""Whether a clause holds, may hold or is rejected, and when: polarity, certainty, tense.

Worked from the top of the sentence down, as a clause takes over part of what governs it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.model import Certainty, Polarity
from twosource.reading.clauses_words import ClauseWords, hedges, negators, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.reading.clauses_slots import Clause
    from twosource.reading.clauses_tree import Tree

__all__ = ["Factuality", "factuality_of"]

_CORE = frozenset({"nsubj", "obj", "iobj"})
_ARGUMENTS = ("nsubj", "obj", "obl", "nmod", "iobj")


@dataclass(slots=True)
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
    # Few sentences hold any such word; only in those are the clauses looked through.
    negated = not negators().isdisjoint(tree.low)
    hedged = not hedges().isdisjoint(tree.low)
    for clause in clauses:
        up = out.get(clause.up.head) if clause.up is not None else None
        negative = negated and _negated_here(tree, clause, lists)
        negative = _negative(tree, clause, up, lists, negative=negative)
        here = hedged and _hedged_here(tree, clause, lists)
        certainty = _certainty(tree, clause, up, lists, here=here)
        if question and up is None and certainty is Certainty.ASSERTED:
            certainty = Certainty.HEDGED
        timeless = clause.kind in {"event", "role", "include"}
        tense = "" if timeless else _tense(tree, clause, up, lists)
        out[clause.head] = Factuality(negative, certainty, tense)
    return out


def _governor(tree: Tree, clause: Clause) -> str:
    """Lemma of the word that takes the clause as its own: its head in the tree."""
    head = tree.heads[clause.head]
    return "" if head == clause.head else tree.tokens[head].lemma.lower()


# ---------------------------------------------------------------- polarity


def _negative(
    tree: Tree, clause: Clause, up: Factuality | None, lists: ClauseWords, *, negative: bool
) -> bool:
    """The clause's polarity under its governor; `negative` is its own."""
    if up is None or clause.up is None:
        return negative
    if clause.kind == "event":
        return _negative_event(tree, clause, up, lists, negative=negative)
    k = clause.head
    prevented = _governor(tree, clause) in lists.negative_verbs
    if clause.link == "xcomp":
        return negative ^ prevented ^ up.negative
    if clause.link in {"advcl", "acl"}:
        return negative ^ (prevented and _is_prevented(tree, k))
    if clause.link == "conj" and up.negative:
        return negative or _shares_negation(tree, clause)
    return negative


def _is_prevented(tree: Tree, k: int) -> bool:
    """As in "refused to go", "stopped him from going"; "stopped him to ask" tells a purpose."""
    if any(tree.low[c] == "from" for c in tree.of(k, "mark", "case")):
        return True
    return tree.is_to(k) and not tree.of(tree.heads[k], "obj")


def _negative_event(
    tree: Tree, clause: Clause, up: Factuality, lists: ClauseWords, *, negative: bool
) -> bool:
    """Foiled, of a denied event ("no reports of looting"), or said not to be there."""
    k, above = clause.head, clause.up
    if tree.dep[k] == "obj" and _governor(tree, clause) in lists.negative_verbs:
        return not negative
    if above is None or above.head != tree.heads[k] or not up.negative:
        return negative
    if tree.dep[k] == "nmod":
        return negative ^ (above.kind == "event")
    return negative or above.kind == "exist"


def _negated_here(tree: Tree, clause: Clause, lists: ClauseWords) -> bool:
    count = 0
    for c in tree.children[clause.head]:
        dep, low = tree.dep[c], tree.low[c]
        if dep in {"advmod", "cc", "aux"} and low in lists.negative_adverbs:
            # "not only" denies nothing.
            count += tree.low[c + 1 : c + 2] != ["only"]
        elif low in lists.negative_markers:
            count += dep in {"mark", "case"}
        elif low in lists.negative_determiners:
            count += dep == "det" and clause.kind != "role"
        elif dep in _ARGUMENTS and clause.kind != "event":
            core = dep in _CORE or tree.case(c) in lists.negative_cases
            count += core and _is_nothing(tree, c, lists)
    return count % 2 == 1


def _is_nothing(tree: Tree, k: int, lists: ClauseWords) -> bool:
    if tree.low[k] in lists.negative_pronouns:
        return True
    if not tree.children[k]:
        return False
    if tree.low[k] == "one" and k > 0 and tree.low[k - 1] == "no":
        return True
    ties = tree.of(k, "det", "cc")  # "neither the pilot nor ..."
    return any(tree.low[c] in lists.negative_determiners for c in ties)


def _shares_negation(tree: Tree, clause: Clause) -> bool:
    k = clause.head
    if clause.subject_own or tree.of(k, "aux"):
        return False
    return any(tree.low[c] in {"or", "nor"} for c in tree.of(k, "cc"))


# ---------------------------------------------------------------- certainty


def _certainty(
    tree: Tree, clause: Clause, up: Factuality | None, lists: ClauseWords, *, here: bool
) -> Certainty:
    """The clause's certainty under its governor; `here`: whether its own words hedge it."""
    governor = _governor(tree, clause)
    if up is not None and _is_denied(tree, clause, governor, lists):
        # "did not deny that" leaves it open.
        return Certainty.HEDGED if up.negative else Certainty.DENIED
    if here or _hedged_above(tree, clause, up, governor, lists):
        return Certainty.HEDGED
    if up is not None and _inherits(tree, clause):
        return up.certainty
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
    if clause.kind == "event":
        doubted = governor in lists.hedge_verbs and governor not in lists.plain_object
        of_doubt = tree.dep[k] == "nmod" and governor in lists.hedge_nouns
        return of_doubt or (doubted and _is_object(tree, k))
    if clause.link in {"ccomp", "xcomp", "csubj"}:
        doubted = governor in lists.hedge_verbs or governor in lists.hedge_likely
        return doubted or (clause.link == "ccomp" and up.negative)
    if clause.link == "acl" and tree.tokens[k].tag != "VBN":
        return governor in lists.hedge_nouns
    # "is accused of killing", "is likely to win"; "was shot to stop him" is a purpose.
    if clause.link == "advcl" and tree.is_to(k):
        return governor not in lists.future_verbs
    return clause.link == "advcl" and (
        _after(tree, k, "of") or (governor in lists.hedge_verbs and _after(tree, k, "with", "for"))
    )


def _inherits(tree: Tree, clause: Clause) -> bool:
    """Whether the governor's own doubt covers this clause too."""
    if clause.link == "xcomp":
        return True
    if clause.link == "conj":
        return not clause.subject_own and not tree.of(clause.head, "aux")
    if clause.link == "advcl":
        return (
            clause.subject is not None
            and not clause.subject_own
            and (
                tree.tokens[clause.head].tag in {"VBG", "VBN"} and not tree.of(clause.head, "mark")
            )
        )
    return False


def _after(tree: Tree, k: int, *ties: str) -> bool:
    """As in "accused of killing", "charged with killing"."""
    return any(tree.low[c] in ties for c in tree.of(k, "mark", "case"))


# ---------------------------------------------------------------- tense


def _tense(tree: Tree, clause: Clause, up: Factuality | None, lists: ClauseWords) -> str:
    k = clause.head
    if tree.is_to(k):
        return _tense_of_infinitive(tree, clause, up, lists)
    finite = [*tree.of(k, "aux", "cop"), k]
    if any(tree.dep[c] == "aux" and tree.low[c] in lists.future_modals for c in finite):
        would = any(tree.low[c] in {"would", "'d"} for c in finite)
        return "past" if would and _is_perfect(tree, k) else "future"
    tags = {tree.tokens[c].tag for c in finite}
    if "VBD" in tags:
        return "past"
    if tags & {"VBZ", "VBP", "MD"}:
        return "past" if _is_perfect(tree, k) else "present"
    shared = clause.link == "xcomp" or (clause.link == "conj" and not clause.subject_own)
    if up is not None and (shared or tree.tokens[k].tag == "VBG"):
        return up.tense
    return "past" if tree.tokens[k].tag == "VBN" else ""


def _is_perfect(tree: Tree, k: int) -> bool:
    return any(tree.tokens[c].lemma.lower() == "have" for c in tree.of(k, "aux"))


def _tense_of_infinitive(
    tree: Tree, clause: Clause, up: Factuality | None, lists: ClauseWords
) -> str:
    if _is_perfect(tree, clause.head):
        return "past"
    governor = _governor(tree, clause)
    # The first is a headline's way: "Orland to close its border".
    ahead = (
        up is None
        or clause.link == "acl"
        or governor in lists.future_verbs
        or governor in lists.future_nouns
        or (clause.link == "advcl" and clause.up is not None and clause.up.kind != "state")
    )
    return "future" if ahead or up is None else up.tense

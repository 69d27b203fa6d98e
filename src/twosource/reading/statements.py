"""The statements of one report: a proposition each, with its participants and how it is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.model import Argument, Span, Statement
from twosource.reading.clauses import clauses_of
from twosource.reading.clauses_fill import role_ends
from twosource.reading.clauses_tree import Tree
from twosource.reading.statements_around import Around, Layers
from twosource.reading.statements_factuality import factuality_of
from twosource.reading.statements_span import (
    argument_head,
    argument_words,
    clause_words,
    quoted_end,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.model import Attribution, Name, Quantity, Sentence, TimeExpression
    from twosource.reading.clauses_slots import Clause, Slot
    from twosource.reading.parse import Parsed
    from twosource.reading.statements_factuality import Factuality

__all__ = ["find"]


def find(
    parsed: Parsed | None,
    sentences: Sequence[Sentence],
    names: Sequence[Name],
    quantities: Sequence[Quantity],
    times: Sequence[TimeExpression],
    attributions: Sequence[Attribution],
) -> tuple[Statement, ...]:
    """The statements in the order of their sentences, within one governing before governed.

    All offsets are code points of the report's text. `parsed` is not looked at: the sentences
    carry the analysis. An argument's span leaves out its preposition (which `case` gives), and
    relative clauses and appositions at its ends; it may lie outside the statement's span where
    the subject is shared ("... and killed two") or the antecedent stands before a relative clause.
    """
    del parsed
    layers = Layers(names, quantities, times, attributions)
    out: list[Statement] = []
    for number, sentence in enumerate(sentences):
        tree = Tree(sentence.tokens)
        clauses = clauses_of(tree)
        if not clauses:
            continue
        held = factuality_of(tree, clauses)
        made = frozenset([c.head for c in clauses])
        around = Around(tree, clauses, layers, sentence)
        for clause in clauses:
            if clause.light:
                around.pass_through(clause)
            else:
                out.append(_statement(tree, clause, held[clause.head], number, made, around))
    return tuple(out)


def _statement(
    tree: Tree, clause: Clause, held: Factuality, number: int, made: frozenset[int], around: Around
) -> Statement:
    words = clause_words(tree, clause, made)
    k = clause.head
    first = tree.tokens[words[0]].start
    last = tree.tokens[quoted_end(tree, words[0], words[-1])].end
    predicate, place = _predicate(tree, clause)
    said = around.attributions(place.start, place.end)
    return Statement(
        start=first,
        end=last,
        sentence=number,
        predicate=predicate,
        predicate_span=place,
        arguments=tuple([_argument(tree, slot, clause, around) for slot in clause.slots]),
        names=around.names(first, last),
        quantities=tuple(around.numbers.get(k, ())),
        times=tuple(around.times.get(k, ())),
        attributions=said,
        polarity=held.polarity,
        certainty=around.held(clause, said, held.certainty),
        tense=held.tense,
        place=tuple(around.places.get(k, ())),
    )


def _predicate(tree: Tree, clause: Clause) -> tuple[str, Span]:
    k = role_ends(tree, clause.head)[1] if clause.kind == "role" else clause.head
    token = tree.tokens[k]
    if clause.kind == "include":
        case = tree.of(k, "case")[0]
        return "include", Span(tree.tokens[case].start, tree.tokens[case].end)
    if clause.kind == "state" and tree.case(k):
        cop = tree.first(k, "cop")
        if cop is not None:
            return "be", Span(tree.tokens[cop].start, tree.tokens[cop].end)
    lemma = token.lemma.lower() if token.pos != "PROPN" else token.lemma
    particle = tree.first(k, "compound:prt")
    if particle is not None and clause.kind == "verb":
        return f"{lemma} {tree.low[particle]}", Span(token.start, token.end)
    return lemma, Span(token.start, token.end)


def _argument(tree: Tree, slot: Slot, clause: Clause, around: Around) -> Argument:
    words = argument_words(tree, slot, clause)
    head = argument_head(tree, slot.head)
    token = tree.tokens[head]
    role = slot.role
    if role == "agent" and head in around.timed and (slot.case or clause.kind == "event"):
        role = "oblique"  # "by June", "Sunday's attack"
    start, end = tree.tokens[words[0]].start, tree.tokens[words[-1]].end
    lemma = token.lemma if token.pos in {"PROPN", "ADJ"} else token.lemma.lower()
    return Argument(role, start, end, lemma, slot.case, _name(tree, head, around))


def _name(tree: Tree, head: int, around: Around) -> int | None:
    """The name at the head word, or in its apposition ("the mayor, Ivo Ruda")."""
    found = around.name_of.get(head)
    if found is None and around.name_of:
        for k in tree.of(head, "appos"):
            if tree.tokens[k].pos == "PROPN":
                found = found if found is not None else around.name_of.get(k)
    return found

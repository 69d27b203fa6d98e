"""The statements of one report: a proposition each, with its participants and how it is held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.model import Argument, Span, Statement
from twosource.reading.clauses import clauses_of
from twosource.reading.clauses_fill import role_ends
from twosource.reading.clauses_tree import Tree
from twosource.reading.statements_factuality import factuality_of
from twosource.reading.statements_place import Inside
from twosource.reading.statements_span import argument_head, argument_words, clause_words

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
    inside = Inside(names, quantities, times, attributions)
    out: list[Statement] = []
    for number, sentence in enumerate(sentences):
        tree = Tree(sentence.tokens)
        clauses = clauses_of(tree)
        if not clauses:
            continue
        held = factuality_of(tree, clauses)
        made = frozenset(c.head for c in clauses)
        out.extend(
            _statement(tree, clause, held[clause.head], number, made, inside)
            for clause in clauses
            if not clause.light
        )
    return tuple(out)


def _statement(
    tree: Tree, clause: Clause, held: Factuality, number: int, made: frozenset[int], inside: Inside
) -> Statement:
    words = clause_words(tree, clause, made)
    span = _span(tree, words)
    predicate, place = _predicate(tree, clause)
    arguments = tuple(_argument(tree, slot, clause, inside) for slot in clause.slots)
    return Statement(
        start=span.start,
        end=span.end,
        sentence=number,
        predicate=predicate,
        predicate_span=place,
        arguments=arguments,
        names=inside.names(span),
        quantities=inside.quantities(span),
        times=inside.times(span),
        attributions=inside.attributions(place),
        polarity=held.polarity,
        certainty=held.certainty,
        tense=held.tense,
    )


def _span(tree: Tree, places: Sequence[int]) -> Span:
    return Span(tree.tokens[places[0]].start, tree.tokens[places[-1]].end)


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


def _argument(tree: Tree, slot: Slot, clause: Clause, inside: Inside) -> Argument:
    words = argument_words(tree, slot, clause)
    head = argument_head(tree, slot.head)
    token = tree.tokens[head]
    span = _span(tree, words)
    return Argument(
        role=slot.role,
        start=span.start,
        end=span.end,
        head=token.lemma if token.pos in {"PROPN", "ADJ"} else token.lemma.lower(),
        case=slot.case,
        name=_name(tree, head, inside),
    )


def _name(tree: Tree, head: int, inside: Inside) -> int | None:
    """The name at the head word, or in its apposition ("the mayor, Ivo Ruda")."""
    for k in (head, *tree.of(head, "appos")):
        token = tree.tokens[k]
        if k == head or token.pos == "PROPN":
            found = inside.name_at(Span(token.start, token.end))
            if found is not None:
                return found
    return None

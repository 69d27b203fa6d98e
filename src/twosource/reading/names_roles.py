"""Roles that titles, appositions and copulas give, and the descriptions and pronouns that use them.

Precise before complete: a description ("the Russian president") is taken for a name only where the
report itself said so and no second name has that role; a pronoun only where one person of a
fitting gender stands as the subject of its own or the sentence before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from twosource.model import Mention, NameKind
from twosource.reading.names_words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twosource.reading.names_shape import Form
    from twosource.reading.parse import Parsed
    from twosource.reading.table import Table, Word

__all__ = ["Group", "described_as", "give_roles", "role_mentions", "settle_pronouns"]

_SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_INSIDE_ROLE = frozenset(
    {
        "amod",
        "compound",
        "nmod",
        "nmod:poss",
        "flat",
        "case",
        "det",
        "fixed",
        "nmod:desc",
        "conj",
        "cc",
        "nummod",
        "punct",
    }
)
# How many words after the comma an office may stand.
_APPOSITION = 7
_MODIFIER = frozenset({"amod", "compound", "nmod", "nmod:poss", "flat", "nmod:desc"})


@dataclass(slots=True)
class Group:
    """One name while it is put together: its forms, what it is called, and its mentions."""

    forms: list[Form]
    kind: NameKind
    roles: list[str] = field(default_factory=list)
    heads: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    gender: str = ""
    mentions: list[Mention] = field(default_factory=list)


def give_roles(parsed: Parsed, groups: Sequence[Group]) -> None:
    """Fill `roles`, `heads` and `gender` of each group from the words around its forms."""
    lists = words()
    for group in groups:
        for form in group.forms:
            doc = parsed.docs[form.part].words
            if form.role:
                said = form.role.split()
                _add(group, form.role, said[-1].casefold(), said[:-1])
            group.gender = group.gender or form.gender
            for noun in described_as(doc, form):
                _add(group, _words_of(noun), noun.lemma_.casefold(), _modifiers(noun))
        if not group.gender:
            held = {head for head, _ in group.heads}
            found = {lists.gendered.get(head, "") for head in held} - {""}
            group.gender = found.pop() if len(found) == 1 else ""


def _add(group: Group, role: str, head: str, modifiers: Sequence[str]) -> None:
    if role and role not in group.roles:
        group.roles.append(role)
    entry = (head, frozenset(m.casefold() for m in modifiers))
    if entry not in group.heads:
        group.heads.append(entry)


def _head(doc: Table, form: Form) -> Word:
    for k in range(form.first, form.last):
        token = doc[k]
        if not form.first <= token.head.i < form.last or token.head.i == token.i:
            return token
    return doc[form.first]


def described_as(doc: Table, form: Form) -> list[Word]:
    """Common nouns that an apposition or a copula says the name is."""
    token = _head(doc, form)
    if any(t.dep_ == "conj" for t in token.children):
        return []
    out = [t for t in token.children if t.dep_ == "appos"]
    if token.dep_ == "appos":
        out.append(token.head)
    elif token.dep_ in _SUBJECT:
        verb = token.head
        if any(t.dep_ == "cop" for t in verb.children) and not any(
            t.dep_ == "advmod" and t.lower_ in {"not", "n't", "never"} for t in verb.children
        ):
            out.append(verb)
    said = [t for t in out if t.pos_ == "NOUN" and t.tag_ == "NN" and not t.text.isupper()]
    return said or _after_comma(doc, form.last)


def _after_comma(doc: Table, k: int) -> list[Word]:
    """The office after a name and a comma, where the tree has missed the apposition."""
    if not (k + 2 < len(doc) and doc[k].text == "," and doc[k + 1].dep_ == "det"):
        return []
    lists = words()
    for token in doc[k + 2 : k + _APPOSITION]:
        if token.tag_ not in {"NN", "NNP", "JJ"}:
            break
        if token.tag_ == "NN" and (token.lower_ in lists.offices or token.lower_ in lists.gendered):
            return [token]
    return []


def _words_of(noun: Word) -> str:
    """The description as written, without its article, clauses and further appositions."""
    members = _inside(noun)
    # A comma before the noun ends what the tree has hung on it wrongly.
    commas = [k for k, t in enumerate(members) if t.text == "," and t.i < noun.i]
    members = members[commas[-1] + 1 :] if commas else members
    while members and (members[0].dep_ == "det" or members[0].is_punct):
        members.pop(0)
    while members and members[-1].is_punct:
        members.pop()
    if not members:
        return ""
    last = members[-1]
    return noun.doc.text[members[0].idx : last.idx + len(last.text)]


def _inside(noun: Word) -> list[Word]:
    out = [noun]
    stack = [noun]
    while stack:
        for child in stack.pop().children:
            if child.dep_ in _INSIDE_ROLE:
                out.append(child)
                stack.append(child)
    out.sort(key=lambda t: t.i)
    at = out.index(noun)
    lo, hi = at, at
    while lo > 0 and out[lo].i - out[lo - 1].i == 1:
        lo -= 1
    while hi + 1 < len(out) and out[hi + 1].i - out[hi].i == 1:
        hi += 1
    return out[lo : hi + 1]


def _modifiers(noun: Word) -> list[str]:
    return [t.lower_ for t in noun.children if t.dep_ in _MODIFIER]


def role_mentions(parsed: Parsed, groups: Sequence[Group]) -> None:
    """Add "the Russian president" to the one name that was given that role before."""
    by_head: dict[str, list[tuple[Group, frozenset[str]]]] = {}
    for group in groups:
        for head, modifiers in group.heads:
            by_head.setdefault(head, []).append((group, modifiers))
    if not by_head:
        return
    for part, block in enumerate(parsed.docs):
        for token in block.words:
            if token.lower_ != "the" or token.dep_ != "det":
                continue
            noun = token.head
            known = by_head.get(noun.lemma_.casefold())
            if known is None or noun.tag_ not in {"NN", "NNP"} or noun.i < token.i:
                continue
            meant = _meant(noun, known)
            if meant is None:
                continue
            start = block.offset + token.idx
            end = block.offset + noun.idx + len(noun.text)
            first = min((f for f in meant.forms), key=lambda f: f.start)
            taken = any(
                f.part == part and f.first < noun.i + 1 and token.i < f.last for f in meant.forms
            )
            if first.start < start and not taken:
                meant.mentions.append(Mention(start, end, "role"))


def _meant(noun: Word, known: list[tuple[Group, frozenset[str]]]) -> Group | None:
    for child in noun.children:
        if child.dep_ in {"appos", "nmod:desc", "flat"} or (
            child.dep_ == "nmod" and child.i > noun.i
        ):
            return None
    if noun.dep_ in {"appos", "nmod:desc", "compound"} or any(
        t.dep_ == "cop" for t in noun.children
    ):
        return None
    said = frozenset(_modifiers(noun))
    fits: list[Group] = []
    for group, modifiers in known:
        if said <= modifiers and not any(group is g for g in fits):
            fits.append(group)
    return fits[0] if len(fits) == 1 else None


def settle_pronouns(parsed: Parsed, groups: Sequence[Group]) -> None:
    """Add he and she where one subject person of a fitting gender stands close before."""
    places: dict[tuple[int, int], Group] = {}
    for group in groups:
        if group.kind is NameKind.PERSON:
            for form in group.forms:
                places[form.part, _head(parsed.docs[form.part].words, form).i] = group
    if not places:
        return
    before: list[tuple[Group, bool]] = []
    for part, block in enumerate(parsed.docs):
        for line in block.words.sents:
            before = _one_sentence(part, block.offset, line, places, before)


def _one_sentence(
    part: int,
    offset: int,
    line: Iterable[Word],
    places: dict[tuple[int, int], Group],
    before: list[tuple[Group, bool]],
) -> list[tuple[Group, bool]]:
    """Settle the pronouns of one sentence; gives the persons it speaks of, subjects marked."""
    pronouns = words().pronouns
    here: list[tuple[Group, bool]] = []
    quoted = False
    for token in line:
        text = token.lower_
        if text in {'"', "“", "”", "``", "''"}:
            quoted = text in {"“", "``"} or (text == '"' and not quoted)
        group = places.get((part, token.i))
        if group is not None:
            here.append((group, token.dep_ in _SUBJECT))
        elif text in pronouns:
            meant = None if quoted else _antecedent(pronouns[text], here, before)
            if meant is not None:
                meant.gender = meant.gender or pronouns[text]
                start = offset + token.idx
                meant.mentions.append(Mention(start, start + len(text), "pronoun"))
                here.append((meant, token.dep_ in _SUBJECT))
    return here


def _antecedent(
    gender: str, here: list[tuple[Group, bool]], before: list[tuple[Group, bool]]
) -> Group | None:
    for persons in (here, before):
        fitting = [(g, s) for g, s in persons if g.gender in {"", gender}]
        distinct = {id(g): g for g, _ in fitting}
        if len(distinct) == 1:
            return next(iter(distinct.values()))
        subjects = {id(g): g for g, s in fitting if s}
        if len(subjects) == 1:
            return next(iter(subjects.values()))
        if distinct:
            return None
    return None

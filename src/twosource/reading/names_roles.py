"""Roles that titles, appositions and copulas give, and the descriptions that use them later.

Precise before complete: a description ("the Russian president") is taken for a name only where the
report itself said so and no second name has that role.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from twosource.model import Mention, NameKind
from twosource.reading.names_countries import lookup
from twosource.reading.names_keys import key_of
from twosource.reading.names_words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twosource.reading.names_shape import Form
    from twosource.reading.parse import Parsed
    from twosource.reading.table import Table, Word

__all__ = ["Group", "described_as", "give_roles", "head_of", "role_mentions"]

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
_DENIALS = frozenset({"not", "n't", "n\u2019t", "never"})
# What may stand before a description and is no part of it.
_BEFORE = frozenset({"det", "case", "cc", "mark", "advmod"})
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
            group.gender = _gender(group)


def _gender(group: Group) -> str:
    """What the roles say, else the given name of a person's full name."""
    lists = words()
    found = {lists.gendered.get(head, "") for head, _ in group.heads} - {""}
    if not found and group.kind is NameKind.PERSON:
        full = [form.words[0].casefold() for form in group.forms if len(form.words) > 1]
        found = {lists.given_names.get(word, "") for word in full} - {""}
    return found.pop() if len(found) == 1 else ""


def _add(group: Group, role: str, head: str, modifiers: Sequence[str]) -> None:
    if role and role not in group.roles:
        group.roles.append(role)
    entry = (head, frozenset(m.casefold() for m in modifiers))
    if entry not in group.heads:
        group.heads.append(entry)


def head_of(doc: Table, form: Form) -> Word:
    """The word of a name that the others depend on."""
    for k in range(form.first, form.last):
        token = doc[k]
        if not form.first <= token.head.i < form.last or token.head.i == token.i:
            return token
    return doc[form.first]


def described_as(doc: Table, form: Form) -> list[Word]:
    """Common nouns that an apposition or a copula says the name is."""
    if form.described is None:
        form.described = _described(doc, form)
    return form.described


def _described(doc: Table, form: Form) -> list[Word]:
    token = head_of(doc, form)
    if any(t.dep_ == "conj" for t in token.children):
        return []
    out = [t for t in token.children if t.dep_ == "appos"]
    if token.dep_ == "appos":
        out.append(token.head)
    elif token.dep_ in _SUBJECT:
        verb = token.head
        deps = {t.dep_ for t in verb.children}
        if (
            "cop" in deps
            and "case" not in deps
            and not any(t.dep_ == "advmod" and t.lower_ in _DENIALS for t in verb.children)
        ):
            out.append(verb)
    said = [t for t in out if t.pos_ == "NOUN" and t.tag_ == "NN" and t.text == t.lower_]
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
    while members and (members[0].dep_ in _BEFORE or members[0].is_punct or _owns(members[0])):
        members.pop(0)
    while members and members[-1].is_punct:
        members.pop()
    if not members:
        return ""
    last = members[-1]
    return noun.doc.text[members[0].idx : last.idx + len(last.text)]


def _owns(word: Word) -> bool:
    return word.tag_ == "PRP$"


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


def role_mentions(
    parsed: Parsed, groups: Sequence[Group], places: dict[tuple[int, int], Group]
) -> None:
    """Add "the Russian president" to the one name that was given that role before, "the
    authority" to the one institution that is called so, and the head words to `places`.
    """
    by_head = _by_head(groups)
    if not by_head:
        return
    taken = {
        (form.part, k) for g in groups for form in g.forms for k in range(form.title, form.last)
    }
    for part, block in enumerate(parsed.docs):
        for token in block.words:
            if token.lower_ != "the" or token.dep_ != "det":
                continue
            noun = token.head
            known = by_head.get(noun.lemma_.casefold())
            if known is None or noun.tag_ not in {"NN", "NNP"} or noun.i < token.i:
                continue
            meant = None if (part, noun.i) in taken else _meant(noun, known)
            if meant is None:
                continue
            start = block.offset + token.idx
            if min(f.start for f in meant.forms) < start:
                end = block.offset + noun.idx + len(noun.text)
                meant.mentions.append(Mention(start, end, "role"))
                places[part, noun.i] = meant


def _by_head(groups: Sequence[Group]) -> dict[str, list[tuple[Group, frozenset[str]]]]:
    """The names by the nouns that the report calls them, with all words before those."""
    out: dict[str, list[tuple[Group, frozenset[str]]]] = {}
    for group in groups:
        for head, modifiers in group.heads:
            out.setdefault(head, []).append((group, modifiers))
        if group.kind is NameKind.ORGANISATION:
            for head, others in _nouns_in_name(group):
                out.setdefault(head, []).append((group, others))
    return out


def _nouns_in_name(group: Group) -> Iterator[tuple[str, frozenset[str]]]:
    """The institution's word in its name, or "company" where it has a company's."""
    lists = words()
    for key in {key_of(form.words) for form in group.forms}:
        links = [k for k, w in enumerate(key) if w in {"of", "for", "on"}]
        head = key[links[0] - 1] if links and links[0] else key[-1]
        if len(key) > 1 and (head in lists.heads or head in lists.organisation):
            yield head, frozenset(key) - {head}
    said = {w.casefold().rstrip(".") for form in group.forms for w in form.words[-1:]}
    if not lists.suffixes.isdisjoint(said):
        yield "company", frozenset()


def _all_said(said: set[str], modifiers: frozenset[str]) -> bool:
    return said <= modifiers or {_plainly(w) for w in said} <= {_plainly(w) for w in modifiers}


def _plainly(word: str) -> str:
    """A word as compared: of a country and its adjective the same."""
    place = lookup(word.capitalize()) or lookup(word.upper())
    return place.key if place is not None else word.casefold()


def _meant(noun: Word, known: list[tuple[Group, frozenset[str]]]) -> Group | None:
    said: set[str] = set()
    for child in noun.children:
        if child.dep_ in {"appos", "nmod:desc", "flat", "acl:relcl"} and child.i > noun.i:
            return None
        if child.dep_ in _MODIFIER:
            said.add(child.lower_)
    if noun.dep_ in {"appos", "nmod:desc", "compound"} or any(
        t.dep_ == "cop" for t in noun.children
    ):
        return None
    fits = {id(group): group for group, modifiers in known if _all_said(said, modifiers)}
    return next(iter(fits.values())) if len(fits) == 1 else None

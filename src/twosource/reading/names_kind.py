"""What kind of thing a name is: its own words, the words around it, the recogniser's guesses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.model import NameKind
from twosource.reading.names_countries import is_people, lookup
from twosource.reading.names_roles import described_as
from twosource.reading.names_words import words
from twosource.reading.places_table import fold, gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twosource.reading.names_shape import Form
    from twosource.reading.table import Table, Word

__all__ = ["Votes", "kind_of_votes", "kind_of_words", "votes_of"]

Votes = dict[NameKind, int]

_SUBJECT = frozenset({"nsubj", "nsubj:outer"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_GOES_ON = _NOUNS | {"POS"}
_OLDEST = 115
# In the unit of the cues' weights.
_ENOUGH = 25
_SURE = 100
# The decimal logarithm of the people of a place that a lone name may well mean.
_PROMINENT = 5.0
# How far into a block the dash of a dateline may stand.
_DATELINE = 14
_DASHES = frozenset({"-", "–", "—", "--"})


def kind_of_words(text: Sequence[str]) -> NameKind | None:
    """What the words alone say a name is: its head word names an institution or a landform."""
    lists = words()
    low = [w.casefold().rstrip(".") for w in text]
    if len(low) < 2:
        return None
    for word in (low[-1], low[0]):
        if word in lists.organisation or (word in lists.heads and word != "international"):
            return NameKind.ORGANISATION
        if word in lists.place:
            return NameKind.PLACE
    return None


def kind_of_votes(votes: Votes) -> NameKind | None:
    """The kind with most votes, None where there are too few."""
    best = max(votes, key=lambda kind: votes[kind], default=None)
    return best if best is not None and votes[best] >= _ENOUGH else None


def votes_of(forms: Sequence[tuple[Table, Form]], *, alone: bool) -> tuple[Votes, bool]:
    """The votes of all places of one spelling, and whether words beside the name settle its kind
    without the recogniser. `alone` says that it is one word, and part of no longer name.

    The recogniser makes the same mistake at every place of a word that it does not know, so its
    guesses count less the more there are; each cue around the word is seen afresh.
    """
    weights = words().cues
    guesses: Votes = {}
    out: Votes = {}
    for doc, form in forms:
        if form.kind is not None and form.kind is not NameKind.OTHER:
            guesses[form.kind] = guesses.get(form.kind, 0) + 1
        for cue in _cues(doc, form):
            for kind, weight in weights[cue].items():
                out[kind] = out.get(kind, 0) + weight
    for cue in _of_spelling(forms[0][1], guesses, alone=alone):
        for kind, weight in weights[cue].items():
            out[kind] = out.get(kind, 0) + weight
    sure = any(weight >= _SURE for weight in out.values())
    total = sum(guesses.values())
    for kind, count in guesses.items():
        out[kind] = out.get(kind, 0) + round(weights["recogniser"][kind] * count / total**0.5)
    return out, sure


def _of_spelling(form: Form, guesses: Votes, *, alone: bool) -> Iterator[str]:
    """The cues that a spelling gives once, however often it stands in the report."""
    surname_only = alone and NameKind.PERSON in guesses
    if surname_only:
        yield "alone"  # news gives a person's full name at least once
    if not surname_only and NameKind.PLACE not in guesses:
        return
    table = gazetteer()
    known = table.find(fold(" ".join(form.words)))
    if NameKind.PLACE in guesses:
        yield "known_place" if known else "unknown_place"
    elif known and table.prominence(known[0].record) >= _PROMINENT:
        yield "known_city"


def _cues(doc: Table, form: Form) -> Iterator[str]:
    """The names of the cues, as in the data, that the words in and around one place give."""
    lists = words()
    if form.role or form.gender or form.office:
        yield "title"
    yield from _own(form)
    yield from _described(doc, form)
    head = _head(doc, form)
    for beside in (_before(doc, form), _after(doc, form)):
        if beside:
            yield beside
    if form.first == 0 and form.words[0].isupper() and _is_dateline(doc, form.last):
        yield "dateline"
    if head.dep_ in _SUBJECT and head.head.lemma_.casefold() in lists.say:
        # Two words without an institution's are a person's more often than a body's.
        yield "says_in_full" if len(form.words) > 1 else "says"
    elif head.dep_ in _SUBJECT and head.head.pos_ == "VERB":
        yield "trades" if head.head.lemma_ in lists.trade else "acts"


def _own(form: Form) -> Iterator[str]:
    """The cue of a name's own words."""
    of_words = kind_of_words(form.words)
    if of_words is NameKind.ORGANISATION:
        yield "institution_word"
    elif of_words is NameKind.PLACE:
        yield "place_word"
    elif place := lookup(" ".join(form.words)):
        if is_people(" ".join(form.words)):
            yield "people"
        elif place.kind != "seat":
            yield "country"
    elif len(form.words) > 1 and form.words[0].casefold() in words().openings:
        yield "place_opening"
    elif len(form.words) > 1 and form.words[0].casefold() in words().given_names:
        yield "given_name"


def _described(doc: Table, form: Form) -> Iterator[str]:
    """The cues of what an apposition or a copula says the name is."""
    lists = words()
    for noun in described_as(doc, form):
        word = noun.lemma_.casefold()
        if word in lists.offices or word in lists.gendered:
            yield "described_person"
        elif word in lists.place or word in lists.place_of:
            yield "described_place"
        elif word in lists.organisation:
            yield "described_organisation"


def _head(doc: Table, form: Form) -> Word:
    for k in range(form.first, form.last):
        token = doc[k]
        if not form.first <= token.head.i < form.last or token.head.i == k:
            return token
    return doc[form.first]


def _before(doc: Table, form: Form) -> str:
    """The cue of the words before a name, "" for none."""
    lists = words()
    k = form.title - 1
    if k < 0:
        return ""
    low = doc[k].lower_
    if low == "of" and k > 0:
        return _of_noun(doc[k - 1].lower_)
    cue = ""
    if doc[k].lemma_ in lists.companies:
        cue = "company_noun_before"
    elif low in lists.place and doc[k].tag_ in _NOUNS:
        cue = "place_noun_before"
    elif doc[k].lemma_.casefold() in lists.say and doc[k].pos_ == "VERB":
        cue = "said_before"
    elif form.last >= len(doc) or doc[form.last].tag_ not in _GOES_ON:
        # Not of "in Orland shares", "near Soran's house", "the Soran case".
        cue = lists.before_name.get(low, "")
        if cue == "article" and k > 0 and doc[k - 1].lower_ in lists.before_river:
            cue = "article_of_river"
    return cue


def _of_noun(noun: str) -> str:
    """The cue of a noun with "of" before a name, "" for none."""
    lists = words()
    if noun in lists.place or noun in lists.place_of:
        return "place_noun_of"
    if noun in lists.rulers:
        return "ruler_of"
    company = noun in lists.of_company and noun not in lists.offices
    return "company_noun_of" if company else ""


def _after(doc: Table, form: Form) -> str:
    """The cue of the words after a name, "" for none."""
    k = form.last
    if k >= len(doc):
        return ""
    token = doc[k]
    low = token.lower_
    following = doc[k + 1].lower_ if k + 1 < len(doc) else ""
    cue = ""
    if low == ",":
        cue = _after_comma(doc, k + 1)
    elif low == "-based" or (low == "-" and following == "based"):
        cue = "based"
    elif low == "who":
        cue = "who"
    elif token.tag_ == "POS":
        owned = _nouns(doc, k + 1)
        if not words().of_place.isdisjoint(owned):
            cue = "place_owns"
        elif not words().of_company.isdisjoint(owned):
            cue = "company_owns"
    elif token.tag_ in _GOES_ON or low in words().of_company:
        cue = _after_noun(low)
        if token.text.islower() and not words().bodies.isdisjoint(_nouns(doc, k)):
            cue = cue if cue == "place_noun_after" else "body_after"
    return cue


def _after_noun(low: str) -> str:
    lists = words()
    if low in lists.place:
        return "place_noun_after"
    if low in lists.of_company:
        return "company_noun_after"
    return "locals_after" if low in lists.locals else ""


def _after_comma(doc: Table, k: int) -> str:
    if k >= len(doc):
        return ""
    low = doc[k].lower_
    if low in {"who", "which"}:
        return low
    closed = k + 1 >= len(doc) or doc[k + 1].is_punct
    is_age = low == "aged" or (low.isdecimal() and int(low) < _OLDEST and closed)
    return "age" if is_age else ""


def _nouns(doc: Table, k: int) -> list[str]:
    """The nouns in the few words from `k`, up to the first that is no part of a noun phrase."""
    out: list[str] = []
    for token in doc[k : k + 4]:
        if token.tag_ in _NOUNS:
            out.append(token.lower_)
        elif token.tag_ != "JJ":
            break
    return out


def _is_dateline(doc: Table, k: int) -> bool:
    return k < len(doc) and any(
        t.text in _DASHES and (t.whitespace_ or t.text != "-") for t in doc[k : k + _DATELINE]
    )

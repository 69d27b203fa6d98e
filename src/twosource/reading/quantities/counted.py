"""What a quantity counts or measures, from the analysis of its sentence."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from twosource.reading.quantities import ages, number_tables, units
from twosource.reading.quantities.phrases import lemma, singulars
from twosource.reading.quantities.sharing import share

if TYPE_CHECKING:
    from twosource.reading.quantities.draft import Draft
    from twosource.reading.quantities.lexemes import Lexemes
    from twosource.reading.quantities.phrases import Phrases
    from twosource.reading.table import Word

__all__ = ["fill"]

_FIGURES = frozenset({"percent", "money", "points"})
_TOTAL_REACH = 9  # words
_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj"})


def fill(lex: Lexemes, drafts: list[Draft], phrases: Phrases) -> list[Draft]:
    """Give each draft its counted noun; leave out those that turn out to be names or labels."""
    kept: list[Draft] = []
    for draft in drafts:
        if draft.form != "ordinal":
            _count(lex, draft, phrases)
            if draft.unit is None and _is_no_quantity(lex, draft, phrases):
                continue
            if draft.unit is None and draft.form == "fraction":
                draft.unit = units.named("fraction")
        kept.append(draft)
    ages.share(lex, kept)
    share(lex, kept)
    return kept


def _count(lex: Lexemes, draft: Draft, phrases: Phrases) -> None:
    if draft.form == "fold":
        draft.counted = "time"
        return
    if draft.unit is None and ages.is_age(lex, draft, phrases):
        draft.unit = units.named("year of age")
        draft.age = True
        if draft.last == draft.figure + 1:
            return
    found = _behind(lex, draft, phrases) or _governor(lex, draft, phrases)
    if found is not None:
        first, head = found
        draft.counted = lemma(head)
        draft.counted_start, draft.counted_end = first.idx, head.idx + len(head.text)


def _is_no_quantity(lex: Lexemes, draft: Draft, phrases: Phrases) -> bool:
    if draft.counted in _words("streets") or _is_model(lex, draft, phrases):
        return True
    return not draft.counted and (_is_counter(lex, draft) or _is_bare_one(lex, draft))


@cache
def _words(part: str) -> frozenset[str]:
    return frozenset(number_tables.table()[part]["words"])


def _behind(lex: Lexemes, draft: Draft, phrases: Phrases) -> tuple[Word, Word] | None:
    """The noun phrase behind the figure and its unit."""
    j = draft.reach + _is_inserted(lex, draft)
    if lex.word(j) == "-":
        j += 1
        if draft.unit is None and draft.form != "fraction" and lex.glued(j) and lex.glued(j - 1):
            # "three-storey hotels" counts storeys
            joined = phrases.compound(phrases.at(lex.starts[j]))
            if joined is not None and lex.words[j] != "strong":
                return joined
    if j >= len(lex):
        return None
    i = phrases.first_from(lex.starts[j])
    if lex.words[j] == "of" or (draft.form == "vague" and lex.word(j - 1) == "of"):
        return phrases.noun_phrase(phrases.past_determiners(i + (lex.words[j] == "of")), None)
    if draft.unit is not None and lex.words[j] in {"in", "worth"}:
        return _money_in(lex, draft, phrases, i, j)
    if draft.form == "fraction":
        # "half the residents"
        i = phrases.past_determiners(i)
    if lex.words[j] == "strong" and lex.word(j - 1) == "-":
        # "a 200-strong crowd"
        i += 1
    found = phrases.noun_phrase(i, phrases.token(phrases.at(lex.starts[draft.figure])))
    if draft.unit is None and found is not None and draft.low > 1:
        found = _plural_or_first(found)
    return found if draft.unit is None else _measured(draft, phrases, i, found)


def _is_inserted(lex: Lexemes, draft: Draft) -> bool:
    """As in "a 20-kilometre (12-mile) queue": it closes a bracket, the noun is still to come."""
    j, k = draft.reach, draft.outer
    bracketed = lex.word(j) == ")" and lex.word(k - 1) == "("
    return bracketed and "-" in {lex.word(j - 2), lex.word(k - 3)}


def _plural_or_first(found: tuple[Word, Word]) -> tuple[Word, Word]:
    """As in "a 12 page document": above one, a singular noun has the counted one before it."""
    first, head = found
    single = first.tag_ == head.tag_ == "NN" and first.i == head.i - 1
    if single and head.lower_ not in _words("collective") and first.lemma_.lower() == first.lower_:
        return first, first
    return found


def _measured(
    draft: Draft, phrases: Phrases, i: int, found: tuple[Word, Word] | None
) -> tuple[Word, Word] | None:
    """What a measure is of, from the noun phrase at token `i`: not where, not a verb's object."""
    if found is None or found[0].pos_ == "ADV" or found[1].lower_ in _words("directions"):
        return None
    first = phrases.token(i)
    timed = draft.unit is not None and draft.unit.kind in {"age", "duration"}
    return None if timed and first is not None and first.tag_ == "VBG" else found


def _money_in(
    lex: Lexemes, draft: Draft, phrases: Phrases, i: int, j: int
) -> tuple[Word, Word] | None:
    """As in "$5m in aid", "$5m worth of oil"; not "$5m in Lorn"."""
    if draft.unit is None or draft.unit.kind != "money":
        return None
    found = phrases.noun_phrase(i + (2 if lex.word(j + 1) == "of" else 1), None)
    return None if found is not None and found[1].pos_ == "PROPN" else found


def _governor(lex: Lexemes, draft: Draft, phrases: Phrases) -> tuple[Word, Word] | None:
    """As in "a depth of 80 km", "the toll rose to 40", "put the toll at 40"."""
    i = phrases.at(lex.starts[draft.outer])
    before, noun = phrases.token(i - 1), phrases.token(i - 2)
    if before is not None and noun is not None and _holds_figure(noun, before):
        return noun, noun
    number = phrases.token(phrases.at(lex.starts[draft.figure]))
    if number is None:
        return None
    if draft.unit is not None:
        subject = _subject(number)
        if subject is not None:
            return subject, subject
        if draft.unit.kind not in _FIGURES:
            return None
    verb = number.head.head if number.dep_ == "nummod" else number.head
    for child in verb.children:
        if child.dep_ in _ARGUMENTS and child.i < number.i and _is_total(child):
            return _number_of(phrases, child) or (child, child)
    return _total_before(draft, phrases, number)


def _number_of(phrases: Phrases, total: Word) -> tuple[Word, Word] | None:
    """As in "the number of cases": what is numbered."""
    after = phrases.token(total.i + 1)
    if total.lemma_.lower() != "number" or after is None or after.lower_ != "of":
        return None
    return phrases.noun_phrase(phrases.past_determiners(total.i + 2), None)


def _total_before(draft: Draft, phrases: Phrases, number: Word) -> tuple[Word, Word] | None:
    """As in "the number of cases rose by 310", where the analysis does not lead there."""
    if draft.unit is not None or not draft.change:
        return None
    for k in range(number.i - 1, max(-1, number.i - 1 - _TOTAL_REACH), -1):
        token = phrases.token(k)
        if token is None or token.is_punct:
            return None
        if token.pos_ == "NOUN" and _is_total(token):
            return _number_of(phrases, token) or (token, token)
    return None


def _subject(number: Word) -> Word | None:
    """As in "the ransom was $5m", "the fine was set at $5m": what the figure is said of."""
    head = number
    while head.dep_ in {"nummod", "compound", "nmod:unmarked"} and head.head is not head:
        head = head.head
    copular = any(child.dep_ == "cop" for child in head.children)
    verb = head if copular else head.head
    if not copular and verb.lower_ in _words("extents"):
        # "the tunnel is 9 km long"
        copular = any(child.dep_ == "cop" for child in verb.children)
    if not copular and verb.lemma_.lower() not in _words("states"):
        return None
    for child in verb.children:
        if child.dep_ in {"nsubj", "nsubj:pass"} and child.i < number.i:
            return child if child.pos_ == "NOUN" or child.tag_ in {"NN", "NNS"} else None
    return None


def _holds_figure(noun: Word, before: Word) -> bool:
    """Whether "depth of", "toll at" lead to the figure."""
    if noun.pos_ != "NOUN" and noun.tag_ not in {"NN", "NNS"}:
        return False
    return before.lower_ == "of" or (before.lower_ in _words("governors") and _is_total(noun))


def _is_total(token: Word) -> bool:
    totals = _words("totals")
    return token.lower_ in totals or token.lemma_.lower() in totals


def _is_model(lex: Lexemes, draft: Draft, phrases: Phrases) -> bool:
    """As in "Vane 737": a whole number right behind a name, nothing counted after it."""
    i = draft.figure
    plain = not draft.rule and not draft.is_range and i == draft.first and i > 0
    if not (plain and lex.raw[i].isdecimal() and not lex.raw[i - 1].islower()):
        return False
    before = phrases.token(phrases.at(lex.starts[i]) - 1)
    if before is None or before.is_punct or not _is_name(before):
        return False
    noun_after = draft.counted_start >= lex.ends[draft.last - 1]
    return not (noun_after and (draft.counted in singulars().values() or _plural(phrases, draft)))


def _is_name(token: Word) -> bool:
    capital = token.is_alpha and not token.text.islower() and not token.is_sent_start
    return token.pos_ in {"PROPN", "SYM"} or capital


def _plural(phrases: Phrases, draft: Draft) -> bool:
    token = phrases.token(phrases.at(draft.counted_end - 1))
    return token is not None and token.tag_ in ("NNS", "NNPS")


def _is_bare_one(lex: Lexemes, draft: Draft) -> bool:
    return (
        lex.words[draft.figure] == "one" and draft.last == draft.figure + 1 and not draft.is_range
    )


def _is_counter(lex: Lexemes, draft: Draft) -> bool:
    """As in "3 of 6" under a picture."""
    if not lex.raw[draft.figure].isdecimal():
        return False
    after = lex.word(draft.last) == "of" and lex.is_number(draft.last + 1)
    before = lex.word(draft.first - 1) == "of" and lex.is_number(draft.first - 2)
    return after or before

"""What a quantity counts or measures, from the analysis of its sentence."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from twosource.reading.quantities import number_tables, units
from twosource.reading.quantities.exclusions import looks_like_model

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from spacy.tokens import Doc, Token

    from twosource.reading.quantities.draft import Draft
    from twosource.reading.quantities.lexemes import Lexemes

__all__ = ["Phrases", "fill"]

_WINDOW = 8
_NOUNS = ("NOUN", "PROPN")
_LINKS = frozenset({",", "and", "or", "&", "to", "-", "–", "(", "/", "plus", "versus", "v", "vs"})


@cache
def _singulars() -> Mapping[str, str]:
    return dict(number_tables.table()["counted"])


class Phrases:
    """The words of one paragraph with their analysis, found by the place of a character.

    `taken` are the character spans of times: no counted noun is looked for in them.
    """

    def __init__(self, doc: Doc, taken: Collection[tuple[int, int]]) -> None:
        self._tokens = list(doc)
        self._places = [t.idx for t in self._tokens]
        self._taken = taken

    def at(self, place: int) -> int:
        """The index of the token that holds the character at `place`."""
        return max(0, bisect_right(self._places, place) - 1)

    def first_from(self, place: int) -> int:
        """The index of the first token that begins at or behind `place`."""
        return bisect_right(self._places, place - 1)

    def token(self, i: int) -> Token | None:
        """The token at index `i`, None outside the text."""
        return self._tokens[i] if 0 <= i < len(self._tokens) else None

    def _is_time(self, token: Token) -> bool:
        return any(start <= token.idx < end for start, end in self._taken)

    def noun_phrase(
        self, i: int, number: Token | None, *, plural: bool = True
    ) -> tuple[Token, Token] | None:
        """First word and head of the bare noun phrase that begins at token `i`."""
        last: Token | None = None
        first: Token | None = None
        sentence_end = number.sent.end if number is not None else len(self._tokens)
        for k in range(i, min(i + _WINDOW, len(self._tokens), sentence_end)):
            token = self._tokens[k]
            pos = token.pos_
            if pos in _NOUNS:
                if self._is_time(token):
                    break
                if (
                    last is not None
                    and pos == "PROPN"
                    and last.pos_ == "NOUN"
                    and last.tag_ == "NNS"
                ):
                    break
                last = token
                first = first or token
            elif last is not None:
                if pos == "CCONJ" and last.pos_ == "PROPN" and self._pair_before_noun(k):
                    continue
                if pos == "CCONJ" and last.tag_ == "NN" and plural and self._plural_ahead(k):
                    continue
                if token.tag_ == "POS":
                    first = last = None
                    continue
                if pos == "PUNCT" and token.text in "-–" and self._joined(k):
                    continue
                break
            elif pos in ("ADJ", "ADV") or (pos == "VERB" and token.tag_ in ("VBN", "VBG")):
                if self._is_time(token):
                    break
                first = first or token
            elif (
                (pos == "CCONJ" and k > i and self._tokens[k - 1].pos_ in ("ADJ", "PROPN"))
                or (pos == "PUNCT" and token.text in "-–\"“”'‘’")
                or (pos == "NUM" and self._joined(k + 1))
            ):
                continue
            else:
                break
        if last is None or first is None:
            return None
        if number is not None and number.dep_ == "nummod":
            head = number.head
            if first.i <= head.i < last.i and head.pos_ in _NOUNS and head.tag_ in ("NNS", "NNPS"):
                last = head
        if last.i < first.i:
            first = last
        return first, last

    def _plural_ahead(self, k: int) -> bool:
        """As in "hundreds of government and private buildings"."""
        for token in self._tokens[k + 1 : k + 4]:
            if token.tag_ == "NNS":
                return True
            if token.pos_ not in ("ADJ", "NOUN", "PROPN"):
                return False
        return False

    def compound(self, i: int) -> tuple[Token, Token] | None:
        """The noun that a hyphen joins to the number before it ("three-storey hotels")."""
        token = self.token(i)
        if token is None or token.pos_ not in ("NOUN", "ADJ", "VERB", "PROPN"):
            return None
        return token, token

    def _pair_before_noun(self, k: int) -> bool:
        """As in "dozens of Lorn and Vane vehicles": a second name and then the noun."""
        two = self._tokens[k + 1 : k + 3]
        return len(two) == 2 and two[0].pos_ == "PROPN" and two[1].tag_ == "NNS"

    def _joined(self, k: int) -> bool:
        """Whether the hyphen at `k` joins two words without space."""
        return (
            0 < k < len(self._tokens) - 1
            and not self._tokens[k - 1].whitespace_
            and not self._tokens[k].whitespace_
        )


def lemma(token: Token) -> str:
    """The dictionary form of a counted noun; names stay as they are."""
    low = token.text.lower()
    known = _singulars().get(low)
    if known is not None:
        return known
    if token.pos_ == "PROPN" and token.tag_ != "NNPS" and not token.text.isupper():
        return token.text
    return (token.lemma_ or low).lower()


def fill(lex: Lexemes, drafts: list[Draft], phrases: Phrases) -> list[Draft]:
    """Give each draft its counted noun; leave out those that turn out to be names or labels."""
    kept: list[Draft] = []
    for draft in drafts:
        if draft.form == "ordinal":
            kept.append(draft)
            continue
        number = phrases.token(phrases.at(lex.starts[draft.figure]))
        assert number is not None
        if draft.unit is None and _is_age(lex, draft, phrases):
            draft.unit = units.named("year of age")
            draft.age = True
        if draft.unit is None or not draft.age or draft.last > draft.figure + 1:
            _find(lex, draft, phrases, number)
        if draft.unit is None and _is_model(lex, draft, phrases):
            continue
        if draft.unit is None and draft.counted in _streets():
            continue
        if draft.unit is None and not draft.counted and _is_counter(lex, draft):
            continue
        if draft.unit is None and not draft.counted and _is_bare_one(lex, draft):
            continue
        if draft.unit is None and draft.form == "fraction":
            draft.unit = units.named("fraction")
        kept.append(draft)
    _share_backwards(lex, kept)
    _share_forwards(lex, kept)
    _count_rates(lex, kept)
    _magnitudes(lex, kept)
    return kept


def _set(draft: Draft, first: Token, head: Token) -> None:
    draft.counted = lemma(head)
    draft.counted_start = first.idx
    draft.counted_end = head.idx + len(head.text)


def _find(lex: Lexemes, draft: Draft, phrases: Phrases, number: Token) -> None:
    if draft.reach >= len(lex):
        _governor(lex, draft, phrases)
        return
    j = draft.reach
    if lex.word(j) == "-":
        j += 1
        hyphened = lex.glued(j) and lex.glued(j - 1)
        if hyphened and draft.unit is None and draft.form != "fraction" and j < len(lex):
            joined = phrases.compound(phrases.at(lex.starts[j]))
            if joined is not None:
                _set(draft, *joined)
                return
    start = lex.starts[j] if j < len(lex) else len(lex.text)
    i = phrases.first_from(start)
    token = phrases.token(i)
    of = lex.word(j) == "of"
    if of or (draft.form == "vague" and lex.word(j - 1) == "of"):
        k = i + 1 if of else i
        while (token := phrases.token(k)) is not None and (
            token.pos_ in ("DET", "NUM") or token.tag_ == "PRP$" or token.lower_ in ("all", "those")
        ):
            k += 1
        found = phrases.noun_phrase(k, None)
    elif draft.unit is not None and lex.word(j) in ("in", "worth"):
        k = i + (2 if lex.word(j + 1) == "of" else 1)
        found = phrases.noun_phrase(k, None) if draft.unit.kind == "money" else None
        if found is not None and found[1].pos_ == "PROPN":
            found = None
    else:
        found = phrases.noun_phrase(i, number)
        if found is not None and draft.unit is not None and found[0].pos_ == "ADV":
            found = None
    if (
        found is not None
        and draft.unit is not None
        and draft.unit.kind in ("age", "duration")
        and (found[0].i > i and phrases.token(i) is not None and found[0].pos_ == "VERB")
    ):
        found = None
    if found is not None and draft.unit is not None and found[1].lower_ in _directions():
        found = None
    if found is not None:
        _set(draft, *found)
    else:
        _governor(lex, draft, phrases)


def _governor(lex: Lexemes, draft: Draft, phrases: Phrases) -> None:
    """As in "a depth of 35 km", "the toll rose to 40", "put the toll at 40"."""
    i = phrases.at(lex.starts[draft.outer])
    before = phrases.token(i - 1)
    if before is not None and before.lower_ in (
        "of",
        "at",
        "is",
        "was",
        "to",
        ":",
        "from",
        "by",
        "stood",
    ):
        noun = phrases.token(i - 2)
        if (
            noun is not None
            and noun.pos_ == "NOUN"
            and (before.lower_ in ("of",) or _is_total(noun))
        ):
            _set(draft, noun, noun)
            return
    number = phrases.token(phrases.at(lex.starts[draft.figure]))
    if number is None or (
        draft.unit is not None and draft.unit.kind not in ("percent", "money", "points")
    ):
        return
    verb = number.head
    if number.dep_ == "nummod":
        verb = verb.head
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubj:pass", "obj") and child.i < number.i and _is_total(child):
            _set(draft, child, child)
            return


@cache
def _directions() -> frozenset[str]:
    return frozenset(number_tables.table()["directions"]["words"])


@cache
def _streets() -> frozenset[str]:
    return frozenset(number_tables.table()["streets"]["words"])


@cache
def _totals() -> frozenset[str]:
    return frozenset(number_tables.table()["totals"]["words"])


def _is_total(token: Token) -> bool:
    return token.lemma_.lower() in _totals() or token.lower_ in _totals()


def _is_age(lex: Lexemes, draft: Draft, phrases: Phrases) -> bool:
    """As in "Ada Lorn, 43," and "aged 10": also what the age is of."""
    if not (0 < draft.low <= draft.high <= 115) or draft.form not in ("digits", "words"):
        return False
    before = lex.word(draft.outer - 1)
    if before in ("aged", "age", "ages"):
        return True
    if before == "of" and lex.word(draft.outer - 2) in ("age", "ages"):
        return True
    if lex.word(draft.first - 1) != "," or draft.form != "digits" or draft.is_range:
        return False
    if not lex.raw[draft.figure].isdigit():
        return False
    after = lex.word(draft.last)
    if after not in (",", ".", ";", ")", "", "—", "–", ":", "!", "?"):
        return False
    token = phrases.token(phrases.at(lex.starts[draft.first - 1]) - 1)
    if token is None or token.pos_ != "PROPN":
        return False
    draft.counted = token.text
    draft.counted_start, draft.counted_end = token.idx, token.idx + len(token.text)
    return True


def _is_model(lex: Lexemes, draft: Draft, phrases: Phrases) -> bool:
    if (
        draft.rule
        or draft.is_range
        or not lex.is_number(draft.figure)
        or draft.figure != draft.first
    ):
        return False
    before = phrases.token(phrases.at(lex.starts[draft.figure]) - 1)
    noun_after = draft.counted_start >= lex.ends[draft.last - 1] and (
        draft.counted in _singulars().values() or _plural(phrases, draft)
    )
    name = (
        before is not None
        and not before.is_punct
        and (
            before.pos_ in ("PROPN", "SYM")
            or (not before.text.islower() and before.is_alpha and not before.is_sent_start)
        )
    )
    return looks_like_model(lex, draft.figure, name_before=name, noun_after=noun_after)


def _plural(phrases: Phrases, draft: Draft) -> bool:
    token = phrases.token(phrases.at(draft.counted_end - 1))
    return token is not None and token.tag_ in ("NNS", "NNPS")


def _is_bare_one(lex: Lexemes, draft: Draft) -> bool:
    return (
        lex.words[draft.figure] == "one" and draft.last == draft.figure + 1 and not draft.is_range
    )


def _is_counter(lex: Lexemes, draft: Draft) -> bool:
    """As in "3 of 6" under a picture."""
    if not lex.raw[draft.figure].isdigit():
        return False
    after = lex.word(draft.last) == "of" and lex.is_number(draft.last + 1)
    before = lex.word(draft.first - 1) == "of" and lex.is_number(draft.first - 2)
    return after or before


def _share_backwards(lex: Lexemes, drafts: list[Draft]) -> None:
    """As in "7.6 and 7.5 magnitude quakes", "12 Somali and 11 Yemeni pirates": the last one names it."""
    for k in range(len(drafts) - 2, -1, -1):
        one, two = drafts[k], drafts[k + 1]
        if one.form == "ordinal" or two.form == "ordinal" or one.age:
            continue
        gap = lex.words[one.reach : two.outer]
        if not gap or len(gap) > 3 or not _LINKS.issuperset(gap):
            continue
        if "(" in gap:
            continue
        if (
            one.unit is None
            and not one.counted
            and two.unit is not None
            and two.unit.kind not in ("money",)
        ):
            one.unit = two.unit
            one.age = two.age
        if one.unit == two.unit and not one.counted and two.counted:
            one.counted = two.counted
            one.counted_start, one.counted_end = two.counted_start, two.counted_end


def _share_forwards(lex: Lexemes, drafts: list[Draft]) -> None:
    """As in "five people were killed and 20 injured": the 20 are people too."""
    t = number_tables.table()["elliptic"]
    for k in range(1, len(drafts)):
        one, two = drafts[k - 1], drafts[k]
        if one.unit is not None or not one.counted or one.form == "ordinal":
            continue
        if two.unit is not None or two.counted or two.form not in ("digits", "words", "vague"):
            continue
        between = lex.words[one.reach : two.outer]
        if "." in between or ";" in between or lex.words[two.figure] == "one":
            continue
        if lex.word(two.outer - 1) in t["after"] or lex.word(two.reach) in t["before"]:
            two.counted = one.counted
            two.counted_start, two.counted_end = one.counted_start, one.counted_end


def _count_rates(lex: Lexemes, drafts: list[Draft]) -> None:
    """As in "3,000 tests per day", "40 flights a week"."""
    for draft in drafts:
        if draft.unit is not None or draft.counted_end < 0 or draft.form in ("ordinal", "vague"):
            continue
        j = draft.reach
        while j < len(lex) and lex.starts[j] < draft.counted_end:
            j += 1
        found = units.per(lex, j, None)
        if found is not None:
            draft.unit = found[0]


@cache
def _magnitude_words() -> tuple[frozenset[str], frozenset[str]]:
    t = number_tables.table()["magnitude"]
    return frozenset(t["nouns"]), frozenset(t["verbs"])


def _magnitudes(lex: Lexemes, drafts: list[Draft]) -> None:
    """As in "a 6.1 quake", "a quake measuring 4.6"; what has a magnitude is the quake nearest to it."""
    nouns, verbs = _magnitude_words()
    quakes = [i for i, w in enumerate(lex.words) if w in nouns]
    if not quakes:
        return
    for draft in drafts:
        if draft.unit is None and draft.form == "digits" and 1 <= draft.low < 10:
            near = lex.words[max(0, draft.first - 5) : draft.first]
            of_quake = draft.counted.lower() in nouns
            written = "." in lex.raw[draft.figure]
            if (
                (written and of_quake)
                or (written and not draft.counted and any(w in verbs for w in near))
                or (of_quake and draft.low > 1 and _singular(lex, draft))
            ):
                draft.unit = units.named("magnitude")
        if (
            draft.unit is not None
            and draft.unit.name == "magnitude"
            and (draft.counted.lower() not in nouns)
        ):
            i = min(quakes, key=lambda q: abs(q - draft.figure))
            draft.counted = lex.words[i].removesuffix("s")
            draft.counted_start, draft.counted_end = lex.starts[i], lex.ends[i]


def _singular(lex: Lexemes, draft: Draft) -> bool:
    """As in "a 6 earthquake": a count would have a plural."""
    return not lex.text[draft.counted_start : draft.counted_end].lower().endswith("s")

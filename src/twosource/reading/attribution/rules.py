"""Attributions by rules over the parse and the quotation marks.

Used where the learned finder's weights were left out. A word of speech or thought outside
quotation marks is a cue; its source is its subject, seen through participles, conjunctions and
passives; its content is the quotation beside it, its clause, the sentence that it stands in as a
parenthesis, or, for words of judgement, its object.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from twosource.reading.attribution.lexicon import cues
from twosource.reading.attribution.punctuation import DASHES, colon, dash, transcript
from twosource.reading.attribution.quotations import quotation, run_back, run_on
from twosource.reading.attribution.subjects import cue_words, has_case, noun_phrase, subject
from twosource.reading.attribution.triple import Triple, trimmed

if TYPE_CHECKING:
    from twosource.reading.attribution.words import Words

__all__ = ["according_to", "triples"]

_CLAUSE = frozenset({"ccomp"})
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM"})
_SHORT_QUOTE = 4  # words; shorter ones are scare quotes or titles
_BEFORE_QUOTE = DASHES | {",", ":", ".", "!", "?"}
_REACH = 12  # words between a quotation and the word of speech that introduces it


def triples(words: Words) -> list[Triple]:
    """Every attribution that the rules find, in the order of their cues."""
    out: list[Triple] = []
    taken: set[int] = set()
    lemmas, forms = _told()
    telling = [
        k
        for k, (lower, lemma) in enumerate(zip(words.lower, words.lemma, strict=True))
        if lemma in lemmas or lower in forms or lower[-1] in DASHES
    ]
    for k in telling:
        lower = words.lower[k]
        quoted = words.quote[k] >= 0
        found = _within(words, k, lower) if quoted else _headed(words, k, lower, words.pos[k])
        if found is None or not found.content or not found.cue:
            continue
        free = tuple(t for t in found.content if t not in taken) if _quoted(words, found) else ()
        if _quoted(words, found) and len(free) * 2 < len(found.content):
            continue
        if _quoted(words, found):
            taken.update(found.content)
        out.append(found)
    return out


@cache
def _told() -> tuple[frozenset[str], frozenset[str]]:
    """The lemmas and the forms in lower case that may be a cue, beside dashes."""
    lists = cues()
    lemmas = frozenset().union(*(lists[n] for n in ("speech", "thought", "judgement", "nouns")))
    return lemmas, lists["reported_adverbs"] | {"according", ":"}


def _headed(words: Words, k: int, lower: str, pos: str) -> Triple | None:
    """What the word at `k` is the cue of."""
    if lower == "according":
        return according_to(words, k)
    if lower == ":":
        return colon(words, k)
    if lower[-1] in DASHES:
        return dash(words, k)
    if pos in ("VERB", "AUX"):
        return _verb(words, k)
    if lower in cues()["reported_adverbs"]:
        return _adverb(words, k)
    return _noun(words, k) if pos == "NOUN" else None


def _within(words: Words, k: int, lower: str) -> Triple | None:
    """What the word at `k` inside a quotation is the cue of: few forms are taken there."""
    if lower == "according":
        return according_to(words, k)
    if lower == ":":
        return transcript(words, k)
    if lower[-1] in DASHES and len(lower) > 1:
        return dash(words, k)
    return None


def _quoted(words: Words, triple: Triple) -> bool:
    return all(words.quote[k] >= 0 for k in triple.content)


# ------------------------------------------------------------------ verbs


def _verb(words: Words, k: int) -> Triple | None:
    lists = cues()
    lemma = words.lemma[k]
    says = lemma in lists["speech"]
    if not says and lemma not in lists["thought"] and lemma not in lists["judgement"]:
        return None
    cue = cue_words(words, k)
    source = _inverted(words, k) if says else ()
    source = source or subject(words, k)
    content: tuple[int, ...] = ()
    if says or lemma in lists["thought"] or lemma in lists["judgement"]:
        content = _quotations(words, k, source)
    if not content and (says or lemma in lists["thought"]):
        content = _clause(words, k, source)
    if not content and says:
        content = _parenthesis(words, k, source)
    if not content and lemma in lists["infinitive"]:
        content = _by_relation(words, k, ("xcomp",))
    if not content and lemma in lists["judgement"] and source:
        content = _by_relation(words, k, ("obj", "obl", "xcomp"))
    content = trimmed(words, set(content) - set(cue) - set(source))
    if not content or (not source and words.dep[k] not in ("root", "ROOT", "ccomp", "parataxis")):
        return None
    return Triple(source, cue, content)


def _inverted(words: Words, k: int) -> tuple[int, ...]:
    """The source of '"...", said X': what follows a word of speech that follows a quotation."""
    first, last = words.blocks[words.block[k]]
    before = k - 1
    while before >= first and words.quote[before] < 0 and words.pos[before] in ("PUNCT", "AUX"):
        before -= 1
    comma = words.word[k - 1] == ","
    ends = words.quote[before] >= 0 or (
        comma and (words.dep[k] == "parataxis" or _closes(words, k, last))
    )
    if before < first or not ends or k + 1 >= last or words.pos[k + 1] not in _NOMINAL:
        return ()
    head = k + 1
    while head + 1 < last and words.pos[head] not in ("NOUN", "PROPN", "PRON"):
        head += 1
    while words.left[words.head[head]] > k and words.head[head] != head:
        head = words.head[head]
    return tuple(w for w in noun_phrase(words, head) if w > k)


_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM"})


def _closes(words: Words, k: int, last: int) -> bool:
    """Whether a word of speech and a name close a block: "Bridge shut, says mayor"."""
    rest = [w for w in range(k + 1, last) if words.pos[w] != "PUNCT"]
    return bool(rest) and all(words.pos[w] in _NOMINAL or words.dep[w] == "case" for w in rest)


# ------------------------------------------------------------------ contents


def _quotations(words: Words, k: int, source: tuple[int, ...]) -> tuple[int, ...]:
    """The quotations that a word of speech introduces or follows, in its own block."""
    first, last = words.blocks[words.block[k]]
    low, high = min((k, *source)), max((k, *source))
    content: set[int] = set()
    before = low - 1
    while before >= first and words.quote[before] < 0 and words.pos[before] == "PUNCT":
        before -= 1
    if before >= first and words.quote[before] >= 0:
        here = quotation(words, before)
        if len(here) > _SHORT_QUOTE or here[0] == first:
            content.update(here)
            content.update(run_back(words, here[0], first))
    after = high + 1
    while after < last and after - high <= _REACH and words.quote[after] < 0:
        if words.word[after] in (".", "!", "?") and not content:
            return tuple(sorted(content))
        if words.pos[after] == "VERB" and words.sentence[after] == words.sentence[k]:
            break
        after += 1
    if after < last and words.quote[after] >= 0:
        here = quotation(words, after)
        opened = words.word[after - 1] in _BEFORE_QUOTE
        if (len(here) > _SHORT_QUOTE and opened) or (content and opened):
            content.update(here)
            content.update(run_on(words, here[-1] + 1, last))
    return tuple(sorted(content))


def _clause(words: Words, k: int, source: tuple[int, ...]) -> tuple[int, ...]:
    for child in words.children[k]:
        if words.dep[child] in _CLAUSE:
            return _subtree(words, child)
    head = words.head[k]
    if words.dep[k] == "parataxis" and head != k:
        own = set(_subtree(words, k))
        return tuple(w for w in _subtree(words, head) if w not in own)
    for child in words.children[k]:
        if words.dep[child] == "parataxis" and (child < k or source):
            return _subtree(words, child)
    return ()


def _parenthesis(words: Words, k: int, source: tuple[int, ...]) -> tuple[int, ...]:
    """The sentence before ", X said" or ", says X", where nothing that could be said follows."""
    first, last = words.sentences[words.sentence[k]]
    if source and source[0] > k:
        comma = words.word[k - 1] == "," and _closes(words, k, words.blocks[words.block[k]][1])
        return tuple(range(first, k - 1)) if comma else ()
    if not source or source[-1] > k:
        return ()
    low = min(source)
    follows = any(
        words.dep[c] in ("obj", "xcomp", "ccomp") and c > k for c in words.children[k]
    ) or any(words.pos[w] == "VERB" for w in range(k + 1, last))
    if follows or low - 1 <= first or words.word[low - 1] != ",":
        return ()
    return tuple(range(first, low - 1))


def _by_relation(words: Words, k: int, relations: tuple[str, ...]) -> tuple[int, ...]:
    out: set[int] = set()
    for child in words.children[k]:
        if words.dep[child] in relations and not (
            words.dep[child] == "obl" and words.entity[child] in ("DATE", "TIME")
        ):
            out.update(_subtree(words, child))
    return tuple(sorted(out))


def _subtree(words: Words, k: int) -> tuple[int, ...]:
    return tuple(range(words.left[k], words.right[k] + 1))


# ------------------------------------------------------------------ other cues


def according_to(words: Words, k: int) -> Triple | None:
    """What stands with "according to X": X is the source, the rest of the clause the content."""
    if k + 2 >= len(words) or words.lower[k + 1] != "to":
        return None
    head = k + 2
    first, last = words.sentences[words.sentence[k]]
    while head + 1 < last and words.pos[head] not in ("NOUN", "PROPN", "PRON", "NUM"):
        head += 1
    while (
        words.head[head] != head
        and words.head[head] > k + 1
        and (words.dep[head] in ("compound", "nmod", "nmod:poss", "flat", "amod", "nummod", "det"))
    ):
        head = words.head[head]
    phrase = [w for w in noun_phrase(words, head) if w > k + 1]
    if not phrase:
        return None
    outside = [w for w in range(first, last) if w < k or w > phrase[-1]]
    return Triple(tuple(phrase), (k, k + 1), trimmed(words, outside)) if outside else None


def _adverb(words: Words, k: int) -> Triple | None:
    """What "reportedly" reports: the clause, or the phrase, that it stands in."""
    head = words.head[k]
    while words.dep[head] in ("aux", "cop", "amod", "nummod") and words.head[head] != head:
        head = words.head[head]
    content = trimmed(words, [w for w in _subtree(words, head) if w != k])
    return Triple((), (k,), content) if content and head != k else None


def _noun(words: Words, k: int) -> Triple | None:
    """What "the claim that ..." claims: the clause that a noun of speech governs."""
    if words.lemma[k] not in cues()["nouns"]:
        return None
    for child in words.children[k]:
        if words.dep[child] in ("acl", "ccomp") and any(
            words.lower[c] == "that" and words.dep[c] == "mark" for c in words.children[child]
        ):
            source: tuple[int, ...] = ()
            for owner in words.children[k]:
                by = words.dep[owner] == "nmod" and (
                    has_case(words, owner, "by") or has_case(words, owner, "of")
                )
                if words.dep[owner] == "nmod:poss" or by:
                    source = noun_phrase(words, owner)
            return Triple(source, (k,), trimmed(words, _subtree(words, child)))
    return None

"""Attributions by rules over the parse and the quotation marks.

Used where the learned finder's weights were left out. A word of speech or thought outside
quotation marks is a cue; its source is its subject, seen through participles, conjunctions and
passives; its content is the quotation beside it, its clause, the sentence that it stands in as a
parenthesis, or, for words of judgement, its object.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.reading.attribution.lexicon import cues
from twosource.reading.attribution.triple import Triple, trimmed

if TYPE_CHECKING:
    from twosource.reading.attribution.words import Words

__all__ = [
    "according_to",
    "colon",
    "cue_words",
    "noun_phrase",
    "quoted_speaker",
    "signed",
    "subject",
    "triples",
]

_SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_CLAUSE = frozenset({"ccomp"})
_AUXILIARY = frozenset({"aux", "aux:pass", "neg", "compound:prt"})
_SHORT_QUOTE = 4  # words; shorter ones are scare quotes or titles
_CLIMB = 6  # clauses that a subject is looked for in
_NAME = 8  # words that a speaker's name before a colon or under a quotation may have
_DASHES = frozenset({"—", "–", "―", "-", "--"})
_BEFORE_QUOTE = _DASHES | {",", ":", ".", "!", "?"}
_REACH = 12  # words between a quotation and the word of speech that introduces it


def triples(words: Words) -> list[Triple]:
    """Every attribution that the rules find, in the order of their cues."""
    out: list[Triple] = []
    taken: set[int] = set()
    for k, (lower, pos, quote) in enumerate(zip(words.lower, words.pos, words.quote, strict=True)):
        if quote >= 0 and lower != "according":
            continue
        found = _headed(words, k, lower, pos)
        if found is None:
            continue
        free = tuple(t for t in found.content if t not in taken) if _quoted(words, found) else ()
        if _quoted(words, found) and len(free) * 2 < len(found.content):
            continue
        if _quoted(words, found):
            taken.update(found.content)
        out.append(found)
    return out


def _headed(words: Words, k: int, lower: str, pos: str) -> Triple | None:
    """What the word at `k` is the cue of."""
    if lower == "according":
        return according_to(words, k)
    if lower == ":":
        return colon(words, k)
    if lower in _DASHES:
        return signed(words, k)
    if pos in ("VERB", "AUX"):
        return _verb(words, k)
    return _noun(words, k) if pos == "NOUN" else None


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


def cue_words(words: Words, k: int) -> tuple[int, ...]:
    """A verb with its auxiliaries, negation and particle."""
    found = {k}
    for child in words.children[k]:
        negation = words.dep[child] == "advmod" and words.lower[child] in ("not", "n't", "n\u2019t")
        if words.dep[child] in _AUXILIARY or negation:
            found.add(child)
    return tuple(sorted(found))


def subject(words: Words, k: int) -> tuple[int, ...]:
    """Who does what a verb says: its subject, or that of the clause that it hangs on."""
    quoted = quoted_speaker(words, k)
    if quoted:
        return quoted
    for step in range(_CLIMB):
        own = _own_subject(words, k)
        if own is not None:
            return own
        if words.dep[k] in ("acl", "acl:relcl"):
            return noun_phrase(words, words.head[k], until=k)
        climbs = words.dep[k] in ("conj", "xcomp", "advcl") or (
            words.dep[k] == "parataxis" and step == 0
        )
        if not climbs or words.head[k] == k:
            break
        k = words.head[k]
    return ()


def quoted_speaker(words: Words, k: int) -> tuple[int, ...]:
    """Who speaks in "the agency quoted X as saying", "X was cited as saying"; empty elsewhere."""
    head = words.head[k]
    marked = any(words.lower[c] == "as" and c < k for c in words.children[k])
    if head == k or not marked or words.tag[k] != "VBG":
        return ()
    for relations in (("obj", "iobj"), ("nsubj:pass",)):
        for child in words.children[head]:
            if child < k and words.dep[child] in relations:
                return noun_phrase(words, child)
    return ()


def _own_subject(words: Words, k: int) -> tuple[int, ...] | None:
    """The subject, or agent, among a verb's own words; None where it has neither."""
    for child in words.children[k]:
        if words.dep[child] in _SUBJECT:
            if words.dep[child] == "nsubj:pass":
                return _agent(words, k)
            if words.pos[child] == "PRON" and words.lower[child] in ("who", "which", "that"):
                return noun_phrase(words, words.head[k]) if words.head[k] != k else ()
            return noun_phrase(words, _apposed(words, k, child))
        if words.dep[child] in ("obl:agent", "obl") and _has_case(words, child, "by"):
            return noun_phrase(words, child)
    return None


def _apposed(words: Words, k: int, child: int) -> int:
    """The name before what the parse takes for a subject: "A B, the mayor, said"."""
    head = words.head[k]
    if words.dep[k] == "parataxis" and head < child and words.pos[head] == "PROPN":
        return head
    return child


def _inverted(words: Words, k: int) -> tuple[int, ...]:
    """The source of '"...", said X': what follows a word of speech that follows a quotation."""
    first, last = words.blocks[words.block[k]]
    before = k - 1
    while before >= first and words.quote[before] < 0 and words.pos[before] in ("PUNCT", "AUX"):
        before -= 1
    ends = words.quote[before] >= 0 or (words.word[k - 1] == "," and words.dep[k] == "parataxis")
    if before < first or not ends or k + 1 >= last or words.pos[k + 1] not in _NOMINAL:
        return ()
    head = k + 1
    while head + 1 < last and words.pos[head] not in ("NOUN", "PROPN", "PRON"):
        head += 1
    while words.left[words.head[head]] > k and words.head[head] != head:
        head = words.head[head]
    return tuple(w for w in noun_phrase(words, head) if w > k)


_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM"})


def _agent(words: Words, k: int) -> tuple[int, ...]:
    for child in words.children[k]:
        if words.dep[child] in ("obl", "obl:agent") and _has_case(words, child, "by"):
            return noun_phrase(words, child)
    return ()


def _has_case(words: Words, k: int, preposition: str) -> bool:
    return any(words.dep[c] == "case" and words.lower[c] == preposition for c in words.children[k])


def noun_phrase(words: Words, k: int, *, until: int | None = None) -> tuple[int, ...]:
    """The words of a noun phrase with its appositions, without preposition and clauses."""
    out: list[int] = []
    stack = [k]
    while stack:
        word = stack.pop()
        out.append(word)
        for child in words.children[word]:
            if word == k and words.dep[child] in ("case", "mark", "cc:preconj"):
                continue
            if words.dep[child] in _NOT_IN_PHRASE:
                continue
            if until is not None and child >= until:
                continue
            stack.append(child)
    first, last = min(out), max(out)
    whole = [w for w in range(first, last + 1) if w in out or words.pos[w] == "PUNCT"]
    return trimmed(words, whole)


_NOT_IN_PHRASE = frozenset(
    {"acl:relcl", "acl", "parataxis", "cop", "nsubj", "aux", "advcl", "advmod", "ccomp", "punct",
     "discourse", "obl", "obj", "csubj", "xcomp", "orphan", "dep"}
)  # fmt: skip


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
        here = _quotation(words, before)
        if len(here) > _SHORT_QUOTE or here[0] == first:
            content.update(here)
            content.update(_earlier(words, here[0], first))
    after = high + 1
    while after < last and after - high <= _REACH and words.quote[after] < 0:
        if words.word[after] in (".", "!", "?") and not content:
            return tuple(sorted(content))
        if words.pos[after] == "VERB" and words.sentence[after] == words.sentence[k]:
            break
        after += 1
    if after < last and words.quote[after] >= 0:
        here = _quotation(words, after)
        opened = words.word[after - 1] in _BEFORE_QUOTE
        if (len(here) > _SHORT_QUOTE and opened) or (content and opened):
            content.update(here)
            content.update(_running_on(words, here[-1] + 1, last))
    return tuple(sorted(content))


def _quotation(words: Words, k: int) -> list[int]:
    number = words.quote[k]
    first = last = k
    while first > 0 and words.quote[first - 1] == number:
        first -= 1
    while last + 1 < len(words) and words.quote[last + 1] == number:
        last += 1
    return list(range(first, last + 1))


def _earlier(words: Words, start: int, first: int) -> list[int]:
    """Quotations of the same block that run straight into the one that begins at `start`."""
    out: list[int] = []
    while start > first and words.quote[start - 1] >= 0:
        here = _quotation(words, start - 1)
        out += here
        start = here[0]
    return out


def _running_on(words: Words, k: int, last: int) -> list[int]:
    """Quotations that follow another with nothing between."""
    out: list[int] = []
    while k < last and words.quote[k] >= 0:
        here = _quotation(words, k)
        out += here
        k = here[-1] + 1
    return out


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
    """The sentence before ", X said", where nothing that could be said follows."""
    if not source or source[-1] > k:
        return ()
    low = min(source)
    first, last = words.sentences[words.sentence[k]]
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
        and k + 2 <= words.left[words.head[head]]
        and (words.dep[head] in ("compound", "nmod", "nmod:poss", "flat", "amod", "nummod", "det"))
    ):
        head = words.head[head]
    phrase = [w for w in noun_phrase(words, head) if w > k + 1]
    if not phrase:
        return None
    outside = [w for w in range(first, last) if w < k or w > phrase[-1]]
    return Triple(tuple(phrase), (k, k + 1), trimmed(words, outside)) if outside else None


def colon(words: Words, k: int) -> Triple | None:
    """What follows "X:" in a headline, or before a quotation."""
    first, last = words.blocks[words.block[k]]
    begin = max(first, words.sentences[words.sentence[k]][0])
    source = tuple(range(begin, k))
    if not 0 < len(source) <= _NAME or k + 1 >= last:
        return None
    if any(words.pos[w] in ("VERB", "AUX") or words.quote[w] >= 0 for w in source):
        return None
    quoted = words.quote[k + 1] >= 0
    if not quoted and not (begin == first and _speaker_like(words, source)):
        return None
    stop = _quotation(words, k + 1)[-1] + 1 if quoted else last
    return Triple(source, (k,), trimmed(words, range(k + 1, stop)))


def signed(words: Words, k: int) -> Triple | None:
    """A quotation with its speaker's name after a dash."""
    first, last = words.blocks[words.block[k]]
    source = range(k + 1, last)
    if not 0 < len(source) <= _NAME or k == first:
        return None
    before = k - 1
    if words.quote[before] < 0 or any(words.quote[w] >= 0 for w in source):
        return None
    if words.pos[k + 1] != "PROPN" or any(words.pos[w] in ("VERB", "AUX") for w in source):
        return None
    here = _quotation(words, before)
    content = [*_earlier(words, here[0], first), *here]
    return Triple(trimmed(words, source), (k,), tuple(sorted(content)))


def _speaker_like(words: Words, source: tuple[int, ...]) -> bool:
    last = source[-1]
    transcript = len(source) == 1 and words.word[last].isupper() and len(words.word[last]) > 1
    return (
        transcript
        or words.entity[last] in ("PERSON", "ORG")
        or words.lemma[last] in cues()["speakers"]
    )


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
                    _has_case(words, owner, "by") or _has_case(words, owner, "of")
                )
                if words.dep[owner] == "nmod:poss" or by:
                    source = noun_phrase(words, owner)
            return Triple(source, (k,), trimmed(words, _subtree(words, child)))
    return None

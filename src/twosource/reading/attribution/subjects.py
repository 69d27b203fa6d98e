"""Who does what a verb says: its words, its subject, and the noun phrase of a speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.reading.attribution.triple import trimmed

if TYPE_CHECKING:
    from twosource.reading.attribution.words import Words

__all__ = ["cue_words", "has_case", "noun_phrase", "quoted_speaker", "subject"]

_SUBJECT = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
_AUXILIARY = frozenset({"aux", "aux:pass", "neg", "compound:prt"})
_CLIMB = 6  # clauses that a subject is looked for in
_NOT_IN_PHRASE = frozenset(
    {"acl:relcl", "acl", "parataxis", "cop", "nsubj", "aux", "advcl", "advmod", "ccomp", "punct",
     "discourse", "obl", "obj", "csubj", "xcomp", "orphan", "dep"}
)  # fmt: skip


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
    passive = any(words.dep[c] == "aux:pass" for c in words.children[k])
    for child in words.children[k]:
        # "It said that ...": a body that speaks, which parses take for an empty subject.
        speaks = words.dep[child] == "expl" and words.lower[child] == "it" and not passive
        if words.dep[child] in _SUBJECT or speaks:
            if words.dep[child] == "nsubj:pass":
                return _agent(words, k)
            if words.pos[child] == "PRON" and words.lower[child] in ("who", "which", "that"):
                return noun_phrase(words, words.head[k]) if words.head[k] != k else ()
            return noun_phrase(words, _apposed(words, k, child))
        if words.dep[child] in ("obl:agent", "obl") and has_case(words, child, "by"):
            return noun_phrase(words, child)
    return None


def _apposed(words: Words, k: int, child: int) -> int:
    """The name before what the parse takes for a subject: "A B, the mayor, said"."""
    head = words.head[k]
    if words.dep[k] == "parataxis" and head < child and words.pos[head] == "PROPN":
        return head
    return child


def _agent(words: Words, k: int) -> tuple[int, ...]:
    for child in words.children[k]:
        if words.dep[child] in ("obl", "obl:agent") and has_case(words, child, "by"):
            return noun_phrase(words, child)
    return ()


def has_case(words: Words, k: int, preposition: str) -> bool:
    """Whether a preposition introduces the phrase of a word."""
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

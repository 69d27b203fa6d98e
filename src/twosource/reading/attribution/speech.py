"""From word numbers to the noun: kind of speech, certainty, and the chain of quoted sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.model import Attribution, AttributionType, Certainty
from twosource.reading.attribution.lexicon import cues
from twosource.reading.attribution.speaker import Speakers
from twosource.reading.attribution.triple import Triple, spans

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twosource.model import Name
    from twosource.reading.attribution.words import Words

__all__ = ["attributions", "certainty", "kind"]

_FIRST_PERSON = frozenset({"i", "me"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "nobody", "none", "neither", "nor"})
_ALL_QUOTED = 0.95  # share of letters between marks, as PolNeAR's scorers count "direct"


def attributions(
    words: Words, found: Iterable[Triple], names: tuple[Name, ...]
) -> tuple[Attribution, ...]:
    """The nouns in the order of their content, each once."""
    speakers = Speakers(words, names)
    told = [t for t in found if t.content]
    known = {t: speakers.of(t.source) for t in told}
    out = []
    for triple in told:
        speaker, text = known[triple]
        if speaker is None and _is_first_person(words, triple.source):
            speaker, text = _outer_speaker(triple, known) or (speaker, text)
        out.append(
            Attribution(
                source=spans(words, triple.source),
                cue=spans(words, triple.cue),
                content=spans(words, triple.content),
                type=kind(words, triple.content),
                factuality=certainty(words, triple),
                speaker=speaker,
                speaker_text=text,
            )
        )
    out.sort(key=lambda a: (a.content[0], a.cue, a.source))
    return tuple(dict.fromkeys(out))


def _is_first_person(words: Words, source: tuple[int, ...]) -> bool:
    return len(source) == 1 and words.lower[source[0]] in _FIRST_PERSON


def _outer_speaker(
    inner: Triple, known: dict[Triple, tuple[int | None, str]]
) -> tuple[int | None, str] | None:
    """Who says the words that "I" stands in."""
    for triple, speaker in known.items():
        if speaker[0] is not None and inner.source[0] in triple.content:
            return speaker
    return None


def kind(words: Words, content: tuple[int, ...]) -> AttributionType:
    """Direct where (nearly) all letters stand between quotation marks, mixed where some do."""
    inside = [k for k in content if words.quote[k] >= 0]
    quoted = _letters(words, inside)
    if not quoted:
        return AttributionType.INDIRECT
    if len(inside) == len(content) or quoted >= _ALL_QUOTED * _letters(words, content):
        return AttributionType.DIRECT
    return AttributionType.MIXED


def _letters(words: Words, chosen: Iterable[int]) -> int:
    return sum(c.isalnum() for k in chosen for c in words.word[k])


def certainty(words: Words, triple: Triple) -> Certainty:
    """How the report hands the content on, by its cue: asserted, at arm's length, or rejected."""
    lists = cues()
    hedged = False
    negated = any(words.lower[k] in _NEGATIONS for k in triple.cue) or any(
        words.lower[c] in _NEGATIONS and words.dep[c] == "advmod"
        for k in triple.cue
        for c in words.children[k]
    )
    for k in triple.cue:
        lemma, noun = words.lemma[k], words.pos[k] in ("NOUN", "PROPN")
        rejects = lemma in lists["denied"] and not noun and not _turns_down(words, k, triple)
        if lemma in lists["denied_nouns"] or rejects:
            return Certainty.HEDGED if negated else Certainty.DENIED
        if negated and lemma in lists["denied_when_negated"]:
            return Certainty.DENIED
        if lemma in lists["hedged_nouns"] if noun else lemma in lists["hedged"]:
            hedged = True
        hedged = hedged or words.lower[k] in lists["hedged_adverbs"]
        hedged = hedged or any(
            words.lower[c] in lists["hedged_adverbs"] and words.dep[c] == "advmod"
            for c in words.children[k]
        )
    hedged = hedged or _unsaid(words, triple)
    return Certainty.HEDGED if hedged else Certainty.ASSERTED


def _turns_down(words: Words, k: int, triple: Triple) -> bool:
    """Whether what is rejected is a thing and no proposition: "rejected the offer"."""
    lists = cues()
    if words.lemma[k] not in lists["turned_down"] or any(
        words.quote[w] >= 0 for w in triple.content
    ):
        return False
    inside = set(triple.content)
    heads = [w for w in triple.content if words.head[w] not in inside]
    return all(
        words.pos[w] in ("NOUN", "PROPN", "PUNCT") and words.lemma[w] not in lists["propositions"]
        for w in heads
    )


def _unsaid(words: Words, triple: Triple) -> bool:
    """Whether nobody stands behind the content: "is believed to", "declined to confirm that"."""
    lists = cues()
    for k in triple.cue:
        head = words.head[k]
        if words.dep[k] == "xcomp" and words.lemma[head] in lists["withheld"]:
            return True
        if words.lemma[k] in lists["withheld"] and any(
            words.dep[c] == "xcomp" and words.lemma[c] in lists["speech"] for c in words.children[k]
        ):
            return True
        passive = any(words.dep[c] == "aux:pass" for c in words.children[k])
        if passive and not triple.source and words.lemma[k] in lists["hedged_passive"]:
            return any(words.dep[c] == "xcomp" for c in words.children[k])
    return False

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

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "nobody", "none", "neither", "nor"})  # noqa: RUF001
_ALL_QUOTED = 0.95  # share of letters between marks, as PolNeAR's scorers count "direct"


def attributions(
    words: Words, found: Iterable[Triple], names: tuple[Name, ...]
) -> tuple[Attribution, ...]:
    """The nouns in the order of their content, each once."""
    speakers = Speakers(words, names)
    out = []
    for triple in found:
        if not triple.content:
            continue
        speaker, text = speakers.of(triple.source)
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


def kind(words: Words, content: tuple[int, ...]) -> AttributionType:
    """Direct where (nearly) all letters stand between quotation marks, mixed where some do."""
    letters = quoted = 0
    for k in content:
        count = sum(c.isalnum() for c in words.word[k])
        letters += count
        quoted += count * (words.quote[k] >= 0)
    if not quoted:
        return AttributionType.INDIRECT
    if quoted >= _ALL_QUOTED * letters:
        return AttributionType.DIRECT
    return AttributionType.MIXED


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
        if lemma in lists["denied_nouns"] or (lemma in lists["denied"] and not noun):
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


def _unsaid(words: Words, triple: Triple) -> bool:
    """Whether nobody stands behind the content: "is believed to", "declined to confirm that"."""
    lists = cues()
    for k in triple.cue:
        head = words.head[k]
        if words.lemma[k] in lists["withheld"] or (
            words.dep[k] == "xcomp" and words.lemma[head] in lists["withheld"]
        ):
            return True
        passive = any(words.dep[c] == "aux:pass" for c in words.children[k])
        if passive and not triple.source and words.lemma[k] in lists["hedged_passive"]:
            return any(words.dep[c] == "xcomp" for c in words.children[k])
    return False

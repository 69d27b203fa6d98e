"""The quoted words of all reports, and which of them are versions of one quotation."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib import resources
from itertools import combinations
from typing import TYPE_CHECKING, Any

from twosource.model import AttributionType, Span
from twosource.reading import quotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from twosource.model import Attribution, Dossier, Reading

__all__ = [
    "Version",
    "Word",
    "blocks_shared",
    "groups",
    "pairs",
    "paraphrases",
    "same_speaker",
    "settings",
]

_WORD = re.compile(r"\w+(?:[’'.,-]\w+)*")


@cache
def settings() -> dict[str, Any]:
    """The figures of `data/quotations.toml`."""
    path = resources.files("twosource.dossier.figures") / "data" / "quotations.toml"
    return tomllib.loads(path.read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word to compare, in small letters, at its place in its report."""

    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Version:
    """What one report prints of what a speaker said. `spans` are its quoted pieces, without marks;
    a paraphrase has the reported words as its one piece. `speaker` is "" where none is told.
    """

    report: str
    speaker: str
    spans: tuple[Span, ...]
    words: tuple[Word, ...]
    paraphrase: bool = False

    @property
    def span(self) -> Span:
        return Span(self.spans[0].start, self.spans[-1].end)

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(w.key for w in self.words)


def groups(dossier: Dossier) -> list[list[Version]]:
    """Quotations that two or more reports print, each with its versions in the dossier's order."""
    found = [v for reading in dossier.readings for v in _quoted(reading)]
    by_words: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for k, version in enumerate(found):
        by_words[version.keys].append(k)
    parent = list(range(len(found)))

    def top(k: int) -> int:
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    for a, b in pairs(list(by_words)):
        for one in by_words[a]:
            for two in by_words[b]:
                if _versions(found[one], found[two]):
                    parent[max(top(one), top(two))] = min(top(one), top(two))
    joined: dict[int, list[Version]] = defaultdict(list)
    for k, version in enumerate(found):
        joined[top(k)].append(version)
    return [g for g in joined.values() if len({v.report for v in g}) > 1]


# ---------------------------------------------------------------- what stands in quotation marks


def _quoted(reading: Reading) -> Iterator[Version]:
    """Quotations of one report, pieces that only who says it parts taken together.

    A quotation that no attribution holds counts too, without a speaker.
    """
    report = reading.report
    found = quotes.find(report.text, [b.span for b in report.blocks if b.compared])
    holders = [a for a in reading.attributions if a.type is not AttributionType.INDIRECT]
    pieces: list[tuple[Span, str]] = []
    for quotation in found:
        holder = next((a for a in holders if any(c.overlaps(quotation) for c in a.content)), None)
        pieces.append((quotation, _speaker(reading, holder)))
    run: list[tuple[Span, str]] = []
    for piece in pieces:
        if run and not _runs_on(report.text, run[-1], piece):
            yield from _version(reading, run)
            run = []
        run.append(piece)
    yield from _version(reading, run)


def _runs_on(text: str, one: tuple[Span, str], two: tuple[Span, str]) -> bool:
    between = text[one[0].end : two[0].start]
    return bool(
        one[1] == two[1] and one[1] and len(between) <= settings()["longest_break"]
    ) and "\n" not in between.strip(" ")


def _version(reading: Reading, run: Sequence[tuple[Span, str]]) -> Iterator[Version]:
    text = reading.report.text
    spans, words = [], []
    for span, _ in run:
        found = _words(text, span)
        if found:
            spans.append(Span(*_without_marks(text, span)))
            words += found
    if words:
        yield Version(reading.report.id, run[0][1], tuple(spans), tuple(words))


def _without_marks(text: str, span: Span) -> tuple[int, int]:
    start, end = span.start, span.end
    while start < end and (text[start] in quotes.MARKS or text[start] in "`' "):
        start += 1
    while end > start and (text[end - 1] in quotes.MARKS or text[end - 1] in "' "):
        end -= 1
    return start, end


def _words(text: str, span: Span) -> list[Word]:
    return [
        Word(m[0].casefold().replace("’", "'"), m.start(), m.end())
        for m in _WORD.finditer(text, span.start, span.end)
    ]


def _speaker(reading: Reading, attribution: Attribution | None) -> str:
    """Who says it, "" where a pronoun or nobody is all that the report gives."""
    if attribution is None:
        return ""
    if attribution.speaker is not None:
        return reading.names[attribution.speaker].text
    said = " ".join(attribution.speaker_text.split())
    return "" if said.casefold() in settings()["pronouns"] else said


def same_speaker(a: str, b: str) -> bool:
    """Whether two names may be one speaker's: the words of one are among the other's.

    >>> same_speaker("Mayor Ilse Drummond", "Drummond"), same_speaker("Ana Ruiz", "Eva Ruiz")
    (True, False)
    """
    one = {w.casefold() for w in _WORD.findall(a)} - {"the", "a", "an"}
    two = {w.casefold() for w in _WORD.findall(b)} - {"the", "a", "an"}
    return bool(one and two) and (one <= two or two <= one)


# ---------------------------------------------------------------- which are versions


def pairs(distinct: Sequence[tuple[str, ...]]) -> Iterator[tuple[tuple[str, ...], ...]]:
    """Pairs of wordings worth a look: each with itself, and those that share a word that is rare
    among them and enough words in all.
    """
    at: dict[str, list[int]] = defaultdict(list)
    for k, keys in enumerate(distinct):
        for key in dict.fromkeys(keys):
            at[key].append(k)
    met = {
        pair
        for where in at.values()
        if len(where) <= settings()["most_versions"]
        for pair in combinations(where, 2)
    }
    bags = [Counter(keys) for keys in distinct]
    for keys in distinct:
        yield keys, keys
    for a, b in sorted(met):
        shared = (bags[a] & bags[b]).total()
        if shared >= settings()["least_share"] * min(len(distinct[a]), len(distinct[b])):
            yield distinct[a], distinct[b]


def _versions(a: Version, b: Version) -> bool:
    """Whether two quotations are versions of one another."""
    if a.report == b.report:
        return False
    known = settings()
    shorter = min(len(a.words), len(b.words))
    if shorter < known["phrase"]:
        return len(a.words) == len(b.words) > 1 and same_speaker(a.speaker, b.speaker)
    strangers = not same_speaker(a.speaker, b.speaker)
    least = known["least_words_strangers" if strangers else "least_words"]
    share = known["least_share_strangers" if strangers else "least_share"]
    same = blocks_shared(a.keys, b.keys)
    return bool(same >= least and same >= share * shorter)


def blocks_shared(a: Sequence[str], b: Sequence[str]) -> int:
    """How many words two wordings share in order, in runs of two words or more."""
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks() if block.size > 1)


# ---------------------------------------------------------------- paraphrases


def paraphrases(dossier: Dossier, found: Sequence[Sequence[Version]]) -> list[list[Version]]:
    """For each group of versions, what other reports tell of it in words of their own.

    Those are words that the same speaker is said to say, which either are evidence of one claim
    with the quotation or share most of their longer words with it.
    """
    joined = _by_claims(dossier)
    out: list[list[Version]] = []
    indirect = [v for reading in dossier.readings for v in _reported(reading)]
    for group in found:
        words = [_telling(v) for v in group]
        speakers = {v.speaker for v in group if v.speaker}
        taken = []
        for version in indirect:
            if not any(same_speaker(version.speaker, s) for s in speakers):
                continue
            near = any(_near(_telling(version), other) for other in words)
            if near or any(_one_claim(joined, version, v) for v in group):
                taken.append(version)
        out.append(taken)
    return out


def _reported(reading: Reading) -> Iterator[Version]:
    for attribution in reading.attributions:
        speaker = _speaker(reading, attribution)
        if attribution.type is AttributionType.INDIRECT and speaker and attribution.content:
            span = Span(attribution.content[0].start, attribution.content[-1].end)
            words = _words(reading.report.text, span)
            if words:
                yield Version(reading.report.id, speaker, (span,), tuple(words), paraphrase=True)


def _telling(version: Version) -> frozenset[str]:
    return frozenset(k for k in version.keys if len(k) >= settings()["telling_letters"])


def _near(a: frozenset[str], b: frozenset[str]) -> bool:
    shared, least = len(a & b), settings()["paraphrase_words"]
    return bool(shared >= least and shared >= settings()["paraphrase_share"] * min(len(a), len(b)))


def _by_claims(dossier: Dossier) -> dict[str, list[tuple[Span, str]]]:
    """By report the evidence of all claims."""
    out: dict[str, list[tuple[Span, str]]] = defaultdict(list)
    for claim in dossier.claims:
        for e in claim.evidence:
            out[e.report].append((e.span, claim.id))
    return out


def _one_claim(joined: dict[str, list[tuple[Span, str]]], a: Version, b: Version) -> bool:
    return not _claims(joined, a).isdisjoint(_claims(joined, b))


def _claims(joined: dict[str, list[tuple[Span, str]]], version: Version) -> set[str]:
    """The claims with evidence of which most lies in a version's words."""
    return {
        claim
        for span, claim in joined.get(version.report, ())
        if 2 * _inside(version.spans, span) > len(span)
    }


def _inside(spans: Iterable[Span], span: Span) -> int:
    return sum(max(0, min(s.end, span.end) - max(s.start, span.start)) for s in spans)

"""Who a statement or a report rests on by its own word: agencies, speakers, unnamed sources."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from twosource.model import NameKind
from twosource.origins.hearing import hearing
from twosource.origins.houses import agencies_of, agency, outlet_key
from twosource.stories.forms import plain
from twosource.stories.wordlists import is_title

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twosource.model import Attribution, Name, Reading, Report
    from twosource.origins.hearing import Hearing
    from twosource.stories.entities import Entities

__all__ = ["Credit", "credit", "slug", "told_to"]

_DATA = Path(__file__).with_name("data")

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_REPORTER = re.compile(
    r"(?:[Tt]he\s+|[Aa]n?\s+|[Oo]ur\s+)?(?:"
    r"(?P<owner>[A-Z][\w.-]*(?:\s[A-Z][\w.-]*){0,3})(?:['’]s?\s+(?:own\s+)?(?=[A-Z]|\w*\s?"
    r"(?:reporter|correspondent|editor|journalist|photographer|crew|team))"
    r"|\s+(?:reporter|correspondent|journalist|photographer|crew|team)s?\b)"
    r"|(?:reporter|correspondent|journalist|photographer)s?\s+(?:for|of|from|with)\s+(?:the\s+)?"
    r"(?P<of>[A-Z][\w.-]*(?:\s[A-Z][\w.-]*){0,3}))"
)
_LONGEST = 3  # words of what an unnamed source is called
_RUN_ON = 600  # characters that a quotation without a source may stand after its speaker


@dataclass(frozen=True, slots=True)
class Credit:
    """What an attribution points to.

    `kind`: "agency" (`name` is its usual name), "outlet" (`name` is the outlet's key, see
    `outlet_key`), "own" (the report's own reporter or outlet), "entity" (`entity` is its number),
    "body" (one under the name of `entity`, as a town's police), "unnamed" (`name` is what the
    source is called, "" where nothing is said). `label` is for people. `told` is the agency or
    outlet that the source is said to have spoken to, where that is not the report's own; who an
    unnamed source is it does not tell. `beside` are the entities that the source names with a
    person, who may speak for them: "the head of the Dockers' Union, Odran Pell".
    """

    kind: Literal["agency", "outlet", "own", "entity", "body", "unnamed"]
    name: str
    label: str
    entity: int | None = None
    told: Credit | None = None
    beside: tuple[int, ...] = ()

    @property
    def known(self) -> bool:
        """Whether it says who speaks."""
        return self.kind != "unnamed"


def told_to(hearing: Hearing, report: Report, outlets: Mapping[str, str]) -> Credit | None:
    """The agency or compared outlet that a source spoke to, where it is not the report's own.

    "An official told AFP" in an AFP report says that AFP asked; in another's report, that it has
    it from AFP.
    """
    own = outlet_key(report.outlet) if report.outlet else ""
    for name in hearing.heard_by:
        found = agency(name)
        if found:
            mine = found in agencies_of(report)
            return None if mine else Credit("agency", found, found)
        key = outlet_key(name)
        if key in outlets:
            return None if key == own else Credit("outlet", key, outlets[key])
    return None


def slug(text: str) -> str:
    """Lower case, hyphens between words; for ids."""
    return plain(text).replace(" ", "-") or "unnamed"


def credit(reading: Reading, number: int, entities: Entities, outlets: Mapping[str, str]) -> Credit:
    """What one attribution of a reading points to.

    `outlets` maps the keys of the compared reports' outlets to their names.
    """
    attribution = _carrier(reading, number) or reading.attributions[number]
    found = _named(reading, attribution, entities, outlets)
    if found.kind in ("own", "agency", "outlet"):
        return found
    told = told_to(hearing(reading.report, attribution), reading.report, outlets)
    return replace(found, told=told) if told else found


def _named(
    reading: Reading, attribution: Attribution, entities: Entities, outlets: Mapping[str, str]
) -> Credit:
    """What an attribution points to by the name of its source."""
    called = attribution.speaker_text.strip()
    house = _house(reading, attribution, outlets)
    if house is not None:
        return house
    entity = _speaker(reading, attribution, entities)
    label = entities.label(entity) if entity is not None else called
    found = agency(label) or agency(called)
    if found:
        own = agency(reading.report.outlet or "") == found
        return Credit("own", found, found) if own else Credit("agency", found, found)
    if outlet_key(label) in outlets:
        return _outlet(reading.report, outlet_key(label), outlets)
    if entity is not None and not _generic(label, _phrase(label)):
        beside = _named_beside(reading, attribution, entities, entity)
        return Credit("entity", slug(label), label, entity, beside=beside)
    return _by_phrase(reading, attribution, entities, label)


def _by_phrase(
    reading: Reading, attribution: Attribution, entities: Entities, label: str
) -> Credit:
    """What an attribution points to whose source has no name: a body of a named one, or unnamed."""
    called = attribution.speaker_text.strip()
    phrase = _phrase(called or label)
    if not phrase:
        return Credit("unnamed", "", "a speaker who is not named")
    if phrase[-1] in _words("bodies") and (named := _named_in(reading, attribution)):
        owner = entities.of(reading.report.id, named[0].id)
        rest = [w for w in phrase if w not in plain(named[1]).split()]
        label = entities.label(owner)
        if phrase[-1] in rest and not _generic(label, _phrase(label)):
            name = slug(" ".join([label, *rest[-_LONGEST:]]))
            return Credit("body", name, called, owner)
    return Credit("unnamed", slug(" ".join(phrase[-_LONGEST:])), called or label)


def _outlet(report: Report, key: str, outlets: Mapping[str, str]) -> Credit:
    own = bool(report.outlet) and outlet_key(report.outlet or "") == key
    return Credit("own" if own else "outlet", key, outlets[key])


def _house(reading: Reading, attribution: Attribution, outlets: Mapping[str, str]) -> Credit | None:
    """The outlet or agency whose reporter speaks: "the Star's Ana Ruiz", "a Star reporter", or who
    wrote the report.
    """
    report = reading.report
    if not attribution.source:
        return None
    source = attribution.source[0].of(report.text)
    found = _REPORTER.match(source)
    if found:
        name = found["owner"] or found["of"] or ""
        if agency(name):
            own = agency(name) == agency(report.outlet or "")
            return Credit("own" if own else "agency", agency(name) or "", agency(name) or "")
        if outlet_key(name) in outlets:
            return _outlet(report, outlet_key(name), outlets)
    if attribution.speaker is not None and report.byline:
        name = plain(reading.names[attribution.speaker].text)
        if " " in name and name in plain(report.byline):
            return Credit("own", "", report.outlet or report.id)
    return None


def _carrier(reading: Reading, number: int) -> Attribution | None:
    """The attribution before, where a quotation runs on without a source of its own."""
    own = reading.attributions[number]
    if own.source or own.cue or own.speaker is not None or own.speaker_text or not own.content:
        return None
    start = own.content[0].start
    before = [
        a
        for a in reading.attributions
        if (a.source or a.speaker is not None or a.speaker_text)
        and a.content
        and start - _RUN_ON <= a.content[-1].end <= start
    ]
    return max(before, key=lambda a: a.content[-1].end, default=None)


def _speaker(reading: Reading, attribution: Attribution, entities: Entities) -> int | None:
    """The entity that speaks, or the body that a spokesman or a statement speaks for."""
    if attribution.speaker is not None:
        return entities.of(reading.report.id, attribution.speaker)
    text = attribution.speaker_text.strip()
    person = _person_at_end(reading, attribution)
    if person is not None:
        return entities.of(reading.report.id, person)
    phrase = _phrase(text)
    if phrase and phrase[-1] in _words("voices"):
        named = _named_in(reading, attribution)
        return entities.of(reading.report.id, named[0].id) if named else None
    return entities.find(text)


def _person_at_end(reading: Reading, attribution: Attribution) -> int | None:
    """The person whom a source ends with ("the mayor, Ana Ruiz"), but "critics of Mayor Ruiz"."""
    if not attribution.source:
        return None
    source = attribution.source[-1]
    text = reading.report.text
    for name in reading.names:
        if name.kind is not NameKind.PERSON:
            continue
        for mention in name.mentions:
            if mention.end == source.end and source.contains(mention.span):
                before = [plain(w) for w in _WORD.findall(text[source.start : mention.start])]
                while before and is_title(before[-1]):
                    before.pop()
                return None if before and before[-1] in _words("stops") else name.id
    return None


def _named_beside(
    reading: Reading, attribution: Attribution, entities: Entities, speaker: int
) -> tuple[int, ...]:
    """The bodies in the words with which a source says who a person is, unless a clause does."""
    if entities.kind(speaker) is not NameKind.PERSON:
        return ()
    text = reading.report.text
    said = [plain(w) for s in attribution.source for w in _WORD.findall(s.of(text))]
    if not _words("clauses").isdisjoint(said):
        return ()
    found = {
        entities.of(reading.report.id, name.id)
        for name in reading.names
        if name.kind is NameKind.ORGANISATION
        for mention in name.mentions
        if mention.how != "pronoun" and any(s.contains(mention.span) for s in attribution.source)
    }
    return tuple(sorted(found - {speaker}))


def _named_in(reading: Reading, attribution: Attribution) -> tuple[Name, str] | None:
    """The first name within a source, and how it is written there."""
    inside = [
        (mention.span, name.id)
        for name in reading.names
        for mention in name.mentions
        if mention.how != "pronoun" and any(s.contains(mention.span) for s in attribution.source)
    ]
    if not inside:
        return None
    span, name_id = min(inside)
    return reading.names[name_id], span.of(reading.report.text)


def _generic(label: str, phrase: list[str]) -> bool:
    """Whether a name is only a common word: "Police" at the beginning of a sentence."""
    if plain(label) in _words("pronouns"):
        return True
    return plain(label) in _words("generic") or (
        len(phrase) == 1 and len(label.split()) == 1 and phrase[0] in _words("generic")
    )


def _phrase(text: str) -> list[str]:
    """The words of a source's head noun phrase, the last one singular; none for a pronoun."""
    words = [plain(w) for w in _WORD.findall(text)]
    phrase: list[str] = []
    for word in words:
        if phrase and word in _words("stops"):
            break
        if word and word not in _words("determiners"):
            phrase.append(word)
    if not phrase or phrase[-1] in _words("pronouns"):
        return []
    head = phrase[-1]
    if len(head) > 3 and head.endswith("s") and not head.endswith("ss"):
        phrase[-1] = head[:-3] + "y" if head.endswith("ies") else head[:-1]
    return phrase


def _words(name: str) -> frozenset[str]:
    return _sources()[name]


@lru_cache(maxsize=1)
def _sources() -> dict[str, frozenset[str]]:
    file = _DATA / "sources.toml"
    lists = tomllib.loads(file.read_text(encoding="utf-8"))
    return {name: frozenset(words) for name, words in lists.items()}

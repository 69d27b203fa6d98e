"""Who a statement or a report rests on by its own word: agencies, speakers, unnamed sources."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from twosource.intake.settings import table
from twosource.model import NameKind
from twosource.stories.forms import plain
from twosource.stories.wordlists import is_title

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twosource.model import Attribution, Name, Reading, Report
    from twosource.stories.entities import Entities

__all__ = ["Credit", "agencies_of", "agency", "credit", "outlet_key", "slug"]

_DATA = Path(__file__).with_name("data")

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_LONGEST = 3  # words of what an unnamed source is called
_RUN_ON = 600  # characters that a quotation without a source may stand after its speaker


@dataclass(frozen=True, slots=True)
class Credit:
    """What an attribution points to.

    `kind`: "agency" (`name` is its usual name), "outlet" (`name` is the outlet's key, see
    `outlet_key`), "entity" (`entity` is its number), "body" (one under the name of `entity`, as a
    town's police), "unnamed" (`name` is what the source is called, "" where nothing is said).
    `label` is for people.
    """

    kind: Literal["agency", "outlet", "entity", "body", "unnamed"]
    name: str
    label: str
    entity: int | None = None

    @property
    def known(self) -> bool:
        """Whether it says who speaks."""
        return self.kind != "unnamed"


def agency(name: str) -> str | None:
    """The usual name of a news agency by any of its names, or None.

    >>> agency("Agence France-Presse"), agency("the Associated Press"), agency("police")
    ('AFP', 'AP', None)
    """
    short, full = _agencies()
    text = name.strip()
    if text[:4].lower() == "the ":
        text = text[4:]
    return short.get(text.replace(".", "")) or (full.get(plain(text)) if text else None)


def agencies_of(report: Report) -> tuple[str, ...]:
    """The agencies that a report credits, and the outlet where it is itself an agency; sorted."""
    named = [agency(a) or a for a in report.agencies if a.strip()]
    own = agency(report.outlet) if report.outlet else None
    return tuple(sorted({*named, *([own] if own else [])}))


def outlet_key(outlet: str) -> str:
    """An outlet's name or host without what varies: article, spaces, "www.", the domain's ending.

    >>> outlet_key("The Northern Echo"), outlet_key("www.northernecho.co.uk")
    ('northernecho', 'northernecho')
    """
    text = outlet.strip()
    if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/.*)?", text):
        labels = [p for p in text.split("/")[0].lower().split(".") if p != "www"]
        endings = {"co", "com", "org", "net", "gov", "ac"}
        while len(labels) > 1 and (len(labels[-1]) <= 2 or labels[-1] in endings):
            labels.pop()
        return max(labels[-1:], key=len, default="").replace("-", "")
    return plain(text).replace(" ", "")


def slug(text: str) -> str:
    """Lower case, hyphens between words; for ids."""
    return plain(text).replace(" ", "-") or "unnamed"


def credit(reading: Reading, number: int, entities: Entities, outlets: Mapping[str, str]) -> Credit:
    """What one attribution of a reading points to.

    `outlets` maps the keys of the compared reports' outlets to their names.
    """
    attribution = _carrier(reading, number) or reading.attributions[number]
    called = attribution.speaker_text.strip()
    entity = _speaker(reading, attribution, entities)
    label = entities.label(entity) if entity is not None else called
    found = agency(label) or agency(called)
    if found:
        return Credit("agency", found, found)
    if outlet_key(label) in outlets:
        return Credit("outlet", outlet_key(label), outlets[outlet_key(label)])
    if entity is not None and not _generic(label, _phrase(label)):
        return Credit("entity", slug(label), label, entity)
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


@lru_cache(maxsize=1)
def _agencies() -> tuple[dict[str, str], dict[str, str]]:
    """Short names as written, for they are also words (PA, MAP); the others by plain form.

    The table is the intake's, so that a report's credit and a cited agency have one name.
    """
    short: dict[str, str] = {}
    full: dict[str, str] = {}
    for row in table("agencies")["agency"]:
        for name in (row["name"], *row["forms"]):
            if " " not in name and len(name) <= 7:
                short.setdefault(name.replace(".", ""), row["name"])
            else:
                full.setdefault(plain(name), row["name"])
    return short, full

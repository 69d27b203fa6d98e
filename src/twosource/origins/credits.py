"""Who a statement or a report rests on by its own word: agencies, speakers, unnamed sources."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Literal

from twosource.intake.settings import table
from twosource.stories.forms import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twosource.model import Attribution, Reading, Report
    from twosource.stories.entities import Entities

__all__ = ["Credit", "agencies_of", "agency", "credit", "outlet_key", "slug"]

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")  # noqa: RUF001
_RUN_ON = 600  # characters that a quotation without a source may stand after its speaker


@dataclass(frozen=True, slots=True)
class Credit:
    """What an attribution points to.

    `kind`: "agency" (`name` is its usual name), "outlet" (`name` is the outlet's key, see
    `outlet_key`), "entity" (`entity` is its number), "unnamed" (`name` is the head of what the
    source is called, "" where nothing is said). `label` is for people.
    """

    kind: Literal["agency", "outlet", "entity", "unnamed"]
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
    attribution = reading.attributions[number]
    attribution = _carrier(reading, number) or attribution
    entity = _speaker(reading, attribution, entities)
    label = entities.label(entity) if entity is not None else attribution.speaker_text.strip()
    found = agency(label) or agency(attribution.speaker_text)
    if found:
        return Credit("agency", found, found)
    if outlet_key(label) in outlets:
        return Credit("outlet", outlet_key(label), outlets[outlet_key(label)])
    head = _head(label)
    if entity is not None and not _generic(label, head):
        return Credit("entity", slug(label), label, entity)
    return Credit("unnamed", head, label if head else "a speaker who is not named")


def _carrier(reading: Reading, number: int) -> Attribution | None:
    """The attribution before, where a quotation runs on without a source of its own."""
    own = reading.attributions[number]
    if own.source or own.speaker is not None or own.speaker_text or not own.content:
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
    words = _WORD.findall(attribution.speaker_text)
    if not words:
        return None
    head = _head(attribution.speaker_text)
    if head in _sources()["voices"] or plain(words[-1]) in _sources()["voices"]:
        for name in reading.names:
            for mention in name.mentions:
                if mention.how != "pronoun" and any(
                    s.contains(mention.span) for s in attribution.source
                ):
                    return entities.of(reading.report.id, name.id)
    text = attribution.speaker_text.strip()
    return entities.find(text) if text[:1].isupper() or text[:4].lower() == "the " else None


def _generic(label: str, head: str) -> bool:
    """Whether a name is only a common word: "Police" at the beginning of a sentence."""
    generic = _sources()["generic"]
    return plain(label) in generic or (len(plain(label).split()) == 1 and head in generic)


def _head(text: str) -> str:
    """The last word of a source's head noun phrase, singular; "" for a pronoun or nothing."""
    words = [plain(w) for w in _WORD.findall(text)]
    lists = _sources()
    phrase: list[str] = []
    for word in words:
        if phrase and word in lists["stops"]:
            break
        if word and word not in lists["determiners"]:
            phrase.append(word)
    if not phrase or phrase[-1] in lists["pronouns"]:
        return ""
    head = phrase[-1]
    if len(head) > 3 and head.endswith("s") and not head.endswith("ss"):
        head = head[:-3] + "y" if head.endswith("ies") else head[:-1]
    return head


@lru_cache(maxsize=1)
def _sources() -> dict[str, frozenset[str]]:
    file = resources.files("twosource.origins") / "data" / "sources.toml"
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

"""Why a piece of evidence has the origin that it has, in plain words for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.model import OriginKind
from twosource.origins.hearing import hearing
from twosource.origins.houses import outlet_key
from twosource.stories.forms import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from twosource.model import Origin, Reading, Report
    from twosource.origins.copying import Copied
    from twosource.origins.credits import Credit

__all__ = ["Reasons", "called", "few", "listed", "titled"]

_NAMED = 3  # reports that a reason names; more are counted
_TITLE = 3  # words of a title before a name


@dataclass(frozen=True, slots=True)
class Reasons:
    """What the reasons are told from; each method gives words to be read after a report's name."""

    readings: Mapping[str, Reading]
    origins: Mapping[str, Origin]
    own_of: Mapping[str, str]
    agencies: Mapping[str, tuple[str, ...]]
    owners: Mapping[str, str]
    credits: Mapping[tuple[str, int], Credit]
    unknown: frozenset[str]

    def said(self, report: str, number: int, origin: str) -> str:
        """Of what an attribution of a report says: "Fire Chief Mara Lind says so"."""
        credit = self.credits[report, number]
        reading = self.readings[report]
        if credit.kind == "own":
            return "is the outlet's own reporting"
        told = f", to {credit.told.label}" if credit.told else ""
        if origin in self.unknown:
            return "its source is not named" + (f": {credit.label}{told}" if credit.name else told)
        attribution = reading.attributions[number]
        heard = hearing(reading.report, attribution)
        if credit.kind in ("agency", "outlet"):
            return f"cites {credit.label}"
        where = f" {heard.occasion}" if heard.occasion else ""
        return f"{titled(reading, attribution.speaker, credit.label)} says so{where}{told}"

    def copied(self, report: str, origin: str, texts: Iterable[Copied]) -> str:
        """Of words that lie in copied texts: "the words stand in the Courier too"."""
        found = tuple(texts)
        others = sorted({r for text in found for r in text.reports} - {report})
        reworded = all(p.reworded for text in found for p in text.passages)
        words = "much the same words stand" if reworded else "the words stand"
        why = f"{words} in {listed(self.readings[r].report for r in others)} too"
        known = self.origins[origin]
        if known.kind is not OriginKind.AGENCY:
            return why
        if self.agencies[report]:
            return f"credits {' and '.join(self.agencies[report])}, and {why}"
        credited = [r for r in others if self.agencies[r]]
        return f"{why}, where {known.label} is credited" if credited else why

    def own(self, report: str) -> str:
        """Of a report's own words, by what it is as a whole."""
        origin = self.origins[self.own_of[report]]
        if origin.kind is OriginKind.AGENCY:
            return f"credits {origin.label}"
        others = [r for r in origin.reports if r != report]
        if origin.kind is OriginKind.COPY:
            return (
                "most of the report stands in "
                f"{listed(self.readings[r].report for r in others)} too"
            )
        owner = self.owners.get(report)
        if owner:
            return f"nothing shows that it comes from elsewhere; the outlet is owned by {owner}"
        siblings = [r for r in others if _house(self.readings[r]) == _house(self.readings[report])]
        if siblings:
            return f"is by {origin.label}, as {_more(len(siblings))}"
        return "nothing shows that it comes from elsewhere"


def _house(reading: Reading) -> str:
    """The key of a report's outlet, its id where it has none."""
    report = reading.report
    return outlet_key(report.outlet) if report.outlet else f"={report.id}"


def _more(number: int) -> str:
    return "another report is" if number == 1 else f"{number} other reports are"


def called(report: Report) -> str:
    """What to call a report in a sentence: its outlet, else its id."""
    return report.outlet or report.id


def listed(reports: Iterable[Report]) -> str:
    """Reports by name, each name once, the first few of many."""
    return few(called(r) for r in reports)


def few(all_names: Iterable[str]) -> str:
    """Names in a row, each once, the first few of many: "the Courier, the Herald and 4 more"."""
    names = list(dict.fromkeys(all_names))
    if len(names) > _NAMED:
        names = [*names[: _NAMED - 1], f"{len(names) - _NAMED + 1} more"]
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])) if names else ""


def titled(reading: Reading, name: int | None, label: str) -> str:
    """A speaker with the title that the report gives before the name: "Fire Chief Mara Lind"."""
    for role in reading.names[name].roles if name is not None else ():
        words = role.split()
        if (
            len(words) <= _TITLE
            and all(w[:1].isupper() for w in words)
            and not set(plain(role).split()) & set(plain(label).split())
        ):
            return f"{role} {label}"
    return label

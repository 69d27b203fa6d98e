"""Names of those who publish: news agencies and outlets."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from twosource.intake.settings import table
from twosource.stories.forms import plain

if TYPE_CHECKING:
    from twosource.model import Report

__all__ = ["agencies_of", "agency", "outlet_key", "unnamed_agencies"]

_UNNAMED_AGENCIES = re.compile(
    r"(?:^|[(\[—–-]\s?)"
    r"(?:(?:by|with|from|source:|compiled (?:from|by)|(?:additional )?reporting by)\s+)?"
    r"(?:our (?:own )?(?:staff|reporters?|correspondents?),? (?:and|with) |staff (?:and|with) )?"
    r"(?:(?:news|wire|foreign|international|various) )?"
    r"(?:agencies|agency (?:reports?|copy|input|inputs)|wire (?:reports?|services)|wires)"
    r"\s*[)\].]?\s*$",
    re.IGNORECASE,
)
_EDGES = 3  # blocks at either end of a report in which it credits its sources


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


def unnamed_agencies(report: Report) -> bool:
    """Whether a report says that it has words from agencies which it does not name ("with agency
    reports"): then nothing tells what it has from whom.
    """
    edges = [b for b in report.blocks if b.compared]
    lines = [report.text[b.start : b.end] for b in (*edges[:_EDGES], *edges[-_EDGES:])]
    return any(_UNNAMED_AGENCIES.search(row) for row in (report.byline or "", *lines))


@lru_cache(maxsize=1 << 12)
def outlet_key(outlet: str) -> str:
    """An outlet's name or host without what varies: article, spaces, "www.", the domain's ending.

    >>> outlet_key("The Northern Echo"), outlet_key("www.northernecho.co.uk")
    ('northernecho', 'northernecho')
    """
    text = outlet.strip()
    if re.fullmatch(r"[\w-]+(\.[\w-]+)+(/.*)?", text):
        labels = [p for p in text.split("/")[0].lower().split(".") if p != "www"]
        del labels[max(1, len(labels) - 1) :]
        endings = {"co", "com", "org", "net", "gov", "ac"}
        while len(labels) > 1 and (len(labels[-1]) <= 2 or labels[-1] in endings):
            labels.pop()
        return max(labels[-1:], key=len, default="").replace("-", "")
    return plain(text).replace(" ", "")


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

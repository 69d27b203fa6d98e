"""A report as a source to cite: what is known of it, and its citation in three styles."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal
from urllib.parse import quote as percent_encoded

from twosource.dossier.exports.escapes import for_tex, for_wikitext
from twosource.dossier.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twosource.model import Report

__all__ = [
    "STYLES",
    "Reference",
    "Style",
    "bibtex_entry",
    "cite",
    "cite_news",
    "escaped_quote",
    "keys",
    "reference",
    "web_address",
]

Style = Literal["plain", "wikitext", "bibtex"]
STYLES: tuple[Style, ...] = ("plain", "wikitext", "bibtex")

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip

# Two to four words with capitals, with particles between: what can be sorted by a surname.
_PARTICLE = r"(?:al|bin|da|de|del|den|der|di|dos|du|el|ibn|la|le|ten|ter|van|von|y|zu)"
_CAPITAL = r"(?:[^\W\d_]\.|[^\W\d_a-z][\w’'.-]*)"
_PERSON = re.compile(rf"{_CAPITAL}(?: (?:{_PARTICLE} ){{0,2}}{_CAPITAL}){{1,3}}")
_LAST = re.compile(r",?\s(?:and|&)\s")
_TITLE_LENGTH = 100  # characters of a first line that stands for a missing title


@dataclass(frozen=True, slots=True)
class Reference:
    """What is known of a report as a source: plain words, one line each, "" for what is not known.

    `authors` are the persons of the byline, empty where it does not read like persons; `day` is
    the date of publication for people ("14 October 2025"), `date` its year, month and day as far
    as known; `url` is an http(s) address without a character that any of our forms would have to
    escape.
    """

    title: str
    outlet: str
    byline: str
    authors: tuple[str, ...]
    agencies: tuple[str, ...]
    day: str
    date: tuple[int, ...]
    url: str
    language: str


def reference(report: Report) -> Reference:
    """What is known of `report` as a source."""
    byline = re.sub(r"^by\s+", "", one_line(report.byline or ""), flags=re.IGNORECASE)
    date = _date(report.published)
    return Reference(
        title=_title(report),
        outlet=one_line(report.outlet or ""),
        byline=byline,
        authors=_people(byline),
        agencies=tuple(one_line(a) for a in report.agencies),
        day=_day(date) or one_line(report.published or ""),
        date=date,
        url=web_address(report.url),
        language=one_line(report.language or ""),
    )


def web_address(url: str | None) -> str:
    """The address with all but plain characters percent-encoded; "" where it is none of the web."""
    given = (url or "").strip()
    if not re.match(r"https?://[^\s/?#]", given, re.IGNORECASE):
        return ""
    # `safe` are the characters of RFC 3986 but those that Markdown, TeX or wikitext would read.
    whole = given.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    plain = percent_encoded(whole, safe="%/:?#@!$&()*+,=")
    return re.sub(r"~~+|__+", lambda run: f"%{ord(run[0][0]):X}" * len(run[0]), plain)


def keys(reports: Iterable[Report]) -> dict[str, str]:
    """A short name for each report, by its id: ASCII letters, digits and hyphens, each once."""
    out: dict[str, str] = {}
    for report in reports:
        key, number = _key(report), 1
        while key in out.values():
            number += 1
            key = f"{_key(report)}-{number}"
        out[report.id] = key
    return out


def cite(report: Report, *, quote: str = "", style: Style = "plain") -> str:
    """The report's citation, with the words quoted from it where `quote` gives them.

    `plain` is for people, `wikitext` the template `{{cite news}}`, `bibtex` an entry.
    """
    if style == "wikitext":
        return cite_news(reference(report), quote=quote)
    if style == "bibtex":
        return bibtex_entry(reference(report), _key(report), quote=quote)
    known = reference(report)
    credit = f"credits {', '.join(known.agencies)}" if known.agencies else ""
    parts = (known.byline, f"“{known.title}”", known.outlet, credit, known.day, known.url)
    cited = ", ".join(part for part in parts if part)
    return f"{cited}: “{one_line(quote)}”" if quote else cited


def escaped_quote(words: str, style: Style) -> str:
    """Quoted words as `cite` writes them in a citation of that style."""
    if style == "wikitext":
        return for_wikitext(words)
    return for_tex(words) if style == "bibtex" else one_line(words)


def cite_news(known: Reference, *, quote: str = "") -> str:
    """The template of Wikipedia's Citation Style 1, with the parameters that are known."""
    fields = {
        "title": for_wikitext(known.title),
        "author": for_wikitext(known.byline),
        "work": for_wikitext(known.outlet),
        "agency": for_wikitext(", ".join(known.agencies)),
        "date": for_wikitext(known.day),
        "url": known.url,
        "language": "" if known.language in ("", "en") else for_wikitext(known.language),
        "quote": for_wikitext(quote),
    }
    told = " ".join(f"|{name}={value}" for name, value in fields.items() if value)
    return f"{{{{cite news {told}}}}}"


def bibtex_entry(known: Reference, key: str, *, quote: str = "") -> str:
    """One entry: an article of its outlet, or `@misc` where no outlet is known."""
    year, month, day = (*known.date, *(0,) * 3)[:3]
    credit = f"Credits {', '.join(known.agencies)}." if known.agencies else ""
    note = " ".join(part for part in (credit, f"“{one_line(quote)}”" if quote else "") if part)
    people = " and ".join(for_tex(author) for author in known.authors)
    fields = {
        # Braces within braces: neither taken apart into names nor put into lower case.
        "author": people or (f"{{{for_tex(known.byline)}}}" if known.byline else ""),
        "title": f"{{{for_tex(known.title)}}}",
        "journal": f"{{{for_tex(known.outlet)}}}" if known.outlet else "",
        "year": str(year) if year else "",
        "month": MONTHS[month - 1][:3].lower() if month else "",
        "day": str(day) if day else "",
        "url": known.url,
        "note": for_tex(note),
    }
    lines = [
        f"  {name} = {value}" if name == "month" else f"  {name} = {{{value}}}"
        for name, value in fields.items()
        if value
    ]
    kind = "article" if known.outlet else "misc"
    inside = ",\n".join(lines)
    return f"@{kind}{{{key},\n{inside}\n}}"


def _title(report: Report) -> str:
    """Its title, else how its first compared block begins, else its id."""
    title = one_line(report.title or "")
    if title:
        return title
    first = next((b for b in report.blocks if b.compared), None)
    words = one_line(first.span.of(report.text)) if first else ""
    if len(words) > _TITLE_LENGTH:
        words = words[:_TITLE_LENGTH].rpartition(" ")[0] + " …"
    return words or one_line(report.id)


def _people(byline: str) -> tuple[str, ...]:
    """The persons of a byline such as "A B", "A B and C D" or "A B, C D and E F".

    Empty where it reads like anything else: in "A B, Port Arlen" a place may follow the comma.
    """
    joint = _LAST.search(byline)
    people = [byline]
    if joint:
        people = [*byline[: joint.start()].split(", "), byline[joint.end() :]]
    return tuple(people) if all(_PERSON.fullmatch(person) for person in people) else ()


def _date(published: str | None) -> tuple[int, ...]:
    """Year, month and day of an ISO 8601 date, as far as it goes."""
    try:
        moment = datetime.fromisoformat(published or "")
    except ValueError:
        part = re.match(r"(\d{4})(?:-(0[1-9]|1[0-2]))?(?!\d)", published or "")
        return tuple(int(n) for n in part.groups() if n) if part else ()
    return moment.year, moment.month, moment.day


def _day(date: tuple[int, ...]) -> str:
    year, month, day = (*date, *(0,) * 3)[:3]
    parts = (str(day) if day else "", MONTHS[month - 1] if month else "", str(year) if year else "")
    return " ".join(part for part in parts if part)


def _key(report: Report) -> str:
    ascii_only = unicodedata.normalize("NFKD", report.id).encode("ascii", "ignore").decode()
    key = re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-") or "report"
    return key if key[0].isalpha() else f"r{key}"

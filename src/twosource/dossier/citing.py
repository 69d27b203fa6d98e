"""A report cited: as a line of text, as wikitext's `{{cite news}}`, as a BibTeX entry.

Forms: https://en.wikipedia.org/wiki/Template:Cite_news; BibTeX's standard entry types with
biblatex's `online` fields. Each gives what the report says of itself and leaves out what it
does not say.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Literal

from twosource.dossier.plain import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from twosource.model import Report

__all__ = ["STYLES", "Style", "cite", "escaped_quote"]

Style = Literal["plain", "wikitext", "bibtex"]
STYLES: tuple[Style, ...] = ("plain", "wikitext", "bibtex")

# What wikitext would read as markup, as the entities that MediaWiki shows as themselves.
_WIKI = {
    "&": "&amp;", "<": "&lt;", ">": "&gt;", "|": "&#124;", "{": "&#123;", "}": "&#125;",
    "[": "&#91;", "]": "&#93;", "'": "&#39;", "~": "&#126;", "_": "&#95;",
}  # fmt: skip
_LISTS = frozenset("*#:;-=")
_BIBTEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "%": r"\%",
    "#": r"\#", "_": r"\_", "^": r"\^{}", "~": r"\~{}", '"': "{''}",
}  # fmt: skip
_WEB = re.compile(r"https?://[^\s/]\S*", re.IGNORECASE)
# What would end an address's field in wikitext or BibTeX, as RFC 3986 percent escapes.
_IN_ADDRESS = re.compile(r"[{}|\\\[\]<>\"']")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def cite(report: Report, *, quote: str = "", style: Style) -> str:
    """The report as a citation, with the quoted words where `quote` gives them.

    Every value is on one line and escaped for its format, so that no title can end a field, open
    a template or add a command. An address that is no web address is left out.
    """
    if style == "plain":
        return _plain(report, quote)
    if style == "wikitext":
        return _wikitext(report, quote)
    return _bibtex(report, quote)


def escaped_quote(words: str, style: Style) -> str:
    """Quoted words as `cite` writes them in a citation of that style."""
    line = one_line(words)
    if style == "wikitext":
        return _in_wikitext(line)
    if style == "bibtex":
        return "".join(_BIBTEX.get(c, c) for c in line)
    return line


def _in_wikitext(line: str) -> str:
    # Two apostrophes are markup, one is none; what begins a list does so at the start only.
    single = re.sub(r"(?<!')'(?!')", "\x00", line)
    out = "".join(_WIKI.get(c, c) for c in single).replace("\x00", "'")
    return f"&#{ord(out[0])};{out[1:]}" if out[:1] in _LISTS else out


def _plain(report: Report, quote: str) -> str:
    title = one_line(report.title or "")
    parts = [
        one_line(report.byline or ""),
        f"“{title}”" if title else "",
        one_line(report.outlet or report.id),
        _day_in_words(report),
        _address(report),
    ]
    cited = ", ".join(p for p in parts if p)
    return f"{cited}: “{one_line(quote)}”" if quote else f"{cited}."


def _wikitext(report: Report, quote: str) -> str:
    rows = [
        ("title", report.title or report.id),
        ("work", report.outlet or ""),
        ("author", report.byline or ""),
        ("agency", ", ".join(report.agencies)),
        ("date", _day_in_words(report)),
        ("language", report.language if report.language and report.language != "en" else ""),
        ("quote", quote),
    ]
    written = [f"|{name}={escaped_quote(value, 'wikitext')}" for name, value in rows if value]
    address = _address(report)
    if address:
        written.insert(1, f"|url={_percent(address)}")
    return f"{{{{cite news {' '.join(written)}}}}}"


def _bibtex(report: Report, quote: str) -> str:
    rows = [
        ("title", report.title or report.id),
        ("author", report.byline or ""),
        ("journal", report.outlet or ""),
        ("organization", ", ".join(report.agencies)),
        ("date", _day(report)),
        ("year", _day(report)[:4]),
        ("note", quote),
    ]
    written = [
        # The second pair of braces keeps capitals, and "and" in a byline from parting names.
        f"  {name} = {{{{{escaped_quote(value, 'bibtex')}}}}}"
        for name, value in rows
        if value
    ]
    address = _address(report)
    if address:
        written.append(f"  url = {{{_percent(address)}}}")
    return f"@article{{{_key(report)},\n" + ",\n".join(written) + "\n}"


def _key(report: Report) -> str:
    """An entry's key: letters, digits and hyphens of the id, the day, the text's first digits."""
    return "-".join(_key_parts(report))


def _key_parts(report: Report) -> Iterator[str]:
    plain = re.sub(r"[^A-Za-z0-9]+", "-", report.id).strip("-")
    if plain:
        yield plain
    if _day(report):
        yield _day(report)
    yield report.sha256[:8]


def _address(report: Report) -> str:
    url = one_line(report.url or "")
    return url if _WEB.fullmatch(url) else ""


def _percent(address: str) -> str:
    return _IN_ADDRESS.sub(lambda c: f"%{ord(c[0]):02X}", address)


def _day(report: Report) -> str:
    """The ISO date of publication, "" where it is not known or not a date."""
    written = (report.published or "")[: len("2026-03-04")]
    try:
        return date.fromisoformat(written).isoformat()
    except ValueError:
        return ""


def _day_in_words(report: Report) -> str:
    day = _day(report)
    if not day:
        return ""
    when = date.fromisoformat(day)
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"

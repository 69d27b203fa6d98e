"""Readings as one HTML file: whole texts, layers to switch on and off, a list of what is read.

No network, no script: the switches are checkboxes and style rules.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from markupsafe import Markup

from twosource.dossier.as_json import words_compared
from twosource.dossier.fulltext import text_of
from twosource.dossier.plain import one_line
from twosource.dossier.reading_marks import HERE, marked_text, marks_of
from twosource.dossier.reading_wording import (
    attribution_facts,
    interval,
    name_facts,
    quantity_facts,
    speaker,
    statement_facts,
    time_facts,
)
from twosource.dossier.wording import count, when

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jinja2 import Environment

    from twosource.dossier.reading_marks import Mark
    from twosource.model import Reading, Report

__all__ = ["ReadingSection", "reading_page", "reading_section"]

SHOWN = 90  # characters of a place's words in the list
# Class of the switch, what it is called, whether it is on at first.
LAYERS = (
    ("names", "Names", True),
    ("places", "Places", True),
    ("numbers", "Numbers", True),
    ("times", "Times", True),
    ("attributions", "Who says what", True),
    ("statements", "Statements", False),
)


@dataclass(frozen=True, slots=True)
class ReadingSection:
    """The part of the page that one report takes. Anchors begin with HERE until the page is made.

    `counts` are how many are read in each layer, in the order of LAYERS.
    """

    title: str
    text: str
    details: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    """One thing read: its anchor, its words, a line of facts, and where it stands."""

    anchor: str
    head: str
    value: str
    facts: list[tuple[str, str]]
    places: list[tuple[str, str, str]]  # anchor, part, words

    @property
    def bare(self) -> bool:
        """Whether its words say where it stands: then they are the link."""
        return len(self.places) == 1 and self.places[0][2] == self.head


@dataclass(frozen=True, slots=True)
class _Layer:
    name: str
    heading: str
    items: list[_Item]


def reading_section(reading: Reading) -> ReadingSection:
    """One report's part of the page: what takes time, so that any process can make it."""
    report = reading.report
    marks = marks_of(reading)
    layers = list(_layers(reading, marks))
    made = _environment().get_template("reading_section.html.j2").module
    head = _head(report)
    return ReadingSection(
        title=head["title"],
        text=str(made.text(here=HERE, head=head, body=marked_text(report, marks))),  # type: ignore[attr-defined]
        details=str(made.details(here=HERE, head=head, layers=layers)),  # type: ignore[attr-defined]
        counts=tuple(len(layer.items) for layer in layers),
    )


def reading_page(sections: Sequence[ReadingSection]) -> str:
    """The whole page as HTML text. The same readings give the same page.

    Everything from the reports is escaped, and the page's own policy allows only its own style,
    by its hash, so that a report's text can neither run nor load anything.
    """
    style = _file("reading.css")
    digest = hashlib.sha256(style.encode("utf-8")).digest()
    policy = (
        f"default-src 'none'; style-src 'sha256-{base64.b64encode(digest).decode('ascii')}'; "
        "base-uri 'none'; form-action 'none'"
    )
    heading = f"What is read in {count(len(sections), 'report')}"
    one = sections[0].title if len(sections) == 1 else ""
    counts = [sum(c) for c in zip(*(s.counts for s in sections), strict=True)]
    written = (
        _environment()
        .get_template("reading.html.j2")
        .render(
            title=one or heading,
            heading=heading,
            policy=policy,
            style=Markup(style),  # noqa: S704 - our own file
            layers=[(*layer, number) for layer, number in zip(LAYERS, counts, strict=True)],
            titles=[s.title for s in sections],
            texts=[_placed(s.text, k) for k, s in enumerate(sections)],
            details=[_placed(s.details, k) for k, s in enumerate(sections)],
        )
    )
    return text_of(written)


def _placed(part: str, number: int) -> Markup:
    return Markup(part.replace(HERE, f"r{number}-"))  # noqa: S704 - escaped when it was made


def _head(report: Report) -> dict[str, str]:
    left = sum(not b.compared for b in report.blocks)
    url = one_line(report.url or "")
    told = (report.outlet, when(report), report.byline, ", ".join(report.agencies))
    return {
        "title": one_line(report.title or report.id),
        "id": one_line(report.id),
        "told": ", ".join(one_line(t) for t in told if t),
        "words": count(words_compared(report), "word")
        + (f", {count(left, 'line')} set aside" if left else ""),
        "url": url if re.match(r"https?://[^\s/]", url, re.IGNORECASE) else "",
        "warnings": one_line(" ".join(report.warnings)),
    }


# ---------------------------------------------------------------- what is read, as lists


def _layers(reading: Reading, marks: Sequence[Mark]) -> Iterator[_Layer]:
    places: dict[str, list[tuple[str, str, str]]] = {}
    for mark in marks:
        words = one_line(mark.span.of(reading.report.text))
        if len(words) > SHOWN:
            words = words[:SHOWN].rsplit(" ", 1)[0] + " …"
        part = _PARTS.get(mark.style, "")
        if mark.style != "pred":
            places.setdefault(mark.item, []).append((mark.anchor, part, words))
    items = {
        "names": [i for n, i in _names(reading, places) if n != "place"],
        "places": [i for n, i in _names(reading, places) if n == "place"],
        "numbers": list(_numbers(reading, places)),
        "times": list(_times(reading, places)),
        "attributions": list(_attributions(reading, places)),
        "statements": list(_statements(reading, places)),
    }
    for name, heading, _ in LAYERS:
        yield _Layer(name, heading, items[name])


_PARTS = {"src": "source", "cue": "cue", "con": "content"}
Places = dict[str, list[tuple[str, str, str]]]


def _item(
    kind: str, k: int, head: str, value: str, facts: list[tuple[str, str]], places: Places
) -> _Item:
    anchor = f"{HERE}{kind}{k}"
    return _Item(anchor, head, value, facts, places.get(anchor, []))


def _names(reading: Reading, places: Places) -> Iterator[tuple[str, _Item]]:
    for n in reading.names:
        facts = name_facts(n)
        yield n.kind.value, _item("n", n.id, one_line(n.text), n.kind.value, facts, places)


def _numbers(reading: Reading, places: Places) -> Iterator[_Item]:
    for k, q in enumerate(reading.quantities):
        words = one_line(q.span.of(reading.report.text))
        yield _item("q", k, words, interval(q), quantity_facts(reading, q), places)


def _times(reading: Reading, places: Places) -> Iterator[_Item]:
    for k, t in enumerate(reading.times):
        words = one_line(t.span.of(reading.report.text))
        yield _item("t", k, words, t.value or "left open", time_facts(t), places)


def _attributions(reading: Reading, places: Places) -> Iterator[_Item]:
    for k, a in enumerate(reading.attributions):
        (_, how), *facts = attribution_facts(reading, a)
        kept = [f for f in facts if f[0] not in ("source", "cue")]  # these stand below, in place
        yield _item("a", k, f"{k + 1}. {speaker(reading, a)}", how, kept, places)


def _statements(reading: Reading, places: Places) -> Iterator[_Item]:
    for k, s in enumerate(reading.statements):
        yield _item("s", k, one_line(s.predicate), "", statement_facts(reading, s), places)


# ---------------------------------------------------------------- files


def _file(name: str) -> str:
    return (resources.files("twosource.dossier") / "templates" / name).read_text("utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    return Environment(
        loader=PackageLoader("twosource.dossier", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

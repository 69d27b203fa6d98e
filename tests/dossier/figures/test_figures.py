"""What must hold of all five figures."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from drafts import EVIL, Draft, dossier, hostile, link, story
from lxml import etree, html

from twosource.dossier import figures

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

    Figure = Callable[..., Markup]

FIGURES = (
    figures.numbers, figures.quotations, figures.timeline, figures.origins, figures.places,
)  # fmt: skip
each = pytest.mark.parametrize("figure", FIGURES, ids=lambda f: f.__name__)
# Quotations are words alone; the map of origins has its places in points (test_tied).
drawn = pytest.mark.parametrize(
    "figure", [f for f in FIGURES if f is not figures.quotations], ids=lambda f: f.__name__
)
in_shares = pytest.mark.parametrize(
    "figure",
    [f for f in FIGURES if f not in (figures.quotations, figures.origins)],
    ids=lambda f: f.__name__,
)


def written(figure: Figure, *, evil: bool = False) -> str:
    return str(figure(hostile() if evil else story(), link=link))


def test_each_has_its_name_for_an_id_and_a_heading_of_the_third_level() -> None:
    for figure in FIGURES:
        root = etree.fromstring(written(figure))
        assert root.get("id") == figure.__name__
        assert [e.tag for e in root.iter("h1", "h2", "h3")] == ["h3"]


@each
@pytest.mark.parametrize("evil", [False, True])
def test_it_is_well_formed(figure: Figure, evil: bool) -> None:
    page = written(figure, evil=evil)
    assert page
    root = etree.fromstring(f"<div>{page}</div>")
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    for element in root.iter():
        assert element.get("style") is None
        assert not any(name.lower().startswith("on") for name in element.keys())  # noqa: SIM118
        assert element.tag not in {"script", "style", "img", "image", "foreignObject", "use"}


@each
def test_hostile_words_are_shown_and_inert(figure: Figure) -> None:
    page = written(figure, evil=True)
    assert "<script" not in page
    assert "\x00" not in page
    assert "\x1b" not in page
    assert "&lt;script&gt;alert(1)" in page
    for href in re.findall(r'href="([^"]*)"', page):
        assert href.startswith("#")
    root = html.fromstring(page)
    for held in root.xpath('//*[contains(text(), "\u202e")]'):
        # What turns the direction of writing is kept apart from what stands around it.
        around = [held, *held.iterancestors()]
        assert any(a.tag == "bdi" or a.get("dir") == "auto" for a in around), held.text


@drawn
def test_every_drawing_has_a_name_and_a_description(figure: Figure) -> None:
    root = etree.fromstring(f"<div>{written(figure)}</div>")
    drawings = list(root.iter("svg"))
    assert drawings
    for svg in drawings:
        hidden = [svg, *svg.iterancestors()]
        if any(a.get("aria-hidden") == "true" for a in hidden) or svg.getparent().tag == "svg":
            continue
        inside = any(a.tag == "svg" for a in svg.iterancestors())
        assert inside or svg.get("role") == "img"
        if not inside:
            assert svg.findtext("title")
            assert svg.findtext("desc")
            assert not list(svg.iter("a"))  # an image to a screen reader holds no links


@in_shares
def test_what_is_drawn_lies_inside(figure: Figure) -> None:
    found = re.findall(r'(?:x|y|x1|x2|y1|y2|cx|cy)="(-?[\d.]+)%"', written(figure))
    assert found
    for value in found:
        assert 0 <= float(value) <= 100


@each
def test_the_same_dossier_gives_the_same_bytes(figure: Figure) -> None:
    assert written(figure) == written(figure)


@each
def test_links_lead_to_claims_and_to_words(figure: Figure) -> None:
    given = story()
    texts = {r.id: r.text for r in given.reports}
    claims = {c.id for c in given.claims}
    asked = []

    def noting(id_: str, span: object) -> str:
        asked.append((id_, span))
        return link(id_, span)  # type: ignore[arg-type]

    figure(given, link=noting)
    assert asked
    for id_, span in asked:
        if span is None:
            assert id_ in claims
        else:
            assert texts[id_][span.start : span.end].strip()  # type: ignore[attr-defined]


@each
def test_of_no_report_and_of_one_empty_one_there_is_nothing_to_show(figure: Figure) -> None:
    assert figure(dossier(), link=link) == ""
    assert figure(dossier(Draft("one", "Nothing.", None)), link=link) == ""


def said(page: str) -> str:
    """What stands in words, outside the drawings."""
    root = html.fromstring(page)
    for svg in root.xpath("//svg"):
        tail = svg.tail or ""
        before = svg.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + tail
        else:
            svg.getparent().text = (svg.getparent().text or "") + tail
        svg.getparent().remove(svg)
    return " ".join(root.text_content().split())


def test_all_values_are_said_in_words_too() -> None:
    given = story()
    words = said(str(figures.numbers(given, link=link)))
    for claim in given.claims:
        for evidence in claim.evidence:
            assert evidence.value in words
    times = said(str(figures.timeline(given, link=link)))
    for time in ("4 Mar, 08:10", "4 Mar, 10:30", "5 Mar, 07:00", "4 Mar 2025, 04:20"):
        assert time in times
    ties = said(str(figures.origins(given, link=link)))
    for name in ("80 %", "Quill Media", "Ada Quell", "your decision"):
        assert name in ties
    map_ = said(str(figures.places(given, link=link)))
    for name in ("1Port Arlen", "2Quillon", "3Sallow Shire"):
        assert name in map_.replace("On the map: ", "").replace(" ", "").replace(
            "PortArlen", "Port Arlen"
        ).replace("SallowShire", "Sallow Shire")


def test_differences_of_wording_are_said_to_a_screen_reader() -> None:
    words = said(str(figures.quotations(story(), link=link)))
    assert "[added: them]" in words
    assert "[not here: the old ones]" in words
    assert "changed: “them” for “the old ones”" in words


def test_the_whole_is_modest() -> None:
    given = story()
    many = replace(
        given,
        claims=tuple(
            replace(c, id=f"C{k}-{c.id}") for k in range(20) for c in given.claims
        ),
    )  # fmt: skip
    assert sum(len(f(many, link=link)) for f in FIGURES) < 300_000
    assert EVIL not in str(figures.numbers(hostile(), link=link))

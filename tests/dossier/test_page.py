from __future__ import annotations

import base64
import hashlib
import itertools
import re
from collections import defaultdict
from dataclasses import replace
from importlib import resources
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from sample import DOSSIER, READINGS, REPORTS

from twosource.dossier.fulltext import Place, full_text, marked, text_of
from twosource.dossier.page import page
from twosource.dossier.wording import LIMITS, STANDINGS
from twosource.model import (
    Block,
    BlockKind,
    Claim,
    Dossier,
    Evidence,
    Origin,
    OriginKind,
    Problem,
    Reading,
    Report,
    Span,
    Standing,
)


def parsed(text: str) -> Any:
    return html.document_fromstring(text)


@pytest.fixture(scope="module")
def tree() -> Any:
    return parsed(page(DOSSIER))


def test_same_dossier_same_page() -> None:
    assert page(DOSSIER) == page(DOSSIER)


def test_every_piece_of_evidence_leads_to_its_words(tree: Any) -> None:
    keys = {report.id: f"r{k}" for k, report in enumerate(DOSSIER.reports)}
    links = {link.get("href") for link in tree.cssselect("a.place")}
    seen = 0
    for claim in DOSSIER.claims:
        for evidence in claim.evidence:
            anchor = f"{keys[evidence.report]}-{evidence.start}-{evidence.end}"
            assert f"#{anchor}" in links
            [target] = tree.cssselect(f"#{anchor}")
            assert target.getparent().getparent().get("class") == "text"
            pieces = tree.cssselect(f"[data-p~='{anchor}']")
            words = REPORTS[evidence.report].text[evidence.start : evidence.end]
            assert "".join(p.text_content() for p in pieces) == words
            seen += 1
    assert seen >= len(links) > 20


def test_ids_are_unique_and_every_inner_link_has_its_target(tree: Any) -> None:
    ids = [node.get("id") for node in tree.cssselect("[id]")]
    assert len(ids) == len(set(ids))
    inner = [a.get("href")[1:] for a in tree.cssselect("a[href^='#']")]
    assert set(inner) <= set(ids)
    controls = [node.get("aria-controls") for node in tree.cssselect("[aria-controls]")]
    labelled = [node.get("aria-labelledby") for node in tree.cssselect("[aria-labelledby]")]
    assert set(controls) | set(labelled) <= set(ids)


def test_full_texts_are_whole(tree: Any) -> None:
    for k, report in enumerate(DOSSIER.reports):
        [text] = tree.cssselect(f"#r{k} .text")
        assert text.text_content() == report.text


def test_blocks_not_compared_are_labelled(tree: Any) -> None:
    labels = {p.text_content(): p.get("data-label") for p in tree.cssselect("#r0 .block")}
    assert labels["Skip to main content"] == "page furniture, not compared"
    [caption] = [label for text, label in labels.items() if text.startswith("Wagons of the")]
    assert caption == "caption, not compared"
    assert labels[DOSSIER.reports[0].title] is None


def test_differing_words_are_marked(tree: Any) -> None:
    marks = [m.text_content() for m in tree.cssselect("#claim-2 blockquote mark")]
    assert marks == ["2,000", "1,200", "1,200", "1,200"]


def test_standings_rules_and_limits_are_said(tree: Any) -> None:
    text = " ".join(tree.text_content().split())
    for wording in STANDINGS.values():
        assert wording.badge in text
        assert wording.rule in text
    for limit in LIMITS:
        assert limit in text
    for claim in DOSSIER.claims:
        if claim.standing is not Standing.SINGLE_SOURCE:
            assert claim.why in text
    assert "never says what is true" in text


def test_problems_and_origins_are_listed(tree: Any) -> None:
    assert "notes/scan.pdf" in tree.cssselect(".problems")[0].text_content()
    tables = tree.cssselect("table")
    assert len(tables) == 2
    for report in DOSSIER.reports:
        assert report.sha256 in html.tostring(tables[0], encoding="unicode")
    for origin in DOSSIER.origins:
        assert origin.label in tables[1].text_content()


def test_same_words_of_two_reports_are_one_card(tree: Any) -> None:
    [card] = [c for c in tree.cssselect("#claim-1 figure") if "denied" in c.text_content()]
    assert [a.text for a in card.cssselect("a.place")] == ["Eastern Post", "Harbour Gazette"]


def test_policy_allows_this_style_and_script_and_nothing_else(tree: Any) -> None:
    [meta] = tree.cssselect("meta[http-equiv='Content-Security-Policy']")
    policy = dict(part.strip().split(" ", 1) for part in meta.get("content").split(";"))
    [style] = tree.cssselect("style")
    [script] = tree.cssselect("script")

    def of(node: Any) -> str:
        digest = hashlib.sha256(node.text_content().encode()).digest()
        return f"'sha256-{base64.b64encode(digest).decode()}'"

    assert policy == {
        "default-src": "'none'",
        "style-src": of(style),
        "script-src": of(script),
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert meta.getparent().index(meta) == 1  # before anything that it rules


def test_nothing_is_loaded(tree: Any) -> None:
    assert not tree.cssselect("img, link, iframe, object, embed, video, audio, source, base")
    assert not tree.xpath("//@src | //@srcset | //@style | //@action | //@formaction")
    assert not [a for a in tree.xpath("//@*") if getattr(a, "attrname", "").startswith("on")]
    assert "url(" not in tree.cssselect("style")[0].text_content()
    assert "@import" not in tree.cssselect("style")[0].text_content()
    script = tree.cssselect("script")[0].text_content()
    assert not re.search(
        r"fetch|XMLHttp|import\s*\(|WebSocket|sendBeacon|innerHTML|https?:", script
    )


def test_landmarks_and_headings(tree: Any) -> None:
    for landmark in ("header.mast", "nav[aria-label]", "main", "aside[aria-label]", "footer"):
        assert len(tree.cssselect(landmark)) == 1
    assert len(tree.cssselect("h1")) == 1
    levels = [int(node.tag[1]) for node in tree.cssselect("h1, h2, h3, h4")]
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))
    assert tree.get("lang") == "en"
    assert tree.cssselect("title")[0].text.strip()


def channels(colour: str) -> list[float]:
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def contrast(one: str, two: str) -> float:
    """WCAG 2.2's contrast ratio."""
    lights = sorted(
        0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (channels(one), channels(two))
    )
    return (lights[1] + 0.05) / (lights[0] + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_contrast_is_aa(scheme: int) -> None:
    style = (resources.files("twosource.dossier") / "templates/page.css").read_text()
    names = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", style.split(":root {")[1 + scheme]))
    standings = [s.value for s in Standing]
    for name in ("ink", "soft", "faint", "link", *standings):
        assert contrast(names[name], names["paper"]) >= 4.5, name
    for ground in ("shade", "mark", "lit"):
        assert contrast(names["ink"], names[ground]) >= 4.5, ground


HOSTILE = [
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</script><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "' onmouseover='alert(1)",
    "<!-- --><a href='javascript:alert(1)'>x</a>",
    "{{ 7 * 7 }}{% raw %}",
    "&lt;b&gt; &amp;amp; &#x3c;",
    "\x00\x0c\x1b[31m \ud800 \r\n\t tail\r",
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_stays_text(words: str) -> None:
    report = Report(
        words, words, (Block(BlockKind.BODY, 0, len(words)),), title=words, outlet=words,
        byline=words, agencies=(words,), published=words, url=f"javascript:{words}",
        source=words, warnings=(words,),
    )  # fmt: skip
    whole = Span(0, len(words))
    evidence = Evidence(words, 0, len(words), whole, words, "denies", words, words, (whole,))
    claim = Claim(words, Standing.DENIED, words, words, (evidence,), (words,), words, words)
    origin = Origin(words, OriginKind.AGENCY, words, (words,), (), words)
    dossier = Dossier(
        (Reading(report, (), (), (), (), (), ()),), (origin,), (claim,), (Problem(words, words),),
        story=words,
    )  # fmt: skip
    text = page(dossier)
    tree = parsed(text)
    assert text.encode("utf-8")
    assert len(tree.cssselect("script")) == len(tree.cssselect("style")) == 1
    assert not tree.cssselect("img, svg, base, link, iframe")
    assert not [a for a in tree.xpath("//@*") if getattr(a, "attrname", "").startswith("on")]
    assert not [h for h in tree.xpath("//@href") if not h.startswith("#")]
    [shown] = tree.cssselect(".text")
    assert shown.text_content() == text_of(words)


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://courier.example/a?b=1&c=2", True),
        ("HTTP://courier.example/", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("//courier.example/", False),
        ("file:///etc/passwd", False),
        ("https:///", False),
    ],
)
def test_only_web_addresses_are_linked(url: str, *, linked: bool) -> None:
    reading = replace(READINGS["the-lantern"], report=replace(REPORTS["the-lantern"], url=url))
    tree = parsed(page(Dossier((reading,), (), ())))
    out = [a for a in tree.cssselect("a") if not a.get("href").startswith("#")]
    assert [a.get("href") for a in out] == ([url] if linked else [])
    assert all("noreferrer" in a.get("rel") for a in out)
    assert url in tree.cssselect("table")[0].text_content()


def test_empty_dossier_of_one_report() -> None:
    tree = parsed(page(Dossier((READINGS["the-lantern"],), (), ())))
    assert "One report" in tree.cssselect("h1")[0].text
    assert "No statement was found" in tree.cssselect("main")[0].text_content()


texts = st.text(
    alphabet=st.one_of(st.sampled_from("ab <>&\"'\n\r\t\u2028é\U0001f686"), st.characters()),
    max_size=60,
)


@st.composite
def placed(draw: st.DrawFn) -> tuple[Report, list[Place]]:
    text = draw(texts)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    kinds = st.sampled_from(list(BlockKind))
    blocks = tuple(
        Block(draw(kinds), a, b) for a, b in itertools.pairwise(cuts) if draw(st.booleans())
    )
    ends = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(ends, ends), max_size=6))
    places = [
        Place(f"p{k}", Span(min(p), max(p)), "claim-1", "s-denied", '"<>')
        for k, p in enumerate(spans)
        if p[0] != p[1]
    ]
    return Report("r", text, blocks), places


@given(placed())
@settings(max_examples=300, deadline=None)
def test_any_overlapping_places_leave_the_text_as_it_is(given_: tuple[Report, list[Place]]) -> None:
    report, places = given_
    tree = html.fragment_fromstring(f"<div>{full_text(report, places)}</div>")
    assert tree.text_content() == text_of(report.text)
    words: dict[str, str] = defaultdict(str)
    for piece in tree.cssselect("[data-p]"):
        for anchor in piece.get("data-p").split():
            words[anchor] += piece.text_content()
    for place in places:
        inside = "".join(
            report.text[max(b.start, place.span.start) : min(b.end, place.span.end)]
            for b in report.blocks
            if b.span.overlaps(place.span)
        )
        assert words[place.anchor] == text_of(inside)
        assert len(tree.cssselect(f"#{place.anchor}")) == bool(inside)


@given(placed())
@settings(max_examples=200, deadline=None)
def test_marked_words_are_the_words(given_: tuple[Report, list[Place]]) -> None:
    report, places = given_
    whole = Span(0, len(report.text))
    marks = [p.span for p in places]
    tree = html.fragment_fromstring(f"<div>{marked(report.text, whole, marks)}</div>")
    assert tree.text_content() == text_of(report.text)
    inked = "".join(m.text_content() for m in tree.cssselect("mark"))
    covered = {k for m in marks for k in range(m.start, m.end)}
    assert inked == "".join(text_of(report.text)[k] for k in sorted(covered))
    assert not tree.cssselect("mark mark")

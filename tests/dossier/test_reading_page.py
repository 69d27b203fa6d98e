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
from sample import REPORTS
from sample_reading import HOSTILE, READING

from twosource.dossier.fulltext import text_of
from twosource.dossier.reading_marks import HERE, Mark, marked_text, marks_of
from twosource.dossier.reading_page import LAYERS, reading_page, reading_section
from twosource.model import (
    Argument,
    Attribution,
    AttributionType,
    Block,
    BlockKind,
    Certainty,
    Mention,
    Name,
    NameKind,
    Polarity,
    Quantity,
    Reading,
    Report,
    Span,
    Statement,
    TimeExpression,
)

BARE = Reading(REPORTS["the-lantern"], (), (), (), (), (), ())


def page_of(*readings: Reading) -> str:
    return reading_page([reading_section(r) for r in readings])


def parsed(text: str) -> Any:
    return html.document_fromstring(text)


@pytest.fixture(scope="module")
def tree() -> Any:
    return parsed(page_of(READING, BARE))


def test_every_layer_has_a_switch_with_its_count(tree: Any) -> None:
    for (name, called, on), count in zip(LAYERS, (1, 1, 1, 1, 1, 1), strict=True):
        [box] = tree.cssselect(f"input#show-{name}")
        assert (box.get("checked") is not None) == on
        [label] = tree.cssselect(f"label[for=show-{name}]")
        assert " ".join(label.text_content().split()) == f"{called} {count}"


def test_switches_stand_before_what_they_switch(tree: Any) -> None:
    body = list(tree.cssselect("body")[0])
    last = max(k for k, node in enumerate(body) if node.get("class") == "switch")
    assert last < min(k for k, node in enumerate(body) if node.tag in {"header", "main"})


def test_links_lead_somewhere_and_ids_are_unique(tree: Any) -> None:
    ids = [node.get("id") for node in tree.cssselect("[id]")]
    assert len(ids) == len(set(ids))
    links = tree.cssselect("a")
    assert len(links) > 10
    assert {a.get("href")[1:] for a in links} <= set(ids)
    assert HERE not in html.tostring(tree, encoding="unicode")


def test_marks_are_labelled_and_lead_to_what_is_read(tree: Any) -> None:
    for mark in tree.cssselect("#r0-text .text a"):
        assert mark.get("title") or mark.get("aria-label")
    [number] = tree.cssselect("#r0-text a.q")
    assert "number: [36, 40) goat" in number.get("title")
    assert "content: said by Lea Morn, mixed, denied" in number.get("title")
    [item] = tree.cssselect(number.get("href"))
    assert "[36, 40) goat" in item.text_content()


def test_the_list_says_what_is_read(tree: Any) -> None:
    told = " ".join(tree.cssselect(".details")[0].text_content().split())
    for words in (
        "Lea Morn person role shepherd",
        "Orrin place place Orrin (city), Norland",
        "Friday 2025-06-13 type date anchor by the day of publication",
        "1. Lea Morn mixed, denied source shepherd Lea Morn · cue denied · content Nearly 40 goats",
        "cross agent Nearly 40 goats place Orrin time 2025-06-13 number [36, 40) goat",
        "said by Lea Morn",
    ):
        assert words in told


def test_one_place_in_another_s_words_is_told() -> None:
    inner = replace(READING.attributions[0], content=(Span(0, 6),), speaker_text="a herd")
    outer = replace(
        READING.attributions[0], source=(), cue=(), content=(Span(0, len(READING.report.text)),),
        speaker_text="Orrin Echo",
    )  # fmt: skip
    tree = parsed(page_of(replace(READING, attributions=(inner, outer))))
    assert "as told by Orrin Echo" in " ".join(tree.cssselect("#r0-a0")[0].text_content().split())
    assert tree.cssselect("#r0-text .deep")


def test_what_is_set_aside_is_folded_with_its_rule() -> None:
    text = "Menu\nThe goats crossed.\nShare"
    blocks = (
        Block(BlockKind.PROMO, 0, 4, "reads like page furniture"),
        Block(BlockKind.BODY, 5, 23),
        Block(BlockKind.CAPTION, 24, 29, "a credit"),
    )
    tree = parsed(page_of(Reading(Report("r", text, blocks), (), (), (), (), (), ())))
    aside = tree.cssselect("details.aside")
    assert [a.text_content() for a in aside] == ["Menu", "Share"]
    assert aside[0].cssselect(".block")[0].get("data-why").endswith("reads like page furniture")
    assert "caption" in aside[1].cssselect("summary")[0].get("data-told")
    assert tree.cssselect(".text")[0].text_content() == text


def test_the_policy_allows_its_style_and_nothing_else(tree: Any) -> None:
    [style] = tree.cssselect("style")
    digest = hashlib.sha256(style.text_content().encode()).digest()
    [meta] = tree.cssselect("meta[http-equiv]")
    assert meta.get("content") == (
        f"default-src 'none'; style-src 'sha256-{base64.b64encode(digest).decode()}'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert not tree.cssselect("script, img, svg, link, iframe, form, [style]")
    assert not re.search(r"url\(|@import|https?:", style.text_content())


def test_headings_and_landmarks(tree: Any) -> None:
    assert len(tree.cssselect("h1")) == len(tree.cssselect("main")) == 1
    levels = [int(node.tag[1]) for node in tree.cssselect("h1, h2, h3, h4")]
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))
    assert len(tree.cssselect("nav li")) == 2


def test_same_readings_same_bytes() -> None:
    assert page_of(READING, BARE) == page_of(READING, BARE)


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
    style = (resources.files("twosource.dossier") / "templates/reading.css").read_text()
    names = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", style.split(":root {")[1 + scheme]))
    kinds = [k.value for k in NameKind]
    for name in ("ink", "soft", "faint", "link", "number", "time", "speaker", *kinds):
        assert contrast(names[name], names["paper"]) >= 4.5, name
    for name in ("ink", "speaker"):
        for ground in ("said", "said-deep"):
            assert contrast(names[name], names[ground]) >= 4.5, (name, ground)
    assert contrast(names["ink"], names["lit"]) >= 4.5


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_stays_text(words: str) -> None:
    end = len(words)
    report = Report(
        words, words, (Block(BlockKind.BODY, 0, end, words),), title=words, outlet=words,
        byline=words, agencies=(words,), published=words, url=f"javascript:{words}",
        source=words, warnings=(words,),
    )  # fmt: skip
    whole = Span(0, end)
    reading = Reading(
        report, (),
        (Name(0, words, NameKind.PERSON, (Mention(0, end, "full"),), (words,)),),
        (Quantity(0, end, 1, 1, 1, False, False, words, "", 1, words, None, words),),
        (TimeExpression(0, end, "DATE", words, words, words, words),),
        (
            Attribution(
                (whole,), (whole,), (whole,), AttributionType.DIRECT, Certainty.HEDGED, 0, words
            ),
        ),
        (
            Statement(
                0, end, 0, words, whole, (Argument("oblique", 0, end, words, words),), (0,), (0,),
                (0,), (0,), Polarity.NEGATIVE, Certainty.DENIED, "past", (0,),
            ),
        ),
    )  # fmt: skip
    text = page_of(reading, reading)
    tree = parsed(text)
    assert text.encode("utf-8")
    assert len(tree.cssselect("style")) == 1
    assert not tree.cssselect("script, img, svg, base, link, iframe")
    assert not [a for a in tree.xpath("//@*") if getattr(a, "attrname", "").startswith("on")]
    assert not [h for h in tree.xpath("//@href") if not h.startswith("#")]
    assert [t.text_content() for t in tree.cssselect(".text")] == [text_of(words)] * 2


texts = st.text(
    alphabet=st.one_of(st.sampled_from("ab <>&\"'\n\r\t\u2028é\U0001f686"), st.characters()),
    max_size=60,
)
STYLES = [("q", 0), ("n n-person", 1), ("src", 2), ("pred", 3), ("con", 9), ("st", 9)]


@st.composite
def placed(draw: st.DrawFn) -> tuple[Report, list[Mark]]:
    text = draw(texts)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    kinds = st.sampled_from(list(BlockKind))
    blocks = tuple(
        Block(draw(kinds), a, b) for a, b in itertools.pairwise(cuts) if draw(st.booleans())
    )
    ends = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(ends, ends, st.sampled_from(STYLES)), max_size=7))
    marks = [
        Mark(Span(min(a, b), max(a, b)), f"{style} m{k}", "item", f"m{k}", '"<>', rank,
             1 if style == "con" else None)
        for k, (a, b, (style, rank)) in enumerate(spans)
        if a != b
    ]  # fmt: skip
    return Report("r", text, blocks), marks


@given(placed())
@settings(max_examples=300, deadline=None)
def test_any_overlapping_marks_leave_the_text_as_it_is(given_: tuple[Report, list[Mark]]) -> None:
    report, marks = given_
    tree = html.fragment_fromstring(f"<div>{marked_text(report, marks)}</div>")
    assert tree.text_content() == text_of(report.text)
    words: dict[str, str] = defaultdict(str)
    for piece in tree.cssselect("a, span"):
        for style in piece.get("class").split():
            words[style] += piece.text_content()
    for mark in marks:
        inside = "".join(
            report.text[max(b.start, mark.span.start) : min(b.end, mark.span.end)]
            for b in report.blocks
            if b.span.overlaps(mark.span)
        )
        assert words[mark.anchor] == text_of(inside)
        assert len(tree.cssselect(f"#{mark.anchor}")) == bool(inside)
    assert not tree.cssselect("a a")


def test_all_that_is_read_is_marked() -> None:
    found = marks_of(READING)
    assert {m.style.split()[0] for m in found} == {"n", "q", "t", "src", "cue", "con", "st", "pred"}
    assert len({m.anchor for m in found}) == len(found)

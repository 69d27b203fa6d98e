from __future__ import annotations

import itertools
from collections import defaultdict

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from twosource.dossier.fulltext import Place, escaped, full_text, marked, text_of, units_of
from twosource.model import Block, BlockKind, Report, Span

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
        Place(f"p{k}", Span(min(p), max(p)), "claim-1" if k % 2 else "", "s-denied")
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


@given(texts, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5))
def test_spans_in_utf_16_units_cut_the_same_words(text: str, pairs: list[tuple[int, int]]) -> None:
    shown = text_of(text)  # a lone surrogate has become one unit
    spans = [(min(p), max(p)) for p in pairs if max(p) <= len(text)]
    units = shown.encode("utf-16-le")
    cut = [
        units[2 * int(a) : 2 * int(b)].decode("utf-16-le")
        for a, _, b in (pair.partition("-") for pair in units_of(text, spans).split())
    ]
    assert cut == [shown[a:b] for a, b in spans]


def test_what_is_set_aside_is_folded_with_why() -> None:
    text = "Home\nNews\n\nTwo died.\n\nPhoto: X"
    report = Report(
        "r",
        text,
        (
            Block(BlockKind.PROMO, 0, 4, "a menu"),
            Block(BlockKind.PROMO, 5, 9, 'a "menu"'),
            Block(BlockKind.BODY, 11, 20),
            Block(BlockKind.CAPTION, 22, 30, "a credit"),
        ),
    )
    tree = html.fragment_fromstring(f"<div>{full_text(report, ())}</div>")
    folded = tree.cssselect("details")
    assert [d.cssselect("summary")[0].get("data-told") for d in folded] == [
        "Set aside: 2 lines, page furniture",
        "Set aside: 1 line, caption",
    ]
    whys = [p.get("data-why") for p in tree.cssselect("details .block")]
    assert whys == [
        "page furniture, not compared: a menu",
        'page furniture, not compared: a "menu"',
        "caption, not compared: a credit",
    ]
    assert tree.text_content() == text


def test_words_that_only_a_figure_points_to_have_an_anchor_and_no_link() -> None:
    report = Report("r", "Two died.", (Block(BlockKind.BODY, 0, 9),))
    places = [Place("r1-0-3", Span(0, 3)), Place("r1-0-9", Span(0, 9), "claim-1", "s-denied")]
    tree = html.fragment_fromstring(f"<div>{full_text(report, places)}</div>")
    assert [a.text for a in tree.cssselect("a[data-p~='r1-0-9']")] == ["Two", " died."]
    alone = html.fragment_fromstring(f"<div>{full_text(report, places[:1])}</div>")
    assert not alone.cssselect("a")
    assert alone.cssselect("#r1-0-3")
    assert alone.cssselect("[data-p~='r1-0-3']")[0].text == "Two"


def test_a_carriage_return_stays_one() -> None:
    assert escaped("a\r\nb") == "a&#13;\nb"

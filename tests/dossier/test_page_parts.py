from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from lxml import html
from sample import CLAIMS, DOSSIER, READINGS, REPORTS, ev

from twosource.dossier.page import page
from twosource.dossier.page.index import index_of
from twosource.dossier.page.links import Links
from twosource.model import (
    Anchor,
    Block,
    BlockKind,
    Claim,
    Decision,
    DecisionKind,
    Dossier,
    Evidence,
    Link,
    Name,
    NameKind,
    Origin,
    OriginKind,
    Reading,
    Reason,
    Report,
    Span,
    Standing,
    Tie,
    TieKind,
)


def parsed(dossier: Dossier, **options: Any) -> Any:
    return html.document_fromstring(page(dossier, **options))


def words_of(node: Any) -> str:
    return " ".join(node.text_content().split())


@pytest.fixture(scope="module")
def tree() -> Any:
    return parsed(DOSSIER)


def row_of(tree: Any, question: str) -> dict[str, str]:
    """The cells of a row by their columns' names."""
    [row] = [r for r in tree.cssselect("tr.row") if question in words_of(r.cssselect("th")[0])]
    return {td.get("data-th"): words_of(td) for td in row.cssselect("td")}


# ---------------------------------------------------------------- needs attention


def test_conflicts_then_denials_updates_and_leads_on_one_origin(tree: Any) -> None:
    heads = [words_of(h) for h in tree.cssselect("#attention h3")]
    assert heads[:3] == ["Conflicts 2", "Denials 1", "Updates 1"]
    counted = sum(int(h.rpartition(" ")[2]) for h in heads)
    assert counted == len(tree.cssselect(".finding"))


def test_rival_figures_stand_side_by_side_with_who_and_since_when(tree: Any) -> None:
    [finding] = [f for f in tree.cssselect(".finding") if "evacuated" in words_of(f)]
    sides = finding.cssselect(".sides > li")
    assert [words_of(s.cssselect(".answer")[0]) for s in sides] == ["≈ 1 200", "2 000", "1 200"]
    first = words_of(sides[0])
    assert "since 08:10" in first
    assert "Brannick Courier" in first
    assert "Halberd (2 reports)" in first
    assert [m.text for m in sides[1].cssselect("mark")] == ["2,000"]
    assert "citing Oskar Thiel" in words_of(sides[1])
    for side in sides:
        assert side.cssselect("a.place")


def test_a_lead_statement_on_one_origin_needs_attention() -> None:
    quoted = next(c for c in CLAIMS if c.rule == "wire-copy")
    words = "the spill had reached some 12 km"
    deep = replace(quoted, evidence=(ev("eastern-post", words), ev("harbour-gazette", words)))
    assert not parsed(replace(DOSSIER, claims=(deep,))).cssselect(".finding")
    lead = replace(
        quoted,
        evidence=(
            ev("eastern-post", "Four people died"),
            ev("harbour-gazette", "Four people died"),
        ),
    )
    tree = parsed(replace(DOSSIER, claims=(lead,)))
    [finding] = tree.cssselect(".finding")
    assert "one-origin" in finding.get("class")
    assert lead.why in words_of(finding)
    in_doubt = replace(lead, rule="match-uncertain")
    assert not parsed(replace(DOSSIER, claims=(in_doubt,))).cssselect(".finding")


def test_many_findings_are_folded_not_lost() -> None:
    one = CLAIMS[1]
    claims = tuple(replace(one, id=f"c{k}") for k in range(30))
    tree = parsed(replace(DOSSIER, claims=claims))
    assert len(tree.cssselect(".finding")) == 30
    assert len(tree.cssselect(".findings > details .finding")) == 18


# ---------------------------------------------------------------- statements and origins


def test_columns_are_origins_the_earliest_first(tree: Any) -> None:
    heads = [words_of(th) for th in tree.cssselect("#matrix thead th:not(.sub)")]
    assert heads[0] == "Statement"
    assert heads[1].startswith("Brannick Courier 08:10")
    assert heads[2].startswith("Halberd 2 reports")
    [halberd] = tree.cssselect("#matrix details.col")
    assert [a.text for a in halberd.cssselect("a")] == ["Eastern Post", "Harbour Gazette"]
    subs = tree.cssselect("#matrix thead th.sub[hidden]")
    assert [words_of(th) for th in subs] == ["Eastern Post", "Harbour Gazette"]


def test_each_cell_says_in_a_glyph_and_a_word_what_the_origin_does(tree: Any) -> None:
    denied = row_of(tree, "too fast")
    assert denied["Halberd"] == "✕ denies, says"
    assert denied["National Standard"] == "● says"
    assert denied["Brannick Courier"] == "· silent"
    evacuated = row_of(tree, "evacuated")
    assert evacuated["Brannick Courier"] == "● says ≈ 1 200"
    assert evacuated["The Lantern"] == "≠ differs 2 000"
    killed = row_of(tree, "killed")
    assert killed["Halberd"] == "↻ changed 4"
    glyphs = tree.cssselect("#matrix td .g")
    assert all(g.get("aria-hidden") == "true" for g in glyphs)


def test_what_is_said_with_a_reservation_is_hedged() -> None:
    first, *others = CLAIMS[4].evidence
    claim = replace(CLAIMS[4], evidence=(replace(first, hedged=True), *others))
    tree = parsed(replace(DOSSIER, claims=(claim,)))
    assert row_of(tree, "how far".capitalize())["Brannick Courier"] == "◐ hedged ≈ 12 km"


def test_rows_are_grouped_by_what_they_answer(tree: Any) -> None:
    heads = [words_of(th) for th in tree.cssselect("#matrix th[scope='rowgroup']")]
    assert heads == [
        "Who said what", "How many, how much", "When", "Where", "Who and what",
    ]  # fmt: skip
    assert "killed" in words_of(tree.cssselect("#g-many")[0])


def test_single_statements_are_folded_under_their_reports(tree: Any) -> None:
    [fold] = tree.cssselect("#single-source")
    assert words_of(fold.cssselect("summary")[0]) == "4 statements in one report only"
    assert len(fold.cssselect("li.line")) == 4
    assert not [r for r in tree.cssselect("tr.row") if r.get("data-standing") == "single-source"]


def many_reports(count: int) -> Dossier:
    text = "Five people died on Monday."
    readings = [
        Reading(
            Report(f"paper-{k}", text, (Block(BlockKind.BODY, 0, len(text)),), outlet=f"Paper {k}"),
            (), (), (), (), (), (),
        )
        for k in range(count)
    ]  # fmt: skip
    whole = Span(0, len(text))
    claims = [
        Claim(
            f"c{n}", Standing.CORROBORATED, "event", f"question {n}",
            tuple(Evidence(f"paper-{(n + k) % count}", 0, 16, whole) for k in range(3)),
            (), "independent-origins", "Three.",
        )
        for n in range(300)
    ]  # fmt: skip
    return Dossier(tuple(readings), (), tuple(claims))


def test_a_large_story_has_a_bounded_table_and_loses_nothing() -> None:
    tree = parsed(many_reports(40))
    heads = tree.cssselect("#matrix thead th")
    assert len(heads) == 1 + 16
    assert words_of(heads[-1]) == "25 other origins"
    rows = tree.cssselect("tr.row")
    folded = tree.cssselect("details.fold li.line[data-claim]")
    assert len(rows) == 240
    assert len(rows) + len(folded) == 300
    assert len(tree.cssselect("article.claim")) == 300


# ---------------------------------------------------------------- columns


def columns_of(dossier: Dossier) -> list[tuple[str, ...]]:
    return [c.reports for c in index_of(dossier).columns]


def test_reports_with_copied_words_are_one_column_from_a_half_on() -> None:
    alone = replace(DOSSIER, origins=())
    apart = [(r.id,) for r in sorted(DOSSIER.reports, key=lambda r: r.published or "")]
    assert columns_of(alone) == apart
    for share, size in ((0.6, 4), (0.3, 5)):
        tie = Tie("the-lantern", "national-standard", TieKind.COPIED, share_a=share)
        assert len(columns_of(replace(alone, ties=(tie,)))) == size


def test_a_report_that_credits_two_agencies_does_not_make_them_one() -> None:
    readings = tuple(
        Reading(Report(i, "x", (Block(BlockKind.BODY, 0, 1),), agencies=a), (), (), (), (), (), ())
        for i, a in (("a", ("AP",)), ("b", ("AP", "AFP")), ("c", ("AFP",)), ("d", ("AP",)))
    )
    origins = tuple(
        Origin(f"agency:{label}", OriginKind.AGENCY, label, reports)
        for label, reports in (
            ("AP", ("a", "b", "d")), ("AFP", ("b", "c")), ("AP or AFP", ("b",)),
        )
    )  # fmt: skip
    ties = (Tie("a", "b", TieKind.AGENCY), Tie("b", "c", TieKind.AGENCY))
    assert columns_of(Dossier(readings, origins, (), ties=ties)) == [("a", "d"), ("b",), ("c",)]


def test_only_corroboration_counts_independent_origins(tree: Any) -> None:
    metas = {
        words_of(r.cssselect("a.q")[0]): words_of(r.cssselect(".meta")[0])
        for r in tree.cssselect("tr.row")
    }
    assert any("4 reports, 3 independent origins" in m for m in metas.values())
    for meta in metas.values():
        assert meta.startswith("Corroborated") == ("independent" in meta)


def test_words_that_oppose_without_a_value_stand_side_by_side() -> None:
    pieces = (
        ev("brannick-courier", "Nine of the train's 31 wagons left the track"),
        ev("the-lantern", "The freight train derailed near Garrow"),
    )
    claim = replace(CLAIMS[2], evidence=pieces)
    [finding] = parsed(replace(DOSSIER, claims=(claim,))).cssselect(".finding")
    assert len(finding.cssselect(".sides > li")) == 2


def test_the_user_may_say_that_two_reports_are_one_origin() -> None:
    tie = Tie("the-lantern", "national-standard", TieKind.DECISION)
    assert ("the-lantern", "national-standard") in columns_of(
        replace(DOSSIER, origins=(), ties=(tie,))
    )


@pytest.mark.parametrize(
    ("published", "order"),
    [
        (("2026-03-04T10:00+01:00", "2026-03-04T09:30+00:00"), ("a", "b")),
        (("2026-03-04T10:00+03:00", "2026-03-04T09:30+00:00"), ("a", "b")),
        (("2026-03-04T10:00", "2026-03-04T09:30+00:00"), ("b", "a")),
        ((None, "2026-03-04"), ("b", "a")),
        (("tomorrow", "2026-03-04"), ("b", "a")),
    ],
)
def test_the_order_of_time(published: tuple[str | None, ...], order: tuple[str, ...]) -> None:
    readings = [
        Reading(Report(i, "x", published=p), (), (), (), (), (), ())
        for i, p in zip("ab", published, strict=True)
    ]
    rank = index_of(Dossier(tuple(readings), (), ())).rank
    assert tuple(sorted(rank, key=rank.__getitem__)) == order


# ---------------------------------------------------------------- a statement opened


def test_differing_words_are_marked(tree: Any) -> None:
    [claim] = [a for a in tree.cssselect("article.claim") if "evacuated" in words_of(a)]
    marks = [m.text_content() for m in claim.cssselect("blockquote mark")]
    assert sorted(marks) == ["1,200", "1,200", "1,200", "2,000"]


def test_same_words_of_two_reports_are_one_card(tree: Any) -> None:
    [claim] = [a for a in tree.cssselect("article.claim") if "too fast" in words_of(a)]
    [card] = claim.cssselect("figure.denies")
    assert [a.text for a in card.cssselect("a.place")] == ["Eastern Post", "Harbour Gazette"]
    assert card.get("data-o") == "o2"


def test_a_statement_says_why() -> None:
    one, two, *others = CLAIMS[1].evidence
    chained = replace(one, chain=("a spokesman", "the mayor"), origin_why="It names the spokesman.")
    link = Link(
        0, 1, 0.87,
        ((Span(one.start, one.start + 3), Span(two.start, two.start + 5)),),
        ("another hour",),
        (Reason("rare words in common", 0.5, 1.25),),
    )  # fmt: skip
    decision = Decision(
        "d1", DecisionKind.MERGE, (Anchor("00", "the-lantern"),), "same hall", True, "merged"
    )
    claim = replace(
        CLAIMS[1], evidence=(chained, two, *others), links=(link,), decided=("d1",), score=0.8
    )
    tree = parsed(replace(DOSSIER, claims=(claim,), decisions=(decision,)))
    said = words_of(tree.cssselect("article.claim")[0])
    assert "citing a spokesman, who cites the mayor" in said
    assert "The Lantern and National Standard 0.87" in said
    assert "Apart: another hour." in said
    assert "rare words in common 0.50 +1.25" in said
    assert "It names the spokesman." in said
    assert "Decided by you (d1): Merged. “same hall”" in said
    listed = words_of(tree.cssselect("#decisions")[0])
    assert (
        "d1, claims joined. Merged. “same hall” What it is about These words: The Lantern" in listed
    )
    assert tree.cssselect("nav a[href='#decisions']")


def test_a_bare_number_goes_with_the_same_number_of_something() -> None:
    pieces = (
        ev("brannick-courier", "Two people were killed", "2 people"),
        ev("eastern-post", "Four people died", "4"),
        ev("harbour-gazette", "Four people died", "4 People"),
        ev("the-lantern", "killing four people", "4 to 6 people"),
        ev("national-standard", "Four people were killed", "4 people"),
    )
    tree = parsed(replace(DOSSIER, claims=(replace(CLAIMS[3], evidence=pieces),)))
    answers = [words_of(h) for h in tree.cssselect("article.claim .answer > h4")]
    assert answers == ["2 people", "4 People", "4 to 6 people"]


# ---------------------------------------------------------------- title, reports, decisions


def test_the_title_is_the_story_or_the_names_in_common() -> None:
    def with_names(dossier: Dossier, *texts: str) -> Dossier:
        names = tuple(Name(k, t, NameKind.PLACE, ()) for k, t in enumerate(texts))
        return replace(dossier, readings=tuple(replace(r, names=names) for r in dossier.readings))

    titled = with_names(DOSSIER, "Lower Sallow", "Sallow", "Eddle", "Corvane", "Ketterby")
    assert parsed(titled).cssselect("h1")[0].text == "Lower Sallow, Eddle, Corvane"
    assert parsed(DOSSIER).cssselect("h1")[0].text == "5 reports, statement by statement"
    assert parsed(replace(titled, story="Derailment")).cssselect("h1")[0].text == "Derailment"


def test_layers_and_citations_of_a_report(tree: Any) -> None:
    [report] = tree.cssselect("#r2")
    assert "cite news" in report.get("data-wikitext")
    for style in ("plain", "wikitext", "bibtex"):
        assert report.get(f"data-{style}").count("\uf8ff") == 1
    assert len(report.cssselect(".citation pre")) == 3
    assert "\uf8ff" not in report.text_content()
    assert "set aside: 5 lines (page furniture)" in words_of(report)


def test_links_give_an_anchor_to_any_span() -> None:
    index = index_of(DOSSIER)
    link = Links(index, {"c1": "claim-1"})
    assert link("c1") == "#claim-1"
    assert link("the-lantern") == "#r4"
    assert link("the-lantern", Span(3, 9)) == "#r4-3-9"
    assert link.asked == {"the-lantern": {Span(3, 9)}}


def test_decisions_are_forms_only_where_they_are_asked_for(tree: Any) -> None:
    assert not tree.cssselect("form[method='post'], input[name='evidence']")
    acting = parsed(DOSSIER, actions=True, actions_url="/s/1/decide?a=1&b=2")
    shared = [c for c in DOSSIER.claims if c.standing is not Standing.SINGLE_SOURCE]
    forms = acting.cssselect("form.decide")
    assert {f.get("action") for f in forms} == {"/s/1/decide?a=1&b=2"}
    assert {f.get("method") for f in forms} == {"post"}
    kinds = {b.get("value") for b in acting.cssselect("form.decide button[name='kind']")}
    assert kinds == {k.value for k in DecisionKind} | {f"merge:{c.id}" for c in shared}
    named = {
        f.cssselect("[name='claim']")[0].get("value") for f in forms if f.get("id") != "d-origin"
    }
    assert named == {c.id for c in shared}
    ticks = acting.cssselect("input[name='evidence']")
    assert f"{shared[0].evidence[0].report}:" in ticks[0].get("value")
    assert {t.get("form") for t in ticks} <= {f.get("id") for f in forms}
    reports = {t.get("value") for t in acting.cssselect("input[form='d-origin']")}
    assert reports == set(REPORTS)
    [meta] = acting.cssselect("meta[http-equiv]")
    assert "form-action 'self'" in meta.get("content")
    assert len(READINGS) == len(reports)

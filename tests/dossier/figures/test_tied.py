from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from drafts import Draft, dossier, link, story
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.dossier.figures.layered import crossings, in_rows, layered, layers_of
from twosource.dossier.figures.tied import MOST_NODES, Edge, Graph, Node, graph, origins
from twosource.dossier.figures.tied_drawing import (
    FEW,
    THICKEST,
    THINNEST,
    thickness,
    without_speakers,
)
from twosource.model import Origin, OriginKind, SharedPassage, Span, Tie, TieKind


def reports(*ids: str) -> list[Draft]:
    return [
        Draft(id_, f"Words of {id_}.", f"2025-03-04T{8 + k % 12:02}:00")
        for k, id_ in enumerate(ids)
    ]


def copied(a: str, b: str, share_a: float, share_b: float, first: str = "") -> Tie:
    return Tie(a, b, TieKind.COPIED, share_a=share_a, share_b=share_b, first=first)


def test_the_story_in_words() -> None:
    view = graph(story())
    assert [(t.kind, t.words, t.inferred) for t in view.told] == [
        (
            "copy",
            (
                "80 % of Quillon Herald’s own words stand in Norland Wire too, which had them "
                "first (4 Mar, 10:30)."
            ),
            False,
        ),
        ("owner", "The Lantern and Radio have one owner by the table that was given: Quill Media.",
         False),
        ("decision", "Arlen Courier and The Ropewalk are one origin by your decision.", False),
        ("speaker", "Arlen Courier and The Lantern rest in part on one speaker, Ada Quell.", True),
    ]  # fmt: skip
    assert view.alone == ()
    assert view.told[0].passages[0].words.startswith("300 people fled")


@pytest.mark.parametrize(
    ("tie", "source", "target", "share", "words"),
    [
        (copied("a", "b", 0.2, 0.9, "a"), "a", "b", 0.9, "90 % of b’s own words stand in a"),
        (copied("a", "b", 0.2, 0.9, "b"), "b", "a", 0.2, "20 % of a’s own words stand in b"),
        (copied("a", "b", 0.2, 0.9), "a", "b", 0.9,
         "20 % of a’s own words and 90 % of b’s stand in both; nothing tells"),
        (copied("a", "b", 0, 0.001, "a"), "a", "b", 0.001, "less than 1 % of b’s own words"),
    ],
)  # fmt: skip
def test_who_had_it_first(tie: Tie, source: str, target: str, share: float, words: str) -> None:
    view = graph(dossier(*reports("a", "b"), ties=(tie,)))
    assert view.edges == (Edge(source, target, share, directed=bool(tie.first), inferred=False),)
    assert view.told[0].words.startswith(words)


def test_of_one_text_in_many_reports_each_copy_is_drawn_once() -> None:
    ids = ["a", "b", "c", "d", "e"]
    ties = tuple(copied(x, y, 0.8, 0.8, x) for x, y in combinations(ids, 2))
    view = graph(dossier(*reports(*ids), ties=ties))
    assert [e.target for e in view.edges] == ["b", "c", "d", "e"]
    assert len(view.told) == 4  # one for each copier, which names its weaker ties too
    assert sum(1 + len(t.also) for t in view.told) == len(ties)


def test_what_a_copy_cites_is_drawn_at_its_source() -> None:
    agency = Origin("agency:h", OriginKind.AGENCY, "Halberd", ("a", "b"))
    view = graph(
        dossier(*reports("a", "b"), ties=(copied("a", "b", 0.9, 0.9, "a"),), origins=(agency,))
    )
    assert [(e.target, e.inferred) for e in view.edges] == [("b", False), ("a", True)]
    assert "a and b credit the agency Halberd." in [t.words for t in view.told]


def test_a_report_that_cites_another_draws_on_it() -> None:
    tie = Tie("a", "b", TieKind.SPEAKER, label="b", why="a cites b", first="b")
    view = graph(dossier(*reports("a", "b"), ties=(tie,)))
    assert view.edges == (Edge("b", "a", 0.0, directed=True, inferred=True),)
    assert [(t.words, t.why) for t in view.told] == [("a cites b.", ("A cites b.",))]
    assert layers_of(view) == {"b": 0, "a": 1}


def test_an_outlet_that_two_cite_is_no_speaker_beside_its_report() -> None:
    cites = [
        Tie(*sorted((one, "radio")), TieKind.SPEAKER, "Radio", f"{one} cites Radio", first="radio")
        for one in ("a", "b")
    ]
    both = Tie("a", "b", TieKind.SPEAKER, "Radio; Ana Ruiz", "both cite Radio and Ana Ruiz")
    view = graph(dossier(*reports("a", "b", "radio"), ties=(*cites, both)))
    assert [n.label for n in view.nodes if n.kind == "speaker"] == ["Ana Ruiz"]
    assert [t.words for t in view.told] == [
        "a cites radio.",
        "b cites radio.",
        "a and b rest in part on one speaker, Ana Ruiz.",
    ]


def test_reports_of_one_outlet_have_no_owner_by_the_table() -> None:
    drafts = [replace(d, outlet="Star") for d in reports("a", "b")]
    tie = Tie("a", "b", TieKind.OWNER, "Star", "both are by Star")
    view = graph(dossier(*drafts, ties=(tie,)))
    assert [t.words.rpartition(" are ")[2] for t in view.told] == ["both by Star."]
    assert all(not e.directed for e in view.edges)


def test_two_decisions_are_told_apart() -> None:
    ties = [
        Tie(*pair, TieKind.DECISION, name, f"You said that they are one origin ({name}).")
        for pair, name in (("ab", "D1"), ("cd", "D2"))
    ]
    view = graph(dossier(*reports(*"abcd"), ties=tuple(ties)))
    assert [t.words for t in view.told] == [
        "a and b are one origin by your decision.",
        "c and d are one origin by your decision.",
    ]


def test_a_label_may_name_several_speakers() -> None:
    ties = (
        Tie("a", "b", TieKind.SPEAKER, label="Ana Ruiz; Tom Pell", why="both cite them"),
        Tie("b", "c", TieKind.SPEAKER, label="Tom Pell", why="both cite Tom Pell"),
    )
    view = graph(dossier(*reports("a", "b", "c"), ties=ties))
    assert [(t.words, t.why) for t in view.told] == [
        ("a and b rest in part on one speaker, Ana Ruiz.", ()),
        ("a, b and c rest in part on one speaker, Tom Pell.", ()),
    ]


def test_many_reports_are_counted_and_listed() -> None:
    ids = ("a", "b", "c", "d")
    origin = Origin("agency:h", OriginKind.AGENCY, "Halberd", ids)
    given = dossier(*reports(*ids), origins=(origin,))
    assert [t.words for t in graph(given).told] == ["4 reports credit the agency Halberd."]
    page = origins(given, link=link)
    assert "4 reports credit the agency Halberd: a, b, c, d." in page  # to a screen reader
    assert all(f"<bdi>{id_}</bdi></a>" in page for id_ in ids)


def test_a_passage_that_was_reworded_is_shown_in_both_wordings() -> None:
    one, two = Draft("a", "Five people died there."), Draft("b", "Five persons died there!")
    passage = SharedPassage("a", Span(0, 23), "b", Span(0, 24), 4)
    tie = replace(copied("a", "b", 0.5, 0.5, "a"), passages=(passage,))
    given = dossier(one, two, ties=(tie,))
    (shown,) = graph(given).told[0].passages
    assert (shown.words, shown.reworded) == (one.text, two.text)
    assert "reworded" in origins(given, link=link)
    same = dossier(one, Draft("b", "Five people died, there!"), ties=(tie,))
    assert graph(same).told[0].passages[0].reworded == ""


def test_speakers_that_nobody_names_are_not_one() -> None:
    origin = Origin("speaker:unnamed-official", OriginKind.SPEAKER, "official", ("a", "b"))
    view = graph(dossier(*reports("a", "b"), origins=(origin,)))
    assert (view.edges, view.told) == ((), ())
    assert [c.name for c in view.alone] == ["a", "b"]


def test_ties_and_origins_of_one_agency_are_one() -> None:
    given = dossier(
        *reports("a", "b", "c"),
        ties=(Tie("a", "b", TieKind.AGENCY, label="HALBERD", why="both credit it"),),
        origins=(Origin("agency:h", OriginKind.AGENCY, "Halberd", ("a", "c")),),
    )
    (told,) = graph(given).told
    assert told.words == "a, b and c credit the agency HALBERD."
    assert told.why == ("Both credit it.",)


def test_a_copied_text_without_ties_is_shared() -> None:
    origin = Origin("copy:1", OriginKind.COPY, "text", ("a", "b"), why="the same words")
    (told,) = graph(dossier(*reports("a", "b"), origins=(origin,))).told
    assert (told.kind, told.inferred) == ("copy", False)


def test_edges_are_as_wide_as_the_share() -> None:
    edges = [Edge("a", "b", s, directed=True, inferred=False) for s in (0.0, 0.5, 1.0)]
    assert [thickness(e) for e in edges] == [THINNEST, (THINNEST + THICKEST) / 2, THICKEST]
    page = origins(story(), link=link)
    assert "fig-inferred" in page
    assert page.index('class="fig-edge"') < page.index("fig-inferred")


def test_beyond_what_can_be_drawn_the_list_says_all() -> None:
    ids = [f"r{k}" for k in range(MOST_NODES + 1)]
    ties = tuple(copied(a, b, 0.5, 0.5, a) for a, b in pairwise(ids))
    page = origins(dossier(*reports(*ids), ties=ties), link=link)
    assert "<svg" not in page
    assert "too many to draw" in page
    assert page.count("own words stand in") == len(ties)


def test_many_speakers_are_listed_on_a_narrow_page() -> None:
    speakers = tuple(
        Origin(f"speaker:s{k}", OriginKind.SPEAKER, f"Speaker {k}", ("a", "b")) for k in range(9)
    )
    view = graph(dossier(*reports("a", "b"), origins=speakers))
    assert sum(n.kind == "speaker" for n in view.nodes) == 6
    assert view.unseen == 3
    narrow = without_speakers(view)
    assert narrow.unseen == 9
    assert narrow.edges == ()
    assert FEW < 6


def test_one_report_has_nobody_to_draw_on() -> None:
    assert origins(dossier(*reports("a")), link=link) == ""
    page = origins(dossier(*reports("a", "b")), link=link)
    assert "Nothing shows that one of these reports draws on another" in page


# ---------------------------------------------------------------- layers


def drawn(edges: list[tuple[str, str]], ids: str) -> Graph:
    return Graph(
        tuple(Node(i, i, "report", "") for i in ids),
        tuple(Edge(a, b, 0.5, directed=True, inferred=False) for a, b in edges),
        (),
        (),
    )


def test_layers_follow_the_copying() -> None:
    view = drawn([("a", "b"), ("b", "c"), ("a", "d")], "dcba")
    assert layers_of(view) == {"a": 0, "b": 1, "c": 2, "d": 1}


def test_the_barycentre_unties_a_knot() -> None:
    view = drawn([("a", "z"), ("b", "y"), ("c", "x")], "abcxyz")
    layers = layered(view)
    assert crossings([list("abc"), list("xyz")], layers.routes) == 3
    assert crossings(layers.columns, layers.routes) == 0


def test_a_long_edge_keeps_its_place_in_each_column() -> None:
    view = drawn([("a", "b"), ("b", "c"), ("a", "c")], "abc")
    layers = layered(view)
    assert [len(c) for c in layers.columns] == [1, 2, 1]
    assert len(layers.routes[2]) == 3


def test_a_circle_ends() -> None:
    view = drawn([("a", "b"), ("b", "a")], "ab")
    assert set(layers_of(view)) == {"a", "b"}
    assert sorted(in_rows(view)) == ["a", "b"]


pairs = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=25)


@settings(max_examples=60, deadline=None)
@given(pairs)
def test_every_node_has_one_place(given_pairs: list[tuple[int, int]]) -> None:
    edges = [(str(min(p)), str(max(p))) for p in given_pairs if p[0] != p[1]]
    view = drawn(edges, "0123456789")
    layers = layered(view)
    names = [n for c in layers.columns for n in c if "\0" not in n]
    assert sorted(names) == sorted(in_rows(view)) == list("0123456789")
    at = {n: k for k, c in enumerate(layers.columns) for n in c}
    for route in layers.routes:
        assert [at[n] for n in route] == list(range(at[route[0]], at[route[-1]] + 1))


def test_the_drawing_holds_all_that_it_draws() -> None:
    page = origins(story(), link=link)
    drawings = re.findall(r'viewBox="0 0 (\S+ \S+)"[^>]*>(.*?)</svg>', page, re.DOTALL)
    assert drawings
    for view_box, inner in drawings:
        width, height = map(float, view_box.split())
        places = re.findall(r'x="([\d.]+)" y="([\d.]+)"', inner)
        assert places
        for x, y in places:
            assert 0 <= float(x) <= width
            assert 0 <= float(y) <= height

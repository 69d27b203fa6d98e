from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from twosource.model import Block, BlockKind, Report, SharedPassage, Span
from twosource.origins.copying import Ties, copied, share_copied
from twosource.origins.wording import wording

TEXT = "The ferry ran aground before dawn on a sandbank in the north of the sound"
WORDS = wording(Report("A", TEXT, (Block(BlockKind.BODY, 0, len(TEXT)),)))


def passage(a: str, span_a: tuple[int, int], b: str, span_b: tuple[int, int]) -> SharedPassage:
    return SharedPassage(a, Span(*span_a), b, Span(*span_b), 9)


def test_one_text_in_three_reports_is_one_piece() -> None:
    found = copied(
        [
            passage("A", (0, 60), "B", (10, 70)),
            passage("A", (5, 60), "C", (0, 55)),
            passage("A", (100, 160), "C", (90, 150)),
        ]
    )
    assert [t.reports for t in found] == [("A", "B", "C"), ("A", "C")]
    assert found[0].places["A"] == (Span(0, 60), Span(5, 60))


def test_pieces_that_barely_touch_are_two() -> None:
    pieces = [passage("A", (0, 60), "B", (0, 60)), passage("A", (50, 120), "C", (0, 70))]
    assert len(copied(pieces)) == 2


def test_share_counts_words() -> None:
    assert share_copied(WORDS, Span(0, len(TEXT)), [Span(0, len(TEXT))]) == 1
    assert share_copied(WORDS, Span(0, 9), [Span(4, 9)]) == 0.5
    assert share_copied(WORDS, Span(0, 9), []) == 0
    assert share_copied(WORDS, Span(3, 4), [Span(0, 9)]) == 0


PLACES = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(
    lambda p: Span(min(p), max(p))
)


@given(PLACES, st.lists(PLACES, max_size=5))
def test_a_share_is_a_share_and_more_places_never_lower_it(span: Span, places: list[Span]) -> None:
    share = share_copied(WORDS, span, places)
    assert 0 <= share <= 1
    assert share_copied(WORDS, span, places[:-1]) <= share
    assert share_copied(WORDS, span, places[::-1]) == share


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"))))
def test_ties_make_groups(pairs: list[tuple[str, str]]) -> None:
    ties = Ties()
    for a, b in pairs:
        ties.tie(a, b)
    groups = ties.groups()
    assert sorted(x for g in groups for x in g) == sorted({x for p in pairs for x in p})
    assert all(ties.root(a) == ties.root(b) for a, b in pairs)
    assert all(ties.root(x) == g[0] for g in groups for x in g)

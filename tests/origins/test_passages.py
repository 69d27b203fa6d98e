from __future__ import annotations

import re
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from twosource.model import Block, BlockKind, Report, SharedPassage
from twosource.origins.passages import find
from twosource.origins.wording import BREAK, wording

COPIED = (
    "The ferry ran aground on a sandbank before dawn while carrying farm hands home from the "
    "northern islands, and two tugs pulled it free at the evening tide."
)
REWRITTEN = (
    "Before sunrise a boat bringing workers back to the mainland struck a shallow bank. It floated "
    "again late in the day once tugs had arrived."
)
QUOTED = '"We saw the lights go out and then we heard the hull scrape over the stones for a minute"'


def report(name: str, text: str, kind: BlockKind = BlockKind.BODY) -> Report:
    return Report(
        name, text, tuple(Block(kind, m.start(), m.end()) for m in re.finditer(r"\S.*", text))
    )


def passages(*texts: str) -> tuple[SharedPassage, ...]:
    return find([wording(report(f"R{k}", text)) for k, text in enumerate(texts, 1)])


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def test_copied_words_are_found() -> None:
    (found,) = passages(f"Harbour news. {COPIED}", f"{COPIED} More follows.")
    assert found.span_a.start == len("Harbour news. ")
    assert found.words == len(words(COPIED))
    assert found.span_b.end == len(COPIED) - 1


def test_a_light_edit_parts_two_runs_of_one_passage() -> None:
    edited = COPIED.replace("a sandbank before dawn", "the Hollow Bank shortly before dawn")
    found = passages(COPIED, edited)
    assert [p.words for p in found] == [5, 21]


def test_rewritten_text_is_not_copied() -> None:
    assert passages(COPIED, REWRITTEN) == ()


def test_a_shared_quotation_is_no_copied_passage() -> None:
    one = f"A deckhand, Odran Pell, told this paper: {QUOTED}, and then he wept."
    other = f"{QUOTED}, Pell recalled when he was asked on the quay about that night."
    assert passages(one, other) == ()


def test_names_and_function_words_prove_nothing() -> None:
    one = "It was not clear on Monday what Mayor Odran Pell and Judge Maren Oster of Brimholm said."
    other = "We asked on Tuesday. Mayor Odran Pell and Judge Maren Oster of Brimholm said no."
    assert passages(one, other) == ()


def test_captions_and_links_are_left_out() -> None:
    a, b = report("A", COPIED), report("B", COPIED, BlockKind.CAPTION)
    assert find([wording(a), wording(b)]) == ()


def test_nothing_runs_over_a_left_out_block() -> None:
    text = "one two three\nSIGN UP NOW\nfour five six"
    blocks = [Block(BlockKind.BODY, m.start(), m.end()) for m in re.finditer(r"\S.*", text)]
    blocks[1] = Block(BlockKind.PROMO, blocks[1].start, blocks[1].end)
    found = wording(Report("A", text, tuple(blocks)))
    assert found.keys == ("one", "two", "three", BREAK, "four", "five", "six")


def test_one_text_in_many_reports_is_found_in_all() -> None:
    found = passages(*[f"Outlet number {k} writes. {COPIED}" for k in range(30)])
    assert {p.report_a for p in found} | {p.report_b for p in found} == {
        f"R{k}" for k in range(1, 31)
    }


WORD = st.sampled_from(
    [
        "ferry",
        "sandbank",
        "tug",
        "pilot",
        "hull",
        "tide",
        "grain",
        "drift",
        "the",
        "of",
        "Pell",
        "Oster",
        "4",
    ]
)
PIECE = st.one_of(
    st.lists(WORD, min_size=1, max_size=12).map(" ".join),
    st.just(COPIED),
    st.just(REWRITTEN),
    st.sampled_from(['"', "\u201c", "\u201d", "\n", ".", QUOTED, "\u2019"]),
)
TEXT = st.lists(PIECE, max_size=8).map(" ".join)


@given(st.lists(TEXT, min_size=2, max_size=4))
def test_both_sides_have_the_same_words(texts: list[str]) -> None:
    for p in passages(*texts):
        a, b = texts[int(p.report_a[1:]) - 1], texts[int(p.report_b[1:]) - 1]
        assert p.span_a.end <= len(a)
        assert p.span_b.end <= len(b)
        assert words(p.span_a.of(a)) == words(p.span_b.of(b))
        assert p.words == len(words(p.span_a.of(a))) > 0
        assert p.report_a < p.report_b


@given(st.lists(TEXT, min_size=2, max_size=3))
def test_the_order_of_reports_does_not_matter(texts: list[str]) -> None:
    wordings = [wording(report(f"R{k}", t)) for k, t in enumerate(texts)]
    expected = find(wordings)
    for order in permutations(wordings):
        assert find(order) == expected


@given(TEXT, TEXT)
def test_the_side_of_a_report_does_not_matter(a: str, b: str) -> None:
    def places(first: str, second: str) -> set[tuple[str, str]]:
        found = passages(first, second)
        return {(p.span_a.of(first), p.span_b.of(second)) for p in found}

    def shared(first: str, second: str) -> int:
        return sum(p.words for p in passages(first, second))

    assert shared(a, b) == shared(b, a)
    assert {w for x, _ in places(a, b) for w in words(x)} == {
        w for _, y in places(b, a) for w in words(y)
    }


@given(TEXT)
def test_wording_keeps_places(text: str) -> None:
    found = wording(report("A", text))
    assert len(found.keys) == len(found.weights) == len(found)
    for key, start, end in zip(found.keys, found.starts, found.ends, strict=True):
        assert key == text[start:end].lower()
    assert list(found.ends) == sorted(found.ends)
    assert list(found.starts) == sorted(found.starts)

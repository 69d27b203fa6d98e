from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from twosource.model import Block, BlockKind, Report
from twosource.stories.copies import near_copies
from twosource.stories.events import by_story

TEXT = (
    "The ferry ran aground on a sandbank before dawn with forty farm hands aboard. "
    "Two tugs from the mainland pulled it free at the evening tide, and nobody was hurt. "
    "The harbour office closed the northern channel until divers had looked at the hull."
)


def report(name: str, text: str, story: str | None = None) -> Report:
    blocks = (Block(BlockKind.BODY, 0, len(text)),) if text else ()
    return Report(name, text, blocks, story=story)


def test_the_same_words_are_an_exact_copy() -> None:
    (found,) = near_copies([report("B", TEXT.upper()), report("A", TEXT)])
    assert (found.report, found.of, found.containment, found.exact) == ("B", "A", 1.0, True)


def test_a_shortened_copy_is_of_the_longer_report() -> None:
    (found,) = near_copies([report("A", TEXT[:160]), report("B", TEXT)])
    assert (found.report, found.of, found.exact) == ("A", "B", False)
    assert found.containment > 0.9


def test_other_words_are_no_copy() -> None:
    other = "Nobody came to the hearing, and the council put off its vote on the new bridge again."
    assert near_copies([report("A", TEXT), report("B", other), report("C", "")]) == ()


def test_left_out_blocks_do_not_count() -> None:
    a = Report("A", TEXT, (Block(BlockKind.PROMO, 0, len(TEXT)),))
    assert near_copies([a, report("B", TEXT)]) == ()


@given(st.lists(st.text("ab .", max_size=30), max_size=6))
def test_order_does_not_matter_and_shares_are_shares(texts: list[str]) -> None:
    reports = [report(f"R{k}", t) for k, t in enumerate(texts)]
    found = near_copies(reports, least=0.1)
    assert set(found) == set(near_copies(reports[::-1], least=0.1))
    assert all(0.1 <= f.containment <= 1 and f.report != f.of for f in found)


def test_reports_by_story_keep_their_order() -> None:
    reports = [report("A", "x", "s2"), report("B", "x", "s1"), report("C", "x", "s2")]
    assert {s: [r.id for r in rs] for s, rs in by_story(reports).items()} == {
        "s2": ["A", "C"],
        "s1": ["B"],
    }
    assert list(by_story([report("A", "x")])) == [""]

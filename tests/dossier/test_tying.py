from __future__ import annotations

from dataclasses import replace

import pytest
from sample import DOSSIER

from twosource.dossier.terminal import render
from twosource.dossier.tying import copying, owned
from twosource.dossier.wording import labels
from twosource.model import SharedPassage, Span, Tie, TieKind

NAMES = labels(DOSSIER)
A, B, C = "eastern-post", "harbour-gazette", "the-lantern"
COPIED = Tie(A, B, TieKind.COPIED, "", "", 0.42, 0.834, first=A)


def said(*ties: Tie) -> list[str]:
    return copying(replace(DOSSIER, ties=ties), NAMES)


@pytest.mark.parametrize(
    ("first", "line"),
    [
        (A, "83 % of Harbour Gazette stands in Eastern Post, which had it first."),
        (B, "42 % of Eastern Post stands in Harbour Gazette, which had it first."),
        (
            "",
            "Eastern Post and Harbour Gazette share words: 42 % of the one's, 83 % of the other's.",
        ),
    ],
)
def test_who_copies_whom(first: str, line: str) -> None:
    assert said(replace(COPIED, first=first)) == [line]


def test_reworded_passages_are_called_so() -> None:
    passage = SharedPassage(A, Span(0, 9), B, Span(0, 9), 9, reworded=True)
    (line,) = said(replace(COPIED, passages=(passage,)))
    assert line.endswith("which had it first, reworded.")


def test_small_shares_and_other_ties_are_no_copying() -> None:
    assert said(replace(COPIED, share_a=0.02, share_b=0.09)) == []
    assert said(replace(COPIED, kind=TieKind.SPEAKER, share_a=0, share_b=0)) == []


def test_of_many_pairs_the_largest_are_told() -> None:
    ties = [replace(COPIED, share_b=0.5 + k / 100) for k in range(8)]
    lines = said(*ties)
    assert len(lines) == 7
    assert lines[0].startswith("57 %")
    assert lines[-1] == "2 more pairs of reports share words."


def test_owners_of_several_outlets() -> None:
    ties = (
        Tie(A, B, TieKind.OWNER, "Lund Press"),
        Tie(A, C, TieKind.OWNER, "Lund Press"),
        Tie(A, B, TieKind.OWNER, "Eastern Post"),
    )
    assert owned(replace(DOSSIER, ties=ties), NAMES) == [
        "Eastern Post, Harbour Gazette and The Lantern have one owner by your table, Lund Press."
    ]


def test_the_terminal_says_both() -> None:
    ties = (COPIED, Tie(A, C, TieKind.OWNER, "Lund\x1b[2J Press"))
    text = render(replace(DOSSIER, ties=ties), width=80)
    assert "  83 % of Harbour Gazette stands in Eastern Post, which had it first.\n" in text
    assert "have one owner by your table, Lund" in text
    assert "\x1b" not in text
    assert max(map(len, render(replace(DOSSIER, ties=ties), width=40).splitlines())) <= 40

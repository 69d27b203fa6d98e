"""Links of evidence that is left out, put in order, or parted."""

from __future__ import annotations

import pytest

from twosource.claims.linking import links_between, pieces_left, weakest
from twosource.model import Claim, Evidence, Link, Span, Standing


def piece(report: str, start: int, value: str = "") -> Evidence:
    return Evidence(report, start, start + 5, Span(start, start + 5), value)


A, B, C = piece("Courier", 0), piece("Herald", 10), piece("Post", 20)


def test_the_pieces_that_are_left_know_where_they_were() -> None:
    assert pieces_left([C, A, B], [A, C]) == [1, 0]
    assert pieces_left([A, B], []) == []


def test_an_answer_that_is_given_later_changes_no_place() -> None:
    assert pieces_left([A, B], [piece("Herald", 10, "London")]) == [1]


def test_two_answers_in_the_same_words_are_two_pieces() -> None:
    two, five = piece("Courier", 0, "2 people"), piece("Courier", 0, "5 boats")
    assert pieces_left([two, B, five], [five, two]) == [2, 0]


def claim(*links: Link) -> Claim:
    return Claim("C1", Standing.ONE_ORIGIN, "event", "", (A, B, C), (), "", "", links=links)


def test_links_follow_their_pieces() -> None:
    same = ((Span(0, 1), Span(10, 11)),)
    found = links_between([claim(Link(0, 1, 0.9, same), Link(1, 2, 0.7))], [B, A])
    assert found == (Link(0, 1, 0.9, ((Span(10, 11), Span(0, 1)),)),)


@pytest.mark.parametrize(
    ("links", "pieces", "score"),
    [
        ((Link(0, 1, 0.9), Link(1, 2, 0.7)), 3, 0.7),
        ((Link(0, 1, 0.9), Link(1, 2, 0.7), Link(0, 2, 0.8)), 3, 0.8),
        ((Link(0, 1, 0.9),), 3, 0.0),
        ((), 1, 1.0),
    ],
)
def test_the_weakest_link_that_is_needed(
    links: tuple[Link, ...], pieces: int, score: float
) -> None:
    assert weakest(links, pieces) == score

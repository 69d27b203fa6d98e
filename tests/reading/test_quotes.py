# ruff: noqa: RUF001 - the marks that look alike are the subject
from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.model import Span
from twosource.reading.quotes import find


def _paragraphs(text: str) -> list[Span]:
    return [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]


def _found(text: str) -> list[str]:
    return [s.of(text) for s in find(text, _paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It is late,” said Ann. “Go.”", ["“It is late,”", "“Go.”"]),
        ('"It is late," said Ann. "Go."', ['"It is late,"', '"Go."']),
        ("'I don't know,' said Ann's son.", ["'I don't know,'"]),
        ("‘I don’t know,’ said Ann’s son.", ["‘I don’t know,’"]),
        ("''It is late,'' said Ann.", ["''It is late,''"]),
        ("``It is late,'' said Ann.", ["``It is late,''"]),
        ("„Es ist spät“, sagte er.", ["„Es ist spät“"]),
        ("« Il est tard », dit-il.", ["« Il est tard »"]),
        ("»Es ist spät«, sagte er.", ["»Es ist spät«"]),
        ("”Det är sent”, sade hon.", ["”Det är sent”"]),
        ("「遅い」と言った", ["「遅い」"]),
        ("Mayor: “We won”—sources", ["“We won”"]),
        ("‹ Il est tard ›, dit-il.", ["‹ Il est tard ›"]),
        ("›Es ist spät‹, sagte er.", ["›Es ist spät‹"]),
        ("‚Es ist spät‘, sagte er.", ["‚Es ist spät‘"]),
        ("『遅い』と言った", ["『遅い』"]),
        ("＂It is late,＂ said Ann.", ["＂It is late,＂"]),
        ('“It is late," said Ann.', ['“It is late,"']),
        ('He said ("it is late") and left.', ['"it is late"']),
    ],
)
def test_marks_of_many_kinds(text: str, expected: list[str]) -> None:
    assert _found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "the '90s and rock 'n' roll, 'em",
        "The officers' cars and Ann's hat.",
        "end”",
        "'",
        "It is 5' tall.",
        "'Tis late, 'cause the dogs' owners' cars broke down in '98.",
        "The 5' 10\" keeper of the Orlands' team",
        "Ann’s and the Bergs’ ’til Monday",
    ],
)
def test_what_is_no_quotation(text: str) -> None:
    assert _found(text) == []


def test_a_quotation_inside_another_belongs_to_the_outer_one() -> None:
    text = "She said “he told me ‘go away’ and left” today."
    assert _found(text) == ["“he told me ‘go away’ and left”"]
    text = '"He said "no" to me," she said.'
    assert _found(text) == ['"He said "no" to me,"']


def test_a_possessive_inside_single_marks_does_not_close_them() -> None:
    assert _found("'It was the worst day of the officers' lives,' she said.") == [
        "'It was the worst day of the officers' lives,'"
    ]


def test_an_unclosed_mark_ends_with_its_sentence() -> None:
    assert _found('He said "we will go. Then he left the town.\nMore text.') == ['"we will go.']


def test_an_unclosed_mark_does_not_eat_the_next_quotation() -> None:
    assert _found("He “spoke. She “never” came.") == ["“spoke.", "“never”"]


def test_a_reopened_quotation_runs_to_the_end_of_its_paragraph() -> None:
    text = "“We go. We stay.\n“And more,” he said."
    assert _found(text) == ["“We go. We stay.", "“And more,”"]


def test_a_quotation_that_closes_in_the_next_paragraph() -> None:
    text = "“We go. We stay.\nAnd more,” he said. “Yes.”"
    assert _found(text) == ["“We go. We stay.", "And more,”", "“Yes.”"]


@given(
    st.lists(
        st.sampled_from(
            ["don't", "Ann's", "dogs'", "it’s", "o'clock", "'em", "rock", "'98", "said", "James'"]
        ),
        max_size=12,
    )
)
def test_apostrophes_never_open_a_quotation(words: list[str]) -> None:
    assert _found(" ".join(words)) == []


@given(st.text(alphabet="ab .,!?\n'\"“”‘’„«»``s5", max_size=120))
def test_quotations_are_ordered_disjoint_and_inside_one_paragraph(text: str) -> None:
    paragraphs = _paragraphs(text)
    found = find(text, paragraphs)
    assert list(found) == sorted(found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(len(s) and any(p.contains(s) for p in paragraphs) for s in found)


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    assert all(s.end <= len(text) for s in find(text, [Span(0, len(text))]))

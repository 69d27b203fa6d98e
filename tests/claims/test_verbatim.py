"""Evidence in the same words, by words and by passages that the reports share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import twosource
from twosource.claims.verbatim import same_words
from twosource.claims.words import words
from twosource.model import Block, BlockKind, Evidence, Reading, Report, SharedPassage, Span
from twosource.origins.wording import is_function


def piece(report: str, text: str, origin: str = "") -> tuple[Reading, Evidence]:
    """A report of one sentence that is evidence as a whole."""
    made = Report(report, text, (Block(BlockKind.BODY, 0, len(text)),))
    span = Span(0, len(text))
    evidence = Evidence(report, 0, len(text), span, origin=origin or f"report:{report}")
    return Reading(made, (), (), (), (), (), ()), evidence


def alike(*pieces: tuple[Reading, Evidence], passages: tuple[SharedPassage, ...] = ()) -> bool:
    readings = {r.report.id: r for r, _ in pieces}
    found = same_words(readings, [e for _, e in pieces], passages)
    assert set(found) <= {("report:Courier", "report:Herald"), ("report:Herald", "report:Courier")}
    return bool(found)


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (  # six words in a row, two of which say something
            "A clerk saw that the tower was about to fall into the yard.",
            "It leant, so that the tower was about to fall, a neighbour saw.",
            True,
        ),
        (  # four that say something, one after the other but for small words
            "Masked robbers emptied silver vaults before dawn.",
            "By dawn the masked robbers had emptied the silver vaults.",
            True,
        ),
        (  # the same four in another order
            "Masked robbers emptied silver vaults before dawn.",
            "Vaults of silver were emptied by robbers who wore masks.",
            False,
        ),
        (  # six in a row of which one says something
            "It was to be one of the two bridges of the town.",
            "He said that it was to be one of the two schools.",
            False,
        ),
        (  # what everybody writes so: a place and its name
            "Oil covers the coast near Port Arlen.",
            "Boats stayed ashore along the coast near Port Arlen.",
            False,
        ),
        ("1,250.5 barrels burned brightly.", "Of 1,250.5 barrels burned brightly", True),
        ("Police closed the bridge.", "The bridge was shut by police.", False),
        ("Five died.", "Five died.", False),  # too short to tell
    ],
)
def test_telling_runs(one: str, two: str, *, same: bool) -> None:
    assert alike(piece("Courier", one), piece("Herald", two)) is same
    assert alike(piece("Herald", two), piece("Courier", one)) is same


SAID = "Masked robbers emptied silver vaults before dawn."


def test_capitals_and_marks_do_not_matter() -> None:
    loud = SAID.upper().replace(" ", " – ")
    assert alike(piece("Courier", SAID), piece("Herald", loud))


def test_one_origin_or_one_report_is_no_pair() -> None:
    one, other = piece("Courier", SAID, "agency:afp"), piece("Herald", SAID, "agency:afp")
    assert not alike(one, other)
    assert not alike(one, one)


@pytest.mark.parametrize("mirrored", [False, True])
def test_a_shared_passage_reaches_into_both_sentences(*, mirrored: bool) -> None:
    one, two = (
        piece("Courier", "The quay burned all night."),
        piece("Herald", "Fire took the quay."),
    )
    ends = ("Courier", Span(4, 20)), ("Herald", Span(0, 9))
    if mirrored:
        ends = ends[1], ends[0]
    passage = SharedPassage(*ends[0], *ends[1], words=5, reworded=True)
    assert not alike(one, two)
    assert alike(one, two, passages=(passage,))


def test_a_passage_beside_the_sentence_or_of_other_reports_says_nothing() -> None:
    one, two = (
        piece("Courier", "The quay burned all night."),
        piece("Herald", "Fire took the quay."),
    )
    beside = SharedPassage("Courier", Span(40, 60), "Herald", Span(0, 9), words=5)
    other = SharedPassage("Courier", Span(4, 20), "Echo", Span(0, 9), words=5)
    assert not alike(one, two, passages=(beside, other))


def test_only_the_words_of_the_evidence_count() -> None:
    text = f"He wept. {SAID}"
    reading, whole = piece("Courier", text)
    short = Evidence("Courier", 0, 8, Span(0, 8), origin=whole.origin)
    assert alike((reading, whole), piece("Herald", SAID))
    assert not alike((reading, short), piece("Herald", SAID))


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_words_can_be_compared_in_either_order(one: str, two: str) -> None:
    a, b = piece("Courier", one), piece("Herald", two)
    assert alike(a, b) == alike(b, a)


def test_connecting_words_are_beside_the_function_words() -> None:
    assert {"near", "along", "was"} <= words().connecting
    assert not is_function("near")


LONG = "Two schools on the shore sent their children home, and a baker gave them bread."


def test_the_standing_says_so() -> None:
    dossier = twosource.compare(
        [
            twosource.report(f"{SAID}\n\n{LONG}", id="Courier", published="2025-05-06"),
            twosource.report(
                "In Kelmar masked robbers emptied the silver vaults.\n\nNobody heard them leave.",
                id="Herald",
                published="2025-05-06",
            ),
        ]
    )
    (claim,) = (c for c in dossier.claims if len({e.report for e in c.evidence}) > 1)
    assert (claim.standing.value, claim.rule) == ("one-origin", "same-words")
    assert len(claim.origins) == 1

"""Claims made anew out of words that are known to be one, whatever the program would join."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from invented import report

from twosource.claims.linking import weakest
from twosource.claims.revise import Reviser
from twosource.model import Claim, Link, Span, Standing
from twosource.origins.tracing import trace
from twosource.pipeline import read_many
from twosource.stories.entities import link

if TYPE_CHECKING:
    from twosource.model import Evidence

NAMES = ("Courier", "Herald", "Post", "Tribune")


class Words:
    """One sentence of each of several reports, each as a claim by itself."""

    def __init__(self, *texts: str, days: tuple[str, ...] = ()) -> None:
        when = days or ("2025-05-06",) * len(texts)
        self.readings = tuple(
            read_many(report(n, t, d) for n, t, d in zip(NAMES, texts, when, strict=False))
        )
        entities = link(self.readings)
        self.make = Reviser.of(self.readings, entities, trace(self.readings, entities))

    def singles(self) -> list[Claim]:
        found = [self.make.single(r.report.id, Span(0, 10)) for r in self.readings]
        return [c for c in found if c is not None]

    def joined(self, *, said: bool = True) -> Claim:
        claims = self.singles()
        words = [e for c in claims for e in c.evidence] if said else []
        return self.make.joined(claims, said=words)

    def quoted(self, evidence: Evidence) -> str:
        text = next(r.report.text for r in self.readings if r.report.id == evidence.report)
        return text[evidence.start : evidence.end]


def test_values_that_exclude_each_other_conflict() -> None:
    words = Words(
        "Five people were killed when the mill burned down, Tomas Kerrigan said.",
        "The fire had left three dead, Ana Ruiz said on Monday.",
    )
    claim = words.joined()
    assert (claim.standing, claim.rule) == (Standing.CONFLICTING, "values-exclude-each-other")
    assert claim.kind == "quantity"
    assert claim.question == "How many people (killed)?"
    assert claim.values == ("5 people", "3")
    marks = [
        words.quoted(e)[m.start - e.start : m.end - e.start]
        for e in claim.evidence
        for m in e.marks
    ]
    assert marks == ["Five", "three"]


def test_a_later_report_with_more_updates() -> None:
    claim = Words(
        "Two people were killed in the fire, Tomas Kerrigan said.",
        "Four people died in the fire, Ana Ruiz said.",
        days=("2025-05-06", "2025-05-07"),
    ).joined()
    assert (claim.standing, claim.rule) == (Standing.UPDATED, "later-report-higher-count")


def test_values_that_meet_agree() -> None:
    claim = Words(
        "About 1,200 people left their homes, Ana Ruiz said.",
        "Some 1,210 residents were moved out, Tomas Kerrigan said.",
    ).joined()
    assert (claim.standing, claim.rule) == (Standing.CORROBORATED, "independent-origins")


def test_who_speaks_for_both_is_one_origin() -> None:
    claim = Words(
        "The doors had been locked, Ilse Brandt said.", "Ilse Brandt said nobody could get out."
    ).joined()
    assert (claim.standing, claim.rule) == (Standing.ONE_ORIGIN, "shared-origin")


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Five people were killed, Ana Ruiz said.", "Rescuers counted three bodies in the mill."),
        (
            "The mill made 40 tonnes on Monday.",
            "On Monday 55 tonnes left the works, Ana Ruiz said.",
        ),
    ],
)
def test_numbers_that_may_not_answer_one_question_corroborate_nothing(one: str, two: str) -> None:
    claim = Words(one, two).joined()
    assert claim.standing is not Standing.CORROBORATED


def test_words_that_the_user_did_not_name_must_be_sure_by_themselves() -> None:
    texts = "The bridge was shut on Monday.", "The crossing stayed closed, Ana Ruiz said."
    assert Words(*texts).joined().standing is Standing.CORROBORATED
    # As one claim that the program made, too weakly to corroborate anything, and a third.
    words = Words(*texts, "No lorry could pass the river.")
    one, two, three = words.singles()
    weak = words.make.joined([one, two], said=[*one.evidence, *two.evidence])
    weak = weak.__class__(**{**_fields(weak), "score": 0.1})
    claim = words.make.joined([weak, three], said=list(three.evidence))
    assert (claim.standing, claim.rule) == (Standing.ONE_ORIGIN, "match-uncertain")
    said = [*weak.evidence, *three.evidence]
    assert words.make.joined([weak, three], said=said).standing is Standing.CORROBORATED


def _fields(claim: Claim) -> dict[str, object]:
    return {name: getattr(claim, name) for name in Claim.__dataclass_fields__}


def test_yes_and_no_conflict() -> None:
    claim = Words("The bridge was open on Monday.", "The bridge was not open on Monday.").joined()
    assert (claim.standing, claim.rule) == (Standing.CONFLICTING, "opposite-polarity")


def test_an_assertion_and_its_denial_are_denied() -> None:
    claim = Words(
        "The owner had locked the doors, Ilse Brandt said.",
        "Norrane Paper denied that anybody had been shut in.",
    ).joined()
    assert claim.standing is Standing.DENIED
    assert "Norrane Paper" in claim.why


def test_what_is_left_of_rivals_stands_anew() -> None:
    words = Words(
        "In all 2,000 people were evacuated, Ana Ruiz said.",
        "In all 1,200 people were evacuated, Tomas Kerrigan said.",
        "About 1,200 people had been evacuated.",
    )
    claim = words.joined()
    assert claim.standing is Standing.CONFLICTING
    rest = words.make.kept(claim, claim.evidence[1:])
    assert rest.standing is Standing.CORROBORATED
    assert rest.values == ("1,200 people", "about 1,200 people")
    alone = words.make.kept(claim, claim.evidence[:1])
    assert (alone.standing, alone.values) == (Standing.SINGLE_SOURCE, ("2,000 people",))
    assert (alone.score, alone.links) == (0.0, ())


def test_what_is_left_of_a_denial_is_not_denied() -> None:
    words = Words(
        "The owner had locked the doors, Ilse Brandt said.",
        "All the doors had been shut, Tomas Kerrigan said.",
        "Norrane Paper denied that the doors had been locked.",
    )
    claim = words.joined()
    assert claim.standing is Standing.DENIED
    rest = words.make.kept(claim, claim.evidence[:2], said=claim.evidence)
    assert rest.standing is Standing.CORROBORATED
    # Without her word they are too unlike.
    unsaid = words.make.kept(claim, claim.evidence[:2])
    assert (unsaid.standing, unsaid.rule) == (Standing.ONE_ORIGIN, "match-uncertain")
    assert {e.stance for e in rest.evidence} == {"asserts"}


def test_links_go_with_their_evidence() -> None:
    words = Words("The bridge was shut.", "The crossing was closed.", "Nobody could cross.")
    one, two, three = words.singles()
    pair = words.make.joined([two, three], said=[*two.evidence, *three.evidence])
    tie = Link(1, 0, 0.7, same=((Span(0, 6), Span(4, 12)),), apart=("one is hedged",))
    pair = Claim(**{**_fields(pair), "links": (tie,)})  # type: ignore[arg-type]
    claim = words.make.joined([one, pair], said=list(one.evidence))
    assert claim.links == (
        Link(1, 2, 0.7, same=((Span(4, 12), Span(0, 6)),), apart=("one is hedged",)),
    )
    assert words.make.kept(claim, claim.evidence[:2]).links == ()
    assert [(k.a, k.b) for k in words.make.kept(claim, claim.evidence[1:]).links] == [(0, 1)]


def test_the_weakest_link_is_of_those_that_are_needed() -> None:
    links = [Link(0, 1, 0.9), Link(1, 2, 0.6), Link(0, 2, 0.3)]
    assert weakest(links, 3) == 0.6
    assert weakest(links[:1], 3) == 0.0
    assert weakest([], 1) == 1.0


def test_words_outside_of_any_sentence_make_nothing() -> None:
    words = Words("The bridge was shut on Monday.")
    assert words.make.single("courier", Span(500, 510)) is None
    assert words.make.words("elsewhere", Span(0, 5)) is None

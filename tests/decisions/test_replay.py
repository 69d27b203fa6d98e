"""Decisions followed: claims joined, parted, rejected, reports made one origin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twosource import decisions
from twosource.errors import DecisionsError
from twosource.model import DecisionKind, Standing, TieKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from conftest import Story

    from twosource.model import Claim, Decision, Dossier


def made(*new: Decision) -> tuple[Decision, ...]:
    out: tuple[Decision, ...] = ()
    for one in new:
        out = decisions.added(out, one)
    return out


def reports_of(claim: Claim) -> list[str]:
    return list(dict.fromkeys(e.report for e in claim.evidence))


def merge(story: Story, dossier: Dossier, *pieces: tuple[str, str]) -> Decision:
    return decisions.merge(story.reports, [story.claim(dossier, r, w) for r, w in pieces])


def test_without_decisions_nothing_changes(story: Story) -> None:
    assert story.compare(()) == story.compare()
    assert story.compare().decisions == ()


# ---------------------------------------------------------------- merge


def test_joined_claims_that_agree_count_their_origins(story: Story) -> None:
    before = story.compare()
    bridge = story.claim(before, "courier", "harbour bridge")
    assert reports_of(bridge) == ["courier", "herald"]
    after = story.compare(
        made(merge(story, before, ("courier", "harbour bridge"), ("post", "barrier")))
    )
    claim = story.claim(after, "post", "barrier")
    assert reports_of(claim) == ["courier", "herald", "post"]
    assert claim.standing is Standing.CORROBORATED
    assert len(claim.origins) == 3
    assert claim.decided == ("D1",)
    assert after.decisions[0].applied
    assert "one claim of 3 reports, which stands as corroborated" in after.decisions[0].outcome
    # Nothing is there twice.
    assert sum("barrier" in c.question for c in after.claims) <= 1


def test_numbers_that_may_answer_different_questions_corroborate_nothing(story: Story) -> None:
    before = story.compare()
    after = story.compare(made(merge(story, before, ("courier", "Five"), ("herald", "victims"))))
    claim = story.claim(after, "herald", "victims")
    assert reports_of(claim) == ["courier", "herald", "post"]
    assert claim.standing is not Standing.CORROBORATED


def test_an_assertion_joined_with_its_denial_is_denied(story: Story) -> None:
    before = story.compare()
    after = story.compare(made(merge(story, before, ("courier", "locked"), ("herald", "shut in"))))
    claim = story.claim(after, "courier", "locked")
    assert claim.standing is Standing.DENIED
    assert [e.stance for e in claim.evidence] == ["asserts", "denies"]
    assert "Norrane Paper" in claim.why


def test_a_merge_of_words_that_are_one_claim_by_now_stays(story: Story) -> None:
    before = story.compare()
    claim = story.claim(before, "courier", "harbour bridge")
    apart = [
        decisions.split(story.reports, claim, claim.evidence[:1]),
        merge(story, before, ("courier", "locked"), ("herald", "shut in")),
    ]
    parted = story.compare(made(*apart))
    again = merge(story, parted, ("courier", "harbour bridge"), ("herald", "at the harbour"))
    after = story.compare(made(again))
    claim = story.claim(after, "courier", "harbour bridge")
    assert reports_of(claim) == ["courier", "herald"]
    assert after.decisions[0].applied
    assert "as the program has it" in after.decisions[0].outcome


def test_a_claim_that_is_not_sure_can_be_confirmed(story: Story) -> None:
    before = story.compare()
    joined = merge(story, before, ("courier", "harbour bridge"), ("post", "barrier"))
    sure = story.claim(story.compare(made(joined)), "post", "barrier")
    confirmed = decisions.merge(story.reports, [sure])
    assert [a.part for a in confirmed.anchors] == [0, 1, 2]
    with pytest.raises(DecisionsError, match="only one piece"):
        decisions.merge(story.reports, [story.claim(before, "post", "barrier")])
    after = story.compare(made(joined, confirmed))
    assert story.claim(after, "post", "barrier").standing is Standing.CORROBORATED
    assert "as the program has it; it stands as corroborated" in after.decisions[1].outcome


# ---------------------------------------------------------------- split


def test_words_taken_off_stand_by_themselves(story: Story) -> None:
    before = story.compare()
    killed = story.claim(before, "post", "killed five")
    off = [e for e in killed.evidence if e.report == "post"]
    after = story.compare(made(decisions.split(story.reports, killed, off)))
    own, rest = story.claim(after, "post", "killed"), story.claim(after, "courier", "Five")
    assert (reports_of(own), own.standing) == (["post"], Standing.SINGLE_SOURCE)
    assert (reports_of(rest), rest.standing) == (["courier"], Standing.SINGLE_SOURCE)
    assert own.decided == rest.decided == ("D1",)
    assert own.values == ("5 people",)
    assert "words of Post are taken off" in after.decisions[0].outcome


def test_words_that_stand_apart_already_need_no_split(story: Story) -> None:
    before = story.compare()
    claim = story.claim(before, "courier", "harbour bridge")
    one = decisions.split(story.reports, claim, claim.evidence[:1])
    after = story.compare(made(one, one))
    assert [d.applied for d in after.decisions] == [True, True]
    assert "nothing had to be done" in after.decisions[1].outcome


# ---------------------------------------------------------------- reject


def test_a_rejected_claim_gives_its_sentences_back(story: Story) -> None:
    before = story.compare()
    bridge = story.claim(before, "courier", "harbour bridge")
    after = story.compare(made(decisions.reject(story.reports, bridge)))
    for report, words in (("courier", "harbour bridge"), ("herald", "at the harbour")):
        claim = story.claim(after, report, words)
        assert claim.standing is Standing.SINGLE_SOURCE
    outcome = after.decisions[0].outcome
    assert outcome.startswith("rejected: “The harbour bridge was closed")
    assert "(corroborated)" in outcome


def test_a_rejected_statement_of_one_report_is_gone(story: Story) -> None:
    before = story.compare()
    after = story.compare(
        made(decisions.reject(story.reports, story.claim(before, "post", "barrier")))
    )
    assert not any("barrier" in c.question for c in after.claims)
    assert len(after.claims) == len(before.claims) - 1


# ---------------------------------------------------------------- one origin


def test_reports_of_one_origin_corroborate_nothing(story: Story) -> None:
    two = [story.report("courier"), story.report("herald")]
    after = story.compare(made(decisions.one_origin(two)))
    bridge = story.claim(after, "courier", "harbour bridge")
    assert bridge.standing is Standing.ONE_ORIGIN
    assert len(bridge.origins) == 1
    assert bridge.decided == ("D1",)
    assert "you said that Courier and Herald are one origin" in bridge.why
    # Another pair is not touched.
    assert story.claim(after, "post", "killed").standing is Standing.CORROBORATED
    assert [(t.report_a, t.report_b, t.kind) for t in after.ties] == [
        ("courier", "herald", TieKind.DECISION)
    ]
    assert after.decisions[0].outcome == (
        "Courier and Herald count as one origin; 1 claim rests on fewer origins by that"
    )


def test_a_third_origin_still_counts(story: Story) -> None:
    before = story.compare()
    joined = merge(story, before, ("courier", "harbour bridge"), ("post", "barrier"))
    one = decisions.one_origin([story.report("courier"), story.report("herald")])
    claim = story.claim(story.compare(made(joined, one)), "post", "barrier")
    assert claim.standing is Standing.CORROBORATED
    assert len(claim.origins) == 2
    assert claim.decided == ("D1", "D2")


def test_an_unnamed_source_does_not_make_its_partner_unknown(read: Callable[..., Story]) -> None:
    story = read(
        courier="Officials said that the ferry was full.",
        herald="On Monday nobody could get a seat on the boat to Sorby.",
        post="Each place aboard the vessel had been sold.",
    )
    joined = decisions.merge(story.reports, story.compare().claims)
    one = decisions.one_origin([story.report("courier"), story.report("herald")])
    after = story.compare(made(joined, one))
    (claim,) = after.claims
    # The officials never counted; the Herald and the Post are still two.
    assert claim.standing is Standing.CORROBORATED
    assert [o.removeprefix("report:") for o in claim.origins] == ["herald", "post"]


# ---------------------------------------------------------------- later wins


def test_a_split_after_a_merge_wins_and_says_so(story: Story) -> None:
    before = story.compare()
    joined = merge(story, before, ("courier", "harbour bridge"), ("post", "barrier"))
    claim = story.claim(story.compare(made(joined)), "post", "barrier")
    off = [e for e in claim.evidence if e.report == "post"]
    after = story.compare(made(joined, decisions.split(story.reports, claim, off)))
    assert reports_of(story.claim(after, "post", "barrier")) == ["post"]
    first, second = after.decisions
    assert (first.applied, first.outcome) == (False, "overruled by D2, which came later")
    assert second.applied


def test_a_merge_after_a_rejection_wins(story: Story) -> None:
    before = story.compare()
    bridge = story.claim(before, "courier", "harbour bridge")
    gone = decisions.reject(story.reports, bridge)
    joined = merge(story, before, ("courier", "harbour bridge"), ("post", "barrier"))
    after = story.compare(made(gone, joined))
    assert reports_of(story.claim(after, "post", "barrier")) == ["courier", "herald", "post"]
    assert [d.applied for d in after.decisions] == [False, True]
    assert "overruled by D2" in after.decisions[0].outcome


def test_a_split_of_a_part_of_a_merge_overrules_that_part(story: Story) -> None:
    before = story.compare()
    joined = merge(story, before, ("courier", "harbour bridge"), ("post", "barrier"))
    claim = story.claim(story.compare(made(joined)), "post", "barrier")
    off = [e for e in claim.evidence if e.report == "courier"]
    after = story.compare(made(joined, decisions.split(story.reports, claim, off)))
    assert reports_of(story.claim(after, "post", "barrier")) == ["herald", "post"]
    assert after.decisions[0].applied
    assert after.decisions[0].outcome.endswith("D2, which came later, overrules part")


# ---------------------------------------------------------------- other reports, later


def test_decisions_hold_on_when_the_text_has_grown(
    story: Story, read: Callable[..., Story]
) -> None:
    before = story.compare()
    joined = merge(story, before, ("courier", "harbour bridge"), ("post", "barrier"))
    texts = {r.id: r.text for r in story.reports}
    texts["post"] = "Mill fire: what is known\n\n" + texts["post"]
    later = read(**texts)
    after = later.compare(made(joined))
    assert reports_of(later.claim(after, "post", "barrier")) == ["courier", "herald", "post"]
    assert "Post: the words stand in another place of the report" in after.decisions[0].outcome


def test_what_cannot_be_applied_is_said_and_kept(story: Story, read: Callable[..., Story]) -> None:
    before = story.compare()
    all_of_it = made(
        merge(story, before, ("courier", "harbour bridge"), ("post", "barrier")),
        decisions.reject(story.reports, story.claim(before, "post", "barrier")),
        decisions.one_origin([story.report("courier"), story.report("post")]),
    )
    texts = {r.id: r.text for r in story.reports if r.id != "post"}
    after = read(**texts).compare(all_of_it)
    assert [d.id for d in after.decisions] == ["D1", "D2", "D3"]
    assert not any(d.applied for d in after.decisions)
    assert all("could not be applied" in d.outcome for d in after.decisions)
    assert "“Crossing the river was impossible" in after.decisions[1].outcome
    assert after.claims == read(**texts).compare().claims


# ---------------------------------------------------------------- always


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_whatever_is_decided_spans_hold_and_no_words_are_lost(
    story: Story, data: st.DataObject
) -> None:
    file: tuple[Decision, ...] = ()
    dossier = story.compare()
    for _ in range(data.draw(st.integers(1, 3))):
        file = decisions.added(file, data.draw(st.sampled_from(list(_possible(story, dossier)))))
        dossier = story.compare(file)
    texts = {r.id: r.text for r in story.reports}
    assert [c.id for c in dossier.claims] == [f"C{k}" for k in range(1, len(dossier.claims) + 1)]
    assert [d.id for d in dossier.decisions] == [d.id for d in file]
    assert all(d.outcome for d in dossier.decisions)
    covered = {r: set[int]() for r in texts}
    for claim in dossier.claims:
        assert claim.evidence
        assert set(claim.decided) <= {d.id for d in file}
        for e in claim.evidence:
            covered[e.report] |= set(range(e.start, e.end))
            assert 0 <= e.start < e.end <= len(texts[e.report])
            assert all(e.span.contains(m) for m in e.marks)
        assert (len(set(reports_of(claim))) > 1) or claim.standing not in {
            Standing.CORROBORATED,
            Standing.ONE_ORIGIN,
        }
    if not any(d.kind is DecisionKind.REJECT for d in file):
        for reading in story.readings:
            for sentence in reading.sentences:
                inside = set(range(sentence.start, sentence.end))
                assert inside & covered[reading.report.id], sentence
    assert story.compare(file) == dossier


def _possible(story: Story, dossier: Dossier) -> list[Decision]:
    claims = dossier.claims
    out = [decisions.one_origin(story.reports[:2]), decisions.one_origin(story.reports[1:])]
    out += [decisions.reject(story.reports, c) for c in claims]
    out += [decisions.merge(story.reports, [a, b]) for a in claims for b in claims if a is not b]
    out += [
        decisions.split(story.reports, c, [e])
        for c in claims
        for e in c.evidence
        if len(c.evidence) > 1
    ]
    return out

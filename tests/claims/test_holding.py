from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from twosource.claims.holding import UNCERTAIN, Held, not_held
from twosource.model import Claim, Evidence, Span, Standing

places = st.tuples(st.sampled_from("ABC"), st.integers(0, 8), st.integers(1, 4))
evidence_of = st.lists(places, min_size=1, max_size=4)


def claim(
    where: list[tuple[str, int, int]],
    rule: str = UNCERTAIN,
    standing: Standing = Standing.ONE_ORIGIN,
) -> Claim:
    evidence = tuple(Evidence(r, s, s + n, Span(0, 20)) for r, s, n in where)
    return Claim("", standing, "event", "", evidence, (), rule, "")


def held_by(one: Claim, other: Claim) -> bool:
    return all(
        any(e.report == o.report and e.span.overlaps(o.span) for o in other.evidence)
        for e in one.evidence
    )


@given(evidence_of, st.lists(evidence_of, max_size=5))
def test_what_one_claim_holds_whole_is_said(
    asked: list[tuple[str, int, int]], others: list[list[tuple[str, int, int]]]
) -> None:
    claims = [claim(where) for where in others]
    assert Held(claims).say(claim(asked)) == any(held_by(claim(asked), c) for c in claims)


def test_two_claims_that_hold_half_each_say_nothing() -> None:
    halves = Held([claim([("A", 0, 4)]), claim([("B", 0, 4)])])
    assert not halves.say(claim([("A", 0, 4), ("B", 0, 4)]))


def test_a_difference_is_never_said_already() -> None:
    where = [("A", 0, 4), ("B", 0, 4)]
    for standing in (Standing.DENIED, Standing.UPDATED, Standing.CONFLICTING):
        assert not Held([claim(where)]).say(claim(where, standing=standing))


@given(st.lists(evidence_of, max_size=6))
def test_of_uncertain_claims_none_lies_in_another(
    given_: list[list[tuple[str, int, int]]],
) -> None:
    claims = [claim(where) for where in given_]
    kept = not_held(claims)
    assert all(any(held_by(c, k) for k in kept) for c in claims)
    for one, two in product(kept, kept):
        if one is not two and len(two.evidence) > len(one.evidence):
            assert not held_by(one, two)


def test_certain_claims_stay() -> None:
    where = [("A", 0, 4), ("B", 0, 4)]
    sure = claim(where, rule="independent-origins")
    assert not_held([sure, claim([*where, ("C", 0, 4)])])[0] is sure

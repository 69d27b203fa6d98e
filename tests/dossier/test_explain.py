"""One claim explained: in a terminal, as JSON, and what would change it for every standing."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import jsonschema
import pytest
from rich.cells import cell_len
from sample import CLAIMS, DOSSIER
from sample_explained import CLAIM, EXPLAINED

import twosource
from twosource.claims import neighbours, questions, similarity
from twosource.dossier.as_json import dumps, schema
from twosource.dossier.decisions_terminal import render_decisions
from twosource.dossier.explain_json import explanation_to_dict
from twosource.dossier.explain_terminal import render_explanation
from twosource.dossier.explanation import explain, in_words
from twosource.dossier.terminal import render
from twosource.model import Dossier, Reason, Standing, TieKind

if TYPE_CHECKING:
    from twosource.model import Claim

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("width", [40, 80, 110])
def test_it_looks_as_it_did(width: int) -> None:
    shown = render_explanation(EXPLAINED, explain(EXPLAINED, CLAIM), width=width)
    assert shown == (GOLDEN / f"explain-{width}.txt").read_text("utf-8")


@pytest.mark.parametrize("width", [24, 40, 80, 110])
@pytest.mark.parametrize("claim", [CLAIM, *CLAIMS], ids=lambda c: f"{c.id}-{c.standing}")
def test_no_line_is_too_wide_and_all_evidence_is_there(claim: Claim, width: int) -> None:
    shown = render_explanation(EXPLAINED, explain(EXPLAINED, claim), width=width)
    assert all(cell_len(line) <= width for line in shown.splitlines())
    assert "\x1b" not in shown
    for number in range(1, len(claim.evidence) + 1):
        assert f"\n  {number}  " in shown


def test_colour_only_where_it_is_asked_for() -> None:
    assert "\x1b[" in render_explanation(EXPLAINED, explain(EXPLAINED, CLAIM), color=True)


def test_a_report_cannot_move_the_cursor() -> None:
    evil = replace(CLAIM, question="who\x1b[2J fell", why="because\x07", decided=("D\x1b[1m",))
    shown = render_explanation(EXPLAINED, explain(EXPLAINED, evil))
    assert "\x1b" not in shown
    assert "\x07" not in shown


def test_the_numbers_behind_a_link_have_words() -> None:
    for names in (similarity.NAMES, neighbours.NAMES, questions.NAMES):
        for name in names:
            assert in_words(Reason(name, 1.0, 1.0)) not in {name, name.replace("_", " ")}
    assert in_words(Reason("a_new_number", 1.0, 1.0)) == "a new number"


def test_json_says_the_same() -> None:
    data = explanation_to_dict(explain(EXPLAINED, CLAIM))
    json.loads(dumps(data))
    jsonschema.Draft202012Validator.check_schema(schema("explanation-1"))
    jsonschema.validate(data, schema("explanation-1"))
    texts = {r.id: r.text for r in EXPLAINED.reports}
    for row, one in zip(data["evidence"], CLAIM.evidence, strict=True):
        assert row["text"] == " ".join(texts[one.report][row["start"] : row["end"]].split())
    link = data["links"][0]
    assert [(r["name"], r["adds"]) for r in link["reasons"]][:2] == [
        ("around_verb", 0.66),
        ("aligned", 2.15),
    ]
    one, two = (CLAIM.evidence[link[k]].report for k in "ab")
    for same in link["same"]:
        assert texts[one][slice(*same["a"])] == same["words_a"]
        assert texts[two][slice(*same["b"])] == same["words_b"]
    assert [s["standing"] for s in data["steps"]] == ["denied", "updated", "conflicting"]
    assert [s["holds"] for s in data["steps"]] == [False, False, True]


@pytest.mark.parametrize("claim", CLAIMS[:9], ids=lambda c: f"{c.id}-{c.standing}")
def test_every_claim_says_what_would_change_it(claim: Claim) -> None:
    found = explain(DOSSIER, claim)
    jsonschema.validate(explanation_to_dict(found), schema("explanation-1"))
    assert found.change
    assert all(words.endswith(".") for words in found.change)
    assert found.steps[-1].standing is claim.standing
    assert found.steps[-1].holds
    assert not any(s.holds for s in found.steps[:-1])


def test_an_unsure_claim_says_how_sure_it_must_be() -> None:
    unsure = replace(
        CLAIMS[6], rule="match-uncertain", score=0.3, links=(replace(CLAIM.links[1], a=0, b=1),)
    )
    change = " ".join(explain(DOSSIER, unsure).change)
    assert "0.30" in change
    assert "one is of residents, the other of people" in change
    assert "not sure" in explain(DOSSIER, unsure).steps[-2].found


# ---------------------------------------------------------------- of real comparisons


@lru_cache(maxsize=1)
def compared() -> Dossier:
    return twosource.compare(
        [
            twosource.report(
                "At least five people were killed in the mill fire in Port Arlen on Monday.",
                id="Courier",
                published="2025-05-06",
            ),
            twosource.report(
                "A fire at a paper mill in Port Arlen killed three people on Monday.",
                id="Herald",
                published="2025-05-06",
            ),
        ]
    )


def test_intervals_and_days_of_the_answers() -> None:
    claim = next(c for c in compared().claims if c.kind == "quantity")
    assert claim.standing is Standing.CONFLICTING
    found = explain(compared(), claim)
    assert [p.evidence.value for p in found.pieces] == ["at least 5 people", "3 people"]
    assert found.pieces[0].interval.startswith("[5, ")
    assert found.rivals == ((0, 1),)
    shown = render_explanation(compared(), found)
    assert "no value is in both intervals of 1 and 2" in shown
    assert "3 people           exactly  2 Herald" in shown
    assert found.pieces[0].days == ("Monday: 2025-05-05",)


def test_a_speaker_in_common_is_told_where_the_claim_rests_on_it() -> None:
    said = "people on Monday, Mayor Ana Ruiz said. The foreman, Tomas Orlen, said that"
    texts = (
        f"The mill fire in Port Arlen killed five {said} the doors had been locked.",
        f"A fire at a paper mill in Port Arlen killed three {said} the alarm had been late.",
    )
    dossier = twosource.compare(
        [twosource.report(t, id=i) for t, i in zip(texts, ("Courier", "Herald"), strict=True)]
    )
    (tie,) = (t for t in dossier.ties if t.kind is TieKind.SPEAKER)
    assert tie.label == "Ana Ruiz; Tomas Orlen"
    claim = next(c for c in dossier.claims if c.kind == "quantity")
    assert tie in explain(dossier, claim).ties
    other = replace(tie, label="Tomas Orlen")
    assert explain(replace(dossier, ties=(other,)), claim).ties == ()


# ---------------------------------------------------------------- decisions


def test_decisions_look_as_they_did() -> None:
    shown = render_decisions(EXPLAINED.decisions)
    assert shown == (GOLDEN / "decisions-80.txt").read_text("utf-8")


def test_the_summary_shows_what_you_decided() -> None:
    shown = render(EXPLAINED)
    assert "The Lantern and National Standard count as one origin, decided by you." in shown
    assert "Decided by you: reports made one origin (D1)." in shown
    assert "2 decisions of yours" in shown
    assert "D2  reject  not applied" in shown
    assert "Could not be applied: “it sank” of gone is not in these reports." in shown


def test_a_summary_without_decisions_does_not_speak_of_them() -> None:
    assert "decided by you" not in render(DOSSIER).lower()
    assert "of yours" not in render(DOSSIER)

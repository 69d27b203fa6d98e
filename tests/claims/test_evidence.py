"""What a piece of evidence says about itself: who says it, how surely, and why its origin is it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import twosource

if TYPE_CHECKING:
    from twosource.model import Evidence

TEXT = """Fire Chief Mara Lind said on Monday that a fire at the mill had killed five people.

The quay may stay closed until Friday.

Mayor Odran Pell said that Lind had told him that nine barges burned.

Officials said that the watchman reportedly fled."""


@pytest.fixture(scope="module")
def evidence() -> list[tuple[str, Evidence]]:
    dossier = twosource.compare([twosource.report(TEXT, id="Star", published="2025-03-04")])
    (report,) = dossier.reports
    return [(e.span.of(report.text), e) for c in dossier.claims for e in c.evidence]


def about(evidence: list[tuple[str, Evidence]], word: str) -> Evidence:
    return next(e for text, e in evidence if word in text)


def test_the_reason_of_the_origin(evidence: list[tuple[str, Evidence]]) -> None:
    assert about(evidence, "killed").origin_why == "Fire Chief Mara Lind says so"
    assert about(evidence, "quay").origin_why == "nothing shows that it comes from elsewhere"
    assert about(evidence, "fled").origin_why == "its source is not named: Officials"
    assert all(e.origin_why for _, e in evidence)


def test_the_chain_of_speakers(evidence: list[tuple[str, Evidence]]) -> None:
    assert about(evidence, "killed").chain == ("Mara Lind",)
    assert about(evidence, "quay").chain == ()
    assert about(evidence, "barges").chain[0] == "Odran Pell"
    assert all((e.chain[-1] if e.chain else "") == e.speaker for _, e in evidence)


def test_reservations(evidence: list[tuple[str, Evidence]]) -> None:
    assert about(evidence, "quay").hedged
    assert about(evidence, "fled").hedged
    assert not about(evidence, "killed").hedged

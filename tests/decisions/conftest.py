from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest

import twosource
from twosource.pipeline import dossier_of, read_many

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twosource.model import Claim, Decision, Dossier, Reading, Report

TEXTS = {
    "Courier": (
        "Five people were killed when the paper mill in Port Arlen burned down, fire chief Tomas"
        " Kerrigan said.\n\nThe harbour bridge was closed until noon on Monday.\n\n"
        "The owner had locked the doors, Ilse Brandt said."
    ),
    "Herald": (
        "Norrane Paper denied that anybody had been shut in.\n\n"
        "Rescuers counted three victims in the ashes of the mill.\n\n"
        "On Monday the bridge at the harbour stayed closed until noon."
    ),
    "Post": (
        "A fire at the paper mill in Port Arlen killed five people on Monday, Mayor Ana Ruiz said."
        "\n\nCrossing the river was impossible before midday, when the barrier went up."
    ),
}


@lru_cache(maxsize=8)
def _read(texts: tuple[tuple[str, str], ...]) -> tuple[Reading, ...]:
    reports = [
        twosource.report(text, id=name.lower(), outlet=name, published="2025-05-06")
        for name, text in texts
    ]
    return tuple(read_many(reports))


@dataclass(frozen=True)
class Story:
    """Three invented reports, read once."""

    readings: tuple[Reading, ...]

    @property
    def reports(self) -> tuple[Report, ...]:
        return tuple(r.report for r in self.readings)

    def report(self, name: str) -> Report:
        return next(r for r in self.reports if r.id == name)

    def compare(self, decisions: Iterable[Decision] = ()) -> Dossier:
        return dossier_of(self.readings, decisions=decisions)

    def claim(self, dossier: Dossier, report: str, words: str) -> Claim:
        """The claim of most reports that has these words of a report in its evidence."""
        text = self.report(report).text
        holding = [
            c
            for c in dossier.claims
            if any(e.report == report and words in text[e.start : e.end] for e in c.evidence)
        ]
        return max(holding, key=lambda c: len({e.report for e in c.evidence}))


@pytest.fixture
def read() -> object:
    """Gives a story of other texts by the names of their outlets."""
    return lambda **texts: Story(_read(tuple((n.capitalize(), t) for n, t in texts.items())))


@pytest.fixture
def story() -> Story:
    return Story(_read(tuple(TEXTS.items())))

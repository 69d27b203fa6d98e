"""What holds of every form: same bytes, same from a dossier that was read back, nothing acts."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from whole import HOSTILE_WORDS, WHOLE, dossiers, with_words

from twosource.app.cli import export as command
from twosource.dossier.as_json import dumps, to_dict
from twosource.dossier.exports import FORMATS
from twosource.dossier.from_json import loads
from twosource.model import Dossier

DOCS = Path(__file__).parents[3] / "docs" / "cli.md"
# Controls but line breaks, and marks that turn the direction of writing.
ACTING = re.compile(
    r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


@pytest.mark.parametrize("name", FORMATS)
def test_a_dossier_read_back_gives_the_same_bytes(name: str) -> None:
    made = FORMATS[name].made
    assert made(WHOLE)
    assert made(loads(dumps(to_dict(WHOLE)))) == made(WHOLE)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("words", HOSTILE_WORDS)
def test_nothing_acts(name: str, words: str) -> None:
    text = FORMATS[name].made(with_words(words))
    assert not ACTING.search(text)
    assert text.encode("utf-8")


@pytest.mark.parametrize("name", FORMATS)
def test_any_dossier_can_be_written(name: str) -> None:
    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(dossiers())
    def check(dossier: Dossier) -> None:
        text = FORMATS[name].made(dossier)
        assert not ACTING.search(text)
        assert FORMATS[name].made(loads(dumps(to_dict(dossier)))) == text

    check()


@pytest.mark.parametrize("name", FORMATS)
def test_a_dossier_without_claims_can_be_written(name: str) -> None:
    assert FORMATS[name].made(Dossier(WHOLE.readings, (), ()))


@pytest.mark.parametrize("name", sorted(set(FORMATS) - {"json", "bibtex", "ris"}))
def test_every_form_of_claims_says_where_a_person_decided(name: str) -> None:
    assert "Decided by hand: claims joined (d1)." in FORMATS[name].made(WHOLE)
    untouched = replace(WHOLE, claims=tuple(replace(c, decided=()) for c in WHOLE.claims))
    assert "Decided by hand" not in FORMATS[name].made(untouched)


def test_forms_stand_in_the_help_and_in_the_docs() -> None:
    option = next(p for p in command.params if p.name == "to")
    told = getattr(option, "help", "")
    assert re.split(r", | or ", told.rstrip(".")) == list(FORMATS)
    docs = DOCS.read_text("utf-8")
    for name in FORMATS:
        assert f"| `{name}` |" in docs

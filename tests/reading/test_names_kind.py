"""Kinds that words beside a name tell, whatever the recogniser takes it for."""

from __future__ import annotations

import pytest

import twosource
from twosource.model import NameKind


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The bridge is closed, the Corvane water board said.", "Corvane"),
        ("The Corvane fire service said two people died.", "Corvane"),
        ("They met the Dorne city council on Monday.", "Dorne"),
    ],
)
def test_a_public_body_behind_a_name_makes_it_a_place(text: str, name: str) -> None:
    (found,) = [n for n in twosource.read(text).names if n.text == name]
    assert found.kind is NameKind.PLACE


@pytest.mark.parametrize(
    "text", ["The Halvorsen campaign said it would appeal.", "The Halvorsen government fell."]
)
def test_other_nouns_do_not(text: str) -> None:
    (found,) = [n for n in twosource.read(text).names if n.text == "Halvorsen"]
    assert found.kind is not NameKind.PLACE

from __future__ import annotations

import tomllib
from dataclasses import FrozenInstanceError, fields
from importlib.resources import files

import pytest

from twosource.claims.lexicon import group_of
from twosource.claims.words import Words, words


def test_every_list_of_the_file_is_read() -> None:
    text = files("twosource.claims").joinpath("data/words.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    assert set(table) == {f.name for f in fields(Words)}
    for name, row in table.items():
        assert len(getattr(words(), name)) == len(row), f"{name} has a word twice"


def test_lists_are_in_lower_case() -> None:
    for field in fields(Words):
        for entry in getattr(words(), field.name):
            for word in entry if isinstance(entry, tuple) else (entry,):
                assert word == word.lower().strip()


def test_lists_cannot_be_changed() -> None:
    assert words() is words()
    with pytest.raises(FrozenInstanceError):
        words().light = frozenset()  # type: ignore[misc]
    with pytest.raises(TypeError):
        words().plurals["foot"] = "foots"  # type: ignore[index]


def test_states_are_groups() -> None:
    found = {group_of(lemma) for lemma in ("die", "injure", "arrest", "evacuate", "missing")}
    assert found == words().states


@pytest.mark.parametrize(
    "name", ["related.tsv.gz", "frequency.tsv.gz", "groups.tsv", "denial.toml", "alignment.toml"]
)
def test_every_data_file_has_its_origin_told(name: str) -> None:
    data = files("twosource.claims").joinpath("data")
    assert data.joinpath(name).is_file()
    assert f"`{name}`" in data.joinpath("README.md").read_text(encoding="utf-8")


def test_the_notice_of_wordnet_is_kept() -> None:
    notice = files("twosource.claims").joinpath("data/LICENSE.wordnet").read_text(encoding="utf-8")
    assert "WordNet 3.0 Copyright 2006 by Princeton University" in notice
    assert "Permission to use, copy, modify and distribute" in notice

from __future__ import annotations

import pytest

import twosource
from twosource.claims.governor import governor, thing
from twosource.claims.lexicon import group_of


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Two people were killed and 14 injured in the blast.", ["death", "injury"]),
        ("The flood left four people dead in Ostrava Bay.", ["death"]),
        ("23 were injured when the stand fell.", ["injury"]),
        ("At least 30 people died in the fire, officials said.", ["death"]),
        ("The fire killed nine people.", ["death"]),
        ("Five people have died, the mayor said.", ["death"]),
        ("Six of the victims died in hospital.", ["death"]),
        ("The death toll rose to 17.", ["death"]),
        ("Police arrested 12 protesters on Sunday.", ["arrest"]),
        ("Twelve people were arrested on Sunday.", ["arrest"]),
        ("More than 5,000 residents were evacuated from the valley.", ["flight"]),
        ("Seven workers suffered injuries in the explosion.", ["injury"]),
        ("An explosion at the mill wounded 6 workers.", ["injury"]),
        ("The blast left 15 wounded.", ["injury"]),
        ("The tremor injured at least 18 people.", ["injury"]),
        ("Three soldiers and two civilians were killed.", ["death", "death"]),
    ],
)
def test_what_is_said_of_people(text: str, said: list[str]) -> None:
    reading = twosource.read(text)
    assert [group_of(governor(reading, q)) for q in reading.quantities] == said


@pytest.mark.parametrize(
    ("text", "verb", "counted"),
    [
        ("The storm damaged 300 houses.", "damage", "house"),
        ("About 40 homes were destroyed by the fire.", "destroy", "home"),
        ("The company hired 200 engineers.", "hire", "engineer"),
        ("The ship carried 310 passengers.", "carry", "passenger"),
        ("Some 60 houses collapsed.", "collapse", "house"),
    ],
)
def test_what_is_said_of_things(text: str, verb: str, counted: str) -> None:
    reading = twosource.read(text)
    assert [(governor(reading, q), thing(q)) for q in reading.quantities] == [(verb, counted)]


@pytest.mark.parametrize(
    "text",
    [
        "Two people were killed.",
        "23 were injured when the stand fell.",
        "The fire killed nine residents.",
        "The death toll rose to 17.",
        "Rescuers found eight bodies in the rubble.",
    ],
)
def test_people_are_no_thing(text: str) -> None:
    (quantity,) = twosource.read(text).quantities
    assert thing(quantity) == ""

"""Numbers that are a property of one holder: population, children, distance."""

from __future__ import annotations

import pytest

import twosource
from twosource.claims import questions
from twosource.claims.properties import Property, property_of, same_property
from twosource.claims.terms import story_of
from twosource.stories.entities import link


def properties(*texts: str) -> tuple[list[list[Property | None]], bool]:
    """The property of each number of each report; whether the first of the first two are one."""
    readings = [
        twosource.read(twosource.report(t, id=f"R{k}", outlet=f"R{k}")) for k, t in enumerate(texts)
    ]
    story = story_of(readings, link(readings))
    out: list[list[Property | None]] = [[] for _ in texts]
    for one in questions.asked(story, readings):
        report = story.units[one.unit].report
        out[report].append(property_of(story, readings[report], one))
    both = [rows[0] if rows else None for rows in out]
    return out, len(both) > 1 and same_property(story, both[0], both[1])


def kinds(text: str) -> list[str]:
    (rows,), _ = properties(text)
    return [p.kind if p else "" for p in rows]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Port Arlen, a city of 160,000 people, lies on the coast.", ["population"]),
        ("Port Arlen is home to 167,000 people.", ["population"]),
        ("Port Arlen has a population of 167,000.", ["population"]),
        ("The population of Port Arlen is 167,000.", ["population"]),
        ("He was born in Port Arlen, a village of 400.", ["population"]),
        ("The fire left 160,000 people without power in Port Arlen.", [""]),
        ("The crowd of 160,000 people left Port Arlen.", [""]),
        ("Odran Pell, a father of four, drowned in the lake.", ["children"]),
        ("Mara Lind, a mother of two sons, swam ashore.", ["children"]),
        ("The death toll in Port Arlen is 20.", [""]),
        ("Odran Pell leaves behind his three children.", ["children"]),
        ("The bus took three children to Port Arlen.", [""]),
        ("The quake struck 40 km north of Port Arlen.", ["distance"]),
        ("The quake struck 40 km (25 miles) north-west of Port Arlen.", ["distance"]),
        ("The tunnel is 9 km long.", [""]),
        ("The fire spread 9 km along the coast from the quay.", [""]),
    ],
)
def test_the_kind_of_a_property(text: str, wanted: list[str]) -> None:
    assert kinds(text)[:1] == wanted


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (
            "Smoke hung over Port Arlen, a city of 160,000 people.",
            "Schools closed in Port Arlen, which is home to 167,000 people.",
            True,
        ),
        (
            "Smoke hung over Port Arlen, a city of 160,000 people.",
            "Schools closed in Lower Sallow, which is home to 167,000 people.",
            False,
        ),
        (  # where no holder is named it is the only one that the story may mean
            "Smoke hung over Port Arlen, a city of 160,000 people.",
            "Smoke hung over the coastal city of 167,000 people.",
            True,
        ),
        (  # other kinds
            "Odran Pell, a father of four, drowned.",
            "Odran Pell lived in a village of 400 people.",
            False,
        ),
        (
            "The quake struck 40 km north of Port Arlen.",
            "The centre lay 60 km off, north of the harbour of Port Arlen.",
            True,
        ),
        (
            "The quake struck 40 km north of Port Arlen.",
            "The quake struck 60 km east of Lower Sallow.",
            False,
        ),
    ],
)
def test_one_property_of_one_holder(one: str, two: str, *, same: bool) -> None:
    assert properties(one, two)[1] is same
    assert properties(two, one)[1] is same


def test_a_distance_is_from_the_last_name_of_what_follows() -> None:
    (rows,), _ = properties("The quake struck 40 km north of the city of Port Arlen in Norrane.")
    first = rows[0]
    assert first is not None
    # By its key and as it is written, and nothing of Norrane.
    assert {h for h in first.holders if not h.startswith("@")} == {"port arlen"}
    assert len(first.holders) == 2


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Brannick mother of 13 Ana Ruiz shot dead on Monday.", "children"),
        ("Ana Ruiz was the mother of 12 children.", "children"),
        ("Ana Ruiz was the mother of 12 ships.", None),
    ],
)
def test_whose_children_are_counted(text: str, kind: str | None) -> None:
    (rows,), _ = properties(text)
    assert [row and row.kind for row in rows] == [kind]


def test_nothing_is_the_same_as_no_property() -> None:
    some = Property("population", frozenset({"@1"}))
    story = story_of([], link([]))
    assert not same_property(story, None, some)
    assert not same_property(story, some, None)
    assert same_property(story, some, some)


def test_two_populations_of_one_town_are_rivals() -> None:
    dossier = twosource.compare(
        [
            twosource.report(
                "Smoke hung over Port Arlen, a city of 160,000 people, on Monday.", id="Courier"
            ),
            twosource.report(
                "The mill in Port Arlen, home to 167,000 people, burned on Monday.", id="Herald"
            ),
        ]
    )
    (claim,) = (c for c in dossier.claims if c.kind == "quantity")
    assert claim.rule == "values-exclude-each-other"
    assert claim.values == ("160,000 people", "167,000 people")

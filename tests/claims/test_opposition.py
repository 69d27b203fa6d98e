from __future__ import annotations

import pytest
from invented import report

import twosource
from twosource.claims.opposition import Opposition, Side, oppose
from twosource.claims.terms import story_of
from twosource.model import Standing
from twosource.stories.entities import link


def opposed(one: str, two: str, speakers: tuple[str, str] = ("", "")) -> Opposition | None:
    """By what the first statements of two one-sentence reports differ."""
    readings = [twosource.read(report(n, t)) for n, t in (("Courier", one), ("Herald", two))]
    entities = link(readings)
    a, b = (Side(r, r.statements[0], s) for r, s in zip(readings, speakers, strict=True))
    found = oppose(story_of(readings, entities), entities, a, b)
    mirrored = oppose(story_of(readings, entities), entities, b, a)
    assert (found is None) == (mirrored is None)
    assert found is None or mirrored is None or found.rule == mirrored.rule
    return found


def rule(one: str, two: str) -> str:
    found = opposed(one, two)
    return found.rule if found else ""


@pytest.mark.parametrize(
    ("one", "two", "wanted"),
    [
        (
            "The council approved the tunnel.",
            "The council did not approve the tunnel.",
            "opposite-polarity",
        ),
        (
            "The council approved the tunnel.",
            "The council never approved the tunnel.",
            "opposite-polarity",
        ),
        ("The council approved the tunnel.", "The tunnel was approved by the council.", ""),
        (
            "The council approved the tunnel.",
            "The tunnel was not approved by the council.",
            "opposite-polarity",
        ),
        ("The council approved the tunnel.", "The council did not paint the tunnel.", ""),
        ("The council approved the tunnel.", "Ministers did not approve the budget.", ""),
        ("The council approved the tunnel.", "The council did not approve the budget.", ""),
        (
            "The council approved the tunnel.",
            "The council did not approve it.",
            "opposite-polarity",
        ),
        ("Police arrested Odran Pell.", "Police did not arrest Mara Lind.", ""),
        (  # who is meant cannot be told
            "Police arrested Odran Pell.",
            "Police did not arrest the mayor.",
            "opposite-polarity",
        ),
        ("The council will approve the tunnel.", "The council will not approve the tunnel.", ""),
    ],
)
def test_polarity(one: str, two: str, wanted: str) -> None:
    assert rule(one, two) == wanted


def test_a_speaker_who_says_no_denies() -> None:
    yes, no = "The council approved the tunnel.", "The council did not approve the tunnel."
    found = opposed(yes, no, ("", "Ivo Denn"))
    assert found is not None
    assert (found.standing, found.rule) == (Standing.DENIED, "opposite-polarity-by-speaker")
    assert "Ivo Denn" in found.why


def test_the_same_speaker_twice_is_a_conflict_of_reports() -> None:
    yes, no = "The council approved the tunnel.", "The council did not approve the tunnel."
    found = opposed(yes, no, ("Ivo Denn", "Ivo Denn"))
    assert found is not None
    assert found.standing is Standing.CONFLICTING


@pytest.mark.parametrize(
    ("one", "two", "answers"),
    [
        (
            "The bridge collapsed on 3 May 2025.",
            "The bridge collapsed on 4 May 2025.",
            ("2025-05-03", "2025-05-04"),
        ),
        ("The bridge collapsed on 3 May 2025.", "The bridge collapsed on 3 May 2025.", None),
        ("The bridge collapsed on 3 May 2025.", "The bridge collapsed in May 2025.", None),
        ("The bridge collapsed on 3 May 2025.", "The bridge collapsed.", None),
        ("The bridge collapsed on 3 May 2025.", "The stadium collapsed on 4 May 2025.", None),
        ("The bridge collapsed on 3 May 2025.", "The bridge reopened on 4 May 2025.", None),
    ],
)
def test_time(one: str, two: str, answers: tuple[str, str] | None) -> None:
    found = opposed(one, two)
    assert (found.answers if found else None) == answers
    if found:
        assert (found.standing, found.kind) == (Standing.CONFLICTING, "time")


@pytest.mark.parametrize(
    ("one", "two", "wanted"),
    [
        ("Police arrested the banker in London.", "Police arrested the banker in Paris.", True),
        ("Police arrested the banker in London.", "Police arrested the banker in London.", False),
        ("Police arrested the banker in Paris.", "Police arrested the banker in France.", False),
        ("Police arrested the banker in London.", "Police arrested the banker.", False),
        ("Police arrested the banker in London.", "Police arrested the banker near Paris.", False),
        ("Police arrested the banker in London.", "Police arrested the banker in spring.", False),
    ],
)
def test_place(one: str, two: str, *, wanted: bool) -> None:
    found = opposed(one, two)
    assert (found is not None) is wanted
    if found:
        assert (found.rule, found.kind) == ("places-differ", "place")
        assert set(found.answers) == {"London", "Paris"}


@pytest.mark.parametrize(
    ("one", "two", "differ"),
    [
        ("The minister will meet the union.", "The minister is unlikely to meet the union.", True),
        (
            "The minister is expected to meet the union.",
            "The minister is unlikely to meet the union.",
            True,
        ),
        (
            "The minister is likely to meet the union.",
            "The minister is not expected to meet the union.",
            True,
        ),
        # who will not is unlikely to
        (
            "The minister will not meet the union.",
            "The minister is unlikely to meet the union.",
            False,
        ),
        (
            "The minister is unlikely to meet the union.",
            "The minister is not expected to meet the union.",
            False,
        ),
        # what was before is another time
        ("The minister met the union.", "The minister is unlikely to meet the union.", False),
        # it happens to something else
        ("The minister will meet the union.", "The minister is unlikely to meet the press.", False),
        ("The minister will meet the union.", "The firm is unlikely to leave the town.", False),
    ],
)
def test_likelihood(one: str, two: str, *, differ: bool) -> None:
    found = opposed(one, two)
    assert (found is not None) is differ
    if found:
        assert (found.standing, found.rule) == (Standing.CONFLICTING, "opposite-likelihood")
        assert found.answers == ("", "")


@pytest.mark.parametrize(
    ("one", "two", "answers"),
    [
        (
            "The quake struck the town at 4 a.m. on Monday.",
            "The quake struck the town at 9 a.m. on Monday.",
            ("2025-05-05T04:00", "2025-05-05T09:00"),
        ),
        ("The quake struck the town at 4 a.m.", "The quake struck the town at 4.20 a.m.", None),
        ("The quake struck the town at 4 a.m.", "The quake struck the town in the morning.", None),
        ("The quake struck the town at 4 a.m.", "The quake struck the town.", None),
    ],
)
def test_hours(one: str, two: str, answers: tuple[str, str] | None) -> None:
    found = opposed(one, two)
    assert (found.answers if found else None) == answers
    if found:
        assert (found.standing, found.rule) == (Standing.CONFLICTING, "hours-exclude-each-other")
        assert found.kind == "time"


@pytest.mark.parametrize(
    ("one", "two", "rule_"),
    [
        ("The blast shook the town on 3 May 2025.", "{} shook the town on 4 May 2025.", "days"),
        ("The blast shook the town at 4 a.m.", "{} shook the town at 9 a.m.", "hours"),
    ],
)
def test_one_of_several_in_a_row_is_another(one: str, two: str, rule_: str) -> None:
    wanted = f"{rule_}-exclude-each-other"
    assert rule(one, two.format("The blast")) == wanted
    assert rule(one, two.format("The second blast")) == ""
    assert rule(one, two.format("Another blast")) == ""
    first = one.replace("The blast", "The first blast")
    assert rule(first, two.format("The first blast")) == wanted


def test_a_denial_by_a_speaker() -> None:
    one = "Norrane Chemicals dumped acid in the river."
    two = "Norrane Chemicals denied that it had dumped acid in the river."
    readings = [twosource.read(report(n, t)) for n, t in (("Courier", one), ("Herald", two))]
    entities = link(readings)
    inner = next(s for s in readings[1].statements if s.predicate == "dump")
    sides = Side(readings[0], readings[0].statements[0], ""), Side(readings[1], inner, "Norrane")
    found = oppose(story_of(readings, entities), entities, *sides)
    assert found is not None
    assert (found.standing, found.rule) == (Standing.DENIED, "denied-by-speaker")
    assert "Norrane denies it" in found.why

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from twosource.model import NameKind, Reading, Span
from twosource.origins.tracing import trace
from twosource.stories.entities import link

Maker = Callable[..., Reading]

COPIED = (
    "The ferry ran aground on a sandbank before dawn while carrying farm hands home from the "
    "northern islands, and two tugs pulled it free at the evening tide."
)
OWN = "Our reporter counted nine boats along the broken quay when the rain had stopped."
C = "Nobody was hurt when a boat met a bank in the north."
WHOLE = Span(0, len(COPIED))


def why(
    *readings: Reading,
    span: Span = WHOLE,
    said: tuple[int, ...] = (),
    owners: Mapping[str, str] | None = None,
) -> tuple[str, str]:
    """The origin and the reason in the first of some reports."""
    tracing = trace(readings, link(readings), owners=owners)
    found = tracing.origin_of(readings[0].report.id, span, said)
    assert found[0] == tracing.of(readings[0].report.id, span, said)
    return found


def test_nothing_is_shown(reading: Maker) -> None:
    expected = ("report:R1", "nothing shows that it comes from elsewhere")
    assert why(reading("R1", OWN), reading("R2", C)) == expected


def test_words_stand_elsewhere(reading: Maker) -> None:
    mine = reading("R1", f"{COPIED}\n{OWN}\n{OWN[::-1]}\n{C}", outlet="Star")
    others = [reading(f"R{k}", f"{COPIED}\n{C}", outlet=f"Echo {k}") for k in range(2, 4)]
    assert why(mine, *others)[1] == "the words stand in Echo 2 and Echo 3 too"
    many = [reading(f"R{k}", f"{COPIED}\n{C}", outlet=f"Echo {k}") for k in range(2, 7)]
    assert why(mine, *many)[1] == "the words stand in Echo 2, Echo 3 and 3 more too"


def test_most_of_the_report_stands_elsewhere(reading: Maker) -> None:
    mine = reading("R1", f"{COPIED} The end.")
    rest = Span(len(COPIED) + 1, len(COPIED) + 9)
    found = why(mine, reading("R2", f"{COPIED}\n{C}"), span=rest)
    assert found == ("copy:1", "most of the report stands in R2 too")


def test_agencies(reading: Maker) -> None:
    wire = reading("R1", f"{COPIED}\n{OWN}", agencies=("AFP",))
    paper = reading("R2", f"{COPIED}\n{C}", outlet="Echo")
    assert why(wire, reading("R2", C)) == ("agency:AFP", "credits AFP")
    assert why(wire, paper)[1] == "credits AFP, and the words stand in Echo too"
    assert why(paper, wire) == ("agency:AFP", "the words stand in R1 too, where AFP is credited")
    cited = reading("R1", C, said=[(None, "AFP")])
    assert why(cited, reading("R2", OWN), said=(0,)) == ("agency:AFP", "cites AFP")


def test_agencies_without_a_name_are_never_independent(reading: Maker) -> None:
    one, two = reading("R1", f"{OWN}\n(with agencies)"), reading("R2", C)
    assert why(one, two)[1] == "credits agencies that are not named"
    tracing = trace([one, two], link([one, two]))
    assert tracing.independent([tracing.of("R1", WHOLE, ()), "report:R2"]).roots == ("report:R2",)


def test_speakers_with_their_titles(reading: Maker) -> None:
    names = [("Mara Lind", NameKind.PERSON, "Fire Chief"), ("Odran Pell", NameKind.PERSON)]
    text = f"Fire Chief Mara Lind said so. Odran Pell, Lind said in a statement, left. {C}"
    mine = reading("R1", text, names=names, said=[(0, "Mara Lind"), (1, "Odran Pell")])
    assert why(mine, said=(0,))[1] == "Fire Chief Mara Lind says so"
    assert why(mine, said=(0, 1))[1].startswith("Odran Pell says so")


def test_unnamed_sources(reading: Maker) -> None:
    mine = reading("R1", C, said=[(None, "officials"), (None, "")])
    assert why(mine, said=(0,))[1] == "its source is not named: officials"
    assert why(mine, said=(1,))[1] == "its source is not named"


def test_a_source_without_a_name_stays_unknown_whomever_it_told(reading: Maker) -> None:
    text = f"a resident told AFP that the quay was empty. {C}"
    mine = reading("R1", text, outlet="Star", said=[(None, "a resident")])
    wire = reading("R2", text, agencies=("AFP",), said=[(None, "a resident")])
    origin = "speaker:unnamed-resident"
    assert why(mine, said=(0,)) == (origin, "its source is not named: a resident, to AFP")
    assert why(wire, said=(0,)) == (origin, "its source is not named: a resident")
    tracing = trace([mine], link([mine]))
    assert tracing.independent([origin, "report:R1"]).roots == ("report:R1",)


def test_a_speaker_who_told_another_outlet(reading: Maker) -> None:
    names = [("Mara Lind", NameKind.PERSON)]
    text = f"Mara Lind told the Echo so. {C}"
    star = reading("R1", text, outlet="Star", names=names, said=[(0, "Mara Lind")])
    echo = reading("R2", text, outlet="Echo", names=names, said=[(0, "Mara Lind")])
    assert why(star, echo, said=(0,)) == ("speaker:mara-lind", "Mara Lind says so, to Echo")
    assert why(echo, star, said=(0,))[1] == "Mara Lind says so"


@pytest.mark.parametrize("source", ["The Star's Ana Ruiz", "a Star reporter", "The Star"])
def test_an_outlet_that_names_itself(reading: Maker, source: str) -> None:
    text = f"{source} saw nine boats. {C}"
    own = reading("R1", text, outlet="The Star", said=[(None, source)])
    assert why(own, said=(0,)) == ("report:R1", "is the outlet's own reporting")
    wire = reading("R1", text, outlet="The Star", agencies=("AP",), said=[(None, source)])
    assert why(wire, said=(0,))[0] == "report:R1"
    assert why(wire)[0] == "agency:AP"
    other = reading("R1", text, outlet="Echo", said=[(None, source)])
    assert why(other, reading("R2", OWN, outlet="Star"), said=(0,)) == ("report:R2", "cites Star")


def test_outlets_and_owners(reading: Maker) -> None:
    one, two = reading("R1", OWN, outlet="Star"), reading("R2", C, outlet="Star")
    assert why(one, two)[1] == "is by Star, as another report is"
    echo = reading("R2", C, outlet="Echo")
    owners = {"star": "Lund", "echo": "Lund"}
    assert why(one, echo, owners=owners)[1].endswith("; the outlet is owned by Lund")

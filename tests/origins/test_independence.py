from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.model import Evidence, NameKind, OriginKind, Reading, Span
from twosource.origins.tracing import trace
from twosource.stories.entities import link

if TYPE_CHECKING:
    from twosource.origins.independence import Tracing

Maker = Callable[..., Reading]

COPIED = (
    "The ferry ran aground on a sandbank before dawn while carrying farm hands home from the "
    "northern islands, and two tugs pulled it free at the evening tide."
)
A = f"{COPIED}\nOur reporter counted nine boats along the broken quay when the rain had stopped."
B = f"{COPIED}\nA pilot who saw it from the lighthouse later drew us a map of the whole channel."
C = "Nobody was hurt when a boat met a bank in the north."
WHOLE = Span(0, len(COPIED))
REST = Span(len(COPIED) + 1, len(A))


def traced(*readings: Reading) -> Tracing:
    return trace(readings, link(readings))


def kinds(tracing: Tracing) -> dict[str, OriginKind]:
    return {o.id: o.kind for o in tracing.origins}


def test_a_report_that_shares_nothing_is_its_own_origin(reading: Maker) -> None:
    tracing = traced(reading("R1", A), reading("R2", C))
    assert tracing.of("R1", WHOLE, ()) == "report:R1"
    assert tracing.of("R2", Span(0, 10), ()) == "report:R2"
    assert [o.why for o in tracing.origins] == [
        "Nothing shows that R1 has it from elsewhere.",
        "Nothing shows that R2 has it from elsewhere.",
    ]
    assert tracing.independent(["report:R1", "report:R2"]).roots == ("report:R1", "report:R2")
    assert tracing.passages == ()


def test_copied_text_is_one_origin_and_the_rest_of_a_report_its_own(reading: Maker) -> None:
    longer = A + "\nThe nine were sold at dusk to a grain merchant whom nobody on the quay knew."
    tracing = traced(reading("R1", longer + "\n" + C), reading("R2", B + "\n" + longer[len(A) :]))
    copy = tracing.of("R1", WHOLE, ())
    assert copy == tracing.of("R2", WHOLE, ()) == "copy:1"
    assert tracing.of("R1", REST, ()) in ("report:R1", "copy:1")
    (origin,) = (o for o in tracing.origins if o.id == copy)
    assert origin.reports == ("R1", "R2")
    assert origin.passages == tracing.passages
    assert origin.why.endswith(".")


def test_a_report_that_is_mostly_copied_is_of_that_origin_as_a_whole(reading: Maker) -> None:
    tracing = traced(reading("R1", A), reading("R2", COPIED + " The end."))
    end = Span(len(COPIED) + 1, len(COPIED) + 9)
    assert tracing.of("R2", end, ()) == "copy:1"
    assert len(tracing.independent([tracing.of("R1", REST, ()), "copy:1"])) == 1


def test_a_credited_agency_is_the_origin_of_all_who_have_its_words(reading: Maker) -> None:
    tracing = traced(
        reading("R1", A, agencies=("Agence France-Presse",)),
        reading("R2", B),
        reading("R3", C, agencies=("AFP",)),
    )
    assert tracing.of("R1", WHOLE, ()) == tracing.of("R2", WHOLE, ()) == "agency:AFP"
    assert tracing.of("R3", Span(0, 10), ()) == "agency:AFP"
    (origin,) = (o for o in tracing.origins if o.kind is OriginKind.AGENCY)
    assert origin.reports == ("R1", "R2", "R3")
    assert origin.why == "These reports credit AFP, or share words with one that does."


def test_a_report_with_two_agencies_is_independent_of_neither(reading: Maker) -> None:
    tracing = traced(
        reading("R1", A, agencies=("AFP", "Reuters")),
        reading("R2", C, agencies=("Reuters",)),
        reading("R3", "Other words.", agencies=("AP",)),
    )
    both = tracing.of("R1", WHOLE, ())
    assert both == "agency:AFP+Reuters"
    assert len(tracing.independent([both, "agency:Reuters"])) == 1
    assert len(tracing.independent([both, "agency:Reuters", "agency:AP"])) == 2


def test_reports_of_one_outlet_are_one_origin(reading: Maker) -> None:
    tracing = traced(
        reading("R1", A, outlet="The Star"), reading("R2", C, outlet="the star"), reading("R3", "x")
    )
    assert tracing.of("R2", Span(0, 9), ()) == tracing.of("R1", WHOLE, ()) == "report:R1"
    assert tracing.origins[0].why == "These reports are all by The Star."


def test_one_speaker_in_two_reports_is_one_origin(reading: Maker) -> None:
    tracing = traced(
        reading("R1", A, names=[("Odran Pell", NameKind.PERSON)], said=[(0, "Odran Pell")]),
        reading("R2", C, names=[("Pell", NameKind.PERSON)], said=[(0, "Pell")]),
    )
    assert tracing.of("R1", WHOLE, (0,)) == tracing.of("R2", WHOLE, (0,)) == "speaker:odran-pell"
    assert tracing.origins[-1].why == "These reports have it from Odran Pell."


def test_a_surname_that_two_speakers_have_is_independent_of_neither(reading: Maker) -> None:
    person = NameKind.PERSON
    tracing = traced(
        reading("R1", A, names=[("Odran Pell", person)], said=[(0, "Odran Pell")]),
        reading("R2", C, names=[("Maren Pell", person)], said=[(0, "Maren Pell")]),
        reading("R3", A[::-1], names=[("Pell", person)], said=[(0, "Pell")]),
    )
    ids = [tracing.of(r, Span(0, 9), (0,)) for r in ("R1", "R2", "R3")]
    assert len(set(ids)) == 3
    assert len(tracing.independent(ids[:2])) == 2
    assert len(tracing.independent(ids[1:])) == 1
    assert len(tracing.independent(ids)) == 1


def test_the_innermost_known_speaker_counts(reading: Maker) -> None:
    names = [("Odran Pell", NameKind.PERSON)]
    tracing = traced(
        reading("R1", A, names=names, said=[(None, "AFP"), (0, "Odran Pell"), (None, "he")])
    )
    assert tracing.of("R1", WHOLE, (0, 1)) == "speaker:odran-pell"
    assert tracing.of("R1", WHOLE, (0, 2)) == "agency:AFP"


def test_unnamed_sources_are_never_independent(reading: Maker) -> None:
    tracing = traced(
        reading("R1", A, said=[(None, "officials")]),
        reading("R2", C, said=[(None, "an official"), (None, "he")]),
    )
    one, other = tracing.of("R1", WHOLE, (0,)), tracing.of("R2", WHOLE, (0,))
    nobody = tracing.of("R2", WHOLE, (1,))
    assert one == other == "speaker:unnamed-official"
    weighed = tracing.independent([one, other, nobody, "report:R1"])
    assert weighed.roots == ("report:R1",)
    assert set(weighed.unknown) == {one, nobody}


def test_another_report_that_is_cited_is_its_own_origin(reading: Maker) -> None:
    tracing = traced(
        reading("R1", A, outlet="The Star"),
        reading("R2", C, said=[(None, "the Star")]),
        reading("R3", "Short.", outlet="Gazette", agencies=("AP",)),
        reading("R4", "Brief.", said=[(None, "The Gazette")]),
    )
    assert tracing.of("R2", Span(0, 9), (0,)) == "report:R1"
    assert tracing.of("R4", Span(0, 5), (0,)) == "agency:AP"


def test_a_person_and_the_body_spoken_for_count_once(reading: Maker) -> None:
    tracing = traced(
        reading(
            "R1",
            A,
            names=[("Odran Pell", NameKind.PERSON, "Norwegian harbour minister")],
            said=[(0, "Odran Pell")],
        ),
        reading("R2", C, names=[("Oslo", NameKind.PLACE)], said=[(0, "Oslo")]),
        reading("R3", C[::-1], names=[("Finland", NameKind.PLACE)], said=[(0, "Finland")]),
    )
    ids = [tracing.of(r, Span(0, 9), (0,)) for r in ("R1", "R2", "R3")]
    assert len(set(ids)) == 3
    assert len(tracing.independent(ids)) == 2


UNION = "Dockers' Union"


@pytest.mark.parametrize(
    ("source", "roots"),
    [
        (f"the head of the {UNION}, Odran Pell", 1),
        (f"Odran Pell of the {UNION}", 1),
        (f"Odran Pell, who blamed the {UNION}", 2),
        (f"Odran Pell, a critic of the {UNION}", 2),
    ],
)
def test_who_is_named_with_a_body_may_speak_for_it(reading: Maker, source: str, roots: int) -> None:
    names = [("Odran Pell", NameKind.PERSON), (UNION, NameKind.ORGANISATION)]
    tracing = traced(
        reading("R1", f"{A} So said {source}.", names=names, said=[(0, source)]),
        reading("R2", f"{C} So said the {UNION}.", names=names[1:], said=[(0, UNION)]),
    )
    ids = [tracing.of(r, Span(0, 9), (0,)) for r in ("R1", "R2")]
    assert len(set(ids)) == 2
    assert len(tracing.independent(ids)) == roots


def test_a_report_is_no_root_beside_the_source_it_gives(reading: Maker) -> None:
    tracing = traced(
        reading("R1", A, names=[("Odran Pell", NameKind.PERSON)], said=[(0, "Odran Pell")]),
        reading("R2", C, names=[("Odran Pell", NameKind.PERSON)], said=[(0, "Odran Pell")]),
    )

    def evidence(report: str, origin: str) -> Evidence:
        return Evidence(report, 0, 5, Span(0, 9), origin=origin)

    own = evidence("R1", "report:R1")
    said = [evidence("R1", "speaker:odran-pell"), evidence("R2", "speaker:odran-pell")]
    assert len(tracing.independent_evidence([own, *said])) == 1
    assert len(tracing.independent_evidence([own, said[1]])) == 2
    assert len(tracing.independent_evidence([])) == 0


PIECES = st.lists(
    st.sampled_from([COPIED, C, "Nine boats lay there.", A[len(COPIED) + 1 :], '"So it is"']),
    min_size=1,
    max_size=4,
).map("\n".join)
REPORT = st.tuples(
    PIECES,
    st.sampled_from([None, "The Star", "Gazette"]),
    st.sampled_from([(), ("AFP",), ("AP", "AFP")]),
    st.lists(st.sampled_from(["officials", "AFP", "The Star", "he"]), max_size=2),
)


@settings(deadline=None)
@given(drawn=st.lists(REPORT, min_size=1, max_size=4))
def test_every_place_has_an_origin_whatever_the_order(
    reading: Maker, drawn: list[tuple[str, str | None, tuple[str, ...], list[str]]]
) -> None:
    readings = [
        reading(f"R{k}", text, outlet=outlet, agencies=agencies, said=[(None, w) for w in said])
        for k, (text, outlet, agencies, said) in enumerate(drawn)
    ]
    tracing, backwards = traced(*readings), traced(*readings[::-1])
    assert tracing.origins == backwards.origins
    assert tracing.passages == backwards.passages
    known = kinds(tracing)
    assert len(known) == len(tracing.origins)
    used = []
    for one in readings:
        chains = [(), *((k,) for k in range(len(one.attributions)))]
        for found in re.finditer(r"\S.*", one.report.text):
            for chain in chains:
                span = Span(found.start(), found.end())
                origin = tracing.of(one.report.id, span, chain)
                assert origin in known
                assert origin == backwards.of(one.report.id, span, chain)
                used.append(origin)
    weighed = tracing.independent(used)
    assert set(weighed.roots) | set(weighed.unknown) <= set(used)
    assert not set(weighed.roots) & set(weighed.unknown)
    assert weighed.roots or weighed.unknown
    assert all(tracing.independent([i]).roots in ((i,), ()) for i in used)
    assert len(tracing.independent(used[::-1])) == len(weighed)
    for origin in tracing.origins:
        assert origin.why
        assert origin.label
        assert all(p.report_a in origin.reports for p in origin.passages)


def test_reports_of_one_owner_are_one_root(reading: Maker) -> None:
    readings = [
        reading("R1", A, outlet="The Star"),
        reading("R2", C, outlet="Echo"),
        reading("R3", "Other words.", outlet="Gazette", agencies=("AP",)),
        reading("R4", A[::-1], outlet="Radio"),
    ]
    ids = ["report:R1", "report:R2", "agency:AP", "report:R4"]
    assert len(traced(*readings).independent(ids)) == 4
    owned = trace(
        readings, link(readings), owners={"star": "Lund", "Echo": "lund", "Gazette": "Lund"}
    )
    assert owned.independent(ids).roots == ("report:R1", "agency:AP", "report:R4")
    assert owned.independent(ids[::-1]).roots == ("report:R4", "agency:AP", "report:R2")


def test_a_copy_in_a_sister_paper_is_of_the_owners_root(reading: Maker) -> None:
    readings = [
        reading("R1", COPIED + " The end.", outlet="Star"),
        reading("R2", B, outlet="Radio"),
        reading("R3", C, outlet="Echo"),
    ]
    owned = trace(readings, link(readings), owners={"Star": "Lund", "Echo": "Lund"})
    assert owned.of("R1", WHOLE, ()) == "copy:1"
    assert len(owned.independent(["copy:1", "report:R3"])) == 1


def test_what_the_user_holds_for_one_origin_is_one_root(reading: Maker) -> None:
    person = NameKind.PERSON
    readings = [
        reading("R1", A, names=[("Odran Pell", person)], said=[(0, "Odran Pell")]),
        reading("R2", C, names=[("Ilse Drummond", person)], said=[(0, "Ilse Drummond")]),
    ]
    evidence = [
        Evidence("R1", 0, 5, Span(0, 9), origin="speaker:odran-pell"),
        Evidence("R2", 0, 5, Span(0, 9), origin="speaker:ilse-drummond"),
    ]
    assert len(traced(*readings).independent_evidence(evidence)) == 2
    decided = trace(readings, link(readings), decided=[("R1", "R2")])
    assert len(decided.independent_evidence(evidence)) == 1

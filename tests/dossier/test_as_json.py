from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from sample import DOSSIER, REPORTS

from twosource.dossier.as_json import dumps, schema, to_dict
from twosource.dossier.reading_json import FIELDS, reading_line, reading_to_dict
from twosource.model import (
    Argument,
    Attribution,
    AttributionType,
    Certainty,
    Mention,
    Name,
    NameKind,
    Place,
    Polarity,
    Quantity,
    Reading,
    Report,
    Sentence,
    Span,
    Statement,
    TimeExpression,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

DOCS = Path(__file__).parents[2] / "docs" / "json.md"


def validate(data: dict[str, Any], name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))
    jsonschema.Draft202012Validator(schema(name)).validate(data)


def quantity(**changes: Any) -> Quantity:
    fields = {
        "start": 0, "end": 3, "value": 5.0, "low": 5.0, "high": 5.0, "low_open": False,
        "high_open": False, "unit": "", "base_unit": "", "factor": 1.0, "counted": "person",
        "counted_span": None, "hedge": "",
    }  # fmt: skip
    return Quantity(**{**fields, **changes})


READING = Reading(
    report=REPORTS["eastern-post"],
    sentences=(Sentence(0, 12, 0, ()),),
    names=(Name(0, "Irma Salko", NameKind.PERSON, (Mention(0, 4, "full"),), ("director",)),),
    quantities=(
        quantity(),
        quantity(low=-math.inf, hedge="up to", counted_span=Span(0, 4), same_as=0),
    ),
    times=(TimeExpression(0, 4, "DATE", "2025-10-14", "2025-10-14", "2025-10-14", "text"),),
    attributions=(
        Attribution(
            (Span(0, 4),), (Span(5, 6),), (Span(7, 8), Span(9, 12)),
            AttributionType.MIXED, Certainty.DENIED, 0, "Irma Salko",
        ),
    ),
    statements=(
        Statement(
            0, 12, 0, "derail", Span(0, 4), (Argument("oblique", 0, 4, "village", "near", None),),
            (0,), (1,), (0,), (0,), Polarity.NEGATIVE, Certainty.HEDGED, "past", (0,),
        ),
    ),
)  # fmt: skip


def test_dossier_keeps_to_its_schema() -> None:
    validate(to_dict(DOSSIER), "dossier-1")
    validate(to_dict(DOSSIER, texts=False), "dossier-1")


def test_places_keep_to_the_schema() -> None:
    country = Place("ZZ", "Norland", "country", "ZZ", 10.5, -20.25, (("region:north", "North"),))
    names = (
        Name(0, "Norland", NameKind.PLACE, (), place=country),
        Name(1, "Sarn", NameKind.PLACE, (), candidates=(replace(country, id="1"), country)),
    )
    data = reading_to_dict(replace(READING, names=names))
    validate(data, "reading-1")
    known, doubtful = data["names"]
    assert known["place"]["within"] == [{"id": "region:north", "name": "North"}]
    assert known["candidates"] == []
    assert doubtful["place"] is None
    assert [c["id"] for c in doubtful["candidates"]] == ["1", "ZZ"]


def test_reading_keeps_to_its_schema() -> None:
    validate(reading_to_dict(READING), "reading-1")
    validate(reading_to_dict(READING, texts=False), "reading-1")


def test_schema_refuses_unknown_fields() -> None:
    data = to_dict(DOSSIER)
    data["claims"][0]["truth"] = 1
    with pytest.raises(jsonschema.ValidationError, match="truth"):
        validate(data, "dossier-1")


def test_evidence_words_are_the_reports_own() -> None:
    data = to_dict(DOSSIER)
    texts = {r["id"]: r["text"] for r in data["reports"]}
    assert texts == {name: report.text for name, report in REPORTS.items()}
    evidence = [e for c in data["claims"] for e in c["evidence"]]
    assert len(evidence) == sum(len(c.evidence) for c in DOSSIER.claims)
    for e in evidence:
        assert e["text"] == texts[e["report"]][e["start"] : e["end"]]
        assert all(e["start"] <= a <= b <= e["end"] for a, b in e["marks"])


def test_same_dossier_same_bytes() -> None:
    assert dumps(to_dict(DOSSIER)) == dumps(to_dict(DOSSIER))


def test_scorers_fields() -> None:
    data = reading_to_dict(READING)
    assert data["attributions"][0]["content"] == [[7, 8], [9, 12]]
    assert [(q["value"], q["unit"], q["change"]) for q in data["quantities"]] == [
        (5.0, "person", "="),
        (5.0, "East", "<"),
    ]
    assert data["quantities"][1]["low"] is None
    assert data["timex"][0]["value"] == "2025-10-14"
    assert data["names"][0]["mentions"][0]["end"] == 4


@pytest.mark.parametrize(
    ("changes", "value", "change"),
    [
        ({"hedge": "about", "low": 4.0, "high": 6.0}, 5.0, "~"),
        ({"hedge": "at least", "high": math.inf}, 5.0, ">"),
        ({"change": "rise"}, 5.0, "up"),
        ({"change": "fall", "hedge": "about"}, 5.0, "~"),
    ],
)
def test_value_and_change(changes: dict[str, Any], value: Any, change: str) -> None:
    reading = Reading(READING.report, (), (), (quantity(**changes),), (), (), ())
    [found] = reading_to_dict(reading)["quantities"]
    assert (found["value"], found["change"]) == (value, change)


def test_ordinals_stand_apart_and_ids_stay() -> None:
    numbers = (quantity(kind="ordinal", value=3.0), quantity(same_as=None), quantity(whole=1))
    reading = Reading(READING.report, (), (), numbers, (), (), ())
    data = reading_to_dict(reading)
    assert [(o["id"], o["value"]) for o in data["ordinals"]] == [(0, 3.0)]
    assert [(q["id"], q["whole"]) for q in data["quantities"]] == [(1, None), (2, 1)]
    validate(data, "reading-1")


def test_a_length_of_time_within_a_date_is_a_quantity_without_id() -> None:
    report = Report("r", "The dam broke nine days later.")
    when = TimeExpression(14, 29, "DATE", "2025-05-14", "2025-05-14", "2025-05-14", "context")
    data = reading_to_dict(Reading(report, (), (), (), (when,), (), ()))
    [found] = data["quantities"]
    assert (found["id"], found["value"], found["unit"]) == (None, 9.0, "days")
    assert found["text"] == "nine days"
    validate(data, "reading-1")


def test_only_the_fields_asked_for() -> None:
    line = reading_line(READING, fields=("timex", "names"))
    assert list(json.loads(line)) == ["schema", "id", "names", "timex"]
    assert line.endswith("}\n")
    assert list(reading_to_dict(READING))[2:] == list(FIELDS)


def test_lone_surrogates_survive() -> None:
    text = dumps({"a": "\ud800é"})
    assert text.encode("utf-8")
    assert json.loads(text) == {"a": "\ud800é"}


def test_one_line_holds_no_line_break() -> None:
    assert "\n" not in dumps({"a": "b\nc\u2028"}, line=True)


def properties(node: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        for name, inner in node.get("properties", {}).items():
            yield name, inner
        for inner in node.values():
            yield from properties(inner)


@pytest.mark.parametrize("name", ["dossier-1", "reading-1"])
def test_every_property_is_described_and_stands_in_the_docs(name: str) -> None:
    docs = DOCS.read_text("utf-8")
    found = list(properties(schema(name)))
    assert len(found) > 40
    for field, inner in found:
        assert inner.get("description") or inner.get("const"), field
        description = inner["description"].replace("|", "\\|")
        assert f"| `{field}` |" in docs, field
        assert description in docs, f"{field}: {description}"


@pytest.mark.parametrize("name", ["dossier-1", "reading-1"])
def test_every_object_is_closed(name: str) -> None:
    data = schema(name)
    objects = [data, *(d for d in data["$defs"].values() if d["type"] == "object")]
    for node in objects:
        assert node["additionalProperties"] is False
        assert node["required"] == list(node["properties"])

"""Web Annotations: their shape by a schema of the recommendation's words, their graph by pyld.

The context in `anno.jsonld` holds the terms of the recommendation that are used, and no other: what
it does not know would be lost on the way, and is found.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
from hypothesis import HealthCheck, given, settings
from pyld import jsonld
from whole import WHOLE, dossiers

from twosource.dossier.exports.annotation import annotation, annotation_page

if TYPE_CHECKING:
    from twosource.model import Dossier

CONTEXT = json.loads(Path(__file__).with_name("anno.jsonld").read_text("utf-8"))
IRI = {
    "type": "string",
    "pattern": r"^(urn:uuid:[0-9a-f-]{36}|ni:///sha-256;[\w-]{43}|https?://\S+)$",
}


def closed(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object", "additionalProperties": False, "properties": properties,
        "required": [k for k, v in properties.items() if not v.get("optional")],
    }  # fmt: skip


WORDS = {"type": "string"}
COUNT = {"type": "integer", "minimum": 0}
SHAPE = closed(
    **{"@context": {"const": "http://www.w3.org/ns/anno.jsonld"}},
    id=IRI,
    type={"const": "AnnotationPage"},
    partOf=closed(id=IRI, type={"const": "AnnotationCollection"}, label=WORDS, total=COUNT),
    startIndex=COUNT,
    items={
        "type": "array",
        "items": closed(
            id=IRI,
            type={"const": "Annotation"},
            motivation={"const": "classifying"},
            body={
                "type": "array",
                "minItems": 4,
                "items": closed(
                    type={"const": "TextualBody"},
                    purpose={"enum": ["describing", "classifying", "tagging"]},
                    value=WORDS,
                    format={"const": "text/plain", "optional": True},
                    language={"const": "en", "optional": True},
                ),
            },
            target=closed(
                type={"const": "SpecificResource"},
                source=closed(
                    id=IRI,
                    canonical={**IRI, "optional": True},
                    type={"const": "Text"},
                    format={"const": "text/plain"},
                    language={**WORDS, "optional": True},
                    label=WORDS,
                ),
                selector={
                    "type": "array",
                    "prefixItems": [
                        closed(type={"const": "TextQuoteSelector"}, exact=WORDS, prefix=WORDS,
                               suffix=WORDS),
                        closed(type={"const": "TextPositionSelector"}, start=COUNT, end=COUNT),
                    ],
                    "items": False,
                    "minItems": 2,
                },
            ),
        ),
    },
)  # fmt: skip


def load(url: str, _options: Any = None) -> dict[str, Any]:
    assert url == "http://www.w3.org/ns/anno.jsonld"
    return {"contextUrl": None, "documentUrl": url, "document": CONTEXT}


def check(dossier: Dossier) -> None:
    page = json.loads(annotation(dossier))
    assert page == annotation_page(dossier)
    jsonschema.Draft202012Validator(SHAPE).validate(page)
    evidence = [(c, e) for c in dossier.claims for e in c.evidence]
    assert len(page["items"]) == page["partOf"]["total"] == len(evidence)
    assert len({item["id"] for item in page["items"]}) == len(evidence)
    texts = {r.id: r.text for r in dossier.reports}
    places = sorted((e.start, e.end, texts[e.report][e.start : e.end]) for _, e in evidence)
    told = []
    for item in page["items"]:
        words, position = item["target"]["selector"]
        told.append((position["start"], position["end"], words["exact"]))
        around = words["prefix"] + words["exact"] + words["suffix"]
        assert any(around in text for text in texts.values())
        assert len(words["prefix"]) == min(32, position["start"])
    assert sorted(told) == places


def test_the_sample_keeps_to_the_recommendation() -> None:
    check(WHOLE)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dossiers())
def test_any_dossier_keeps_to_it(dossier: Dossier) -> None:
    check(dossier)


def test_the_graph_has_all_that_was_written() -> None:
    page = annotation_page(WHOLE)
    options = {"documentLoader": load}
    expanded = jsonld.expand(page, options)
    back = jsonld.compact(expanded, CONTEXT["@context"], {**options, "graph": False})
    del back["@context"]
    assert back == {k: v for k, v in page.items() if k != "@context"}
    triples = jsonld.normalize(page, {**options, "format": "application/n-quads"})
    assert triples.count("<http://www.w3.org/ns/oa#hasTarget>") == len(page["items"])
    assert triples.count("#nonNegativeInteger> .") == 2 * len(page["items"]) + 2


def test_bodies_say_claim_standing_and_rule() -> None:
    item = annotation_page(WHOLE)["items"][0]
    describing, *tags = [(b["purpose"], b["value"]) for b in item["body"]]
    assert describing[1].startswith("Denied: Whether the train was going too fast. This report ")
    assert "citing the Locomotive Crews' Union, with a reservation." in describing[1]
    assert tags == [
        ("classifying", "denied"),
        ("tagging", "claim: c1"),
        ("tagging", "rule: denial"),
    ]


def test_a_denial_is_the_speakers() -> None:
    told = [item["body"][0]["value"] for item in annotation_page(WHOLE)["items"]]
    assert sum(" In this report Norrane Freight denies it. " in words for words in told) == 2


def test_a_page_of_the_web_is_named_by_its_address_and_its_text() -> None:
    reading = WHOLE.readings[1]
    known = replace(reading, report=replace(reading.report, url="https://post.example/a b"))
    page = annotation_page(replace(WHOLE, readings=(WHOLE.readings[0], known, *WHOLE.readings[2:])))
    source = page["items"][0]["target"]["source"]
    assert source["id"] == "https://post.example/a%20b"
    assert source["canonical"].startswith("ni:///sha-256;")


def test_it_can_lie_in_a_page() -> None:
    assert "<" not in annotation(replace(WHOLE, story="</script><!--"))

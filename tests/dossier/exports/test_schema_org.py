"""Claims and quotations as schema.org has them.

The context in `schema_org.jsonld` holds the terms that are used, and no other: what it does not
know would be lost on the way, and is found.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from pyld import jsonld
from whole import WHOLE, dossiers

from twosource.dossier.exports.schema_org import schema_org, schema_org_graph

if TYPE_CHECKING:
    from twosource.model import Dossier

CONTEXT = json.loads(Path(__file__).with_name("schema_org.jsonld").read_text("utf-8"))
# The types' own properties and those that they inherit (CreativeWork, Thing), as far as used.
PROPERTIES = {
    "NewsArticle": {"headline", "publisher", "creditText", "datePublished", "inLanguage", "url"},
    "Collection": {"name", "description", "keywords", "hasPart"},
    "Claim": {
        "name", "text", "description", "keywords", "isPartOf", "appearance", "citation",
    },
    "Quotation": {"text", "spokenByCharacter", "isPartOf"},
}  # fmt: skip


def load(url: str, _options: Any = None) -> dict[str, Any]:
    assert url == "https://schema.org"
    return {"contextUrl": None, "documentUrl": url, "document": CONTEXT}


def check(dossier: Dossier) -> dict[str, dict[str, Any]]:
    data = json.loads(schema_org(dossier))
    assert data == schema_org_graph(dossier)
    nodes = {}
    for node in data["@graph"]:
        assert set(node) - {"@id", "@type"} <= PROPERTIES[node["@type"]]
        nodes[node["@id"]] = node
    for node in data["@graph"]:
        for link in ("appearance", "citation", "hasPart"):
            kinds = {nodes[target["@id"]]["@type"] for target in node.get(link, [])}
            assert kinds <= {
                "appearance": {"NewsArticle"}, "citation": {"Quotation"}, "hasPart": {"Claim"},
            }[link]  # fmt: skip
        assert node.get("isPartOf", node)["@id"] in nodes
    quotations = [n for n in data["@graph"] if n["@type"] == "Quotation"]
    assert len(quotations) == sum(len(c.evidence) for c in dossier.claims)
    return nodes


def test_the_sample_keeps_to_the_vocabulary() -> None:
    nodes = check(WHOLE)
    toll = [n for n in nodes.values() if n.get("name") == "How many people: killed"]
    assert [n["@type"] for n in toll] == ["Collection", "Claim", "Claim"]
    assert toll[0]["keywords"] == ["updated", "growing-toll"]
    assert [n["text"] for n in toll[1:]] == [
        "How many people: killed: 2", "How many people: killed: 4",
    ]  # fmt: skip
    assert [len(n["appearance"]) for n in toll[1:]] == [1, 4]
    quotation = nodes[toll[1]["citation"][0]["@id"]]
    assert quotation["text"] == "Two people were killed"
    assert quotation["spokenByCharacter"] == {"name": "the fire service"}


def test_a_speaker_has_a_kind_where_the_readings_tell_it() -> None:
    from dataclasses import replace  # noqa: PLC0415

    first, *rest = WHOLE.claims
    evidence = replace(first.evidence[0], speaker="Lea Morn")
    dossier = replace(WHOLE, claims=(replace(first, evidence=(evidence,), links=()), *rest))
    speakers = [n.get("spokenByCharacter") for n in schema_org_graph(dossier)["@graph"]]
    assert {"@type": "Person", "name": "Lea Morn"} in speakers


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(dossiers())
def test_any_dossier_keeps_to_it(dossier: Dossier) -> None:
    if len({r.sha256 for r in dossier.reports}) == len(dossier.reports):
        check(dossier)


def test_the_graph_has_all_that_was_written() -> None:
    data = schema_org_graph(WHOLE)
    options = {"documentLoader": load}
    expanded = jsonld.expand(data, options)
    back = jsonld.compact(expanded, CONTEXT["@context"], options)
    assert back["@graph"] == data["@graph"]


def test_nothing_is_rated() -> None:
    text = schema_org(WHOLE)
    assert "ClaimReview" not in text
    assert "ating" not in text.replace("operating", "").replace("operat", "")

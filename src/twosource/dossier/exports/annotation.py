"""The evidence as W3C Web Annotations (JSON-LD): one annotation for each piece.

After the Web Annotation Data Model (W3C Recommendation, 23 February 2017). Offsets count code
points, as the recommendation wants. The bodies say the claim, its standing and the rule that
decided it; they judge no text and no outlet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from twosource.dossier.as_json import dumps
from twosource.dossier.decided import why_of
from twosource.dossier.exports.identities import dossier_name, text_name, urn
from twosource.dossier.exports.references import reference
from twosource.dossier.wording import ORDER, STANDINGS, count, full_sentence, ordered, sentence

if TYPE_CHECKING:
    from twosource.model import Claim, Dossier, Evidence, Report

__all__ = ["annotation", "annotation_page"]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # code points of prefix and suffix, as the recommendation's examples have about


def annotation(dossier: Dossier) -> str:
    """The annotation page as JSON text; `<` stands as an escape, so that it can lie in a page."""
    return dumps(annotation_page(dossier)).replace("<", "\\u003c") + "\n"


def annotation_page(dossier: Dossier) -> dict[str, Any]:
    """An AnnotationPage with all annotations, the claims' differences first."""
    name = dossier_name(dossier)
    reports = {r.id: r for r in dossier.reports}
    claims = ordered(dossier.claims)
    items = [
        _annotation(
            claim, evidence, reports[evidence.report], urn(name, claim.id, str(number)), why
        )
        for standing in ORDER
        for claim in claims[standing]
        for why in [why_of(claim, dossier.decisions)]
        for number, evidence in enumerate(claim.evidence)
    ]
    return {
        "@context": CONTEXT,
        "id": urn(name, "page"),
        "type": "AnnotationPage",
        "partOf": {
            "id": name,
            "type": "AnnotationCollection",
            "label": dossier.story or f"{count(len(reports), 'report')} compared",
            "total": len(items),
        },
        "startIndex": 0,
        "items": items,
    }


def _annotation(
    claim: Claim, evidence: Evidence, report: Report, name: str, why: str
) -> dict[str, Any]:
    return {
        "id": name,
        "type": "Annotation",
        "motivation": "classifying",
        "body": [
            {
                **_body("describing", _words(claim, evidence, why)),
                "format": "text/plain",
                "language": "en",
            },
            _body("classifying", claim.standing.value),
            _body("tagging", f"claim: {claim.id}"),
            _body("tagging", f"rule: {claim.rule}"),
        ],
        "target": {
            "type": "SpecificResource",
            "source": _source(report),
            "selector": _selectors(evidence, report.text),
        },
    }


def _body(purpose: str, value: str) -> dict[str, str]:
    return {"type": "TextualBody", "purpose": purpose, "value": value}


def _words(claim: Claim, evidence: Evidence, why: str) -> str:
    """The claim, its standing and what these words do in it, in plain sentences."""
    badge = STANDINGS[claim.standing].badge
    what = evidence.value or "it"
    if evidence.stance == "denies":
        does = f"In this report {evidence.speaker} denies {what}" if evidence.speaker else ""
        does = does or f"This report denies {what}"
    else:
        does = f"This report says {what}"
        does += f", citing {evidence.speaker}" if evidence.speaker else ""
    parts = (
        full_sentence(f"{badge}: {sentence(claim.question)}"),
        full_sentence(f"{does}{', with a reservation' if evidence.hedged else ''}"),
        why,
    )
    return " ".join(part for part in parts if part)


def _source(report: Report) -> dict[str, str]:
    """The report: its address where one is known, and always the name of exactly this text."""
    known = reference(report)
    source = {
        "id": known.url or text_name(report),
        "canonical": text_name(report) if known.url else "",
        "type": "Text",
        "format": "text/plain",
        "language": known.language,
        "label": ", ".join(part for part in (known.outlet, known.title) if part) or "untitled",
    }
    return {field: value for field, value in source.items() if value}


def _selectors(evidence: Evidence, text: str) -> list[dict[str, Any]]:
    start, end = evidence.start, evidence.end
    return [
        {
            "type": "TextQuoteSelector",
            "exact": text[start:end],
            "prefix": text[max(0, start - AROUND) : start],
            "suffix": text[end : end + AROUND],
        },
        {"type": "TextPositionSelector", "start": start, "end": end},
    ]

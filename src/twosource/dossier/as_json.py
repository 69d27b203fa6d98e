"""A dossier as plain data for JSON: the form that `schema/dossier-1.json` describes.

The same dossier gives the same data, in the same order, always. Offsets count code points of the
report's `text`, half open, as everywhere. Numbers stand as they are: whoever makes a score rounds
it there, so that what is read back (`from_json`) is what was shown.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING, Any

from twosource.dossier.json_text import dumps
from twosource.dossier.reading_rows import Places, reading_to_rows
from twosource.dossier.report_json import pair, report_to_dict, words_compared

if TYPE_CHECKING:
    from twosource.model import (
        Anchor,
        Claim,
        Decision,
        Dossier,
        Evidence,
        Link,
        Origin,
        Problem,
        SharedPassage,
        Tie,
    )

__all__ = [
    "DOSSIER_SCHEMA",
    "dumps",
    "pair",
    "report_to_dict",
    "schema",
    "to_dict",
    "words_compared",
]

DOSSIER_SCHEMA = "twosource/dossier/1"


def to_dict(dossier: Dossier, *, texts: bool = True) -> dict[str, Any]:
    """The dossier as dictionaries, lists, strings and numbers; see docs/json.md.

    With `texts` false the reports' texts are left out (`null`), for those who keep them already;
    such a dossier cannot be read back.
    """
    texts_of = {report.id: report.text for report in dossier.reports}
    places = Places()
    readings = [reading_to_rows(r, places) for r in dossier.readings]
    return {
        "schema": DOSSIER_SCHEMA,
        "version": dossier.version,
        "story": dossier.story,
        "settings": [{"name": name, "value": value} for name, value in dossier.settings],
        "reports": [report_to_dict(r, text=texts) for r in dossier.reports],
        "origins": [_origin(o) for o in dossier.origins],
        "ties": [_tie(t) for t in dossier.ties],
        "claims": [_claim(c, texts_of) for c in dossier.claims],
        "decisions": [_decision(d) for d in dossier.decisions],
        "problems": [_problem(p) for p in dossier.problems],
        "places": places.found,
        "readings": readings,
    }


def schema(name: str = "dossier-1") -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a form that this package writes: `dossier-1`,
    `reading-1` or `explanation-1`.
    """
    path = resources.files("twosource.dossier") / "schema" / f"{name}.json"
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return data


def _origin(origin: Origin) -> dict[str, Any]:
    return {
        "id": origin.id,
        "kind": origin.kind.value,
        "label": origin.label,
        "reports": list(origin.reports),
        "why": origin.why,
        "passages": [_passage(p) for p in origin.passages],
    }


def _passage(passage: SharedPassage) -> dict[str, Any]:
    return {
        "report_a": passage.report_a,
        "span_a": pair(passage.span_a),
        "report_b": passage.report_b,
        "span_b": pair(passage.span_b),
        "words": passage.words,
        "reworded": passage.reworded,
    }


def _tie(tie: Tie) -> dict[str, Any]:
    return {
        "report_a": tie.report_a,
        "report_b": tie.report_b,
        "kind": tie.kind.value,
        "label": tie.label,
        "why": tie.why,
        "share_a": float(tie.share_a),
        "share_b": float(tie.share_b),
        "first": tie.first,
        "passages": [_passage(p) for p in tie.passages],
    }


def _claim(claim: Claim, texts: dict[str, str]) -> dict[str, Any]:
    return {
        "id": claim.id,
        "standing": claim.standing.value,
        "kind": claim.kind,
        "question": claim.question,
        "values": list(claim.values),
        "rule": claim.rule,
        "why": claim.why,
        "score": float(claim.score),
        "origins": list(claim.origins),
        "evidence": [_evidence(e, texts[e.report]) for e in claim.evidence],
        "links": [_link(link) for link in claim.links],
        "decided": list(claim.decided),
    }


def _evidence(evidence: Evidence, text: str) -> dict[str, Any]:
    return {
        "report": evidence.report,
        "start": evidence.start,
        "end": evidence.end,
        "text": text[evidence.start : evidence.end],
        "sentence": pair(evidence.sentence),
        "value": evidence.value,
        "stance": evidence.stance,
        "speaker": evidence.speaker,
        "origin": evidence.origin,
        "marks": [pair(m) for m in evidence.marks],
        "hedged": evidence.hedged,
        "chain": list(evidence.chain),
        "origin_why": evidence.origin_why,
    }


def _link(link: Link) -> dict[str, Any]:
    return {
        "a": link.a,
        "b": link.b,
        "score": float(link.score),
        "same": [[pair(a), pair(b)] for a, b in link.same],
        "apart": list(link.apart),
        "reasons": [[r.name, float(r.value), float(r.adds)] for r in link.reasons],
    }


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "id": decision.id,
        "kind": decision.kind.value,
        "anchors": [_anchor(a) for a in decision.anchors],
        "note": decision.note,
        "applied": decision.applied,
        "outcome": decision.outcome,
    }


def _anchor(anchor: Anchor) -> dict[str, Any]:
    return {
        "sha256": anchor.sha256,
        "report": anchor.report,
        "start": anchor.start,
        "end": anchor.end,
        "text": anchor.text,
        "value": anchor.value,
        "part": anchor.part,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {"input": problem.input, "reason": problem.reason, "fatal": problem.fatal}

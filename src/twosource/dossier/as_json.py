"""A dossier as plain data for JSON: the form that `schema/dossier-1.json` describes.

The same dossier gives the same data, in the same order, always. Offsets count code points of the
report's `text`, half open, as everywhere.
"""

from __future__ import annotations

import json
from importlib import resources
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from twosource.model import (
        Block,
        Claim,
        Dossier,
        Evidence,
        Origin,
        Problem,
        Report,
        SharedPassage,
        Span,
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

    With `texts` false the reports' texts are left out (`null`), for those who keep them already.
    """
    texts_of = {report.id: report.text for report in dossier.reports}
    return {
        "schema": DOSSIER_SCHEMA,
        "story": dossier.story,
        "reports": [report_to_dict(r, text=texts) for r in dossier.reports],
        "origins": [_origin(o) for o in dossier.origins],
        "claims": [_claim(c, texts_of) for c in dossier.claims],
        "problems": [_problem(p) for p in dossier.problems],
    }


def report_to_dict(report: Report, *, text: bool = True) -> dict[str, Any]:
    """One report: who published it, when, its text and what each part of the text is."""
    return {
        "id": report.id,
        "source": report.source,
        "title": report.title,
        "outlet": report.outlet,
        "byline": report.byline,
        "agencies": list(report.agencies),
        "published": report.published,
        "language": report.language,
        "url": report.url,
        "sha256": report.sha256,
        "characters": len(report.text),
        "words_compared": words_compared(report),
        "blocks": [_block(b) for b in report.blocks],
        "warnings": list(report.warnings),
        "text": report.text if text else None,
    }


def words_compared(report: Report) -> int:
    """How many words, as white space parts them, stand in the blocks that are compared."""
    return sum(len(report.text[b.start : b.end].split()) for b in report.blocks if b.compared)


def pair(span: Span) -> list[int]:
    """A span as `[start, end]`."""
    return [span.start, span.end]


def dumps(data: dict[str, Any], *, line: bool = False) -> str:
    """JSON text without a newline at its end: on one line, or indented for people.

    Everything is written as itself, not as an escape, but for what UTF-8 cannot carry (a lone
    surrogate): then the whole text is ASCII with escapes, so that nothing is lost.
    """
    indent, separators = (None, (",", ":")) if line else (1, (",", ": "))
    out = json.dumps(
        data, ensure_ascii=False, allow_nan=False, indent=indent, separators=separators
    )
    try:
        out.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(data, allow_nan=False, indent=indent, separators=separators)
    return out


def schema(name: str = "dossier-1") -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a form that this package writes: `dossier-1`,
    `reading-1` or `explanation-1`.
    """
    path = resources.files("twosource.dossier") / "schema" / f"{name}.json"
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return data


def _block(block: Block) -> dict[str, Any]:
    return {
        "kind": block.kind.value,
        "start": block.start,
        "end": block.end,
        "compared": block.compared,
        "why": block.why,
    }


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
        "score": round(claim.score, 4),
        "origins": list(claim.origins),
        "evidence": [_evidence(e, texts[e.report]) for e in claim.evidence],
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
    }


def _problem(problem: Problem) -> dict[str, Any]:
    return {"input": problem.input, "reason": problem.reason, "fatal": problem.fatal}

"""An explanation as plain data for JSON; docs/json.md says what stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from twosource.dossier.as_json import pair
from twosource.dossier.explanation import in_words

if TYPE_CHECKING:
    from twosource.dossier.explanation import Common, Explanation, Piece
    from twosource.model import Decision, SharedPassage, Tie

__all__ = ["EXPLANATION_SCHEMA", "explanation_to_dict"]

EXPLANATION_SCHEMA = "twosource/explanation/1"


def explanation_to_dict(found: Explanation) -> dict[str, Any]:
    """The explanation as dictionaries, lists, strings and numbers."""
    claim = found.claim
    return {
        "schema": EXPLANATION_SCHEMA,
        "claim": {
            "id": claim.id,
            "standing": claim.standing.value,
            "kind": claim.kind,
            "question": claim.question,
            "values": list(claim.values),
            "rule": claim.rule,
            "why": claim.why,
            "score": claim.score,
            "origins": list(claim.origins),
            "origin_labels": list(found.counted),
            "decided": list(claim.decided),
        },
        "steps": [
            {"standing": s.standing.value, "holds": s.holds, "found": s.found} for s in found.steps
        ],
        "evidence": [_piece(p) for p in found.pieces],
        "links": [_link(c) for c in found.links],
        "rivals": [list(r) for r in found.rivals],
        "ties": [_tie(t) for t in found.ties],
        "passages": [_passage(p) for p in found.passages],
        "decisions": [_decision(d) for d in found.decisions],
        "would_change": list(found.change),
    }


def _piece(piece: Piece) -> dict[str, Any]:
    one = piece.evidence
    return {
        "report": one.report,
        "outlet": piece.label,
        "published": piece.published or None,
        "start": one.start,
        "end": one.end,
        "text": piece.text,
        "marks": [pair(m) for m in one.marks],
        "value": one.value,
        "interval": piece.interval,
        "days": list(piece.days),
        "stance": one.stance,
        "hedged": one.hedged,
        "speaker": one.speaker,
        "chain": list(one.chain),
        "origin": one.origin,
        "origin_label": piece.origin.label if piece.origin is not None else "",
        "origin_why": one.origin_why or (piece.origin.why if piece.origin is not None else ""),
    }


def _link(common: Common) -> dict[str, Any]:
    link = common.link
    return {
        "a": link.a,
        "b": link.b,
        "score": link.score,
        "same": [
            {"a": pair(a), "b": pair(b), "words_a": one, "words_b": two}
            for (a, b), (one, two) in zip(link.same, common.same, strict=True)
        ],
        "apart": list(link.apart),
        "reasons": [
            {
                "name": r.name,
                "means": in_words(r),
                "value": r.value,
                "weight": r.adds / r.value if r.value else None,
                "adds": r.adds,
            }
            for r in link.reasons
        ],
    }


def _tie(tie: Tie) -> dict[str, Any]:
    return {
        "report_a": tie.report_a,
        "report_b": tie.report_b,
        "kind": tie.kind.value,
        "label": tie.label,
        "why": tie.why,
        "share_a": tie.share_a,
        "share_b": tie.share_b,
        "first": tie.first,
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


def _decision(decision: Decision) -> dict[str, Any]:
    return {
        "id": decision.id,
        "kind": decision.kind.value,
        "note": decision.note,
        "applied": decision.applied,
        "outcome": decision.outcome,
    }

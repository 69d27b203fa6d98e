"""What the app's pages show of a story, worked out before the templates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.dossier.as_json import words_compared
from twosource.dossier.wording import (
    BLOCKS,
    STANDINGS,
    full_sentence,
    joined,
    labels,
    sentence,
    when,
)
from twosource.model import BlockKind, DecisionKind, Standing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from twosource.app.web.desk import StoryState
    from twosource.app.web.shelf import Item
    from twosource.model import Anchor, Claim, Decision, Dossier, Report

__all__ = [
    "BLOCK_KINDS",
    "BlockRow",
    "ClaimRow",
    "DecisionRow",
    "ReportRow",
    "StateRow",
    "block_rows",
    "claim_rows",
    "decision_rows",
    "report_rows",
    "state_row",
]

BLOCK_KINDS = tuple((kind.value, BLOCKS[kind]) for kind in BlockKind)
_STAGES = {
    "starting": "Starting",
    "reading": "Reading the reports",
    "origins": "Looking for shared origins",
    "claims": "Comparing what they say",
    "page": "Writing the page",
}
_DECIDED = {
    DecisionKind.MERGE: "One claim",
    DecisionKind.SPLIT: "Split off",
    DecisionKind.REJECT: "Rejected",
    DecisionKind.ONE_ORIGIN: "One origin",
}
_SHOWN = 140  # characters of a decision's words


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report in the story's list, or an input that is not used."""

    key: str
    name: str
    file: str
    about: str  # outlet's date and what it credits
    headline: str
    compared: int  # words
    left_out: int  # blocks
    corrected: bool
    warnings: tuple[str, ...]
    reason: str
    readable: bool
    rows_of_file: int  # reports that its file holds


@dataclass(frozen=True, slots=True)
class BlockRow:
    """One part of a report's text. `field` is its name in the form."""

    field: str
    kind: str
    compared: bool
    why: str
    text: str


@dataclass(frozen=True, slots=True)
class StateRow:
    """How a story stands: a word, a sentence, and how far a comparison has come (0 to 100)."""

    word: str
    text: str
    stage: str
    share: int
    reason: str


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision of the user, in plain words."""

    id: str
    kind: str
    text: str
    note: str
    outcome: str
    applied: bool | None  # None where no run has said yet


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """Words of one report. `field` is "claim:index"."""

    field: str
    report: str
    words: str
    value: str
    stance: str
    speaker: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """One claim to decide on."""

    id: str
    standing: str
    badge: str
    question: str
    why: str
    values: str
    decided: str
    evidence: tuple[EvidenceRow, ...]


def report_rows(items: Sequence[Item]) -> list[ReportRow]:
    """All inputs of the story, in the order in which they are compared."""
    files = [i.file for i in items]
    return [_report_row(item, files.count(item.file)) for item in items]


def _report_row(item: Item, of_file: int) -> ReportRow:
    report = item.report
    if report is None:
        name = item.file + (f", line {item.line}" if item.line else "")
        return ReportRow(
            item.key, name, item.file, "", "", 0, 0, False, (), item.reason, False, of_file
        )
    told = [when(report) or "no date", report.byline or "", ", ".join(report.agencies)]
    return ReportRow(
        key=item.key,
        name=report.outlet or report.id,
        file=item.file + (f", line {item.line}" if item.line else ""),
        about=" · ".join(x for x in told if x),
        headline=sentence(report.title or ""),
        compared=words_compared(report),
        left_out=sum(not b.compared for b in report.blocks),
        corrected=item.correction is not None,
        warnings=report.warnings,
        reason=item.reason,
        readable=True,
        rows_of_file=of_file,
    )


def block_rows(report: Report) -> list[BlockRow]:
    """The parts of the text in order."""
    return [
        BlockRow(
            f"kind-{b.start}-{b.end}", b.kind.value, b.compared, b.why, report.text[b.start : b.end]
        )
        for b in report.blocks
    ]


def state_row(state: StoryState) -> StateRow:
    """How the story stands, in plain words."""
    job, word = state.job, state.state
    text = {
        "empty": "Nothing to compare yet. Paste a text or add files.",
        "not compared": "Not compared yet.",
        "comparing": "Comparing …",
        "compared": "Compared as it stands.",
        "changed": "Something has changed since this was compared.",
        "failed": "The comparison failed.",
    }[word]
    if job is None:
        return StateRow(word, text, "", 0, "")
    stage = "Waiting for its turn" if job.state == "waiting" else _STAGES.get(job.stage, job.stage)
    if job.stage == "reading" and job.total:
        stage = f"{stage}, {job.done} of {job.total}"
    return StateRow(word, text, stage, _share(job.stage, job.done, job.total), job.reason)


def _share(stage: str, done: int, total: int) -> int:
    """How much of the bar is full: reading is most of the work, and the rest tells only its end."""
    if stage == "reading":
        return 5 + (60 * done // total if total else 0)
    return {"origins": 75, "claims": 90, "page": 95}.get(stage, 2)


def decision_rows(decisions: Sequence[Decision], dossier: Dossier | None) -> list[DecisionRow]:
    """The decisions, the last one first, with what came of them in `dossier`."""
    done = {d.id: d for d in dossier.decisions} if dossier is not None else {}
    rows = []
    for decision in reversed(decisions):
        run = done.get(decision.id)
        rows.append(
            DecisionRow(
                decision.id,
                _DECIDED[decision.kind],
                _words(decision.anchors),
                decision.note,
                run.outcome if run else "",
                run.applied if run else None,
            )
        )
    return rows


def _words(anchors: Sequence[Anchor]) -> str:
    if all(a.start is None for a in anchors):
        return joined(dict.fromkeys(a.report for a in anchors))
    first = sentence(anchors[0].text)
    short = first if len(first) <= _SHOWN else first[: _SHOWN - 1].rstrip() + "…"
    others = len(anchors) - 1
    return f"“{short}” ({anchors[0].report}{f' and {others} more' if others else ''})"


def claim_rows(dossier: Dossier, wanted: str = "") -> Iterator[ClaimRow]:
    """The claims in their order; with `wanted` those that hold all its words."""
    names = labels(dossier)
    texts = {r.id: r.text for r in dossier.reports}
    words = wanted.casefold().split()
    for claim in dossier.claims:
        row = _claim_row(claim, names, texts)
        held = " ".join([row.question, row.values, row.badge, *(e.words for e in row.evidence)])
        held = f"{held} {' '.join(e.report for e in row.evidence)}".casefold()
        if all(w in held for w in words):
            yield row


def _claim_row(claim: Claim, names: dict[str, str], texts: dict[str, str]) -> ClaimRow:
    single = claim.standing is Standing.SINGLE_SOURCE
    return ClaimRow(
        id=claim.id,
        standing=claim.standing.value,
        badge=STANDINGS[claim.standing].badge,
        question=sentence(claim.question),
        why="" if single else full_sentence(claim.why),
        values=" / ".join(claim.values),
        decided=joined(claim.decided),
        evidence=tuple(
            EvidenceRow(
                f"{claim.id}:{k}",
                names.get(e.report, e.report),
                texts[e.report][e.start : e.end],
                e.value,
                e.stance,
                e.speaker,
            )
            for k, e in enumerate(claim.evidence)
        ),
    )

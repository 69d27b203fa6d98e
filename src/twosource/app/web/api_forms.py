"""What the interface for programs takes and gives, as it stands in openapi.json."""

from dataclasses import dataclass, field
from typing import Literal

from twosource.app.web.desk import StoryState
from twosource.app.web.shelf import Item
from twosource.app.web.stories import StoryLine
from twosource.app.web.viewing import state_row
from twosource.dossier.as_json import words_compared
from twosource.model import BlockKind, Decision, DecisionKind

__all__ = [
    "AddedOut",
    "BlockOut",
    "ComparisonOut",
    "DecisionIn",
    "DecisionOut",
    "FilesOut",
    "LabelIn",
    "PasteIn",
    "RefusedOut",
    "ReportIn",
    "ReportLine",
    "ReportOut",
    "StoryIn",
    "StoryLineOut",
    "StoryOut",
    "comparison_out",
    "decision_out",
    "line_out",
    "report_line",
    "report_out",
    "story_out",
]


@dataclass(frozen=True)
class StoryIn:
    """A story to make."""

    title: str


@dataclass(frozen=True)
class PasteIn:
    """A text to keep as a report; `name` is what its file is to be called, without ending."""

    text: str
    name: str = ""
    outlet: str = ""
    date: str = ""
    url: str = ""


@dataclass(frozen=True)
class LabelIn:
    """The kind of one part, named by its place in the text, in code points."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True)
class ReportIn:
    """What is to be set right; what is left out stays, "" gives the word back to the file.

    `labels` that is empty gives all labels back to the program.
    """

    outlet: str | None = None
    date: str | None = None
    url: str | None = None
    labels: list[LabelIn] | None = None


@dataclass(frozen=True)
class EvidenceIn:
    """A piece of a claim's evidence, by its place in the claim's list, from 0."""

    claim: str
    index: int


@dataclass(frozen=True)
class DecisionIn:
    """A decision on a dossier. merge: two `claims` or more, or one whose words surely say the same;
    split: `evidence` of one claim that is
    to leave it; reject: one of `claims`; one-origin: two `reports` or more, by id. `dossier` is
    the key of the dossier that the ids are of; without it they are of the last one.
    """

    kind: DecisionKind
    claims: list[str] = field(default_factory=list)
    evidence: list[EvidenceIn] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    note: str = ""
    dossier: str | None = None


@dataclass(frozen=True)
class StoryLineOut:
    """A story in the list; `changed` in seconds since 1970."""

    name: str
    title: str
    files: int
    changed: float


@dataclass(frozen=True)
class BlockOut:
    """A part of a report's text, in code points; `why` is the rule that labelled it."""

    start: int
    end: int
    kind: BlockKind
    compared: bool
    why: str


@dataclass(frozen=True)
class ReportLine:
    """A report of a story. `reason` says why it is not compared, or is ""; `same_as` is another
    file with the same text, or "".
    """

    key: str
    id: str | None
    file: str
    line: int
    outlet: str | None
    date: str | None
    url: str | None
    title: str | None
    sha256: str | None
    words: int
    counted: bool
    reason: str
    same_as: str
    warnings: list[str]


@dataclass(frozen=True)
class ReportOut:
    """A report with its text and the parts of it."""

    report: ReportLine
    text: str | None
    blocks: list[BlockOut]


@dataclass(frozen=True)
class AddedOut:
    """A report that is kept; `duplicate` where its text is there already, under `same_as`."""

    report: ReportLine
    duplicate: bool


@dataclass(frozen=True)
class RefusedOut:
    """A file that is not kept, and why."""

    name: str
    reason: str


@dataclass(frozen=True)
class FilesOut:
    """What was kept of several files, and what was not."""

    added: list[AddedOut]
    refused: list[RefusedOut]


@dataclass(frozen=True)
class ComparisonOut:
    """How a comparison stands. `key` names the dossier that the story has as it stands, `shown`
    the one that can be had now. `text` says the stage in words, `share` is how far it has come, 0
    to 100.
    """

    state: Literal["empty", "not compared", "comparing", "compared", "changed", "failed"]
    key: str
    shown: str | None
    text: str
    stage: str = ""
    done: int = 0
    total: int = 0
    share: int = 0
    reason: str = ""


@dataclass(frozen=True)
class AnchorOut:
    """Words that a decision is about, or a whole report."""

    report: str
    sha256: str
    start: int | None
    end: int | None
    text: str


@dataclass(frozen=True)
class DecisionOut:
    """One of the user's decisions."""

    id: str
    kind: DecisionKind
    note: str
    anchors: list[AnchorOut]


@dataclass(frozen=True)
class StoryOut:
    """A story as it stands."""

    name: str
    title: str
    reports: list[ReportLine]
    removed: list[str]
    problems: list[str]
    decisions: list[DecisionOut]
    comparison: ComparisonOut


def line_out(line: StoryLine) -> StoryLineOut:
    """A story in the list."""
    return StoryLineOut(line.name, line.title, line.files, line.changed)


def report_line(item: Item) -> ReportLine:
    """A report without its text."""
    report = item.report
    return ReportLine(
        key=item.key,
        id=report.id if report and item.counted else None,
        file=item.file,
        line=item.line,
        outlet=report.outlet if report else None,
        date=report.published if report else None,
        url=report.url if report else None,
        title=report.title if report else None,
        sha256=report.sha256 if report else None,
        words=words_compared(report) if report else 0,
        counted=item.counted,
        reason=item.reason,
        same_as=item.twin,
        warnings=list(report.warnings) if report else [],
    )


def report_out(item: Item) -> ReportOut:
    """A report with its text."""
    report = item.report
    blocks = report.blocks if report else ()
    return ReportOut(
        report_line(item),
        report.text if report else None,
        [BlockOut(b.start, b.end, b.kind, b.compared, b.why) for b in blocks],
    )


def comparison_out(state: StoryState) -> ComparisonOut:
    """How the story's comparison stands."""
    row, job = state_row(state), state.job
    if job is None:
        return ComparisonOut(state.state, state.key, state.shown, row.text)
    return ComparisonOut(
        state=state.state,
        key=state.key,
        shown=state.shown,
        text=row.stage if state.state == "comparing" else row.text,
        stage=job.stage,
        done=job.done,
        total=job.total,
        share=row.share,
        reason=job.reason,
    )


def decision_out(decision: Decision) -> DecisionOut:
    """A decision."""
    return DecisionOut(
        decision.id,
        decision.kind,
        decision.note,
        [AnchorOut(a.report, a.sha256, a.start, a.end, a.text) for a in decision.anchors],
    )


def story_out(state: StoryState) -> StoryOut:
    """A story."""
    return StoryOut(
        name=state.name,
        title=state.shelf.title,
        reports=[report_line(i) for i in state.shelf.items],
        removed=[r.file for r in state.shelf.removed],
        problems=[f"{p.input}: {p.reason}" for p in state.problems],
        decisions=[decision_out(d) for d in state.decisions],
        comparison=comparison_out(state),
    )

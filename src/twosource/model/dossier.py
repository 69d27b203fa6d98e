"""The nouns of the answer: origins, claims and their evidence, the dossier."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from twosource.model.reading import Reading  # noqa: TC001 - its fields can be asked for their types
from twosource.model.report import Problem, Report, Span

__all__ = [
    "Anchor",
    "Claim",
    "Decision",
    "DecisionKind",
    "Dossier",
    "Evidence",
    "Link",
    "Origin",
    "OriginKind",
    "Reason",
    "SharedPassage",
    "Standing",
    "Tie",
    "TieKind",
]


class OriginKind(StrEnum):
    REPORT = "report"  # the outlet's own: nothing shows that it came from elsewhere
    AGENCY = "agency"  # wire copy
    COPY = "copy"  # the same words in two reports, no agency named
    SPEAKER = "speaker"  # a person, body, interview or press release


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """The same words in two reports, outside quotation marks; `words` of them.

    `reworded` is whether they are not the same in a row, but most of a sentence's words in another
    form or order.
    """

    report_a: str
    span_a: Span
    report_b: str
    span_b: Span
    words: int
    reworded: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Where statements come from. `reports` are the ids of all reports that draw on it, `label`
    its name for people, `passages` what shows it, `why` the rule that made it one origin.
    """

    id: str
    kind: OriginKind
    label: str
    reports: tuple[str, ...]
    passages: tuple[SharedPassage, ...] = ()
    why: str = ""


class TieKind(StrEnum):
    COPIED = "copied"  # the same words outside quotation marks
    AGENCY = "agency"  # both credit one agency
    SPEAKER = "speaker"  # both rest on one speaker, interview or press release
    OWNER = "owner"  # one outlet, or one owner by the user's own table
    DECISION = "decision"  # the user says so


@dataclass(frozen=True, slots=True)
class Tie:
    """Why two reports are one origin, wholly or in part.

    `share_a` and `share_b` are the parts, 0 to 1, of each report's own words (compared, outside
    quotation marks) that lie in `passages`. `first` is the id of the report that had them first
    where time tells, else "". `label` names the agency, speaker, outlet, owner or decisions, `why`
    is a plain sentence. All but copied words are inferred from credits.
    """

    report_a: str
    report_b: str
    kind: TieKind
    label: str = ""
    why: str = ""
    share_a: float = 0.0
    share_b: float = 0.0
    first: str = ""
    passages: tuple[SharedPassage, ...] = ()


class Standing(StrEnum):
    """See docs/standings.md for the rules."""

    DENIED = "denied"
    UPDATED = "updated"
    CONFLICTING = "conflicting"
    CORROBORATED = "corroborated"
    ONE_ORIGIN = "one-origin"
    SINGLE_SOURCE = "single-source"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of one report that carry, rival or reject a claim.

    `value` is the normal form of the answer where the claim asks for one ("5", "≈ 5 000 km²"),
    else "". `stance` is "asserts" or "denies". `speaker` is who is said to say it, "" for the
    outlet itself. `origin` is an `Origin.id`. `marks` are the spans inside [start, end) of the
    words that differ from the claim's other evidence. `hedged` is whether it is said with a
    reservation ("may", "reportedly"); `chain` who is said to say it, the outermost first;
    `origin_why` the plain reason why it has that origin.
    """

    report: str
    start: int
    end: int
    sentence: Span
    value: str = ""
    stance: Literal["asserts", "denies"] = "asserts"
    speaker: str = ""
    origin: str = ""
    marks: tuple[Span, ...] = ()
    hedged: bool = False
    chain: tuple[str, ...] = ()
    origin_why: str = ""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Reason:
    """One number that speaks for or against a link: its name, its value, and what it adds to the
    logarithm of the odds (its weight times its value).
    """

    name: str
    value: float
    adds: float


@dataclass(frozen=True, slots=True)
class Link:
    """Why two pieces of a claim's evidence are taken to say the same, by their indices in it.

    `score` is the probability, 0 to 1. `same` are pairs of spans, in the one report and in the
    other, of words that mean the same; `apart` are plain words on what keeps them from counting as
    surely the same. `reasons` are the numbers behind the score, the weightiest first.
    """

    a: int
    b: int
    score: float
    same: tuple[tuple[Span, Span], ...] = ()
    apart: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


class DecisionKind(StrEnum):
    MERGE = "merge"  # the claims of these words are one
    SPLIT = "split"  # these words do not belong to one claim
    REJECT = "reject"  # the claim of these words is none
    ONE_ORIGIN = "one-origin"  # these reports are one origin


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of a report that a decision is about, found again by the text's SHA-256 and the
    offsets; of a whole report `start` and `end` are None and `text` is "".

    `value` is the answer that they gave ("5 people"), which tells two claims in the same words
    apart. `part` is the side that the words are on: of a merge the claim they were in, 0 or more;
    of a split 0 for those that leave and 1 for those that stay.
    """

    sha256: str
    report: str  # the id at the time, for people
    start: int | None = None
    end: int | None = None
    text: str = ""
    value: str = ""
    part: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """What the user decided. `applied` is whether this run could follow it, `outcome` says what it
    did, or why it could not, in plain words.
    """

    id: str
    kind: DecisionKind
    anchors: tuple[Anchor, ...]
    note: str = ""
    applied: bool = False
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """The statements of all reports that answer one question.

    `kind`: quantity, time, place, person, event, quote, statement. `question` says in plain words
    what is compared ("how many people: killed"); `rule` is the name of the rule that decided the
    standing and `why` its plain sentence. `values` are the distinct answers in the order of their
    first report. `origins` are the ids of the independent origins that carry it. `links` say why
    its evidence belongs together; `decided` are the ids of the user's decisions that shaped it.
    """

    id: str
    standing: Standing
    kind: str
    question: str
    evidence: tuple[Evidence, ...]
    origins: tuple[str, ...]
    rule: str
    why: str
    values: tuple[str, ...] = ()
    score: float = 0.0  # how sure the alignment is, 0 to 1, of its weakest link
    links: tuple[Link, ...] = ()
    decided: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """The answer: reports, origins, claims, and what could not be used.

    `ties` say which reports are one origin, wholly or in part; `decisions` are the user's, in the
    order of her file; `settings` are what was asked for beside the inputs, as name and value.
    """

    readings: tuple[Reading, ...]
    origins: tuple[Origin, ...]
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...] = ()
    story: str | None = None
    version: str = field(default="1")
    ties: tuple[Tie, ...] = ()
    decisions: tuple[Decision, ...] = ()
    settings: tuple[tuple[str, str], ...] = ()

    @property
    def reports(self) -> tuple[Report, ...]:
        return tuple(r.report for r in self.readings)

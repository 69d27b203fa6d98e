"""The nouns of the answer: origins, claims and their evidence, the dossier."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from twosource.model.reading import Reading  # noqa: TC001 - its fields can be asked for their types
from twosource.model.report import Problem, Report, Span

__all__ = ["Claim", "Dossier", "Evidence", "Origin", "OriginKind", "SharedPassage", "Standing"]


class OriginKind(StrEnum):
    REPORT = "report"  # the outlet's own: nothing shows that it came from elsewhere
    AGENCY = "agency"  # wire copy
    COPY = "copy"  # the same words in two reports, no agency named
    SPEAKER = "speaker"  # a person, body, interview or press release


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """The same words in two reports, outside quotation marks."""

    report_a: str
    span_a: Span
    report_b: str
    span_b: Span
    words: int


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
    words that differ from the claim's other evidence.
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

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Claim:
    """The statements of all reports that answer one question.

    `kind`: quantity, time, place, person, event, quote, statement. `question` says in plain words
    what is compared ("how many people: killed"); `rule` is the name of the rule that decided the
    standing and `why` its plain sentence. `values` are the distinct answers in the order of their
    first report. `origins` are the ids of the independent origins that carry it.
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


@dataclass(frozen=True, slots=True)
class Dossier:
    """The answer: reports, origins, claims, and what could not be used."""

    readings: tuple[Reading, ...]
    origins: tuple[Origin, ...]
    claims: tuple[Claim, ...]
    problems: tuple[Problem, ...] = ()
    story: str | None = None
    version: str = field(default="1")

    @property
    def reports(self) -> tuple[Report, ...]:
        return tuple(r.report for r in self.readings)

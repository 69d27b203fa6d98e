"""What every view of a dossier calls things, in words for a newsroom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from twosource.model import BlockKind, OriginKind, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twosource.model import Claim, Dossier, Evidence, Report

__all__ = [
    "BLOCKS",
    "DIFFERENCES",
    "LIMITS",
    "ORDER",
    "ORIGINS",
    "STANDINGS",
    "Wording",
    "answers",
    "carriers",
    "count",
    "full_sentence",
    "joined",
    "labels",
    "ordered",
    "sentence",
    "when",
]


@dataclass(frozen=True, slots=True)
class Wording:
    """A standing: its badge, the heading over its claims, and its rule in one sentence."""

    badge: str
    heading: str
    rule: str


STANDINGS = {
    Standing.DENIED: Wording(
        "Denied",
        "Denied",
        "One party says it, another rejects it.",
    ),
    Standing.CONFLICTING: Wording(
        "Conflicting",
        "Conflicting",
        "The same question, the same time, and answers that cannot all be true.",
    ),
    Standing.UPDATED: Wording(
        "Updated",
        "Updated",
        "The answers differ because a later report knows more.",
    ),
    Standing.CORROBORATED: Wording(
        "Corroborated",
        "What independent origins agree on",
        "Two or more independent origins give answers that agree.",
    ),
    Standing.ONE_ORIGIN: Wording(
        "One origin",
        "Several reports, but no second origin",
        "Two or more reports carry it, but they have it from one place, or nothing tells for sure "
        "that their sources are independent or that they say the same.",
    ),
    Standing.SINGLE_SOURCE: Wording(
        "Single source",
        "In one report only",
        "One report says it; no other says it or contradicts it.",
    ),
}

ORDER = tuple(STANDINGS)
DIFFERENCES = (Standing.DENIED, Standing.CONFLICTING, Standing.UPDATED)

LIMITS = (
    "twosource never says what is true. It shows what each report says and where its words stand.",
    "Rival figures are kept side by side, never averaged; no outlet is rated.",
    (
        "Origins that cannot be told apart are not counted as independent. Two outlets that quote "
        "one official corroborate that he said it, not what he said."
    ),
    (
        "Statements are matched by rules and by a small language model, without any online "
        "service. It misses matches and makes wrong ones: read the quoted words before you rely "
        "on a standing."
    ),
    "Only headlines, sub-headlines and body text are compared; the rest is shown dimmed.",
)

BLOCKS = {
    BlockKind.HEADLINE: "headline",
    BlockKind.SUBHEADLINE: "sub-headline",
    BlockKind.BODY: "body",
    BlockKind.CAPTION: "caption",
    BlockKind.PROMO: "page furniture",
    BlockKind.OTHER_STORY: "another story",
}

ORIGINS = {
    OriginKind.REPORT: "own report",
    OriginKind.AGENCY: "agency",
    OriginKind.COPY: "copied text",
    OriginKind.SPEAKER: "speaker",
}


def ordered(claims: Iterable[Claim]) -> dict[Standing, list[Claim]]:
    """The claims of each standing, differences first; each list keeps its order."""
    out: dict[Standing, list[Claim]] = {standing: [] for standing in ORDER}
    for claim in claims:
        out[claim.standing].append(claim)
    return out


def labels(dossier: Dossier) -> dict[str, str]:
    """What to call each report, by its id: its outlet where only one report has it, else the id."""
    outlets = [report.outlet for report in dossier.reports]
    return {
        report.id: report.outlet
        if report.outlet and outlets.count(report.outlet) == 1
        else report.id
        for report in dossier.reports
    }


def carriers(claim: Claim, dossier: Dossier) -> list[tuple[str, list[str]]]:
    """The claim's independent origins, each with the ids of the claim's reports that draw on it.

    An origin is named ("" for a report of its own) as people know it.
    """
    origins = {origin.id: origin for origin in dossier.origins}
    out: list[tuple[str, list[str]]] = []
    for name in claim.origins:
        reports = list(dict.fromkeys(e.report for e in claim.evidence if e.origin == name))
        known = origins.get(name)
        own = known is None or known.kind is OriginKind.REPORT
        label = "" if own or known is None else known.label
        if known is not None and known.kind is OriginKind.COPY:
            label = "same text" if len(reports) > 1 else ""
        out.append((label, reports))
    return out


def answers(claim: Claim) -> dict[str, list[Evidence]]:
    """The claim's evidence by its answer, in order; what gives none is last.

    The answer is the evidence's value, "Denies" where it rejects the claim, "Says" where it
    asserts one that others deny, else "".
    """
    groups: dict[str, list[Evidence]] = {}
    denied = any(e.stance == "denies" for e in claim.evidence)
    for evidence in claim.evidence:
        if evidence.stance == "denies":
            answer = f"Denies {evidence.value}".strip()
        else:
            answer = evidence.value or ("Says" if denied else "")
        groups.setdefault(answer, []).append(evidence)
    silent = groups.pop("", None)
    return {**groups, **({"": silent} if silent else {})}


def sentence(words: str) -> str:
    """The words on one line with a capital at the start."""
    line = " ".join(words.split())
    return line[:1].upper() + line[1:]


def full_sentence(words: str) -> str:
    """`sentence`, with a full stop at the end where none stands there."""
    line = sentence(words)
    return line if not line or line[-1] in '.!?…”"' else line + "."


def when(report: Report) -> str:
    """The date of publication for people ("14 Oct 2025, 15:30"), or "" where there is none."""
    if not report.published:
        return ""
    try:
        moment = datetime.fromisoformat(report.published)
    except ValueError:
        return report.published
    day = f"{moment.day} {moment:%b %Y}"
    if len(report.published) <= len("2025-10-14"):
        return day
    zone = moment.strftime("%z")
    return f"{day}, {moment:%H:%M}" + (f" {zone[:3]}:{zone[3:5]}" if zone else "")


def count(number: int, one: str, many: str | None = None) -> str:
    """`1 report`, `2 reports`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def joined(words: Iterable[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    parts = list(words)
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"

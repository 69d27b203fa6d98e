"""The standing of a claim, by the first rule that holds; docs/standings.md explains each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.claims.beside import one_source_beside
from twosource.claims.governor import thing
from twosource.claims.verbatim import same_words
from twosource.claims.words import words
from twosource.model import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twosource.model import Evidence, Quantity, Reading
    from twosource.origins.independence import Tracing

__all__ = ["agreeing", "differing_quantities"]

UNSURE = (
    "it cannot be told for sure that the statements say the same, so that they do not count as"
    " corroboration"
)
VERBATIM = (
    "the reports say it in the same words, so that one may have it from another, or all from one"
    " source"
)
BESIDE = (
    "words of one source, or of sources without a name, stand beside it in the reports, so that"
    " they may have it from there"
)
DAY, MINUTE = len("2025-01-31"), len("2025-01-31T12:00")


Ruling = tuple[Standing, str, str, tuple[str, ...]]  # the rule, why, and the origins that carry it


def agreeing(
    evidence: Sequence[Evidence],
    tracing: Tracing,
    *,
    sure: bool = True,
    readings: Mapping[str, Reading] | None = None,
) -> Ruling:
    """Standing, rule, why and independent origins of a claim on which nobody differs.

    Who denies it does not carry it. Unless it is `sure` that the statements say the same, they
    corroborate nothing; nor do those that say it in the same words or beside words of one source,
    where the `readings` are given by report id.
    """
    evidence = [e for e in evidence if e.stance == "asserts"] or evidence
    found = tracing.independent_evidence(evidence)
    roots = found.roots
    if len({e.report for e in evidence}) < 2:
        return (
            Standing.SINGLE_SOURCE,
            "one-report",
            "no other report that was given states it",
            roots or found.unknown,
        )
    if len(roots) >= 2 and not sure:
        return (
            Standing.ONE_ORIGIN,
            "match-uncertain",
            UNSURE,
            roots[:1],
        )
    if len(roots) >= 2 and readings is not None:
        roots, doubted = _after_doubts(evidence, tracing, readings)
        if doubted:
            return doubted
    if len(roots) >= 2:
        return (
            Standing.CORROBORATED,
            "independent-origins",
            f"{len(roots)} independent origins state it with values that agree",
            roots,
        )
    return _of_one(evidence, tracing, roots, found.unknown)


def _after_doubts(
    evidence: Sequence[Evidence], tracing: Tracing, readings: Mapping[str, Reading]
) -> tuple[tuple[str, ...], Ruling | None]:
    """The roots that are left where words are the same or stand beside those of one source, and the
    ruling where that leaves less than two.
    """
    alike = same_words(readings, evidence, tracing.passages)
    roots = tracing.independent_evidence(evidence, alike).roots
    if len(roots) < 2:
        return roots, (Standing.ONE_ORIGIN, "same-words", VERBATIM, roots)
    beside = one_source_beside(readings, evidence, tracing)
    roots = tracing.independent_evidence(evidence, [*alike, *beside]).roots
    if len(roots) < 2:
        return roots, (Standing.ONE_ORIGIN, "source-beside", BESIDE, roots)
    return roots, None


def _of_one(
    evidence: Sequence[Evidence],
    tracing: Tracing,
    roots: tuple[str, ...],
    unknown: tuple[str, ...],
) -> Ruling:
    """What is carried by several reports and by no two known origins."""
    if not roots:
        why = "its sources are not named, so it cannot be told whether they are independent"
        return Standing.ONE_ORIGIN, "origin-unknown", why, unknown
    known = next((o.label for o in tracing.origins if o.id == roots[0]), roots[0])
    if unknown:
        why = f"one origin is known, {known}; whether the others are independent cannot be told"
        return Standing.ONE_ORIGIN, "origin-unknown", why, roots
    owner = tracing.one_owner(evidence) if len({e.origin for e in evidence}) > 1 else ""
    why = (
        f"the outlets that state it have one owner by your table, {owner}"
        if owner
        else f"every report that states it rests on one origin: {known}"
    )
    return Standing.ONE_ORIGIN, "shared-origin", why, roots


def differing_quantities(
    rivals: Sequence[tuple[tuple[Reading, Quantity, str], tuple[Reading, Quantity, str]]],
) -> tuple[Standing, str, str]:
    """Standing, rule and why of a claim whose values cannot all be true; each side is the reading,
    the quantity and the words of its sentence.
    """
    if all(_grew(a, b) for a, b in rivals):
        return (
            Standing.UPDATED,
            "later-report-higher-count",
            "the later report has the higher count, as a count that grows does",
        )
    if all(_aged(a, b) for a, b in rivals):
        return (
            Standing.UPDATED,
            "older-in-later-report",
            "the later report gives the higher age, by as many years as it is later",
        )
    if any(_says_so(a) or _says_so(b) for a, b in rivals):
        return (
            Standing.UPDATED,
            "text-says-count-grew",
            "the words of a report say that the count has changed",
        )
    return (
        Standing.CONFLICTING,
        "values-exclude-each-other",
        "the values cannot all be true of one thing at one time",
    )


def _grew(a: tuple[Reading, Quantity, str], b: tuple[Reading, Quantity, str]) -> bool:
    """Whether the higher of two counts of people stands in the later report: tolls
    grow, the number of shots that were fired does not.
    """
    day_a, day_b = a[0].report.published, b[0].report.published
    if not day_a or not day_b or a[1].unit or b[1].unit or thing(a[1]) or thing(b[1]):
        return False
    # To the minute where both say the minute; a zone that only one gives is left out.
    length = MINUTE if min(len(day_a), len(day_b)) >= MINUTE else DAY
    day_a, day_b = day_a[:length], day_b[:length]
    if day_a == day_b:
        return False
    return (day_a < day_b) == (a[1].value < b[1].value)


def _aged(a: tuple[Reading, Quantity, str], b: tuple[Reading, Quantity, str]) -> bool:
    """Whether two ages differ by the years between two reports, give or take one."""
    year_a, year_b = ((side[0].report.published or "")[:4] for side in (a, b))
    if a[1].kind != "age" or b[1].kind != "age" or not (year_a.isdigit() and year_b.isdigit()):
        return False
    years, ages = int(year_b) - int(year_a), b[1].value - a[1].value
    return years != 0 and (years > 0) == (ages > 0) and abs(ages - years) <= 1


def _says_so(side: tuple[Reading, Quantity, str]) -> bool:
    _, quantity, text = side
    if quantity.change == "rise" and not quantity.unit:
        return True
    lowered = f" {text.lower()} "
    return any(f" {w} " in lowered for w in words().growing)

"""One claim out of a comparison, named by its id or by words that it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from twosource.app.comparing import intake
from twosource.app.messages import say_problems
from twosource.app.own import read_own, say_unused_owners
from twosource.app.progress import Progress
from twosource.errors import NoReports

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.app.own import Named, Own
    from twosource.model import Claim, Decision, Dossier, Evidence

__all__ = ["Compared", "by_id", "by_words", "compared", "evidence_of"]

MOST_NAMED = 8  # claims that a message lists
LONGEST = 70  # characters of a claim's question in a message


@dataclass(frozen=True, slots=True)
class Compared:
    """What inputs came to, and what it takes to compare them anew. `status` is the exit status."""

    dossier: Dossier
    own: Own
    status: int
    saved: bool = False  # read back from JSON: its readings have no words to compare anew

    def with_decisions(self, decisions: Sequence[Decision]) -> Dossier:
        """The dossier of the same reports, other decisions followed."""
        from twosource.pipeline import dossier_of  # noqa: PLC0415

        given = self.dossier
        return dossier_of(
            given.readings,
            problems=given.problems,
            story=given.story,
            decisions=decisions,
            paraphrase=self.own.paraphrase,
            owners=self.own.owners,
        )


def compared(
    inputs: Sequence[str], named: Named, *, quiet: bool = False, jobs: int = 1
) -> Compared:
    """Compare inputs of one story, with the decisions so far, or read back the one `.json` that
    `compare` wrote.

    Raises NoReports, DossierError, ModelError, click.UsageError, and what `read_own` does.
    """
    from twosource.pipeline import compare  # noqa: PLC0415

    if len(inputs) == 1 and inputs[0].lower().endswith(".json"):
        return _saved(inputs[0], named)
    own = read_own(named, inputs, quiet=quiet)
    reports, problems = intake(inputs)
    problems += own.problems
    unused = say_problems(problems)
    if not reports:
        raise NoReports("there is nothing to compare; name at least one report that can be read")
    if len({r.story for r in reports}) > 1:
        raise click.UsageError("the rows name several stories; give the reports of one")
    say_unused_owners(named.owners, own.owners, reports)
    with Progress() as progress:
        dossier = compare(
            reports,
            problems=problems,
            story=reports[0].story,
            jobs=jobs,
            decisions=own.decisions,
            paraphrase=own.paraphrase,
            owners=own.owners,
            on_progress=progress,
        )
    unused += say_problems(p for p in dossier.problems if p not in problems)
    return Compared(dossier, own, 1 if unused else 0)


def _saved(path: str, named: Named) -> Compared:
    """A dossier that `compare` wrote; new decisions go behind those of the file beside it."""
    from twosource.dossier.from_json import load  # noqa: PLC0415

    return Compared(load(path), read_own(named, [path], quiet=True), 0, saved=True)


def by_id(dossier: Dossier, claim_id: str) -> Claim:
    """The claim with an id. Raises click.UsageError where there is none."""
    for claim in dossier.claims:
        if claim.id == claim_id:
            return claim
    last = dossier.claims[-1].id if dossier.claims else "none"
    raise click.UsageError(f"there is no claim {claim_id}; these reports have C1 to {last}")


def by_words(dossier: Dossier, words: str) -> Claim:
    """The claim whose evidence or question holds words, whatever their case and spaces.

    Of several the one of two reports or more, if there is one such. Raises click.UsageError, which
    lists them, where that leaves several, or none.
    """
    wanted = _folded(words)
    texts = {r.id: r.text for r in dossier.reports}
    found = [
        c
        for c in dossier.claims
        if wanted in _folded(c.question)
        or any(wanted in _folded(e.span.of(texts[e.report])) for e in c.evidence)
    ]
    if not wanted or not found:
        raise click.UsageError(f"no claim holds “{words}”; give words as a report has them")
    shared = [c for c in found if len({e.report for e in c.evidence}) > 1]
    if len(shared or found) == 1:
        return (shared or found)[0]
    rows = "".join(f"\n  {c.id}  {_short(c.question)}" for c in found[:MOST_NAMED])
    more = "\n  …" if len(found) > MOST_NAMED else ""
    raise click.UsageError(f"{len(found)} claims hold “{words}”; name one by its id:{rows}{more}")


def evidence_of(dossier: Dossier, claim: Claim, named: str) -> list[Evidence]:
    """A claim's evidence of a report (by id or outlet), else that which holds words.

    Raises click.UsageError, which lists the evidence, where there is none.
    """
    reports = {r.id: r for r in dossier.reports}
    found = [
        e
        for e in claim.evidence
        if named == e.report or _folded(named) == _folded(reports[e.report].outlet or "")
    ]
    if not found:
        found = [
            e
            for e in claim.evidence
            if _folded(named) in _folded(e.span.of(reports[e.report].text))
        ]
    if not found:
        rows = "".join(
            f"\n  {e.report}: {_short(e.span.of(reports[e.report].text))}" for e in claim.evidence
        )
        raise click.UsageError(
            f"“{named}” is no report of {claim.id} and in none of its words:{rows}"
        )
    return found


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= LONGEST else line[:LONGEST].rsplit(" ", 1)[0] + " …"

"""What `twosource decide …` does, step by step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import click

from twosource import decisions as room
from twosource.app.choosing import Compared, by_id, by_words, compared, evidence_of
from twosource.app.comparing import intake, show_on_terminal, terminal_width, wants_color
from twosource.app.decided import file_for
from twosource.app.messages import say_problems
from twosource.errors import DecisionsError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from twosource.app.own import Named
    from twosource.model import Claim, Decision, Report

__all__ = [
    "How",
    "decide_merge",
    "decide_one_origin",
    "decide_reject",
    "decide_split",
    "list_decisions",
    "undo_decision",
]


@dataclass(frozen=True, slots=True)
class How:
    """What all decisions about claims may be told: words that name claims, a note, the user's own
    files, the number of processes.
    """

    words: tuple[str, ...]
    note: str
    named: Named
    jobs: int


def decide_merge(claims: Sequence[str], inputs: Sequence[str], how: How) -> int:
    """Join claims; gives the exit status. Raises TwosourceError, click.UsageError."""
    path, found = _compare(inputs, how)
    chosen = _claims(found, claims, how.words)
    return _keep(path, found, room.merge(found.dossier.reports, chosen, note=how.note))


def decide_split(
    claims: Sequence[str], inputs: Sequence[str], how: How, *, off: Sequence[str]
) -> int:
    """Take words off a claim; gives the exit status. Raises TwosourceError, click.UsageError."""
    path, found = _compare(inputs, how)
    claim = _one_claim(found, claims, how.words)
    leave = [e for one in off for e in evidence_of(found.dossier, claim, one)]
    return _keep(path, found, room.split(found.dossier.reports, claim, leave, note=how.note))


def decide_reject(claims: Sequence[str], inputs: Sequence[str], how: How) -> int:
    """Reject a claim; gives the exit status. Raises TwosourceError, click.UsageError."""
    path, found = _compare(inputs, how)
    claim = _one_claim(found, claims, how.words)
    return _keep(path, found, room.reject(found.dossier.reports, claim, note=how.note))


def decide_one_origin(
    inputs: Sequence[str], *, reports: Sequence[str], note: str, decisions: str | None
) -> int:
    """Make reports one origin; nothing is compared. Gives the exit status.

    Raises TwosourceError, click.UsageError.
    """
    path = file_for(inputs, named=decisions)
    room.load(path)  # a broken file is said before the reports are read
    given, problems = intake(inputs)
    unused = say_problems(problems)
    chosen = _reports(given, reports)
    one = room.one_origin(chosen, note=note)
    new = room.change(path, lambda known: room.added(known, one))
    names = ", ".join(r.outlet or r.id for r in chosen)
    show_on_terminal(f"{new[-1].id} kept in {path}: {names} count as one origin")
    return 1 if unused else 0


def list_decisions(inputs: Sequence[str], *, decisions: str | None) -> int:
    """Print the decisions about inputs; gives the exit status."""
    from twosource.dossier.decisions_terminal import render_decisions  # noqa: PLC0415

    path = file_for(inputs, named=decisions)
    known = room.load(path)
    if not known:
        show_on_terminal(f"there are no decisions in {path}")
        return 0
    show_on_terminal(render_decisions(known, width=terminal_width(), color=wants_color()))
    return 0


def undo_decision(decision: str, inputs: Sequence[str], *, decisions: str | None) -> int:
    """Take a decision back; gives the exit status. Raises DecisionsError where there is none."""
    path = file_for(inputs, named=decisions)
    wanted = f"D{decision}" if decision.isdigit() else decision.upper()
    left = room.change(path, lambda known: room.undone(known, wanted))
    show_on_terminal(f"{wanted} is taken back; {len(left)} left in {path}")
    return 0


def _compare(inputs: Sequence[str], how: How) -> tuple[Path, Compared]:
    asked = how.named.decisions
    path = file_for(inputs, named=asked)
    known = asked if asked is not None and path.exists() else None
    # A file that is named and not there yet will be new: nothing beside the reports counts then.
    named = replace(how.named, decisions=known, no_decisions=asked is not None and known is None)
    return path, compared(inputs, named, quiet=True, jobs=how.jobs)


def _claims(found: Compared, ids: Sequence[str], words: Sequence[str]) -> list[Claim]:
    if not ids and not words:
        raise click.UsageError("name a claim by its id, as C3, or by --words that it holds")
    chosen = [by_id(found.dossier, i) for i in ids] + [by_words(found.dossier, w) for w in words]
    return list({c.id: c for c in chosen}.values())


def _one_claim(found: Compared, ids: Sequence[str], words: Sequence[str]) -> Claim:
    chosen = _claims(found, ids, words)
    if len(chosen) > 1:
        raise click.UsageError(f"this is about one claim; {len(chosen)} are named")
    return chosen[0]


def _reports(given: Sequence[Report], ids: Sequence[str]) -> list[Report]:
    unknown = [i for i in ids if i not in {r.id for r in given}]
    if unknown:
        known = ", ".join(r.id for r in given)
        raise click.UsageError(
            f"--report {unknown[0]}: there is no such report; there are: {known}"
        )
    return [r for r in given if not ids or r.id in ids]


def _keep(path: Path, found: Compared, new: Decision) -> int:
    """Write the new decision behind the others and say what it does.

    Behind those that are in the file by now: others may have come while the reports were compared.
    """
    decided = room.change(path, lambda known: room.added(known, new))
    if found.saved:
        kept = f"{decided[-1].id} kept in {path}"
        show_on_terminal(f"{kept}; it is followed when the reports are compared again")
        return found.status
    dossier = found.with_decisions(decided)
    last = dossier.decisions[-1]
    show_on_terminal(f"{last.id} kept in {path}: {last.outcome}")
    before = {d.id: d.outcome for d in found.dossier.decisions}
    for after in dossier.decisions[:-1]:
        if before.get(after.id) != after.outcome and "overrule" in after.outcome:
            show_on_terminal(f"{after.id}: {after.outcome}")
    if not last.applied:
        raise DecisionsError(f"{last.id} {last.outcome}")
    return found.status

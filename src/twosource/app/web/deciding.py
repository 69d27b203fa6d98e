"""The user's decisions in the app: made out of what she sees, kept beside the story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource import decisions as room
from twosource.app.web.limits import limits
from twosource.app.web.refusals import Conflict, NotThere, TooBig, Unusable, refuse_halves
from twosource.errors import DecisionsError
from twosource.model import Decision, DecisionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from twosource.model import Claim, Dossier, Evidence, Report

__all__ = ["Wish", "decide", "decisions_of", "undo"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the user wants decided, in the terms of the dossier that she sees.

    `claims` are ids; `evidence` are pairs of a claim's id and the index of a piece of its
    evidence, `spans` the same as report, start and end; `reports` are ids.
    """

    kind: DecisionKind
    claims: tuple[str, ...] = ()
    evidence: tuple[tuple[str, int], ...] = ()
    spans: tuple[tuple[str, int, int], ...] = ()
    reports: tuple[str, ...] = ()
    note: str = ""


def decisions_of(folder: Path) -> tuple[Decision, ...]:
    """Those beside the story. Raises Conflict where the file cannot be understood."""
    try:
        return room.load(_file(folder))
    except DecisionsError as error:
        raise Conflict(str(error)) from None


def decide(folder: Path, dossier: Dossier, wish: Wish) -> Decision:
    """Add a decision to the story's; gives it with its id.

    Raises NotThere for a claim or report that the dossier has not, Unusable where it makes no
    sense (a merge of one claim in one piece of words), Conflict as `decisions_of`.
    """
    if len(wish.note) > limits().line_characters:
        raise TooBig(f"a note may have {limits().line_characters} characters")
    refuse_halves(wish.note, "the note")
    try:
        new = _made(dossier, wish)
    except DecisionsError as error:
        raise Unusable(str(error)) from None
    return _change(folder, lambda known: room.added(known, new))[-1]


def undo(folder: Path, decision: str) -> None:
    """Take a decision back. Raises NotThere, Conflict."""

    def without(known: tuple[Decision, ...]) -> tuple[Decision, ...]:
        try:
            return room.undone(known, decision)
        except DecisionsError as error:
            raise NotThere(str(error)) from None

    _change(folder, without)


def _change(
    folder: Path, make: Callable[[tuple[Decision, ...]], tuple[Decision, ...]]
) -> tuple[Decision, ...]:
    try:
        return room.change(_file(folder), make)
    except DecisionsError as error:
        raise Conflict(str(error)) from None


def _file(folder: Path) -> Path:
    path = folder / room.DECISIONS_FILE
    if path.is_symlink():  # it would be written to, wherever that is
        raise Conflict(
            f"{path.name} of this story is a link to {path.readlink()}, so it is not followed; "
            "put the file itself in its place"
        )
    return path


def _made(dossier: Dossier, wish: Wish) -> Decision:
    reports = dossier.reports
    match wish.kind:
        case DecisionKind.MERGE:
            claims = [_claim(dossier, i) for i in dict.fromkeys(wish.claims)]
            return room.merge(reports, claims, note=wish.note)
        case DecisionKind.SPLIT:
            claim, leave = _evidence(dossier, wish)
            return room.split(reports, claim, leave, note=wish.note)
        case DecisionKind.REJECT:
            claim = _claim(dossier, _one(wish.claims, "claim to reject"))
            return room.reject(reports, claim, note=wish.note)
        case DecisionKind.ONE_ORIGIN:
            return room.one_origin(_reports(reports, wish.reports), note=wish.note)


def _claim(dossier: Dossier, wanted: str) -> Claim:
    claim = next((c for c in dossier.claims if c.id == wanted), None)
    if claim is None:
        raise NotThere(f"there is no claim {wanted[:20]!r} in this dossier")
    return claim


def _evidence(dossier: Dossier, wish: Wish) -> tuple[Claim, Sequence[Evidence]]:
    ids = {claim for claim, _ in wish.evidence} | set(wish.claims)
    claim = _claim(dossier, _one(tuple(ids), "claim to split"))
    wanted = sorted({k for _, k in wish.evidence})
    if any(not 0 <= k < len(claim.evidence) for k in wanted):
        raise NotThere(f"claim {claim.id} has {len(claim.evidence)} pieces of evidence")
    places = {(e.report, e.start, e.end) for e in (claim.evidence[k] for k in wanted)}
    places |= set(wish.spans)
    return claim, [e for e in claim.evidence if (e.report, e.start, e.end) in places]


def _reports(reports: Sequence[Report], wanted: Iterable[str]) -> list[Report]:
    known = {r.id: r for r in reports}
    ids = list(dict.fromkeys(wanted))
    missing = [i for i in ids if i not in known]
    if missing:
        raise NotThere(f"there is no report {missing[0][:60]!r} in this dossier")
    return [known[i] for i in ids]


def _one(ids: tuple[str, ...], what: str) -> str:
    if len(ids) != 1:
        raise Unusable(f"name one {what}, not {len(ids)}")
    return ids[0]

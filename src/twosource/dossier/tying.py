"""Who copies whom and who has one owner, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.dossier.wording import count, joined
from twosource.model import TieKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from twosource.model import Dossier, Tie

__all__ = ["copying", "owned"]

LEAST_SHARE = 0.1  # of a report's words: less is said in the JSON only
MOST = 6  # pairs that are told; the others are counted


def copying(dossier: Dossier, names: Mapping[str, str]) -> list[str]:
    """A sentence for each pair of reports of which one has a tenth of its words, or more, in
    common with the other, the largest shares first; `names` are what reports are called, by id.

    Who was first is said only where time or a credit tells.
    """
    found = [
        tie
        for tie in dossier.ties
        if tie.kind is TieKind.COPIED and max(tie.share_a, tie.share_b) >= LEAST_SHARE
    ]
    found.sort(key=lambda t: (-max(t.share_a, t.share_b), t.report_a, t.report_b))
    lines = [_copied(tie, names) for tie in found[:MOST]]
    if len(found) > MOST:
        more = count(len(found) - MOST, "more pair")
        lines.append(f"{more} of reports share{'s' if len(found) == MOST + 1 else ''} words.")
    return lines


def _copied(tie: Tie, names: Mapping[str, str]) -> str:
    a, b = names.get(tie.report_a, tie.report_a), names.get(tie.report_b, tie.report_b)
    reworded = ", reworded" if {p.reworded for p in tie.passages} == {True} else ""
    if tie.first:
        was_a = tie.first == tie.report_a
        first, later, share = (a, b, tie.share_b) if was_a else (b, a, tie.share_a)
        return f"{_percent(share)} of {later} stands in {first}, which had it first{reworded}."
    return (
        f"{a} and {b} share words{reworded}: {_percent(tie.share_a)} of the one's, "
        f"{_percent(tie.share_b)} of the other's."
    )


def _percent(share: float) -> str:
    return f"{max(1, round(100 * share))} %"


def owned(dossier: Dossier, names: Mapping[str, str]) -> list[str]:
    """A sentence for each owner, by the user's table, of several outlets that are compared."""
    outlets = {r.id: r.outlet for r in dossier.reports}
    owners: dict[str, dict[str, None]] = {}
    for tie in dossier.ties:
        if tie.kind is TieKind.OWNER and tie.label not in (
            outlets.get(tie.report_a),
            outlets.get(tie.report_b),
        ):
            together = owners.setdefault(tie.label, {})
            together.update(dict.fromkeys(names.get(r, r) for r in (tie.report_a, tie.report_b)))
    return [
        f"{joined(together)} have one owner by your table, {owner}."
        for owner, together in owners.items()
    ]

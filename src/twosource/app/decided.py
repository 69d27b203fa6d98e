"""The file of the user's decisions: where it lies, and what is read from it for a comparison."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from twosource.app.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from twosource.model import Decision, Report

__all__ = ["decisions_for", "file_for", "said_of_stories"]


def decisions_for(
    inputs: Sequence[str], *, named: str | None, leave_out: bool = False, quiet: bool = False
) -> tuple[Decision, ...]:
    """The decisions that a comparison of inputs follows.

    Those of the file that is named, else of the one beside the inputs; none where there is none or
    they are to be left out. Unless `quiet` it says which file is followed. Raises DecisionsError
    for a broken file, click.UsageError for a named one that is not there and where two lie beside
    the inputs.
    """
    if leave_out:
        return ()
    if named is not None and not Path(named).exists():
        raise click.UsageError(f"--decisions {named}: there is no such file; check its name")
    path = Path(named) if named is not None else _beside(inputs)
    if path is None:
        return ()
    from twosource.decisions import load  # noqa: PLC0415

    found = load(path)
    if found and not quiet:
        number = "1 decision" if len(found) == 1 else f"{len(found)} decisions"
        say(f"note: following {number} of yours in {path}; --no-decisions leaves them out")
    return found


def file_for(inputs: Sequence[str], *, named: str | None) -> Path:
    """The file that new decisions about inputs are written to, whether it is there or not.

    The named one, else the one beside the inputs, else a new one beside the first of them.
    Raises click.UsageError where nothing tells the place.
    """
    from twosource.decisions import DECISIONS_FILE  # noqa: PLC0415

    if named is not None:
        return Path(named)
    found = _beside(inputs)
    if found is not None:
        return found
    folders = _folders(inputs)
    if not folders:
        raise click.UsageError(
            "nothing tells where to keep the decisions; name a file with --decisions"
        )
    return folders[0] / DECISIONS_FILE


def said_of_stories(decisions: Iterable[Decision], stories: Iterable[Sequence[Report]]) -> None:
    """Say which decisions are about the reports of no story."""
    from twosource.decisions import about  # noqa: PLC0415

    decisions = tuple(decisions)
    taken = {d.id for reports in stories for d in about(decisions, reports)}
    for decision in decisions:
        if decision.id not in taken:
            names = ", ".join(dict.fromkeys(a.report for a in decision.anchors))
            say(
                f"note: decision {decision.id} could not be applied: "
                f"no story has any of its reports ({names})"
            )


def _beside(inputs: Sequence[str]) -> Path | None:
    from twosource.decisions import DECISIONS_FILE  # noqa: PLC0415

    named = [Path(name) for name in inputs if Path(name).name == DECISIONS_FILE]
    beside = [folder / DECISIONS_FILE for folder in _folders(inputs)]
    found = {p.resolve(): p for p in (*named, *beside) if p.is_file()}
    if len(found) > 1:
        names = " and ".join(str(p) for p in found.values())
        raise click.UsageError(
            f"there are decisions in {names}; name the file that holds with --decisions, or leave "
            "them out with --no-decisions"
        )
    return next(iter(found.values()), None)


def _folders(inputs: Sequence[str]) -> list[Path]:
    """The folders that inputs are or lie in, each once, in the order given."""
    out: dict[Path, None] = {}
    for name in inputs:
        path = Path(name)
        if name != "-" and path.exists():
            out[path if path.is_dir() else path.parent] = None
    return list(out)

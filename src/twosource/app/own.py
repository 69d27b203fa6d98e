"""What is the user's own beside the reports: decisions, a table of owners, a model's folder."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from twosource.app.decided import decisions_for
from twosource.app.messages import say
from twosource.errors import UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from twosource.claims.paraphrase import Paraphrases
    from twosource.model import Decision, Problem, Report

__all__ = ["Named", "Own", "owners_in", "read_own", "say_unused_owners"]


@dataclass(frozen=True, slots=True)
class Named:
    """Her files as the command line names them; `no_decisions` leaves those beside the reports
    out.
    """

    decisions: str | None = None
    no_decisions: bool = False
    owners: str | None = None
    paraphrase: str | None = None


@dataclass(frozen=True, slots=True)
class Own:
    """What stands in them. `owners` are by the names of their outlets; `problems` are rows of that
    table that cannot be used.
    """

    decisions: tuple[Decision, ...] = ()
    owners: Mapping[str, str] = field(default_factory=dict)
    paraphrase: Paraphrases | None = None
    problems: tuple[Problem, ...] = ()


def read_own(named: Named, inputs: Sequence[str], *, quiet: bool = False) -> Own:
    """Read what is named, and the decisions beside the inputs; unless `quiet` it says which
    decisions are followed.

    Raises DecisionsError, ParaphraseError; UnreadableInput and TableError for the table of owners;
    click.UsageError for decisions that are not there, or lie in two places.
    """
    decisions = decisions_for(
        inputs, named=named.decisions, leave_out=named.no_decisions, quiet=quiet
    )
    owners, problems = owners_in(named.owners)
    if named.paraphrase is None:
        return Own(decisions, owners, None, problems)
    from twosource.claims.paraphrase import load  # noqa: PLC0415 - an extra that may be missing

    return Own(decisions, owners, load(named.paraphrase), problems)


def owners_in(path: str | None) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The owners by the names of their outlets, and the rows that cannot be used; nothing where no
    table is named. Raises UnreadableInput and TableError for a table that cannot be used at all.
    """
    if path is None:
        return {}, ()
    from twosource.intake.encodings import decode  # noqa: PLC0415
    from twosource.origins.owners import read_owners  # noqa: PLC0415

    try:
        text = decode(Path(path).read_bytes(), path).text
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UnreadableInput(
            path, f"{reason}; --owners wants a CSV file with the columns outlet,owner"
        ) from None
    owned, problems = read_owners(text, path)
    return owned, tuple(problems)


def say_unused_owners(
    path: str | None, owners: Mapping[str, str], reports: Sequence[Report]
) -> None:
    """Say where a table has no outlet of these reports."""
    if path is None:
        return
    from twosource.origins.owners import called, unused  # noqa: PLC0415

    if len(unused(owners, reports)) == len(owners):
        outlets = dict.fromkeys(name for r in reports if (name := called(r)))
        known = f"their outlets are {', '.join(outlets)}" if outlets else "they name no outlet"
        say(f"note: {path}: it has no outlet of these reports; {known}")

"""The commands `twosource decide …`."""

from __future__ import annotations

import click

from twosource.app.options import (
    EXIT_STATUS,
    claims_and_inputs,
    decisions,
    inputs,
    jobs,
    note,
    owners,
    paraphrase,
)
from twosource.app.own import Named

__all__ = ["decide"]

_WORDS = click.option(
    "--words",
    metavar="TEXT",
    multiple=True,
    help="Name a claim by words that it holds instead of its id; may be given again.",
)


@click.group(epilog=EXIT_STATUS)
def decide() -> None:
    """Put right what the comparison joined or parted.

    What you decide is kept in decisions.json beside the reports, followed on every later
    `compare`, and shown as yours. CLAIM is an id that `compare` gives, as C3.
    """


@decide.command(epilog=EXIT_STATUS)
@claims_and_inputs("CLAIM... INPUT...")
@_WORDS
@note
@decisions
@owners
@paraphrase
@jobs
def merge(
    named: tuple[tuple[str, ...], tuple[str, ...]],
    words: tuple[str, ...],
    note: str,
    decisions: str | None,
    owners: str | None,
    paraphrase: str | None,
    jobs: int,
) -> int:
    """Say that two claims or more are one; of one claim, that its words surely say the same.

    The standing is decided anew: values that differ conflict, what agrees still needs
    independent origins.
    """
    from twosource.app.deciding import How, decide_merge  # noqa: PLC0415

    how = How(words, note, Named(decisions, owners=owners, paraphrase=paraphrase), jobs)
    return decide_merge(*named, how)


@decide.command(epilog=EXIT_STATUS)
@claims_and_inputs("CLAIM INPUT...")
@click.option(
    "--off",
    metavar="WORDS",
    multiple=True,
    required=True,
    help="What leaves the claim: a report's id or outlet, or words of the evidence; may be given "
    "again.",
)
@_WORDS
@note
@decisions
@owners
@paraphrase
@jobs
def split(
    named: tuple[tuple[str, ...], tuple[str, ...]],
    off: tuple[str, ...],
    words: tuple[str, ...],
    note: str,
    decisions: str | None,
    owners: str | None,
    paraphrase: str | None,
    jobs: int,
) -> int:
    """Take words off a claim that they do not belong to."""
    from twosource.app.deciding import How, decide_split  # noqa: PLC0415

    how = How(words, note, Named(decisions, owners=owners, paraphrase=paraphrase), jobs)
    return decide_split(*named, how, off=off)


@decide.command(epilog=EXIT_STATUS)
@claims_and_inputs("CLAIM INPUT...")
@_WORDS
@note
@decisions
@owners
@paraphrase
@jobs
def reject(
    named: tuple[tuple[str, ...], tuple[str, ...]],
    words: tuple[str, ...],
    note: str,
    decisions: str | None,
    owners: str | None,
    paraphrase: str | None,
    jobs: int,
) -> int:
    """Say that a claim is none: its sentences stand by themselves again."""
    from twosource.app.deciding import How, decide_reject  # noqa: PLC0415

    how = How(words, note, Named(decisions, owners=owners, paraphrase=paraphrase), jobs)
    return decide_reject(*named, how)


@decide.command("one-origin", epilog=EXIT_STATUS)
@inputs
@click.option(
    "--report",
    "reports",
    metavar="ID",
    multiple=True,
    help="Only the reports with these ids, out of all that are named.",
)
@note
@decisions
def one_origin(
    inputs: tuple[str, ...], reports: tuple[str, ...], note: str, decisions: str | None
) -> int:
    """Say that the reports named are one origin: together they never count as two."""
    from twosource.app.deciding import decide_one_origin  # noqa: PLC0415

    return decide_one_origin(inputs, reports=reports, note=note, decisions=decisions)


@decide.command("list", epilog=EXIT_STATUS)
@inputs
@decisions
def list_(inputs: tuple[str, ...], decisions: str | None) -> int:
    """List your decisions about the reports named."""
    from twosource.app.deciding import list_decisions  # noqa: PLC0415

    return list_decisions(inputs, decisions=decisions)


@decide.command(epilog=EXIT_STATUS)
@click.argument("decision", metavar="DECISION")
@inputs
@decisions
def undo(decision: str, inputs: tuple[str, ...], decisions: str | None) -> int:
    """Take a decision back, as D2."""
    from twosource.app.deciding import undo_decision  # noqa: PLC0415

    return undo_decision(decision, inputs, decisions=decisions)

"""Arguments and options that several commands have."""

from __future__ import annotations

import functools
import re
import sys
from typing import TYPE_CHECKING, Any

import click

from twosource.app.own import Named

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "EXIT_STATUS",
    "claims_and_inputs",
    "decisions",
    "inputs",
    "jobs",
    "note",
    "own",
    "owners",
    "paraphrase",
    "standard_input",
]

EXIT_STATUS = """\b
Exit status:
  0  all is fine
  1  some input could not be used, the rest was
  2  nothing could be done: wrong usage, nothing to compare, no place to write"""

_CLAIM = re.compile(r"[Cc]\d+")


def inputs(command: Callable[..., Any]) -> Callable[..., Any]:
    """`INPUT...`, at least one."""
    return click.argument(
        "inputs", metavar="INPUT...", nargs=-1, required=True, callback=standard_input
    )(command)


def standard_input(
    _context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]
) -> tuple[str, ...]:
    """Check that standard input is open and named once."""
    return _once(given)


def _once(given: tuple[str, ...]) -> tuple[str, ...]:
    if given.count("-") > 1:
        raise click.UsageError("standard input (-) can be read once only; name it once")
    if "-" in given and sys.stdin is None:
        raise click.UsageError("standard input (-) is closed; name a file instead")
    return given


def claims_and_inputs(metavar: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Claims by their ids (C3) and inputs in any order; gives `named`, both apart.

    A file that is called like a claim is named with its folder: `./C3`.
    """
    return click.argument("named", metavar=metavar, nargs=-1, required=True, callback=_apart)


def _apart(
    _context: click.Context, _parameter: click.Parameter, given: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    claims = tuple(dict.fromkeys(g.upper() for g in given if _CLAIM.fullmatch(g)))
    files = tuple(g for g in given if not _CLAIM.fullmatch(g))
    if not files:
        raise click.UsageError("name the reports, too: the inputs that were compared")
    return claims, _once(files)


def jobs(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--jobs N`."""
    return click.option(
        "--jobs",
        metavar="N",
        type=click.IntRange(1, 64),
        default=1,
        show_default=True,
        help="How many processes read; the answer is the same.",
    )(command)


def decisions(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--decisions FILE`."""
    return click.option(
        "--decisions",
        metavar="FILE",
        help="Your decisions (docs/decisions.md); else decisions.json beside the reports.",
    )(command)


def note(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--note TEXT`."""
    return click.option(
        "--note", metavar="TEXT", default="", help="Your reason, kept with the decision."
    )(command)


def owners(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--owners FILE`."""
    return click.option(
        "--owners",
        metavar="FILE",
        help="A CSV table of yours with the columns outlet,owner: outlets of one owner are one "
        "origin.",
    )(command)


def own(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--decisions FILE`, `--no-decisions`, `--owners FILE` and `--paraphrase FOLDER`; gives
    `own`, all that the user names of her own.
    """

    @functools.wraps(command)
    def with_own(
        *given: object,
        decisions: str | None,
        no_decisions: bool,
        owners: str | None,
        paraphrase: str | None,
        **others: object,
    ) -> object:
        if decisions is not None and no_decisions:
            raise click.UsageError("--decisions and --no-decisions say the contrary; give one")
        named = Named(decisions, no_decisions, owners, paraphrase)
        return command(*given, own=named, **others)

    left_out = click.option("--no-decisions", is_flag=True, help="Leave your decisions out.")
    return decisions(left_out(owners(paraphrase(with_own))))


def paraphrase(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--paraphrase FOLDER`."""
    return click.option(
        "--paraphrase",
        metavar="FOLDER",
        help="A model of sentence embeddings that proposes more sentences to compare.",
    )(command)

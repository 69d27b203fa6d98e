"""What `twosource explain` does, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from twosource.app.choosing import by_id, by_words, compared
from twosource.app.comparing import show_on_terminal, terminal_width, wants_color
from twosource.app.output import write_stdout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from twosource.app.own import Named

__all__ = ["explain_claim"]


def explain_claim(
    claims: Sequence[str],
    inputs: Sequence[str],
    *,
    words: str | None,
    as_json: bool,
    named: Named,
    jobs: int,
) -> int:
    """Compare the inputs, with what the user has `named`, and explain one claim; gives the exit
    status.

    Raises TwosourceError, click.UsageError.
    """
    if len(claims) + (words is not None) != 1:
        raise click.UsageError("name one claim: by its id, as C3, or by --words that it holds")
    found = compared(inputs, named, jobs=jobs)
    dossier = found.dossier
    claim = by_id(dossier, claims[0]) if words is None else by_words(dossier, words)
    from twosource.dossier.explanation import explain  # noqa: PLC0415

    explanation = explain(dossier, claim)
    if as_json:
        from twosource.dossier.as_json import dumps  # noqa: PLC0415
        from twosource.dossier.explain_json import explanation_to_dict  # noqa: PLC0415

        write_stdout(dumps(explanation_to_dict(explanation)) + "\n", utf8=True)
        return found.status
    from twosource.dossier.explain_terminal import render_explanation  # noqa: PLC0415

    width, color = terminal_width(), wants_color()
    show_on_terminal(render_explanation(dossier, explanation, width=width, color=color))
    return found.status

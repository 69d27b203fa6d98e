"""Plain sentences for people, on standard error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from twosource.dossier.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twosource.model import Problem

__all__ = ["say", "say_problems"]


def say(sentence: str) -> None:
    """One line on standard error, without control characters."""
    if sys.stderr is None:  # closed by whoever started the command
        return
    line = f"twosource: {plain(sentence)}\n"
    encoding = sys.stderr.encoding or "utf-8"
    sys.stderr.write(line.encode(encoding, "replace").decode(encoding))
    sys.stderr.flush()


def say_problems(problems: Iterable[Problem]) -> int:
    """Say each problem; gives how many inputs were not used."""
    unused = 0
    for problem in problems:
        unused += problem.fatal
        say(f"{'not used' if problem.fatal else 'note'}: {problem.input}: {problem.reason}")
    return unused

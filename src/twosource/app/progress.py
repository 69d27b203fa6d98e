"""How far long work has come, on standard error."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Self, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Progress"]

# Seconds of silence: short work says nothing; a log gets a line now and then, no flood.
FIRST_ON_TERMINAL = 1.0
EACH_ON_TERMINAL = 0.1
FIRST_IN_LOG = 20.0
EACH_IN_LOG = 20.0


class Progress:
    """Call it with a stage in words, what is done, and of how many (0: not known).

    On a terminal one line is rewritten and cleared at the end; elsewhere a plain line is
    written every twenty seconds.
    """

    def __init__(
        self,
        stream: TextIO | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stream = sys.stderr if stream is None else stream
        self._clock = clock
        self._terminal = self._stream is not None and self._stream.isatty()
        self._next = clock() + (FIRST_ON_TERMINAL if self._terminal else FIRST_IN_LOG)
        self._shown = 0

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = self._clock()
        if now < self._next or self._stream is None:
            return
        self._next = now + (EACH_ON_TERMINAL if self._terminal else EACH_IN_LOG)
        line = f"twosource: {stage}, {done} of {total}" if total else f"twosource: {stage}, {done}"
        if self._terminal:
            self._stream.write("\r" + line.ljust(self._shown))
            self._shown = len(line)
        else:
            self._stream.write(line + "\n")
        self._stream.flush()

    def clear(self) -> None:
        """Take the line off the terminal."""
        if self._shown:
            self._stream.write("\r" + " " * self._shown + "\r")
            self._stream.flush()
            self._shown = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

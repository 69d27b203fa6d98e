"""A change of the file of decisions, so that of two at the same time neither is lost."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from twosource.decisions.file import load, save

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from twosource.model import Decision

__all__ = ["change"]

try:
    import fcntl
except ImportError:  # Windows: what is there is read just before it is written, without a lock
    fcntl = None  # type: ignore[assignment]


def change(
    path: str | Path, make: Callable[[tuple[Decision, ...]], tuple[Decision, ...]]
) -> tuple[Decision, ...]:
    """Replace the decisions in a file by what `make` gives for those that are there now.

    Gives the new ones. Raises DecisionsError, OutputError, and what `make` does.
    """
    with _alone(Path(path).resolve().parent):
        new = make(load(path))
        save(path, new)
    return new


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the folder itself, so that no file of a lock is left about.

    Where that cannot be had (some disks of other machines) the change goes on without it.
    """
    handle = None
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)  # this lets go of it, too

"""Files that are there whole or not at all, whatever ends the program meanwhile."""

from __future__ import annotations

import os
import re
import secrets
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

__all__ = ["move_new", "replace", "sweep", "write_new"]

# Ours, and those of the file of decisions.
_PART = re.compile(r"\.(?:[0-9a-f]{16}|decisions\.json\.[0-9a-f]{8})\.part")


_OF_LINKS = os.link in os.supports_follow_symlinks  # a link can be moved as such


def replace(path: Path, data: bytes) -> None:
    """Write `data` to `path` in one step, in place of what is there. Raises OSError."""
    with _part(path.parent, data) as part:
        part.replace(path)
    _keep(path.parent)


def write_new(path: Path, data: bytes, *, taken: Callable[[str], bool]) -> Path:
    """Write `data` to `path`, or beside it as name-2, name-3 … where one is there or `taken`.

    Gives the path that it has. It is never written over another file. Raises OSError.
    """
    with _part(path.parent, data) as part:
        made = _put(part, path, taken)
    _keep(path.parent)
    return made


def move_new(old: Path, path: Path) -> Path:
    """Move the file `old` to `path`, under another number where one is there. Raises OSError."""
    made = _put(old, path, lambda _: False)
    _keep(path.parent)
    _keep(old.parent)
    return made


def sweep(folder: Path) -> int:
    """Delete the parts of files that a program left which was killed while it wrote.

    Nobody was told that they were kept. Gives their number. No other may be writing there.
    """
    found = [p for p in folder.rglob(".*.part") if _PART.fullmatch(p.name) and p.is_file()]
    for path in found:
        with suppress(OSError):
            path.unlink()
    return len(found)


def _put(old: Path, path: Path, taken: Callable[[str], bool]) -> Path:
    number = 1
    while True:
        name = path.name if number == 1 else f"{path.stem}-{number}{path.suffix}"
        new = path.with_name(name)
        number += 1
        if taken(name) or new.exists():
            continue
        try:
            # A link fails where a file is there; a rename would take its place.
            os.link(old, new, follow_symlinks=not _OF_LINKS)
        except FileExistsError:
            continue
        except OSError:  # a disk without links
            old.rename(new)
            return new
        old.unlink()
        return new


@contextmanager
def _part(folder: Path, data: bytes) -> Iterator[Path]:
    """A hidden file that holds `data` safely on the disk."""
    part = folder / f".{secrets.token_hex(8)}.part"
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        yield part
    finally:
        with suppress(OSError):
            part.unlink()


def _keep(folder: Path) -> None:
    """Have the folder's list of names written, too, where the system can."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

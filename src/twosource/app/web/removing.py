"""Files taken out of a story and put back, with what was set right about them.

A file of a folder of the story goes into the same folder below `removed/`. Its rows of the folder's
`reports.json` go with it, into the one beside it there: a name says nothing for long, since another
file may have it by the time that this one comes back.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from twosource.app.web.refusals import Conflict
from twosource.app.web.writing import move_new
from twosource.app.web.writing import replace as write_over
from twosource.errors import InputError
from twosource.intake.corrections import (
    CORRECTIONS_FILE,
    Correction,
    Corrections,
    text_of_corrections,
)
from twosource.intake.sources import ASIDE, REMOVED_FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["corrections_of", "put_aside", "removed_files", "take_back", "write_corrections"]


def put_aside(story: Path, file: str) -> str:
    """Move `file`, a path in the story's folder, below `removed/`; gives its path there.

    Raises Conflict, OSError.
    """
    removed = _removed(story)
    old, place = story / file, (removed / file).parent
    place.mkdir(parents=True, exist_ok=True)
    new = move_new(old, place / old.name)
    try:
        here, there = corrections_of(old.parent), corrections_of(place)
    except Conflict:  # a broken file stays as it is, and so does what it says of this one
        return new.relative_to(removed).as_posix()
    rows = [c for c in here.corrections if c.file == old.name]
    # A row that says nothing, where nothing was said: so that no other file's rows are taken.
    kept = [replace(c, file=new.name) for c in rows] or [Correction(new.name)]
    write_corrections(place, _with(there, new.name, kept))
    if rows:
        write_corrections(old.parent, _with(here, old.name, ()))
    return new.relative_to(removed).as_posix()


def take_back(story: Path, file: str) -> str:
    """Move `file`, a path below `removed/`, into the story again; gives its path there.

    Raises Conflict, OSError.
    """
    old, here = _removed(story) / file, (story / file).parent
    try:
        there, ours = corrections_of(old.parent), corrections_of(here)
    except Conflict:
        there = None
    here.mkdir(parents=True, exist_ok=True)
    new = move_new(old, here / old.name)
    rows = [c for c in there.corrections if c.file == old.name] if there else []
    if there and rows:  # none where an earlier version or a person moved the file
        said = [replace(c, file=new.name) for c in rows if not c.empty]
        after = _with(ours, new.name, said)
        if after != ours:
            write_corrections(here, after)
        write_corrections(old.parent, _with(there, old.name, ()))
    return new.relative_to(story).as_posix()


def removed_files(story: Path) -> list[Path]:
    """The files below `removed/`, sorted by path, without ours; no link is followed."""
    found = []
    place = story / REMOVED_FOLDER
    if place.is_symlink():
        return []
    for here, folders, files in os.walk(place):
        folders[:] = [d for d in folders if not d.startswith(".")]
        paths = [Path(here, f) for f in files if not f.startswith(".") and f not in ASIDE]
        found += [p for p in paths if p.is_file() or p.is_symlink()]
    return sorted(found)


def corrections_of(folder: Path, title: str = "") -> Corrections:
    """What the folder's file says, or nothing, under `title`. Raises Conflict where broken."""
    try:
        return Corrections.of(folder) or Corrections(title)
    except InputError as error:
        raise Conflict(str(error)) from None


def write_corrections(folder: Path, corrections: Corrections) -> None:
    """Put them in place of the folder's file. Raises OSError."""
    write_over(folder / CORRECTIONS_FILE, text_of_corrections(corrections).encode("utf-8"))


def _removed(story: Path) -> Path:
    place = story / REMOVED_FOLDER
    if place.is_symlink():
        raise Conflict(
            f"{REMOVED_FOLDER}/ of this story is a link to {place.readlink()}, so nothing is moved "
            "there or taken from there; delete the link"
        )
    return place


def _with(all_: Corrections, file: str, rows: Iterable[Correction]) -> Corrections:
    """All with `rows` in place of what was said of `file`."""
    kept = [*(c for c in all_.corrections if c.file != file), *rows]
    return replace(all_, corrections=tuple(sorted(kept, key=lambda c: (c.file, c.line))))

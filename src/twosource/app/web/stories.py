"""The stories of one folder: each a folder in it, whatever made it."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from twosource.app.web.limits import limits
from twosource.app.web.naming import safe_stem
from twosource.app.web.refusals import NotThere, TooBig, Unusable, refuse_halves
from twosource.app.web.story import Story
from twosource.app.web.writing import replace
from twosource.errors import InputError
from twosource.intake.corrections import CORRECTIONS_FILE, Corrections, text_of_corrections
from twosource.intake.kinds import ENDINGS
from twosource.intake.sources import find_sources

__all__ = ["Stories", "StoryLine"]


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story in the list. `changed` is when a file of it last changed, in seconds since 1970."""

    name: str
    title: str
    files: int
    changed: float


class Stories:
    """All stories below `root`. Names are looked up in the folder's own list, never joined to a
    path, so that no name leads out of it.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._lock = Lock()
        self._open: dict[str, Story] = {}

    def all(self) -> list[StoryLine]:
        """The stories, the one that changed last first."""
        lines = [_line(folder) for folder in self._folders()]
        return sorted(lines, key=lambda x: (-x.changed, x.name))

    def loose(self) -> list[str]:
        """Names of reports that lie beside the stories and so belong to none."""
        with os.scandir(self.root) as entries:
            return sorted(
                e.name
                for e in entries
                if e.is_file()
                and not e.name.startswith(".")
                and Path(e.name).suffix.lower() in ENDINGS
            )

    def story(self, name: str) -> Story:
        """The story of that name. Raises NotThere."""
        for folder in self._folders():
            if folder.name == name:
                with self._lock:
                    return self._open.setdefault(name, Story(folder))
        raise NotThere("there is no story of that name in this folder")

    def make(self, title: str) -> Story:
        """A new story, empty. Raises Unusable, TooBig, OSError."""
        title = " ".join(title.split())
        if not title:
            raise Unusable("a story needs a title; a few words will do")
        if len(title) > limits().line_characters:
            raise TooBig(f"a title may have {limits().line_characters} characters")
        refuse_halves(title, "the title")
        stem = safe_stem(title, spare="story")
        number = 1
        while True:
            folder = self.root / (stem if number == 1 else f"{stem}-{number}")
            with suppress(FileExistsError):
                folder.mkdir()
                break
            number += 1
        text = text_of_corrections(Corrections(title))
        replace(folder / CORRECTIONS_FILE, text.encode("utf-8"))
        return self.story(folder.name)

    def _folders(self) -> list[Path]:
        with os.scandir(self.root) as entries:
            # A link may lead anywhere; who wants its target served names that folder.
            return [
                self.root / e.name
                for e in entries
                if e.is_dir(follow_symlinks=False) and not e.name.startswith(".")
            ]


def _line(folder: Path) -> StoryLine:
    try:
        corrections = Corrections.of(folder)
    except InputError:
        corrections = None
    times = [0.0]  # of a folder that went away meanwhile, or that may not be entered
    files = 0
    with suppress(OSError):
        times.append(folder.stat().st_mtime)
        for source in find_sources([str(folder)]):
            if not isinstance(source, InputError) and source.path is not None:
                files += 1
                with suppress(OSError):
                    times.append(source.path.stat().st_mtime)
    title = (corrections.title if corrections else "") or folder.name
    return StoryLine(folder.name, title, files, max(times))

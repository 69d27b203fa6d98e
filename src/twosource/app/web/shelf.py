"""What lies in a story's folder, as intake reads it: reports, and files that are none."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from twosource.app.web.keeping import KEPT_FOLDER
from twosource.app.web.removing import removed_files
from twosource.errors import InputError
from twosource.intake.corrections import CORRECTIONS_FILE, Correction, Corrections
from twosource.intake.gather import admitted, iter_inputs
from twosource.intake.sources import REMOVED_FOLDER, find_sources
from twosource.model import Problem, Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from twosource.intake.sources import Source

__all__ = ["Item", "Removed", "Shelf", "Shelves", "key_of"]


@dataclass(frozen=True, slots=True)
class Item:
    """One report of a story, or an input that cannot be used.

    `key` stands for it in addresses; it stays as long as the file keeps its name. `file` is its
    path in the story's folder, `line` the line of a table's row, else 0. `report` is None where
    nothing could be read, and `reason` says why it is not used, or "". `twin` is another file of
    the story with the same text, or "": one of the two is compared.
    """

    key: str
    file: str
    line: int
    report: Report | None
    reason: str = ""
    correction: Correction | None = None
    twin: str = ""

    @property
    def counted(self) -> bool:
        """Whether it is compared."""
        return self.report is not None and not self.reason


@dataclass(frozen=True, slots=True)
class Removed:
    """A file that was taken out of the story; `file` is its path below `removed/`."""

    key: str
    file: str
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class Shelf:
    """All of one story. `given` is what `read_inputs` gives for its folder, in that order, but for
    files that are links out of it.
    """

    title: str
    items: tuple[Item, ...]
    given: tuple[Report | Problem, ...]
    removed: tuple[Removed, ...]
    problems: tuple[Problem, ...]  # of the story itself

    @property
    def reports(self) -> tuple[Report, ...]:
        """Those that are compared."""
        return tuple(r for r in self.given if isinstance(r, Report))

    def item(self, key: str) -> Item | None:
        """The item of that key."""
        return next((i for i in self.items if i.key == key), None)


_SHOWN = 5  # names of stories in a message
_OUTSIDE = (
    "this is a link to a file outside of the story's folder, so it is not read; put a copy of the "
    "file in its place"
)
Read = tuple[Report | Problem, ...]
Stamp = tuple[int, int, int, tuple[Correction, ...]]


class Shelves:
    """Reads one story's folder again and again, and each file only once until it changes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, tuple[Stamp, Read]] = {}

    def look(self) -> Shelf:
        """The folder as it is now."""
        found: list[tuple[str, int, Report | Problem]] = []
        corrections: dict[tuple[str, int], Correction] = {}
        seen: dict[str, tuple[Stamp, Read]] = {}
        for source in find_sources([str(self._folder)]):
            if isinstance(source, InputError):
                found.append(("", 0, Problem(source.name, source.reason)))
                continue
            assert source.path is not None
            file = source.path.relative_to(self._folder).as_posix()
            if not _inside(source.path, self._folder):
                found.append((file, 0, Problem(source.name, _OUTSIDE)))
                continue
            seen[file] = self._of(file, source)
            corrections |= {(file, line): c for line, c in source.corrections.items()}
            found += [(file, _line(source, item), item) for item in seen[file][1]]
        self._read = seen
        taken = tuple(admitted(item for _, _, item in found))
        rows = tuple(zip(found, taken, strict=True))
        texts: dict[str, list[tuple[str, int]]] = {}
        for file, line, raw in found:
            if isinstance(raw, Report):
                texts.setdefault(raw.sha256, []).append((file, line))
        return Shelf(
            title=_title(self._folder),
            items=tuple(
                self._item((file, line), raw, one, corrections.get((file, line)), texts)
                for (file, line, raw), one in rows
                if file
            ),
            given=taken,
            removed=tuple(_removed(self._folder)),
            # An empty story is no problem here, as it is on the command line.
            problems=(
                *(
                    raw
                    for (file, _, raw), _ in rows
                    if not file and isinstance(raw, Problem) and raw.input != str(self._folder)
                ),
                *_of_links(self._folder),
                *_of_stories(rows),
            ),
        )

    def _of(self, file: str, source: Source) -> tuple[Stamp, Read]:
        assert source.path is not None
        try:
            about = source.path.stat()
        except OSError:
            about = None
        stamp = (
            about.st_mtime_ns if about else 0,
            about.st_size if about else 0,
            about.st_ino if about else 0,
            tuple(source.corrections.values()),
        )
        known = self._read.get(file)
        if known is not None and known[0] == stamp and about:
            return known
        items = iter_inputs([source.name], as_given=True)
        return stamp, tuple(i for i in items if not _of_corrections(i))

    def _item(
        self,
        place: tuple[str, int],
        raw: Report | Problem,
        taken: Report | Problem,
        correction: Correction | None,
        texts: dict[str, list[tuple[str, int]]],
    ) -> Item:
        report = taken if isinstance(taken, Report) else raw if isinstance(raw, Report) else None
        reason = taken.reason if isinstance(taken, Problem) else ""
        for here in (str(self._folder) + "/", str(self._folder) + "\\"):
            reason = reason.replace(here, "")
        others = (
            [file for file, line in texts[report.sha256] if (file, line) != place] if report else []
        )
        twin = others[0] if others else ""
        return Item(key_of(*place), *place, report, reason, correction, twin)


def key_of(file: str, line: int = 0) -> str:
    """The key of a file in addresses; it holds nothing but hexadecimal digits."""
    name = f"{file}\n{line}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(name).hexdigest()[:16]


def _line(source: Source, item: Report | Problem) -> int:
    """The line of a table's row, from the name that intake gives it."""
    name = (item.source or "") if isinstance(item, Report) else item.input
    head, _, line = name.rpartition(":")
    return int(line) if head == source.name and line.isdigit() else 0


def _inside(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link to itself
        return False


def _of_links(folder: Path) -> Iterator[Problem]:
    for name in (REMOVED_FOLDER, KEPT_FOLDER):
        if (folder / name).is_symlink():
            yield Problem(f"{name}/", "this is a link, so nothing is kept there; delete the link")


def _of_stories(rows: Iterable[tuple[tuple[str, int, object], Report | Problem]]) -> list[Problem]:
    """That a table's rows name several stories, each a dossier for `twosource compare`."""
    named: dict[str | None, str] = {}
    for (file, _, _), taken in rows:
        if isinstance(taken, Report):
            named.setdefault(taken.story, file)
    if len(named) < 2:
        return []
    shown = [f"“{n}”" if n is not None else "none" for n in named]
    told = ", ".join(shown[:_SHOWN]) + (" …" if len(shown) > _SHOWN else "")
    files = ", ".join(dict.fromkeys(file for name, file in named.items() if name is not None))
    return [
        Problem(
            files,
            f"the reports name {len(named)} stories ({told}); here they are compared as one, while "
            "`twosource compare` makes a dossier of each; put each story into a folder of its own",
            fatal=False,
        )
    ]


def _of_corrections(item: Report | Problem) -> bool:
    return isinstance(item, Problem) and item.input.endswith(CORRECTIONS_FILE)


def _title(folder: Path) -> str:
    try:
        corrections = Corrections.of(folder)
    except InputError:
        corrections = None
    return (corrections.title if corrections else "") or folder.name


def _removed(folder: Path) -> Iterator[Removed]:
    for path in removed_files(folder):
        file = path.relative_to(folder / REMOVED_FOLDER).as_posix()
        yield Removed(key_of(file), file, path.lstat().st_size)

"""What the user named, as one stream of inputs: files, the files of folders, standard input."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, get_args

from twosource.errors import EmptyInput, InputError, UnreadableInput
from twosource.intake.corrections import CORRECTIONS_FILE, Correction, Corrections
from twosource.intake.kinds import ENDINGS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

__all__ = ["ASIDE", "REMOVED_FOLDER", "Source", "find_sources"]

KINDS: tuple[Kind, ...] = get_args(Kind)
REMOVED_FOLDER = "removed"  # of a folder with corrections: what its user took out

# Files of ours beside the reports, which are no reports even where a shell's `*` names them.
ASIDE = frozenset({"decisions.json", CORRECTIONS_FILE})


@dataclass(frozen=True, slots=True)
class Source:
    """One thing to read. `name` is what messages call it, `stem` what its report is called;
    `kind` is None where the bytes must tell; `stream` is set for standard input. `corrections`
    are a person's, by the line of a table's row, or 0 for the whole file.
    """

    name: str
    stem: str
    kind: Kind | None
    path: Path | None = None
    stream: BinaryIO | None = None
    corrections: Mapping[int, Correction] = field(default_factory=dict)

    def open(self) -> BinaryIO:
        """The bytes. Raises UnreadableInput where they cannot be had."""
        if self.path is None:
            return self.stream or io.BytesIO()
        try:
            return self.path.open("rb")
        except OSError as error:
            raise UnreadableInput(self.name, _why(error, self.path)) from None

    def size(self) -> int | None:
        """Bytes on disk, or None where that is not known (standard input, a pipe)."""
        if self.path is None or not self.path.is_file():
            return None
        return self.path.stat().st_size


def find_sources(
    inputs: Sequence[str], *, stdin: BinaryIO | None = None, kind: Kind | None = None
) -> Iterator[Source | InputError]:
    """The sources in the order given, a folder's files sorted by path, hidden ones left out.

    Beside a `reports.json` of ours its corrections are taken along, and the folder `removed` is
    left out. One that cannot be understood is named, and the reports come without it.
    """
    beside: dict[Path, Corrections | None] = {}
    for k, name in enumerate(inputs):
        if name == "-" and "-" in inputs[:k]:
            yield UnreadableInput(name, "standard input can be read once only; name it once")
            continue
        if name == "-":
            yield Source("-", "stdin", kind, stream=stdin)
            continue
        path = Path(name)
        if path.name in ASIDE and not path.is_dir():
            continue
        try:
            if path.is_dir():
                yield from _folder(name, path, kind)
            elif path.exists():
                here = path.parent
                if here not in beside:
                    beside[here], broken = _corrections(here)
                    if broken is not None:
                        yield broken
                yield _source(name, path, kind or ENDINGS.get(path.suffix.lower()), beside[here])
            else:
                yield UnreadableInput(name, _missing(path))
        except (OSError, ValueError) as error:
            yield UnreadableInput(name, _why(error))


def _folder(name: str, folder: Path, kind: Kind | None) -> Iterator[Source | InputError]:
    failed: list[OSError] = []
    found = 0
    for here, folders, files in os.walk(folder, onerror=failed.append):
        folders[:] = sorted(d for d in folders if not d.startswith("."))
        corrections, broken = _corrections(Path(here))
        if broken is not None:
            yield broken
        if (corrections or broken) and REMOVED_FOLDER in folders:
            folders.remove(REMOVED_FOLDER)
        for file in sorted(files):
            path = Path(here, file)
            known = ENDINGS.get(path.suffix.lower())
            if file.startswith(".") or known is None:
                continue
            found += 1
            yield _source(str(path), path, kind or known, corrections)
    for error in failed:
        yield UnreadableInput(str(error.filename or name), _why(error))
    if not found and not failed:
        yield EmptyInput(
            name, f"no report in this folder: no file in it ends in {', '.join(ENDINGS)}"
        )


def _corrections(folder: Path) -> tuple[Corrections | None, UnreadableInput | None]:
    try:
        return Corrections.of(folder), None
    except UnreadableInput as error:
        return None, error


def _source(name: str, path: Path, kind: Kind | None, corrections: Corrections | None) -> Source:
    said = corrections.by_line(path.name) if corrections else {}
    return Source(name, _stem(path), kind, path, corrections=said)


def _stem(path: Path) -> str:
    return path.stem or path.name


def _missing(path: Path | None) -> str:
    if path is not None and path.is_symlink():
        return f"this link is broken: it points to {path.readlink()}, which is not there; mend it"
    return "there is no such file; check its name"


def _why(error: OSError | ValueError, path: Path | None = None) -> str:
    if isinstance(error, PermissionError):
        return "you have no permission to read it; change that with chmod, or copy it"
    if isinstance(error, FileNotFoundError):
        return _missing(path)
    if isinstance(error, IsADirectoryError):
        return "this is a folder where a file was expected"
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return f"it cannot be read: {reason or error}"

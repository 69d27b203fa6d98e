"""Readings and finished comparisons, kept beside a story so that no report is read twice.

They lie in a hidden folder that may be deleted at any time. A story's folder may come from
somebody else, so what is read back may hold nothing but our nouns: nothing in it can run. For
the same reason no page is kept here: a page brings scripts along, and says itself which may run.
"""

from __future__ import annotations

import dataclasses
import hashlib
import importlib
import io
import pickle
from contextlib import suppress
from errno import ELOOP
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from twosource.app.web.writing import replace
from twosource.model import Dossier, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twosource.model import Decision, Problem, Report

__all__ = ["KEPT_FOLDER", "Kept", "key_of_comparison", "key_of_reading"]

KEPT_FOLDER = ".twosource"
_NOUNS = ("twosource.model.report", "twosource.model.reading", "twosource.model.dossier")

Noun = TypeVar("Noun")


def key_of_reading(report: Report) -> str:
    """What a reading depends on: all of the report but where it lay; and this program."""
    return _digest(repr(dataclasses.replace(report, source=None)))


def key_of_comparison(
    title: str,
    reports: Iterable[Report],
    problems: Iterable[Problem],
    decisions: Iterable[Decision],
) -> str:
    """What a dossier depends on."""
    parts = (title, [key_of_reading(r) for r in reports], list(problems), list(decisions))
    return _digest(repr(parts))


class Kept:
    """What is kept beside one story. A folder that is a link holds nothing and takes nothing."""

    def __init__(self, story: Path) -> None:
        self.folder = story / KEPT_FOLDER

    def reading(self, key: str) -> Reading | None:
        """The reading of that key, or None."""
        return _load(self.folder / f"reading-{key}.pickle", Reading)

    def has_reading(self, key: str) -> bool:
        """Whether the reading of that key is there."""
        return _is_there(self.folder / f"reading-{key}.pickle")

    def keep_reading(self, key: str, reading: Reading) -> None:
        """Keep it; a full disk only means that it is read again."""
        with suppress(OSError):
            self._write(f"reading-{key}.pickle", pickle.dumps(reading))

    def dossier(self, key: str) -> Dossier | None:
        """The dossier of that key, or None."""
        return _load(self.folder / f"dossier-{key}.pickle", Dossier)

    def has(self, key: str) -> bool:
        """Whether the dossier of that key is there."""
        return _is_there(self.folder / f"dossier-{key}.pickle")

    def keep_dossier(self, key: str, dossier: Dossier) -> None:
        """Keep a dossier. Raises OSError."""
        self._write(f"dossier-{key}.pickle", pickle.dumps(dossier))

    def latest(self) -> str | None:
        """The key of the comparison that this version finished last, or None."""
        found = self._newest(f"dossier-{_program()}*.pickle")
        return found[0].stem.removeprefix("dossier-") if found else None

    def drop(self, *, readings: Iterable[str], dossiers: int) -> None:
        """Delete all readings but those, and all dossiers but the last few."""
        wanted = {f"reading-{key}.pickle" for key in readings}
        gone = [p for p in self._newest("reading-*.pickle") if p.name not in wanted]
        gone += self._newest("dossier-*.pickle")[dossiers:]
        for path in gone:
            with suppress(OSError):
                path.unlink()

    def _newest(self, pattern: str) -> list[Path]:
        dated = []
        for path in () if self.folder.is_symlink() else self.folder.glob(pattern):
            with suppress(OSError):
                dated.append((path.stat().st_mtime_ns, path))
        return [path for _, path in sorted(dated, reverse=True)]

    def _write(self, name: str, data: bytes) -> None:
        if self.folder.is_symlink():
            raise OSError(ELOOP, f"{KEPT_FOLDER}/ is a link; delete it", str(self.folder))
        self.folder.mkdir(exist_ok=True)
        ignore = self.folder / ".gitignore"
        if not (ignore.exists() or ignore.is_symlink()):
            ignore.write_text("*\n", encoding="utf-8")
        replace(self.folder / name, data)


_SLOW = pickle._Unpickler  # noqa: SLF001 - the fast one shows nobody its BUILD
_BUILD = _SLOW.dispatch[pickle.BUILD[0]]


def _build_noun(unpickler: pickle.Unpickler) -> None:
    made = vars(unpickler)["stack"][-2]
    if type(made).__module__ not in _NOUNS or not dataclasses.is_dataclass(type(made)):
        raise pickle.UnpicklingError(f"{made!r:.80} is no new noun")
    _BUILD(unpickler)


class _OnlyNouns(_SLOW):
    """Takes what the modules of the nouns define themselves, and nothing else.

    It gives a state to new nouns only: a class, or a kind, which all of the program shares, would
    keep what a file sets on it.
    """

    dispatch = {**_SLOW.dispatch, pickle.BUILD[0]: _build_noun}  # noqa: RUF012 - as in the base

    def find_class(self, module: str, name: str) -> Any:  # noqa: ANN401 - as in the base class
        if module in _NOUNS and name.isidentifier():
            found = getattr(importlib.import_module(module), name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no noun")


def _is_there(path: Path) -> bool:
    return path.is_file() and not path.parent.is_symlink()


def _load(path: Path, noun: type[Noun]) -> Noun | None:
    if not _is_there(path):
        return None
    try:
        found = _OnlyNouns(io.BytesIO(path.read_bytes())).load()
    except Exception:  # noqa: BLE001 - broken, cut or foreign, in whatever way: it is made anew
        return None
    return found if isinstance(found, noun) else None


def _digest(text: str) -> str:
    """The program first, so that what another version made is told by its name."""
    return _program() + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


@cache
def _program() -> str:
    """The program's files by size and time, so that another version reads anew."""
    root = Path(__file__).parents[2]
    about = [
        (p.relative_to(root).as_posix(), s.st_size, s.st_mtime_ns)
        for p in sorted(root.rglob("*"))
        if p.is_file() and "__pycache__" not in p.parts and (s := p.stat())
    ]
    return hashlib.sha256(repr(about).encode()).hexdigest()[:8]

"""Where answers go: standard output and files."""

from __future__ import annotations

import errno
import os
import secrets
import stat
import sys
from contextlib import suppress
from pathlib import Path

from twosource.errors import OutputError

__all__ = ["check_writable", "leave_stdout", "stdout_error", "write_file", "write_stdout"]

_PLAIN = {
    errno.ENOENT: "there is no such folder; make it first, or name another",
    errno.ENOTDIR: "a part of the path is a file, not a folder; name another place",
    errno.EACCES: "you may not write there; name another place",
    errno.EPERM: "you may not write there; name another place",
    errno.EROFS: "that disk is read-only; name another place",
    errno.EISDIR: "that is a folder; name a file in it",
    errno.ENOSPC: "the disk is full; make room, or name another place",
    errno.EDQUOT: "your quota is used up; make room, or name another place",
    errno.ENAMETOOLONG: "the file's name is too long; name a shorter one",
}

_PLAINER = str.maketrans("“”‘’─–−…≈≥≤\u202f", "\"\"''---.~>< ")  # noqa: RUF001


def write_stdout(text: str, *, utf8: bool = False) -> None:
    """Write `text` to standard output, in its encoding.

    What that cannot show is written in plainer characters where there are such, else as `?`.
    With `utf8` the bytes are UTF-8 whatever the terminal's encoding says: JSON and HTML are.
    Raises OutputError, and BrokenPipeError where nobody reads on.
    """
    out = sys.stdout
    encoding = "utf-8" if utf8 else (out.encoding or "utf-8")
    try:
        data = text.encode(encoding)
    except UnicodeEncodeError:
        data = text.translate(_PLAINER).encode(encoding, "replace")
    try:
        out.flush()
        out.buffer.write(data)
        out.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise stdout_error(error) from error


def stdout_error(error: OSError) -> OutputError:
    """The plain words for an answer that standard output did not take."""
    leave_stdout()
    return _error("standard output", error.errno or 0, error.strerror)


def leave_stdout() -> None:
    """Give standard output somewhere to go, or Python complains when it flushes at the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def check_writable(path: str) -> None:
    """Raise OutputError when a file at `path` clearly cannot be written.

    Called before the work starts, so that nobody waits for an answer that has nowhere to go.
    """
    target = Path(path)
    if target.is_dir():
        raise _error(path, errno.EISDIR)
    if not target.parent.exists():
        raise _error(path, errno.ENOENT)
    if not target.parent.is_dir():
        raise _error(path, errno.ENOTDIR)
    if not _special(target) and not os.access(target.resolve().parent, os.W_OK | os.X_OK):
        raise _error(path, errno.EACCES)


def write_file(path: str, text: str) -> None:
    """Write `text` as UTF-8 to `path`, whole or not at all. Raises OutputError.

    A file that is there already is replaced in one step and keeps its permissions; a link keeps
    pointing to it.
    """
    data = text.encode("utf-8", "replace")
    try:
        target = Path(path).resolve()
        if _special(target):
            target.write_bytes(data)
            return
        _replace(target, data)
    except OSError as error:
        raise _error(path, error.errno or 0, error.strerror) from error


def _replace(target: Path, data: bytes) -> None:
    part = target.with_name(f".{target.name[:200]}.{secrets.token_hex(4)}.part")
    try:
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            part.chmod(stat.S_IMODE(target.stat().st_mode))
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink()
        raise


def _special(path: Path) -> bool:
    """A device or a pipe, which is written to and not replaced."""
    return path.exists() and not path.is_file()


def _error(path: str, number: int, said: str | None = None) -> OutputError:
    reason = _PLAIN.get(number) or f"it cannot be written ({said or 'unknown reason'})"
    return OutputError(f"{path}: {reason}")

"""What `twosource serve` does: find an address, say it, and serve until it is interrupted."""

from __future__ import annotations

import secrets
import socket
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from twosource.app.messages import say
from twosource.app.output import write_stdout
from twosource.app.web.guard import Access, is_loopback
from twosource.app.web.writing import sweep
from twosource.errors import ServeError

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["DEFAULT_PORT", "serve"]

DEFAULT_PORT = 8421
_NEXT = 40  # ports after the default one that are tried
_LOCK = ".twosource.lock"


def serve(folder: str, *, host: str, port: int | None) -> int:
    """Serve the stories in `folder`, which is made where it is missing.

    Without `port` the default one is taken, or the next that is free. Prints the address, on
    another than loopback with a token in it. Gives the exit status. Raises ServeError.
    """
    root = _root(folder)
    with _alone(root), _listening(host, port) as listener:
        port = int(listener.getsockname()[1])
        token = None if is_loopback(host) else secrets.token_urlsafe(32)
        access = Access(host, port, token)
        _run(root, access, listener)
    return 0


def _run(root: Path, access: Access, listener: socket.socket) -> None:
    import uvicorn  # noqa: PLC0415 - slow to import

    from twosource.app.web.application import make_app  # noqa: PLC0415

    sweep(root)
    # Said when it is ready, so that Ctrl-C and the first request find it so.
    app = make_app(root, access, ready=partial(_greet, root, access))
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,  # a log of addresses would hold the token
        server_header=False,
        ws="none",
        timeout_graceful_shutdown=3,
        # Who is behind a proxy is not asked: nobody else may say where a request comes from.
        proxy_headers=False,
    )
    server = uvicorn.Server(config)
    try:
        server.run(sockets=[listener])
    except KeyboardInterrupt:
        say(f"stopped; all is kept in {root}")
        raise


def _greet(root: Path, access: Access) -> None:
    shown = f"[{access.host}]" if ":" in access.host else access.host
    if access.host in {"0.0.0.0", "::"}:  # noqa: S104 - compared with, not listened on
        shown = socket.gethostname()
    address = f"http://{shown}:{access.port}/"
    if access.token is None:
        write_stdout(f"twosource serves the stories in {root} at {address}\nCtrl-C ends it.\n")
        return
    write_stdout(
        f"twosource serves the stories in {root} at {address}?token={access.token}\n"
        "Whoever has this link can read and change them. Nothing on the way is encrypted.\n"
        "Ctrl-C ends it; the next start has another token.\n"
    )


def _root(folder: str) -> Path:
    root = Path(folder)
    try:
        root.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise ServeError(f"{folder}: this is a file; name a folder for the stories") from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise ServeError(f"{folder}: this folder cannot be made ({reason}); name another") from None
    return root


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Keep a second server off the folder: each would overwrite what the other keeps.

    The lock goes with the process, however it ends.
    """
    try:
        import fcntl  # noqa: PLC0415 - not on Windows
    except ImportError:
        yield
        return
    try:
        lock = (root / _LOCK).open("a+")
    except OSError as error:
        reason = error.strerror or str(error)
        raise ServeError(f"{root}: nothing can be written there ({reason}); name another") from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise ServeError(
                f"{root}: another twosource serves this folder; end that one first, or open it in "
                "the browser"
            ) from None
        yield


@contextmanager
def _listening(host: str, port: int | None) -> Iterator[socket.socket]:
    """A socket that listens on the address. Raises ServeError."""
    tried = range(DEFAULT_PORT, DEFAULT_PORT + _NEXT) if port is None else [port]
    reason = ""
    for number in tried:
        try:
            listener = _bound(host, number)
        except OSError as error:
            reason = error.strerror or str(error)
            continue
        with listener:
            yield listener
        return
    where = f"{host}:{port}" if port is not None else f"{host}, ports {tried[0]} to {tried[-1]}"
    raise ServeError(f"{where}: it cannot be listened on ({reason}); name another --host or --port")


def _bound(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(
        host.strip("[]"), port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    listener = socket.socket(family, kind, protocol)
    try:
        with suppress(OSError, AttributeError):
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    listener.set_inheritable(False)
    return listener

"""No request brings more than it may: too much is counted, thrown away, and answered with 413."""

from __future__ import annotations

from typing import TYPE_CHECKING

from twosource.app.web.asgi import header
from twosource.app.web.limits import limits
from twosource.app.web.refusals import TooBig

if TYPE_CHECKING:
    from twosource.app.web.asgi import App, Message, Receive, Scope, Send

__all__ = ["Bounds"]


class Bounds:
    """Raises TooBig in the place where the app reads more of the request than it may bring."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        most = limits().request_bytes
        said = header(scope, "content-length") or ""
        told = int(said) if said.isascii() and said.isdigit() else 0
        read = 0

        async def receive_counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if max(read, told) > most:
                await _drain(message, receive, limits().drained_bytes)
                raise TooBig(
                    f"this brings more than the {most // 1_000_000} MB that one request may; send "
                    "fewer or smaller files at once. Nothing of it was kept"
                )
            return message

        await self._app(scope, receive_counted, send)


async def _drain(message: Message, receive: Receive, most: int) -> None:
    """Read on to the end: a browser shows an answer only after it has sent everything."""
    read = 0
    while message.get("more_body") and read < most:
        message = await receive()
        if message["type"] != "http.request":
            return
        read += len(message.get("body", b""))

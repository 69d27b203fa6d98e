"""The types of the interface between server and app (asgi.readthedocs.io)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

__all__ = ["App", "Message", "Receive", "Scope", "Send", "header", "with_headers"]

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


def header(scope: Scope, name: str) -> str | None:
    """The header of that name in lower case, None where there is none, "" where there are two."""
    found = [v.decode("latin-1") for k, v in scope["headers"] if k == name.encode("latin-1")]
    if len(found) > 1:
        return ""
    return found[0] if found else None


def with_headers(send: Send, headers: dict[str, str]) -> Send:
    """`send` that adds these headers where the answer has none of their names."""

    async def send_on(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = list(message.get("headers", []))
            names = {k.lower() for k, _ in given}
            message["headers"] = given + [
                (name.encode("latin-1"), value.encode("latin-1"))
                for name, value in headers.items()
                if name.encode("latin-1") not in names
            ]
        await send(message)

    return send_on

"""Who may ask, and from where: each request passes here before anything of the app sees it.

On loopback every page that the user has open elsewhere can send requests to the app, and a name
of its owner's can be made to mean 127.0.0.1 (DNS rebinding). So the Host must be a name of this
machine, and what changes something must come from the app's own pages. On another address a token
is asked for besides.
"""

from __future__ import annotations

import hmac
import ipaddress
import socket
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from twosource.app.web.asgi import header, with_headers

if TYPE_CHECKING:
    from twosource.app.web.asgi import App, Receive, Scope, Send

__all__ = ["HEADERS", "POLICY", "Access", "Guard", "is_loopback"]

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not "no-referrer": a browser then says of a form only that it comes from nowhere.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
_SAFE = {"GET", "HEAD", "OPTIONS"}
_OURS = {"same-origin", "none"}  # "none": typed, a bookmark, the reload of a page


@dataclass(frozen=True, slots=True)
class Access:
    """Where the app listens. `token` is None on loopback, else what every request must carry."""

    host: str
    port: int
    token: str | None = None

    @property
    def cookie(self) -> str:
        """The cookie's name; cookies know no ports, so the port is in it."""
        return f"twosource-{self.port}"


def is_loopback(host: str) -> bool:
    """Whether a server on this address can be reached from this machine only."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


class Guard:
    """Lets a request through to `app`, or answers it with the reason why not."""

    def __init__(self, app: App, access: Access) -> None:
        self._app = app
        self._access = access
        self._names = {"localhost", access.host.lower()}
        if access.token is not None:
            self._names |= {socket.gethostname().lower(), socket.getfqdn().lower()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        send = with_headers(send, HEADERS)
        refusal = self._misdirected(scope) or self._foreign(scope)
        if refusal is not None:
            await _refuse(send, 403, refusal)
            return
        if self._access.token is not None:
            brought = _token_of_link(scope)
            if brought and self._right(brought) and scope["method"] == "GET":
                await self._let_in(scope, send)
                return
            if not any(self._right(t) for t in self._tokens(scope)):
                await _refuse(
                    send,
                    401,
                    "This needs the token that twosource printed when it was started: open the "
                    "link that it printed, or send the header Authorization: Bearer TOKEN.",
                )
                return
        await self._app(scope, receive, send)

    def _misdirected(self, scope: Scope) -> str | None:
        """The reason where the Host is no name of this machine."""
        given = header(scope, "host") or ""
        try:
            name = (urlsplit(f"//{given}").hostname or "").rstrip(".")
            urlsplit(f"//{given}").port  # noqa: B018 - it raises where it is no number
        except ValueError:
            name = ""
        if name in self._names and "@" not in given:
            return None
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            address = None
        # An address cannot be rebound; elsewhere than on loopback any of ours may be meant.
        if address is not None and (address.is_loopback or self._access.token is not None):
            return None
        return (
            f"This app does not answer to the name {given[:80]!r}; open it by the address that "
            "twosource printed."
        )

    def _foreign(self, scope: Scope) -> str | None:
        """The reason where another site's page sends the request."""
        site = header(scope, "sec-fetch-site")
        if scope["method"] in _SAFE:
            navigates = header(scope, "sec-fetch-mode") in {None, "navigate"}
            return None if site in {None, *_OURS} or navigates else _FOREIGN
        if site is not None and site not in _OURS:
            return _FOREIGN
        origin = header(scope, "origin")
        if origin is None:
            origin = header(scope, "referer")
        if origin is None or (origin == "null" and site == "same-origin"):
            return None  # no browser, or one that has said already whose page it is
        ours = f"{scope.get('scheme', 'http')}://{header(scope, 'host')}".lower()
        try:
            parts = urlsplit(origin)
        except ValueError:  # "http://[": no browser's page has such an address
            return _FOREIGN
        return None if f"{parts.scheme}://{parts.netloc}".lower() == ours else _FOREIGN

    def _right(self, token: str) -> bool:
        known = (self._access.token or "").encode()
        return hmac.compare_digest(token.encode("utf-8", "replace"), known)

    def _tokens(self, scope: Scope) -> list[str]:
        """Every token that the request carries."""
        found = []
        scheme, _, value = (header(scope, "authorization") or "").partition(" ")
        if scheme.lower() == "bearer":
            found.append(value.strip())
        cookies: SimpleCookie = SimpleCookie()
        try:
            cookies.load(header(scope, "cookie") or "")
        except CookieError:
            return found
        if self._access.cookie in cookies:
            found.append(cookies[self._access.cookie].value)
        return found

    async def _let_in(self, scope: Scope, send: Send) -> None:
        """Take the token out of the address, where it would be seen and kept, into a cookie."""
        left = [(k, v) for k, v in _query(scope) if k != "token"]
        # One slash only: "//host" would lead to another machine.
        path = "/" + scope.get("raw_path", b"/").decode("latin-1").partition("?")[0].lstrip("/\\")
        where = path + (f"?{urlencode(left)}" if left else "")
        cookie = f"{self._access.cookie}={self._access.token}; Path=/; HttpOnly; SameSite=Lax"
        await _answer(send, 303, b"", {"location": where, "set-cookie": cookie})


_FOREIGN = "This request comes from another site's page, so it is not followed."


def _query(scope: Scope) -> list[tuple[str, str]]:
    return parse_qsl(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)


def _token_of_link(scope: Scope) -> str | None:
    return next((v for k, v in _query(scope) if k == "token"), None)


async def _refuse(send: Send, status: int, reason: str) -> None:
    kind = {"content-type": "text/plain; charset=utf-8"}
    if status == 401:
        kind["www-authenticate"] = "Bearer"
    await _answer(send, status, f"{reason}\n".encode(), kind)


async def _answer(send: Send, status: int, body: bytes, headers: dict[str, str]) -> None:
    rows = [(k.encode("latin-1"), v.encode("latin-1")) for k, v in headers.items()]
    rows.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": status, "headers": rows})
    await send({"type": "http.response.body", "body": body})

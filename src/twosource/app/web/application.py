"""The app put together: routes, errors in plain words, and the guards in front of all."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from http import HTTPStatus
from importlib.metadata import version
from pathlib import Path
from typing import Any

from fastapi import FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, Response
from fastapi.staticfiles import StaticFiles

from twosource.app.web import api, api_page, decision_pages, pages
from twosource.app.web.bounds import Bounds
from twosource.app.web.desk import Desk
from twosource.app.web.guard import HEADERS, Access, Guard
from twosource.app.web.refusals import Refusal, TooBig
from twosource.app.web.templating import filled
from twosource.errors import TwosourceError

__all__ = ["make_app"]

_DESCRIPTION = (
    "The stories of one folder: texts in, dossiers out. Nothing leaves this machine. Offsets count "
    "code points of a report's text. Errors are application/problem+json (RFC 9457)."
)
_OURS = (
    "This should not have happened; the terminal that twosource runs in says more. What was added "
    "before is kept"
)


def make_app(root: Path, access: Access, *, ready: Callable[[], None] | None = None) -> FastAPI:
    """The app over the stories in `root`, for requests that come by `access`.

    `ready` is called once, when the app begins to take requests.
    """

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        if ready is not None:
            ready()
        yield
        desk.close()

    desk = Desk(root)
    app = FastAPI(
        title="twosource",
        version=version("twosource"),
        description=_DESCRIPTION,
        docs_url=None,  # its page would load scripts from elsewhere
        redoc_url=None,
        lifespan=life,
    )
    app.state.desk = desk
    app.include_router(pages.router)
    app.include_router(decision_pages.router)
    app.include_router(api_page.router)
    app.include_router(api.router)
    static = Path(__file__).with_name("static")
    app.mount("/static", StaticFiles(directory=static), name="static")
    for kind in (
        TwosourceError,
        OSError,
        RequestValidationError,
        HTTPException,
        400,
        404,
        405,
        Exception,
    ):
        app.add_exception_handler(kind, _answered)
    app.add_middleware(Bounds)
    app.add_middleware(Guard, access=access)  # added last, so it comes first
    return app


async def _answered(request: Request, error: Exception) -> Response:
    """What went wrong, as a page for people or as problem JSON for programs."""
    status, title, detail = _told(error)
    path = request.url.path
    accepts = request.headers.get("accept", "")
    for_programs = "json" in accepts and "text/html" not in accepts
    wants_json = path.startswith(("/api/", "/openapi")) or for_programs
    # An error of ours is answered outside of the guard, which sets these otherwise.
    headers = {**HEADERS, **(getattr(error, "headers", None) or {})}
    if wants_json:
        body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        return Response(
            json.dumps(body, ensure_ascii=False),
            status,
            headers=headers,
            media_type="application/problem+json",
        )
    back = "/".join(path.split("/")[:3]) if path.startswith("/stories/") and status != 404 else "/"
    return HTMLResponse(filled("error", title=title, detail=detail, back=back), status, headers)


def _told(error: Exception) -> tuple[int, str, str]:
    if isinstance(error.__cause__, TooBig):  # found while the body was read as JSON
        error = error.__cause__
    if isinstance(error, Refusal):
        return error.status, error.title, str(error)
    if isinstance(error, RequestValidationError):
        return 422, "This cannot be used", "; ".join(_validation(e) for e in error.errors())
    if isinstance(error, TwosourceError):
        return 409, "Not as things stand", str(error)
    if isinstance(error, OSError):
        reason = error.strerror or str(error)
        return 507, "It cannot be written or read", f"{error.filename or 'the disk'}: {reason}"
    status = int(getattr(error, "status_code", 500))
    if status == 500:
        return 500, "An error of twosource itself", _OURS
    detail = str(getattr(error, "detail", ""))
    if status == 400 and detail.startswith("Too many"):
        status, detail = 413, f"{detail} Send fewer at once; nothing of it was kept."
    phrase = HTTPStatus(status).phrase
    if status == 404:
        detail = "There is no such page."
    return status, phrase, detail or phrase


def _validation(error: dict[str, Any]) -> str:
    where = ".".join(str(part) for part in error.get("loc", ()) if part != "body")
    return f"{where}: {error.get('msg', '')}".removeprefix(": ")

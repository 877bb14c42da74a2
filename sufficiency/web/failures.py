"""What goes wrong, as pages: in words, with what to do, and never with a traceback."""

import logging
import secrets
import traceback
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Receive, Scope, Send

from sufficiency.errors import SufficiencyError, UsageError
from sufficiency.panel.refusal import NotAllowed
from sufficiency.web.rendering import page

log = logging.getLogger("sufficiency.web")

TITLES = {
    400: "This could not be understood",
    401: "You are not signed in",
    403: "This is not open to you",
    404: "Page not found",
    405: "Page not found",
    409: "Nothing was changed",
    413: "The file is too large",
    422: "This could not be understood",
    503: "Nothing was saved",
}


def tell_in_words(app: FastAPI) -> None:
    """Every error leaves as a page of ours."""
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(SufficiencyError, _ours)
    app.add_middleware(Faults)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 401:
        return RedirectResponse("/sign-in", status_code=303)
    detail = str(error.detail) if error.status_code in {403, 409} and "." in str(error.detail) else ""
    return _told(request, error.status_code, detail)


async def _not_understood(request: Request, _: Exception) -> Response:
    return _told(request, 400)


async def _ours(request: Request, error: Exception) -> Response:
    if isinstance(error, NotAllowed):
        return _told(request, 409, str(error))
    if isinstance(error, UsageError):
        return _told(request, 404)
    return _told(request, 503, str(error).split("\n", maxsplit=1)[0])


class Faults:
    """The last resort: a reference number on the page, and the steps that led to it, without a value, in the log."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        try:
            await self._app(scope, receive, send)
        except Exception as error:
            if scope["type"] != "http":
                raise
            await _fault(Request(scope, receive), error)(scope, receive, send)


def _fault(request: Request, error: Exception) -> Response:
    reference = secrets.token_hex(5)
    frames = traceback.extract_tb(error.__traceback__)
    steps = " > ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames[-6:])
    log.error("reference %s: %s at %s", reference, type(error).__name__, steps)  # never a value: it may be a child's
    detail = f"Something of ours failed. Its reference is {reference}."
    title = "Something of ours failed"
    return page(request, "error.html", 500, title=title, detail=detail, council="")  # what failed may be its name


def _told(request: Request, status: int, detail: str = "") -> Response:
    title = TITLES.get(status, "Something of ours failed")
    return page(request, "error.html", status, title=title, detail=detail)

"""What stands between the network and the pages: headers on every answer, and the keys that changes must carry."""

import secrets
from collections.abc import Mapping

from fastapi import Request
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

UPLOAD_LIMIT = 64 * 1024 * 1024
"""Bytes of one request at most."""
SAFE_METHODS = frozenset({"GET", "HEAD"})
FORM_KEY = "form_key"

HEADERS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}


def content_policy(nonce: str) -> str:
    """Nothing from elsewhere, no script without this answer's nonce, no frame around the page."""
    return (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox"
"""For a report, which carries its own styles and no script."""


class SecurityHeaders:
    """Puts the headers on every answer, errors and files included, and a nonce into the request's state."""

    def __init__(self, app: ASGIApp, *, secure: bool = False) -> None:
        self._app, self._secure = app, secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        nonce = secrets.token_urlsafe(16)
        scope.setdefault("state", {})["nonce"] = nonce

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in {"Content-Security-Policy": content_policy(nonce), **HEADERS}.items():
                    headers.setdefault(name, value)
                if self._secure:
                    headers["Strict-Transport-Security"] = "max-age=31536000"
            await send(message)

        await self._app(scope, receive, send_with_headers)


def comes_from_elsewhere(request: Request) -> bool:
    """Whether the browser says that another site asks for this change; old ones say it in ``Origin`` alone.

    Under our own ``Referrer-Policy`` a browser sends ``Origin: null``, so that alone says nothing.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site not in {"same-origin", "none"}
    origin = request.headers.get("origin", "null")
    return origin != "null" and origin.partition("//")[2] != request.url.netloc


def carries_the_key(sent: object, form_key: str) -> bool:
    """Whether the form that was sent is one of ours, made for this session."""
    return isinstance(sent, str) and secrets.compare_digest(sent.encode(), form_key.encode())

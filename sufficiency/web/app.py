"""The web application: what stands in front of every page, and the pages."""

from collections.abc import AsyncIterator

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.staticfiles import StaticFiles
from starlette.middleware.body_limit import RequestBodyLimitMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from sufficiency.web import access, failures
from sufficiency.web.pages import ROUTERS
from sufficiency.web.protection import (
    FORM_KEY,
    SAFE_METHODS,
    UPLOAD_LIMIT,
    SecurityHeaders,
    carries_the_key,
    comes_from_elsewhere,
)
from sufficiency.web.workbench import ASSETS, STATIC, Visitor, Workbench, has_assets, workbench_of

LOCAL_HOSTS = ("127.0.0.1", "localhost")


def make_app(workbench: Workbench, hosts: tuple[str, ...] = LOCAL_HOSTS) -> FastAPI:
    """The application. Raises RuntimeError where a route has no rule of access."""
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, dependencies=[Depends(guard)])
    app.state.workbench = workbench
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    if has_assets():
        app.mount("/assets", StaticFiles(directory=ASSETS), name="assets")
    failures.tell_in_words(app)
    app.add_middleware(RequestBodyLimitMiddleware, max_body_size=UPLOAD_LIMIT)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))
    app.add_middleware(SecurityHeaders, secure=workbench.secure)
    paged = [route for router in ROUTERS for route in router.routes]
    access.insist_on_a_rule_each(access.routes_of([*app.routes, *paged]))
    return app


async def guard(request: Request) -> AsyncIterator[None]:
    """Around every route: nobody gets in who may not, and files that a form brought are gone afterwards."""
    try:
        await _let_in(request)
        yield
    finally:
        await request.close()


async def _let_in(request: Request) -> None:
    """Who asks, whether they may, and whether a change comes from one of our own forms.

    Raises HTTPException 401 for a stranger, 403 for a person whose roles do not reach, or a form that is not ours.
    """
    rule = access.rule_of(request.method, request.scope["route"].path)
    if rule is None:
        raise HTTPException(403)
    if not rule.roles:
        await _read_open_form(request)
        return
    visitor = await run_in_threadpool(_visitor, request)
    if visitor is None:
        raise HTTPException(401)
    request.state.visitor = visitor
    if not rule.roles & visitor.person.roles:
        raise HTTPException(403, f"This page is for: {', '.join(sorted(rule.roles))}.")
    if request.method not in SAFE_METHODS:
        request.state.form = await request.form()
        if comes_from_elsewhere(request) or not carries_the_key(
            request.state.form.get(FORM_KEY), visitor.session.form_key
        ):
            raise HTTPException(
                403, "This form did not come from a page of yours. Go back, load the page and send it again."
            )


async def _read_open_form(request: Request) -> None:
    """A form that anybody may send, such as the one to sign in, has no key, but comes from a page of ours."""
    if request.method in SAFE_METHODS:
        return
    if comes_from_elsewhere(request):
        raise HTTPException(403, "This form did not come from a page of ours.")
    request.state.form = await request.form()


def _visitor(request: Request) -> Visitor | None:
    workbench = workbench_of(request)
    session = workbench.sessions.find(request.cookies.get(workbench.cookie, ""))
    return Visitor(session.person, session) if session else None

"""From a template and what it needs to a page."""

from collections.abc import Mapping
from functools import cache
from secrets import token_urlsafe

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, PackageLoader, PrefixLoader

from sufficiency.reports.record import tool_version
from sufficiency.reports.words import count, day, pounds
from sufficiency.statute.statements import A10
from sufficiency.web import access
from sufficiency.web.tables import from_report
from sufficiency.web.workbench import Visitor, has_assets, visitor_of, workbench_of

NAVIGATION = (
    ("Home", "/"), ("Panel", "/panel"), ("Runs", "/runs"), ("Places", "/places"), ("Plan", "/plan"),
    ("Travel", "/travel"), ("Jobs", "/jobs"), ("Data", "/data"), ("Audit", "/audit"), ("People", "/people"),
    ("Help", "/help"),
)  # fmt: skip
SERVICE = "School places workbench"


def page(request: Request, template: str, status: int = 200, **context: object) -> HTMLResponse:
    """A page, with what every page has: the council's name, the navigation for this visitor, the keys of its forms."""
    visitor = visitor_of(request)
    council = {} if "council" in context else {"council": workbench_of(request).council}
    whole = {**_frame(request, visitor), **council, **context}
    return HTMLResponse(_environment().get_template(template).render(whole), status_code=status)


def may(visitor: Visitor | None, route: str) -> bool:
    """Whether this visitor may ask for a route; templates offer nothing that they may not."""
    rule = access.RULES.get(route)
    return rule is not None and visitor is not None and bool(rule.roles & visitor.person.roles)


def _frame(request: Request, visitor: Visitor | None) -> Mapping[str, object]:
    return {
        "nonce": request.state.nonce,
        "cspNonce": request.state.nonce,
        "has_assets": has_assets(),
        "visitor": visitor,
        "form_key": visitor.session.form_key if visitor else "",
        "key": token_urlsafe(16),
        "may": lambda route: may(visitor, route),
        "navigation": tuple(_entries(request, visitor)) if visitor else (),
        "service": SERVICE,
        "version": tool_version(),
        "statement": A10,
        "path": request.url.path,
    }


def _entries(request: Request, visitor: Visitor) -> list[dict[str, object]]:
    here = request.url.path
    return [
        {"text": name, "href": path, "active": here == path or (path != "/" and here.startswith(f"{path}/"))}
        for name, path in NAVIGATION
        if may(visitor, f"GET {path}")
    ]


@cache
def _environment() -> Environment:
    govuk = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    drawings = PackageLoader("sufficiency.reports.page")
    loader = ChoiceLoader([PackageLoader("sufficiency.web"), drawings, govuk])
    environment = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"pounds": pounds, "day": day, "listed": from_report}
    environment.globals["count"] = count
    return environment

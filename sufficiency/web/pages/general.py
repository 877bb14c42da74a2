"""Home, help, and the statements."""

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import HTMLResponse

from sufficiency.panel.people import Role
from sufficiency.reports.disclosure import ROUND_TO, public_count
from sufficiency.reports.page.summary import outcomes, status
from sufficiency.store.oversight import Totals, totals
from sufficiency.web import access
from sufficiency.web.rendering import page
from sufficiency.web.tasks import planners_tasks, to_look_at, transport_tasks
from sufficiency.web.workbench import shelf_of, visitor_of, workbench_of

router = APIRouter()

FEW = "too few to tell"

TASKS = (
    (Role.PLANNER, "For planners of places", planners_tasks),
    (Role.TRANSPORT, "For the transport team", transport_tasks),
)
"""Lists of tasks on the first page, by the role that has them."""


@router.get("/")
def home(request: Request) -> HTMLResponse:
    """What needs this visitor now."""
    visitor = visitor_of(request)
    if visitor is None:
        raise HTTPException(401)
    shelf = shelf_of(request)
    runs = shelf.runs()
    newest = runs[0] if runs and access.CASES & visitor.person.roles else None
    return page(
        request,
        "home.html",
        roles=[role for role in Role if role in visitor.person.roles],
        newest=newest,
        rounds=shelf.rounds(),
        tasks=[(says, list(of(shelf))) for role, says, of in TASKS if role in visitor.person.roles],
        outcomes=outcomes(newest.stored.run) if newest else (),
        attention=to_look_at(newest) if newest else (),
        tags=status(newest.stored.run, newest.stored.record) if newest else (),
    )


@router.get("/help")
def help_(request: Request) -> HTMLResponse:
    """What each part is for, and who may use it."""
    return page(request, "help.html", rules=access.RULES, roles=[(role, role.says) for role in Role])


@router.get("/accessibility-statement")
def accessibility(request: Request) -> HTMLResponse:
    """How accessible these pages are."""
    return page(request, "accessibility.html")


@router.get("/transparency")
def transparency(request: Request) -> HTMLResponse:
    """The record of this tool, as this installation uses it."""
    runs = shelf_of(request).runs()
    return page(
        request,
        "transparency.html",
        newest=runs[0].stored if runs else None,
        runs=len(runs),
        decided=in_public(totals(workbench_of(request).store)),
    )


def in_public(kept: Totals) -> str:
    """How decisions came out, for anybody to read: small counts hidden, the others rounded."""
    decisions, otherwise = public_count(kept.decisions), public_count(kept.other_than_recommended)
    if not decisions:
        return "none yet" if decisions == 0 else FEW
    chose = FEW if otherwise is None else f"{otherwise:,}" if otherwise else "none"
    return f"{decisions:,} to the nearest {ROUND_TO}, asking for more left aside; other than recommended: {chose}"

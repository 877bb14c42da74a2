"""The audit trail, and the people who may come in."""

import json
from collections.abc import Sequence
from urllib.parse import quote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from sufficiency.panel.events import Event
from sufficiency.panel.people import Person, Role
from sufficiency.reports.words import elapsed
from sufficiency.store import audit, oversight, people
from sufficiency.store.chain import Entry
from sufficiency.web.rendering import page
from sufficiency.web.tables import Cell, ListTable, listed
from sufficiency.web.workbench import person_of, workbench_of

router = APIRouter()

PER_PAGE = 50
LONGEST = 48
ACTIVE, OFF = Cell("Active", tag="green"), Cell("Off", tag="grey")


@router.get("/audit")
def trail(request: Request, about: str = "", by: str = "", at: int = 1, verify: str = "") -> HTMLResponse:
    """What happened, the newest first; on request the whole chain is checked."""
    store = workbench_of(request).store
    found = audit.leaf(store, at, PER_PAGE, about.strip(), by.strip())
    return page(
        request,
        "audit.html",
        table=_events(found.events),
        total=found.total,
        about=about,
        by=by,
        at=found.at,
        pages=found.pages,
        many=audit.many_opened(store),
        decided=_by_person(oversight.by_person(store)) if found.at == 1 and not (about or by) else None,
        how_to_read=oversight.HOW_TO_READ,
        checked=audit.verify(store) if verify else None,
    )


@router.get("/people")
def everybody(request: Request) -> HTMLResponse:
    """Everybody with an account, and their roles."""
    rows = [
        (one.name, one.full_name, ", ".join(sorted(one.roles)), ACTIVE if one.active else OFF)
        for one in people.list_people(workbench_of(request).store)
    ]
    table = listed("people", "People", ("Name", "Full name", "Roles", "Account"), rows)
    return page(request, "people.html", table=table, roles=Role, names=[row[0] for row in rows])


@router.post("/people")
def add(request: Request) -> Response:
    """Make an account, or give one other roles, or switch it off."""
    form, store = request.state.form, workbench_of(request).store
    roles = people.roles_of(str(role) for role in form.getlist("roles"))
    active = form.get("active") != "no"
    person = Person(str(form.get("name", "")), str(form.get("full_name", "")), roles, active)
    known = person.name in {one.name for one in people.list_people(store)}
    (people.change_person if known else people.add_person)(store, person, person_of(request).name)
    return RedirectResponse("/people", status_code=303)


def _by_person(found: Sequence[oversight.ByPerson]) -> ListTable:
    rows: list[Sequence[Cell | str]] = [
        (
            Cell(one.by, f"?by={quote(one.by)}"), *(f"{count:,}" for count in one.counts),
            elapsed(one.median_seconds), f"{one.short_looks:,}",
        )
        for one in found
    ]  # fmt: skip
    heads = ("Who", "#Decisions", "#As recommended", "#Other than recommended", "#Asked for more",
             "#Median time since first opened", "#Under a minute")  # fmt: skip
    return listed("by-person", "How decisions came out, by person", heads, rows)


def _events(events: Sequence[Entry]) -> ListTable:
    rows = [
        (
            str(event.seq), event.at[:16].replace("T", " "), event.by, Event(event.event).says.capitalize(),
            event.subject, _detail(event.detail),
        )
        for event in events
    ]  # fmt: skip
    heads = ("Number", "When (UTC)", "Who", "What", "About", "Detail")
    return listed("events", "Events, the newest first", heads, rows)


def _detail(written: str) -> str:
    """The facts of an event, a line each; digests are cut short, the trail has them whole."""
    said = json.loads(written)
    lines = (f"{name}: {value}" for name, value in said.items() if not isinstance(value, dict | list))
    return "\n".join(line if len(line) <= LONGEST else f"{line[:LONGEST]}…" for line in lines) or "–"

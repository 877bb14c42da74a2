"""Cases of a run: the list, one case, what another choice would do, and those without a place."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from sufficiency.reports.page.children import unplaced_table
from sufficiency.reports.page.order import supersession_reasons_table, supersessions_table
from sufficiency.reports.words import PlaceNames
from sufficiency.statute.supersession import REASON_CODES
from sufficiency.store.decisions import decided_on
from sufficiency.store.supersessions import PassedOn, held_passed_on
from sufficiency.web import case_list
from sufficiency.web.case_view import (
    case_view,
    consultations_table,
    not_elsewhere_table,
    option_called,
    options_table,
    requests_table,
)
from sufficiency.web.docket import OUTCOMES, docket, kept_run
from sufficiency.web.rendering import page
from sufficiency.web.tables import Cell, ListTable, from_report, listed
from sufficiency.web.workbench import person_of, shelf_of, workbench_of

router = APIRouter()

TOLD = {
    "decided": "The decision is kept, with your name and reason.",
    "moved": "The case was moved on.",
    "declared": "Your interest is noted: another member decides.",
    "consulted": "The consultation is on record. A run counts it once it is in the tables: Panel leads to that.",
    "refused": "The record is kept. What it still lacks is listed below.",
    "approved": "Your approval is on record.",
    "issued": "It is on record that the letter went out.",
}
"""What the page says after a change."""


@router.get("/runs/{run}/cases")
def cases(request: Request, run: str, query: Annotated[case_list.Query, Depends()]) -> HTMLResponse:
    """The cases of a run, as the query string filters, orders and pages them."""
    shelf = shelf_of(request)
    shelved = shelf.run(run)
    answer = shelved.stored.run
    inputs = workbench_of(request).inputs_of(shelved)
    kind = f"cases {'with' if inputs else 'without'} tables"
    rows, needs, years = shelf.remember(kind, shelved.name, lambda _: case_list.everyone(answer, inputs))
    as_at = answer.authority.as_at
    store = workbench_of(request).store
    kept = kept_run(store, shelf, shelved) if query.decided else None
    found = case_list.find(rows, query, as_at, decided_on(store, kept.run) if kept else frozenset())
    return page(
        request,
        "cases.html",
        run=shelved,
        query=query,
        found=found,
        table=case_list.case_table(found, run, as_at),
        needs=needs,
        years=years,
        outcomes=case_list.OUTCOMES,
        due=case_list.DUE,
        decided=case_list.DECIDED,
        as_at=as_at,
        sizes=case_list.PER_PAGE,
    )


@router.get("/runs/{run}/cases/{ref}")
def one_case(request: Request, run: str, ref: str, told: str = "") -> HTMLResponse:
    """One case: what is recommended and why, what was asked, and every other place it may have."""
    shelf = shelf_of(request)
    shelved = shelf.run(run)
    answer, inputs = shelf.about(shelved, ref), workbench_of(request).inputs_of(shelved)
    view = case_view(answer, ref, inputs)
    store, names = workbench_of(request).store, PlaceNames(answer)
    kept = kept_run(store, shelf, shelved)
    before = docket(store, kept, view, person_of(request), names) if kept else None
    replies = before.file.consultations if before else inputs.consultations if inputs else ()
    asked = (*([requests_table(answer, ref, inputs)] if inputs else ()), consultations_table(names, ref, replies))
    return page(
        request,
        "case.html",
        run=shelved,
        case=view,
        asked=[table for table in asked if table.rows],
        known=inputs is not None,
        options=options_table(view, f"/runs/{run}/cases/{ref}"),
        elsewhere=not_elsewhere_table(answer, ref),
        docket=before,
        kept=kept,
        names=names,
        told=TOLD.get(told, ""),
        outcomes=OUTCOMES,
        codes=REASON_CODES,
    )


@router.get("/runs/{run}/cases/{ref}/effect")
def effect(request: Request, run: str, ref: str, place: str = "") -> HTMLResponse:
    """What giving this child another place would do: shown before anybody chooses it."""
    shelf = shelf_of(request)
    shelved = shelf.run(run)
    view = case_view(shelf.about(shelved, ref), ref, workbench_of(request).inputs_of(shelved))
    option = option_called(view, place)
    kept = kept_run(workbench_of(request).store, shelf, shelved)
    names = PlaceNames(shelved.stored.run)
    before = docket(workbench_of(request).store, kept, view, person_of(request), names) if kept else None
    return page(request, "effect.html", run=shelved, case=view, option=option, docket=before)


@router.get("/runs/{run}/unplaced")
def unplaced(request: Request, run: str) -> HTMLResponse:
    """Children for whom no place is recommended: why, and what single change would free one."""
    shelved = shelf_of(request).run(run)
    table = from_report(unplaced_table(shelved.stored.run), lambda ref: f"/runs/{run}/cases/{ref}")
    return page(request, "tables.html", run=shelved, title="Children without a place", tables=[table])


@router.get("/runs/{run}/superseded")
def superseded(request: Request, run: str) -> HTMLResponse:
    """Earlier requests that later ones supersede, and why; before them, held places that wait for an approval."""
    shelved = shelf_of(request).run(run)
    answer = shelved.stored.run
    kept = kept_run(workbench_of(request).store, shelf_of(request), shelved)
    held = held_passed_on(workbench_of(request).store, kept.run) if kept else ()
    tables = [from_report(supersession_reasons_table(answer)), from_report(supersessions_table(answer))]
    if held:
        tables.insert(0, _to_approve(held, run, PlaceNames(answer)))
    return page(request, "tables.html", run=shelved, title="Earlier requests superseded", tables=tables)


def _to_approve(held: Sequence[PassedOn], run: str, names: PlaceNames) -> ListTable:
    rows = [
        (Cell(one.child_b, f"/runs/{run}/cases/{one.child_b}"), names.of(one.group), one.child_a,
         REASON_CODES[one.reason_code],
         Cell(f"Approved by {one.approved_by}", tag="green") if one.approved_by else Cell("To approve", tag="yellow"))
        for one in held
    ]  # fmt: skip
    heads = ("Recommended for", "Place", "Held for", "Why the later request goes first", "Approval")
    return listed("held", "Held places passed on: a service manager approves each on the case, or not", heads, rows)

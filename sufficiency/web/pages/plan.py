"""Plan: demand, where places run short, scenarios, and scenarios that were run as columns."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, Response

from sufficiency import api
from sufficiency.errors import InputRejected, UsageError
from sufficiency.pipelines.scenario_runs import YEARS, paper_of
from sufficiency.reports.planning.book import write_book
from sufficiency.reports.planning.committee import write_committee
from sufficiency.reports.planning.gap_words import first_to_bind
from sufficiency.reports.planning.page import marks, parts_of
from sufficiency.reports.planning.paper import Paper
from sufficiency.reports.planning.recommended import recommended_in_words
from sufficiency.web import demand_view, plan_view
from sufficiency.web.asking import queued_once
from sufficiency.web.plan_shelf import Plans, plans, plans_called, stored_scenarios
from sufficiency.web.rendering import page
from sufficiency.web.scenario_choice import NOTHING_CHOSEN, NUMBERS, YEARS_AHEAD, ScenarioChoice, chosen_of
from sufficiency.web.shelf import Shelf
from sufficiency.web.tables import Cell, ListTable, listed, moment
from sufficiency.web.workbench import shelf_of
from sufficiency.workbench.jobs import RunScenarios

router = APIRouter()

BY = ("placement", "need", "phase", "area")
DRAWS = 200
SHOWN, FAULTS_SHOWN, DOCUMENTS_KEPT = 4, 50, 8
"""Scenarios shown as columns unless others are chosen."""
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Chosen = Annotated[list[str] | None, Query()]


@router.get("/plan")
def every_plan(request: Request) -> HTMLResponse:
    """The rounds that plans are made from, the scenarios that were run, and the futures that were drawn."""
    shelf = shelf_of(request)
    rows = (
        (Cell(one.name, f"/plan/runs/{one.name}"), one.round or "–", ", ".join(one.names), moment(one.made))
        for one in plans(shelf)
    )
    heads = ("Run", "Round", "Scenarios", "Made (UTC)")
    table = listed("plans", "Scenarios that were run, the newest first", heads, rows)
    return page(request, "plan.html", rounds=shelf.rounds(), table=table, futures=plan_view.futures_table(shelf))


@router.get("/plan/rounds/{round}/demand")
def demand(request: Request, round: str, by: str = BY[0]) -> HTMLResponse:  # noqa: A002  the trade's word
    """How many plans to expect, with the range and what each step adds."""
    if by not in BY:
        raise UsageError("Plans are told by placement, need, phase or area.")
    shelf = shelf_of(request)
    folder = shelf.round_folder(round)
    try:
        rows = shelf.remember(f"demand {by}", round, lambda _: api.project_folder(folder, by, YEARS, DRAWS))
    except InputRejected as error:
        return cannot_plan(request, round, "Demand", error)
    names = {area.code: area.name for area in shelf.inputs(round).areas}
    return page(
        request,
        "demand.html",
        round=round,
        by=by,
        choices=BY,
        figures=demand_view.demand_figures(rows),
        table=demand_view.kinds_table(rows, by, names),
        waiting=demand_view.waiting_in_words(rows),
    )


@router.get("/plan/rounds/{round}/gap")
def gap(request: Request, round: str) -> HTMLResponse:  # noqa: A002
    """Places as they are against the children who will need them, and which kind runs short first."""
    shelf = shelf_of(request)
    folder = shelf.round_folder(round)
    try:
        found = shelf.remember("gap", round, lambda _: api.sufficiency_gap(folder, DRAWS))
    except InputRejected as error:
        return cannot_plan(request, round, "Where places run short", error)
    return page(
        request,
        "gap.html",
        round=round,
        says=(first_to_bind("P50", found.first_p50), first_to_bind("P80", found.first_p80)),
        figure=demand_view.gap_figure(found),
        today=demand_view.places_today_table(found.today),
        kinds=demand_view.kinds_gap_table(found.gaps),
        areas=demand_view.areas_gap_table(found.areas),
    )


@router.get("/plan/rounds/{round}/scenarios")
def scenarios(request: Request, round: str) -> HTMLResponse:  # noqa: A002
    """The scenarios of a round, each with what deviates in it; some may be chosen and run."""
    return scenarios_page(request, round)


@router.post("/plan/rounds/{round}/scenarios")
def run(request: Request, round: str) -> Response:  # noqa: A002
    """Have the scenarios chosen run together, as a job."""
    chosen = chosen_of(request.state.form, YEARS_AHEAD)
    shelf_of(request).round_folder(round)
    if chosen.wrong:
        return scenarios_page(request, round, chosen)
    return queued_once(request, RunScenarios(round, chosen.names, chosen.number(YEARS_AHEAD)))


@router.get("/plan/runs/{plan}")
def compared(request: Request, plan: str, of: Chosen = None, base: str = "") -> HTMLResponse:
    """Scenarios as columns beside a base: places, money, travel, carbon, who gains minutes, where places are."""
    shelf = shelf_of(request)
    found = plans_called(shelf, plan)
    paper = _paper(shelf, found, of, base)
    chosen = list(paper.names)
    return page(
        request,
        "compared.html",
        plan=found,
        chosen=chosen,
        base=chosen[0],
        alone=paper.alone,
        leads=(paper.base.description,) if paper.alone else recommended_in_words(paper),
        marks=marks(paper),
        over=f"{paper.comparison.authority}, {paper.comparison.years} years from {paper.comparison.first}",
        sections=plan_view.drawn_parts(parts_of(paper)),
        places=tuple(plan_view.places_maps(paper)),
    )


@router.get("/plan/runs/{plan}/workbook")
def workbook(request: Request, plan: str, of: Chosen = None, base: str = "") -> Response:
    """The scenarios shown as one workbook."""
    return _file(request, plan, of, base, (f"{plan}.xlsx", EXCEL), write_book)


@router.get("/plan/runs/{plan}/paper")
def committee_paper(request: Request, plan: str, of: Chosen = None, base: str = "") -> Response:
    """The committee paper of the scenarios shown."""
    return _file(request, plan, of, base, (f"{plan}-committee.docx", WORD), write_committee)


def scenarios_page(request: Request, name: str, chosen: ScenarioChoice = NOTHING_CHOSEN) -> HTMLResponse:
    """The list, with what was chosen and what is wrong with it."""
    try:
        every = api.list_scenarios(shelf_of(request).round_folder(name))
    except InputRejected as error:
        return cannot_plan(request, name, "Scenarios", error)
    return page(
        request,
        "scenarios.html",
        422 if chosen.wrong else 200,
        round=name,
        scenarios=[plan_view.listed_scenario(one) for one in every],
        chosen=chosen,
        error=dict(chosen.wrong),
        numbers={one.name: one for one in NUMBERS},
        failed=bool(chosen.wrong),
    )


def cannot_plan(request: Request, name: str, title: str, error: InputRejected) -> HTMLResponse:
    """A page that names where the tables of a round stand in the way, and what to do."""
    return page(request, "cannot_plan.html", round=name, title=title, table=in_the_way(error))


def in_the_way(error: InputRejected) -> ListTable:
    """Where the tables of a round stand in the way and what to do; never what a cell says."""
    rows = [(one.file, str(one.row or "–"), one.column or "–", one.remedy) for one in error.faults[:FAULTS_SHOWN]]
    return listed("faults", "What stands in the way", ("File", "#Row", "Column", "How to fix it"), rows)


def _paper(shelf: Shelf, found: Plans, of: list[str] | None, base: str) -> Paper:
    """The scenarios asked for, the base first. Raises UsageError where one is not there or they cannot be compared."""
    chosen = list(of or found.names[:SHOWN])
    first = base or chosen[0]
    return paper_of(stored_scenarios(shelf, found, list(dict.fromkeys((first, *chosen)))))


def _file(
    request: Request,
    plan: str,
    of: list[str] | None,
    base: str,
    kind: tuple[str, str],
    write: Callable[[Paper, Path], None],
) -> Response:
    """A document of the scenarios asked for. Those asked for last are kept, for a paper takes seconds to draw."""
    shelf = shelf_of(request)
    name, media = kind
    paper = _paper(shelf, plans_called(shelf, plan), of, base)
    kept: dict[tuple[str, ...], bytes] = shelf.remember("documents", plan, lambda _: {})
    key = (name, *paper.names)
    if key not in kept:
        if len(kept) == DOCUMENTS_KEPT:
            kept.clear()
        kept[key] = _written(paper, name, write)
    return Response(kept[key], media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _written(paper: Paper, name: str, write: Callable[[Paper, Path], None]) -> bytes:
    with TemporaryDirectory() as room:
        path = Path(room) / name
        write(paper, path)
        return path.read_bytes()

"""Runs: the list, one run, its files, two side by side."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import FileResponse, HTMLResponse

from sufficiency.errors import UsageError
from sufficiency.reports.effects import amount, difference
from sufficiency.reports.page.order import ladder_table, price_in_a_sentence, price_table
from sufficiency.reports.page.summary import outcomes, recount, status
from sufficiency.reports.run_json import watermarks
from sufficiency.reports.terminal import comparison_document
from sufficiency.web.docket import kept_run
from sufficiency.web.protection import REPORT_POLICY
from sufficiency.web.rendering import page
from sufficiency.web.shelf import Shelved
from sufficiency.web.tables import Cell, ListTable, from_report, listed, moment
from sufficiency.web.tasks import to_look_at
from sufficiency.web.workbench import shelf_of, workbench_of

router = APIRouter()


@router.get("/runs")
def every_run(request: Request) -> HTMLResponse:
    """Every run on the shelf, the newest first."""
    rows = [_row(run) for run in shelf_of(request).runs()]
    names = ("Run", "Made", "Policy", "#Recommended", "#No place", "Status")
    return page(request, "runs.html", table=listed("runs", "Runs, the newest first", names, rows))


@router.get("/runs/{run}")
def one_run(request: Request, run: str) -> HTMLResponse:
    """How a run came out, what to look at first, and what it was made from."""
    shelf = shelf_of(request)
    shelved = shelf.run(run)
    answer, record = shelved.stored.run, shelved.stored.record
    tables = [from_report(ladder_table(answer))]
    if answer.price_of_the_order:
        tables.append(from_report(price_table(answer)))
    return page(
        request,
        "run.html",
        run=shelved,
        tags=status(answer, record),
        outcomes=outcomes(answer),
        attention=to_look_at(shelved),
        recount=recount(record),
        marks=watermarks(answer),
        price=price_in_a_sentence(answer),
        tables=tables,
        files=sorted(path.name for path in (shelf.folder / run).iterdir() if path.is_file()),
        changed=shelf.changed(shelved.stored),
        known=workbench_of(request).inputs_of(shelved) is not None,
        kept=kept_run(workbench_of(request).store, shelf, shelved),
    )


@router.get("/runs/{run}/report")
def report(request: Request, run: str) -> FileResponse:
    """The report of a run, which brings its own styles and needs no script."""
    shelf = shelf_of(request)
    path = shelf.folder / shelf.run(run).name / "report.html"
    return FileResponse(path, media_type="text/html", headers={"Content-Security-Policy": REPORT_POLICY})


@router.get("/runs/{run}/files/{name}")
def run_file(request: Request, run: str, name: str) -> FileResponse:
    """One file of a run, to keep."""
    shelf = shelf_of(request)
    folder = shelf.folder / shelf.run(run).name
    if name not in {path.name for path in folder.iterdir() if path.is_file()}:
        raise UsageError(f"There is no file {name} in this run.")
    return FileResponse(folder / name, filename=f"{run}-{name}", media_type="application/octet-stream")


@router.get("/runs/{run}/compare")
def compare(request: Request, run: str, before: Annotated[str, Query(alias="with")] = "") -> HTMLResponse:
    """Two runs of a round: every level, and every child whose place differs."""
    shelf = shelf_of(request)
    after, others = shelf.run(run), [other.name for other in shelf.runs() if other.name != run]
    if before not in others:
        return page(request, "compare.html", run=after, others=others, tables=(), before="")
    document = comparison_document(shelf.run(before).stored.run, after.stored.run)
    tables = _compared(document, before, after)
    return page(request, "compare.html", run=after, others=others, before=before, tables=tables)


def _compared(document: dict[str, object], before: str, after: Shelved) -> tuple[ListTable, ...]:
    says = {level.name: level.says for level in after.stored.run.levels}
    levels, moved = document["levels"], document["moved"]
    assert isinstance(levels, list)
    assert isinstance(moved, list)
    level_rows = [
        (
            says[row["level"]].capitalize(), amount(row["level"], row["before"]), amount(row["level"], row["after"]),
            difference(row["level"], row["change"]),
        )
        for row in levels
    ]  # fmt: skip
    moved_rows = [
        (Cell(row["child_ref"], f"/runs/{after.name}/cases/{row['child_ref']}"), row["before"], row["after"])
        for row in moved
    ]
    heads = ("Level", f"#{before}", f"#{after.name}", "Difference")
    return (
        listed("levels", "Levels, most important first", heads, level_rows),
        listed("moved", "Children with another place, or none", ("Child", before, after.name), moved_rows),
    )


def _row(run: Shelved) -> tuple[Cell | str, ...]:
    answer = run.stored.run
    free = sum(not r.fixed for r in answer.recommendations)
    good = all(tag.good for tag in status(answer, run.stored.record))
    said = Cell("Verified and repeatable", tag="green") if good else Cell("Look before use", tag="yellow")
    return (
        Cell(run.name, f"/runs/{run.name}"),
        moment(run.made),
        answer.policy.name,
        f"{free:,}",
        f"{len(answer.unplaced):,}",
        said,
    )

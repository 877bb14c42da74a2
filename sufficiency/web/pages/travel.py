"""Travel: what transport comes to for a round or a run, two beside each other, and routes that were made."""

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse, HTMLResponse, Response

from sufficiency import api
from sufficiency.domain.fleet import Depth
from sufficiency.errors import UsageError
from sufficiency.reports.transport.compare import comparison_tables, times_in_words
from sufficiency.reports.transport.page import travel_parts
from sufficiency.reports.transport.report import DEPTHS, TransportReport
from sufficiency.web.asking import queued_once
from sufficiency.web.plan_shelf import made_routes, routes_called
from sufficiency.web.protection import REPORT_POLICY
from sufficiency.web.rendering import page
from sufficiency.web.shelf import Shelf
from sufficiency.web.tables import Cell, listed, moment
from sufficiency.web.workbench import shelf_of
from sufficiency.workbench.jobs import MakeRoutes

router = APIRouter()

AT_ONCE: dict[Depth, str] = {depth: DEPTHS[depth] for depth in ("rate", "insertion")}
"""The depths that a page may wait for; full routes are made by a job."""
USUAL: Depth = "insertion"
PAGE = "travel.html"


@router.get("/travel")
def every_source(request: Request) -> HTMLResponse:
    """The rounds and runs that transport may be worked out for, and the routes that were made."""
    shelf = shelf_of(request)
    made = ((Cell(name, f"/travel/routes/{name}"), moment(at)) for name, at in made_routes(shelf))
    table = listed("made", "Routes that were made, the newest first", ("Routes", "Made (UTC)"), made)
    return page(request, "travel.html", sources=_sources(shelf), depths=AT_ONCE, usual=USUAL, table=table)


@router.get("/travel/of/{source}")
def estimate(request: Request, source: str, depth: str = USUAL) -> HTMLResponse:
    """Transport of everyone who travels today and of everyone placed: cost, minutes, carbon, by setting and area."""
    report = _estimated(shelf_of(request), source, depth)
    return page(
        request, "travel_estimate.html", 200, source=source, chosen=depth, depths=AT_ONCE, authority=report.authority,
        **travel_parts(report),
    )  # fmt: skip


@router.post("/travel/of/{source}/routes")
def make_routes(request: Request, source: str) -> Response:
    """Have routes made for a round or a run, as a job."""
    depth = _depth(str(request.state.form.get("depth", "")))
    if source not in {name for name, _ in _sources(shelf_of(request))}:
        raise UsageError(f"There is no round and no run {source} here.")
    return queued_once(request, MakeRoutes(source, depth))


@router.get("/travel/compare")
def compare(request: Request, before: str = "", after: str = "", depth: str = USUAL) -> HTMLResponse:
    """The transport of two runs, or of a round and its run, side by side."""
    shelf = shelf_of(request)
    chosen = {"before": before, "after": after, "chosen": depth, "sources": _sources(shelf), "depths": AT_ONCE}
    if not (before and after):
        return page(request, "travel_compare.html", 200, tables=(), times="", **chosen)
    was, now = (_estimated(shelf, source, depth) for source in (before, after))
    tables = [listed(f"compared-{at}", *told) for at, told in enumerate(comparison_tables(was, now))]
    return page(request, "travel_compare.html", 200, tables=tables, times=times_in_words(was, now), **chosen)


@router.get("/travel/routes/{made}")
def routes(request: Request, made: str) -> HTMLResponse:
    """Routes that were made: what they come to, drawn, and each with who is picked up in which order."""
    shelf = shelf_of(request)
    stored = routes_called(shelf, made)
    return page(
        request,
        "travel_routes.html",
        made=made,
        stored=stored,
        files=sorted(path.name for path in (shelf.folder / made).iterdir() if path.is_file()),
    )


@router.get("/travel/routes/{made}/page")
def whole_page(request: Request, made: str) -> FileResponse:
    """The page that was written with the routes; it brings its own styles and needs no script."""
    shelf = shelf_of(request)
    routes_called(shelf, made)
    headers = {"Content-Security-Policy": REPORT_POLICY}
    return FileResponse(shelf.folder / made / PAGE, media_type="text/html", headers=headers)


@router.get("/travel/routes/{made}/files/{name}")
def routes_file(request: Request, made: str, name: str) -> FileResponse:
    """One file of the routes, to keep."""
    shelf = shelf_of(request)
    routes_called(shelf, made)
    folder = shelf.folder / made
    if name not in {path.name for path in folder.iterdir() if path.is_file()}:
        raise UsageError(f"There is no file {name} with these routes.")
    return FileResponse(folder / name, filename=f"{made}-{name}", media_type="application/octet-stream")


def _sources(shelf: Shelf) -> list[tuple[str, str]]:
    """Names of folders, and what they stand for."""
    rounds = [(name, f"{name}: everyone who travels today and every place settled") for name in shelf.rounds()]
    runs = [(run.name, f"{run.name}: also every place that this run recommends") for run in shelf.runs()]
    return [*rounds, *runs]


def _estimated(shelf: Shelf, source: str, depth: str) -> TransportReport:
    """The plan at a depth, worked out once. Raises UsageError where there is no such depth, round or run."""
    if _depth(depth) not in AT_ONCE:
        raise UsageError(f"Transport is told at once at these depths: {', '.join(AT_ONCE)}.")
    if source in shelf.rounds():
        name, of = source, source
    else:
        run = shelf.run(source)
        if shelf.changed(run.stored):
            raise UsageError(f"The tables of {source} are gone or have changed since. Make the run again.")
        name, of = shelf.round_of(run.stored), f"{source} of {run.made.isoformat()}"
    folder = shelf.folder / source
    return shelf.remember(f"transport of {of} at {depth}", name, lambda _: api.estimate(folder, _depth(depth)))


def _depth(asked: str) -> Depth:
    """Raises UsageError where there is no such depth."""
    found = next((one for one in DEPTHS if one == asked), None)
    if found is None:
        raise UsageError(f"Transport is worked out at these depths: {', '.join(DEPTHS)}.")
    return found

"""``sufficiency travel``: the matrix of journeys, what transport costs, the routes, and two answers side by side."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sufficiency.cli.options import FolderArgument, Format, FormatOption, QuietOption
from sufficiency.cli.output import emit, progress, say

if TYPE_CHECKING:
    from sufficiency.reports.transport.report import TransportReport

app = typer.Typer(no_args_is_help=True, help="Travel: journeys, entitlement, vehicles, cost and carbon.")


class DepthChoice(StrEnum):
    """How deep an estimate goes."""

    RATE = "rate"
    INSERTION = "insertion"
    ROUTES = "routes"


SourceArgument = Annotated[
    Path,
    typer.Argument(
        metavar="RUN|FOLDER", help="A run folder: everyone travelling today and every place recommended. Or an input "
        "folder: everyone travelling today and every place already settled."
    ),
]  # fmt: skip
DepthOption = Annotated[
    DepthChoice,
    typer.Option("--depth", help="rate: by mileage, at once. insertion: routes built in a moment. routes: searched."),
]
InputsOption = Annotated[
    Path | None, typer.Option("--inputs", metavar="FOLDER", help="Where the input folder of a run is now.")
]

OutOption = Annotated[
    Path | None, typer.Option("--out", metavar="FOLDER", help="New folder for the files; none are written without it.")
]


@app.callback()
def travel() -> None:
    """Travel: journeys, entitlement, vehicles, cost and carbon."""


@app.command()
def matrix(
    folder: FolderArgument, out: OutOption = None, form: FormatOption = Format.TABLE, quiet: QuietOption = False
) -> None:
    """Work out minutes and metres of every child to every setting; name what is far from a road or has no route."""
    from sufficiency import api
    from sufficiency.reports.travel_matrix import matrix_rows, matrix_summary

    with progress(quiet=quiet) as watch:
        found = api.travel_matrix(folder, watch)
        files = api.write_travel_matrix(found, out, watch) if out else ()
    emit([] if form is Format.TABLE else matrix_rows(found), matrix_summary(found), form)
    if out:
        say(f"Written: {out} with {', '.join(files)}. It holds references of children: keep it safe.", quiet=quiet)


@app.command()
def estimate(
    source: SourceArgument,
    depth: DepthOption = DepthChoice.INSERTION,
    inputs: InputsOption = None,
    form: FormatOption = Format.TABLE,
    quiet: QuietOption = False,
) -> None:
    """Say what transport comes to: children by mode, minutes aboard, vehicles, cost and carbon, by setting and area."""
    from sufficiency.reports.transport.rows import plan_document, plan_rows
    from sufficiency.reports.transport.terminal import plan_summary

    report = _estimated(source, depth, inputs, quiet=quiet)
    rows = plan_rows(report) if form is Format.CSV else plan_document(report)
    emit(rows, plan_summary(report), form)


@app.command()
def routes(
    source: SourceArgument,
    out: Annotated[Path, typer.Option("--out", metavar="FOLDER", help="New folder for the routes, map and page.")],
    depth: DepthOption = DepthChoice.ROUTES,
    inputs: InputsOption = None,
    form: FormatOption = Format.TABLE,
    quiet: QuietOption = False,
) -> None:
    """Make routes and write them: tables, a page with a map, GeoJSON, GeoPackage, and passengers for route planning."""
    from sufficiency import api
    from sufficiency.reports.transport.rows import plan_document, plan_rows
    from sufficiency.reports.transport.terminal import plan_summary

    report = _estimated(source, depth, inputs, quiet=quiet)
    files = api.write_transport(report, source, out, inputs)
    rows = plan_rows(report) if form is Format.CSV else plan_document(report)
    emit(rows, plan_summary(report), form)
    say(f"Written: {out} with {', '.join(files)}. It says where children board: keep it safe.", quiet=quiet)
    say(f"The page: {(out / 'travel.html').resolve()}", quiet=quiet)


@app.command()
def compare(
    before: Annotated[Path, typer.Argument(metavar="BEFORE", help="A run folder, or an input folder.")],
    after: Annotated[Path, typer.Argument(metavar="AFTER", help="Another one.")],
    depth: DepthOption = DepthChoice.INSERTION,
    form: FormatOption = Format.TABLE,
    quiet: QuietOption = False,
) -> None:
    """Set the transport of two runs side by side: cost, vehicles, minutes aboard and carbon."""
    from sufficiency.reports.transport import compare as side_by_side

    was, now = (_estimated(source, depth, None, quiet=quiet) for source in (before, after))
    rows = side_by_side.comparison_rows if form is Format.CSV else side_by_side.comparison_document
    emit(rows(was, now), side_by_side.comparison(was, now), form)


def _estimated(source: Path, depth: DepthChoice, inputs: Path | None, *, quiet: bool) -> "TransportReport":
    from sufficiency import api

    with progress(quiet=quiet) as watch:
        return api.estimate(source, depth.value, inputs, watch)

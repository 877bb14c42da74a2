"""``sufficiency travel``: the matrix of journeys."""

from pathlib import Path
from typing import Annotated

import typer

from sufficiency.cli.options import FolderArgument, Format, FormatOption, QuietOption
from sufficiency.cli.output import emit, progress, say

app = typer.Typer(no_args_is_help=True, help="Travel: minutes and metres from every home to every setting.")

OutOption = Annotated[
    Path | None, typer.Option("--out", metavar="FOLDER", help="New folder for the files; none are written without it.")
]


@app.callback()
def travel() -> None:
    """Travel: minutes and metres from every home to every setting."""


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

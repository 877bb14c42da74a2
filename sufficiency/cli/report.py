"""``sufficiency report``: tables and papers that others read."""

from pathlib import Path
from typing import Annotated

import typer

from sufficiency.cli.options import Format, FormatOption
from sufficiency.cli.output import emit

app = typer.Typer(no_args_is_help=True, help="Reports: tables and papers that others read.")


@app.callback()
def report() -> None:
    """Reports: tables and papers that others read."""


@app.command("high-needs")
def high_needs(
    source: Annotated[
        Path,
        typer.Argument(
            metavar="FILE|FOLDER", help="A published high needs table (CSV), or an input folder with budgets."
        ),
    ],
    form: FormatOption = Format.TABLE,
) -> None:
    """Work a high needs table out again from its lines; name every printed figure that does not reconcile."""
    from sufficiency import api
    from sufficiency.reports.planning.high_needs_table import (
        high_needs_document,
        high_needs_rows,
        high_needs_summary,
    )

    table = api.high_needs_table(source)
    rows = high_needs_rows(table) if form is Format.CSV else high_needs_document(table)
    emit(rows, high_needs_summary(table), form)

"""``sufficiency demand``: how many plans to expect, and how well that could have been told."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Group

from sufficiency.cli.options import Format, FormatOption
from sufficiency.cli.output import emit

if TYPE_CHECKING:
    from rich.table import Table

    from scenarios.forecast.backtest import Measured

app = typer.Typer(no_args_is_help=True, help="Demand: how many plans to expect, and how well that can be told.")


@app.callback()
def demand() -> None:
    """Demand: how many plans to expect, and how well that can be told."""


@app.command()
def backtest(
    open_data: Annotated[
        Path, typer.Option("--open-data", metavar="FOLDER", help="The published statistics (folder ehcp in it).")
    ],
    origin: Annotated[
        int | None,
        typer.Option("--origin", metavar="YEAR", help="Forecast from this January; the last possible if left out."),
    ] = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Forecast a January already published from what was known one, two and three years before it."""
    from sufficiency import api

    rows = api.backtest(open_data, origin)
    emit([_as_row(row) for row in rows], _tables(rows), form)


def _as_row(row: "Measured") -> dict[str, object]:
    return {
        "series": row.series,
        "from_january": row.origin,
        "years_ahead": row.ahead,
        "method": row.method,
        "authorities": row.authorities,
        "median_error_percent": round(row.error, 3),
        "model_against_it_percent": None if row.against is None else round(100 * row.against, 1),
        "within_p10_p90_percent": None if row.within is None else round(100 * row.within, 1),
    }


def _tables(rows: Sequence["Measured"]) -> Group:
    """A table for each series and number of years ahead."""
    return Group(*(_table(title, list(alike)) for title, alike in groupby(rows, _title)))


def _title(row: "Measured") -> str:
    years = "a year" if row.ahead == 1 else f"{row.ahead} years"
    title = f"{row.series.capitalize()} in January {row.origin + row.ahead}, forecast {years} before"
    return f"{title}: {row.authorities} authorities"


def _table(title: str, rows: Sequence["Measured"]) -> "Table":
    from sufficiency.reports.plain_table import plain_table

    table = plain_table("Method", "#Median error", "#Model's beside it", "#Within P10-P90")
    table.title, table.title_justify = title, "left"
    for row in rows:
        beside = "" if row.against is None else f"{100 * row.against:+.1f} %"
        within = "" if row.within is None else f"{100 * row.within:.1f} %"
        table.add_text(row.method, f"{row.error:.2f} %", beside, within)
    return table

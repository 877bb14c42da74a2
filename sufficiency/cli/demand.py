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
    from scenarios.projection.authority import Projected

app = typer.Typer(no_args_is_help=True, help="Demand: how many plans to expect, and how well that can be told.")

OpenDataOption = Annotated[
    Path, typer.Option("--open-data", metavar="FOLDER", help="The published statistics (folder ehcp in it).")
]


@app.callback()
def demand() -> None:
    """Demand: how many plans to expect, and how well that can be told."""


@app.command()
def backtest(
    open_data: OpenDataOption,
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


@app.command()
def project(
    open_data: OpenDataOption,
    authority: Annotated[str, typer.Option("--authority", metavar="CODE", help="DfE code, three figures such as 855.")],
    seed: Annotated[int, typer.Option("--seed", metavar="NUMBER", help="Seed of the futures drawn.")] = 1,
    form: FormatOption = Format.TABLE,
) -> None:
    """Ten years of an authority's plans by placement, from published statistics alone: expected, P10 and P90."""
    from sufficiency import api

    rows = api.project(open_data, authority, seed)
    emit([_projected_row(row) for row in rows], _projection(rows), form)


def _projected_row(row: "Projected") -> dict[str, object]:
    figures = {"january": row.january, "placement": row.placement, "expected": row.expected}
    return {**figures, "p10": row.p10, "p90": row.p90, **dict(row.steps)}


def _projection(rows: Sequence["Projected"]) -> "Table":
    """Placements as rows and Januaries as columns; last all plans with their P10 and P90."""
    from sufficiency.reports.plain_table import plain_table

    table = plain_table("Placement", *(f"#{january}" for january in dict.fromkeys(row.january for row in rows)))
    placements = dict.fromkeys(row.placement for row in rows)
    for placement in placements:
        table.add_text(placement, *(str(row.expected) for row in rows if row.placement == placement))
    whole = [row for row in rows if row.placement == rows[-1].placement]
    table.add_text("P10", *(str(row.p10) for row in whole))
    table.add_text("P90", *(str(row.p90) for row in whole))
    return table


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

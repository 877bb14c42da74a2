"""``sufficiency demand``: how many plans to expect, and how well that could have been told."""

from collections.abc import Sequence
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Group

from sufficiency.cli.demand_tables import (
    area_row,
    demand_row,
    demand_shown,
    gap_row,
    gap_shown,
    places_row,
    published_row,
    published_shown,
)
from sufficiency.cli.options import FolderArgument, Format, FormatOption, SeedOption
from sufficiency.cli.output import emit, say
from sufficiency.errors import UsageError
from sufficiency.pipelines.demand import PublishedAsked, published_gap, return_tables
from sufficiency.reports.planning.returns import write_returns

if TYPE_CHECKING:
    from rich.table import Table

    from scenarios.forecast.backtest import Measured
    from scenarios.gap.sufficiency import Sufficiency
    from scenarios.projection.authority import Projected

app = typer.Typer(no_args_is_help=True, help="Demand: how many plans to expect, and how well that can be told.")


class By(StrEnum):
    """What plans are told by."""

    PLACEMENT = "placement"
    NEED = "need"
    PHASE = "phase"
    AREA = "area"


class GapBy(StrEnum):
    """What gaps are told by."""

    NEED = "need"
    AREA = "area"
    PLACES = "places"


class Return(StrEnum):
    """National returns that ask for a projection of plans."""

    SCAP = "scap"
    DSG = "dsg"
    REFORM_PLAN = "reform-plan"


EITHER = "give the input folder, or --open-data FOLDER with --authority CODE."

DrawsOption = Annotated[int, typer.Option("--draws", min=10, max=10_000, help="Futures drawn.")]
OutOption = Annotated[Path, typer.Option("--out", metavar="FILE", help="New file, .csv or .xlsx.")]
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
    folder: Annotated[Path | None, typer.Argument(help="An input folder with plans.", metavar="[FOLDER]")] = None,
    open_data: Annotated[
        Path | None,
        typer.Option("--open-data", metavar="FOLDER", help="Instead: the published statistics (folder ehcp in it)."),
    ] = None,
    authority: Annotated[
        str, typer.Option("--authority", metavar="CODE", help="With --open-data: DfE code, three figures such as 855.")
    ] = "",
    by: Annotated[By, typer.Option("--by", help="What plans are told by.")] = By.PLACEMENT,
    years: Annotated[int, typer.Option("--years", min=1, max=20, help="Years ahead.")] = 10,
    draws: DrawsOption = 200,
    seed: SeedOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Plans in the years ahead from an authority's own history: expected, P10, P90, and what each step adds.

    With --open-data, from published statistics alone: by placement, ten years.
    """
    from sufficiency import api

    if folder is None and open_data is not None and authority:
        rows = api.project(open_data, authority, 1 if seed is None else seed)
        emit([_projected_row(row) for row in rows], _projection(rows), form)
    elif folder is not None and open_data is None:
        told = api.project_folder(folder, by.value, years, draws, seed)
        emit([demand_row(one) for one in told], demand_shown(told), form)
    else:
        raise UsageError(EITHER)


@app.command()
def gap(
    folder: Annotated[Path | None, typer.Argument(help="An input folder with plans.", metavar="[FOLDER]")] = None,
    by: Annotated[GapBy, typer.Option("--by", help="What CSV and JSON tell: kinds of need, areas, places today.")] = (
        GapBy.NEED
    ),
    open_data: Annotated[
        Path | None, typer.Option("--open-data", metavar="FOLDER", help="Instead: the published statistics.")
    ] = None,
    authority: Annotated[
        list[str] | None, typer.Option("--authority", metavar="CODE", help="With --open-data: one or several.")
    ] = None,
    january: Annotated[int, typer.Option("--january", metavar="YEAR", help="With --open-data: the first told.")] = 2022,
    opened: Annotated[
        int, typer.Option("--opened", min=0, metavar="PLACES", help="With --open-data: places told with and without.")
    ] = 0,
    opened_in: Annotated[
        int, typer.Option("--opened-in", metavar="YEAR", help="The September in which those opened.")
    ] = 2022,
    by_roll: Annotated[
        bool, typer.Option("--by-roll", help="With --open-data: a school has as many places as children in 2023.")
    ] = False,
    draws: DrawsOption = 200,
    seed: SeedOption = None,
    form: FormatOption = Format.TABLE,
) -> None:
    """Places against the children who will need them, ten years on: gaps at P50 and P80, and which binds first.

    With --open-data, children in state-funded special schools of authorities, as published and projected.
    """
    from sufficiency import api

    if folder is None and open_data is not None and authority:
        codes = tuple(dict.fromkeys(authority))
        asked = PublishedAsked(codes, january, opened, opened_in, by_roll)
        rows, schools = published_gap(open_data, asked, draws, seed or 1)
        emit([published_row(row) for row in rows], published_shown(rows, schools, opened, opened_in), form)
        return
    if folder is None or open_data is not None:
        raise UsageError(EITHER)
    found = api.sufficiency_gap(folder, draws, seed)
    emit(_told(found, by), gap_shown(found), form)


def _told(found: "Sufficiency", by: GapBy) -> list[dict[str, object]]:
    if by is GapBy.NEED:
        return [gap_row(row) for row in found.gaps]
    return [area_row(row) for row in found.areas] if by is GapBy.AREA else [places_row(row) for row in found.today]


@app.command()
def export(
    folder: FolderArgument,
    out: OutOption,
    which: Annotated[
        Return,
        typer.Option("--return", help="Which return: the SEND forecast (SCAP), DSG plan or reform plan."),
    ] = Return.SCAP,
    scap: Annotated[bool, typer.Option("--scap", help="The SEND forecast of the School Capacity return.")] = False,
    draws: DrawsOption = 200,
    seed: SeedOption = None,
) -> None:
    """Write the demand that a national return asks for, as .csv or .xlsx."""
    asked = Return.SCAP if scap else which
    say(f"Written: {write_returns(out, return_tables(folder, asked.value, draws, seed))}")


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

"""``sufficiency scenario``: what if, for planners of places."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from sufficiency.cli import scenario_evidence, scenario_runs
from sufficiency.cli.options import FolderArgument, Format, FormatOption, QuietOption
from sufficiency.cli.output import emit, say

if TYPE_CHECKING:
    from rich.table import Table

    from scenarios.files.scenario import Scenario

app = typer.Typer(no_args_is_help=True, help="Scenarios: what if places were added, and how they are chosen.")


app.command("run")(scenario_runs.run)
app.command("compare")(scenario_runs.compare)
app.command("verify")(scenario_runs.verify)
app.command("evidence")(scenario_evidence.evidence)


@app.callback()
def scenario() -> None:
    """Scenarios: what if places were added, and how they are chosen."""


@app.command("list")
def list_(folder: FolderArgument, form: FormatOption = Format.TABLE) -> None:
    """List the scenarios of an input folder: what each rests on, does and costs to build, and why it is asked."""
    from sufficiency import api

    rows = [_row(one) for one in api.list_scenarios(folder)]
    emit(rows, _table(rows), form)


@app.command()
def new(
    folder: FolderArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its short name: letters, digits and hyphens.")],
    base: Annotated[str, typer.Option("--from", metavar="NAME", help="The scenario it deviates from, or as-is.")],
    description: Annotated[str, typer.Option("--description", metavar="TEXT", help="What deviates, and why.")],
    quiet: QuietOption = False,
) -> None:
    """Begin a scenario of your own: a file that extends another, with every key it may have as a note."""
    from sufficiency import api

    path = api.new_scenario(folder, name, base, description)
    typer.echo(str(path))
    say(f"Next: edit it, then sufficiency data check {folder}", quiet=quiet)


def _row(one: "Scenario") -> dict[str, object]:
    closures = sum(action.places for action in one.actions if action.kind == "closure")
    added = sum(action.places for action in one.actions if action.kind not in ("closure", "re-designation"))
    opens = [str(action.opens) for action in one.actions]
    return {
        "name": one.name,
        "base": one.base,
        "actions": len(one.actions),
        "options": len(one.options),
        "places": added - closures,
        "first_opening": min(opens, default=None),
        "last_opening": max(opens, default=None),
        "capital_pounds": f"{sum(action.capital for action in one.actions) / 100:.2f}",
        "statutory_proposals": sum(action.statutory_proposal for action in one.actions),
        "description": one.description,
    }


def _table(rows: Sequence[dict[str, object]]) -> "Table":
    from sufficiency.reports.plain_table import plain_table

    table = plain_table("Scenario", "Rests on", "#Actions", "#Options", "#Places", "Opens", "#Capital")
    for row in rows:
        opens = dict.fromkeys(str(row[name]) for name in ("first_opening", "last_opening") if row[name])
        counts = [str(row[name]) for name in ("actions", "options", "places")]
        capital = f"£{float(str(row['capital_pounds'])):,.0f}"
        table.add_text(str(row["name"]), str(row["base"]), *counts, " to ".join(opens), capital)
    return table

"""The files of an ensemble: a summary, and a table of each thing it says. The same outcomes give the same bytes."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from sufficiency.domain.ensemble import Driver, Ensemble, Outcome, Outlook, Regret, Shortfall
from sufficiency.errors import UsageError
from sufficiency.reports.csv_file import write_csv
from sufficiency.reports.planning.plain import from_plain, to_plain
from sufficiency.reports.planning.tables import RowTable
from sufficiency.reports.planning.units import CHILDREN, POUNDS, TEXT, WHOLE
from sufficiency.reports.words import decimal

FORMAT = 1
KIND = "ensemble"
SUMMARY, DRAWS = "summary.json", "draws.csv"
SCENARIOS = RowTable(
    "scenarios.csv", Outlook,
    {"scenario": TEXT, "expected_cost": POUNDS, "p10_cost": POUNDS, "p90_cost": POUNDS, "expected_regret": POUNDS,
     "worst_regret": POUNDS, "worst_draw": WHOLE, "cheapest": WHOLE, "expected_unmet": CHILDREN},
)  # fmt: skip
REGRET = RowTable("regret.csv", Regret, {"draw": WHOLE, "scenario": TEXT, "cost": POUNDS, "regret": POUNDS})
SHORTFALL = RowTable(
    "shortfall.csv", Shortfall,
    {"scenario": TEXT, "group": TEXT, "year": WHOLE, "p50": CHILDREN, "p80": CHILDREN, "short": WHOLE},
)  # fmt: skip
DRIVERS = RowTable(
    "drivers.csv", Driver,
    {"scenario": TEXT, "factor": TEXT, "low": CHILDREN, "high": CHILDREN, "cost_low": POUNDS, "cost_high": POUNDS,
     "correlation": CHILDREN},
)  # fmt: skip
TABLES: Mapping[str, RowTable[Any]] = {
    "outlooks": SCENARIOS, "regrets": REGRET, "shortfalls": SHORTFALL, "drivers": DRIVERS,
}  # fmt: skip


def write_ensemble(ensemble: Ensemble, outcomes: Iterable[Outcome], first: int, folder: Path) -> tuple[str, ...]:
    """Write every file into a folder; returns their names. ``first`` is the first year of the plan."""
    for name, table in TABLES.items():
        table.write(folder, getattr(ensemble, name))
    _write_draws(list(outcomes), first, folder / DRAWS)
    text = json.dumps(summary_document(ensemble), indent=2, ensure_ascii=False) + "\n"
    (folder / SUMMARY).write_text(text, encoding="utf-8", newline="\n")
    return (SUMMARY, DRAWS, *(table.file for table in TABLES.values()))


def read_ensemble(folder: Path) -> Ensemble:
    """The ensemble that ``write_ensemble`` wrote into a folder.

    Raises UsageError where there is none, or its files cannot be read any more.
    """
    try:
        document = json.loads((folder / SUMMARY).read_text(encoding="utf-8"))
        if (document["kind"], document["format"]) != (KIND, FORMAT):
            raise UsageError(f"{folder} is no ensemble that this version reads. Draw its futures again.")
        return replace(from_plain(Ensemble, {**document, "regrets": []}), regrets=REGRET.read(folder))
    except (OSError, KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise UsageError(
            f"{folder} cannot be read as an ensemble ({type(error).__name__}): a file of it is missing or was changed. "
            "Draw its futures again."
        ) from error


def summary_document(ensemble: Ensemble) -> dict[str, Any]:
    """The summary for machines: money in pence, children in thousandths; single draws are left to the tables."""
    plain = to_plain(ensemble)
    del plain["regrets"]
    if ensemble.waiting is not None:
        plain["waiting"]["value"] = ensemble.waiting.value
    return {"format": FORMAT, "kind": KIND, "complete": ensemble.complete, **plain}


def ensemble_rows(ensemble: Ensemble) -> list[dict[str, Any]]:
    """The scenarios for machines, one to a row; money in pence."""
    return [to_plain(one) for one in ensemble.outlooks]


def _write_draws(outcomes: Sequence[Outcome], first: int, path: Path) -> None:
    years = range(first, first + len(outcomes[0].children))
    header = ["scenario", "begun_later", "draw", "cost", "unmet", "capital", "delay", "refusals"]
    header += [f"children_{year}" for year in years] + [f"gap_{year}" for year in years]
    write_csv(path, header, map(_draw, outcomes))


def _draw(one: Outcome) -> list[str | int]:
    drawn = (one.unmet, one.capital, one.delay, one.refusals, *one.children, *one.gaps[0])
    return [one.scenario, one.later, one.draw, decimal(one.cost, 2), *(decimal(number, 3) for number in drawn)]

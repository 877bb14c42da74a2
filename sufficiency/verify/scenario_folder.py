"""A scenario's run recounted from the raw input files and its own tables, in whole numbers, by other code."""

from collections.abc import Callable, Mapping
from pathlib import Path

from sufficiency.verify import scenario_budget as budget
from sufficiency.verify import scenario_children as children
from sufficiency.verify import scenario_money as money
from sufficiency.verify import scenario_places as places
from sufficiency.verify import scenario_tables as tables
from sufficiency.verify import scenario_travel as travel
from sufficiency.verify.raw_files import Unreadable, digest
from sufficiency.verify.report import Check, Verification, readable
from sufficiency.verify.scenario_facts import Raw, Run, read_raw, read_scenario_run

CHECKS: tuple[Callable[[Run, Raw], Check], ...] = (
    tables.rows_once,
    tables.areas_stated,
    tables.pools_alike,
    tables.options_alike,
    children.entrants_once,
    children.places_kept,
    children.admissible,
    places.places_stated,
    places.on_roll,
    places.openings,
    places.budgets,
    travel.ways,
    travel.independent,
    travel.sites,
    travel.by_year,
    travel.where,
    travel.equity,
    money.prices,
    money.money,
    money.capital,
    budget.money_alike,
    budget.present,
    budget.high_needs,
)

NOT_RECOUNTED = (
    "Demand, its steps, holds and gaps: what they are projected from is tested by the product's own tests.",
    "That no better plan exists: the solver's bound is checked when it solves, and by the product's own tests.",
    "Prices, limits and policy, taken as run.json states them; of schemes, dates, sites and proposals as stated.",
    "How incumbents leave, and how places that close or change their needs run down.",
    "Money at the prices of later years, what pots hold and what places nobody is in cost.",
    "Lines of the high needs budget: they are summed as they stand.",
    "The counterfactual where bases come first.",
    "The page report.html, which is drawn from what is recounted.",
)
"""What a person should know of a scenario's run that no check covers."""


def verify_scenario(folder: Path, inputs: Path | None = None, raw: Raw | None = None) -> Verification:
    """Recount a run of a scenario. Nothing is raised: files that cannot be read are a broken check.

    ``inputs`` is the input folder, by default the one the run names; ``raw`` is what it holds, where it has been read.
    """
    files: tuple[tuple[str, str], ...] = ()
    try:
        run = read_scenario_run(folder)
        where = inputs or Path(_named(run))
        files = tuple((name, digest(where / name)) for name, _ in _files(run) if (where / name).is_file())
        known = raw or read_raw(where)
        checks: tuple[Check, ...] = (_unchanged(run, where, dict(files)), *(check(run, known) for check in CHECKS))
    except Unreadable as error:
        checks = (readable(str(error)),)
    except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
        checks = (readable(f"the files do not hang together ({type(error).__name__})"),)
    return Verification(not any(check.broken for check in checks), checks, files, NOT_RECOUNTED)


def _named(run: Run) -> str:
    inputs = run.head["inputs"]
    assert isinstance(inputs, dict)
    return str(inputs["folder"])


def _files(run: Run) -> list[tuple[str, str]]:
    inputs = run.head["inputs"]
    assert isinstance(inputs, dict)
    return [(str(one["name"]), str(one["sha256"])) for one in inputs["files"]]


def _unchanged(run: Run, where: Path, now: Mapping[str, str]) -> Check:
    says = "Every input file, and the scenario's own, is there and holds the bytes the run was made from"
    broken = [name for name, was in _files(run) if now.get(name) != was]
    kept, given = run.folder / "scenario.toml", where / "scenarios" / f"{run.head['name']}.toml"
    if kept.is_file() or given.is_file():
        alike = kept.is_file() and given.is_file() and _text(kept) == _text(given)
        broken += [] if alike else [f"scenarios/{given.name}"]
    return Check("inputs", says, len(_files(run)) + kept.is_file(), tuple(broken))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig")

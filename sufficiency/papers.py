"""Planning's papers as a handful of functions: tables, pages and documents that others read."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sufficiency.errors import UsageError

if TYPE_CHECKING:
    from sufficiency.domain.planning_results import ScenarioRun
    from sufficiency.reports.planning.high_needs_table import HighNeedsTable
    from sufficiency.reports.planning.paper import Paper


def high_needs_table(source: Path) -> "HighNeedsTable":
    """A published high needs table, or the budgets of an input folder, worked out again from its lines.

    Raises InputRejected with every fault of the file or the folder.
    """
    from sufficiency.reports.planning.high_needs_table import high_needs_table as worked_out
    from sufficiency.tables import load as tables
    from sufficiency.tables.published_budget import of_budgets, read_published_budget

    if source.is_dir():
        return worked_out(of_budgets(tables.load(source).inputs.finance.budgets, source.name))
    return worked_out(read_published_budget(source))


def planning_paper(runs: Sequence["ScenarioRun"]) -> "Paper":
    """Runs set side by side, the base first, each high needs budget on the level that the base's begins at.

    Raises UsageError where they are not of the same authority, areas and years.
    """
    from scenarios.money.against import against
    from sufficiency.reports.planning.compare import compared
    from sufficiency.reports.planning.paper import Paper

    base, *others = runs
    for run in others:
        if (run.premises.authority, run.areas, run.first, run.years) != (
            base.premises.authority, base.areas, base.first, base.years,
        ):  # fmt: skip
            raise UsageError(f"{run.name} and {base.name} are not of the same authority, areas and years.")
    beside = [
        against(run.money, base.money, run.finance) if run.money and base.money and run.finance else None
        for run in others
    ]
    pairs = zip(others, beside, strict=True)
    level = [replace(run, high_needs=cost.high_needs) if cost else run for run, cost in pairs]
    return Paper((base, *level), compared((base, *level)), (None, *beside))


def write_planning_page(runs: Sequence["ScenarioRun"], folder: Path) -> tuple[str, ...]:
    """Write into a folder ``compare.html`` and ``compare.xlsx`` of several runs, the base first, or ``report.html``.

    ``report.html`` is of one run alone. Returns the names of the files. Raises UsageError as ``planning_paper`` does.
    """
    from sufficiency.reports.planning.book import write_book
    from sufficiency.reports.planning.page import render_planning

    paper = planning_paper(runs)
    page = "report.html" if paper.alone else "compare.html"
    (folder / page).write_text(render_planning(paper), encoding="utf-8", newline="\n")
    if paper.alone:
        return (page,)
    write_book(paper, folder / "compare.xlsx")
    return page, "compare.xlsx"


def committee(folders: Sequence[Path], out: Path) -> None:
    """Write the committee paper of the runs in these folders, the base first, to a new Word file.

    Raises UsageError where a folder is no run of a scenario, or they cannot be compared, StoreTrouble where the file
    is there already or cannot be written.
    """
    from sufficiency.reports.planning.committee import write_committee
    from sufficiency.reports.planning.run_folder import read_scenario

    write_committee(planning_paper([read_scenario(folder).run for folder in folders]), out)

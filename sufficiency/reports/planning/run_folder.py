"""The folder of a scenario's run: written whole or not at all, and read back."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sufficiency.domain.finance import Finance, HighNeeds, Money
from sufficiency.domain.planning_results import BasesFirst, BudgetRow, PlanPremises, PlanRows, ScenarioRun
from sufficiency.errors import Fault, UsageError, VerificationFailed
from sufficiency.files.whole_folder import recover, whole_folder
from sufficiency.reports.planning import tables
from sufficiency.reports.planning.money_tables import write_money
from sufficiency.reports.planning.page import write_page
from sufficiency.reports.planning.paper import Paper
from sufficiency.reports.planning.plain import from_plain, to_plain
from sufficiency.reports.planning.tables import RowTable
from sufficiency.reports.record import RunRecord, tool_version
from sufficiency.verify import report as verification
from sufficiency.verify.report import Verification

FORMAT = 1
HEAD, SCENARIO = "run.json", "scenario.toml"
KIND = "scenario"
Verify = Callable[[Path], Verification]
PARTS: Mapping[str, type[Any]] = {
    "premises": PlanPremises, "bases_first": BasesFirst, "finance": Finance, "money": Money, "high_needs": HighNeeds,
}  # fmt: skip
"""Parts of a run that are kept in its head, by field; the last three may be missing."""
TABLES: Mapping[str, RowTable[Any]] = {
    "areas": tables.AREAS, "demand": tables.DEMAND, "holds": tables.HOLDS, "steps": tables.STEPS, "gap": tables.GAP,
    "schemes": tables.SCHEMES,
}  # fmt: skip
PLAN_TABLES: Mapping[str, RowTable[Any]] = {
    "options": tables.OPTIONS, "places": tables.PLACES, "placements": tables.PLACEMENTS, "where": tables.WHERE,
    "travel": tables.TRAVEL, "equity": tables.EQUITY, "levels": tables.LEVELS,
}  # fmt: skip
PLAIN = ("name", "base", "description", "first", "years", "proven", "repeatable")


@dataclass(frozen=True, slots=True)
class StoredScenario:
    """A scenario's run read back, and how it came about. ``folder`` is its name."""

    run: ScenarioRun
    record: RunRecord
    folder: str


def write_scenario(
    run: ScenarioRun, folder: Path, record: RunRecord, *, scenario: str, verify: Verify, replace_existing: bool = False
) -> RunRecord:
    """Write the run, whole or not at all, after its recount; returns the record with the recount in it.

    ``scenario`` is the text of the scenario's file, blank where it is none. Raises StoreTrouble where the folder cannot
    be written, VerificationFailed where the recount disagrees.
    """
    with whole_folder(folder, replace=replace_existing) as stage:
        if scenario:
            _write_text(stage / SCENARIO, scenario)
        for name, table in TABLES.items():
            table.write(stage, getattr(run, name))
        for name, table in PLAN_TABLES.items():
            table.write(stage, getattr(run.plan, name))
        write_money(run, stage)
        write_page(Paper.of([run]), stage)
        _write_head(run, record, stage)
        found = verify(stage)
        if not found.verified:
            raise VerificationFailed(found.broken or ("the recount could not be completed",))
        record = replace(record, verification=found)
        _write_head(run, record, stage)
        verification.write(found, stage)
    return record


def read_scenario(folder: Path) -> StoredScenario:
    """The run in a folder.

    Raises UsageError where it is no run of a scenario, one of another form, or one whose files cannot be read any more.
    """
    recover(folder)
    try:
        document = json.loads((folder / HEAD).read_text(encoding="utf-8"))
        if not isinstance(document, dict) or document.get("kind") != KIND:
            raise UsageError(f"{folder} is not the run of a scenario.")
        if document["format"] != FORMAT:
            raise UsageError(
                f"{folder} was written by version {document['tool']['version']} in a form that this version "
                f"({tool_version()}) does not read. Run the scenario again."
            )
        rows: dict[str, Any] = {name: table.read(folder) for name, table in TABLES.items()}
        plan: dict[str, Any] = {name: table.read(folder) for name, table in PLAN_TABLES.items()}
        parts = {name: _part(kind, document[name]) for name, kind in PARTS.items()}
        budgets = tuple(from_plain(BudgetRow, one) for one in document["budgets"])
        plain = {name: document[name] for name in PLAIN}
        run = ScenarioRun(**plain, **rows, **parts, budgets=budgets, plan=PlanRows(**plan))
        return StoredScenario(run, _record(document), folder.name)
    except FileNotFoundError as error:
        missing = Path(str(error.filename)).name
        raise UsageError(f"{folder} is not the run of a scenario: it has no {missing}.") from error
    except (OSError, KeyError, TypeError, ValueError, ArithmeticError) as error:
        raise UsageError(
            f"{folder} cannot be read as the run of a scenario ({type(error).__name__}): a file of it was changed. "
            "Run the scenario again."
        ) from error


def _part(kind: type[Any], plain: Mapping[str, object] | None) -> Any:
    return None if plain is None else from_plain(kind, plain)


def _write_head(run: ScenarioRun, record: RunRecord, folder: Path) -> None:
    parts = {name: getattr(run, name) for name in PARTS}
    document = {
        "format": FORMAT,
        "kind": KIND,
        "tool": {"name": "sufficiency", "version": tool_version()},
        "command": record.command,
        "status": "optimal" if run.proven else "stopped",
        "verified": record.verified,
        **{name: getattr(run, name) for name in PLAIN},
        "inputs": {
            "folder": record.input_folder,
            "files": [{"name": name, "sha256": digest} for name, digest in record.files],
        },
        "warnings": [warning.as_dict() for warning in record.warnings],
        "versions": dict(record.versions),
        "timings": dict(record.timings),
        "budgets": [to_plain(budget) for budget in run.budgets],
        **{name: None if part is None else to_plain(part) for name, part in parts.items()},
    }
    _write_text(folder / HEAD, json.dumps(document, indent=2, ensure_ascii=False) + "\n")


def _record(document: Mapping[str, Any]) -> RunRecord:
    return RunRecord(
        command=str(document["command"]),
        input_folder=str(document["inputs"]["folder"]),
        files=tuple((file["name"], file["sha256"]) for file in document["inputs"]["files"]),
        versions=tuple(document["versions"].items()),
        timings=tuple(document["timings"].items()),
        warnings=tuple(Fault(**row) for row in document["warnings"]),
    )


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")

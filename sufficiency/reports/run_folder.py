"""The run folder: written whole or not at all, and read back."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import replace as with_changes
from pathlib import Path
from typing import Any, TypeVar, cast

from sufficiency.domain.run import Run
from sufficiency.errors import Fault, UsageError, VerificationFailed
from sufficiency.files.whole_folder import recover, whole_folder
from sufficiency.reports import run_tables as tables
from sufficiency.reports.csv_file import read_csv, write_csv
from sufficiency.reports.record import RunRecord
from sufficiency.reports.round_transport import read_round_transport, write_round_transport
from sufficiency.reports.run_json import read_head, run_document
from sufficiency.verify import report as verification
from sufficiency.verify.report import Verification

Verify = Callable[[Path], Verification]
T = TypeVar("T")
TABLES = (
    tables.RECOMMENDATIONS,
    tables.UNPLACED,
    tables.REASONS,
    tables.ALTERNATIVES,
    tables.LIMITS,
    tables.SUPERSESSIONS,
)


@dataclass(frozen=True, slots=True)
class StoredRun:
    """A run read back. It equals the run written, but for ``homes``, ``outlines`` and boarding places, only drawn."""

    run: Run
    record: RunRecord


def write_run(
    run: Run, folder: Path, record: RunRecord, *, verify: Verify | None = None, replace: bool = False
) -> RunRecord:
    """Write every file of the run folder, whole or not at all, and return the record with the recount in it.

    ``verify`` is called with the folder still hidden, once its tables are written; what it finds broken stops the
    release. ``replace`` puts this run in the place of an earlier one.

    Raises StoreTrouble where the folder cannot be written, VerificationFailed where the recount disagrees.
    """
    from sufficiency.reports.page.render import render_report  # noqa: PLC0415  slow to load; reading needs no page

    with whole_folder(folder, replace=replace) as stage:
        _write_tables(run, stage)
        _write_head(run, record, stage)
        if verify is not None:
            record = _recounted(record, verify(stage))
            _write_head(run, record, stage)
        if record.verification is not None:
            verification.write(record.verification, stage)
        _write_text(stage / "report.html", render_report(run, record))
    return record


def read_run(folder: Path) -> StoredRun:
    """The run in ``folder``. Raises UsageError where it is not a run folder, or one that was changed by hand."""
    recover(folder)
    try:
        document = _read_json(folder / "run.json")
        run = with_changes(
            read_head(document),
            recommendations=_read(folder, tables.RECOMMENDATIONS),
            unplaced=_read(folder, tables.UNPLACED),
            verdicts=_read(folder, tables.REASONS),
            alternatives=_read(folder, tables.ALTERNATIVES),
            limits=_read(folder, tables.LIMITS),
            supersessions=_read(folder, tables.SUPERSESSIONS),
            transport=read_round_transport(folder, document["transport"]),
        )
        return StoredRun(run, _read_record(document, folder))
    except FileNotFoundError as error:
        missing = Path(str(error.filename)).name
        raise UsageError(f"{folder} is not a run folder: it has no {missing}.") from error
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise UsageError(f"{folder} cannot be read as a run folder: {error}. Make the run again.") from error


def input_folder(stored: StoredRun, inputs: Path | None) -> Path:
    """The input folder of a run: where it is said to be now, else where it was. Raises UsageError where it is gone."""
    folder = inputs or Path(stored.record.input_folder)
    if not folder.is_dir():
        raise UsageError(f"The input folder is not there: {folder}. Say where it is now with --inputs FOLDER.")
    return folder


def _recounted(record: RunRecord, found: Verification) -> RunRecord:
    if not found.verified:
        raise VerificationFailed(found.broken or ("the recount could not be completed",))
    return with_changes(record, verification=found)


def _write_tables(run: Run, folder: Path) -> None:
    levels = [level.name for level in run.levels]
    for table in TABLES:
        write_csv(folder / table.file, table.header(levels), table.rows(run))
    if run.transport is not None:
        write_round_transport(run.transport, folder)


def _write_head(run: Run, record: RunRecord, folder: Path) -> None:
    _write_text(folder / "run.json", json.dumps(run_document(run, record), indent=2, ensure_ascii=False) + "\n")


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _read(folder: Path, table: tables.RunTable[T]) -> tuple[T, ...]:
    return tuple(table.read(row) for row in read_csv(folder / table.file))


def _read_json(path: Path) -> Mapping[str, object]:
    document = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(document, dict):
        raise TypeError(f"{path.name} is not a table")
    return document


def _read_record(document: Mapping[str, object], folder: Path) -> RunRecord:
    inputs = cast("dict[str, object]", document["inputs"])
    files = cast("list[dict[str, str]]", inputs["files"])
    return RunRecord(
        command=str(document["command"]),
        input_folder=str(inputs["folder"]),
        files=tuple((file["name"], file["sha256"]) for file in files),
        versions=tuple(cast("dict[str, str]", document["versions"]).items()),
        timings=tuple(cast("dict[str, float]", document["timings"]).items()),
        warnings=tuple(Fault(**row) for row in cast("list[dict[str, Any]]", document["warnings"])),
        verification=_read_verification(folder / verification.FILE_NAME),
    )


def _read_verification(path: Path) -> Verification | None:
    if not path.is_file():
        return None
    document = _read_json(path)
    checks = cast("list[dict[str, object]]", document["checks"])
    inputs = cast("list[dict[str, str]]", document["inputs"])
    return Verification(
        verified=document["verified"] is True,
        checks=tuple(_read_check(check) for check in checks),
        files=tuple((file["name"], file["sha256"]) for file in inputs),
    )


def _read_check(row: Mapping[str, object]) -> verification.Check:
    broken = tuple(cast("list[str]", row["broken"]))
    return verification.Check(str(row["name"]), str(row["says"]), cast("int", row["checked"]), broken)

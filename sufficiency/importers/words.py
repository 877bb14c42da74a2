"""An import in words: the document for machines, and what to do next for people."""

from collections import Counter
from dataclasses import asdict
from pathlib import Path

from sufficiency.errors import Fault
from sufficiency.importers.landing import Landed

_NOT_THERE = ("FILE_MISSING", "NO_ROWS")

SOURCES_OF = {
    "authority.toml": "give --authority CODE, --year YEAR and --as-at DATE with an import",
    "children.csv": "sufficiency data import sen2 RETURN --into {folder}, or spreadsheet",
    "preferences.csv": "sufficiency data import spreadsheet FILE --into {folder}",
    "settings.csv": "sufficiency data import gias EDUBASE --into {folder}",
    "provision.csv": "sufficiency data import gias EDUBASE --into {folder}, or spreadsheet",
}
"""Which import fills a table that is not there."""


def as_document(landed: Landed) -> dict[str, object]:
    """The stable JSON form: counts, changes, mapping, faults, what the folder lacks, whether it was written."""
    imported = landed.imported
    return {
        "written": landed.written,
        "sources": [asdict(source) for source in imported.sources],
        "counts": [asdict(count) for count in imported.counts],
        "changes": [asdict(change) for change in landed.changes],
        "files": list(landed.files),
        "mapped": [asdict(line) for line in imported.mapped],
        "faults": [fault.as_dict() for fault in landed.faults],
        "lacking": [fault.as_dict() for fault in landed.lacking],
    }


def as_rows(landed: Landed) -> list[dict[str, object]]:
    """The counts and changes as one plain table, a figure to a row; everything else is in the document."""
    told = [("records", one.records, asdict(one)) for one in landed.imported.counts]
    told += [("table", one.table, asdict(one)) for one in landed.changes]
    return [
        {"of": of, "name": name, "figure": figure, "number": number}
        for of, name, figures in told
        for figure, number in figures.items()
        if isinstance(number, int)
    ]


def next_steps(landed: Landed, folder: Path) -> tuple[str, ...]:
    """What was written, what the folder still lacks before a check passes, and the next command."""
    head = f"Written: {folder}." if landed.written else "A dry run: nothing was written."
    lacking = [fault for fault in landed.lacking if fault.severity == "error"]
    if not lacking:
        return head, f"Next: sufficiency panel recommend {folder}"
    return head, "Before data check passes:", *_lacking(lacking, folder), f"Next: sufficiency data check {folder}"


def _lacking(faults: list[Fault], folder: Path) -> list[str]:
    """One line for each kind of fault in each column, however many rows have it."""
    lines = []
    kinds = Counter((fault.file, fault.column, fault.rule) for fault in faults)
    first = {(fault.file, fault.column, fault.rule): fault for fault in reversed(faults)}
    for place, count in kinds.items():
        fault = first[place]
        what = f"{fault.file}, {fault.column}" if fault.column else fault.file
        told = f"  {what} {fault.message}" if count == 1 else f"  {what}: {count} rows; the first {fault.message}"
        source = SOURCES_OF.get(fault.file, "") if fault.rule in _NOT_THERE else ""
        lines.append(f"{told}: {source.format(folder=folder)}" if source else f"{told}. {fault.remedy}")
    return lines

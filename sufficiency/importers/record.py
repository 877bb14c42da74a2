"""What an import leaves behind in the folder: ``imports/KIND.json``, which neither the loader nor a check reads.

It says what was read, where every record went and what became which column; and, by key, a fingerprint of each row as
it was brought in. By those the next import tells a row that the source changed from one that a person changed.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from sufficiency.importers.imported import Imported

FOLDER = "imports"


@dataclass(frozen=True, slots=True)
class Brought:
    """The rows of one table as the last import of a kind brought them: fingerprints by key, over these columns."""

    columns: tuple[str, ...] = ()
    rows: Mapping[str, str] = field(default_factory=dict)


def read_brought(folder: Path, kind: str) -> dict[str, Brought]:
    """What the last import of this kind brought, by table; nothing where there was none, or its record is damaged."""
    try:
        tables = json.loads((folder / FOLDER / f"{kind}.json").read_text(encoding="utf-8"))["tables"]
        return {name: Brought(tuple(said["columns"]), dict(said["rows"])) for name, said in tables.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def write_record(folder: Path, kind: str, imported: Imported, brought: Mapping[str, Brought]) -> None:
    """Write the record of an import. The same import gives the same bytes: there is no time in it."""
    document: dict[str, Any] = {
        "kind": kind,
        "sources": [asdict(source) for source in imported.sources],
        "counts": [asdict(count) for count in imported.counts],
        "mapped": [asdict(line) for line in imported.mapped],
        "warnings": sum(fault.severity == "warning" for fault in imported.faults),
        "tables": {name: {"columns": list(said.columns), "rows": dict(said.rows)} for name, said in brought.items()},
    }
    (folder / FOLDER).mkdir(exist_ok=True)
    text = json.dumps(document, indent=1, ensure_ascii=False) + "\n"
    (folder / FOLDER / f"{kind}.json").write_text(text, encoding="utf-8", newline="\n")

"""Recommends a round and writes what a recount reads: no page. As a command: FOLDER and OUT.

A command, because the seed that Python hashes text with is fixed when the interpreter starts.
"""

import json
import sys
from pathlib import Path

from sufficiency import api
from sufficiency.domain.run import Run
from sufficiency.reports.csv_file import write_csv
from sufficiency.reports.record import RunRecord
from sufficiency.reports.run_folder import TABLES
from sufficiency.reports.run_json import run_document


def tables(folder: Path, out: Path, choices: api.Choices) -> dict[str, bytes]:
    """The bytes of every table of the run, by file name."""
    run, record = api.recommend(folder, choices)
    bare_folder(run, record, out)
    return {table.file: (out / table.file).read_bytes() for table in TABLES}


def bare_folder(run: Run, record: RunRecord, out: Path) -> None:
    """Write the run folder without its page and its recount."""
    out.mkdir(parents=True, exist_ok=True)
    levels = [level.name for level in run.levels]
    for table in TABLES:
        write_csv(out / table.file, table.header(levels), table.rows(run))
    (out / "run.json").write_text(json.dumps(run_document(run, record)), encoding="utf-8")


if __name__ == "__main__":
    tables(Path(sys.argv[1]), Path(sys.argv[2]), api.Choices(compare_policies=False))

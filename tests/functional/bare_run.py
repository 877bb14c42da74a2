"""Recommends a round and writes the run's tables alone: no page, no recount. As a command: FOLDER and OUT.

A command, because the seed that Python hashes text with is fixed when the interpreter starts.
"""

import sys
from pathlib import Path

from sufficiency import api
from sufficiency.reports.csv_file import write_csv
from sufficiency.reports.run_folder import TABLES


def tables(folder: Path, out: Path, choices: api.Choices) -> dict[str, bytes]:
    """The bytes of every table of the run, by file name."""
    run, _ = api.recommend(folder, choices)
    levels = [level.name for level in run.levels]
    out.mkdir(parents=True, exist_ok=True)
    for table in TABLES:
        write_csv(out / table.file, table.header(levels), table.rows(run))
    return {table.file: (out / table.file).read_bytes() for table in TABLES}


if __name__ == "__main__":
    tables(Path(sys.argv[1]), Path(sys.argv[2]), api.Choices(compare_policies=False))

"""``sufficiency doctor`` and ``version``: whether this machine is ready, and exactly what is installed."""

import json
import platform
import sys
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.table import Table

from sufficiency.cli.options import Format, FormatOption
from sufficiency.cli.output import emit
from sufficiency.errors import SufficiencyError
from sufficiency.reports.record import tool_version

LIBRARIES = (
    "numpy",
    "scipy",
    "numba",
    "ortools",
    "highspy",
    "pulp",
    "networkx",
    "pandas",
    "geopandas",
    "shapely",
    "typer",
)
OPTIONAL = ("altair", "vl-convert-python")
FORMATS = {"input_folder": 1, "run_folder": 1}


def version(
    as_json: Annotated[bool, typer.Option("--json", help="Everything a run depends on, as JSON.")] = False,
) -> None:
    """Print the version; with --json those of the libraries and file formats too."""
    if not as_json:
        typer.echo(f"sufficiency {tool_version()}")
        return
    document = {
        "sufficiency": tool_version(),
        "python": platform.python_version(),
        "libraries": {name: _version(name) for name in (*LIBRARIES, *OPTIONAL)},
        "formats": FORMATS,
    }
    typer.echo(json.dumps(document, indent=2))


def doctor(form: FormatOption = Format.TABLE) -> None:
    """Check that this machine can do the work: libraries, a solve with a known answer, and writing files."""
    checks = [_python(), *_libraries(), _solver(), _writing()]
    table = Table(
        "", "Check", "Found", title="Ready." if all(c["ok"] for c in checks) else "Not ready.", title_justify="left"
    )
    for check in checks:
        table.add_row("ok" if check["ok"] else "NO", str(check["check"]), str(check["found"]))
    emit(checks, table, form)
    if not all(check["ok"] for check in checks):
        raise SufficiencyError("This machine is not ready: see the lines marked NO.")


def _version(name: str) -> str | None:
    try:
        return installed(name)
    except PackageNotFoundError:
        return None


def _check(name: str, ok: bool, found: str) -> dict[str, object]:
    return {"check": name, "ok": ok, "found": found}


def _python() -> dict[str, object]:
    return _check("Python 3.11 to 3.13", (3, 11) <= sys.version_info[:2] <= (3, 13), platform.python_version())


def _libraries() -> list[dict[str, object]]:
    needed = [
        _check(name, _version(name) is not None, _version(name) or "missing: install sufficiency again")
        for name in LIBRARIES
    ]
    without = "not installed: reports have tables but no charts"
    return needed + [_check(f"{name} (charts)", True, _version(name) or without) for name in OPTIONAL]


def _solver() -> dict[str, object]:
    """Two units, one place: the first in the order has it."""
    import numpy as np

    from solvers.allocation import Problem, solve

    one, two = np.ones(1, dtype=np.int64), np.zeros(2, dtype=np.int64)
    problem = Problem(
        option_start=np.arange(3), option_limit=two, limit_parent=-one, limit_capacity=one,
        cost=np.zeros((2, 1), dtype=np.int64), unplaced=np.ones((2, 1), dtype=np.int64), levels=("unplaced",),
        tier=np.arange(2), rank=two, ordered=True,
    )  # fmt: skip
    answer = solve(problem)
    right = answer.option.tolist() == [0, -1] and answer.values == (1,)
    return _check("a solve with a known answer", right, "right" if right else "WRONG: do not use this installation")


def _writing() -> dict[str, object]:
    try:
        with TemporaryDirectory() as folder:
            (Path(folder) / "probe").write_text("ok", encoding="utf-8")
    except OSError as error:
        return _check("writing temporary files", False, error.strerror or "cannot write")
    return _check("writing temporary files", True, "ok")

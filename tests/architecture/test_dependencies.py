"""What the product imports is what it asks to have installed: nothing works by accident on a developer's machine."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]
OURS = {"sufficiency", "solvers", "geodata", "scenarios"}
DISTRIBUTION = {"vl_convert": "vl-convert-python", "python_calamine": "python-calamine", "stdnum": "python-stdnum",
                "docx": "python-docx", "govuk_frontend_jinja": "govuk-frontend-jinja",
                "argon2": "argon2-cffi"}  # fmt: skip


def imported(tree):
    """The top-level names of all modules imported, wherever in the file."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def asked_for():
    """The distributions of the core, the charts, the packs, clusters, the pages and teams, in lower case."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    parts = ("reports", "pack", "cluster", "web", "team")
    lines = [*project["dependencies"], *(line for part in parts for line in extras[part])]
    return {re.match(r"[A-Za-z0-9._-]+", line)[0].lower() for line in lines}


def test_every_library_imported_is_asked_for(modules):
    known = asked_for() | OURS | sys.stdlib_module_names
    stray = {
        f"{module.path}: {name}"
        for module in modules
        for name in imported(module.tree)
        if DISTRIBUTION.get(name, name) not in known
    }
    assert stray == set()


@pytest.mark.parametrize("order", ["highspy ortools.sat.python.cp_model", "ortools.sat.python.cp_model highspy"])
def test_the_solver_libraries_load_side_by_side(order):
    """Both bring HiGHS; where both bring it as a shared library of one name, only the first import works."""
    code = f"import importlib\nfor name in {order.split()}: importlib.import_module(name)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr.splitlines()[-1]

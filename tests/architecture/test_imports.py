"""The direction of dependence, as written in pyproject.toml, and the libraries it owns up to."""

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
OURS = {"sufficiency", "solvers", "geodata", "scenarios"}


def imported(tree):
    """Top-level names of everything imported, wherever in the module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            yield node.module.split(".")[0]


def spelt_alike(name):
    """Names of distributions differ in case and in dashes only by accident."""
    return re.sub(r"[-_.]+", "-", name).lower()


def asked_for():
    """Libraries that a user may be promised: the core's and those of every extra but build and dev."""
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    parts = ("reports", "pack", "cluster", "web", "team")
    wanted = [*project["dependencies"], *(line for part in parts for line in extras[part])]
    return {spelt_alike(re.match(r"[A-Za-z0-9._-]+", line)[0]) for line in wanted}


def test_every_import_goes_down_the_layers():
    """import-linter keeps the contracts; its own report says which line breaks one."""
    lint = "from importlinter.cli import lint_imports_command as lint; lint(['--no-cache'])"
    report = subprocess.run([sys.executable, "-c", lint], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert report.returncode == 0, report.stdout + report.stderr


def test_every_library_imported_is_asked_for_by_name(modules):
    """What is there only because something else brought it may be gone tomorrow."""
    owners, wanted = packages_distributions(), asked_for()
    borrowed = [
        f"{module.path}: {name}"
        for module in modules
        for name in sorted(set(imported(module.tree)) - OURS - sys.stdlib_module_names)
        if not {spelt_alike(owner) for owner in owners.get(name, [])} & wanted
    ]
    assert borrowed == []
